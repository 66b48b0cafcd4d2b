"""Says whether a text cannot wait, whatever its intent: phrases and model together. Refuses to let one of the two decide alone that it can.

The thresholds come from `python -m nlu crossvalidate`; REPORT.md says what other thresholds would find and invent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nlu.components.concepts import groups
from nlu.phrases import lists, plain

FILE = "crisis.yml"
KINDS = ("zelfdoding", "gevaar_nu", "seksueel_geweld", "thuis")
SURE, DOUBT = 0.35, 0.28
PART_LESS = 0.15  # a part of a message is short of what stands around it: it must say more by itself


class Crisis(NamedTuple):
    """`kind` says which help fits; `doubt` asks for one soft sentence, no more."""

    is_crisis: bool
    kind: str | None
    doubt: bool


def crisis_in(text: str, chances: Sequence[float]) -> Crisis:
    """`chances` is how much the model sees a crisis in the whole text, and then in each of its parts."""
    chance = strongest(chances)
    words, found = plain(text), lists(FILE)
    rest = found["overdreven"].sub(" ", words)
    kind = next((kind for kind in KINDS if found[kind].search(rest)), None)
    if kind:
        return Crisis(True, kind, False)
    if rest != words:  # a known hyperbole, and no phrase beside it: the model has learnt from the same words
        return Crisis(False, None, chance >= SURE)
    if chance >= SURE:
        return Crisis(True, _kind(text), False)
    return Crisis(False, None, chance >= DOUBT or bool(found["twijfel"].search(words)))


def strongest(chances: Sequence[float]) -> float:
    """Of a whole text and its parts together."""
    return max((chance - (PART_LESS if place else 0) for place, chance in enumerate(chances)), default=0.0)


def _kind(text: str) -> str:
    """Which help fits, by the groups of words in it: what is done to a body first, then by whom, then what somebody wants to do."""
    found = groups(text)
    if "SEKSGEWELD" in found or ("AANRAKEN" in found and "NU" in found):
        return "seksueel_geweld"
    if "ZELFDODING" in found or "ZELFBESCHADIGING" in found:
        return "zelfdoding"
    harm = found & {"GEWELD", "KLEM", "WAPEN", "GEWOND"}
    if harm:
        return "thuis" if "THUIS" in found and "WERKMENS" not in found and "COLLEGA" not in found else "gevaar_nu"
    return "zelfdoding" if found & {"DOOD", "MIDDEL"} else "onbekend"
