"""The order in which a student meets the flows, and the steps of a flow. Refuses to leave one out."""

from __future__ import annotations

from flows.model import Conversation, Flow, Step, Target


def flows_in_order(conversation: Conversation) -> list[str]:
    """From the menu along the buttons; then what an entry, an intent or an event begins; then the rest."""
    groups = (conversation.entries, conversation.intents, conversation.events)
    begun = [route.flow for group in groups for route in group.values()]
    order: list[str] = []
    for root in [conversation.entries["start"].flow, *begun, *sorted(conversation.flows)]:
        todo = [root]
        while todo:
            name = todo.pop(0)
            if name and name not in order:
                order.append(name)
                todo += [begins for step in steps_in_order(conversation.flows[name]) for begins in _begins(step)]
    return order


def steps_in_order(flow: Flow) -> list[Step]:
    """Along the roads from the start, each road to its end before the next; then what no road reaches but a correction."""
    order: list[Step] = []
    todo = [flow.start]
    while todo:
        step = flow.steps[todo.pop(0)]
        if step not in order:
            order.append(step)
            todo = [road.name for road in _roads(step) if road.kind == "step"] + todo
    return order + [step for step in flow.steps.values() if step not in order]


def _roads(step: Step) -> list[Target]:
    """In the order of the screen: what is chosen, then what follows by itself."""
    roads = [*step.options.values(), step.ok, step.next, step.otherwise, step.failed]
    return [road for road in roads if road is not None]


def _begins(step: Step) -> list[str]:
    return ([step.flow] if step.flow else []) + [road.name for road in _roads(step) if road.kind == "start"]
