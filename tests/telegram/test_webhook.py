"""The door where Telegram brings updates itself: nobody else gets in, and 200 means that it was committed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette
from telegram import Update

from bot.channels.telegram.bot_api import webhook_secret
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.webhook import HEADER, LARGEST, webhook_route
from tests.doors import TOKEN
from tests.telegram.conftest import Line

SECRET = webhook_secret(TOKEN)
SOON = 5


class Door:
    """The route with its lanes, and whoever knocks."""

    def __init__(self, line: Line, handle=None):
        self.lanes = Lanes(handle or line.intake.handle)
        route = webhook_route("/telegram", SECRET, line.bot, lambda: self.lanes, Intake.lane)
        transport = httpx.ASGITransport(app=Starlette(routes=[route]))
        self.http = httpx.AsyncClient(transport=transport, base_url="http://hier")

    async def knock(self, content: bytes | None = None, json: object = None, secret: str | None = SECRET, **headers: str) -> int:
        more = {} if secret is None else {HEADER: secret}
        answer = await self.http.post("/telegram", content=content, json=json, headers={**more, **headers})
        assert answer.content == b"", "nothing is said to who knocks"
        return answer.status_code


@asynccontextmanager
async def opened(line: Line, handle=None) -> AsyncIterator[Door]:
    door = Door(line, handle)
    try:
        yield door
    finally:
        await door.lanes.close()
        await door.http.aclose()


def update_of(line: Line, text: str) -> dict:
    """An update as Telegram brings it."""
    number = line.gram.next_update_id
    line.person.type(text)
    return line.gram.updates.waiting.pop(number).to_api()


@pytest.mark.parametrize("secret", [None, "", "fout", SECRET[:-1], SECRET + "x", SECRET.upper()])
async def test_who_does_not_show_the_secret_does_not_get_in(line: Line, secret):
    async with opened(line) as door:
        assert await door.knock(json=update_of(line, "hoi"), secret=secret) == 403
        assert await door.knock(content=b"geen json", secret=secret) == 403
    assert line.session() is None and line.parts.store.outbox.waiting() == 0


async def test_a_secret_of_strange_characters_is_only_wrong(line: Line):
    async with opened(line) as door:
        answer = await door.http.post("/telegram", content=b"{}", headers=[(HEADER.encode(), "geh\xe9im".encode("latin-1"))])
    assert answer.status_code == 403


def test_the_secret_is_of_the_token_alone_and_fits_telegram():
    assert webhook_secret(TOKEN) == SECRET != webhook_secret(TOKEN + "x")
    assert TOKEN.partition(":")[2] not in SECRET and SECRET.isalnum() and SECRET.isascii() and 32 <= len(SECRET) <= 256


NO_UPDATE = [
    b"",
    b"geen json",
    b"\xff\xfe",
    b"null",
    b"[]",
    b"3",
    b'"x"',
    b"{}",
    b'{"update_id": 1, "message": {}}',
    b'{"update_id": 1, "message": 3}',
]


@pytest.mark.parametrize("body", NO_UPDATE)
async def test_what_is_no_update_is_refused(line: Line, body):
    async with opened(line) as door:
        assert await door.knock(content=body) == 400
        assert await door.knock(json=update_of(line, "hoi")) == 200, "and the door still works"


async def test_an_update_of_a_kind_that_nobody_asked_for_is_accepted_and_passed_by(line: Line):
    async with opened(line) as door:
        assert await door.knock(json={"update_id": 7, "iets_nieuws": {"a": 1}}) == 200
    assert line.parts.store.outbox.waiting() == 0


async def test_what_is_too_large_is_refused_unread(line: Line):
    async def endless():
        yield b"{"
        raise AssertionError("it was read")

    async with opened(line) as door:
        assert await door.knock(content=b" " * (LARGEST + 1)) == 413
        assert await door.knock(content=endless(), **{"content-length": str(LARGEST + 1)}) == 413
        assert await door.knock(content=endless()) == 413, "no length was said"


async def test_only_a_post_comes_in(line: Line):
    async with opened(line) as door:
        answer = await door.http.get("/telegram", headers={HEADER: SECRET})
    assert answer.status_code == 405


async def test_it_says_200_only_after_the_commit(line: Line):
    may_commit, began = asyncio.Event(), asyncio.Event()

    async def handle(update: Update) -> None:
        began.set()
        await may_commit.wait()
        await line.intake.handle(update)

    async with opened(line, handle) as door:
        knocking = asyncio.create_task(door.knock(json=update_of(line, "hoi")))
        await began.wait()
        await asyncio.sleep(0)
        assert not knocking.done() and line.session() is None
        may_commit.set()
        assert await asyncio.wait_for(knocking, SOON) == 200
        assert line.session() is not None


async def test_what_could_not_be_committed_gets_no_200(line: Line):
    failed = asyncio.Event()

    async def handle(update: Update) -> None:
        failed.set()
        raise OSError("de schijf is vol")

    async with opened(line, handle) as door:
        knocking = asyncio.create_task(door.knock(json=update_of(line, "hoi")))
        await failed.wait()
        assert not knocking.done()
        await asyncio.wait_for(door.lanes.close(), SOON)
        assert await asyncio.wait_for(knocking, SOON) == 503


async def test_the_same_update_twice_counts_once(line: Line):
    async with opened(line) as door:
        update = update_of(line, "hoi")
        assert [await door.knock(json=update) for _ in range(2)] == [200, 200]
        assert await asyncio.gather(*(door.knock(json=update) for _ in range(3))) == [200] * 3
    await line.parts.outbox.drain()
    assert sum(step == "systeem.welkom" for message in line.screen() for step in message.steps) == 1
    assert len(line.screen()) == 2


async def test_updates_of_one_chat_that_come_at_once_stay_in_their_order(line: Line):
    handled: list[int] = []

    async def handle(update: Update) -> None:
        await asyncio.sleep(0)
        handled.append(update.update_id)

    async with opened(line, handle) as door:
        updates = [update_of(line, f"{number}") for number in range(20)]
        assert set(await asyncio.gather(*(door.knock(json=update) for update in updates))) == {200}
    assert handled == [update["update_id"] for update in updates]


async def test_when_the_lanes_close_what_is_under_way_gets_200_and_the_rest_503(line: Line):
    may_commit, began = asyncio.Event(), asyncio.Event()

    async def handle(update: Update) -> None:
        began.set()
        await may_commit.wait()

    async with opened(line, handle) as door:
        under_way = asyncio.create_task(door.knock(json=update_of(line, "een")))
        await began.wait()
        waiting = asyncio.create_task(door.knock(json=update_of(line, "twee")))
        while len(door.lanes._lanes[str(line.person.id)]) < 2:
            await asyncio.sleep(0)
        closing = asyncio.create_task(door.lanes.close())
        await asyncio.sleep(0)
        may_commit.set()
        assert await asyncio.wait_for(asyncio.gather(under_way, waiting), SOON) == [200, 503]
        await closing


async def test_who_knocks_after_the_lanes_have_closed_gets_503_and_is_not_kept_waiting(line: Line):
    async with opened(line) as door:
        await door.lanes.close()
        assert await asyncio.wait_for(door.knock(json=update_of(line, "hoi")), 0.5) == 503


async def test_who_hangs_up_does_not_undo_what_is_being_committed(line: Line):
    may_commit, began = asyncio.Event(), asyncio.Event()

    async def handle(update: Update) -> None:
        began.set()
        await may_commit.wait()
        await line.intake.handle(update)

    async with opened(line, handle) as door:
        update = update_of(line, "hoi")
        knocking = asyncio.create_task(door.knock(json=update))
        await began.wait()
        knocking.cancel()
        await asyncio.gather(knocking, return_exceptions=True)
        may_commit.set()
        assert await asyncio.wait_for(door.knock(json=update), SOON) == 200
    assert line.session() is not None
    await line.parts.outbox.drain()
    assert sum(step == "systeem.welkom" for message in line.screen() for step in message.steps) == 1
