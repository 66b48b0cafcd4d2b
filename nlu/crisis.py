"""Says whether a text cannot wait, whatever its intent: phrases and model together. Refuses to let one of the two decide alone that it can.

The thresholds come from `python -m nlu crossvalidate`; REPORT.md says what other thresholds would find and invent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nlu.phrases import lists, plain

FILE = "crisis.yml"
KINDS = ("zelfdoding", "gevaar_nu", "seksueel_geweld", "thuis", "dreigt")
SURE, DOUBT = 0.40, 0.32
KIND_FROM, UNKNOWN = 0.7, "onbekend"
FIRST = 0.5  # from here the message is about it, whatever the intents say; the card comes sooner
# What somebody clearly asks or orders of us: a doubt of the model alone is then no reason to ask how they are.
PLAIN = frozenset(
    {
        "groet", "bedankt", "privacy", "intrekken", "melden", "melden_anoniem", "melden_vertrouwelijk", "status_melding", "bewaren", "herinnering",
        "wie_vertrouwenspersoon", "rechten_school", "uitleg_stagediscriminatie", "uitleg_gronden", "uitleg_microagressie", "cijfers", "oefenen",
        "mentor_info", "is_dit_discriminatie", "hulp_bot",
    }
)  # fmt: skip
PLAIN_FROM = 0.8
PARTING, PARTING_FROM = frozenset({"bedankt", "afscheid"}), 0.9  # who thanks or says goodbye is going: no line of gate.jsonl does so in danger
TELLING, TELLING_FROM = frozenset({"ervaring_zoeken", "ervaring_werkvloer", "omstander", "is_dit_discriminatie"}), 0.75  # no real line of it does
CLEAR_FROM = 0.95  # an intent that is as good as certain; of the gate's held-back half one real line of 164 has another intent so surely
UNSEEN = DOUBT  # below it the gate does not even doubt: then the intent alone is not believed
PART_LESS = 0.15  # a part of a message is short of what stands around it: it must say more by itself


class Crisis(NamedTuple):
    """`kind` says which help fits; `doubt` asks for one soft sentence, no more; `first`: whatever else stands in the message comes after it."""

    is_crisis: bool
    kind: str | None
    doubt: bool
    first: bool = False


def crisis_in(text: str, seen: Sequence[tuple[float, str]]) -> Crisis:
    """`seen`: how much the model sees a crisis, and which help would fit: in the whole text, and then in each of its parts."""
    chance, kind = strongest(seen)
    words, found = plain(text), lists(FILE)
    rest = found["overdreven"].sub(" ", words)
    said = next((one for one in KINDS if found[one].search(rest)), None)
    if said:
        return Crisis(True, said, False, True)
    if rest != words:  # a known hyperbole or a denial, and no phrase beside it: the model has learnt from the same words
        laughed_off = any(found[one].search(words) for one in KINDS)
        return Crisis(False, None, laughed_off or chance >= SURE)
    if chance >= SURE:  # below KIND_FROM the card says all kinds of help, and that it may be a mistake
        return Crisis(True, kind if chance >= KIND_FROM else UNKNOWN, False, chance >= FIRST)
    return Crisis(False, None, chance >= DOUBT or bool(found["twijfel"].search(words)))


def without_hearsay(ranked: list[tuple[str, float]], seen: Sequence[tuple[float, str]], crisis: Crisis) -> list[tuple[str, float]]:
    """The intents, where neither a phrase nor the gate sees a crisis: that one goes, and the others share what it had."""
    chance = dict(ranked).get("crisis", 0.0)
    if crisis.is_crisis or strongest(seen)[0] >= UNSEEN or chance > 1 - 1e-6:
        return ranked
    return [(intent, share / (1 - chance)) for intent, share in ranked if intent != "crisis"]


def without_false_alarm(intent: str, chance: float, crisis: Crisis) -> Crisis:
    """The same, where the model alone just sees one in what is clearly something else: no more than a doubt, so one soft sentence."""
    needed = PARTING_FROM if intent in PARTING else TELLING_FROM if intent in TELLING else CLEAR_FROM
    clear = intent != "crisis" and chance >= needed
    return crisis._replace(is_crisis=False, kind=None, doubt=True) if crisis.is_crisis and not crisis.first and clear else crisis


def without_idle_doubt(text: str, intent: str, chance: float, crisis: Crisis) -> Crisis:
    """The same, less a doubt in which no phrase stands, where something plain is clearly meant."""
    if not crisis.doubt or intent not in PLAIN or chance < PLAIN_FROM:
        return crisis
    words, found = plain(text), lists(FILE)
    return crisis if any(found[one].search(words) for one in (*KINDS, "twijfel")) else crisis._replace(doubt=False)


def strongest(seen: Sequence[tuple[float, str]]) -> tuple[float, str]:
    """Of a whole text and its parts together: how much, and which help."""
    return max(((chance - (PART_LESS if place else 0), kind) for place, (chance, kind) in enumerate(seen)), default=(0.0, "onbekend"))
