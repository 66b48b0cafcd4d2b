"""Takes sentences out of a story that the student does not want to send after all. Refuses to change a word of the others."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable

END = re.compile(r"(?<=[.!?…])\s+")
BEGIN = 44  # characters on a button


def without(text: str, out: Collection[str]) -> str:
    """The text less the sentences whose ids are in `out`; a line that is empty then goes too."""
    if not out:
        return text
    lines = (" ".join(one for one in _sentences(line) if _id(one) not in out) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def choices(texts: Iterable[str], out: Collection[str]) -> list[dict]:
    """Each sentence once, as a list of the data: id, begin (for its button), zin, gekozen (whether it is out)."""
    said = dict.fromkeys(one for text in texts for one in _all(text))
    return [{"id": _id(one), "begin": _begin(one), "zin": one, "gekozen": _id(one) in out} for one in said]


def moved(out: Iterable[str], before: Iterable[str], after: Iterable[str]) -> list[str]:
    """The ids in `out` of sentences of which a word was changed since: as many as there were, in the same places."""
    pairs = zip(before, after, strict=True)
    sentences = (zip(_all(old), _all(new), strict=False) for old, new in pairs)
    changed = {_id(old): _id(new) for pair in sentences for old, new in pair}
    return [changed.get(one, one) for one in out]


def _all(text: str) -> list[str]:
    return [one for line in text.splitlines() for one in _sentences(line)]


def _sentences(line: str) -> list[str]:
    return [one for one in END.split(line.strip()) if one]


def _begin(sentence: str) -> str:
    return sentence if len(sentence) <= BEGIN else f"{sentence[: BEGIN - 1].rstrip()}…"


def _id(sentence: str) -> str:
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:12]
