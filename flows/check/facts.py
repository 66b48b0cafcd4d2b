"""Finds facts and contacts whose check-by day has passed, facts without a source, and figures that are no fact yet. Refuses to know the day.

A fact says where it comes from in a comment: `<!-- bron: …; jaar: …; gecontroleerd: JJJJ-MM-DD; controleren voor: JJJJ-MM-DD -->`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flows.check.student_texts import Line, lines_of, student_files
from flows.contacts import overdue
from flows.markup import read_markup
from flows.words import COMMENT, Problem

NEEDED = ("bron", "jaar", "gecontroleerd", "controleren voor")
FIGURE = re.compile(r"\d ?%|\bprocent\b|\b(?:19|20)\d\d\b", re.IGNORECASE)


@dataclass(frozen=True)
class Fact:
    """What a student may read as true: the words, where they stand, and what the comment above them says about them."""

    file: str
    line: int
    key: str
    words: str
    says: Mapping[str, str]


def check(content: Path, today: date) -> list[Problem]:
    problems = overdue(content / "contacten.yml", today)
    for path in student_files(content):
        found = facts_of(path, content)
        problems += [Problem(fact.file, fact.line, text) for fact in found for text in _mistakes(fact, today)]
        sourced = {fact.key for fact in found}
        problems += [_without_source(line) for line in lines_of(path, content) if line.key not in sourced and FIGURE.search(line.words)]
    return problems


def facts_of(path: Path, content: Path) -> list[Fact]:
    """The facts of one file. A comment speaks for the words from there to the next source, button or heading; sources in a row share theirs."""
    name = path.relative_to(content).as_posix()
    source = path.read_text(encoding="utf-8")
    key, found = "", []
    # A heading of two, a button, or a comment: each ends the words of the fact before it.
    marks = list(re.finditer(rf"^## (?P<key>[^\n]+)$|^### [^\n]*$|{COMMENT.pattern}", source, re.MULTILINE | re.DOTALL))
    for at, mark in enumerate(marks):
        key = mark["key"].strip() if mark["key"] else key
        if mark[0].startswith("<!--") and "bron:" in mark[0] and key:
            end = marks[at + 1].start() if at + 1 < len(marks) else len(source)
            words = read_markup(source[mark.end() : end].strip()).text
            found.append(Fact(name, source.count("\n", 0, mark.start()) + 1, key, words, _says(mark[0][4:-3])))
    for at in reversed(range(len(found) - 1)):
        if not found[at].words and found[at].key == found[at + 1].key:
            found[at] = replace(found[at], words=found[at + 1].words)
    return found


def _says(comment: str) -> dict[str, str]:
    """By name. What begins with no known name belongs to the one before: a source may have a semicolon in it."""
    says: dict[str, str] = {}
    last = ""
    for part in comment.split(";"):
        name, _, value = part.partition(":")
        if name.strip() in NEEDED:
            last = name.strip()
            says[last] = value.strip()
        elif last:
            says[last] += f"; {part.strip()}"
    return says


def _mistakes(fact: Fact, today: date) -> list[str]:
    missing = [name for name in NEEDED if not fact.says.get(name)]
    if missing:
        return [f"bij het feit in '{fact.key}' ontbreekt: {', '.join(missing)}. Zet het in de regel met 'bron:' erboven"]
    try:
        until = date.fromisoformat(fact.says["controleren voor"])
        date.fromisoformat(fact.says["gecontroleerd"])
    except ValueError:
        return [f"een datum bij het feit in '{fact.key}' is geen JJJJ-MM-DD: schrijf bijvoorbeeld 2027-03-31"]
    if until < today:
        return [f"het feit in '{fact.key}' moest voor {until} opnieuw gecontroleerd worden: doe dat, en zet er de nieuwe datums bij"]
    return []


def _without_source(line: Line) -> Problem:
    return Problem(line.file, line.number, f"'{line.key}' noemt een cijfer of jaar zonder bron: zet er een regel '<!-- bron: … -->' boven")
