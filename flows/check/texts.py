"""Finds steps without words, words without a step, buttons without a label and places that nothing fills. Refuses to judge the words."""

from __future__ import annotations

import re

from flows.contacts import AT_SCHOOL
from flows.model import Conversation, Flow, Step
from flows.practice import PLACES
from flows.saying import SIMPLE
from flows.words import Problem, Section

SUFFIXES = ("_meer", "_verder", "_ja", "_opnieuw", "_terug", "_weer", "_niet_erbij")
WORDINGS = re.compile(r"_([2-9]|1[0-2])$")  # other wordings of the same text, of which chance picks one
# What the shell fills in everywhere; its own list is bot/student_data.py, and a test holds the two together.
DATA = {
    *("school", "ontvangers", "kan_melden", "zaken", "heeft_pin", "koppelingen"),
    *("heeft_notitieboek", "notities", "maanden", "antwoord_dag", "lange_wacht"),
    *("gronden_keuze", "momenten", "toestemmingen"),
}
BUTTON_AT_MOST = 64  # bytes that a button may carry, as Telegram has it


def check(conversation: Conversation) -> list[Problem]:
    problems = [problem for flow in conversation.flows.values() for problem in _flow(conversation, flow)]
    for name, words in conversation.words.items():
        for section in words.values():
            problems += _places(f"{name}.md", section, DATA | set(conversation.contacts) | {"gesprek", "dienst", "lijst", "zin", AT_SCHOOL})
    return problems


def _flow(conversation: Conversation, flow: Flow) -> list[Problem]:
    file = f"{flow.name}.md"
    problems = []
    known = _known(conversation, flow)
    for step in flow.steps.values():
        if step.verb in ("call", "do", "end"):
            continue
        section = flow.words.get(step.name)
        if section is None or not section.text:
            problems.append(Problem(flow.file, step.line, f"stap '{step.name}' heeft geen tekst: zet er een kopje '## {step.name}' voor in {file}"))
            continue
        problems += [
            Problem(flow.file, step.line, f"bij '{step.name}' ontbreekt de opmerking: zet er een kopje '## {step.name}_{remark}' voor in {file}")
            for remark in step.remarks.values()
            if f"{step.name}_{remark}" not in flow.words
        ]
        labels = _labels(step)
        problems += [
            Problem(file, section.line, f"bij '{step.name}' ontbreekt de knop '### {label}'") for label in labels if label not in section.labels
        ]
        problems += [
            Problem(file, section.labels[label].line, f"de knop '{label}' hoort bij geen keuze van stap '{step.name}'")
            for label in section.labels
            if label not in labels and (step.verb != "say" or label not in conversation.entries)
        ]
        problems += [
            Problem(flow.file, step.line, f"de naam van keuze '{option}' is te lang voor een knop")
            for option in labels
            if len(option.encode()) > BUTTON_AT_MOST - 8
        ]
    for section in flow.words.values():
        if step_of(flow, section.key) is None:
            problems.append(Problem(file, section.line, f"de tekst '{section.key}' hoort bij geen stap: haal hem weg, of geef de stap die naam"))
        problems += _places(file, section, known)
    return problems


def step_of(flow: Flow, key: str) -> Step | None:
    """The step that a text of this name belongs to, as its own or as another wording of it."""
    key = WORDINGS.sub("", key).removesuffix(SIMPLE)
    for step in flow.steps.values():
        variants = [f"{step.name}{suffix}" for suffix in ("", *SUFFIXES)]
        if (
            key in variants
            or key in {f"{step.name}_{remark}" for remark in step.remarks.values()}
            or (step.variant and any(key.startswith(f"{name}_") for name in variants))
        ):
            return step if step.verb not in ("call", "end") else None
    return None


def _labels(step: Step) -> set[str]:
    if step.source:
        return {"elk", "meer"} | ({"klaar"} if step.many else set())
    labels = set(step.options) | ({"klaar"} if step.gather else set())
    return labels | ({"elk"} if step.lists else set())


def _known(conversation: Conversation, flow: Flow) -> set[str]:
    parts = {"dag", "begin", "stand", "mag", "naam", "uitleg", "zin"} | {key for case in conversation.cases for key in case}
    known = set(flow.slots) | DATA | set(conversation.contacts) | {"lijst", "opmerkingen", AT_SCHOOL} | conversation.shared
    known |= set(PLACES) | {slot.part for slot in flow.slots.values() if slot.part}
    known |= {f"{name}_{part}" for name, slot in flow.slots.items() if slot.source for part in parts}
    known |= {value for step in flow.steps.values() for value in step.offers.values()}
    return known | {f"{step.slot}_woorden" for step in flow.steps.values() if step.slot and step.options}


def _places(file: str, section: Section, known: set[str]) -> list[Problem]:
    return [
        Problem(
            file, section.line, f"'{{{place}}}' in '{section.key}' wordt door niets ingevuld: schrijf het zelf, of gebruik een naam die er al stond"
        )
        for place in sorted(section.places - known)
    ]
