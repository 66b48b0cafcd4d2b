"""Sends what waits in the store: chats beside each other, one chat in order. Refuses to drop what could still arrive.

The only place that waits, keeps to a channel's limits, and tries again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.channels.base import Address, Away, Button, Channel, Message, Refused, TryLater, Unreachable
from bot.clock import Clock
from bot.pace import Pace
from bot.store import Row, Store

AT_ONCE = 8  # chats; more is slower over HTTP
MOST_ATTEMPTS = 1500  # with an error that a channel did not explain: about a day, then it would only hold up its chat
_LONGEST_WAIT = 60.0
_LONGEST_PAUSE = 5.0  # a channel that was away is tried again at least this often: who waited must not wait for us as well
_LOOK_AGAIN = 1.0  # seconds: rows that wait for a moment have no bell
_log = logging.getLogger(__name__)


class Outbox:
    """One task for the process. Whoever puts something in the store rings `wake()` after the commit."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock):
        self._store = store
        self._channels = channels
        self._clock = clock
        self._bell = asyncio.Event()
        self._busy: dict[bytes, asyncio.Task[None]] = {}
        self._sent: dict[int, str | None] = {}  # arrived, but the store could not note it yet: never send these again
        self._paces = {name: Pace(channel.limits) for name, channel in channels.items() if channel.limits}
        self._away: dict[str, tuple[float, float]] = {}  # channel: not before this moment, and how long the pause was
        self._look_again = _LOOK_AGAIN

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
                    async with asyncio.timeout(self._look_again):  # not wait_for: in Python 3.11 that can swallow being cancelled
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
        """Begins with as many chats as may; who got something longest ago goes first."""
        self._look_again = _LOOK_AGAIN
        if len(self._busy) >= AT_ONCE:
            return
        heads = [head for head in self._store.outbox.heads(self._clock.now()) if head.chat not in self._busy]
        heads.sort(key=lambda head: max((pace.since(head.chat) for pace in self._paces.values()), default=0.0))
        for head in heads:
            if len(self._busy) >= AT_ONCE:
                return
            row = self._store.outbox.open(head)
            if row and self._may_go(row):
                self._busy[row.chat] = task = asyncio.create_task(self._deliver(row))
                task.add_done_callback(lambda done, chat=row.chat: self._ended(chat, done))

    def _may_go(self, row: Row) -> bool:
        """Not while its channel is away or has no room; then it is looked at again as soon as that may be over."""
        name, now = row.address.channel, time.monotonic()
        until, pause = self._away.get(name, (0.0, 0.0))
        pace = self._paces.get(name) if row.operation["op"] in ("send", "edit") else None
        wait = max(until - now, pace.wait(row.chat) if pace else 0.0)
        if wait > 0:
            self._look_again = min(self._look_again, wait)
            return False
        if pause:  # this one goes ahead to see whether the channel is back
            self._away[name] = (now + _LONGEST_PAUSE, pause)
        if pace:
            pace.took(row.chat)
        return True

    def _ended(self, chat: bytes, task: asyncio.Task[None]) -> None:
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
            with self._store.transaction():
                self._store.outbox.give_up(row.id)
                self._store.links.mute(row.address)
        except Refused as error:
            _log.error("een bericht is niet verstuurd: het kanaal neemt het zo niet aan (%s)", error)
            self._store.outbox.give_up(row.id)
        except TryLater as wait:
            self._store.outbox.try_again(row.id, self._clock.now() + timedelta(seconds=wait.seconds))
        except Away as error:
            self._pause(row.address.channel, error)
            return
        except Exception as error:
            self._failed(row, error)
        else:
            self._sent[row.id] = message_id
            self._arrived(row, message_id)
        self._away.pop(row.address.channel, None)

    async def _send(self, address: Address, operation: dict) -> str | None:
        channel = self._channels[address.channel]
        match operation["op"]:
            case "delete":
                await channel.delete(address.chat, operation["message_ids"])
            case "edit":
                stands = await channel.edit(address.chat, operation["message_id"], to_message(operation))
                return stands if stands != operation["message_id"] else None
            case "leave":
                await channel.leave(address.chat)
            case _:
                return await channel.send(address.chat, to_message(operation))
        return None

    def _arrived(self, row: Row, message_id: str | None) -> None:
        """In one transaction: gone from the line, and remembered where it may have to leave the screen."""
        operation = row.operation
        with self._store.light_transaction():
            wanted = self._store.outbox.delivered(row.id)
            if message_id is not None and not wanted:  # taken back while it was under way ('weg', 'wis alles')
                self._store.outbox.put(row.address, {"op": "delete", "message_ids": [message_id]}, self._clock.now())
            elif message_id is not None and operation.get("delete_at"):
                delete_at = datetime.fromisoformat(operation["delete_at"])
                self._store.shown.add(row.address, message_id, operation["steps"][-1], bool(operation.get("sensitive")), delete_at)
        del self._sent[row.id]

    def _pause(self, channel: str, error: Exception) -> None:
        """Nothing of this channel is tried for a moment, longer each time; the rows themselves keep their place and count no attempt."""
        until, before = self._away.get(channel, (0.0, 0.0))
        pause = min(max(0.25, before * 2), _LONGEST_PAUSE)
        if not before:
            _log.warning("%s antwoordt niet (%s); de berichten wachten", channel, type(error.__cause__ or error).__name__)
        self._away[channel] = (time.monotonic() + pause, pause)

    def _failed(self, row: Row, error: Exception) -> None:
        """An error that the channel did not explain: only its kind is logged, its text may hold the message."""
        if row.attempts + 1 >= MOST_ATTEMPTS:
            _log.error("een bericht is opgegeven na %d pogingen (%s)", MOST_ATTEMPTS, type(error).__name__)
            self._store.outbox.give_up(row.id)
            return
        wait = min(2.0 ** min(row.attempts, 10), _LONGEST_WAIT)
        _log.warning("een bericht gaat over %g s opnieuw (%s)", wait, type(error).__name__)
        self._store.outbox.try_again(row.id, self._clock.now() + timedelta(seconds=wait))


def to_message(operation: dict) -> Message:
    """The message that an operation holds."""
    return Message(
        operation["text"],
        tuple((offset, length, kind) for offset, length, kind in operation.get("spans", ())),
        tuple(tuple(Button(button["label"], button["data"]) for button in line) for line in operation.get("buttons", ())),
        bool(operation.get("sensitive")),
        bool(operation.get("controls")),
        tuple(operation.get("steps", ())),
    )
