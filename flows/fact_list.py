"""Writes docs/feiten.md: every fact and contact that a student may read, its source, its dates and where it stands. Refuses to know the day."""

from __future__ import annotations

import re
from pathlib import Path

from flows.check.facts import facts_of
from flows.check.student_texts import student_files
from flows.markdown import table
from flows.reading_copy import MADE
from flows.words import read_words
from flows.yaml_file import line_of, read_yaml

PLACE_IN_SOURCES = re.compile(r"\b00\d:\d+(?:-\d+)?")
FROM_DOCS = "../content/nl"  # where the texts are, seen from docs/


def fact_list(content: Path) -> str:
    """The whole document. Raises ContentError when a file cannot be read."""
    words = read_words(content / "leeskopie.md")
    parts = [MADE, f"# {words['feiten_titel'].text}", words["feiten_kop"].text]
    parts += [table(words["feiten_kolommen"].text, _facts(content, words["feiten_buiten"].text))]
    parts += [f"## {words['contacten_titel'].text}", table(words["contacten_kolommen"].text, _contacts(content / "contacten.yml"))]
    return "\n\n".join(parts) + "\n"


def _facts(content: Path, elsewhere: str) -> list[list[str]]:
    rows = []
    for path in student_files(content):
        for fact in facts_of(path, content):
            source = fact.says.get("bron", "")
            places = ", ".join(PLACE_IN_SOURCES.findall(source)) or elsewhere
            rows.append([fact.words, source, places, *(fact.says.get(name, "") for name in ("jaar", "gecontroleerd", "controleren voor"))])
            rows[-1].append(_where(fact.file, fact.line))
    return rows


def _contacts(path: Path) -> list[list[str]]:
    raw = read_yaml(path)
    rows = []
    for key, body in raw.items():
        how = " of ".join(str(body[name]) for name in ("nummer", "website") if body.get(name))
        rows.append([str(body["naam"]), how, *(str(body[name]) for name in ("bron", "gecontroleerd", "controleren_voor"))])
        rows[-1].append(_where(path.name, line_of(raw, key)))
    return rows


def _where(file: str, line: int) -> str:
    return f"[{file}:{line}]({FROM_DOCS}/{file}#L{line})"
