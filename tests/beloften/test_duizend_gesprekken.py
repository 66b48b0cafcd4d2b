"""Promise 2: after a thousand conversations no id, name or text lies in database, log or mail in the clear."""

from __future__ import annotations

import base64
import io
import logging
import random
from datetime import timedelta
from pathlib import Path

import pytest
from telegram import Bot

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.intake import Intake
from bot.demo.people import demo_people
from bot.store import ENDED
from bot.wire import ROOT, Parts, build
from flows.model import Reading
from tests.beloften.sporen import all_bytes, found_in
from tests.fakegram import Fakegram, Person

CONVERSATIONS = 1000
CHATS = 100
# In every story and every name of the run: found once, it is found wherever one of them lies.
STORY, NAME = "zalmkanarie", "Kanarinavogel"
INTENTS = ("melden_anoniem", "melden_vertrouwelijk", "ervaring_werkvloer", "groet", "privacy", "oefenen", "status_melding", "onbekend", "intrekken")
CLOSING = ("stop", "weg", "wis alles", "opnieuw", "hulp")


class AnyReader:
    """Understands at random: the run must pass through everything."""

    def __init__(self, dice: random.Random):
        self.dice = dice

    async def read(self, text: str) -> Reading:
        told = STORY in text
        intent = "melden_anoniem" if told and self.dice.random() < 0.7 else self.dice.choice(INTENTS)
        return Reading(intent, 0.9, ((intent, 0.9),), crisis=self.dice.random() < 0.02, story=told)


class TelegramRun:
    """One instance behind fakegram's door, and hundreds of people whose every name is a canary."""

    def __init__(self, data: Path, dice: random.Random):
        self.dice = dice
        self.gram = Fakegram(clock=lambda: self.parts.clock.now())
        self.api = Bot(self.gram.token, request=self.gram.request(), get_updates_request=self.gram.request())
        channel = TelegramChannel(self.api, ["Stop", "Snel weg"], limits=None)
        self.parts: Parts = build(data, ROOT / "config.yml", AnyReader(dice), {channel.name: channel}, movable=True)
        demo_people(data, self.parts.store, self.parts.config, self.parts.clock)
        self.people: list[Person] = []
        for _ in range(CHATS):
            self._newcomer()
        self.intake = Intake(self.parts.turns, self.api, "110201543")
        self.offset: int | None = None
        self.updates: list[int] = []

    async def play(self) -> int:
        """Plays all conversations; returns how many reports were sent."""
        for number in range(CONVERSATIONS):
            straight = self.dice.random() < 0.3  # somebody new who takes the first choice each time, and so arrives at a report
            person = self._newcomer() if straight else self.people[number % CHATS]
            for _ in range(self.dice.randrange(10, 13) if straight else self.dice.randrange(3, 10)):
                self._act(person, number, straight)
                await self._bring()
            if number % 50 == 0:
                await self._time_passes(number)
        return len(self.parts.store.cases.list_for("vertrouwenspersoon"))

    def _newcomer(self) -> Person:
        n, chat = len(self.people), 7_300_000_000 + self.dice.randrange(10**8)
        self.people.append(self.gram.person(first_name=f"{NAME}voor{n}", last_name=f"{NAME}achter{n}", username=f"{NAME}_{n}", id=chat))
        return self.people[-1]

    def _act(self, person: Person, number: int, straight: bool) -> None:
        dice, story, name = self.dice, f"ze zeiden {STORY}{number} tegen mij", f"{NAME}{number}"
        if person.chat.refusal:
            return person.unblock()
        newest = person.screen[-1:] if straight else person.screen[-4:]
        buttons = [(data, shown.message_id) for shown in newest for row in shown.data for data in row]
        if buttons and (straight or dice.random() < 0.7):
            person.tap_data(*(buttons[0] if straight else dice.choice(buttons)))
        elif straight or dice.random() < 0.8:
            person.type(story if straight else dice.choice((story, name, f"ik ben {name}", "klaar", "/start les-2b", "/status", *CLOSING)))
        else:
            dice.choice(
                (
                    lambda: person.send(dice.choice(("photo", "voice", "document")), caption=story),
                    lambda: person.forward(story),
                    lambda: person.edit(person.type(story), f"{story} veranderd"),
                    lambda: person.send(dice.choice(("contact", "location", "sticker"))),
                    person.block,
                )
            )()

    async def _bring(self) -> None:
        for update in await self.api.get_updates(self.offset, timeout=0):
            self.offset = update.update_id + 1
            self.updates.append(update.update_id)
            await self.intake.handle(update)
        await self.intake.close()
        await self.parts.outbox.drain()

    async def _time_passes(self, number: int) -> None:
        self.parts.clock.move(timedelta(days=1))
        await self.parts.sweep()
        open_ones = [case for case in self.parts.store.cases.list_for("vertrouwenspersoon") if case.state not in ENDED]
        for case in open_ones[:5]:
            self.parts.store.cases.answer(case.id, "vertrouwenspersoon", f"dag {NAME}{number}", self.parts.clock.now())
            await self.parts.turns.answered(case.id)
        await self.parts.outbox.drain()


async def test_a_thousand_conversations_through_telegram_leave_no_trace_in_the_clear(tmp_path: Path):
    log = io.StringIO()
    handler, ours = logging.StreamHandler(log), logging.getLogger("bot")
    ours.addHandler(handler)
    ours.setLevel(logging.DEBUG)  # more than an operator ever turns on
    run = TelegramRun(tmp_path, random.Random(20261121))
    try:
        assert await run.play() > 50, "too few reports were sent to prove anything"
        assert run.parts.spool.waiting(), "no mail was written: it is to be searched as well"
        assert run.gram.unknown == [] and len(run.updates) > 5 * CONVERSATIONS
        everything = all_bytes(tmp_path)  # while it runs: the log beside the database is among it
    finally:
        run.parts.close()
        ours.removeHandler(handler)
        ours.setLevel(logging.NOTSET)
    assert found_in(everything + log.getvalue().encode(), [STORY, NAME, *(person.id for person in run.people), run.gram.token]) == []


@pytest.mark.parametrize("plant", ["story", "id as text", "id as a number", "base64", "log"])
def test_the_search_finds_what_is_planted(tmp_path: Path, plant: str):
    chat = 7_312_345_678
    planted = {
        "story": f"ze zeiden {STORY}7".encode(),
        "id as text": str(chat).encode(),
        "id as a number": chat.to_bytes(8, "little"),
        "base64": base64.b64encode(f'{{"x":"{NAME}"}}'.encode()),
        "log": f"handled an update of {chat}".encode(),
    }
    (tmp_path / "stagemaat.db-wal").write_bytes(b"\x00" * 99 + planted[plant] + b"\x01" * 99)
    assert found_in(all_bytes(tmp_path), [STORY, NAME, chat])
