"""Finds facts and contacts whose check-by day has passed, and facts that do not say where they come from. Refuses to know the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.contacts import overdue
from flows.words import Problem, read_words

NEEDED = ("bron", "jaar", "gecontroleerd", "controleren voor")


def check(content: Path, today: date) -> list[Problem]:
    problems = overdue(content / "contacten.yml", today)
    for path in sorted([*content.glob("*.md"), *content.glob("gevallen/*.md")]):
        for section in read_words(path).values():
            for fact in section.facts:
                problems += [Problem(path.name, section.line, text) for text in _mistakes(section.key, fact, today)]
    return problems


def _mistakes(key: str, fact, today: date) -> list[str]:
    missing = [name for name in NEEDED if not fact.get(name)]
    if missing:
        return [f"bij het feit in '{key}' ontbreekt: {', '.join(missing)}"]
    try:
        until = date.fromisoformat(fact["controleren voor"])
        date.fromisoformat(fact["gecontroleerd"])
    except ValueError:
        return [f"een datum bij het feit in '{key}' is geen JJJJ-MM-DD"]
    return [f"het feit in '{key}' moest voor {until} opnieuw gecontroleerd worden"] if until < today else []
