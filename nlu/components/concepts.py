"""Which words stand for the same thing, by the list concepts.yml. Refuses to decide anything: a group is one more feature, never an answer."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

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
    words = _WORD_OR_SIGN.findall(text)
    said = {group for word in words for group in _groups_of(word)}
    phrases = _lists().phrases
    return said | {group for word in set(words) & phrases.keys() for group, phrase in phrases[word] if phrase.search(text)}


class _Lists(NamedTuple):
    """Groups of whole words, of beginnings of words (and how long those are), and of phrases by their first word."""

    whole: dict[str, set[str]]
    beginnings: dict[str, set[str]]
    lengths: tuple[int, ...]
    phrases: dict[str, list[tuple[str, re.Pattern[str]]]]


@cache
def _lists() -> _Lists:
    whole: dict[str, set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for group, said in yaml.safe_load(LIST.read_text(encoding="utf-8")).items():
        for way in said:
            open_end, text = str(way).endswith("*"), normal(str(way).rstrip("*"))
            if re.search(r"\w\W+\w", text):
                phrase = re.compile(r"(?<!\w)" + re.escape(text) + ("" if open_end else r"(?!\w)"))
                phrases.setdefault(_WORD_OR_SIGN.findall(text)[0], []).append((group, phrase))
            else:
                (beginnings if open_end else whole).setdefault(text, set()).add(group)
    return _Lists(whole, beginnings, tuple(sorted({len(start) for start in beginnings})), phrases)


def _groups_of(word: str) -> set[str]:
    known = _lists()
    found = set(known.whole.get(word, ()))
    for length in known.lengths:
        if length > len(word):
            break
        found |= known.beginnings.get(word[:length], set())
    return found
