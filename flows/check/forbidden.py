"""Finds what Stagemaat may never say (domain.md section 1), by the patterns of content/nl/verboden.yml. Refuses exceptions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from flows.check.student_texts import Line, lines_of, texts_of
from flows.words import ContentError, Problem
from flows.yaml_file import line_of, read_yaml

PATTERNS = "verboden.yml"
EDITORS_ONLY = {"LEESMIJ.md"}  # explains the rule, and may quote what it forbids


def check(content: Path) -> list[Problem]:
    """Every text that anybody reads, over the ends of its sentences and lines too."""
    patterns = read_patterns(content / PATTERNS)
    problems = []
    for path in texts_of(content):
        if path.name in EDITORS_ONLY:
            continue
        lines = list(lines_of(path, content))
        for said in _texts(lines):
            for hit, why in said_in(" ".join(line.words for line in said), patterns):
                # A sentence may run over the end of a line; then it is reported where the text begins.
                line = next((line for line in said if (hit, why) in said_in(line.words, patterns)), said[0])
                problems.append(Problem(line.file, line.number, f"'{line.key}' zegt '{hit}': dat mag Stagemaat nooit zeggen ({why})"))
    return problems


def read_patterns(path: Path) -> dict[re.Pattern[str], str]:
    """Each pattern and why it is forbidden. Raises ContentError for one that is no regular expression."""
    raw = read_yaml(path)
    patterns: dict[re.Pattern[str], str] = {}
    for pattern, why in raw.items():
        try:
            patterns[re.compile(str(pattern))] = str(why)
        except re.error as error:
            raise ContentError([Problem(path.name, line_of(raw, pattern), f"dit patroon is niet te lezen: {error}")]) from None
    return patterns


def said_in(words: str, patterns: Mapping[re.Pattern[str], str]) -> list[tuple[str, str]]:
    """What of it is forbidden, as it was said, and why."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    plain = " ".join(bare.lower().replace("’", "'").split())
    return [(hit[0], why) for pattern, why in patterns.items() if (hit := pattern.search(plain))]


def _texts(lines: list[Line]) -> list[list[Line]]:
    """What is said in one go: every button alone, every text as a whole."""
    texts = [list(text) for _, text in groupby((line for line in lines if not line.button), key=lambda line: line.key)]
    return texts + [[line] for line in lines if line.button]
