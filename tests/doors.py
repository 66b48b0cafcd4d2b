"""The doors that a golden conversation goes through: terminal, web page, Telegram. Refuses to look behind a door: it says, presses and reads.

Each door shows what stands on the screen as (step, message); the step is only known here, because the channel is watched from inside.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import Protocol

import httpx
from telegram import Bot

from bot.channels.base import Address, Message
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.intake import Intake
from bot.channels.terminal import TerminalChannel
from bot.channels.web import WebChannel
from bot.demo.app import demo_app
from bot.demo.routes import COOKIE
from bot.player import NoSuchButton, Player
from bot.wire import Parts
from tests.fakegram import Fakegram, Shown
from tests.fakegram import NoSuchButton as NotOnScreen

TOKEN = "110201543:AA-test"
Said = list[tuple[str, Message]]


class Door(Protocol):
    """One student on one channel. What is done returns when it was committed; `heard` gives what the bot said since."""

    channel: object
    address: Address

    async def open(self, parts: Parts) -> None:
        """The instance (again) behind this door."""

    async def say(self, text: str) -> None: ...

    async def press(self, label: str, oldest: bool = False) -> None: ...

    async def enter(self, entry: str) -> None: ...

    def change(self) -> None:
        """From here on another person says and hears; the next time it is the first again."""
        ...

    async def heard(self) -> list[Message]: ...

    def screen(self) -> list[Message]:
        """What of the bot stands on the screen."""
        ...


class TerminalDoor:
    """The channel itself is the screen."""

    def __init__(self) -> None:
        self.channel = TerminalChannel()
        self.address = Address("terminal", "ik")

    async def open(self, parts: Parts) -> None:
        self.player, self.other = Player(parts, self.channel), Player(parts, self.channel, "jij")

    def change(self) -> None:
        self.player, self.other = self.other, self.player
        self.address = self.player.address

    async def say(self, text: str) -> None:
        self.early = await self.player.say(text)

    async def press(self, label: str, oldest: bool = False) -> None:
        if not oldest:
            self.early = await self.player.press(label)
            return
        for message_id, message in self.channel.screen.items():
            for button in (button for row in message.buttons for button in row if button.label == label):
                self.early = await self.player.tap(button.data, message_id)
                return
        raise NoSuchButton(label)

    async def enter(self, entry: str) -> None:
        self.early = await self.player.enter(entry)

    async def heard(self) -> list[Message]:
        early, self.early = getattr(self, "early", []), []
        return early + await self.player.look()

    def screen(self) -> list[Message]:
        return list(self.channel.screen.values())


class WatchedWebChannel(WebChannel):
    """Remembers which steps a message says: the page is not told."""

    def __init__(self) -> None:
        super().__init__()
        self.made: dict[str, Message] = {}

    async def send(self, chat: str, message: Message) -> str:
        message_id = await super().send(chat, message)
        self.made[message_id] = message
        return message_id

    async def edit(self, chat: str, message_id: str, message: Message) -> str:
        self.made[message_id] = message
        return await super().edit(chat, message_id, message)


class WebDoor:
    """What the page does, over its own routes: posts, polls, and carries out what it is told."""

    def __init__(self) -> None:
        self.channel = WatchedWebChannel()
        self.chat = secrets.token_hex(16)
        self.address = Address("web", self.chat)
        self.have = 0
        self.shown: dict[str, dict] = {}
        self.other = (secrets.token_hex(16), 0, {})

    async def open(self, parts: Parts) -> None:
        self.parts = parts
        app = demo_app(parts.turns, self.channel, parts.store, parts.clock, parts.config, parts.sweep, [], lambda: [], parts.turns.answered)
        self.app = app
        self._browser()

    def _browser(self) -> None:
        transport = httpx.ASGITransport(app=self.app)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://demo", cookies={COOKIE: self.chat}, headers={"origin": "http://demo"})

    def change(self) -> None:
        mine = (self.chat, self.have, self.shown)
        (self.chat, self.have, self.shown), self.other = self.other, mine
        self.address = Address("web", self.chat)
        self._browser()

    async def say(self, text: str) -> None:
        await self._post(text=text)

    async def press(self, label: str, oldest: bool = False) -> None:
        for message_id, message in self.shown.items() if oldest else reversed(self.shown.items()):
            for button in (button for row in message["buttons"] for button in row if button["label"] == label):
                return await self._post(button=button["data"], message=message_id)
        raise NoSuchButton(label)

    async def enter(self, entry: str) -> None:
        await self._post(entry=entry)

    async def _post(self, **said: str) -> None:
        reply = await self.http.post("/gesprek/zeg", json={"id": secrets.token_hex(8), **said})
        assert reply.status_code == 202, reply.text

    async def heard(self) -> list[Message]:
        sending = asyncio.create_task(self.parts.outbox.drain())
        fresh: list[str] = []
        while not sending.done():
            listening = asyncio.create_task(self.http.get("/gesprek/nieuw", params={"have": self.have}))
            await asyncio.wait([sending, listening], return_when=asyncio.FIRST_COMPLETED)
            if listening.done():
                fresh += [made for op in listening.result().json()["ops"] if (made := self._carry_out(op))]
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
        await sending
        return [self._same(message_id) for message_id in fresh]

    def _carry_out(self, op: dict) -> str | None:
        if op["id"] <= self.have:
            return None
        self.have = op["id"]
        if op["op"] == "delete":
            self.shown = {name: message for name, message in self.shown.items() if name not in op["messages"]}
            return None
        self.shown[op["message"]] = op
        return op["message"]

    def _same(self, message_id: str) -> Message:
        made, shown = self.channel.made[message_id], self.shown[message_id]
        assert (made.text, [[b.label for b in row] for row in made.buttons]) == (
            shown["text"],
            [[b["label"] for b in row] for row in shown["buttons"]],
        )
        return made

    def screen(self) -> list[Message]:
        return [self.channel.made[message_id] for message_id in self.shown]


class WatchedTelegramChannel(TelegramChannel):
    """Remembers which steps a message says: Telegram is not told."""

    def __init__(self, bot: Bot) -> None:
        super().__init__(bot, ["Terug", "Stop", "Hulp", "Snel weg"], limits=None)
        self.made: dict[int, Message] = {}
        self.fresh: list[int] = []

    async def send(self, chat: str, message: Message) -> str:
        message_id = await super().send(chat, message)
        self.made[int(message_id)] = message
        self.fresh.append(int(message_id))
        return message_id

    async def edit(self, chat: str, message_id: str, message: Message) -> str:
        stands = await super().edit(chat, message_id, message)
        self.made[int(stands)] = message
        self.fresh.append(int(stands))
        return stands


class TelegramDoor:
    """A person with a phone on fakegram; updates come in as they would, and what is checked is what stands on that phone."""

    def __init__(self) -> None:
        self.gram = Fakegram(TOKEN, clock=lambda: self.parts.clock.now())
        self.bot = Bot(TOKEN, request=self.gram.request(), get_updates_request=self.gram.request())
        self.channel = WatchedTelegramChannel(self.bot)
        self.person = self.gram.person(first_name="Sanne", username="sanne_04")
        self.other = self.gram.person(first_name="Bo")
        self.address = Address("telegram", str(self.person.id))
        self.offset: int | None = None

    async def open(self, parts: Parts) -> None:
        self.parts = parts
        self.intake = Intake(parts.turns, self.bot, "110201543")

    def change(self) -> None:
        self.person, self.other = self.other, self.person
        self.address = Address("telegram", str(self.person.id))

    async def say(self, text: str) -> None:
        self.person.type(text)
        await self._bring()

    async def press(self, label: str, oldest: bool = False) -> None:
        old = next((shown for shown in self.person.screen if [label] in shown.rows), None) if oldest else None
        try:
            if old:
                self.person.tap_data(old.data[old.rows.index([label])][0], old.message_id)
            else:
                self.person.tap(label)
        except NotOnScreen:
            raise NoSuchButton(label) from None
        await self._bring()

    async def enter(self, entry: str) -> None:
        """As a link does where there is one; of the other entries there are buttons, and those may be on an old screen."""
        if entry in ("start", "status", "hulp", "les"):
            self.person.type("/start" if entry == "start" else f"/start {entry}-a" if entry == "les" else f"/start {entry}")
            return await self._bring()
        self.person.chat.reachable = True  # who has such a button wrote before
        await self.parts.turns.receive(self.address, secrets.token_hex(8), entry=entry)

    async def _bring(self) -> None:
        for update in await self.bot.get_updates(self.offset, timeout=0):
            self.offset = update.update_id + 1
            await self.intake.handle(update)
        await self.intake.close()

    async def heard(self) -> list[Message]:
        await self.parts.outbox.drain()
        fresh, self.channel.fresh = self.channel.fresh, []
        standing = {shown.message_id: shown for shown in self.person.screen}
        assert self.gram.unknown == [] and self.person.waiting == []
        return [self._same(message_id, standing[message_id]) for message_id in fresh if message_id in standing]

    def _same(self, message_id: int, shown: Shown) -> Message:
        made = self.channel.made[message_id]
        assert (made.text, [[b.label for b in row] for row in made.buttons]) == (shown.text, shown.rows)
        assert shown.protected == made.sensitive
        return made

    def screen(self) -> list[Message]:
        return [self.channel.made[shown.message_id] for shown in self.person.screen if not shown.mine]
