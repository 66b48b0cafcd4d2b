"""Promise 2: after a thousand conversations no id, name or text lies in database, log or mail in the clear."""

from __future__ import annotations

import base64
import io
import logging
import random
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import Address
from bot.channels.terminal import TerminalChannel
from bot.demo.people import demo_people
from bot.wire import ROOT, Parts, build
from flows.model import Reading
from tests.beloften.sporen import all_bytes, found_in

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


async def play(parts: Parts, channel: TerminalChannel, dice: random.Random, chats: list[int]) -> int:
    """Plays all conversations in one instance; returns how many reports were sent."""
    for number in range(CONVERSATIONS):
        address = Address("terminal", str(dice.choice(chats)))
        story, name = f"ze zeiden {STORY}{number} tegen mij", f"{NAME}{number}"
        straight = dice.random() < 0.3  # goes for the first choice each time, and so arrives at a report
        for turn in range(dice.randrange(8, 12) if straight else dice.randrange(3, 10)):
            buttons = [button for message in channel.take() for row in message.buttons for button in row]
            if buttons and (straight or dice.random() < 0.7):
                button = buttons[0] if straight else dice.choice(buttons)
                await parts.turns.receive(address, f"{number}-{turn}", button=button.data)
            else:
                text = story if straight else dice.choice((story, name, f"ik ben {name}", "klaar", *CLOSING))
                await parts.turns.receive(address, f"{number}-{turn}", text=text)
            await parts.outbox.drain()
        if number % 50 == 0:
            parts.clock.move(timedelta(days=1))
            await parts.sweep()
            for case in parts.store.cases.list_for("vertrouwenspersoon")[:5]:
                parts.store.cases.answer(case.id, "vertrouwenspersoon", f"dag {name}", parts.clock.now())
                await parts.turns.answered(case.id)
    return len(parts.store.cases.list_for("vertrouwenspersoon"))


async def test_a_thousand_conversations_leave_no_trace_in_the_clear(tmp_path: Path):
    dice, log, channel = random.Random(20261121), io.StringIO(), TerminalChannel()
    chats = [7_300_000_000 + dice.randrange(10**8) for _ in range(CHATS)]
    handler, ours = logging.StreamHandler(log), logging.getLogger("bot")
    ours.addHandler(handler)
    ours.setLevel(logging.DEBUG)  # more than an operator ever turns on
    parts = build(tmp_path, ROOT / "config.yml", AnyReader(dice), {"terminal": channel}, movable=True)
    try:
        demo_people(tmp_path, parts.store, parts.config, parts.clock)
        assert await play(parts, channel, dice, chats) > 50, "too few reports were sent to prove anything"
        assert parts.spool.waiting(), "no mail was written: it is to be searched as well"
        everything = all_bytes(tmp_path)  # while it runs: the log beside the database is among it
    finally:
        parts.close()
        ours.removeHandler(handler)
        ours.setLevel(logging.NOTSET)
    assert found_in(everything + log.getvalue().encode(), [STORY, NAME, *chats]) == []


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
