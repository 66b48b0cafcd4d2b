"""Draws every conversation as a Mermaid graph for flows/README.md. Refuses to say what is said: the words are in content/nl."""

from __future__ import annotations

from flows.model import Conversation, Flow, Step

HEAD = """<!-- gemaakt met `python -m flows draw`; niet met de hand veranderen -->
# De gesprekken

Elk gesprek is een bestand in `flows/gesprekken` (de weg) en een in `content/nl` (de woorden).
Overal werken ook: stop, terug, opnieuw, hulp, snel weg, wis alles, verder.
"""
SHAPES = {"choose": ("{{", "}}"), "write": ("[/", "/]"), "do": ("[[", "]]"), "call": ("([", "])"), "end": ("((", "))"), "say": ("[", "]")}


def draw(conversation: Conversation) -> str:
    """The whole page, the same for the same conversation."""
    return HEAD + "".join(f"\n## {name}\n\n```mermaid\n{_graph(flow)}```\n" for name, flow in sorted(conversation.flows.items()))


def _graph(flow: Flow) -> str:
    lines = ["flowchart TD"]
    for step in flow.steps.values():
        left, right = SHAPES[step.verb]
        title = f"{step.name}: {step.flow or step.action}" if step.flow or step.action else step.name
        lines.append(f'  {step.name}_{left}"{title}"{right}')
    for step in flow.steps.values():
        lines += [f"  {step.name}_ -->{f'|{label}|' if label else ''} {_end(flow, road)}" for label, road in _roads(step)]
    return "\n".join(lines) + "\n"


def _roads(step: Step):
    named = [(option, road) for option, road in step.options.items() if road]
    named += [(label, road) for label, road in (("ok", step.ok), ("mislukt", step.failed), ("anders", step.otherwise)) if road]
    named += ((name, road) for name, road in step.points.items() if road.kind != "note")  # the question that is open stays
    if step.next:
        named.append((step.when or "", step.next))
    return named


def _end(flow: Flow, road) -> str:
    if road.kind == "start":
        return f'naar_{road.name}(["{road.name}"])'
    if road.kind == "change":
        return next(step.name for step in flow.steps.values() if step.waits and step.slot == road.name) + "_"
    return f"{road.name}_" if road.kind in ("step", "pick") else 'einde(("einde"))'
