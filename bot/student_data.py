"""The lists and values that conversations choose from and fill in for one student. Refuses to open a report.

Loads what is asked for, and only then: most turns ask for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from textwrap import shorten

from bot.actions.consents import OUTSIDE
from bot.channels.base import Address
from bot.config import Config
from bot.dates import AMSTERDAM, day, full_day, month
from bot.followup.rules import Rules
from bot.store import CaseRow, Consent, NoSuchCase, Store
from flows.guards import UNTOLD
from flows.words import Words

# What a flow's texts, lists and guards may name; `flows check` reads it too.
NAMES = (
    *("school", "ontvangers", "kan_melden", "zaken", "heeft_pin", "koppelingen"),
    *("heeft_notitieboek", "notities", "maanden", "antwoord_dag", "lange_wacht"),
    *("gronden_keuze", "momenten", "toestemmingen"),
)
LONG_WAIT = timedelta(days=7)  # calendar days; who has to wait longer hears that before sending
MONTHS = 11  # a notebook is kept for a year
BEGIN = 36  # characters of a note on a button
SEEN_FIRST = 4  # grounds, before "none of these" and "I do not know"


class StudentData(Mapping[str, object]):
    """What the engine may ask about this chat.

    school        its name
    ontvangers    everybody who could open a report: id, naam, rol, leest (False: only keeps a recovery key)
    kan_melden    whether a report could be sealed to two holders
    heeft_pin     whether a pincode stands before what was told or sent
    zaken         the reports of this chat, and the one that a code opened: id, dag, stand, manier, wacht (whether it waits for its day),
                  brieven (whether there is an answer), ongelezen (a new one), toestemming (ids of who outside may have it), mag (the same in words)
    koppelingen   the reports that only this chat leads to, for they have no code: id, dag
    heeft_notitieboek   whether this chat writes in one, or a code opened one
    notities      the notes of the notebook that a code opened: id, dag, tekst, begin
    maanden       the months to come: id (2027-02), naam
    antwoord_dag  the day by which school answers what is sent now
    lange_wacht   whether that is more than LONG_WAIT away
    gronden_keuze grounds to choose from: id, naam; first those that nlu noticed in what was sent (`vermoed`)
    momenten      the same for where it happened
    toestemmingen who outside school's readers may be allowed to have a report: id, naam, uitleg, zin
    """

    def __init__(self, store: Store, config: Config, rules: Rules, words: Words, address: Address, now: datetime, memory: Mapping[str, object]):
        self._store, self._rules, self._words, self._address, self._now, self._memory = store, rules, words, address, now, memory
        self._opened: Mapping = memory.get("met_code") or {}
        self._load: dict[str, Callable[[], object]] = {
            "school": lambda: config.school,
            "ontvangers": self._holders,
            "kan_melden": lambda: bool(store.recipients.active()) and store.recipients.key_holders() >= 2,
            "zaken": self._cases,
            "heeft_pin": lambda: store.pins.exists(address),
            "koppelingen": self._links,
            "heeft_notitieboek": lambda: bool(self._opened.get("notitieboek") or store.notebooks.of_chat(address)),
            "notities": self._notes,
            "maanden": self._months,
            "antwoord_dag": lambda: day(rules.promises(now).first_answer_by),
            "lange_wacht": lambda: rules.promises(now).first_answer_by - now > LONG_WAIT,
            "gronden_keuze": lambda: self._suggested("gronden", SEEN_FIRST),
            "momenten": lambda: self._suggested("momenten", None),
            "toestemmingen": self._outside,
        }
        self._loaded: dict[str, object] = {}

    def __getitem__(self, name: str) -> object:
        if name not in self._loaded:
            self._loaded[name] = self._load[name]()
        return self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in self._load

    def __iter__(self) -> Iterator[str]:
        return iter(self._load)

    def __len__(self) -> int:
        return len(self._load)

    def _holders(self) -> list[dict]:
        readers = [{"id": person.id, "naam": person.name, "rol": person.role, "leest": True} for person in self._store.recipients.active()]
        spare = self._words["noodsleutel"].text
        keepers = [
            {"id": person.id, "naam": person.name, "rol": spare, "leest": False}
            for person, has_key in self._store.recipients.recovery_holders()
            if has_key
        ]
        return readers + keepers

    def _cases(self) -> list[dict]:
        cases = []
        linked = self._store.links.of_chat(self._address)
        opened = self._opened.get("zaak")
        for case_id in [*linked, *([opened] if opened and opened not in linked else [])]:
            try:
                case = self._store.cases.state_of(case_id)
            except NoSuchCase:
                continue
            if case.closed_at is None:  # one that a code opened may be closed since
                cases.append(self._case(case))
        return cases

    def _case(self, case: CaseRow) -> dict:
        opens_at = self._store.waiting.until(case.id)
        if opens_at:
            return {
                "id": case.id,
                "dag": day(case.received_at),
                "stand": self._words.say("stand_klaargezet", datum=full_day(opens_at)),
                "manier": case.way,
                "wacht": True,
                "brieven": False,
            }
        waits = "stand_te_laat" if case.first_answer_by and case.first_answer_by < self._now else "stand_wacht"
        key = waits if case.answered_at is None else f"stand_{case.state}"
        until = day(case.first_answer_by) if case.first_answer_by else ""
        answered, unread = self._store.codes.waiting(case.id)
        allowed = self._store.consents.in_force(case.id)
        return {
            "id": case.id,
            "dag": day(case.received_at),
            "stand": self._words.say("stand_ongelezen" if unread else key, datum=until),
            "manier": case.way,
            "wacht": False,
            "brieven": answered,
            "ongelezen": unread,
            "toestemming": list(allowed),
            "mag": "\n".join(self._may(to, allowed.get(to)) for to in OUTSIDE),
        }

    def _links(self) -> list[dict]:
        cases = [case for case in self._store.links.of_chat(self._address) if not self._store.codes.has_code(case)]
        return [{"id": case, "dag": day(self._store.cases.state_of(case).received_at)} for case in cases]

    def _notes(self) -> list[dict]:
        return [{**note, "begin": shorten(note["tekst"], BEGIN, placeholder="…")} for note in self._opened.get("notities") or ()]

    def _months(self) -> list[dict]:
        today = self._now.astimezone(AMSTERDAM).date()
        firsts = [date(today.year + (today.month + ahead) // 12, (today.month + ahead) % 12 + 1, 1) for ahead in range(MONTHS)]
        return [{"id": f"{first:%Y-%m}", "naam": month(first)} for first in firsts]

    def _may(self, to: str, consent: Consent | None) -> str:
        name = self._words[f"naam_{to}"].text
        return self._words.say("mag_wel", naam=name, dag=day(consent.at)) if consent else self._words.say("mag_niet", naam=name)

    def _outside(self) -> list[dict]:
        said = {"naam": "naam", "uitleg": "uitleg", "zin": "toestemming"}
        return [{"id": to, **{name: self._words[f"{key}_{to}"].text for name, key in said.items()}} for to in OUTSIDE]

    def _suggested(self, name: str, before_untold: int | None) -> list[dict]:
        """The choices of a section of zaken.md: what was noticed first, and what says nothing after the first few. Nothing is chosen beforehand."""
        noticed = self._memory.get("vermoed") or {}
        hints = [*(noticed.get("gronden") or ()), noticed.get("moment")]
        labels = self._words[name].labels
        told = sorted((key for key in labels if key not in UNTOLD), key=lambda key: key not in hints)
        ids = [*told[:before_untold], *(key for key in UNTOLD if key in labels), *(told[before_untold:] if before_untold else ())]
        return [{"id": key, "naam": labels[key].text} for key in ids]
