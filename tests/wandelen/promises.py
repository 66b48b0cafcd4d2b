"""What must hold after every step, whatever came in. Refuses to change anything: it looks, and where it plays on, it plays on a copy."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from pathlib import Path

from bot.channels.base import Message
from bot.student_data import StudentData
from flows.engine import advance
from flows.matching import plain
from flows.model import Input, Reading
from flows.saying import Speaker
from flows.session import KEPT_AT_MOST, new_session
from tests.wandelen.student import Came
from tests.wandelen.world import World

SESSION_AT_MOST = 250_000  # characters
SESSION_KEYS = set(new_session()) | {
    "last",
    "unsure",
    "shut",
    "answered",
    "given",
    "soft",
    "gave",
    "unmet",
    "passed",
    "lead",
    "simple",
    "abroad",
    "wrong_card",
    "english",
}
FRAME_KEYS = {
    "flow",
    "no",
    "kept_apart",
    "numberless",
    "step",
    "slots",
    "past",
    "said",
    "loops",
    "open",
    "page",
    "picked",
    "since",
    "apart",
    "crisis_seen",
    "guard",
    "corrected",
    "over",
    "offered",
    "else",
    "guess",
}
CONTROLS = {"stop": "besturing.", "hulp": "hulp.", "weg": "besturing.tip_", "wis alles": "wissen."}


class Broken(AssertionError):
    """Something that must hold does not."""


class Errors(logging.Handler):
    """Whatever the bot logs as an error, and where it came from: a turn that failed is caught by the shell, and is one."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        places = traceback.extract_tb(error.__traceback__) if error else []
        self.seen.append(" < ".join([record.getMessage(), *(f"{Path(at.filename).name}:{at.lineno}" for at in reversed(places))]))


def hold(world: World, errors: Errors, before: dict | None, came: Came, said: list[Message], had_pin: bool) -> dict | None:
    """Returns the session that it found. Raises Broken with what does not hold; never with what was typed."""
    if errors.seen:
        raise Broken(f"logged: {errors.seen.pop()}")
    session = world.session()
    _answered(before, came, said)
    _filed_when_pressed(world, session)
    _behind_the_pincode(world, session, said, had_pin)
    if session is None:
        return None
    _bounded_and_declared(world, session)
    data = StudentData(
        world.store, world.parts.config, world.parts.turns.rules, world.parts.turns.words, world.address, world.clock.now(), session["memory"]
    )
    _waits(world, session, data)
    _controls(world, session, data)
    return session


def _answered(before: dict | None, came: Came, said: list[Message]) -> None:
    """Whoever says something hears something; only a second tap on the same button does nothing."""
    own = came.kind in ("knop", "typen", "label", "oude_knop", "ingang", "stuurwoord")
    if own and not said and not (before and came.given.get("button") == before.get("last") is not None):
        raise Broken("nothing was said")


def _filed_when_pressed(world: World, session: dict | None) -> None:
    """One report for one press on a button that says so, and none without."""
    if world.filed:
        if len(world.filed) > 1:
            raise Broken("two reports in one turn")
        filed = {flow.name for flow in world.conversation.flows.values() for step in flow.steps.values() if step.action == world.filed[0]}
        pressed = [words for flow, _, words in world.picks if flow in filed]  # another report may have been sent in between
        if not any("verstu" in plain(words) and "niet" not in plain(words).split() for words in pressed):
            raise Broken(f"{world.filed[0]} filed a report without a press on send")
        world.filed.clear()
        world.picks[:] = [pick for pick in world.picks if pick[0] not in filed]
    threads = [session["now"], *session["kept"]] if session else []
    going_on = {frame["flow"] for thread in threads for frame in thread}
    world.picks[:] = [pick for pick in world.picks if pick[0] in going_on]


def _behind_the_pincode(world: World, session: dict | None, said: list[Message], had_pin: bool) -> None:
    """With a pincode, and not opened with it, nothing that shows a case is said."""
    if not (had_pin and world.store.pins.exists(world.address)) or (session and session["memory"].get("ontgrendeld")):
        return
    for step in (step for message in said for step in message.steps):
        flow = world.conversation.flows.get(step.split(".")[0])
        if flow and flow.locked == "always":
            raise Broken(f"{step} was said without the pincode")


def _bounded_and_declared(world: World, session: dict) -> None:
    if len(json.dumps(session)) > SESSION_AT_MOST:
        raise Broken("the session grows")
    if len(session["kept"]) > KEPT_AT_MOST + 1:
        raise Broken("too much is kept")
    flows, frames = world.conversation.flows, [frame for thread in [session["now"], *session["kept"]] for frame in thread]
    loose = (session.keys() - SESSION_KEYS) | (session["memory"].keys() - world.conversation.shared)
    for frame in frames:
        slots = flows[frame["flow"]].slots
        loose |= (frame.keys() - FRAME_KEYS) | {name for name in frame["slots"] if name not in slots or slots[name].shared}
    if loose:
        raise Broken(f"kept, and declared by no flow: {sorted(loose)}")


def _waits(world: World, session: dict, data: StudentData) -> None:
    """What is open asks something that can be answered."""
    step = world.step_of(session)
    if step is None:
        return
    if not step.waits:
        raise Broken(f"{session['now'][-1]['flow']}.{step.name} is open and asks nothing")
    speaker = Speaker(world.conversation, session, Input(data=data), world.clock.now().date())
    if step.verb == "choose" and not speaker.labels(step, session["now"][-1]):
        raise Broken(f"{session['now'][-1]['flow']}.{step.name} has nothing to choose")


def _controls(world: World, session: dict, data: StudentData) -> None:
    """Stop, hulp, weg and wis, in one step from here."""
    now = world.clock.now()
    for word, wanted in CONTROLS.items():
        after, effects = advance(world.conversation, session, Input(text=word, readings=(Reading(), Reading()), data=data), now)
        said = [effect["say"] for effect in effects if "say" in effect]
        if not any(name.startswith(wanted) for name in said):
            raise Broken(f"'{word}' said {said}")
        in_crisis = session["now"] and session["now"][0]["flow"] == "crisis"  # there stop closes the card, and what lay below goes on
        if word in ("stop", "weg") and after["now"] and not (word == "stop" and in_crisis):
            raise Broken(f"after '{word}' something is still open")
        if word == "weg" and (effects[0] != {"hide": True} or len(said) != 1):
            raise Broken(f"'weg' left {said} on the screen")
