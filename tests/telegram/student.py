"""A student who brings a melding to its end on fakegram, one reaction to each screen. Refuses to answer the same message twice."""

from __future__ import annotations

from tests.demo.process import eventually
from tests.fakegram import Person, Shown

TELL, SENT = object(), object()

# What a student does when the newest message says this.
REACTIONS = {
    "Verstuurd.": SENT,
    "Kijk het na": "Versturen",
    "Wil je het zo versturen?": "Versturen",
    "Wat wil je dat er gebeurt?": "Ik wil met iemand praten",
    "Wil je er nog iets bij": "Klaar",
    "Alleen zij kunnen dit openen": "Goed",
    "Wil je dat school": "Ja, anoniem",
    "Ik luister": "Klaar",
    "Wat is er gebeurd?": TELL,
    "Schrijf eerst iets op": TELL,
    "Waar kan ik mee helpen?": "Ik wil het melden",
}


class Student:
    """`actions` counts what the student did."""

    def __init__(self, person: Person, story: str):
        self.person, self.story = person, story
        self.done: set[int] = set()
        self.actions = 0
        self.over = False  # has sent one report, and makes no second one of whatever the bot says next

    def newest(self) -> Shown | None:
        """The newest message of the bot that was not answered yet."""
        theirs = [shown for shown in self.person.screen if not shown.mine and shown.message_id not in self.done]
        return theirs[-1] if theirs else None

    def step(self) -> object | None:
        """Reacts when there is something to react to; returns the reaction."""
        shown = None if self.over else self.newest()
        if shown is None:
            return None
        self.done |= {one.message_id for one in self.person.screen}
        reaction = next((what for said, what in REACTIONS.items() if said in shown.text), None)
        if reaction is TELL:
            self.person.type(self.story)
        elif isinstance(reaction, str):
            self.person.tap(reaction)
        self.over = reaction is SENT
        self.actions += reaction not in (None, SENT)
        return reaction

    def report(self, seconds: float = 30) -> None:
        """Until it says that it is sent."""
        self.over = False
        self.person.type("/start")
        self.actions += 1
        eventually(lambda: self.step() is SENT, seconds)
