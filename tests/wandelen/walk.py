"""Lets made-up students walk and counts where they came. Refuses to go on after something did not hold: that is reported with its seed."""

from __future__ import annotations

import logging
import time
from collections import Counter, deque
from dataclasses import dataclass, field

from tests.wandelen.promises import Broken, Errors, hold
from tests.wandelen.student import STEADY, WANDERING, do_something
from tests.wandelen.world import World, world

STEPS_OF_A_STUDENT = 400
LAST = 30


@dataclass
class Walked:
    """How far it came, and what did not hold."""

    seed: int
    steps: int = 0
    students: int = 0
    seconds: float = 0.0
    flows: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    reached: set[str] = field(default_factory=set)
    failure: dict | None = None

    def summary(self, conversation) -> dict:
        steps = ((name, step) for name, flow in conversation.flows.items() for step in flow.steps.values())
        asked = {f"{name}.{step.name}" for name, step in steps if step.verb not in ("call", "end")}
        return {
            "seed": self.seed,
            "steps": self.steps,
            "students": self.students,
            "seconds": round(self.seconds, 1),
            "ms_per_step": round(1000 * self.seconds / max(1, self.steps), 2),
            "steps_per_flow": dict(sorted(self.flows.items())),
            "inputs": dict(self.kinds),
            "flows_never_reached": sorted(conversation.flows.keys() - self.flows.keys()),
            "steps_never_reached": sorted(asked - self.reached),
            "failure": self.failure,
        }


async def walk(steps: int, seed: int, student: int = 0) -> tuple[Walked, object]:
    """`steps` in all, by as many students as that takes, beginning with this one. Returns what came of it, and the conversation walked."""
    walked, errors, began = Walked(seed), Errors(), time.perf_counter()
    bot = logging.getLogger("bot")
    bot.addHandler(errors)
    heard = bot.propagate
    bot.propagate = False
    try:
        while walked.steps < steps and not walked.failure:
            with world(f"{seed}/{student}") as made:
                await _life(made, walked, errors, min(STEPS_OF_A_STUDENT, steps - walked.steps), student)
            walked.students += 1
            student += 1
    finally:
        bot.removeHandler(errors)
        bot.propagate = heard
    walked.seconds = time.perf_counter() - began
    return walked, made.conversation


async def _life(made: World, walked: Walked, errors: Errors, steps: int, student: int) -> None:
    habits = made.rng.choice((STEADY, STEADY, WANDERING))
    last: deque[str] = deque(maxlen=LAST)
    session = None
    for number in range(1, steps + 1):
        before, had_pin = session, made.store.pins.exists(made.address)
        at = _where(before)
        try:
            came = await do_something(made, habits, before)
            last.append(f"{came.kind} @ {at}")
            said = await made.heard()
            session = hold(made, errors, before, came, said, had_pin)
        except Exception as error:
            what = str(error) if isinstance(error, Broken) else type(error).__name__
            walked.failure = {"what": what, "student": student, "step": number, "last_inputs": [*last, f"? @ {at}"]}
            if not isinstance(error, Broken):
                raise
            return
        finally:
            walked.steps += 1
        walked.kinds[came.kind] += 1
        walked.flows[at.split(".")[0]] += 1
        walked.reached |= {step for message in said for step in message.steps} | made.reached
        made.reached.clear()


def _where(session: dict | None) -> str:
    frame = session["now"][-1] if session and session["now"] else None
    return f"{frame['flow']}.{frame['step']}" if frame else "rust"
