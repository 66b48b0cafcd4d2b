"""Finds steps that show what a student told, a case or what an action filled in, and stay on the screen or open without the pincode.

Refuses to know what a word means: it goes by where a slot gets its value.
"""

from __future__ import annotations

from flows.check.texts import step_of
from flows.model import LOCKS, Conversation, Flow, Step
from flows.words import Problem

CASES = "zaken"


def check(conversation: Conversation) -> list[Problem]:
    typed = _typed(conversation)
    problems = [problem for flow in conversation.flows.values() for problem in _flow(conversation, flow, typed)]
    told = typed | conversation.noticing.keys() | {CASES}
    for name, words in conversation.words.items():
        problems += [
            Problem(f"{name}.md", section.line, f"'{section.key}' toont '{place}', en blijft staan: toon dat alleen in een stap met sensitive: true")
            for section in words.values()
            for place in sorted(section.places)
            if _base(place, told)
        ]
    return problems


def _typed(conversation: Conversation) -> set[str]:
    """Slots that take the student's own words, by name: they mean the same in every flow."""
    steps = [step for flow in conversation.flows.values() for step in flow.steps.values()]
    written = {name for step in steps for name in (step.slot if step.verb == "write" else None, step.adds) if name}
    return written | {route.story for route in conversation.intents.values() if route.story}


def _flow(conversation: Conversation, flow: Flow, typed: set[str]) -> list[Problem]:
    if flow.locked and flow.locked not in LOCKS:
        return [Problem(flow.file, 1, f"'locked: {flow.locked}' bestaat niet: kies {' of '.join(LOCKS)}")]
    filled = {name for step in flow.steps.values() for name in step.fills if name in flow.slots and not flow.slots[name].plain}
    cases = {name for name, slot in flow.slots.items() if slot.source == CASES}
    parts = {slot.part for name, slot in flow.slots.items() if slot.part and name in typed}
    told = typed | conversation.noticing.keys() | filled | cases | parts
    problems, needs = [], set()
    for step in flow.steps.values():
        shown = {name for place in _places(flow, step) if (name := _base(place, told))} | ({CASES} & {step.source, step.lists})
        if shown and not step.sensitive:
            what = ", ".join(sorted(shown))
            problems.append(Problem(flow.file, step.line, f"stap '{step.name}' toont {what} en blijft in de chat staan: zet er sensitive: true bij"))
        if shown and (cases or CASES in shown):
            needs.add("always")
        if any(flow.slots[name].shared for name in shown if name in flow.slots):
            needs.add("kept")
    if "always" in needs and flow.locked != "always":
        problems.append(Problem(flow.file, 1, f"'{flow.name}' toont een melding, ook aan wie de telefoon vindt: zet er locked: always bij"))
    elif needs and not flow.locked:
        problems.append(Problem(flow.file, 1, f"'{flow.name}' toont wat eerder verteld is, ook aan wie de telefoon vindt: zet er locked: kept bij"))
    return problems


def _places(flow: Flow, step: Step) -> set[str]:
    return {place for section in flow.words.values() if step_of(flow, section.key) is step for place in section.places}


def _base(place: str, told: set[str]) -> str | None:
    """The slot that a place shows: itself, or of a list's item (`zaak_dag`)."""
    return place if place in told else name if (name := place.rpartition("_")[0]) in told else None
