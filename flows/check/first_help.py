"""Finds crisis cards that no longer name 112 or 113: the numbers may never be edited away. Refuses to know whether a number works."""

from __future__ import annotations

from flows.model import Conversation
from flows.words import Problem

# What somebody in danger reads first, and where they end; domain.md section 5.
BOTH = {"crisis": ("kaart", "kaart_opnieuw", "zelfdoding", "bel_mij", "belt", "mislukt", "weer"), "hulp": ("hulp",)}
DANGER = {"crisis": ("gevaar", "aangeraakt", "thuis"), "hulp": ("strafbaar",), "grens": ("bedreigd",)}


def check(conversation: Conversation) -> list[Problem]:
    return _missing(conversation, BOTH, ("contact_112", "contact_113")) + _missing(conversation, DANGER, ("contact_112",))


def _missing(conversation: Conversation, cards: dict[str, tuple[str, ...]], places: tuple[str, ...]) -> list[Problem]:
    problems = []
    for name, keys in cards.items():
        flow = conversation.flows.get(name)
        for key in keys if flow else ():
            section = flow.words.get(key)
            missing = [f"{{{place}}}" for place in places if section is None or place not in section.places]
            if missing:
                problems.append(Problem(f"{name}.md", section.line if section else 1, f"bij '{key}' moet altijd {' en '.join(missing)} staan"))
    return problems
