"""Turns text into what the classifier computes with. Refuses to keep any of it, and to leave a part of a long text unread."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml

TYPING = Path(__file__).resolve().parent.parent / "typing.yml"
_REPEATED = re.compile(r"(.)\1{2,}")
_WORD = re.compile(r"[\w']+")
_TOKEN = re.compile(r"\w+|[?!]")
# "ik wil melden dat hij …": what is to be reported is a part by itself.
_APART = re.compile(r"[.!?;:\n]+|,|\s(?:en|maar|want|dus)\s|\b(?:melden|vertellen|zeggen|doorgeven|aangeven)\s+dat\s", re.IGNORECASE)
ENDS = 500  # characters of the beginning and of the end of a long text
PARTS_AT_MOST = 12
WORDS_IN_A_PART = 4
PAIR_WITHIN = 5  # two words that stand this near each other are a pair: "wil … melden"


def normal(text: str) -> str:
    """Small letters without accents, "heeeel" as "heel", and words as they are in the dictionary of typing.yml."""
    small = _REPEATED.sub(r"\1\1", unicodedata.normalize("NFKC", text).lower()).replace("’", "'")
    known = _typing()
    written = _WORD.sub(lambda found: known.get(found[0], found[0]), small)
    return "".join(letter for letter in unicodedata.normalize("NFKD", written) if not unicodedata.combining(letter))


def ends(text: str) -> str:
    """A long text by how it begins and how it ends, where people say what they want; its parts are read by themselves."""
    return text if len(text) <= 2 * ENDS else f"{text[:ENDS]} {text[-ENDS:]}"


def words(text: str) -> list[str]:
    """The words of a normal text, each two neighbours, and ? and !."""
    single = _TOKEN.findall(text)
    return single + [f"{one} {other}" for one, other in zip(single, single[1:], strict=False)]


def pairs(text: str) -> list[str]:
    """Each two words of a normal text that stand near each other, in their order."""
    single = _TOKEN.findall(text)
    return [f"{one} {other}" for place, one in enumerate(single) for other in single[place + 1 : place + PAIR_WITHIN]]


def parts(text: str) -> list[str]:
    """The parts of a message that could each be a sentence: cut at sentence ends, commas, en, maar, want and dus.

    Each has at least four words; none where the message is one part. Where there are more than twelve, neighbours go
    together until there are twelve, so that a sentence in the middle of a long story is read as well.
    """
    found = [part.strip() for part in _APART.split(text)]
    if len(found) <= 1:
        return []
    long_enough = [part for part in found if len(part.split()) >= WORDS_IN_A_PART]
    together = -(-len(long_enough) // PARTS_AT_MOST)
    return [". ".join(long_enough[start : start + together]) for start in range(0, len(long_enough), together or 1)]


@cache
def _typing() -> dict[str, str]:
    said = yaml.safe_load(TYPING.read_text(encoding="utf-8"))
    return {str(typed): str(word) for word, ways in said.items() for typed in ways}
