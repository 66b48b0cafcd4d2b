"""An action that keeps failing leaves nobody without a word, and is not tried again by itself. Refuses to know what any action does."""

from __future__ import annotations

import pytest

from flows.engine import advance
from flows.model import Input
from flows.session import new_frame
from tests.flows.playing import CASE, CONVERSATION, Play

ACTIONS = [(flow.name, step.name) for flow in CONVERSATION.flows.values() for step in flow.steps.values() if step.verb == "do" and step.failed]


@pytest.mark.parametrize(("flow", "step"), ACTIONS, ids=[f"{flow}.{step}" for flow, step in ACTIONS])
def test_what_keeps_failing_is_not_done_again_unasked(flow, step):
    play = Play(cases=[CASE])
    play.say("hoi", "groet")
    frame = new_frame(flow, step)
    frame["slots"] = {name: "1234" for name, slot in CONVERSATION.flows[flow].slots.items() if not slot.shared}
    failing = CONVERSATION.flows[flow].steps[step].action
    session, done, said = {**play.session, "now": [frame]}, [], []
    came_in = {"ok": False}
    while came_in and len(done) < 5:
        session, effects = advance(CONVERSATION, session, Input(data=play.data, outcome=came_in), play.now)
        said += [effect["say"] for effect in effects if "say" in effect]
        done += [effect["do"] for effect in effects if "do" in effect]
        came_in = {"ok": done[-1] != failing, "values": {"klopt": "ja"}} if effects and "do" in effects[-1] else None
    assert failing not in done, done
    assert said
