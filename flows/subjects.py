"""Which made-up cases fit what a student wants to practise about: a ground, looking or working, or a word of the case. Refuses to guess a subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.matching import mentions, plain
from flows.words import Label

AFTER = ("over", "uit", "met", "in")  # behind these stands what it is about
SHORTEST, ENDING = 4, 2  # letters of a word that says something, and of its end, which may differ
RARE = 12  # cases; a word that stands in more of them says nothing


def subject_of(text: str, grounds: Sequence[str], words: Mapping[str, Label], cases: Sequence[Mapping[str, str]]) -> dict[str, list[str]] | None:
    """`words` says of a trait ("fase zoeken") by which words it is asked for. None when nothing is asked for that a case has."""
    traits = [f"grond {ground}" for ground in grounds] + [key.replace("_", " ", 1) for key, label in words.items() if mentions(text, label)]
    subject = {"kenmerken": list(dict.fromkeys(traits)), "woorden": _rare(text.split(), cases)}
    return subject if any(fits(case, subject) for case in cases) else None


def fits(case: Mapping[str, str], subject: Mapping[str, Sequence[str]] | None) -> int:
    """How much a case is about the subject; 0 for not at all."""
    if not subject:
        return 0
    has = {f"{name} {case.get(name)}" for name in ("grond", "fase", "soort", "omstander")}
    told = _words(case)
    return 2 * sum(trait in has for trait in subject["kenmerken"]) + sum(any(_same(word, one) for one in told) for word in subject["woorden"])


def _rare(text: Sequence[str], cases: Sequence[Mapping[str, str]]) -> list[str]:
    at = next((place for place, word in enumerate(text) if word in AFTER), len(text))
    said = [word for word in text[at + 1 :] if len(word) >= SHORTEST]
    every = [_words(case) for case in cases]
    return [word for word in said if 0 < sum(any(_same(word, one) for one in told) for told in every) <= RARE]


def _words(case: Mapping[str, str]) -> set[str]:
    return set(plain(f"{case.get('titel', '')} {case.get('verhaal', '')} {case.get('speelt', '')}").split())


def _same(word: str, other: str) -> bool:
    return other.startswith(word[: max(SHORTEST, len(word) - ENDING)])
