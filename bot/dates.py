"""Says a moment as people here say it, and reads a day as they write it. Refuses to compute: which day it must be is for followup."""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import get_close_matches

from babel.dates import format_date, format_skeleton, get_month_names, get_timezone

AMSTERDAM = get_timezone("Europe/Amsterdam")
# "1 juli", "1 juli 2027", "01-07-2027", "1/7/27"; a word before it ("op", "woensdag") does not matter
_TYPED = re.compile(r"(?<!\d)(\d{1,2})(?:e|ste|de)?[\s./-]+([a-z]{3,}|\d{1,2})\b\.?(?:[\s./-]+(\d{4}|\d{2}))?(?!\d)", re.IGNORECASE)
_ALIKE = 0.8


def day(when: datetime) -> str:
    """`dinsdag 24 november`, in Amsterdam."""
    return format_date(when.astimezone(AMSTERDAM).date(), "EEEE d MMMM", locale="nl")


def day_and_time(when: datetime) -> str:
    """`dinsdag 24 november 17:00`, in Amsterdam."""
    return f"{day(when)} {format_skeleton('Hm', when, tzinfo=AMSTERDAM, locale='nl')}"


def date_of(when: datetime) -> str:
    """`donderdag 1 juli 2027`, in Amsterdam: for what may be in another year."""
    return format_date(when.astimezone(AMSTERDAM).date(), "EEEE d MMMM y", locale="nl")


def day_typed(text: str, today: date) -> date | None:
    """The day that somebody typed; without a year the first one after `today`. None when it is not one."""
    hit = _TYPED.search(text)
    month = _month(hit[2]) if hit else None
    if hit is None or month is None:
        return None
    years = [int(hit[3]) + (2000 if len(hit[3]) == 2 else 0)] if hit[3] else [today.year, today.year + 1]
    days = [found for year in years if (found := _date(year, month, int(hit[1])))]
    return next((found for found in days if hit[3] or found > today), None)


def _month(typed: str) -> int | None:
    """`3`, `mrt`, how a month begins (`sept`), or one with a typo; None where it could be two."""
    if typed.isdecimal():
        return int(typed)
    names = [(number, name.rstrip(".")) for width in ("wide", "abbreviated") for number, name in get_month_names(width, locale="nl").items()]
    close = get_close_matches(typed.lower(), [name for _, name in names], cutoff=_ALIKE)
    found = {number for number, name in names if name.startswith(typed.lower()) or name in close}
    return found.pop() if len(found) == 1 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
