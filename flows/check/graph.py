"""Finds roads that lead nowhere, steps that nobody reaches, and names that nothing answers to. Refuses to judge words."""

from __future__ import annotations

from flows.guards import GUARDS
from flows.model import NOTICES, Conversation, Flow, Step, Target
from flows.practice import ORDERS
from flows.words import Problem


def check(conversation: Conversation) -> list[Problem]:
    return [problem for flow in conversation.flows.values() for problem in _flow(conversation, flow)]


def _flow(conversation: Conversation, flow: Flow) -> list[Problem]:
    problems = []
    if flow.start not in flow.steps:
        return [Problem(flow.file, 1, f"het gesprek begint bij '{flow.start}', maar die stap is er niet")]
    for step in flow.steps.values():
        problems += [Problem(flow.file, step.line, text) for text in _step(conversation, flow, step)]
    reached = _reached(flow)
    problems += [
        Problem(flow.file, step.line, f"stap '{step.name}' wordt nooit bereikt: laat er een weg heen gaan, of haal hem weg")
        for step in flow.steps.values()
        if step.name not in reached
    ]
    problems += [
        Problem(flow.file, 1, f"slot '{name}' merkt '{slot.notices}' op: dat kan alleen met {', '.join(NOTICES)}, en alleen als het shared is")
        for name, slot in flow.slots.items()
        if slot.notices and (slot.notices not in NOTICES or not slot.shared)
    ]
    problems += [
        Problem(flow.file, 1, f"slot '{name}' is passing: dat kan alleen als het shared is")
        for name, slot in flow.slots.items()
        if slot.passing and not slot.shared
    ]
    return problems


def _step(conversation: Conversation, flow: Flow, step: Step) -> list[str]:
    problems = [text for road in step.targets if (text := _road(conversation, flow, step, road))]
    problems += [
        f"stap '{step.name}': de voorwaarde '{name}' staat niet in flows/guards.py"
        for name in [step.when, *step.only.values(), *step.remarks]
        if name and name not in GUARDS
    ]
    if step.verb == "call" and step.flow not in conversation.flows:
        problems.append(f"stap '{step.name}' roept '{step.flow}' aan, maar dat gesprek is er niet")
    problems += [
        f"stap '{step.name}' vult '{slot}', maar dat staat niet bij slots"
        for slot in (step.slot, step.adds, step.number, step.said)
        if slot and slot not in flow.slots
    ]
    problems += [
        f"stap '{step.name}' noemt '{name}', maar dat staat niet bij slots"
        for name in (*step.hand_over, *step.fills, *step.clear, *step.results)
        if name not in flow.slots and name != "*"
    ]
    if step.order and step.order not in ORDERS:
        problems.append(f"stap '{step.name}': de volgorde '{step.order}' staat niet in flows/practice.py")
    problems += [
        f"stap '{step.name}' neemt de woorden van '{option}' over, maar die keuze is er niet" for option in step.words if option not in step.options
    ]
    problems += [
        f"stap '{step.name}' houdt '{intent}' bij zich, maar die bedoeling is er niet"
        for intent in step.includes
        if intent not in conversation.intents
    ]
    problems += [
        f"stap '{step.name}' noemt bij points '{name}', maar dat kopje staat niet in besturing.md"
        for name in step.points
        if name not in conversation.words["besturing"]
    ]
    problems += [f"stap '{step.name}' biedt '{option}' aan, maar die keuze is er niet" for option in step.offers if option not in step.options]
    if step.keeps and step.keeps not in flow.slots:
        problems.append(f"stap '{step.name}' bewaart in '{step.keeps}', maar dat staat niet bij slots")
    if step.owns and not (step.keeps and step.owns in step.options):
        problems.append(f"stap '{step.name}' neemt eigen woorden als '{step.owns}': geef ook keeps, en een keuze die er is")
    if not _goes_on(step):
        problems.append(f"stap '{step.name}' loopt dood: geef aan waar het verder gaat (next, of bij elke keuze)")
    problems += [
        f"stap '{step.name}' hoort '{intent}' als '{option}', maar die keuze is er niet"
        for intent, option in step.hears.items()
        if option not in step.options
    ]
    return problems


def _road(conversation: Conversation, flow: Flow, step: Step, road: Target) -> str | None:
    if road.kind == "step" and road.name not in flow.steps:
        return f"stap '{step.name}' gaat naar '{road.name}', maar die stap is er niet"
    if road.kind in ("pick", "note") and road.option not in getattr(flow.steps.get(road.name), "options", ()):
        return f"stap '{step.name}' kiest '{road.option}' bij '{road.name}', maar die keuze is er niet"
    if road.kind == "start" and road.name not in conversation.flows:
        return f"stap '{step.name}' begint '{road.name}', maar dat gesprek is er niet"
    if road.kind == "change" and not any(other.waits and other.slot == road.name for other in flow.steps.values()):
        return f"stap '{step.name}' laat '{road.name}' veranderen, maar geen stap vraagt daarnaar"
    return None


def _goes_on(step: Step) -> bool:
    if step.verb == "end":
        return True
    if step.verb == "do":
        return (step.ok or step.next) is not None and step.failed is not None
    if step.verb == "choose" and step.options:
        return step.next is not None or all(step.options.values())
    return step.next is not None


def _reached(flow: Flow) -> set[str]:
    reached, todo = set(), [flow.start]
    while todo:
        step = flow.steps.get(todo.pop())
        if step is None or step.name in reached:
            continue
        reached.add(step.name)
        todo += [road.name for road in step.targets if road.kind in ("step", "pick", "note")]
        todo += [other.name for road in step.targets if road.kind == "change" for other in flow.steps.values() if other.slot == road.name]
    return reached
