"""Brings each update to its turn and, once that is committed, lets Telegram's own button rest. Refuses to wait for Telegram."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Protocol

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.channels.base import Address
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.incoming import Incoming, translate


class Turns(Protocol):
    async def receive(self, address: Address, update_id: str, **came_in: str | None) -> None: ...

    async def decline(self, address: Address, update_id: str, kind: str, message_id: str | None = None) -> None: ...

    async def leave(self, address: Address, update_id: str, line: bool, joined: bool) -> None: ...

    async def blocked(self, address: Address, update_id: str) -> None: ...


class Intake:
    """`of_bot` keeps the updates of one bot apart from those of another that this school had before."""

    def __init__(self, turns: Turns, bot: Bot, of_bot: str):
        self._turns, self._bot, self._of_bot = turns, bot, of_bot
        self._resting: set[asyncio.Task[None]] = set()

    @staticmethod
    def lane(update: Update) -> str:
        """Updates of one lane are handled in order."""
        return str(update.effective_chat.id) if update.effective_chat else ""

    async def handle(self, update: Update) -> None:
        """Returns after the commit; the same update again does nothing."""
        incoming = translate(update)
        if incoming is None:
            return
        address = Address(TelegramChannel.name, incoming.chat)
        await getattr(self._turns, incoming.what)(address, f"{self._of_bot}:{update.update_id}", **incoming.values)
        self._rest(incoming)

    def _rest(self, incoming: Incoming) -> None:
        if incoming.query is None:
            return
        task = asyncio.create_task(self._answer(incoming.query))
        self._resting.add(task)
        task.add_done_callback(self._resting.discard)

    async def _answer(self, query: str) -> None:
        """Only ends the little clock on the button; when it is too late for that, it has ended by itself."""
        with contextlib.suppress(TelegramError):
            await self._bot.answer_callback_query(query)

    async def close(self) -> None:
        if self._resting:
            await asyncio.wait(self._resting, timeout=2)
