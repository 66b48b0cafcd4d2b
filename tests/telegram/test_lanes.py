"""Updates chat by chat: each chat in order, eight beside each other, and nobody waits for a chat that is busy, floods or fails."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.lanes import AT_ONCE, Lanes

SOON = 5  # seconds, in which what must happen has long happened


class Work:
    """Handles items (chat, number); those of a chat in `held` wait until it is let go, those of one in `broken` fail."""

    def __init__(self) -> None:
        self.began: list[tuple[str, int]] = []
        self.done: list[tuple[str, int]] = []
        self.busy: set[str] = set()
        self.most = 0
        self.held: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self.hold: set[str] = set()
        self.broken: set[str] = set()
        self.failed: dict[str, int] = defaultdict(int)
        self.changed = asyncio.Event()

    async def __call__(self, item: tuple[str, int]) -> None:
        chat, _ = item
        assert chat not in self.busy, "two of one chat at once"
        self.busy.add(chat)
        self.most = max(self.most, len(self.busy))
        self.began.append(item)
        self.changed.set()
        try:
            await asyncio.sleep(0)
            if chat in self.hold:
                await self.held[chat].wait()
            if chat in self.broken:
                self.failed[chat] += 1
                raise RuntimeError("wat er gezegd werd")
            self.done.append(item)
        finally:
            self.busy.discard(chat)
            self.changed.set()

    async def until(self, holds) -> None:
        async with asyncio.timeout(SOON):
            while not holds():
                self.changed.clear()
                await self.changed.wait()


@given(st.lists(st.sampled_from("abcdefghijkl"), max_size=60), st.integers(1, 4))
@settings(deadline=None, max_examples=50)
@pytest.mark.asyncio
async def test_every_chat_keeps_its_order_and_nothing_is_dropped(chats, at_once):
    work = Work()
    lanes = Lanes(work, at_once)
    items = [(chat, number) for number, chat in enumerate(chats)]
    async with asyncio.timeout(SOON):
        await asyncio.gather(*(lanes.put(chat, (chat, number)) for chat, number in items))
    await lanes.close()
    assert sorted(work.done) == sorted(items) and work.most <= at_once
    for chat in set(chats):
        assert [item for item in work.done if item[0] == chat] == [item for item in items if item[0] == chat]


async def test_a_handled_update_is_done_only_when_its_handling_returned():
    work = Work()
    work.hold.add("a")
    lanes = Lanes(work)
    done = lanes.put("a", ("a", 1))
    await work.until(lambda: work.began)
    assert not done.done()
    work.held["a"].set()
    async with asyncio.timeout(SOON):
        await done
    assert work.done == [("a", 1)]
    await lanes.close()


async def test_at_most_eight_chats_go_beside_each_other_and_eight_do():
    work = Work()
    chats = [f"chat {number}" for number in range(20)]
    work.hold = set(chats)
    lanes = Lanes(work)
    futures = [lanes.put(chat, (chat, 1)) for chat in chats]
    await work.until(lambda: len(work.busy) == AT_ONCE == 8)
    for chat in chats:
        work.held[chat].set()
    async with asyncio.timeout(SOON):
        await asyncio.gather(*futures)
    await lanes.close()
    assert work.most == AT_ONCE and len(work.done) == 20


async def test_a_chat_that_floods_gets_its_turn_no_more_often_than_another():
    work = Work()
    lanes = Lanes(work, at_once=1)
    flood = [lanes.put("vol", ("vol", number)) for number in range(100)]
    others = [lanes.put(chat, (chat, number)) for number in range(3) for chat in ("ann", "bo")]
    async with asyncio.timeout(SOON):
        await asyncio.gather(*flood, *others)
    await lanes.close()
    turns = [chat for chat, _ in work.began]
    assert turns[:9] == ["vol", "ann", "bo"] * 3 and turns[9:] == ["vol"] * 97


async def test_who_comes_while_eight_flood_waits_for_no_more_than_one_turn_of_each():
    work = Work()
    lanes = Lanes(work)
    flood = [lanes.put(f"vol {chat}", (f"vol {chat}", number)) for number in range(50) for chat in range(16)]
    await work.until(lambda: len(work.done) >= 20)
    before = len(work.began)
    await asyncio.wait_for(lanes.put("ann", ("ann", 1)), SOON)
    assert work.began.index(("ann", 1)) - before <= 16 + AT_ONCE
    async with asyncio.timeout(SOON):
        await asyncio.gather(*flood)
    await lanes.close()


async def test_a_failing_update_is_tried_again_until_it_succeeds_and_then_its_chat_goes_on_in_order(caplog):
    work = Work()
    work.broken.add("a")
    lanes = Lanes(work)
    with caplog.at_level(logging.DEBUG):
        first, second = lanes.put("a", ("a", 1)), lanes.put("a", ("a", 2))
        await work.until(lambda: work.failed["a"] == 2)
        assert work.began == [("a", 1), ("a", 1)] and not first.done() and not second.done()
        work.broken.clear()
        async with asyncio.timeout(SOON):
            await asyncio.gather(first, second)
    assert work.done == [("a", 1), ("a", 2)]
    assert "RuntimeError" in caplog.text and "gezegd" not in caplog.text
    await lanes.close()


@pytest.mark.parametrize("failing", [1, AT_ONCE - 1, AT_ONCE, 3 * AT_ONCE])
async def test_failing_chats_hold_up_only_themselves(failing):
    work = Work()
    work.broken = {f"stuk {number}" for number in range(failing)}
    lanes = Lanes(work)
    for chat in sorted(work.broken):
        lanes.put(chat, (chat, 1))
    await work.until(lambda: len(work.failed) >= min(failing, AT_ONCE))
    good = [lanes.put("goed", ("goed", number)) for number in range(20)]
    try:
        async with asyncio.timeout(0.7):
            await asyncio.gather(*good)
    finally:
        work.broken.clear()
        await lanes.close()
    assert [item for item in work.done if item[0] == "goed"] == [("goed", number) for number in range(20)]


async def test_closing_finishes_what_is_under_way_and_leaves_the_rest():
    work = Work()
    work.hold = {"a", "b"}
    lanes = Lanes(work)
    under_way = [lanes.put(chat, (chat, 1)) for chat in ("a", "b")]
    waiting = [lanes.put(chat, (chat, 2)) for chat in ("a", "b")]
    await work.until(lambda: len(work.busy) == 2)
    closing = asyncio.create_task(lanes.close())
    await asyncio.sleep(0)
    assert not closing.done()
    work.held["a"].set()
    work.held["b"].set()
    await asyncio.wait_for(closing, SOON)
    assert sorted(work.done) == [("a", 1), ("b", 1)] == sorted(work.began)
    assert all(future.done() and not future.cancelled() for future in under_way)
    assert all(future.cancelled() for future in waiting)


async def test_closing_does_not_try_a_failing_update_again_for_ever():
    work = Work()
    work.broken.add("a")
    lanes = Lanes(work)
    done = lanes.put("a", ("a", 1))
    await work.until(lambda: work.failed["a"] == 1)
    await asyncio.wait_for(lanes.close(), SOON)
    assert done.cancelled() and work.done == []


async def test_what_is_put_in_closed_lanes_is_not_waited_for_for_ever():
    work = Work()
    lanes = Lanes(work)
    await lanes.close()
    late = lanes.put("a", ("a", 1))
    await asyncio.wait([late], timeout=0.2)
    assert late.cancelled() and work.began == []


async def test_a_chat_can_be_silent_and_come_back():
    work = Work()
    lanes = Lanes(work)
    for number in range(3):
        await asyncio.wait_for(lanes.put("a", ("a", number)), SOON)
    assert work.done == [("a", 0), ("a", 1), ("a", 2)]
    await lanes.close()
