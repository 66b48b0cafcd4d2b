"""Says whether a text is in another language than Dutch, by its small words and its script. Refuses to judge a few words, or a mix: students mix."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

WORDS = Path(__file__).with_name("language.yml")
AT_LEAST = 3  # words; of fewer nobody can tell
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
    ours = sum(word in dutch for word in words)
    best = max(sum(word in known for word in words) for known in others)
    return ours * 3 < best and best / len(words) >= OTHERS_AT_LEAST


@cache
def _lists() -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    read = {name: frozenset(str(words).split()) for name, words in YAML(typ="safe").load(WORDS.read_text(encoding="utf-8")).items()}
    return read.pop("nederlands"), tuple(read.values())


def _latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
