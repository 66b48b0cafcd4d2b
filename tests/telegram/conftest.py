"""A real instance behind fakegram's in-process door, for each test of Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.reading.rules import RuleReader
from bot.wire import ROOT, Parts, build
from tests.doors import TelegramDoor
from tests.golden import give_keys


class Line(TelegramDoor):
    """One student and one instance, and what a test asks of them again and again."""

    parts: Parts

    async def begin(self, data: Path) -> None:
        """The instance (again, after a restart) on this folder."""
        parts = build(data, ROOT / "config.yml", RuleReader(), {"telegram": self.channel}, movable=True)
        give_keys(parts)
        await self.open(parts)

    async def bring(self) -> list[str]:
        """All updates that wait come in; what the bot then says to the student, step by step."""
        await self._bring()
        return await self.steps()

    async def steps(self) -> list[str]:
        return [step for message in await self.heard() for step in message.steps]

    async def says(self, text: str) -> list[str]:
        await self.say(text)
        return await self.steps()

    async def presses(self, label: str) -> list[str]:
        await self.press(label)
        return await self.steps()

    def session(self) -> dict | None:
        return self.parts.store.sessions.load(self.address)

    def shown(self) -> set[int]:
        """The messages that 'weg' would take off the screen."""
        return {int(one.message_id) for one in self.parts.store.shown.of_chat(self.address)}

    def called(self, method: str) -> list[dict]:
        return [call.params for call in self.gram.calls if call.method == method]


@pytest_asyncio.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    made = Line()
    await made.begin(tmp_path)
    yield made
    made.parts.close()
    assert made.gram.unknown == []
