"""Reads a day as people here type it: 1 juli, twaalf juli, 1 jul 2027, 1-7, 01/07/2027, over twee weken. Refuses to guess at "volgende week":
a day is asked again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from difflib import get_close_matches

from babel.dates import get_month_names
from dateutil.relativedelta import relativedelta

_WORDS = re.compile(r"(\d{1,2})\s*(?:e|ste)?\s+([a-z]{3,})\.?(?:\s+(\d{4}|\d{2}))?$")
_BEFORE = re.compile(r"^(?:op|vanaf|rond|na)?\s*(?:de\s+)?(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag)?\s*(?:de\s+)?")
_AHEAD = re.compile(r"over\s+(\d{1,3})\s+(dag|dagen|week|weken|maand|maanden|jaar)$")
_SMALL = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien"]
_COUNTED = {word: number for number, word in enumerate([*_SMALL, "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"])}
_COUNTED |= {f"{_SMALL[one]}entwintig": 20 + one for one in range(1, 10)} | {"dertig": 30, "eenendertig": 31}
_COUNTED |= {"eerste": 1, "derde": 3, "achtste": 8}
_WORD = re.compile(r"[a-zëé]{3,}")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?$")


def typed_day(text: str, today: date) -> date | None:
    """The day in `text`; without a year the first one after `today`. None when it is no day."""
    typed = _WORD.sub(_digits, _BEFORE.sub("", text.strip().lower().rstrip(".!")))
    if hit := _AHEAD.match(typed):
        return today + _span(int(hit[1]), hit[2])
    if hit := _WORDS.match(typed):
        month = _month(hit[2])
    elif hit := _NUMBERS.match(typed):
        month = int(hit[2])
    else:
        return None
    if month is None:
        return None
    years = [int(hit[3]) % 100 + 2000] if hit[3] else [today.year, today.year + 1]
    days = [day for year in years if (day := _day(year, month, int(hit[1]))) is not None]
    return next((day for day in days if day > today), days[0] if days and hit[3] else None)


def _digits(word: re.Match[str]) -> str:
    """A number that was written out: twaalf, twaalfde, eenentwintig, één."""
    said = word[0].replace("é", "e").replace("ë", "e")
    stem = next((said.removesuffix(end) for end in ("ste", "de") if said.removesuffix(end) in _COUNTED), said)
    return str(_COUNTED.get(said, _COUNTED.get(stem, word[0])))


def _span(count: int, unit: str) -> relativedelta | timedelta:
    if unit.startswith(("dag", "week", "weken")):
        return timedelta(days=count * (7 if unit.startswith("we") else 1))
    return relativedelta(months=count * (12 if unit == "jaar" else 1))


def _month(typed: str) -> int | None:
    names = [(number, name.rstrip(".")) for width in ("wide", "abbreviated") for number, name in get_month_names(width, locale="nl").items()]
    close = get_close_matches(typed, [name for _, name in names], cutoff=0.8)
    found = {number for number, name in names if name.startswith(typed)} or {number for number, name in names if name in close}
    return found.pop() if len(found) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
