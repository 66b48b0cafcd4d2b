"""Plays the pure engine without a shell: every turn goes through JSON. Refuses to be clever: an action simply succeeds or fails."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from flows.engine import advance, texts_to_read
from flows.loader import load
from flows.model import Input, Reading

CONVERSATION = load()
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
PEOPLE = [
    {"id": "noor", "naam": "Noor", "rol": "vertrouwenspersoon", "leest": True},
    {"id": "samir", "naam": "Samir", "rol": "vervanger", "leest": True},
    {"id": "ilse", "naam": "Ilse", "rol": "noodsleutel", "leest": False},
]
CASE = {
    "id": "z1", "dag": "maandag 23 november", "stand": "wacht", "manier": "anoniem",
    "brieven": True, "ongelezen": False, "toestemming": ["sbb"], "mag": "SBB: ja",
}  # fmt: skip
LISTS = {
    "gronden_keuze": [{"id": key, "naam": key} for key in ("afkomst", "godsdienst", "weet_niet", "geen", "leeftijd")],
    "momenten": [{"id": key, "naam": key} for key in ("zoeken", "werkvloer")],
    "toestemmingen": [
        {"id": key, "naam": key, "uitleg": "uitleg", "zin": "zin"} for key in ("sbb", "discriminatie_nl", "klachtencommissie", "bedrijf")
    ],
}


class Play:
    """One student. `reads` says how a text is understood: text → (intent, confidence) or a Reading."""

    def __init__(self, conversation=CONVERSATION, cases=(), can_report=True, succeeds=True, people=None):
        self.conversation, self.session, self.now = conversation, None, MONDAY
        people = PEOPLE if people is None else people
        self.data = {"school": "mbo Test", "ontvangers": people, "kan_melden": can_report, "zaken": list(cases), **LISTS}
        self.succeeds = succeeds
        self.done: list[dict] = []
        self.effects: list[dict] = []

    def say(self, text: str, intent: str = "onbekend", confidence: float = 0.9, **more) -> list[str]:
        alternatives = more.pop("alternatives", ((intent, confidence),))
        reading = Reading(intent, confidence, alternatives, **more)
        return self.turn(text=text, readings=tuple(reading for _ in texts_to_read(self.conversation, self.session, text)))

    def press(self, option: str) -> list[str]:
        return self.turn(button=next(data for data in self.buttons if data.endswith(option)))

    def turn(self, **came_in) -> list[str]:
        """The names of what is said."""
        self.effects = []
        while came_in:
            before = json.dumps(self.session)
            session, effects = advance(self.conversation, self.session, Input(data=self.data, **came_in), self.now)
            assert json.dumps(self.session) == before, "a session was changed in place"
            self.session = json.loads(json.dumps(session))
            self.effects += json.loads(json.dumps(effects))
            came_in = {}
            if effects and "do" in effects[-1]:
                self.done.append(effects[-1])
                values = {"antwoord_uiterlijk": "woensdag", "gesprek_uiterlijk": "maandag", "brieven": "Noor schreef: hoi", "gemaild": "ja"}
                came_in = {"outcome": {"ok": self.succeeds, "values": values}}
        return self.said

    def wait(self, **by) -> None:
        self.now += timedelta(**by)

    @property
    def said(self) -> list[str]:
        return [effect["say"] for effect in self.effects if "say" in effect]

    @property
    def buttons(self) -> list[str]:
        return [data for effect in self.effects for data, _ in effect.get("buttons", [])]

    @property
    def text(self) -> str:
        return "\n".join(effect["text"] for effect in self.effects if "say" in effect)

    @property
    def step(self) -> str | None:
        frames = self.session["now"]
        return f"{frames[-1]['flow']}.{frames[-1]['step']}" if frames else None
