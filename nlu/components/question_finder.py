"""Which one particular question a line asks, if any: of those of nlu/questions. Refuses to guess: who is not sure of one, says none.

An intent says what somebody wants; a question has one answer. It learns from its own lines, beside lines that ask none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from nlu.components.line_classifier import STEPS, LineClassifier, Seen, in_common, softmax, solve

NONE = ""
MOST = 2**16  # lines: each has a number of two bytes
TOGETHER = 4096  # lines whose weights are made large at once
LIKELIEST = 3  # more are of no use to anybody
# Chosen on nlu/evaluation/questions.jsonl; each question counts as much as all the lines that ask none.
RIDGE, SHARPNESS = 1.0, 13.0
VECTORS = 5 / 3  # what a sentence vector weighs here, beside what it weighs for an intent


class QuestionFinder:
    """Compares lines as `classifier`, which has learned already, sees them."""

    def __init__(self, classifier: LineClassifier):
        self._classifier = classifier
        self.names: list[str] = []
        self._known = np.zeros(0, dtype=np.int32)  # the buckets that some line has
        # Which lines have each of them, and how much, one after the other from `_begins`: it lies in memory, so in the smallest numbers that do.
        # A table of what each says of each question, as the intents have, would be ten times as large.
        self._begins = np.zeros(1, dtype=np.int32)
        self._lines = np.zeros(0, dtype=np.uint16)
        self._counts = np.zeros(0, dtype=np.float16)
        self._vectors = np.zeros((0, 0), dtype=np.float32)
        self._weights = np.zeros((0, 0), dtype=np.int8)  # of each line and each question: a 127th of the line's largest
        self._largest = np.zeros(0, dtype=np.float32)
        self._bias = np.zeros(0, dtype=np.float32)

    def fit(self, lines: Sequence[str], names: Sequence[str]) -> None:
        """`names`: of each line which question it asks, or NONE. Raises ValueError where there are more than MOST."""
        if len(lines) > MOST:
            raise ValueError(f"at most {MOST} lines of questions, these are {len(lines)}")
        seen = self._classifier.see(lines)
        self._vectors = seen.vectors
        self.names = sorted(set(names))
        wanted = (np.array(names)[:, None] == np.array(self.names)).astype(np.float32)
        each = np.sqrt(wanted @ (len(lines) / len(self.names) / wanted.sum(axis=0)))
        self._known = np.unique(seen.counts.indices)
        having = seen.counts[:, self._known].T.tocsr()
        self._begins, self._lines, self._counts = having.indptr, having.indices.astype(np.uint16), having.data.astype(np.float16)
        weights, self._bias = solve(self._alike(in_common(seen.counts), seen), wanted, each, RIDGE)
        self._largest = np.maximum(np.abs(weights).max(axis=1), np.finfo(np.float32).tiny)
        self._weights = np.rint(weights * (STEPS / self._largest)[:, None]).astype(np.int8)

    def read(self, seen: Seen) -> np.ndarray:
        """Of each line the chance of each of `names`."""
        rows = [self._in_common(seen.counts.indices[start:end], seen.counts.data[start:end]) for start, end in pairwise(seen.counts.indptr)]
        alike = self._alike(np.array(rows, dtype=np.float32), seen) * (self._largest / STEPS)
        parts = [slice(start, start + TOGETHER) for start in range(0, len(self._weights), TOGETHER)]
        return softmax(SHARPNESS * (sum(alike[:, part] @ self._weights[part].astype(np.float32) for part in parts) + self._bias))

    def _alike(self, counts: np.ndarray, seen: Seen) -> np.ndarray:
        """How like each line is to each that was learned; `counts`: by what both have in common."""
        return counts + VECTORS * self._classifier.likeness(seen.vectors, self._vectors)

    def _in_common(self, buckets: np.ndarray, counts: np.ndarray) -> np.ndarray:
        """What one line has in common with each line that was learned."""
        places = np.searchsorted(self._known, buckets).clip(max=len(self._known) - 1)
        found = self._known[places] == buckets
        begins, ends = self._begins[places[found]], self._begins[places[found] + 1]
        having = ends - begins
        where = np.arange(having.sum()) + np.repeat(begins - np.cumsum(having) + having, having)
        return np.bincount(self._lines[where], np.repeat(counts[found], having) * self._counts[where], minlength=len(self._vectors))

    def likeliest(self, seen: Seen) -> list[tuple[str, float]]:
        """Of the first line: the questions that it asks most likely, and how likely each is."""
        chances = dict(zip(self.names, map(float, self.read(Seen(*(part[:1] for part in seen)))[0]), strict=True))
        chances.pop(NONE, None)
        return sorted(chances.items(), key=lambda one: -one[1])[:LIKELIEST]

    def save(self, folder: Path) -> None:
        """Writes one file of numbers and the questions' names: no word of any line."""
        np.savez(
            folder / "questions.npz", names=np.array(self.names), weights=self._weights, largest=self._largest, bias=self._bias,
            vectors=self._vectors, known=self._known, begins=self._begins, lines=self._lines, counts=self._counts,
        )  # fmt: skip

    def restore(self, folder: Path) -> None:
        """Reads what `save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
        with np.load(folder / "questions.npz", allow_pickle=False) as had:
            self.names, self._weights, self._largest, self._bias = had["names"].tolist(), had["weights"], had["largest"], had["bias"]
            self._known, self._vectors = had["known"], had["vectors"]
            self._begins, self._lines, self._counts = had["begins"], had["lines"], had["counts"]
