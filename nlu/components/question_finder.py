"""Which one particular question a line asks, if any: of those of nlu/questions. Refuses to guess: who is not sure of one, says none.

An intent says what somebody wants; a question has one answer. It learns from its own lines, beside lines that ask none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nlu.components.line_classifier import Buckets, LineClassifier, Seen, softmax, solve

NONE = ""
RIDGE, SHARPNESS = 1.0, 12.0  # chosen on nlu/evaluation/questions.jsonl; each question counts as much as all the lines that ask none


class QuestionFinder:
    """Compares lines as `classifier`, which has learned already, sees them."""

    def __init__(self, classifier: LineClassifier):
        self._classifier = classifier
        self.names: list[str] = []
        self._buckets = Buckets(np.zeros(0, dtype=np.int32), np.zeros((0, 0), dtype=np.float16))
        self._vectors = np.zeros((0, 0), dtype=np.float32)
        self._weights = np.zeros((0, 0), dtype=np.float32)
        self._bias = np.zeros(0, dtype=np.float32)

    def fit(self, lines: Sequence[str], names: Sequence[str]) -> None:
        """`names`: of each line which question it asks, or NONE."""
        seen = self._classifier.see(lines)
        self._vectors = seen.vectors
        self.names = sorted(set(names))
        wanted = (np.array(names)[:, None] == np.array(self.names)).astype(np.float32)
        each = np.sqrt(wanted @ (len(lines) / len(self.names) / wanted.sum(axis=0)))
        alike = (seen.counts @ seen.counts.T).toarray() + self._classifier.likeness(seen.vectors, seen.vectors)
        self._weights, self._bias = solve(alike, wanted, each, RIDGE)
        self._buckets = Buckets.of(seen.counts, self._weights)

    def read(self, seen: Seen) -> np.ndarray:
        """Of each line the chance of each of `names`."""
        near = self._classifier.likeness(seen.vectors, self._vectors) @ self._weights
        return softmax(SHARPNESS * (self._buckets.scores(seen.counts) + near + self._bias))

    def likeliest(self, seen: Seen) -> tuple[str, float]:
        """Of the first line: the question that it asks most likely, and how likely that is; ("", 0.0) when none was learned."""
        chances = dict(zip(self.names, map(float, self.read(Seen(*(part[:1] for part in seen)))[0]), strict=True))
        chances.pop(NONE, None)
        return max(chances.items(), key=lambda one: one[1], default=(NONE, 0.0))

    def save(self, folder: Path) -> None:
        """Writes one file of numbers and the questions' names: no word of any line."""
        np.savez(
            folder / "questions.npz", names=np.array(self.names), weights=self._weights, bias=self._bias, vectors=self._vectors,
            known=self._buckets.known, says=self._buckets.says,
        )  # fmt: skip

    def restore(self, folder: Path) -> None:
        """Reads what `save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
        with np.load(folder / "questions.npz", allow_pickle=False) as had:
            self.names, self._weights, self._bias = had["names"].tolist(), had["weights"], had["bias"]
            self._vectors, self._buckets = had["vectors"], Buckets(had["known"], had["says"])
