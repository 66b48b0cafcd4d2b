"""The words of the pages, by key, and dates in Dutch. Refuses to hold words itself: they live in content/nl/postvak.md and demo.md."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date

from flows.words import PLACE, Words, read_words

CONTENT = Path(__file__).parent.parent.parent / "content" / "nl"
HERE = ZoneInfo("Europe/Amsterdam")


class PageWords:
    """`t('key', place=…)` gives a text; an option under a heading is 'key.option'. Raises KeyError for what is not there."""

    def __init__(self, words: Words):
        self.texts = {key: section.text for key, section in words.items() if not section.labels}
        for key, section in words.items():
            for option, label in section.labels.items():
                self.texts[f"{key}.{option}"] = label.text

    @classmethod
    def read(cls, name: str) -> PageWords:
        """The words of content/nl/{name}.md. Raises ContentError."""
        return cls(read_words(CONTENT / f"{name}.md"))

    def t(self, key: str, **values: object) -> str:
        """One text with its places filled in, its line breaks inside a paragraph taken as spaces."""
        return PLACE.sub(lambda hit: str(values[hit[1]]), self.texts[key]).replace("\n", " ")

    def paragraphs(self, key: str, **values: object) -> list[str]:
        """The same, a paragraph each."""
        text = PLACE.sub(lambda hit: str(values[hit[1]]), self.texts[key])
        return [part.replace("\n", " ").strip() for part in text.split("\n\n")]


def short(at: datetime | date) -> str:
    """'di 24 nov', in Amsterdam."""
    return format_date(_day(at), "EEE d MMM", locale="nl").rstrip(".")


def long(at: datetime | date) -> str:
    """'dinsdag 24 november', in Amsterdam."""
    return format_date(_day(at), "EEEE d MMMM", locale="nl")


def moment(at: datetime) -> str:
    """'dinsdag 24 november 2026, 15:04', in Amsterdam."""
    here = at.astimezone(HERE)
    return f"{format_date(here.date(), 'EEEE d MMMM y', locale='nl')}, {here:%H:%M}"


def _day(at: datetime | date) -> date:
    return at.astimezone(HERE).date() if isinstance(at, datetime) else at
