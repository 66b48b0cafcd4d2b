"""Where a route first says something: the step that a student meets when nothing else is going on. Refuses to run a conversation."""

from __future__ import annotations

from flows.guards import GUARDS, View
from flows.model import Conversation, Flow, Route, Step
from flows.routing import TELLING

STEPS_AT_MOST = 50


def beginning(conversation: Conversation, route: Route) -> tuple[Flow, Step] | None:
    """The first step with words, for a student whose school can take a report; None for a route that ends before that."""
    told = {route.story: "…"} if route.story and route.flow == TELLING else {}
    known = {"kan_melden": True, "gevallen": conversation.cases, **told, **route.fill}
    flow = conversation.flows[route.flow or ""]
    name: str | None = flow.start
    for _ in range(STEPS_AT_MOST):
        if name is None:
            return None
        step = flow.steps[name]
        road = step.next
        if step.when and not GUARDS[step.when](View(known, kept=False)):
            road = step.otherwise or step.next
        elif step.verb == "call":
            flow, name = conversation.flows[step.flow or ""], conversation.flows[step.flow or ""].start
            continue
        elif step.verb == "do":
            road = step.ok or step.next
        elif step.verb in ("say", "choose", "write"):
            value = known.get(step.slot or "")
            if value is None and not (step.source and step.single):
                return flow, step
            road = step.options.get(str(value)) or step.next
        if road and road.kind == "start":
            flow = conversation.flows[road.name]
            name = flow.start
        else:
            name = road.name if road and road.kind == "step" else None
    return None
