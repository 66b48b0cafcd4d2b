"""One turn of the shell: whole or not at all, also when our own code fails."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.actions import ACTIONS
from bot.channels.terminal import TerminalChannel
from bot.player import Player
from bot.reading.rules import RuleReader
from bot.student_data import NAMES
from bot.wire import ROOT, Parts, build
from flows.check.texts import DATA
from tests.golden import give_keys


@pytest.fixture
def parts(tmp_path: Path):
    channel = TerminalChannel()
    built = build(tmp_path, ROOT / "config.yml", RuleReader(), {"terminal": channel}, movable=True)
    give_keys(built)
    built.channel = channel
    yield built
    built.close()


async def to_preview(parts: Parts) -> Player:
    player = Player(parts, parts.channel)
    await player.enter("melden")
    for said in ("ze lachen om mijn naam", "klaar", "anoniem", "goed", "klaar"):
        await player.say(said)
    await player.press("Ik wil met iemand praten")
    return player


async def test_a_mistake_of_ours_is_said_kindly_and_nothing_is_half_done(parts, monkeypatch, caplog):
    player = await to_preview(parts)
    before = parts.store.sessions.load(player.address)

    def files_and_then_breaks(moment, **given):
        ACTIONS_BEFORE["deliver"](moment, **given)
        raise RuntimeError(f"stuk bij {given['verhaal']}")

    ACTIONS_BEFORE = dict(ACTIONS)
    monkeypatch.setattr("bot.turn.ACTIONS", {**ACTIONS, "deliver": files_and_then_breaks})
    with caplog.at_level(logging.DEBUG):
        assert [step for message in await player.press("Versturen") for step in message.steps] == ["systeem.storing"]
    assert parts.store.cases.list_for("vertrouwenspersoon") == []
    assert parts.store.sessions.load(player.address) == before
    assert "lachen" not in caplog.text and "RuntimeError" in caplog.text
    monkeypatch.undo()
    assert [step for message in await player.press("Versturen") for step in message.steps] == ["melden.bon"]
    assert len(parts.store.cases.list_for("vertrouwenspersoon")) == 1


async def test_the_same_update_counts_once(parts):
    player = Player(parts, parts.channel)
    for _ in range(3):
        await parts.turns.receive(player.address, "een-en-dezelfde", entry="start")
    assert [step for message in await player.look() for step in message.steps] == ["systeem.welkom", "welkom.menu"]


async def test_a_chat_reaches_only_its_own_cases(parts):
    player = await to_preview(parts)
    await player.press("Versturen")
    case = parts.store.links.of_chat(player.address)[0]
    stranger = Player(parts, parts.channel, "een ander")
    assert [step for message in await stranger.enter("status") for step in message.steps] == ["systeem.welkom", "status.zijn_er"]
    session = parts.store.sessions.load(stranger.address)
    session["now"] = [{"flow": "status", "step": "stand", "slots": {"zaak": case}, "past": [], "said": [], "loops": {}}]
    with parts.store.transaction():
        parts.store.sessions.save(stranger.address, session, parts.clock.now(), parts.turns.rules.session_keeps)
    nonce = session["nonce"]
    said = await stranger.tap(f"{nonce}:schrijven")
    said += await stranger.say("iets erbij")
    said += await stranger.say("klaar")
    assert said[-1].steps[-1] == "status.mislukt"
    assert len(parts.store.cases.entries_for(case, "vertrouwenspersoon")) == 1


def test_what_flows_may_name_is_what_the_shell_gives():
    assert DATA == set(NAMES)
