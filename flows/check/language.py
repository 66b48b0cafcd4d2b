"""Finds sentences that are too long and phrases that may never be said (domain.md section 1). Refuses to judge tone: people do."""

from __future__ import annotations

import re
from pathlib import Path

from flows.words import Problem, read_words

WORDS_AT_MOST = 20
SENTENCE = re.compile(r"[.!?:]+[\s\"*]+|\n+")
# Read by professionals or operators; the rest is read by students.
NOT_FOR_STUDENTS = {"beheer.md", "postvak.md", "post.md", "demo.md", "LEESMIJ.md"}
BANNED = (
    "weet je het zeker",
    "misschien bedoelde",
    "heb je bewijs",
    "dit is discriminatie",
    "dit is geen discriminatie",
    "niemand komt het te weten",
    "ontraceerbaar",
    "100% anoniem",
    "volledig anoniem",
)


def check(content: Path) -> list[Problem]:
    problems = []
    for path in sorted([*content.glob("*.md"), *content.glob("gevallen/*.md")]):
        if path.name in NOT_FOR_STUDENTS:
            continue
        for section in read_words(path).values():
            said = [section.text, *(label.text for label in section.labels.values())]
            problems += [Problem(path.name, section.line, text) for words in said for text in _mistakes(section.key, words)]
    return problems


def _mistakes(key: str, words: str) -> list[str]:
    found = [f"'{key}' zegt '{phrase}': dat mag Stagemaat nooit zeggen" for phrase in BANNED if phrase in words.lower()]
    for sentence in SENTENCE.split(words):
        count = len(sentence.split())
        if count > WORDS_AT_MOST:
            found.append(f"een zin in '{key}' heeft {count} woorden, hooguit {WORDS_AT_MOST}: knip '{sentence.strip()[:40]}…' in tweeën")
    return found
