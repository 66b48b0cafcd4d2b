"""Reads a text by rules alone, for when nlu is away: the crisis list, and a few sentences that can mean only one thing. Refuses to guess.

The lists are nlu's own data files. The bot may not import nlu, whose environment is another; so the few lines that search a
list stand here once more, and a test holds the two together.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from flows.matching import plain
from flows.model import Reading
from flows.yaml_file import read_yaml

LISTS = Path(__file__).resolve().parent.parent.parent / "nlu"
KINDS = ("zelfdoding", "gevaar_nu", "seksueel_geweld", "thuis", "dreigt")
GAP = r"(?: \w+){0,3}"
SURE = 0.9


class RuleReader:
    """Always there, and never wrong about what it says; it says little."""

    async def read(self, text: str) -> Reading:
        kind, doubt = crisis_by_list(text)
        intent = "crisis" if kind else _by_keyword(text)
        certain = SURE if intent != "onbekend" else 0.0
        alternatives = ((intent, certain),) if certain else ()
        return Reading(intent, certain, alternatives, kind is not None, kind, doubt)


def crisis_by_list(text: str) -> tuple[str | None, bool]:
    """(which help fits, or None; whether it is only a doubt)."""
    words, found = f" {plain(text)} ", _lists("crisis.yml")
    rest = found["overdreven"].sub(" ", words)
    kind = next((kind for kind in KINDS if found[kind].search(rest)), None)
    laughed_off = any(found[one].search(words) for one in KINDS)
    return kind, kind is None and (laughed_off or bool(found["twijfel"].search(rest)))


def _by_keyword(text: str) -> str:
    words = f" {plain(text)} "
    return next((intent for intent, found in _lists("keywords.yml").items() if found.search(words)), "onbekend")


@cache
def _lists(file: str) -> dict[str, re.Pattern[str]]:
    return {str(name): _pattern([str(phrase) for phrase in phrases]) for name, phrases in read_yaml(LISTS / file).items()}


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    ways = [" ".join(re.escape(word) for word in phrase.split()).replace(r" \*", GAP) for phrase in phrases]
    return re.compile(" (?:" + "|".join(ways) + ") ")
