"""Finds phrases of a list in a text: whole words, in order, `*` for at most three words between. Refuses to know what they mean."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
NOT_A_WORD = re.compile(r"[^\w\s]|_")
GAP = r"(?: \w+){0,3}"


def plain(text: str) -> str:
    """Lower case, without accents and punctuation, spaces folded, with a space on both sides."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " " + " ".join(NOT_A_WORD.sub(" ", bare).lower().split()) + " "


def pattern(phrases: list[str]) -> re.Pattern[str]:
    """One expression for a whole list."""
    ways = [" ".join(re.escape(word) for word in phrase.split()).replace(r" \*", GAP) for phrase in phrases]
    return re.compile(" (?:" + "|".join(ways) + ") ")


@cache
def lists(file: str) -> dict[str, re.Pattern[str]]:
    """The lists of a YAML file in this folder, ready to search; text must be `plain`."""
    raw = yaml.safe_load((HERE / file).read_text(encoding="utf-8"))
    return {str(name): pattern(phrases) for name, phrases in raw.items()}
