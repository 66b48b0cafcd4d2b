"""Says a moment as people here say it. Refuses to compute: which day it must be is for followup."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date, format_skeleton, get_timezone

AMSTERDAM = get_timezone("Europe/Amsterdam")


def day(when: datetime) -> str:
    """`dinsdag 24 november`, in Amsterdam."""
    return format_date(when.astimezone(AMSTERDAM).date(), "EEEE d MMMM", locale="nl")


def day_and_time(when: datetime) -> str:
    """`dinsdag 24 november 17:00`, in Amsterdam."""
    return f"{day(when)} {format_skeleton('Hm', when, tzinfo=AMSTERDAM, locale='nl')}"
