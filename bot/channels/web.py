"""The demo's chat in a browser: messages wait in memory until the page has them. Refuses to keep anything on disk; the page is the phone."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import defaultdict
from collections.abc import Sequence

from bot.channels.base import Message, TryLater

PATIENCE = 5.0  # seconds that a message waits for a page; then it stays in the outbox, and is tried again


class WebChannel:
    """One mailbox a chat. A message counts as sent when the page says that it has it."""

    name = "web"
    limits = None

    def __init__(self) -> None:
        self._waiting: dict[str, dict[int, dict]] = defaultdict(dict)
        self._arrived: dict[str, asyncio.Condition] = defaultdict(asyncio.Condition)
        # The page confirms by number, also across a restart: the time keeps the new numbers above the old.
        self._last = time.time_ns() // 1_000_000

    async def send(self, chat: str, message: Message) -> str:
        message_id = secrets.token_hex(8)
        await self._put(chat, {"op": "send", "message": message_id, **_shape(message)})
        return message_id

    async def edit(self, chat: str, message_id: str, message: Message) -> str:
        await self._put(chat, {"op": "edit", "message": message_id, **_shape(message)})
        return message_id

    async def delete(self, chat: str, message_ids: Sequence[str]) -> None:
        await self._put(chat, {"op": "delete", "messages": list(message_ids)})

    async def updates(self, chat: str, have: int, timeout: float) -> list[dict]:
        """What the page does not have yet, oldest first; waits for it at most `timeout` seconds. `have` confirms all up to that id."""
        bell = self._arrived[chat]
        async with bell:
            for number in [number for number in self._waiting[chat] if number <= have]:
                del self._waiting[chat][number]
            bell.notify_all()
            try:
                await asyncio.wait_for(bell.wait_for(lambda: any(n > have for n in self._waiting[chat])), timeout)
            except TimeoutError:
                return []
            return [operation for number, operation in sorted(self._waiting[chat].items()) if number > have]

    async def _put(self, chat: str, operation: dict) -> None:
        bell = self._arrived[chat]
        async with bell:
            self._last += 1
            number = self._last
            self._waiting[chat][number] = {"id": number, **operation}
            bell.notify_all()
            try:
                await asyncio.wait_for(bell.wait_for(lambda: number not in self._waiting[chat]), PATIENCE)
            except TimeoutError:
                if self._waiting[chat].pop(number, None) is not None:
                    raise TryLater(1.0) from None


def _shape(message: Message) -> dict:
    return {
        "text": message.text,
        "spans": [list(span) for span in message.spans],
        "buttons": [[{"label": button.label, "data": button.data} for button in row] for row in message.buttons],
        "sensitive": message.sensitive,
    }
