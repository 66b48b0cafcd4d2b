"""Which words stand for the same thing, by the list concepts.yml. Refuses to decide anything: a group is one more feature, never an answer."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from nlu.components.lines import PAIR_WITHIN, normal

LIST = Path(__file__).resolve().parent.parent / "concepts.yml"
_TOKEN = re.compile(r"\w+|[?!]")
_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")


def grouped(text: str) -> list[str]:
    """The words of a normal text, each that has a group by the group's name; and each two that stand near each other."""
    single = [min(_groups_of(word), default=word) for word in _TOKEN.findall(text)]
    return single + [f"{one} {other}" for place, one in enumerate(single) for other in single[place + 1 : place + PAIR_WITHIN]]


def together(text: str) -> list[str]:
    """The groups in a normal text, and each two of them that are in it, wherever."""
    found = sorted(_groups_in(text))
    return found + [f"{one}+{other}" for place, one in enumerate(found) for other in found[place + 1 :]]


def groups(text: str) -> set[str]:
    """The names of the groups that any text has a word of."""
    return _groups_in(normal(text))


def _groups_in(text: str) -> set[str]:
    words = {group for word in _WORD_OR_SIGN.findall(text) for group in _groups_of(word)}
    return words | {group for group, phrase in _lists()[2] if phrase.search(text)}


@cache
def _lists() -> tuple[dict[str, set[str]], list[tuple[str, str]], list[tuple[str, re.Pattern[str]]]]:
    """(group of whole words, groups of beginnings of words, groups of phrases)."""
    whole: dict[str, set[str]] = {}
    beginnings, phrases = [], []
    for group, said in yaml.safe_load(LIST.read_text(encoding="utf-8")).items():
        for way in said:
            open_end, text = str(way).endswith("*"), normal(str(way).rstrip("*"))
            if re.search(r"\w\W+\w", text):
                phrases.append((group, re.compile(r"(?<!\w)" + re.escape(text) + ("" if open_end else r"(?!\w)"))))
            elif open_end:
                beginnings.append((text, group))
            else:
                whole.setdefault(text, set()).add(group)
    return whole, beginnings, phrases


def _groups_of(word: str) -> frozenset[str]:
    whole, beginnings, _ = _lists()
    return frozenset(whole.get(word, ())) | {group for start, group in beginnings if word.startswith(start)}
