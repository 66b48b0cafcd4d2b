"""Which made-up case comes next, and what was met in practice, in words. Refuses to count right and wrong: nobody gets a mark.

`geoefend` is the slot that keeps what was answered: id of a case → one of ANSWERS, in the order of answering.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from zlib import crc32

from flows.subjects import fits
from flows.words import Words

ANSWERS = ("wel", "twijfel", "niet", "eigen")  # the last: what they thought of it, in own words
NO_GROUND = ("geen_wettelijke_grond", "onduidelijk")
SEEN = "gezien"  # shown before practice was begun anew
OPEN = "open"  # the trait of a case that people honestly disagree about
SOMETHING_NEW_EVERY = 3
PLACES = ("herkend", "gronden_herkend", "gronden_woorden")


def what_was_hard(items: Sequence[str], values: Mapping[str, object], chance: int) -> list[str]:
    """The ids of `items` that were not answered yet, next one first; all of them when all were answered.

    First come those about `onderwerp`, what the student asked for; then cases like those that were doubted or read otherwise.
    Every third is as unlike what was met as can be, so that it stays mixed. Chance decides between equals; somebody who begins
    gets the order of the files.
    """
    answers = answered(values["geoefend"] if "geoefend" in values else None)
    cases = {str(case["id"]): case for case in values["gevallen"]}
    known = [item for item in items if item in cases]  # a release may have taken some away
    seen = {item for item, answer in dict((values["geoefend"] if "geoefend" in values else None) or {}).items() if answer == SEEN}
    left = [item for item in known if item not in answers] or known
    left = [item for item in left if item not in seen] or left
    subject = values["onderwerp"] if "onderwerp" in values else None
    if not answers:
        return sorted(left, key=lambda item: -fits(cases[item], subject))
    hard: Counter[str] = Counter()
    for item, answer in answers.items():
        for trait in traits(cases.get(item, {})):
            hard[trait] += 1 if _was_hard(cases[item], answer) else -1
    new = len(answers) % SOMETHING_NEW_EVERY == 0

    def rank(item: str) -> tuple[int, int, int, int]:
        found = traits(cases[item])
        likeness = 0 if new else sum(max(0, hard[trait]) for trait in found)
        return -fits(cases[item], subject), -likeness, -sum(trait not in hard for trait in found), crc32(f"{chance} {item}".encode())

    return sorted(left, key=rank)


ORDERS: dict[str, Callable[[Sequence[str], Mapping[str, object], int], list[str]]] = {"what_was_hard": what_was_hard}


def answered(kept: object) -> dict[str, str]:
    """What `geoefend` holds, less the cases that somebody only looked at."""
    return {item: answer for item, answer in dict(kept or {}).items() if answer in ANSWERS}


def traits(case: Mapping[str, str]) -> set[str]:
    """What a case may have in common with another: its ground, its kind, and whether people disagree about it."""
    is_open = case.get("twijfel") == "ja" or case.get("soort") == "grensgeval" or case.get("grond") in NO_GROUND
    return {trait for trait in (case.get("grond"), case.get("soort"), OPEN if is_open else None) if trait}


def _was_hard(case: Mapping[str, str], answer: str) -> bool:
    """Doubted; or seen otherwise than most, where a case is not an open one. Only decides what comes next."""
    if OPEN in traits(case):
        return answer == "twijfel" or (answer == "wel" and case.get("grond") == "geen_wettelijke_grond")
    return answer in ("twijfel", "niet")


def in_words(cases: Sequence[Mapping[str, str]], words: Words, memory: Mapping[str, object]) -> dict[str, object]:
    """The PLACES: the list of kinds that were met, the grounds of those cases, and the grounds noticed in the student's own story."""
    answers = answered(memory.get("geoefend"))
    met = [case for case in cases if case["id"] in answers]
    kinds = dict.fromkeys(case["soort"] for case in met)
    grounds = dict.fromkeys(case["grond"] for case in met)
    return {
        "herkend": [{"id": kind, "tekst": words[kind].text} for kind in kinds],
        "gronden_herkend": ", ".join(words[ground].text for ground in grounds),
        "gronden_woorden": ", ".join(words[ground].text for ground in memory.get("gronden") or () if ground in words),
    }
