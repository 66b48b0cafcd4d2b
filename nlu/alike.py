"""Finds lines that are nearly the same: what was learned beside what is measured. Refuses short lines: "ja hoor" is nobody's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

SAME = 0.85  # of all letters of the two lines, the share that stands in both in one order
WORDS_MORE_THAN = 3


def alike(learned: Sequence[str], measured: Sequence[str]) -> list[tuple[str, str, float]]:
    """(learned line, measured line, likeness) for every pair that is too close; of the learned lines only those long enough."""
    long_enough = [line for line in learned if len(line.split()) > WORDS_MORE_THAN]
    ours, theirs = [line.lower() for line in long_enough], [line.lower() for line in measured]
    letters = {letter: place for place, letter in enumerate(sorted(set("".join(ours + theirs))))}
    counted = _counts(theirs, letters)
    lengths = counted.sum(axis=1)
    found = []
    for row, (line, own) in enumerate(zip(ours, _counts(ours, letters), strict=True)):
        # the letters in common, in whatever order, are the most that can stand in one order: this leaves few pairs to look at
        most = 2 * np.minimum(counted, own).sum(axis=1) / (lengths + len(line))
        for place in np.flatnonzero(most >= SAME):
            likeness = similarity(line, theirs[place])
            if likeness >= SAME:
                found.append((long_enough[row], measured[place], round(likeness, 3)))
    return found


def similarity(one: str, other: str) -> float:
    """Twice the longest common subsequence over both lengths: what rapidfuzz calls `ratio`, a little stricter than difflib."""
    where: dict[str, int] = {}
    for place, letter in enumerate(one):
        where[letter] = where.get(letter, 0) | 1 << place
    full = (1 << len(one)) - 1
    state = full  # one bit a letter; each zero is a letter of the common part (Hyyrö 2004)
    for letter in other:
        match = state & where.get(letter, 0)
        state = (state + match | state - match) & full
    return 2 * (len(one) - state.bit_count()) / max(1, len(one) + len(other))


def _counts(lines: Sequence[str], letters: dict[str, int]) -> np.ndarray:
    table = np.zeros((len(lines), len(letters)), dtype=np.int32)
    for row, line in enumerate(lines):
        for letter in line:
            table[row, letters[letter]] += 1
    return table
