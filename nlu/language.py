"""Says whether a text is in another language than Dutch, by its small words and its script. Refuses to judge a few words, or a mix: students mix."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

WORDS = Path(__file__).with_name("language.yml")
AT_LEAST = 3  # words; of fewer nobody can tell
SHARED = ("me", "was", "we", "had")  # these say nothing between Dutch and English
OTHERS_AT_LEAST = 0.34  # of the words that any list knows or not


def is_foreign(text: str) -> bool:
    """True when hardly a word is Dutch and enough are another language's, or when most letters are of another script."""
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) >= 4 and sum(not _latin(letter) for letter in letters) > len(letters) / 2:
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < AT_LEAST:
        return False
    dutch, others = _lists()
    for known in others:
        theirs = sum(word in known for word in words)
        ours = sum(word in dutch and not (word in SHARED and word in known) for word in words)
        if ours * 3 < theirs and theirs / len(words) >= OTHERS_AT_LEAST:
            return True
    return False


@cache
def _lists() -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    read = {name: frozenset(str(words).split()) for name, words in YAML(typ="safe").load(WORDS.read_text(encoding="utf-8")).items()}
    return read.pop("nederlands"), tuple(read.values())


def _latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
