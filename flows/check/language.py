"""Holds what students read to A2-B1: short sentences, plain words, active voice, readable as a whole. Refuses to judge tone: people do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from flows.check import aloud
from flows.check.exceptions import Finding, less_exceptions
from flows.check.hard_words import FILE, HardWords
from flows.check.passive import passives
from flows.check.readability import reading_ease
from flows.check.student_texts import Line, lines_of, student_files
from flows.words import Problem

WORDS_AT_MOST = 15
# Flesch-Douma calls 60 to 70 plain Dutch. Of 400 texts read aloud, those from 65 were B1; half of them have over 95.
READING_EASE_AT_LEAST = 65
SENTENCE_ENDS = re.compile(r"(?<=[.!?:])[\"'”)]*\s+")


def check(content: Path) -> list[Problem]:
    """What is too hard to read and not in the list of exceptions. Raises ContentError when a file cannot be read."""
    hard = HardWords(content / FILE)
    findings: list[Finding] = []
    for path in student_files(content):
        lines = list(lines_of(path, content))
        for line in lines:
            findings += [found for sentence in sentences(line) for found in _sentence(line, sentence, hard)]
            findings += aloud.findings(line)
        for _, text in groupby((line for line in lines if not line.button), key=lambda line: line.key):
            findings += _text(list(text))
    return less_exceptions(findings, content)


def sentences(line: Line) -> list[str]:
    """A line of a text in sentences; a colon ends one too, for the breath that is taken there."""
    return [sentence for sentence in SENTENCE_ENDS.split(line.counted) if sentence.strip()]


def _sentence(line: Line, sentence: str, hard: HardWords) -> Iterator[Finding]:
    count = len(sentence.split())
    if count > WORDS_AT_MOST:
        mend = f"deze zin heeft {count} woorden, hooguit {WORDS_AT_MOST}: maak er twee van. '{_start(sentence)}'"
        yield Finding("lang", line, sentence, "", mend)
    for word, plain in hard.within(sentence):
        yield Finding("moeilijk", line, sentence, word, f"'{word}' is een moeilijk woord: zeg liever '{plain}'")
    for participle in passives(sentence):
        mend = f"lijdende vorm ('{participle}') in '{_start(sentence)}': zeg wie het doet"
        yield Finding("lijdend", line, sentence, participle, mend)


def _text(lines: list[Line]) -> Iterator[Finding]:
    ease = reading_ease([sentence for line in lines for sentence in sentences(line)])
    if ease is not None and ease < READING_EASE_AT_LEAST:
        first = lines[0]
        mend = f"'{first.key}' leest te moeilijk: {ease:.0f}, en {READING_EASE_AT_LEAST} is nodig. Kies kortere woorden en kortere zinnen"
        yield Finding("leesbaarheid", first, first.words, "", mend)


def _start(sentence: str) -> str:
    return sentence.strip() if len(sentence) <= 60 else f"{sentence.strip()[:57]}…"
