"""A day as people type it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from bot.typed_day import typed_day

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 juli", date(2027, 7, 1)), ("op 1 juli 2027", date(2027, 7, 1)), ("1e juli", date(2027, 7, 1)), ("15 febuari", date(2027, 2, 15)),
        ("3 mrt", date(2027, 3, 3)), ("1-7", date(2027, 7, 1)), ("01/07/27", date(2027, 7, 1)), ("21 november", date(2027, 11, 21)),
        ("22 november", date(2026, 11, 22)), ("1 juni 2020", date(2020, 6, 1)),
        ("twaalf juli", date(2027, 7, 12)), ("op twaalf juli", date(2027, 7, 12)), ("de twaalfde juli", date(2027, 7, 12)),
        ("eenentwintig maart", date(2027, 3, 21)), ("eerste juli", date(2027, 7, 1)), ("tweeëntwintig juni", date(2027, 6, 22)),
        ("over twee weken", date(2026, 12, 5)), ("over 10 dagen", date(2026, 12, 1)), ("over één maand", date(2026, 12, 21)),
        ("over een week", date(2026, 11, 28)),
    ],
)  # fmt: skip
def test_it_is_understood(text: str, day: date):
    assert typed_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gisteren",
        "over een tijdje",
        "juni",
        "31 november",
        "1-13",
        "na mijn diploma",
        "drie",
        "over een poos",
        "over twaalf",
        "30-2-2027",
        "1 julius caesar",
        "99999",
    ],
)
def test_what_is_no_day_is_none(text: str):
    assert typed_day(text, TODAY) is None


@given(st.integers(1, 600).map(lambda ahead: TODAY + timedelta(days=ahead)), st.sampled_from(["d MMMM y", "d MMM y", "d-M-y", "dd/MM/y"]))
def test_every_day_in_every_spelling_comes_back(day: date, spelling: str):
    assert typed_day(format_date(day, spelling, locale="nl"), TODAY) == day
