"""Counts working days in Europe/Amsterdam, public and school holidays left out. Refuses to guess a school's holidays: config.yml names them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

from bot.config import Holidays

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
END_OF_DAY = time(17, 0)
NOT_A_DAY_OFF = "Goede vrijdag"  # the library lists it; no law or collective agreement makes it one for everybody
_SATURDAY = 5


class Calendar:
    """The working days of one school."""

    def __init__(self, school: Holidays | None = None):
        # category 'public': Koningsdag on the day it is kept, Bevrijdingsdag only once in five years
        self._public = holidays.country_holidays("NL", language="nl")
        self._school = [(holiday.first, holiday.last) for holiday in school.days] if school else []

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, no public holiday, no school holiday."""
        if day.weekday() >= _SATURDAY:
            return False
        if self._public.get_list(day) not in ([], [NOT_A_DAY_OFF]):
            return False
        return not any(first <= day <= last for first, last in self._school)

    def add(self, start: datetime, days: int) -> datetime:
        """17:00 in Amsterdam on the `days`-th working day after the day of `start`, as UTC. Raises ValueError for fewer than 1."""
        if days < 1:
            raise ValueError("at least one working day")
        day = start.astimezone(AMSTERDAM).date()
        while days:
            day += timedelta(days=1)
            days -= self.is_working_day(day)
        return datetime.combine(day, END_OF_DAY, AMSTERDAM).astimezone(UTC)
