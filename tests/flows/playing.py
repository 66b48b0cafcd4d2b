"""Plays the pure engine without a shell: every turn goes through JSON. Refuses to be clever: an action simply succeeds or fails."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flows.engine import advance, texts_to_read
from flows.loader import load
from flows.model import Input, Reading
from flows.saying import Speaker

CONVERSATION = load()
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
PEOPLE = [
    {"id": "noor", "naam": "Noor", "rol": "vertrouwenspersoon", "leest": True},
    {"id": "samir", "naam": "Samir", "rol": "vervanger", "leest": True},
    {"id": "ilse", "naam": "Ilse", "rol": "noodsleutel", "leest": False},
]
NOTES = [{"id": "n1", "dag": "maandag 23 november", "tekst": "weer die pas", "begin": "weer die pas"}]
CASE = {
    "id": "z1", "dag": "maandag 23 november", "stand": "wacht", "manier": "anoniem",
    "wacht": False, "brieven": True, "ongelezen": False, "toestemming": ["sbb"], "mag": "SBB: ja",
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
        self.data = {
            "school": "mbo Test",
            "ontvangers": PEOPLE if people is None else people,
            "kan_melden": can_report,
            "zaken": list(cases),
            "heeft_pin": False,
            "koppelingen": list(cases),
            "heeft_notitieboek": False,
            "notities": NOTES,
            "maanden": [{"id": "2027-01", "naam": "januari 2027"}],
            "antwoord_dag": "woensdag 25 november",
            "lange_wacht": False,
            **LISTS,
        }
        self.succeeds = succeeds
        self.pin_right = False
        self.code = "telt"
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
                values |= {"klopt": "ja", "ontgrendeld": True} if self.pin_right else {"klopt": "nee"}
                came_in = {"outcome": {"ok": self.succeeds, "values": values | self.of_code()}}
        return self.said

    def of_code(self) -> dict:
        """What actions on codes and notebooks give back."""
        opened = {"zaak": "z1", "brieven": "Noor schreef: hoi"}
        return {"woorden": "vijf", "slot_van_code": {}, "code_uitkomst": self.code, "nieuwe_code": {"merk": "m"}, "met_code": opened, "zaak": "z1"}

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

    def values(self) -> Mapping[str, object]:
        """What the open step may show: slots, shared slots and data, and of texts what is readable."""
        return Speaker(self.conversation, self.session, Input(data=self.data), self.now.date()).values(self.session["now"][-1])

    @property
    def step(self) -> str | None:
        frames = self.session["now"]
        return f"{frames[-1]['flow']}.{frames[-1]['step']}" if frames else None
