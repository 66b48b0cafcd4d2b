"""A fakegram for each test, and a bot at each of its two doors. Refuses to end well when the fake met something that it does not model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.fakegram import Fakegram


class Clock:
    """A clock that stands still until it is told to go."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **much: float) -> None:
        self.now += timedelta(**much)


@pytest.fixture(autouse=True)
def seconds_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """PTB 22.8 warns at every 429 unless it may say retry_after as a timedelta; warnings are errors here."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gram(clock: Clock) -> Iterator[Fakegram]:
    made = Fakegram(clock=clock)
    yield made
    assert made.unknown == []


@pytest_asyncio.fixture(params=["http", "in process"])
async def bot(gram: Fakegram, request: pytest.FixtureRequest) -> AsyncIterator[Bot]:
    if request.param == "http":
        with gram.serve() as url:
            async with Bot(gram.token, base_url=url, request=HTTPXRequest(), get_updates_request=HTTPXRequest()) as made:
                yield made
    else:
        async with Bot(gram.token, request=gram.request(), get_updates_request=gram.request()) as made:
            yield made
