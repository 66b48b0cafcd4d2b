"""A day as people type it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.typed_day import typed_day, typed_month

TODAY = date(2026, 11, 21)  # a Saturday


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
    ("text", "day"),
    [
        ("twaalf juli", date(2027, 7, 12)),
        ("1 jull", date(2027, 7, 1)),
        ("de eerste juni graag", date(2027, 6, 1)), ("pas na 12e juli", date(2027, 7, 13)),
        ("eind juni", date(2027, 6, 30)), ("half feb", date(2027, 2, 15)), ("1 juli 27", date(2027, 7, 1)), ("1 juli 10 uur", date(2027, 7, 1)),
        ("2027-07-01", date(2027, 7, 1)), ("vrijdag 28 november", date(2026, 11, 28)),
    ],
)  # fmt: skip
def test_a_day_of_a_month_is_understood_in_words_and_in_a_sentence(text: str, day: date):
    assert typed_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vrijdag", date(2026, 11, 27)), ("zaterdag", date(2026, 11, 28)), ("vridag ofzo", date(2026, 11, 27)), ("vr", date(2026, 11, 27)),
        ("kan je me donderdagavond een seintje geven", date(2026, 11, 26)), ("maandag morgen", date(2026, 11, 23)),
        ("volgende week vrijdag", date(2026, 11, 27)), ("niet vrijdag maar zaterdag", date(2026, 11, 28)), ("friday", date(2026, 11, 27)),
    ],
)  # fmt: skip
def test_a_weekday_is_the_next_one(text: str, day: date):
    assert typed_day(text, TODAY) == day


def test_a_weekday_of_next_week_lies_in_next_week():
    monday = date(2026, 11, 23)
    assert typed_day("vrijdag", monday) == typed_day("komende vrijdag", monday) == date(2026, 11, 27)
    assert typed_day("volgende week vrijdag", monday) == typed_day("volgende vrijdag", monday) == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("morgen", date(2026, 11, 22)), ("morgen om 9.10", date(2026, 11, 22)), ("overmorgen", date(2026, 11, 23)),
        ("over 10 dagen", date(2026, 12, 1)),
        ("over twee weken", date(2026, 12, 5)), ("2 weken", date(2026, 12, 5)), ("vraag het over een week nog eens", date(2026, 11, 28)),
        ("vrijdag over 2 weken", date(2026, 12, 4)), ("volgende week", date(2026, 11, 28)), ("over een half jaar", date(2027, 5, 21)),
        ("na drie maanden", date(2027, 2, 21)), ("volgende maand", date(2026, 12, 21)), ("in het weekend", date(2026, 11, 28)),
        ("na het weekend", date(2026, 11, 23)), ("na 3 juli", date(2027, 7, 4)), ("pas na 31 december hoor", date(2027, 1, 1)),
        ("pas als mijn contract verlengd is, 1 juli weet ik dat", date(2027, 7, 1)),
    ],
)  # fmt: skip
def test_so_far_from_today_is_understood(text: str, day: date):
    assert typed_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "gisteren", "vandaag", "over een tijdje", "over een paar weken", "na mijn stage", "juni", "31 november", "vrijdag 31 november", "1-13",
        "30-2-2027", "1 julius caesar", "99999", "2 weken geleden", "ik loop al 3 weken stage", "goedemorgen",
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str):
    assert typed_day(text, TODAY) is None


@pytest.mark.parametrize("text", ["1 juli of 2 juli", "1 of 2 juli", "maandag of dinsdag", "over een week of twee"])
def test_between_two_days_nobody_chooses_for_the_student(text: str):
    assert typed_day(text, TODAY) is None


def test_a_month_alone_is_its_first_day_and_only_where_that_is_asked():
    assert typed_month("ergens in juni", TODAY) == date(2027, 6, 1)
    assert typed_month("november", TODAY) == date(2027, 11, 1)
    assert typed_month("mei of juni", TODAY) is None
    assert typed_day("ergens in juni", TODAY) is None


@settings(deadline=None)  # the first reading of a day loads what days are called
@given(st.integers(1, 600).map(lambda ahead: TODAY + timedelta(days=ahead)), st.sampled_from(["d MMMM y", "d MMM y", "d-M-y", "dd/MM/y"]))
def test_every_day_in_every_spelling_comes_back(day: date, spelling: str):
    assert typed_day(format_date(day, spelling, locale="nl"), TODAY) == day


@pytest.mark.parametrize(
    ("text", "first"),
    [("liever pas in februari", date(2027, 2, 1)), ("na februari", date(2027, 3, 1)), ("juni of juli", None), ("na mijn stage", None)],
)
def test_a_month_is_its_first_day_and_after_it_the_next_ones(text, first):
    assert typed_month(text, TODAY) == first


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24 november?? nee man pas na 29 januari zei ik", date(2027, 1, 30)),
        ("niet 1 juni, nee: 3 juni", date(2027, 6, 3)),
        ("29 januari is me laatste dag dus de dag erna", date(2027, 1, 30)),
        ("31 maart stop ik daar. daarna mogen ze alles weten", date(2027, 4, 1)),
        ("nee 29 januari", date(2027, 1, 29)),
    ],
)
def test_what_comes_after_a_no_counts_and_who_says_the_day_after_means_that(text: str, day: date):
    assert typed_day(text, TODAY) == day
