"""Finds names of intents, conditions and actions that docs/gesprekken.md has no words for yet. Refuses to stop a bot for it."""

from __future__ import annotations

from pathlib import Path

from flows.model import CONTROLS, Conversation
from flows.words import Problem, read_words

FILE = "leeskopie.md"


def check(conversation: Conversation, content: Path) -> list[Problem]:
    """Takes the names as the flows use them. Raises ContentError."""
    steps = [step for flow in conversation.flows.values() for step in flow.steps.values()]
    used = {
        "bedoelingen": set(conversation.intents),
        "stuurwoorden": set(CONTROLS),
        "voorwaarden": {guard for step in steps for guard in (step.when, *step.only.values()) if guard},
        "handelingen": {step.action for step in steps if step.action},
    }
    words = read_words(content / FILE)
    missing = {group: f"het kopje '## {group}' ontbreekt" for group in used if group not in words}
    return [Problem(FILE, 1, text) for text in missing.values()] + [
        Problem(FILE, words[group].line, f"bij '{group}' ontbreekt '{name}': schrijf met '### {name}' hoe dat voor een lezer heet")
        for group, names in used.items()
        if group not in missing
        for name in sorted(names - set(words[group].labels))
    ]
