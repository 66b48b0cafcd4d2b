"""What the operator must mend, in Dutch, from content/nl/beheer.md. Refuses to hold words, and to be shown to a student."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flows.words import Words, read_words

WORDS = Path(__file__).parent.parent / "content" / "nl" / "beheer.md"


@cache
def operator_words() -> Words:
    """The operators' words. Raises ContentError when the file itself is broken."""
    return read_words(WORDS)


class OperatorError(Exception):
    """Says where something is wrong and how to mend it. The command line prints it and ends with code 2.

    `key` is a section of beheer.md, `values` fill its places: paths, names of keys, numbers; never what a student wrote.
    """

    def __init__(self, key: str, **values: object):
        self.key = key
        super().__init__(operator_words().say(key, **values))
