"""Suggests on which grounds a story may turn. Refuses to decide: the student confirms by button.

spaCy's matcher over an empty Dutch pipeline, for no trained Dutch one can be installed from an index. Long words may have
one letter wrong ("hoofdoek"); short ones may not, or "bi" would be found everywhere.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import spacy
import yaml
from spacy.matcher import Matcher

from nlu.phrases import plain

FILE = Path(__file__).resolve().parent / "grounds.yml"
FUZZY_FROM = 7  # letters
GAP = 3  # words that `*` stands for, at most


def grounds_in(text: str) -> list[str]:
    """The grounds of domain.md section 4 whose words occur, in the order of the list."""
    tokens, matcher, order = _matcher()
    found = {tokens.vocab.strings[ground] for ground, _, _ in matcher(tokens.make_doc(plain(text).strip()))}
    return [ground for ground in order if ground in found]


@cache
def _matcher() -> tuple[spacy.language.Language, Matcher, list[str]]:
    tokens = spacy.blank("nl")
    matcher = Matcher(tokens.vocab)
    lists = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for ground, phrases in lists.items():
        matcher.add(ground, [_pattern(phrase) for phrase in phrases])
    return tokens, matcher, list(lists)


def _pattern(phrase: str) -> list[dict]:
    found: list[dict] = []
    for word in phrase.split():
        if word == "*":
            found += [{"OP": "?"}] * GAP
        else:
            found.append({"LOWER": {"FUZZY1": word} if len(word) >= FUZZY_FROM else word})
    return found
