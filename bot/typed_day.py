"""Reads a day as people here type it: 1 juli, 1-7, twaalf juli, vrijdag, over twee weken. Refuses to choose between two days: it is asked again.

The words are in content/nl/dagwoorden.yml; what days and months are called, Babel knows. Who asks says whether a day is too early or too late.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from babel.dates import get_day_names, get_month_names
from dateutil.relativedelta import relativedelta

from flows.yaml_file import read_yaml

FILE = Path(__file__).resolve().parent.parent / "content" / "nl" / "dagwoorden.yml"
LANGUAGES = ("nl", "en")
CLOSE = 0.84  # "febuari" is a month, "julius" is none
YEARS_NEAR = range(-1, 6)  # two digits that would be a year further away are something else, as the hour is
_DASHES = re.compile(r"(?<![\d/-])(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?(?![\d/-])")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_ALONE = re.compile(r"(\d{1,2})[. ](\d{1,2})(?:[. ](\d{4}|\d{2}))?")


def typed_day(text: str, today: date) -> date | None:
    """The day in `text`; without a year the first one after `today`. None when there is none, or more than one."""
    typed = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c)).strip(" .!?")
    typed = _after_no(typed)
    bare = _without_lead(typed)
    tokens, alone = re.findall(r"\w+", typed), re.findall(r"\w+", bare)
    for found in (
        _in_digits(typed, bare, today),
        _in_words(tokens, today),
        _ahead(tokens, alone, today),
        _weekday(tokens, alone, today),
        _near(tokens, today),
    ):
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def typed_month(text: str, today: date) -> date | None:
    """The first day of the only month that `text` names, the first one after `today`, or of the one behind it after "na".
    None when it names none, or more."""
    tokens = re.findall(r"[^\W\d_]+", text.lower())
    months = {month for token in tokens if (month := _month(token, short=False))}
    first = _in_year(None, next(iter(months)), 1, today) if len(months) == 1 else None
    after = any(_follows(tokens, "erna", [token]) for token in tokens if _month(token, short=False))
    return first + relativedelta(months=1) if first and after else first


def _after_no(typed: str) -> str:
    """What comes behind a no, where that names something: "24 november? nee, 29 januari"."""
    said, no, after = re.match(rf"(.*?)(?:\b({'|'.join(_words('nee'))})\b(.*))?$", typed, re.DOTALL).groups()
    return after.strip(" ,.!?") if no and re.search(r"\w", said) and re.search(r"\w", after) else typed


def _without_lead(typed: str) -> str:
    while (first := re.match(r"(\w+)\W+", typed)) and first[1] in _words("aanloop"):
        typed = typed[first.end() :]
    return typed


def _in_digits(typed: str, bare: str, today: date) -> set[date | None]:
    """1-7, 01/07/27, 2027-07-01. With a dot or a space only where nothing else stands: "9.30" in a sentence is a time."""
    if first := _YEAR_FIRST.search(typed):
        return {_day(*map(int, first.groups()))}
    hits = [hit.groups() for hit in _DASHES.finditer(typed)]
    if not hits and (alone := _ALONE.fullmatch(bare)):
        hits = [alone.groups()]
    return {_in_year(year, int(month), int(day), today) for day, month, year in hits}


def _in_words(tokens: Sequence[str], today: date) -> set[date | None]:
    """12 juli, de twaalfde juli 2027, eind juni, na 3 juli (the day after)."""
    found: set[date | None] = set()
    for at, token in enumerate(tokens[1:], 1):
        before, after = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else ""
        year = after if after.isdecimal() and (len(after) == 4 or (len(after) == 2 and int(after) + 2000 - today.year in YEARS_NEAR)) else None
        month, number = _month(token), _number(before)
        if month and number:
            unsure = at > 1 and tokens[at - 2] in _words("of")  # 1 of 2 juli
            day = None if unsure else _in_year(year, month, number, today)
            later = (at > 1 and tokens[at - 2] in _words("erna")) or _words("daarna") & set(tokens[at + 1 :])
            found.add(day + timedelta(days=1) if day and later else day)
        elif month and (part := next((part for part, words in _lists()["delen"].items() if before in words), None)):
            last = calendar.monthrange(int(year or today.year), month)[1] if month != 2 else 28
            found.add(_in_year(year, month, {"begin": 1, "half": 15, "eind": last}[part], today))
    return found


def _ahead(tokens: Sequence[str], alone: Sequence[str], today: date) -> set[date | None]:
    """over 10 dagen, na twee weken, over een half jaar, vrijdag over een week; `2 weken` where nothing else stands."""
    found: set[date | None] = set()
    for at, token in enumerate(tokens):
        unit = next((unit for unit, words in _lists()["eenheden"].items() if token in words), None)
        if not unit or at == 0 or (at + 1 < len(tokens) and tokens[at + 1] in _words("of")):
            continue
        half = tokens[at - 1] in _words("half") and token in _words("jaar")
        count = _number(tokens[at - 1]) if not half else 6
        start = at - 1 - (half and at > 1 and _number(tokens[at - 2]) == 1)
        said = start > 0 and tokens[start - 1] in _words("over")
        if count and (said or tokens[start : at + 1] == alone):
            day = today + relativedelta(**{"months" if half else unit: count})
            named = _weekdays(tokens)
            found.add(_of_week(day, named[0]) if unit == "weeks" and len(named) == 1 else day)
    return found


def _weekday(tokens: Sequence[str], alone: Sequence[str], today: date) -> set[date | None]:
    """vrijdag, volgende week vrijdag; `vr` where nothing else stands."""
    named = set(_weekdays(tokens))
    short = _lists()["kort"]
    if not named and len(alone) == 1 and alone[0] in short:
        named = {short.index(alone[0])}
    if _next_week(tokens):
        return {_of_week(today + timedelta(weeks=1), weekday) for weekday in named}
    return {today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1) for weekday in named}


def _near(tokens: Sequence[str], today: date) -> set[date | None]:
    """morgen, overmorgen, volgende week, volgende maand, in het weekend, na het weekend."""
    found: set[date | None] = set()
    if set(tokens) & _words("morgen"):
        found.add(today + timedelta(days=1))
    if set(tokens) & _words("overmorgen"):
        found.add(today + timedelta(days=2))
    if weekend := set(tokens) & _words("weekend"):
        at = tokens.index(weekend.pop())
        monday = bool(set(tokens[max(0, at - 2) : at]) & _words("na"))
        found.add(today + timedelta(days=(5 + 2 * monday - today.weekday() - 1) % 7 + 1))
    for unit in ("weeks", "months"):
        if _follows(tokens, "volgende", _lists()["eenheden"][unit]):
            found.add(today + relativedelta(**{unit: 1}))
    return found


def _weekdays(tokens: Sequence[str]) -> list[int]:
    """The weekdays that are named (0 is Monday), also as `vrijdagavond`, without one that `niet` stands before."""
    names = _day_names()
    found = [_close(token, names) or next((day for name, day in names.items() if token.startswith(name)), None) for token in tokens]
    return [day - 1 for at, day in enumerate(found) if day and (at == 0 or tokens[at - 1] not in _words("niet"))]


def _next_week(tokens: Sequence[str]) -> bool:
    return _follows(tokens, "volgende", _lists()["eenheden"]["weeks"]) or any(
        token in _words("volgende") and _weekdays(tokens[at + 1 : at + 2]) for at, token in enumerate(tokens)
    )


def _follows(tokens: Sequence[str], first: str, then: Sequence[str]) -> bool:
    return any(one in _words(first) and other in then for one, other in zip(tokens, tokens[1:], strict=False))


def _of_week(day: date, weekday: int) -> date:
    return day + timedelta(days=weekday - day.weekday())


def _number(token: str) -> int | None:
    if digits := re.fullmatch(rf"(\d{{1,2}})(?:{'|'.join(_lists()['rang'])})?", token):
        return int(digits[1])
    return next((number for number, words in enumerate(_lists()["getallen"], 1) if token in words), None)


def _month(token: str, short: bool = True) -> int | None:
    """`short`: as it begins counts too, from three letters: jul, sept."""
    names = _month_names()
    begins = {number for name, number in names.items() if name.startswith(token)} if short and len(token) > 2 else set()
    return begins.pop() if len(begins) == 1 else _close(token, names, 4 if short else 5)


def _close(token: str, named: dict[str, int], at_least: int = 5) -> int | None:
    """The number of the name that it is, or nearly is: of `at_least` so many letters."""
    return named.get(token) or (named[near[0]] if len(token) >= at_least and (near := get_close_matches(token, named, 1, CLOSE)) else None)


def _in_year(year: str | None, month: int, day: int, today: date) -> date | None:
    """In the year that was said, also when it is past; or else the first one after today."""
    if year:
        return _day(int(year) % 100 + 2000, month, day)
    return next((found for ahead in (0, 1) if (found := _day(today.year + ahead, month, day)) and found > today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _words(name: str) -> frozenset[str]:
    return frozenset(_lists()[name])


@cache
def _lists() -> dict:
    return dict(read_yaml(FILE))


@cache
def _month_names() -> dict[str, int]:
    names = {name.rstrip("."): number for width in ("abbreviated", "wide") for number, name in get_month_names(width, locale="nl").items()}
    return names | {name.lower(): number for number, name in get_month_names("wide", locale="en").items() if len(name) > 3}


@cache
def _day_names() -> dict[str, int]:
    return {name.lower(): number + 1 for language in LANGUAGES for number, name in get_day_names("wide", locale=language).items()}
