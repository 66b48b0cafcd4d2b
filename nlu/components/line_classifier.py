"""Which intent a line has, and whether it cannot wait: by how like it is to each line that was learned. Refuses to know Rasa.

Kernel ridge regression. It beat logistic regression and support vectors, both tried briefly, on writers whose lines it had
not seen (docs/besluiten/0007): with few lines for each intent, what a line is like says more than which words weigh.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.linalg
import scipy.sparse
from threadpoolctl import threadpool_limits

from nlu.components.features import THREADS, Features

AXES = 128  # directions of the sentence vectors that are compared: a quarter of them says as much, in a quarter of the time and memory
NEAR = 2.0  # how fast the likeness of two sentence vectors falls with their distance
EVEN = 0.5  # between every line the same weight (0) and every intent the same weight (1)
GATE_RIDGE = 2.0
GATE_CRISIS, GATE_OWN = 5.0, 5.0  # how much a crisis line counts beside another, and a line of the gate's own beside one of nlu/data
BATCH = 256
STEPS = 127  # of a number that is kept in one byte
KINDS = ("zelfdoding", "gevaar_nu", "seksueel_geweld", "thuis", "dreigt", "onbekend")  # which help fits


class LineClassifier:
    """Every number here and in config.yml was chosen by cross-validation: `python -m nlu crossvalidate` prints the figures."""

    def __init__(self, ridge: float, vector_weight: float, sharpness: float, tokens: str = "plain"):
        self.ridge, self.vector_weight, self.sharpness = ridge, vector_weight, sharpness
        self.features = Features(tokens, encoder=vector_weight > 0)
        self.intents: list[str] = []
        self._buckets: tuple[Buckets, ...] = ()
        self._axes = np.zeros((0, 0), dtype=np.float32)
        self._vectors = np.zeros((0, 0), dtype=np.float32)  # along the axes
        self._weights = np.zeros((0, 0), dtype=np.float32)  # a row for each learned line; a column for each intent, the gate and each of KINDS
        self._bias = np.zeros(0, dtype=np.float32)

    def fit(self, lines: Sequence[str], intents: Sequence[str], more: Sequence[tuple[str, bool, str | None]] = ()) -> None:
        """Learns from lines and their intents. `more`: lines of which only is known whether they are a crisis, and which kind. For the gate alone."""
        every = [*lines, *(line for line, _, _ in more)]
        counts, vectors = self.features.learn(every), self.features.vectors(every)
        self._axes = np.linalg.eigh(vectors.T @ vectors)[1][:, -AXES:]
        self._vectors = vectors @ self._axes
        self.intents = sorted(set(intents))
        alike = in_common(counts[0]) + self.likeness(self._vectors, self._vectors)
        gate = alike + in_common(counts[1])
        wanted = (np.array(intents)[:, None] == np.array(self.intents)).astype(np.float32)
        crisis = np.array([[intent == "crisis"] for intent in intents] + [[real] for _, real, _ in more], dtype=np.float32)
        kinds = np.array([[False] * len(KINDS) for _ in lines] + [[kind == one for one in KINDS] for _, _, kind in more], dtype=np.float32)
        known = len(lines)
        each = np.sqrt(wanted @ (known / len(self.intents) / wanted.sum(axis=0)) ** EVEN)
        urgent = np.sqrt(np.where(crisis[:, 0] > 0, GATE_CRISIS, 1.0) * np.where(np.arange(len(every)) < known, 1.0, GATE_OWN))
        self._weights = np.zeros((len(every), len(self.intents) + 1 + len(KINDS)), dtype=np.float32)
        self._weights[:known, : len(self.intents)], bias = solve(alike[:known, :known], wanted, each, self.ridge)
        self._weights[:, len(self.intents) :], gate_bias = solve(gate, np.hstack([crisis, kinds]), urgent, GATE_RIDGE)
        self._bias = np.concatenate([bias, gate_bias])
        self._buckets = tuple(Buckets.of(one, self._weights) for one in counts)

    def see(self, lines: Sequence[str]) -> Seen:
        """What lines are compared by; the one costly step, also for who looks for something else in them."""
        return Seen(*self.features.counts(lines), self.features.vectors(lines) @ self._axes)

    def read(self, lines: Sequence[str]) -> tuple[np.ndarray, np.ndarray, list[str]]:
        """Of each line: its probabilities in the order of `intents`; how much it looks like a crisis, about 0 to 1; which of KINDS it would be."""
        read = [self.judge(self.see(lines[start : start + BATCH])) for start in range(0, len(lines), BATCH)]
        return np.vstack([one for one, _, _ in read]), np.concatenate([one for _, one, _ in read]), [kind for _, _, kinds in read for kind in kinds]

    def judge(self, seen: Seen) -> tuple[np.ndarray, np.ndarray, list[str]]:
        """What `read` says, of what was seen."""
        whole, besides = (table.scores(one) for table, one in zip(self._buckets, seen[:2], strict=True))
        besides[:, : len(self.intents)] = 0  # only the gate looks at these
        scores = whole + besides + self.likeness(seen.vectors, self._vectors) @ self._weights + self._bias
        intents, urgent, kinds = np.split(scores, [len(self.intents), len(self.intents) + 1], axis=1)
        return softmax(self.sharpness * intents), np.clip(urgent[:, 0], 0, 1), [KINDS[place] for place in kinds.argmax(axis=1)]

    def likeness(self, vectors: np.ndarray, learned: np.ndarray) -> np.ndarray:
        """How like each sentence vector is to each that was learned, both along the axes."""
        if not self.vector_weight:
            return np.zeros((len(vectors), len(learned)), dtype=np.float32)
        alike = vectors @ learned.T
        alike -= 1  # in its own place: of all learned lines with each other this is a gigabyte
        alike *= NEAR
        np.exp(alike, out=alike)
        alike *= self.vector_weight
        return alike

    def save(self, folder: Path) -> None:
        """Writes one file of numbers and the intents' names: nothing in it to run, and no word of any line."""
        tables = {f"{part}{place}": value for place, table in enumerate(self._buckets) for part, value in table._asdict().items()}
        np.savez(
            folder / "numbers.npz", intents=np.array(self.intents), weights=self._weights, bias=self._bias, axes=self._axes,
            vectors=self._vectors, rarity=np.array(self.features.rarity), **tables,
        )  # fmt: skip

    def restore(self, folder: Path) -> None:
        """Reads what `save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
        with np.load(folder / "numbers.npz", allow_pickle=False) as had:
            self.intents, self._weights, self._bias = had["intents"].tolist(), had["weights"], had["bias"]
            self._axes, self._vectors = had["axes"], had["vectors"]
            self._buckets = tuple(Buckets(*(had[f"{part}{place}"] for part in Buckets._fields)) for place in (0, 1))
            self.features.rarity = list(had["rarity"])


class Seen(NamedTuple):
    """Of each line what every intent is known by, what the gate sees besides, and its sentence vector along the axes."""

    counts: scipy.sparse.csr_matrix
    besides: scipy.sparse.csr_matrix
    vectors: np.ndarray


class Buckets(NamedTuple):
    """What each bucket says for each column of the weights: the learned lines that have it, times their weights.

    Comparing with every learned line gives the same, five times slower. The whole lies in memory, so a bucket has its largest
    number, and the others as 127ths of it.
    """

    known: np.ndarray
    says: np.ndarray
    largest: np.ndarray

    @classmethod
    def of(cls, counts: scipy.sparse.csr_matrix, weights: np.ndarray) -> Buckets:
        known = np.unique(counts.indices)
        says = counts[:, known].T @ weights
        largest = np.maximum(np.abs(says).max(axis=1, initial=0), np.finfo(np.float32).tiny)
        return cls(known, np.rint(says * (STEPS / largest)[:, None]).astype(np.int8), largest)

    def scores(self, counts: scipy.sparse.csr_matrix) -> np.ndarray:
        """A row for each row of counts."""
        rows = [self._score(counts.indices[start:end], counts.data[start:end]) for start, end in pairwise(counts.indptr)]
        return np.array(rows, dtype=np.float32)

    def _score(self, buckets: np.ndarray, counts: np.ndarray) -> np.ndarray:
        places = np.searchsorted(self.known, buckets).clip(max=len(self.known) - 1)
        found = self.known[places] == buckets
        met = places[found]
        return (counts[found] * self.largest[met] / STEPS) @ self.says[met].astype(np.float32)


def in_common(counts: scipy.sparse.csr_matrix) -> np.ndarray:
    """What each row of counts has in common with each: half is computed, for the other half is the same."""
    lines = counts.shape[0]
    alike = np.empty((lines, lines), dtype=np.float32)
    for start in range(0, lines, BATCH):
        rows = slice(start, start + BATCH)
        alike[rows, start:] = (counts[rows] @ counts[start:].T).toarray()
        alike[start:, rows] = alike[rows, start:].T
    return alike


def softmax(scores: np.ndarray) -> np.ndarray:
    """A row of chances for each row of scores."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def solve(alike: np.ndarray, wanted: np.ndarray, weight: np.ndarray, ridge: float) -> tuple[np.ndarray, np.ndarray]:
    """The weight of each learned line for each column of `wanted`, and what to add. `weight` is the root of how much each line counts."""
    weight = weight.astype(np.float32)  # half the time and memory of what numpy would make of it
    mean = (weight**2 @ wanted / (weight**2).sum()).astype(np.float32)
    system = alike * weight
    system *= weight[:, None]
    system[np.diag_indices_from(system)] += np.float32(ridge)
    with threadpool_limits(THREADS, user_api="blas"):
        solved = scipy.linalg.solve(system, weight[:, None] * (wanted - mean), assume_a="pos", overwrite_a=True, check_finite=False)
    return (weight[:, None] * solved).astype(np.float32), mean
