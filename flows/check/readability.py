"""Measures how easily a Dutch text reads: Flesch-Douma, with the syllables of Pyphen. Refuses texts too short to measure.

The library that knows the formula for Dutch is textstat; it counts syllables with Pyphen and brings eight packages along
that are used for other languages only. So Pyphen itself, and the formula with textstat's own coefficients for Dutch.
"""

from __future__ import annotations

import re
from functools import cache

from pyphen import Pyphen

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
FROM_WORDS = 25  # one long word would decide about less


def reading_ease(sentences: list[str]) -> float | None:
    """100 is very easy, 0 very hard; B1 is about 65 and up. None for fewer than FROM_WORDS words."""
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    if len(words) < FROM_WORDS:
        return None
    spoken = [sentence for sentence in sentences if WORD.search(sentence)]
    return 206.835 - 0.93 * len(words) / len(spoken) - 77 * sum(map(syllables, words)) / len(words)


@cache
def syllables(word: str) -> int:
    return len(_dutch().positions(word.lower())) + 1


@cache
def _dutch() -> Pyphen:
    return Pyphen(lang="nl_NL")  # reads its patterns from disk: not before somebody asks
