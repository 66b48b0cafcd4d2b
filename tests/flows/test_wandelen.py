"""Ten thousand steps of made-up students through the real shell; and each thing that must hold is shown to be found when it does not.

A million: `python -m tests.wandelen --steps 1000000`.
"""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from bot.actions import ACTIONS
from bot.turn import Turns
from flows.engine import _Turn
from flows.lock import Lock
from flows.model import Target
from tests.wandelen import world as worlds
from tests.wandelen.walk import walk

STEPS = 10_000
SEED = 2026


async def test_ten_thousand_steps_and_everything_that_must_hold_holds():
    walked, conversation = await walk(STEPS, SEED)
    summary = walked.summary(conversation)
    assert summary["failure"] is None, summary["failure"]
    begun = {route.flow for route in conversation.entries.values() if route.flow}
    assert walked.steps == STEPS and not begun & set(summary["flows_never_reached"])
    assert set(summary["inputs"]) >= {"knop", "typen", "label", "oude_knop", "ingang", "stuurwoord", "klok", "school", "gebeurtenis"}


async def test_the_same_seed_is_the_same_walk():
    (one, _), (other, _) = await walk(300, 3), await walk(300, 3)
    assert (one.flows, one.kinds, one.reached) == (other.flows, other.kinds, other.reached)


def _flows(change):
    """The real conversations with something wrong in them."""
    real = worlds._conversation()
    return lambda: replace(real, flows={**real.flows, **change(real.flows)})


def _step(flows, flow, name, **wrong):
    steps = flows[flow].steps
    return {flow: replace(flows[flow], steps={**steps, name: replace(steps[name], **wrong)})}


def _straight_on(flows):
    """Whoever wants to send nothing, sends it."""
    return {**flows["melden"].steps["controle"].options, "niet": Target("step", "verstuur"), "later": Target("step", "verstuur")}


def _silent(turn, text):
    """A text that is not answered."""


def _keeps_more(turn, text):
    turn.session["memory"]["telefoon"] = "06"
    return REAL_TEXT(turn, text)


def _files_twice(moment, **given):
    REAL_ACTIONS["deliver"](moment, **given)
    return REAL_ACTIONS["deliver"](moment, **given)


def _leaves_it_there(turn):
    """Closes what is open, and takes nothing off the screen."""
    turn.session["now"] = []
    turn.say("besturing", "tip_1")


def _breaks(*_, **__):
    raise RuntimeError


REAL_TEXT, REAL_ACTIONS = _Turn._text, dict(ACTIONS)
WRONG = {
    "nothing was said": lambda: patch.object(_Turn, "_route", _silent),
    "declared by no flow": lambda: patch.object(_Turn, "_text", _keeps_more),
    "two reports in one turn": lambda: patch.dict(ACTIONS, deliver=_files_twice),
    "without a press on send": lambda: patch(
        "tests.wandelen.world._conversation", _flows(lambda flows: _step(flows, "melden", "controle", options=_straight_on(flows)))
    ),
    "said without the pincode": lambda: patch.object(Lock, "shut", lambda lock, thread: False),
    "een beurt mislukte": lambda: patch.object(Turns, "_carry_out", _breaks),
    "is still open": lambda: patch.object(_Turn, "_stop", lambda turn: turn.say("besturing", "niets_bezig")),
    "on the screen": lambda: patch.object(_Turn, "_weg", _leaves_it_there),
    "'hulp' said": lambda: patch.object(_Turn, "_hulp", lambda turn: turn.say("besturing", "begin")),
}


@pytest.mark.parametrize("found", WRONG)
async def test_what_does_not_hold_is_found_with_its_seed_and_without_a_word(found):
    with WRONG[found]():
        walked, _ = await walk(8000, SEED)
    assert walked.failure and found in walked.failure["what"], walked.failure
    assert walked.failure["student"] >= 0 and len(walked.failure["last_inputs"]) <= 31
    assert "accent" not in str(walked.failure)
