"""The outbox against channels that fail in every way: order per chat, nothing lost, at most once more per crash."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.base import Address, Away, Message, TryLater, Unreachable
from bot.clock import Clock, MovableClock
from bot.outbox import AT_ONCE, MOST_ATTEMPTS, Outbox
from tests.store.world import NOW, STUDENT, World, open_store

pytestmark = pytest.mark.asyncio


class StandingClock(Clock):
    def __init__(self):
        self.at = NOW

    def now(self) -> datetime:
        return self.at


class Wild:
    """A channel that fails as it is told, and counts who is busy at once."""

    name = "web"
    limits = None

    def __init__(self, fails=lambda chat, text: None):
        self.fails = fails
        self.got: dict[str, list[str]] = defaultdict(list)
        self.busy: set[str] = set()
        self.most = 0

    async def send(self, chat: str, message: Message) -> str:
        assert chat not in self.busy, "two at once in one chat"
        self.busy.add(chat)
        self.most = max(self.most, len(self.busy))
        try:
            await asyncio.sleep(random.random() / 2000)
            if error := self.fails(chat, message.text):
                raise error
            self.got[chat].append(message.text)
            return f"m{len(self.got[chat])}"
        finally:
            self.busy.discard(chat)

    async def edit(self, chat: str, message_id: str, message: Message) -> str:
        await self.send(chat, Message(f"edit {message_id} {message.text}"))
        return message_id

    async def delete(self, chat: str, message_ids: list[str]) -> None:
        await self.send(chat, Message(f"delete {' '.join(message_ids)}"))


def say(world: World, text: str, chat: str = STUDENT.chat, **more) -> None:
    world.store.outbox.put(Address("web", chat), {"op": "send", "text": text, **more}, NOW)


async def test_chats_go_beside_each_other_and_each_keeps_its_order(world: World):
    for number in range(20):
        for chat in range(20):
            say(world, str(number), f"c{chat}")
    channel = Wild()
    outbox = Outbox(world.store, {"web": channel}, StandingClock())
    await asyncio.wait_for(outbox.drain(), 20)
    assert all(channel.got[f"c{chat}"] == [str(n) for n in range(20)] for chat in range(20))
    assert 1 < channel.most <= AT_ONCE and world.store.outbox.waiting() == 0


async def test_a_chat_that_has_to_wait_holds_up_only_itself(world: World):
    clock = StandingClock()
    channel = Wild(lambda chat, text: TryLater(30) if chat == "vol" and clock.at < NOW + timedelta(seconds=30) else None)
    for text in ("een", "twee"):
        say(world, text, "vol")
        say(world, text, "vrij")
    outbox = Outbox(world.store, {"web": channel}, clock)
    await outbox.drain()
    assert channel.got == {"vrij": ["een", "twee"]} and world.store.outbox.waiting() == 2
    clock.at += timedelta(seconds=31)
    await outbox.drain()
    assert channel.got["vol"] == ["een", "twee"]


async def test_trying_later_has_no_limit_and_an_unexplained_error_has(world: World, caplog: pytest.LogCaptureFixture):
    clock = StandingClock()
    channel = Wild(lambda chat, text: {"druk": TryLater(1), "stuk": ValueError("geheim verhaal")}.get(chat))
    for chat in ("druk", "stuk"):
        say(world, "geheim", chat)
    say(world, "daarna", "stuk")
    outbox = Outbox(world.store, {"web": channel}, clock)
    for _ in range(8):
        await outbox.drain()
        clock.at += timedelta(minutes=10)
    world.store._db.run("UPDATE outbox SET attempts=? WHERE attempts>0", (MOST_ATTEMPTS - 1,))
    outbox._start()
    await asyncio.wait(list(outbox._busy.values()))
    clock.at += timedelta(minutes=10)
    left = [world.store.outbox.open(head) for head in world.store.outbox.heads(clock.at)]
    assert [(row.address.chat, row.operation["text"]) for row in left] == [("druk", "geheim"), ("stuk", "daarna")]
    assert "ValueError" in caplog.text and "geheim" not in caplog.text and "stuk" not in caplog.text


async def test_a_chat_that_cannot_be_reached_is_given_up_quietly(world: World, caplog: pytest.LogCaptureFixture):
    say(world, "x")
    await Outbox(world.store, {"web": Wild(lambda chat, text: Unreachable())}, StandingClock()).drain()
    assert world.store.outbox.waiting() == 0 and caplog.text == ""


async def test_what_may_have_to_leave_the_screen_is_remembered(world: World):
    delete_at = NOW + timedelta(hours=40)
    say(world, "preview", sensitive=True, steps=["melden.dank", "melden.voorbeeld"], delete_at=delete_at.isoformat())
    say(world, "gewoon")
    address = STUDENT
    world.store.outbox.put(address, {"op": "edit", "message_id": "m1", "text": "nieuw"}, NOW)
    world.store.outbox.put(address, {"op": "delete", "message_ids": ["m2"]}, NOW)
    channel = Wild()
    await Outbox(world.store, {"web": channel}, StandingClock()).drain()
    assert channel.got[STUDENT.chat] == ["preview", "gewoon", "edit m1 nieuw", "delete m2"]
    shown = [(row.message_id, row.step, row.sensitive) for row in world.store.shown.of_chat(STUDENT)]
    assert shown == [("m1", "melden.voorbeeld", True)]
    assert [row.message_id for row in world.store.shown.overdue(delete_at)] == ["m1"]


async def test_a_message_that_arrived_but_could_not_be_noted_is_not_sent_again(world: World, monkeypatch: pytest.MonkeyPatch):
    say(world, "een")
    say(world, "twee")
    channel = Wild()
    outbox = Outbox(world.store, {"web": channel}, StandingClock())
    noted = world.store.outbox.delivered
    with monkeypatch.context() as broken:
        broken.setattr(world.store.outbox, "delivered", lambda row_id: 1 / 0)
        task = asyncio.create_task(outbox.run())
        await asyncio.sleep(0.1)
        assert channel.got[STUDENT.chat] == ["een"]
    assert world.store.outbox.delivered == noted
    async with asyncio.timeout(5):
        while world.store.outbox.waiting():
            await asyncio.sleep(0.02)
    task.cancel()
    assert channel.got[STUDENT.chat] == ["een", "twee"]


async def test_run_hears_the_bell_and_stopping_ends_what_is_under_way(world: World):
    channel = Wild()
    outbox = Outbox(world.store, {"web": channel}, StandingClock())
    task = asyncio.create_task(outbox.run())
    await asyncio.sleep(0.01)
    say(world, "hallo")
    outbox.wake()
    async with asyncio.timeout(0.5):
        while not channel.got:
            await asyncio.sleep(0.001)
    say(world, "laatste")
    outbox.wake()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert world.store.outbox.waiting() == 0 or "laatste" not in channel.got[STUDENT.chat]


async def test_a_busy_database_does_not_end_the_outbox(world: World, monkeypatch: pytest.MonkeyPatch):
    channel = Wild()
    outbox = Outbox(world.store, {"web": channel}, StandingClock())
    heads = world.store.outbox.heads
    monkeypatch.setattr(world.store.outbox, "heads", lambda *_: 1 / 0)
    task = asyncio.create_task(outbox.run())
    await asyncio.sleep(0.02)
    monkeypatch.setattr(world.store.outbox, "heads", heads)
    say(world, "hallo")
    outbox.wake()
    await asyncio.sleep(0.05)
    task.cancel()
    assert channel.got[STUDENT.chat] == ["hallo"]


class Killed(BaseException):
    """The process dies."""


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["goed", "goed", "later", "fout"])), max_size=30),
    st.lists(st.integers(1, 15), max_size=4),
)
@settings(max_examples=40, deadline=None)
async def test_nothing_lost_nothing_out_of_order_at_most_one_more_a_crash(tmp_path_factory, messages, kills):
    folder: Path = tmp_path_factory.mktemp("kills")
    store = open_store(folder)
    clock = StandingClock()
    for number, (chat, _) in enumerate(messages):
        store.outbox.put(Address("web", chat), {"op": "send", "text": str(number)}, NOW)
    tried: set[str] = set()

    def fails(chat: str, text: str):
        what = messages[int(text)][1]
        if what == "goed" or text in tried:
            return None
        tried.add(text)
        return TryLater(5) if what == "later" else RuntimeError()

    channel = Wild(fails)
    repeats = 0
    for kill in [*kills, 10**9]:
        outbox = Outbox(store, {"web": channel}, clock)
        noted, left = store.outbox.delivered, kill

        def dies(row_id: int, noted=noted):
            nonlocal left
            left -= 1
            if left <= 0:
                raise Killed  # after it was sent, before it is noted
            return noted(row_id)

        store.outbox.delivered = dies  # type: ignore[method-assign]
        for _ in range(len(messages) + 2):  # each may ask once to be tried later
            outbox._start()
            while outbox._busy and left > 0:
                await asyncio.wait(list(outbox._busy.values()), return_when=asyncio.FIRST_COMPLETED)
                await asyncio.sleep(0)
                if left > 0:
                    outbox._start()
            if left <= 0:
                break
            clock.at += timedelta(seconds=10)
        for task in list(outbox._busy.values()):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        repeats += left <= 0
        store.close()
        store = open_store(folder)
    assert store.outbox.waiting() == 0
    for chat in "abc":
        wanted = [str(number) for number, (to, _) in enumerate(messages) if to == chat]
        got = channel.got[chat]
        once = [text for place, text in enumerate(got) if place == 0 or got[place - 1] != text]
        assert once == wanted
    assert sum(map(len, channel.got.values())) <= len(messages) + AT_ONCE * repeats
    store.close()


async def test_the_demo_clock_moves_on_and_survives_a_restart(world: World):
    clock = MovableClock(world.store.settings)
    before = clock.now()
    assert clock.move(timedelta(days=7)) >= before + timedelta(days=7)
    world.reopen()
    assert MovableClock(world.store.settings).now() >= before + timedelta(days=7)
    with pytest.raises(ValueError, match="back"):
        clock.move(timedelta(seconds=-1))


async def test_what_must_leave_a_screen_still_does_after_a_restart(world: World):
    world.store.outbox.put(STUDENT, {"op": "delete", "message_ids": ["m1", "m2"]}, NOW)
    away = Wild(lambda chat, text: Away())
    await Outbox(world.store, {"web": away}, StandingClock()).drain()
    assert world.store.outbox.waiting() == 1
    world.reopen()
    back = Wild()
    await Outbox(world.store, {"web": back}, StandingClock()).drain()
    assert back.got[STUDENT.chat] == ["delete m1 m2"] and world.store.outbox.waiting() == 0
