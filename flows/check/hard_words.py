"""Finds hard words by the list of content/nl/moeilijke_woorden.yml, and what to say instead. Refuses to know grammar: a star does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flows.yaml_file import read_yaml

FILE = "moeilijke_woorden.yml"
WORD = re.compile(r"[^\W\d_]+")


class HardWords:
    """The list, read once. A star at the end of a word stands for its rest; a hard word may be several words."""

    def __init__(self, path: Path):
        """Raises ContentError when the list cannot be read."""
        plainer = {str(word).lower(): str(plain) for word, plain in read_yaml(path).items()}
        self._begins = {word[:-1]: plain for word, plain in plainer.items() if word.endswith("*")}
        self._words = {word: plain for word, plain in plainer.items() if " " not in word}
        self._phrases = {word: plain for word, plain in plainer.items() if " " in word}
        self._any_begin = tuple(self._begins)  # asked of every word of every text: one call is much faster than one for each

    def within(self, sentence: str) -> Iterator[tuple[str, str]]:
        """Each hard word as it stands there, in lower case, and what to say instead."""
        words = WORD.findall(sentence.lower())
        for word in words:
            if word in self._words:
                yield word, self._words[word]
            elif word.startswith(self._any_begin):
                yield word, next(plain for begin, plain in self._begins.items() if word.startswith(begin))
        spoken = f" {' '.join(words)} "
        yield from ((phrase, plain) for phrase, plain in self._phrases.items() if f" {phrase} " in spoken)
