"""Finds crisis cards that no longer name 112 or 113: the numbers may never be edited away. Refuses to know whether a number works."""

from __future__ import annotations

from flows.model import Conversation
from flows.words import Problem

# What somebody in danger reads first, and where they end; domain.md section 5.
BOTH = {
    "crisis": (
        "kaart",
        "kaart_opnieuw",
        "kaart_opnieuw_gevaar",
        "kaart_opnieuw_dreigt",
        "kaart_opnieuw_aangeraakt",
        "kaart_opnieuw_thuis",
        "kaart_opnieuw_ander",
        "kaart_opnieuw_ander_u",
        "kaart_ander",
        "kaart_ander_u",
        "kaart_gezegd",
        "zelfdoding",
        "zelfdoding_opnieuw",
        "gevaar_opnieuw",
        "aangeraakt_opnieuw",
        "thuis_opnieuw",
        "bel_mij",
        "bel_mij_opnieuw",
        "bel_zeker_opnieuw",
        "belt",
        "mislukt",
        "weer",
    ),
    "hulp": ("hulp",),
    "systeem": ("kaart_verder", "kaart_bellen", "kaart_leest_mens", "kaart_genoeg", "kaart_mag_112", "kaart_mag_112_ander", "kaart_mag_112_ander_u"),
    "besturing": ("kaart_weg",),
    "vragen_crisis": ("liever_chatten",),
}
DANGER = {
    "crisis": ("gevaar", "aangeraakt", "thuis", "kaart_gevaar", "kaart_dreigt", "kaart_aangeraakt", "kaart_thuis"),
    "hulp": ("strafbaar",),
    "grens": ("bedreigd",),
    "systeem": (
        "kaart_niet_alleen",
        "kaart_nog_gevaar",
        "kaart_nog_gevaar_weer",
        "kaart_ik_bel",
        "kaart_geholpen",
        "kaart_komt",
        "kaart_komt_weer",
        "bij_crisis_gevaar",
    ),
    "vragen_crisis": ("morgen_gaan", "politie_vragen", "liever_chatten_gevaar"),
    "vragen_mens": ("wat_nu_bij_crisis_gevaar", "wat_nu_bij_crisis_dreigt"),
}


def check(conversation: Conversation) -> list[Problem]:
    return _missing(conversation, BOTH, ("contact_112", "contact_113")) + _missing(conversation, DANGER, ("contact_112",))


def _missing(conversation: Conversation, cards: dict[str, tuple[str, ...]], places: tuple[str, ...]) -> list[Problem]:
    problems = []
    for name, keys in cards.items():
        flow = conversation.flows.get(name)
        words = flow.words if flow else conversation.words.get(name)
        for key in keys if words is not None else ():
            section = words.get(key)
            missing = [f"{{{place}}}" for place in places if section is None or place not in section.places]
            if missing:
                problems.append(Problem(f"{name}.md", section.line if section else 1, f"bij '{key}' moet altijd {' en '.join(missing)} staan"))
    return problems
