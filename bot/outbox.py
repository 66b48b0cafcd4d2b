"""Sends what waits in the store: chats beside each other, one chat in order. Refuses to drop what could still arrive.

The only place that waits and tries again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.channels.base import Address, Button, Channel, Message, TryLater, Unreachable
from bot.clock import Clock
from bot.store import Row, Store

AT_ONCE = 8  # chats; more is slower over HTTP
MOST_ATTEMPTS = 300  # with an error that a channel did not explain: about a day, then it would only hold up its chat
_LONGEST_WAIT = 300.0
_LOOK_AGAIN = 1.0  # seconds: rows that wait for a moment have no bell
_log = logging.getLogger(__name__)


class Outbox:
    """One task for the process. Whoever puts something in the store rings `wake()` after the commit."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock):
        self._store = store
        self._channels = channels
        self._clock = clock
        self._bell = asyncio.Event()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._sent: dict[int, str | None] = {}  # arrived, but the store could not note it yet: never send these again

    def wake(self) -> None:
        """There is something to send."""
        self._bell.set()

    async def run(self) -> None:
        """Sends until cancelled; what is under way then ends first, so that it is not sent again."""
        try:
            while True:
                self._bell.clear()
                try:
                    self._start()
                except Exception as error:  # a database that is busy for a moment must not end this task
                    _log.error("de uitgaande berichten wachten (%s)", type(error).__name__)
                try:
                    async with asyncio.timeout(_LOOK_AGAIN):  # not wait_for: in Python 3.11 that can swallow being cancelled
                        await self._bell.wait()
                except TimeoutError:
                    pass
        finally:
            await self._finish()

    async def drain(self) -> None:
        """Sends all that can go now, and returns: for the terminal and for tests."""
        self._start()
        while self._busy:
            await asyncio.wait(self._busy.values(), return_when=asyncio.FIRST_COMPLETED)
            await asyncio.sleep(0)
            self._start()

    def _start(self) -> None:
        free = AT_ONCE - len(self._busy)
        if free <= 0:
            return
        for row in self._store.outbox.heads(self._clock.now(), free + len(self._busy)):
            chat = str(row.address)
            if free and chat not in self._busy:
                free -= 1
                self._busy[chat] = task = asyncio.create_task(self._deliver(row))
                task.add_done_callback(lambda done, chat=chat: self._ended(chat, done))

    def _ended(self, chat: str, task: asyncio.Task[None]) -> None:
        self._busy.pop(chat, None)
        if task.cancelled():
            return
        if not task.exception():
            self._bell.set()  # the next of this chat; after an error, only after a moment
        else:
            _log.error("een bericht kon niet worden afgehandeld (%s)", type(task.exception()).__name__)

    async def _finish(self) -> None:
        if self._busy:
            _, left = await asyncio.wait(list(self._busy.values()), timeout=5)
            for task in left:
                task.cancel()

    async def _deliver(self, row: Row) -> None:
        if row.id in self._sent:
            self._arrived(row, self._sent[row.id])
            return
        try:
            message_id = await self._send(row.address, row.operation)
        except Unreachable:
            self._store.outbox.give_up(row.id)
        except TryLater as wait:
            self._store.outbox.try_again(row.id, self._clock.now() + timedelta(seconds=wait.seconds))
        except Exception as error:
            self._failed(row, error)
        else:
            self._sent[row.id] = message_id
            self._arrived(row, message_id)

    async def _send(self, address: Address, operation: dict) -> str | None:
        channel = self._channels[address.channel]
        if operation["op"] == "delete":
            await channel.delete(address.chat, operation["message_id"])
        elif operation["op"] == "edit":
            await channel.edit(address.chat, operation["message_id"], to_message(operation))
        else:
            return await channel.send(address.chat, to_message(operation))
        return None

    def _arrived(self, row: Row, message_id: str | None) -> None:
        """In one transaction: gone from the line, and remembered where it may have to leave the screen."""
        operation = row.operation
        with self._store.transaction():
            self._store.outbox.delivered(row.id)
            if message_id is not None and operation.get("keep_id"):
                delete_at = datetime.fromisoformat(operation["delete_at"]) if operation.get("delete_at") else None
                self._store.shown.add(row.address, message_id, operation.get("step", ""), bool(operation.get("sensitive")), delete_at)
        del self._sent[row.id]

    def _failed(self, row: Row, error: Exception) -> None:
        """An error that the channel did not explain: only its kind is logged, its text may hold the message."""
        if row.attempts + 1 >= MOST_ATTEMPTS:
            _log.error("een bericht is opgegeven na %d pogingen (%s)", MOST_ATTEMPTS, type(error).__name__)
            self._store.outbox.give_up(row.id)
            return
        wait = min(2.0**row.attempts, _LONGEST_WAIT)
        _log.warning("een bericht gaat over %g s opnieuw (%s)", wait, type(error).__name__)
        self._store.outbox.try_again(row.id, self._clock.now() + timedelta(seconds=wait))


def to_message(operation: dict) -> Message:
    """The message that an operation holds."""
    return Message(
        operation["text"],
        tuple((offset, length, kind) for offset, length, kind in operation.get("spans", ())),
        tuple(tuple(Button(button["label"], button["data"]) for button in line) for line in operation.get("buttons", ())),
        bool(operation.get("sensitive")),
        operation.get("step", ""),
    )
