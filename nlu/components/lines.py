"""Turns text into what the classifier computes with. Refuses to keep any of it."""

from __future__ import annotations

import re
import unicodedata

_REPEATED = re.compile(r"(.)\1{2,}")
_APART = re.compile(r"[.!?;:\n]+|,|\s(?:en|maar|want|dus)\s", re.IGNORECASE)
ENDS = 500  # characters of the beginning and of the end of a long text
PARTS_AT_MOST = 12
WORDS_IN_A_PART = 4


def normal(text: str) -> str:
    """Small letters, one form for each accented letter, and "heeeel" as "heel": students stretch words."""
    return _REPEATED.sub(r"\1\1", unicodedata.normalize("NFKC", text).lower())


def ends(text: str) -> str:
    """A long text by how it begins and how it ends, where people say what they want; the encoder is slow on the rest."""
    return text if len(text) <= 2 * ENDS else f"{text[:ENDS]} {text[-ENDS:]}"


def parts(text: str) -> list[str]:
    """The parts of a message that could each be a sentence: cut at sentence ends, commas, en, maar, want and dus.

    Returns parts of at least four words, the longest twelve at most, in their order; none where the message is one part.
    """
    found = [part.strip() for part in _APART.split(text)]
    long_enough = [part for part in found if len(part.split()) >= WORDS_IN_A_PART]
    if len(found) <= 1:
        return []
    longest = sorted(long_enough, key=len, reverse=True)[:PARTS_AT_MOST]
    return [part for part in long_enough if part in longest][:PARTS_AT_MOST]
