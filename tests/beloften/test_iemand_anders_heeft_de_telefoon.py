"""Whoever holds the phone, ten minutes after the student, is shown nothing of what was told or sent, unless they have the pincode.

The stranger tries everything there is: every intent, entry, control word, news, every button that ever stood on the screen. The twins
take one lock away each, and must be found out.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.terminal import TerminalChannel
from bot.player import Player
from bot.reading.rules import RuleReader
from bot.wire import ROOT, build
from tests.flows.playing import CONVERSATION, Play
from tests.golden import give_keys

STORY = "ze lachen om mijn wenkbrauwpiercing"
SECRETS = ("wenkbrauwpiercing", "32 december", "Noor schreef", "wortelkanaal")
CASE = {"id": "z1", "dag": "32 december", "stand": "wortelkanaal", "brieven": True, "wacht": False}
WORDS = ["verder", "terug", "status", "melden", "vertellen", "klaar", "ja", "1", "2", "hoi", "wat is er", "opnieuw"]


class Found(AssertionError):
    """The stranger saw something."""


def left_behind(conversation, at: str) -> Play:
    """A chat in which the student stopped `at` a step, eleven minutes ago."""
    play = Play(conversation, cases=[CASE])
    play.data["heeft_pin"] = True
    play.turn(event={"event": "antwoord", "zaak": "z1"})
    if at in ("vertellen", "melden", "controle"):
        play.say(STORY, "melden_anoniem" if at != "vertellen" else "ervaring_werkvloer", story=True)
    if at == "controle":
        for option in ("goed", "klaar", "praten"):
            play.press(option)
    if at == "status":
        play.session["memory"]["ontgrendeld"] = True
        play.turn(entry="status")
        assert play.step == "status.stand"
    play.wait(minutes=11)
    return play


def try_everything(conversation, at: str) -> None:
    """Raises Found with the step that showed something."""
    tries = [{"entry": entry} for entry in [*conversation.entries, "nieuws"]]
    tries += [{"text": text} for text in WORDS] + [{"intent": intent} for intent in conversation.intents]
    for first in tries:
        play = left_behind(conversation, at)
        buttons = list(play.buttons)
        for then in (first, *({"button": data} for data in buttons), {"text": "verder"}, {"text": "stop"}, {"entry": "status"}, {"text": "1357"}):
            if "intent" in then:
                play.say("iets van een ander", then["intent"], story=True)
            elif "text" in then:
                play.say(then["text"], "onbekend", 0.0)
            else:
                play.turn(**then)
            if any(secret in play.text or secret in str(play.buttons) for secret in SECRETS):
                raise Found(f"after {first} and {then}: {play.said}")
            if any(conversation.flows.get(name.split(".")[0]) and conversation.flows[name.split(".")[0]].locked == "always" for name in play.said):
                raise Found(f"after {first} and {then}: {play.said}")


PLACES = ("vertellen", "melden", "controle", "status", "nergens")


@pytest.mark.parametrize("at", PLACES)
def test_a_stranger_is_shown_nothing(at):
    try_everything(CONVERSATION, at)


@pytest.mark.parametrize(("flow", "at"), [("status", "nergens"), ("nieuws", "nergens"), ("melden", "controle"), ("status", "status")])
def test_the_twin_without_one_lock_is_found(flow, at):
    flows = {**CONVERSATION.flows, flow: replace(CONVERSATION.flows[flow], locked=None)}
    with pytest.raises(Found):
        try_everything(replace(CONVERSATION, flows=flows), at)


async def test_a_typed_pincode_leaves_the_screen_at_once(tmp_path):
    channel, deleted = TerminalChannel(), []
    parts = build(tmp_path, ROOT / "config.yml", RuleReader(), {"terminal": channel}, movable=True)
    give_keys(parts)

    async def delete(chat, message_ids):
        deleted.extend(message_ids)

    channel.delete = delete
    player = Player(parts, channel)
    await player.say("pincode")
    await player.press("Pincode kiezen")
    for typed in ("hond", "4821", "4821"):
        before = len(deleted)
        await player.say(typed)
        assert len(deleted) == before + 1, typed
    assert {one.step for one in parts.store.shown.of_chat(player.address)} - {"student"}, "other messages stay"
    parts.close()


async def with_a_pincode(tmp_path):
    """An instance, and a student who chose one."""
    channel = TerminalChannel()
    parts = build(tmp_path, ROOT / "config.yml", RuleReader(), {"terminal": channel}, movable=True)
    give_keys(parts)
    player = Player(parts, channel)
    await player.say("pincode")
    await player.press("Pincode kiezen")
    for _ in range(2):
        await player.say("4821")
    assert parts.store.pins.exists(player.address)
    return parts, player


async def test_it_goes_with_wis_alles(tmp_path):
    parts, player = await with_a_pincode(tmp_path)
    await player.say("wis alles")
    await player.press("Alles, ook de band met mijn melding")
    await player.press("Ja, wis alles")
    assert parts.store.pins.chats() == []
    parts.close()


async def test_it_stays_with_a_report_and_goes_when_neither_draft_nor_report_is_left(tmp_path):
    parts, player = await with_a_pincode(tmp_path)
    await player.enter("melden")
    for said in (STORY, "klaar", "anoniem", "goed", "klaar"):
        await player.say(said)
    await player.press("Ik wil met iemand praten")
    await player.press("Versturen")
    await player.move(timedelta(days=9))
    assert parts.store.sessions.load(player.address) is None or not parts.store.sessions.load(player.address)["memory"]
    assert parts.store.pins.exists(player.address)
    for case in parts.store.links.of_chat(player.address):
        parts.store.cases.close(case, "student", parts.clock.now())
    await player.move(timedelta(days=9))
    assert not parts.store.pins.exists(player.address)
    parts.close()
