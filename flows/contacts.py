"""Reads content/nl/contacten.yml: who to reach, with source and dates. Refuses a contact without a source, and one that is overdue on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from flows.words import ContentError, Problem
from flows.yaml_file import line_of, read_yaml

# Wrong numbers cost lives, and so does a missing one: these two can never be edited away (domain.md section 3).
ALWAYS = {"112": "112", "113": "113"}
NEEDED = ("naam", "bron", "gecontroleerd", "controleren_voor")
FIELDS = {*NEEDED, "nummer", "website", "wanneer"}
AT_SCHOOL = "namen_school"  # the place in a text for who at school may be told
NUMBER = re.compile(r"\d[\d -]+")


@dataclass(frozen=True)
class Contact:
    """One place to get help: its name, how to reach it in words, and the day before which somebody must check that again."""

    name: str
    how: str
    until: date
    always: bool


def read_contacts(path: Path) -> dict[str, Contact]:
    """By the place that a text names them with: `contact_<id>`. Raises ContentError."""
    raw = read_yaml(path)
    problems = [Problem(path.name, line_of(raw, key), f"contact '{key}': {text}") for key, body in raw.items() for text in _mistakes(body)]
    for key, number in ALWAYS.items():
        if key not in raw or str(raw[key].get("nummer")) != number:
            problems.append(Problem(path.name, line_of(raw, key) if key in raw else 1, f"contact '{key}' moet er zijn, met nummer {number}"))
    if problems:
        raise ContentError(problems)
    return {f"contact_{key}": _contact(str(key), body) for key, body in raw.items()}


def shown(contacts: Mapping[str, Contact], today: date, withheld: str) -> dict[str, str]:
    """What stands in a text on this day. Of an overdue one only the name, in the words of `withheld`; 112 and 113 always stand there."""
    return {
        place: contact.how if contact.always or contact.until >= today else withheld.replace("{dienst}", contact.name)
        for place, contact in contacts.items()
    }


def at_school(people: Iterable[Mapping[str, object]]) -> str:
    """Who may open a report, by name and role."""
    return ", ".join(f"{one['naam']} ({one['rol']})" for one in people if one.get("leest"))


def overdue(path: Path, today: date) -> list[Problem]:
    """The contacts whose check-by day has passed. Raises ContentError."""
    raw = read_yaml(path)
    late = {place.removeprefix("contact_"): contact.until for place, contact in read_contacts(path).items() if contact.until < today}
    mend = "opnieuw gecontroleerd worden: doe dat, en zet er de nieuwe datum bij"
    return [Problem(path.name, line_of(raw, key), f"contact '{key}' moest voor {until} {mend}") for key, until in late.items()]


def _contact(key: str, body: CommentedMap) -> Contact:
    how = " of ".join(str(body[name]) for name in ("nummer", "website") if body.get(name))
    return Contact(str(body["naam"]), how, date.fromisoformat(str(body["controleren_voor"])), key in ALWAYS)


def _mistakes(body: CommentedMap) -> list[str]:
    found = [f"'{name}' ontbreekt" for name in NEEDED if name not in body]
    found += [f"'{name}' is onbekend" for name in body if name not in FIELDS]
    if not body.get("nummer") and not body.get("website"):
        found.append("er staat geen nummer en geen website")
    number = body.get("nummer")
    if number is not None and not (isinstance(number, str) and NUMBER.fullmatch(number)):  # YAML drops the nought of 0900, unquoted
        found.append("het nummer is geen telefoonnummer: zet het tussen aanhalingstekens, met alleen cijfers en streepjes")
    for name in ("gecontroleerd", "controleren_voor"):
        try:
            date.fromisoformat(str(body.get(name, "2000-01-01")))
        except ValueError:
            found.append(f"bij '{name}' staat geen datum als JJJJ-MM-DD")
    return found
