"""Writes docs/gesprekken.md: every conversation in full Dutch, in the order in which a student meets it. Refuses to change or judge a word.

For a vertrouwenspersoon who does not know the project. Its own words are in content/nl/leeskopie.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flows.beginnings import beginning
from flows.check.student_texts import student_files
from flows.markdown import link, quote, table
from flows.markup import PLACE
from flows.model import CONTROLS, Conversation, Flow, Route, Step, Target
from flows.reading_order import flows_in_order, steps_in_order
from flows.words import Section, read_words
from flows.yaml_file import read_yaml

MADE = "<!-- gemaakt met `python -m flows lees`; niet met de hand veranderen -->"
WORDS_OF_A_BEGINNING = 4  # "Hoi!" alone says little about an answer


def reading_copy(conversation: Conversation, content: Path) -> str:
    """The whole document, the same for the same conversation. Raises ContentError when a file cannot be read."""
    return _Copy(conversation, content).document()


class _Copy:
    def __init__(self, conversation: Conversation, content: Path):
        self.conversation, self.content = conversation, content
        self.words = read_words(content / "leeskopie.md")
        self.files = student_files(content)
        self.titles = {path.stem: _title(path) for path in self.files}
        contacts = read_yaml(content / "contacten.yml").items()
        self.contacts = {f"contact_{key}": " of ".join(str(body[part]) for part in ("nummer", "website") if part in body) for key, body in contacts}

    def document(self) -> str:
        flows = flows_in_order(self.conversation)
        cases = [path for path in self.files if path.parent.name == "gevallen"]
        loose = [path for path in self.files if path.stem not in flows and path not in cases]
        parts = [MADE, f"# {self._say('titel')}", self._say("kop"), f"## {self._say('inhoud')}"]
        headings = [
            self._say("vragen_titel"),
            self._say("eerst_titel"),
            *(self.titles[name] for name in [*flows, *(path.stem for path in loose)]),
            self._say("gevallen_titel"),
        ]
        parts += ["\n".join(f"- {link(title, title)}" for title in headings)]
        parts += [f"## {self._say('vragen_titel')}", self._intents()]
        parts += [f"## {self._say('eerst_titel')}", self._quoted(self.conversation.words["systeem"]["welkom"].text)]
        parts += [part for name in flows for part in self._flow(self.conversation.flows[name])]
        parts += [part for path in loose for part in self._loose(path)]
        parts += [f"## {self._say('gevallen_titel')}", *(part for path in cases for part in self._case(path))]
        return "\n\n".join(parts) + "\n"

    def _say(self, key: str, **values: object) -> str:
        return self.words.say(key, **values) if values else self.words[key].text

    def _named(self, group: str, name: str) -> str:
        """What a name from the flows is called for a reader; `flows check` says which one is still missing."""
        labels = self.words[group].labels
        return labels[name].text if name in labels else f"`{name}`"

    # what somebody can want -----------------------------------------------------------------------------------------

    def _intents(self) -> str:
        rows = []
        for name, route in self.conversation.intents.items():
            where, section = self._first(route)
            begins = _first_sentences(self._filled(section.rich.text)) if section else self._named("stuurwoorden", route.control or "")
            rows.append([f"`{name}`", self._named("bedoelingen", name), where, begins])
        return table(self._say("vragen_kolommen"), rows)

    def _first(self, route: Route) -> tuple[str, Section | None]:
        """Where a route leads, and the words with which that begins."""
        if route.control:
            word = self.conversation.words["besturing"]["knoppen"].labels[route.control].text
            return self._say("naar_stuurwoord", woord=word), None
        if not route.flow:
            answers = [self._answer(name) for name in route.answer]
            links = [link(section.key, f"{space}: {section.key}") for space, section in answers]
            return self._say("naar_antwoord", tekst=self._say("of").join(f" {link} " for link in links).strip()), answers[0][1]
        begun = beginning(self.conversation, route)
        where = self._say("naar_gesprek", gesprek=link(self.titles[route.flow], self.titles[route.flow]))
        if not begun:
            return where, None
        flow, step = begun
        return f"{where}, {link(step.name, f'{flow.name}: {step.name}')}", flow.words[step.name]

    def _answer(self, name: str) -> tuple[str, Section]:
        space, _, key = name.rpartition(".")
        flow = self.conversation.flows.get(space)
        return space or "antwoorden", (flow.words if flow else self.conversation.words[space or "antwoorden"])[key]

    # flows ----------------------------------------------------------------------------------------------------------

    def _flow(self, flow: Flow) -> Iterator[str]:
        yield f"## {self.titles[flow.name]}"
        for step in steps_in_order(flow):
            yield f"### {flow.name}: {step.name}"
            if step.when:
                otherwise = self._road(flow, step.otherwise or step.next)
                yield self._say("alleen_als", voorwaarde=self._named("voorwaarden", step.when), weg=otherwise)
            section = flow.words.get(step.name)
            if section and section.text:
                yield self._quoted(section.text)
            for case, other in _other_wordings(flow, step):
                known = f"geval_{case}"
                yield self._say("anders_gezegd", geval=self._say(known) if known in self.words else case.replace("_", " "))
                yield self._quoted(other.text)
                if step.lists:
                    yield from (self._say("lijst", regel=label.text) for label in other.labels.values())
            yield from self._ways(flow, step, section)

    def _ways(self, flow: Flow, step: Step, section: Section | None) -> Iterator[str]:
        labels = section.labels if section else {}
        onward = self._road(flow, step.next)
        if step.verb == "do":
            act = self._named("handelingen", step.action or "")
            yield self._say("doet", handeling=act, weg=self._road(flow, step.ok or step.next), mislukt=self._road(flow, step.failed))
        elif step.verb == "call":
            called = self.titles[step.flow or ""]
            yield self._say("roept", gesprek=link(called, called), weg=onward)
        elif step.verb == "end":
            yield self._say("eindigt")
        elif step.source:
            yield self._say("keuze_uit_meer" if step.many else "keuze_uit", knop=labels["elk"].text, meer=labels["meer"].text, weg=onward)
            if step.many:
                yield f"- {self._say('knop', knop=labels['klaar'].text, weg=onward)}"
        elif step.verb == "write":
            yield self._say("typt_door", knop=labels["klaar"].text, weg=onward) if step.gather else self._say("typt", weg=onward)
        elif step.verb == "say":
            yield self._say("daarna", weg=onward)
            if labels:
                yield "\n".join(f"- {self._loose_button(name, label.text)}" for name, label in labels.items())
        if step.lists:
            yield self._say("lijst", regel=labels["elk"].text)
        buttons = []
        for option, road in step.options.items():
            way = self._road(flow, road or step.next)
            guard = step.only.get(option)
            known = {"knop": self._filled(labels[option].text), "weg": way}
            buttons.append(self._say("knop_soms", voorwaarde=self._named("voorwaarden", guard), **known) if guard else self._say("knop", **known))
        if buttons:
            yield "\n".join(f"- {button}" for button in buttons)

    def _road(self, flow: Flow, road: Target | None) -> str:
        if road is None or road.kind == "end":
            return self._say("naar_einde")
        if road.kind == "resume":
            return self._say("naar_hervat")
        if road.kind == "start":
            return self._say("naar_gesprek", gesprek=link(self.titles[road.name], self.titles[road.name]))
        if road.kind == "change":
            asking = next(step.name for step in flow.steps.values() if step.waits and step.slot == road.name)
            return self._say("naar_wijzig", stap=link(asking, f"{flow.name}: {asking}"))
        return link(road.name, f"{flow.name}: {road.name}")

    # words outside a flow -------------------------------------------------------------------------------------------

    def _loose(self, path: Path) -> Iterator[str]:
        yield f"## {self.titles[path.stem]}"
        for section in read_words(path).values():
            yield f"### {path.stem}: {section.key}"
            if section.text:
                yield self._quoted(section.text)
            if section.labels:
                yield "\n".join(f"- {self._loose_button(name, label.text)}" for name, label in section.labels.items())

    def _loose_button(self, name: str, words: str) -> str:
        way = self._entry(name)
        return self._say("knop", knop=words, weg=way) if way else f"**{words}**"

    def _entry(self, name: str) -> str:
        """Where a button outside a flow leads; nothing for words that only count as an answer."""
        if name in CONTROLS:
            return self._named("stuurwoorden", name)
        return self._first(self.conversation.entries[name])[0] if name in self.conversation.entries else ""

    def _case(self, path: Path) -> Iterator[str]:
        sections = read_words(path)
        yield f"### {sections['titel'].text}"
        yield from (self._quoted(section.text) for section in sections.values() if section.key != "titel")

    def _quoted(self, text: str) -> str:
        return quote(self._filled(text))

    def _filled(self, text: str) -> str:
        return PLACE.sub(lambda hit: self.contacts.get(hit[1], hit[0]), text)


def _other_wordings(flow: Flow, step: Step) -> Iterator[tuple[str, Section]]:
    """What a step says in another case, and which: `step_case`, unless a longer name of a step claims it."""
    for key, section in flow.words.items():
        owners = [name for name in flow.steps if key == name or key.startswith(f"{name}_")]
        if owners and max(owners, key=len) == step.name and key != step.name:
            yield key.removeprefix(f"{step.name}_"), section


def _title(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line[2:].strip() for line in lines if line.startswith("# ")), path.stem)


def _first_sentences(text: str) -> str:
    said = ""
    for sentence in re.split(r"(?<=[.!?:])\s+", text):
        said = f"{said} {sentence}".strip()
        if len(said.split()) >= WORDS_OF_A_BEGINNING:
            break
    return said
