"""The peer of `make bench` goes through the same opening as we do, and ends with a full form. Refuses to say how fast: the bench measures."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys

import pytest

from bot.channels.base import Address
from bot.channels.terminal import TerminalChannel
from bot.wire import build
from tests.bench import OPENING
from tests.conftest import NLU_PYTHON, ROOT
from tests.golden import give_keys

PLAYS = """
import asyncio, json, sys, tempfile
from pathlib import Path
from nlu import quiet_rasa
from nlu.peer import Peer, measure_with, train
from nlu.components import intent_classifier as made_of

for lines in ("question_lines", "asks_nothing", "orders_and_accounts", "aside_lines", "gate_lines"):  # the form asks for none of what these teach
    whole = getattr(made_of, lines)()
    setattr(made_of, lines, lambda whole=whole: whole[::25])

async def plays(peer, texts):
    return {"said": [await peer.say(str(len(texts)), text) for text in texts], "form": await peer.form(str(len(texts)))}

texts, found = json.loads(sys.stdin.read()), {}
with tempfile.TemporaryDirectory() as made:
    folder = Path(made)
    model = train(folder, each=3)  # of each writer; the bench takes all
    peer = Peer(model, folder / "one.db")
    found["whole"] = asyncio.run(plays(peer, texts))
    found["short"] = asyncio.run(plays(peer, texts[:-1]))
    found["figures"] = asyncio.run(measure_with(model, folder / "two.db", texts, 2))
    try:
        asyncio.run(measure_with(model, folder / "three.db", texts[:-1], 2))
    except SystemExit as refused:
        found["refused"] = str(refused)
    broken = Peer(model, folder / "four.db")
    broken._store.engine.execute("CREATE TRIGGER refuse BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'full'); END")
    found["not_kept"] = asyncio.run(plays(broken, texts))
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def found() -> dict:
    """One training for all of these."""
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    ran = subprocess.run([NLU_PYTHON, "-c", PLAYS], cwd=ROOT, input=json.dumps(OPENING), capture_output=True, text=True, timeout=300, env=environment)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_the_form_is_filled_and_ends(found):
    ended, slots = found["whole"]["form"]
    assert ended
    assert slots == {"verhaal": OPENING[1], "verhaal_klaar": OPENING[2], "manier": "anoniem", "akkoord": True, "aanvulling": OPENING[5]}


def test_every_turn_is_answered_and_the_last_one_differently(found):
    said = found["whole"]["said"]
    assert [len(answers) for answers in said] == [1] * len(OPENING)
    assert len({answers[0] for answers in said}) == len(OPENING)


def test_a_turn_less_is_no_full_form(found):
    """The twin: what fills the form is what was said, and a figure of less is refused."""
    assert found["short"]["form"] == [False, {**found["whole"]["form"][1], "aanvulling": None}]
    assert "meet niets" in found["refused"]


def test_a_conversation_that_was_not_written_does_not_count(found):
    """Rasa answers all the same: it swallows the error and goes on in memory."""
    assert found["not_kept"]["said"][0] == found["whole"]["said"][0]
    assert found["not_kept"]["form"] == [False, {}]


def test_the_figures_are_of_what_was_asked(found):
    assert found["figures"]["turns"] == 2 * len(OPENING)
    assert set(found["figures"]) == {"turns", "p50_ms", "p99_ms", "per_second", "written_mb"}


async def test_we_go_through_the_same_opening(reader, tmp_path):
    """As often as the peer: a story, its end, the way, the readers, the addition; and then the wish."""
    channel, said = TerminalChannel(), []
    parts = build(tmp_path, ROOT / "config.yml", reader(False), {"terminal": channel}, movable=True)
    give_keys(parts)
    for text in OPENING:
        await parts.turns.receive(Address("terminal", "ik"), secrets.token_hex(8), text=text)
        await parts.outbox.drain()
        said.append(channel.take()[-1].steps[-1])
    parts.close()
    assert said == ["melden.verhaal", "melden.verhaal", "melden.manier", "melden.lezers", "melden.nog_iets", "melden.wens"]


@pytest.mark.parametrize(("lines", "conversations"), [("", "1"), ("hoi\n", "0")])
def test_nothing_to_play_is_refused(lines, conversations):
    command = [sys.executable, "-m", "nlu", "peer", "--conversations", conversations]
    ran = subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, text=True, timeout=60)
    assert ran.returncode != 0 and "minstens" in ran.stderr and "Traceback" not in ran.stderr
