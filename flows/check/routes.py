"""Finds intents, entries and buttons that lead nowhere, and control words that are missing. Refuses to know what nlu can report."""

from __future__ import annotations

from collections.abc import Mapping

from flows.check.texts import SUFFIXES
from flows.model import CONTROLS, Conversation, Route
from flows.words import Problem

FILE = "routes.yml"
WORD_LISTS = ("knoppen", "ingangen", "uitroepen", "vraagslot", "codezinnen")  # and what ends in "woorden": words to recognise, no buttons
NEEDED = ("welkom", "hulp", "crisis", "wissen", "pin")


def check(conversation: Conversation) -> list[Problem]:
    problems = [Problem(FILE, 1, f"het gesprek '{name}' moet er zijn") for name in NEEDED if name not in conversation.flows]
    buttons = conversation.words["besturing"].get("knoppen")
    problems += [
        Problem("besturing.md", buttons.line if buttons else 1, f"het stuurwoord '{control}' ontbreekt: het moet overal werken")
        for control in CONTROLS
        if not buttons or control not in buttons.labels
    ]
    for group in (conversation.intents, conversation.entries, conversation.events):
        for name, route in group.items():
            problems += [Problem(FILE, route.line, text) for text in _route(conversation, name, route)]
    problems += [
        Problem(flow.file, step.line, f"stap '{step.name}' {twin}")
        for flow in conversation.flows.values()
        for step in flow.steps.values()
        for twin in _twins(conversation, step.fill)
    ]
    if "start" not in conversation.entries:
        problems.append(Problem(FILE, 1, "de ingang 'start' ontbreekt"))
    entries = set(conversation.entries) | set(CONTROLS) | {"nieuws", "elk"}
    for space in ("systeem", "antwoorden", "besturing", "anders", "luisteren"):
        for section in conversation.words[space].values():
            if section.key.endswith("woorden") or section.key in WORD_LISTS:
                continue
            problems += [
                Problem(f"{space}.md", label.line, f"de knop '{key}' leidt naar geen ingang in {FILE}")
                for key, label in section.labels.items()
                if key not in entries
            ]
    problems += [
        Problem("bedoelingen.md", section.line, f"'{section.key}' staat niet bij intents in {FILE}")
        for section in conversation.words["bedoelingen"].values()
        if section.key not in conversation.intents
    ]
    problems += [
        Problem(FILE, 1, f"'{name}' staat bij in_story, maar heeft geen antwoord bij intents")
        for name in conversation.in_story
        if name not in conversation.intents or not conversation.intents[name].answer
    ]
    answers = [
        *conversation.in_crisis,
        *conversation.off_card,
        *conversation.also_told,
        *conversation.openings,
        *conversation.to_us,
        *conversation.by_ground.values(),
    ]
    problems += [
        Problem(
            FILE, 1, f"'{answer}' staat bij in_crisis, van_de_kaart, ook_verteld, eerste_woorden, tegen_ons of per_grond, maar die tekst is er niet"
        )
        for answer in answers
        if answer not in conversation.intents and answer.partition(".")[2] not in conversation.words.get(answer.partition(".")[0], {})
    ]
    problems += [
        Problem("anders.md", section.line, f"'{section.key}' zegt een tekst in andere woorden die er niet is")
        for section in conversation.words["anders"].values()
        if not _answers(conversation, section.key)
    ]
    problems += [
        Problem(FILE, 1, f"'{answer}' staat bij anders_gevraagd of weggaan, maar die tekst is er niet")
        for answer in (*conversation.rephrasing, *sorted(conversation.leaving))
        if not _answers(conversation, answer)
    ]
    problems += [
        Problem(FILE, 1, f"'{said}' staat bij hier, maar die tekst is er niet")
        for answers in conversation.here.values()
        for said in answers.values()
        if not _answers(conversation, said)
    ]
    problems += [
        Problem(FILE, 1, f"'{key}: {said}' bij aangeboden bestaat niet: een woordenlijst onder aanbodwoorden in besturing.md, en een tekst")
        for answers in conversation.offered.values()
        for key, said in answers.items()
        if key not in conversation.words["besturing"]["aanbodwoorden"].labels or not _answers(conversation, said)
    ]
    problems += [
        Problem(FILE, 1, f"'{said}' staat bij nauwer, in_woorden, preciezer of van_jezelf, maar die tekst is er niet")
        for said in (
            *(one for of in conversation.narrower.values() for one in of),
            *(one for of in conversation.precise.values() for one in of.values()),
            *conversation.by_words.values(),
            *conversation.of_self.values(),
        )
        if not _answers(conversation, said)
    ]
    problems += [
        Problem(FILE, 1, f"'{name}' staat bij in_woorden, maar is geen kopje van besturing.md")
        for name in conversation.by_words
        if name.split()[-1] not in conversation.words["besturing"]
    ]
    problems += [
        Problem(FILE, 1, f"'{what}' of '{entry}' bij bij_een_melding bestaat niet: een kopje van besturing.md of een vraag, en een ingang")
        for what, entry in conversation.of_case.items()
        if entry not in conversation.entries
        or not (what in conversation.words["besturing"] or what.partition(".")[2] in conversation.words.get(what.partition(".")[0], {}))
    ]
    problems += [
        Problem(FILE, 1, f"'{what}' en '{entry}' bij overal: het een is een kopje van besturing.md, het ander een ingang")
        for what, entry in conversation.anywhere.items()
        if what not in conversation.words["besturing"] or entry not in conversation.entries
    ]
    nameless = sorted(name for name in _interrupted(conversation) if f"gesprek_{name}" not in conversation.words["systeem"])
    return problems + [Problem("systeem.md", 1, f"'gesprek_{name}' ontbreekt: hoe noem je dit gesprek als het verder gaat?") for name in nameless]


