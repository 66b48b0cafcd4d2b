"""Takes updates chat by chat: each chat in order, eight chats beside each other, nobody twice in a row while others wait. Refuses to drop one."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar

AT_ONCE = 8  # chats
_LONGEST_WAIT = 5.0
_log = logging.getLogger(__name__)
Item = TypeVar("Item")


class Lanes:
    """`handle` is called again, ever more slowly, until it does not raise: its chat waits, the others go on."""

    def __init__(self, handle: Callable[[Item], Awaitable[None]], at_once: int = AT_ONCE):
        self._handle = handle
        self._lanes: dict[str, deque[tuple[Item, asyncio.Future[None]]]] = {}
        self._ready: asyncio.Queue[str] = asyncio.Queue()
        self._workers = [asyncio.create_task(self._work()) for _ in range(at_once)]
        self._waits: dict[str, float] = {}  # of the chats whose first update did not work
        self._stopping = False

    def put(self, chat: str, item: Item) -> asyncio.Future[None]:
        """Done when it was handled; cancelled when that is left to who brings it again."""
        done = asyncio.get_running_loop().create_future()
        if self._stopping:
            done.cancel()
        elif chat in self._lanes:
            self._lanes[chat].append((item, done))
        else:
            self._lanes[chat] = deque([(item, done)])
            self._ready.put_nowait(chat)
        return done

    async def close(self) -> None:
        """What is under way ends; what did not begin is left to who brings it again."""
        self._stopping = True
        for _ in self._workers:
            self._ready.put_nowait("")
        await asyncio.wait(self._workers, timeout=5)
        for worker in self._workers:
            worker.cancel()
        for lane in self._lanes.values():
            for _, done in lane:
                done.cancel()

    async def _work(self) -> None:
        while True:
            chat = await self._ready.get()
            if self._stopping:
                return
            lane = self._lanes[chat]
            item, done = lane[0]
            if await self._handled(item):
                self._waits.pop(chat, None)
                lane.popleft()
                if not done.cancelled():
                    done.set_result(None)
                self._go_on(chat)
            else:
                self._later(chat)

    async def _handled(self, item: Item) -> bool:
        try:
            await self._handle(item)
            return True
        except Exception as error:  # the disk is full, the database is held; the text may hold what was said
            _log.error("een bericht kon nog niet worden verwerkt (%s)", type(error).__name__)
            return False

    def _go_on(self, chat: str) -> None:
        if self._lanes[chat]:
            self._ready.put_nowait(chat)
        else:
            del self._lanes[chat]

    def _later(self, chat: str) -> None:
        """The worker is free for others meanwhile."""
        wait = self._waits.get(chat, 0.1)
        self._waits[chat] = min(wait * 2, _LONGEST_WAIT)
        asyncio.get_running_loop().call_later(wait, self._ready.put_nowait, chat)
