"""Which one particular question a line asks, if any: of those of nlu/questions. Refuses to guess: who is not sure of one, says none.

An intent says what somebody wants; a question has one answer. It learns from its own lines, beside lines that ask none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse

from nlu.components.line_classifier import LineClassifier, Seen, in_common, softmax, solve

NONE = ""
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
        # A row for each of them; a table of what each says of each question, as the intents have, would be ten times as large.
        self._counts = scipy.sparse.csr_matrix((0, 0), dtype=np.float32)
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
        self._known = np.unique(seen.counts.indices)
        self._counts = self._of_known(seen.counts).T.tocsr()
        self._weights, self._bias = solve(self._alike(in_common(seen.counts), seen), wanted, each, RIDGE)

    def read(self, seen: Seen) -> np.ndarray:
        """Of each line the chance of each of `names`."""
        counts = (self._of_known(seen.counts) @ self._counts).toarray()
        return softmax(SHARPNESS * (self._alike(counts, seen) @ self._weights + self._bias))

    def _alike(self, counts: np.ndarray, seen: Seen) -> np.ndarray:
        """How like each line is to each that was learned; `counts`: by what both have in common."""
        return counts + VECTORS * self._classifier.likeness(seen.vectors, self._vectors)

    def _of_known(self, counts: scipy.sparse.csr_matrix) -> scipy.sparse.csr_matrix:
        """With a column for each bucket that is known, instead of two million."""
        places = np.searchsorted(self._known, counts.indices).clip(max=len(self._known) - 1)
        met = np.where(self._known[places] == counts.indices, counts.data, np.float32(0))
        return scipy.sparse.csr_matrix((met, places, counts.indptr), shape=(counts.shape[0], len(self._known)))

    def likeliest(self, seen: Seen) -> list[tuple[str, float]]:
        """Of the first line: the questions that it asks most likely, and how likely each is."""
        chances = dict(zip(self.names, map(float, self.read(Seen(*(part[:1] for part in seen)))[0]), strict=True))
        chances.pop(NONE, None)
        return sorted(chances.items(), key=lambda one: -one[1])[:LIKELIEST]

    def save(self, folder: Path) -> None:
        """Writes one file of numbers and the questions' names: no word of any line."""
        np.savez(
            folder / "questions.npz", names=np.array(self.names), weights=self._weights, bias=self._bias, vectors=self._vectors,
            known=self._known, counts=self._counts.data, lines=self._counts.indices, ends=self._counts.indptr,
        )  # fmt: skip

    def restore(self, folder: Path) -> None:
        """Reads what `save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
        with np.load(folder / "questions.npz", allow_pickle=False) as had:
            self.names, self._weights, self._bias = had["names"].tolist(), had["weights"], had["bias"]
            self._known, self._vectors, of_lines = had["known"], had["vectors"], (had["counts"], had["lines"], had["ends"])
            self._counts = scipy.sparse.csr_matrix(of_lines, shape=(len(had["ends"]) - 1, len(had["vectors"])))
