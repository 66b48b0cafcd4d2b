"""Says whether a text cannot wait, whatever its intent: phrases and model together. Refuses to let one of the two decide alone that it can.

The thresholds come from `python -m nlu crossvalidate`: from SURE on, phrases and model find .86 of the crisis lines and
stop .03 of all other lines; with DOUBT that is .90 and .06, which costs one soft sentence and not the story.
"""

from __future__ import annotations

from typing import NamedTuple

from nlu.phrases import lists, plain

FILE = "crisis.yml"
KINDS = ("zelfdoding", "gevaar_nu", "seksueel_geweld", "thuis")
SURE, DOUBT = 0.20, 0.12


class Crisis(NamedTuple):
    """`kind` says which help fits; `doubt` asks for one soft sentence, no more."""

    is_crisis: bool
    kind: str | None
    doubt: bool


def crisis_in(text: str, chance: float) -> Crisis:
    """`chance` is the model's probability of the intent crisis."""
    words, found = plain(text), lists(FILE)
    rest = found["overdreven"].sub(" ", words)
    kind = next((kind for kind in KINDS if found[kind].search(rest)), None)
    if kind:
        return Crisis(True, kind, False)
    if rest != words:  # a known hyperbole, and no phrase beside it: the model has learnt from the same words
        return Crisis(False, None, chance >= SURE)
    if chance >= SURE:
        return Crisis(True, "onbekend", False)
    return Crisis(False, None, chance >= DOUBT or bool(found["twijfel"].search(words)))
