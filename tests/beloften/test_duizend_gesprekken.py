"""Promise 2: after a thousand conversations no id, name or text lies in database, log or mail in the clear."""

from __future__ import annotations

import io
import logging
import random
from datetime import timedelta

import pytest

from bot.channels.base import Address
from bot.channels.terminal import TerminalChannel
from bot.demo.people import demo_people
from bot.wire import ROOT, build
from flows.model import Reading
from tests.sporen import traces

CONVERSATIONS = 1000
INTENTS = ("melden_anoniem", "melden_vertrouwelijk", "ervaring_werkvloer", "groet", "privacy", "oefenen", "status_melding", "onbekend", "intrekken")
CLOSING = ("stop", "weg", "wis alles", "opnieuw", "hulp")


class AnyReader:
    """Understands at random: the run must pass through everything."""

    def __init__(self, dice: random.Random):
        self.dice = dice

    async def read(self, text: str) -> Reading:
        told = "zalmkanarie" in text
        intent = "melden_anoniem" if told and self.dice.random() < 0.7 else self.dice.choice(INTENTS)
        return Reading(intent, 0.9, ((intent, 0.9),), crisis=self.dice.random() < 0.02, story=told)


async def play(data, dice: random.Random, log: io.StringIO) -> list[str]:
    """Plays all conversations in one instance that goes on running. Returns the canaries: ids, names and texts."""
    handler = logging.StreamHandler(log)
    ours = logging.getLogger("bot")
    ours.addHandler(handler)
    ours.setLevel(logging.DEBUG)  # more than an operator ever turns on
    channel = TerminalChannel()
    parts = build(data, ROOT / "config.yml", AnyReader(dice), {"terminal": channel}, movable=True)
    demo_people(data, parts.store, parts.config, parts.clock)
    canaries = []
    try:
        for number in range(CONVERSATIONS):
            chat = str(7_300_000_000 + dice.randrange(10**8))
            story, name = f"zalmkanarie{number:04d}verhaal{dice.randrange(10**6)}", f"Kanarina{number:04d}vogel"
            canaries += [chat, story, name]
            address = Address("terminal", chat)
            straight = dice.random() < 0.3  # goes for the first choice each time, and so arrives at a report
            for turn in range(dice.randrange(8, 12) if straight else dice.randrange(3, 10)):
                labels = [button for message in channel.take() for row in message.buttons for button in row]
                if labels and (straight or dice.random() < 0.7):
                    button = labels[0] if straight else dice.choice(labels)
                    await parts.turns.receive(address, f"{number}-{turn}", button=button.data)
                else:
                    text = story if straight else dice.choice((story, name, f"ik ben {name}", "klaar", *CLOSING))
                    await parts.turns.receive(address, f"{number}-{turn}", text=text)
                await parts.outbox.drain()
            if number % 50 == 0:
                parts.clock.move(timedelta(days=1))
                await parts.sweep()
            for case in parts.store.cases.list_for("vertrouwenspersoon")[:1] if number % 10 == 0 else []:
                if case.answered_at is None and dice.random() < 0.8:
                    parts.store.cases.answer(case.id, "vertrouwenspersoon", f"dag {name}", parts.clock.now())
                    await parts.turns.answered(case.id)
        filed = len(parts.store.cases.list_for("vertrouwenspersoon"))
        assert filed > 20, f"only {filed} reports were sent: the run does not go far enough to prove anything"
        found = traces([data], canaries)  # while it runs: the log beside the database is looked into as well
    finally:
        parts.close()
        ours.removeHandler(handler)
        ours.setLevel(logging.NOTSET)
    return found + [f"log: {canary}" for canary in canaries if canary in log.getvalue()]


async def test_a_thousand_conversations_leave_no_trace_in_the_clear(tmp_path):
    assert await play(tmp_path, random.Random(20261121), io.StringIO()) == []


@pytest.mark.parametrize("plant", ["text", "id", "base64", "log"])
async def test_the_search_finds_what_is_planted(tmp_path, plant):
    import base64

    log, canary = io.StringIO(), "7312345678"
    if plant == "log":
        log.write(f"handled an update of {canary}")
        assert canary in log.getvalue()
        return
    planted = {"text": canary.encode(), "id": int(canary).to_bytes(8, "little"), "base64": base64.b64encode(b'{"chat": "' + canary.encode() + b'"}')}
    (tmp_path / "stagemaat.db-wal").write_bytes(b"\x00" * 99 + planted[plant] + b"\x01" * 99)
    assert traces([tmp_path], [canary]) == [f"stagemaat.db-wal: {canary}"]
