"""Asking Telegram for updates: one is acknowledged only when it and all before it are committed, whatever happens in between."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from telegram import Bot, Update

from bot.channels.telegram.intake import Intake
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.polling import poll
from tests.fakegram import ApiError, Fakegram
from tests.telegram.conftest import Line

SOON = 5
CONFLICT = ApiError(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")


@pytest.fixture
def gram() -> Iterator[Fakegram]:
    made = Fakegram()
    yield made
    assert made.unknown == []


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.polling._LOOK_AGAIN", 0.02)


@pytest.fixture
def bot(gram: Fakegram) -> Bot:
    return Bot(gram.token, request=gram.request(), get_updates_request=gram.request())


class Handled:
    """What was handled, in order; chats in `held` hang until they are let go."""

    def __init__(self) -> None:
        self.done: list[Update] = []
        self.began: list[Update] = []
        self.held: dict[int, asyncio.Event] = {}
        self.broken: set[int] = set()

    def hold(self, chat: int) -> asyncio.Event:
        return self.held.setdefault(chat, asyncio.Event())

    async def __call__(self, update: Update) -> None:
        chat = update.effective_chat.id
        self.began.append(update)
        if chat in self.held:
            await self.held[chat].wait()
        if chat in self.broken:
            raise OSError("de schijf is vol")
        self.done.append(update)

    @property
    def texts(self) -> list[str]:
        return [update.message.text for update in self.done]


@asynccontextmanager
async def polling(bot: Bot, handle: Callable) -> AsyncIterator[Lanes]:
    lanes = Lanes(handle)
    task = asyncio.create_task(poll(bot, lanes, Intake.lane))
    try:
        yield lanes
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await lanes.close()


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(SOON):
        while not holds():
            await asyncio.sleep(0.005)


def offsets(gram: Fakegram) -> list[int]:
    return [int(call.params["offset"]) for call in gram.calls if call.method == "getUpdates" and "offset" in call.params]


def asked(gram: Fakegram) -> int:
    return sum(call.method == "getUpdates" for call in gram.calls)


async def test_nothing_is_acknowledged_past_an_update_that_is_not_committed_yet(gram, bot):
    ann, bo = gram.person(), gram.person()
    handled = Handled()
    let_go = handled.hold(ann.id)
    bo.type("voor")
    hanging = gram.next_update_id
    ann.type("hangt")
    for number in range(5):
        bo.type(f"na {number}")
    async with polling(bot, handled):
        await until(lambda: len(handled.done) == 6)
        before = asked(gram)
        await until(lambda: asked(gram) >= before + 2)
        assert max(offsets(gram)) == hanging and gram.pending == 6
        let_go.set()
        await until(lambda: gram.pending == 0)
    assert max(offsets(gram)) == gram.next_update_id
    assert Counter(handled.texts).most_common(1)[0][1] == 1 and len(handled.done) == 7


async def test_who_writes_while_another_chat_hangs_is_heard_at_once(gram, bot):
    ann, bo = gram.person(), gram.person()
    handled = Handled()
    let_go = handled.hold(ann.id)
    async with polling(bot, handled):
        ann.type("hangt")
        await until(lambda: handled.began)
        for number in range(3):
            bo.type(f"{number}")
            await until(lambda number=number: len(handled.done) == number + 1)
        let_go.set()


async def test_an_update_that_cannot_be_committed_is_not_acknowledged_and_comes_again_after_a_restart(gram, bot):
    ann = gram.person()
    handled = Handled()
    handled.broken.add(ann.id)
    ann.type("een")
    ann.type("twee")
    async with polling(bot, handled):
        await until(lambda: len(handled.began) >= 2)
    assert gram.pending == 2 and handled.done == []
    handled.broken.clear()
    async with polling(bot, handled):
        await until(lambda: gram.pending == 0)
    assert handled.texts == ["een", "twee"]


async def test_closing_the_lanes_acknowledges_nothing_that_was_not_committed(gram, bot):
    ann = gram.person()
    handled = Handled()
    handled.broken.add(ann.id)
    ann.type("een")
    ann.type("twee")
    async with polling(bot, handled) as lanes:
        await until(lambda: handled.began)
        await lanes.close()
        before = asked(gram)
        await asyncio.wait([asyncio.create_task(until(lambda: asked(gram) >= before + 2))], timeout=0.6)
        assert gram.pending == 2


async def test_after_a_restart_in_between_they_come_again_and_count_once(line: Line, tmp_path: Path):
    """One chat was committed and not acknowledged when the process ended, for the chat before it still hung."""
    bo = line.gram.person(first_name="Bo")
    let_go, hung = asyncio.Event(), asyncio.Event()

    async def handle(update: Update) -> None:
        if update.effective_chat.id == bo.id and not let_go.is_set():
            hung.set()
            await asyncio.Event().wait()
        await line.intake.handle(update)

    bo.type("hoi")
    line.person.type("hoi")
    line.person.type("hulp")
    lanes = Lanes(handle)
    task = asyncio.create_task(poll(line.bot, lanes, Intake.lane))
    await hung.wait()
    await until(lambda: line.parts.store.outbox.waiting() >= 2)
    await asyncio.sleep(0)
    task.cancel()
    for worker in lanes._workers:  # killed, not closed
        worker.cancel()
    await asyncio.gather(task, *lanes._workers, return_exceptions=True)
    assert line.gram.pending == 3
    line.parts.close()
    await line.begin(tmp_path)
    let_go.set()
    async with polling(line.bot, handle):
        await until(lambda: line.gram.pending == 0)
    await line.steps()
    said = [step for message in line.screen() for step in message.steps]
    assert said[0] == "systeem.welkom" and (said.count("systeem.welkom"), said.count("hulp.hulp")) == (1, 1)
    assert sum(not shown.mine for shown in bo.screen) > 0


async def test_a_hundred_that_wait_for_one_chat_come_in_order_and_all_of_300(gram, bot):
    people = [gram.person() for _ in range(5)]
    said = {person.id: [] for person in people}
    for number in range(300):
        person = people[number * 7 % 5]
        person.type(f"{number}")
        said[person.id].append(f"{number}")
    handled = Handled()
    async with polling(bot, handled):
        await until(lambda: gram.pending == 0)
    assert len(handled.done) == 300
    for person in people:
        assert [update.message.text for update in handled.done if update.effective_chat.id == person.id] == said[person.id]
    assert offsets(gram) == sorted(offsets(gram))


async def test_300_of_one_chat_come_in_order(gram, bot):
    ann = gram.person()
    for number in range(300):
        ann.type(f"{number}")
    handled = Handled()
    async with polling(bot, handled):
        await until(lambda: gram.pending == 0)
    assert handled.texts == [f"{number}" for number in range(300)]


async def test_a_second_poller_is_survived_and_the_operator_hears_of_it(gram, bot, caplog):
    ann = gram.person()
    gram.fail("getUpdates", CONFLICT, times=2)
    handled = Handled()
    with caplog.at_level(logging.WARNING):
        async with polling(bot, handled):
            await until(lambda: asked(gram) == 3)
            ann.type("hoi")
            await until(lambda: gram.pending == 0)
    assert handled.texts == ["hoi"] and "een ander haalt met dit token" in caplog.text


async def test_a_real_second_poller_takes_nothing_away_for_good(gram, bot):
    """It may be given the update as well; but what it does not acknowledge still comes here."""
    ann = gram.person()
    other = Bot(gram.token, request=gram.request(), get_updates_request=gram.request())
    handled = Handled()
    async with polling(bot, handled):
        await until(lambda: asked(gram) == 1)
        for _ in range(2):
            await other.get_updates(timeout=0)
        ann.type("hoi")
        await until(lambda: gram.pending == 0)
    assert handled.texts == ["hoi"]


TROUBLES = [ApiError(500, "Internal Server Error"), ApiError(502, "Bad Gateway"), Fakegram.DROP_BEFORE, Fakegram.DROP_AFTER]
TROUBLES += [ApiError(429, "Too Many Requests: retry after 1", retry_after=1)]


@pytest.mark.parametrize("trouble", TROUBLES, ids=[str(getattr(trouble, "description", trouble)) for trouble in TROUBLES])
async def test_an_error_of_telegram_is_survived_and_said_once(gram, bot, trouble, caplog):
    ann = gram.person()
    ann.type("hoi")
    gram.fail("getUpdates", trouble, times=2 if trouble is Fakegram.DROP_BEFORE else 1)
    handled = Handled()
    async with polling(bot, handled):
        await until(lambda: gram.pending == 0)
    assert handled.texts == ["hoi"]
    assert caplog.text.count("antwoordt niet") == 1 and gram.token not in caplog.text


async def test_telegram_may_be_away_for_a_while(gram, bot):
    ann = gram.person()
    handled = Handled()
    async with polling(bot, handled):
        await until(lambda: asked(gram) == 1)
        gram.away = True
        ann.type("hoi")
        await until(lambda: asked(gram) >= 2)
        assert handled.done == []
        gram.away = False
        await until(lambda: gram.pending == 0)
    assert handled.texts == ["hoi"]


async def test_after_a_quiet_time_telegram_may_count_from_a_lower_number(gram, bot, monkeypatch):
    monkeypatch.setattr("bot.channels.telegram.polling.LONG_POLL", 0)
    ann = gram.person()
    handled = Handled()
    async with polling(bot, handled):
        ann.type("een")
        await until(lambda: gram.pending == 0)
        quiet = asked(gram)
        await until(lambda: asked(gram) >= quiet + 3)
        gram.updates.next_id -= 5000
        ann.type("twee")
        await until(lambda: len(handled.done) == 2)
        await until(lambda: gram.pending == 0)
    assert handled.texts == ["een", "twee"]


async def test_it_asks_for_what_it_understands_and_long_when_it_has_nothing_to_do(gram, bot):
    async with polling(bot, Handled()):
        await until(lambda: asked(gram) == 1)
        (call,) = [call for call in gram.calls if call.method == "getUpdates"]
        assert call.params["timeout"] == 25 and gram.updates.allowed == {
            "message",
            "edited_message",
            "callback_query",
            "my_chat_member",
            "channel_post",
        }
