"""Reads content/nl/contacten.yml: who to reach, with source and dates. Refuses a contact without a source."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.words import ContentError, Problem
from flows.yaml_file import line_of, read_yaml

# Wrong numbers cost lives, and so does a missing one: these two can never be edited away (domain.md section 3).
ALWAYS = {"112": "112", "113": "113"}
FIELDS = {"naam", "nummer", "website", "wanneer", "bron", "gecontroleerd", "controleren_voor"}


def read_contacts(path: Path) -> dict[str, str]:
    """Places for texts: `contact_<id>` → how to reach that help, in words. Raises ContentError."""
    raw = read_yaml(path)
    problems = []
    shown = {}
    for key, body in raw.items():
        line = line_of(raw, key)
        missing = [name for name in ("naam", "bron", "gecontroleerd", "controleren_voor") if name not in body]
        strange = [name for name in body if name not in FIELDS]
        if missing or strange:
            problems.append(
                Problem(
                    path.name,
                    line,
                    f"contact '{key}': " + ", ".join([f"'{name}' ontbreekt" for name in missing] + [f"'{name}' is onbekend" for name in strange]),
                )
            )
            continue
        if not body.get("nummer") and not body.get("website"):
            problems.append(Problem(path.name, line, f"contact '{key}' heeft geen nummer en geen website"))
            continue
        shown[f"contact_{key}"] = " of ".join(str(body[name]) for name in ("nummer", "website") if body.get(name))
    for key, number in ALWAYS.items():
        body = raw.get(key)
        if body is None or str(body.get("nummer")) != number:
            problems.append(Problem(path.name, 1 if body is None else line_of(raw, key), f"contact '{key}' moet er zijn, met nummer {number}"))
    if problems:
        raise ContentError(problems)
    return shown


def overdue(path: Path, today: date) -> list[Problem]:
    """The contacts whose check-by day has passed."""
    raw = read_yaml(path)
    return [
        Problem(
            path.name,
            line_of(raw, key),
            f"contact '{key}' moest voor {body['controleren_voor']} opnieuw gecontroleerd worden: doe dat, en zet er de nieuwe datum bij",
        )
        for key, body in raw.items()
        if date.fromisoformat(str(body["controleren_voor"])) < today
    ]
