"""Plays one student's chat without a screen: for the terminal, golden conversations and trials. Refuses to be a channel of its own."""

from __future__ import annotations

import secrets
from datetime import timedelta

from bot.channels.base import Address, Message
from bot.channels.terminal import TerminalChannel
from bot.clock import MovableClock
from bot.wire import Parts


class NoSuchButton(Exception):
    """The label that was to be pressed is not on the screen."""


class Player:
    """One chat of an instance that has a TerminalChannel. Every call returns what the bot said since the call before."""

    def __init__(self, parts: Parts, channel: TerminalChannel, chat: str = "ik"):
        self.parts, self.channel = parts, channel
        self.address = Address(channel.name, chat)

    async def say(self, text: str) -> list[Message]:
        update_id = secrets.token_hex(8)
        await self.parts.turns.receive(self.address, update_id, text=text, message_id=update_id)
        return await self.look()

    async def press(self, label: str) -> list[Message]:
        """Presses the newest button with this label. Raises NoSuchButton."""
        button = self.channel.button(label)
        if button is None:
            raise NoSuchButton(label)
        return await self.tap(*button)

    async def tap(self, data: str, under: str | None = None) -> list[Message]:
        await self.parts.turns.receive(self.address, secrets.token_hex(8), button=data, under=under)
        return await self.look()

    async def enter(self, entry: str) -> list[Message]:
        await self.parts.turns.receive(self.address, secrets.token_hex(8), entry=entry)
        return await self.look()

    async def move(self, by: timedelta) -> list[Message]:
        """Moves the clock, and does what became due."""
        assert isinstance(self.parts.clock, MovableClock)
        self.parts.clock.move(by)
        await self.parts.sweep()
        return await self.look()

    async def look(self) -> list[Message]:
        await self.parts.outbox.drain()
        return self.channel.take()
