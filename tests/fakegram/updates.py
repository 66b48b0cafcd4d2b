"""The updates that wait for the bot, and who waits for them. Refuses a second poller and a poll beside a webhook, as the real one does."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import Any

from tests.fakegram.errors import ApiError, Broken, conflict

KEPT = timedelta(hours=24)
ONLY_WHEN_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(frozen=True)
class Update:
    """One update, with the chat that its order belongs to."""

    update_id: int
    kind: str
    chat_id: int
    at: datetime
    body: dict[str, Any]

    def to_api(self) -> dict[str, Any]:
        return {"update_id": self.update_id, self.kind: self.body}


class Waiter:
    """Somebody in an event loop, perhaps of another thread, who wants to know that something changed."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.event = asyncio.Event()
        self.refusal: ApiError | Broken | None = None

    def wake(self, refusal: ApiError | Broken | None = None) -> None:
        self.refusal = self.refusal or refusal
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.event.set)

    async def wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.event.wait()
        except TimeoutError:
            return
        self.event.clear()


class Updates:
    """The queue."""

    def __init__(self, lock: threading.RLock, clock: Callable[[], datetime]) -> None:
        self.lock = lock
        self.clock = clock
        self.next_id = secrets.randbelow(800_000_000) + 100_000_000
        self.waiting: dict[int, Update] = {}
        self.allowed: set[str] | None = None  # None: everything but what has to be asked for
        self.webhook: dict[str, Any] | None = None
        self.poller: Waiter | None = None
        self.courier: Waiter | None = None

    def emit(self, kind: str, chat_id: int, body: dict[str, Any]) -> None:
        with self.lock:
            if kind in ONLY_WHEN_ASKED if self.allowed is None else kind not in self.allowed:
                return
            self.waiting[self.next_id] = Update(self.next_id, kind, chat_id, self.clock(), body)
            self.next_id += 1
            self.wake()

    def wake(self, refusal: ApiError | Broken | None = None) -> None:
        for waiter in (self.poller, self.courier):
            if waiter is not None:
                waiter.wake(refusal if waiter is self.poller else None)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """None: as it was. Empty: the usual ones."""
        if kinds is not None:
            self.allowed = set(kinds) or None

    def drop_old(self) -> None:
        oldest = self.clock() - KEPT
        for update in list(takewhile(lambda update: update.at < oldest, self.waiting.values())):
            del self.waiting[update.update_id]

    def take(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """What a poll answers now; everything below the offset is confirmed."""
        with self.lock:
            if self.webhook is not None:
                raise conflict(WEBHOOK_ACTIVE)
            self.drop_old()
            if offset < 0:
                offset = next(iter(list(self.waiting)[offset:]), 0)
            for update_id in list(takewhile(lambda one: one < offset, self.waiting)):
                del self.waiting[update_id]
            return [update.to_api() for update in islice(self.waiting.values(), limit)]

    async def poll(self, offset: int, limit: int, timeout: int) -> list[dict[str, Any]]:
        """A long poll: wakes at once when there is something."""
        mine = Waiter()
        with self.lock:
            found = self.take(offset, limit)
            if self.poller is not None:
                self.poller.wake(conflict(OTHER_POLLER))
            self.poller = mine
        try:
            until = mine.loop.time() + timeout
            while not found and (left := until - mine.loop.time()) > 0:
                await mine.wait(left)
                if mine.refusal is not None:
                    raise mine.refusal
                found = self.take(max(offset, 0), limit)
            return found
        finally:
            with self.lock:
                if self.poller is mine:
                    self.poller = None
