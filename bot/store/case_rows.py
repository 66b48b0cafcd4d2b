"""What the store tells of a case. Refuses to hold anything opened of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


class NoSuchCase(Exception):
    """There is none, or it is not yours: nobody is told which."""


class TooFewKeys(Exception):
    """A report that fewer than two holders could open."""


class ReaderWithoutKey(Exception):
    """A reader who has no key (or is nobody): what the student was told about who reads it would be untrue."""


@dataclass(frozen=True)
class CaseRow:
    """A case as its readers and the clock see it. Times are in UTC; of a 'code only' case they are rounded down to the day."""

    id: str
    way: str
    state: str
    received_at: datetime
    first_answer_by: datetime | None
    answered_at: datetime | None
    reachable: bool
    closed_at: datetime | None = None
    heard_at: datetime | None = None
    asked_at: datetime | None = None
    check_ins: int = 0
    reminded: bool = False
    promises: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """Something said in a case; `sealed` is an age file for its readers."""

    id: str
    kind: str
    author: str
    at: datetime
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class Letter:
    """An answer, for the student. `author` is a recipient's id."""

    id: str
    author: str
    at: datetime
    text: str = field(repr=False)
    read: bool
