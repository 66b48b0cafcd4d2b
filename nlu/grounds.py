"""Suggests on which grounds a story may turn. Refuses to decide: the student confirms by button.

spaCy's matcher over an empty Dutch pipeline, for no trained Dutch one can be installed from an index. Every word is first brought
back to a word of the list (one letter wrong in a long word) and to its stem, so that the matcher itself only compares.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from nlu.phrase_matcher import Phrases

FILE = Path(__file__).resolve().parent / "grounds.yml"


def grounds_in(text: str) -> list[str]:
    """The grounds of domain.md section 4 whose words occur, in the order of the list."""
    lists, phrases = _lists()
    hits = phrases.find(text)
    sure = {ground for ground in lists if _left(hits, ground, "wel")}
    weak = {ground for ground, said in lists.items() if _left(hits, ground, "zwak") and not sure & set(said["wijkt_voor"])}
    return [ground for ground in lists if ground in sure | weak]


def _left(hits: dict[str, list[tuple[int, int]]], ground: str, kind: str) -> bool:
    """Whether something is found that does not lie inside words that do not count."""
    no = hits.get(f"{ground} niet", [])
    return any(all(end <= first or start >= last for first, last in no) for start, end in hits.get(f"{ground} {kind}", []))


@cache
def _lists() -> tuple[dict[str, dict], Phrases]:
    lists = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    spelling = lists.pop("spelling")["wel"]
    phrases = {f"{ground} {kind}": said[kind] for ground, said in lists.items() for kind in ("wel", "zwak", "niet") if kind in said}
    return lists, Phrases(phrases, spelling)
