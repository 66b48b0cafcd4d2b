"""Finds what could tell who somebody is: numbers, addresses, handles, dates, names, companies. Refuses to promise that it finds all.

Offsets are code points in the text as it came. The student looks at the preview.
"""

from __future__ import annotations

from typing import NamedTuple

from nlu import identifying_names, identifying_numbers
from nlu.identifying_numbers import passes_eleven

__all__ = ["Detail", "details_in", "passes_eleven"]


class Detail(NamedTuple):
    start: int
    end: int
    kind: str


def details_in(text: str) -> list[Detail]:
    """By place, never overlapping; where two fit, the one that `spans` gives first wins, and a number or address wins from a name."""
    found: list[Detail] = []
    for start, end, kind in (*identifying_numbers.spans(text), *identifying_names.spans(text)):
        if start < end and all(end <= other.start or start >= other.end for other in found):
            found.append(Detail(start, end, kind))
    return sorted(found)
