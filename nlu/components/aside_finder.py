"""Whether a line, typed while somebody tells what happened, is said to the bot instead. Refuses to decide: it gives how much it looks so.

It learns from what the intents already say (an order or a question is said to the bot, an account is not) and from nlu/aside.yml.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nlu.components.line_classifier import LineClassifier, Seen, in_common, solve

RIDGE = 1.0  # this and what a line of aside.yml counts beside one of nlu/data: chosen by folds of aside.yml
OWN = 5.0


class AsideFinder:
    """Compares lines as `classifier`, which has learned already, sees them."""

    def __init__(self, classifier: LineClassifier):
        self._classifier = classifier
        self._known = np.zeros(0, dtype=np.int32)  # the buckets that some line has
        self._says = np.zeros(0, dtype=np.float32)  # what each of them says
        self._vectors = np.zeros((0, 0), dtype=np.float32)
        self._weights = np.zeros((0, 1), dtype=np.float32)
        self._bias = np.zeros(1, dtype=np.float32)

    def fit(self, lines: Sequence[tuple[str, bool]], own: Sequence[tuple[str, bool]]) -> None:
        """Each line, and whether it is said to the bot. In `lines` both sorts count as much together; each of `own` counts OWN times."""
        seen = self._classifier.see([text for text, _ in (*lines, *own)])
        wanted = np.array([[aside] for _, aside in (*lines, *own)], dtype=np.float32)
        share = wanted[: len(lines)].mean() if lines else 0.5
        each = np.where(wanted[:, 0] > 0, 0.5 / share, 0.5 / (1 - share))
        each[len(lines) :] = OWN
        self._vectors = seen.vectors
        alike = in_common(seen.counts) + self._classifier.likeness(seen.vectors, seen.vectors)
        self._weights, self._bias = solve(alike, wanted, np.sqrt(each), RIDGE)
        self._known = np.unique(seen.counts.indices)
        self._says = (seen.counts[:, self._known].T @ self._weights)[:, 0]

    def read(self, seen: Seen) -> np.ndarray:
        """Of each line how much it looks like one that is said to the bot, about 0 to 1."""
        counts = np.array([self._score(row.indices, row.data) for row in seen.counts], dtype=np.float32)
        return counts + (self._classifier.likeness(seen.vectors, self._vectors) @ self._weights)[:, 0] + self._bias[0]

    def _score(self, buckets: np.ndarray, counts: np.ndarray) -> float:
        places = np.searchsorted(self._known, buckets).clip(max=len(self._known) - 1)
        return float(np.where(self._known[places] == buckets, counts, 0) @ self._says[places])

    def save(self, folder: Path) -> None:
        """Writes one file of numbers: no word of any line."""
        np.savez(folder / "aside.npz", known=self._known, says=self._says, vectors=self._vectors, weights=self._weights, bias=self._bias)

    def restore(self, folder: Path) -> None:
        """Reads what `save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
        with np.load(folder / "aside.npz", allow_pickle=False) as had:
            self._known, self._says, self._vectors = had["known"], had["says"], had["vectors"]
            self._weights, self._bias = had["weights"], had["bias"]
