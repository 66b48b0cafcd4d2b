"""Working days: weekends, Dutch public holidays, school holidays, and 17:00 on the clock of Amsterdam in summer and winter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Holiday, Holidays
from bot.followup.working_days import AMSTERDAM, Calendar

PLAIN = Calendar()
SCHOOL = Calendar(Holidays(regio="midden", dagen=[Holiday(naam="Mei", van=date(2027, 4, 24), tot=date(2027, 5, 2))]))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2027, 3, 26), True),  # Goede Vrijdag
        (date(2027, 3, 29), False),  # tweede paasdag
        (date(2027, 4, 27), False),  # Koningsdag
        (date(2025, 4, 26), False),  # Koningsdag 2025 was op zaterdag …
        (date(2025, 4, 28), True),  # … en niet op maandag
        (date(2031, 4, 26), False),  # 27 april 2031 is een zondag: de 26e
        (date(2027, 5, 5), True),  # Bevrijdingsdag: alleen in een lustrumjaar
        (date(2026, 5, 5), True),
        (date(2025, 5, 5), False),
        (date(2030, 5, 5), False),
        (date(2027, 5, 6), False),  # Hemelvaartsdag
        (date(2027, 5, 7), True),  # de dag erna: alleen als de school hem opgeeft
        (date(2027, 5, 17), False),  # tweede pinksterdag
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), False),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
        (date(2026, 11, 21), False),  # zaterdag
        (date(2026, 11, 22), False),
        (date(2026, 11, 23), True),
    ],
)
def test_which_days_are_working_days(day: date, working: bool):
    assert PLAIN.is_working_day(day) is working


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-23T09:00", 1, "2026-11-24T17:00"),  # maandag: de dag zelf telt niet mee
        ("2026-11-23T23:30", 1, "2026-11-24T17:00"),
        ("2026-11-24T00:30", 1, "2026-11-25T17:00"),  # in Amsterdam al dinsdag, in UTC nog maandag
        ("2026-11-20T09:00", 2, "2026-11-24T17:00"),  # over een weekend
        ("2026-11-21T12:00", 1, "2026-11-23T17:00"),  # zaterdag
        ("2027-03-25T12:00", 2, "2027-03-30T17:00"),  # over Pasen, en over de nacht dat de klok vooruit gaat
        ("2026-10-23T12:00", 1, "2026-10-26T17:00"),  # over de nacht dat de klok terug gaat
    ],
)
def test_the_end_of_a_term(start: str, days: int, end: str):
    at = datetime.fromisoformat(start).replace(tzinfo=AMSTERDAM).astimezone(UTC)
    assert PLAIN.add(at, days).astimezone(AMSTERDAM).replace(tzinfo=None) == datetime.fromisoformat(end)


def test_a_school_holiday_stops_the_count_from_its_first_day_to_its_last():
    friday = datetime(2027, 4, 23, 12, tzinfo=UTC)
    assert SCHOOL.add(friday, 1).astimezone(AMSTERDAM).date() == date(2027, 5, 3)
    assert SCHOOL.add(friday - timedelta(days=1), 1).astimezone(AMSTERDAM).date() == date(2027, 4, 23)


TIMES = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))


@given(TIMES, st.integers(1, 30))
def test_a_term_ends_at_five_on_a_working_day_with_exactly_so_many_in_between(start: datetime, days: int):
    end = SCHOOL.add(start, days).astimezone(AMSTERDAM)
    assert end.time() == time(17, 0) and SCHOOL.is_working_day(end.date())
    first = start.astimezone(AMSTERDAM).date()
    passed = [first + timedelta(days=n) for n in range(1, (end.date() - first).days + 1)]
    assert sum(map(SCHOOL.is_working_day, passed)) == days
    assert SCHOOL.add(start, days).tzinfo is UTC and end > start


@given(TIMES, st.integers(1, 30), st.integers(0, 10**6))
def test_later_or_longer_never_ends_earlier(start: datetime, days: int, seconds: int):
    assert SCHOOL.add(start + timedelta(seconds=seconds), days) >= SCHOOL.add(start, days)
    assert SCHOOL.add(start, days + 1) > SCHOOL.add(start, days)


def test_no_days_is_no_term():
    with pytest.raises(ValueError, match="one"):
        PLAIN.add(datetime(2026, 1, 1, tzinfo=UTC), 0)