def _interrupted(conversation: Conversation) -> set[str]:
    """Flows that can be kept and offered again: each that begins by itself, for a crisis keeps whatever was open."""
    routes = [route for group in (conversation.intents, conversation.entries, conversation.events) for route in group.values()]
    roads = [road for flow in conversation.flows.values() for step in flow.steps.values() for road in step.targets if road.kind == "start"]
    begun = {route.flow for route in routes if route.flow} | {road.name for road in roads}
    return (begun & conversation.flows.keys()) - {"crisis"}


def _route(conversation: Conversation, name: str, route: Route) -> list[str]:
    problems = []
    if route.flow and route.flow not in conversation.flows:
        problems.append(f"'{name}' begint '{route.flow}', maar dat gesprek is er niet")
    if route.control and route.control not in CONTROLS:
        problems.append(f"'{name}' noemt het stuurwoord '{route.control}', maar dat is er niet")
    for answer in (*route.answer, *route.asked):
        if not _answers(conversation, answer):
            problems.append(f"'{name}' antwoordt met '{answer}', maar die tekst is er niet")
    problems += [
        f"'{name}' noemt bij instead '{words}' en '{entry}': het een is een kopje van besturing.md, het ander een ingang"
        for words, entry in route.instead.items()
        if words not in conversation.words["besturing"] or entry not in conversation.entries
    ]
    slots = conversation.flows[route.flow].slots if route.flow in conversation.flows else conversation.shared
    problems += [
        f"'{name}' vult '{slot}', maar '{route.flow}' kent dat niet"
        for slot in [*route.fill, *([route.story] if route.story else [])]
        if slot not in slots
    ]
    problems += [f"'{name}' {twin}" for twin in _twins(conversation, route.fill)]
    return problems


def _twins(conversation: Conversation, fill: Mapping[str, object]) -> list[str]:
    """A value that picks the wording of a step, and is called as a wording for another moment."""
    variants = {step.variant for flow in conversation.flows.values() for step in flow.steps.values()}
    return [
        f"vult '{slot}' met '{value}', en zo heet ook een andere tekst van dezelfde stap ('_{value}'): kies een ander woord"
        for slot, value in fill.items()
        if slot in variants and f"_{value}" in SUFFIXES
    ]


def _answers(conversation: Conversation, answer: str) -> bool:
    """Whether there are words for an answer: `privacy`, `vragen_wet.zwanger`, `uitleg.gronden`."""
    space, _, key = answer.rpartition(".")
    words = conversation.flows[space].words if space in conversation.flows else conversation.words.get(space or "antwoorden", {})
    return key in words
