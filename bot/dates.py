"""Says a moment as people here say it, and reads a day as they write it. Refuses to compute: which day it must be is for followup."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_skeleton, get_timezone

AMSTERDAM = get_timezone("Europe/Amsterdam")


def day(when: datetime) -> str:
    """`dinsdag 24 november`, in Amsterdam."""
    return format_date(when.astimezone(AMSTERDAM).date(), "EEEE d MMMM", locale="nl")


def day_and_time(when: datetime) -> str:
    """`dinsdag 24 november 17:00`, in Amsterdam."""
    return f"{day(when)} {format_skeleton('Hm', when, tzinfo=AMSTERDAM, locale='nl')}"


def full_day(when: datetime) -> str:
    """`donderdag 1 juli 2027`, in Amsterdam: for what may be in another year."""
    return format_date(when.astimezone(AMSTERDAM).date(), "EEEE d MMMM y", locale="nl")


def long_day(when: datetime) -> str:
    """`24 november 2026`, in Amsterdam: for what lies so far away that its year must be said."""
    return format_date(when.astimezone(AMSTERDAM).date(), "d MMMM y", locale="nl")


def date_of(iso: str) -> str:
    """`24 november 2026` of a date that is kept as 2026-11-24."""
    return format_date(date.fromisoformat(iso), "d MMMM y", locale="nl")


def month(first: date) -> str:
    """`februari 2027`."""
    return format_date(first, "MMMM y", locale="nl")
