"""Actions on code words: make, count once typed back, open what belongs to one. Refuses to keep a code: what stays is a lock (tag, public key)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.actions.letters import as_text
from bot.actions.moment import Moment, own_case
from bot.code_keys import Braked, NotACode
from bot.codes import CodeKey
from bot.dates import date_of
from bot.store import Lock, NoSuchCase


class NoCode(Exception):
    """A report with only a code, of which the code was never typed back: nobody could ever come back to it."""


def make_code(moment: Moment, zaak: str | None) -> dict:
    """Five new words to show once, and their lock to hold the typed ones against. They count only after count_code."""
    if zaak:
        own_case(moment, zaak)
    code, key = moment.keys.fresh()
    lock = moment.store.codes.lock_of(key)
    return {"woorden": code, "slot_van_code": {"merk": lock.tag, "sleutel": lock.public}, "code_uitkomst": None}


def count_code(moment: Moment, zaak: str | None, code: str, slot_van_code: Mapping[str, str]) -> dict:
    """The words as typed back: when they are right the code counts, and opens `zaak` from now on; without one it is handed on in `nieuwe_code`."""
    try:
        key = moment.keys.typed(code, in_line=False)
    except NotACode:
        return {"code_uitkomst": "geen_woorden"}
    except Braked:
        return {"code_uitkomst": "wacht"}
    lock = moment.store.codes.lock_of(key)
    if lock != _lock(slot_van_code):
        moment.keys.wrong(in_line=False)
        return {"code_uitkomst": "fout"}
    moment.keys.right()
    if zaak:
        own_case(moment, zaak)
        moment.store.codes.tie(zaak, lock, moment.store.cases.letters(zaak))
    return {"code_uitkomst": "telt", "nieuwe_code": slot_van_code}


def confirmed(nieuwe_code: Mapping[str, str] | None) -> Lock:
    """The lock of a code that counts. Raises NoCode."""
    if not nieuwe_code:
        raise NoCode
    return _lock(nieuwe_code)


def open_code(moment: Moment, code: str) -> dict:
    """Opens the case or notebook that a code belongs to, for this session: `met_code`, with its letters or notes as text, never the key."""
    try:
        key = moment.keys.typed(code, in_line=True)
    except NotACode:
        return {"code_uitkomst": "geen_woorden"}
    except Braked:
        return {"code_uitkomst": "wacht"}
    case_id = moment.store.codes.case_of(key)
    notebook = None if case_id else moment.store.notebooks.of_code(key)
    if not case_id and not notebook:
        moment.keys.wrong(in_line=True)
        return {"code_uitkomst": "fout"}
    moment.keys.right()
    if notebook:
        return {"code_uitkomst": "notitieboek", "met_code": _notebook(moment, notebook, key)}
    return _case(moment, case_id, key)


def _case(moment: Moment, case_id: str, key: CodeKey) -> dict:
    """The check-in that waited for the code comes first; having come back is a sign of life."""
    store = moment.store
    asked = store.cases.state_of(case_id).check_ins > 0
    letters = as_text(moment, store.codes.letters(case_id, key))
    store.cases.heard(case_id, moment.now)
    return {"code_uitkomst": "vraag" if asked else "zaak", "zaak": case_id, "met_code": {"zaak": case_id, "brieven": letters}}


def _notebook(moment: Moment, notebook: str, key: CodeKey) -> dict:
    notes = [{**note, "dag": date_of(note["datum"])} for note in moment.store.notebooks.notes(notebook, key)]
    return {"notitieboek": notebook, "notities": notes}


def _lock(kept: Mapping[str, str]) -> Lock:
    return Lock(kept["merk"], kept["sleutel"])


def shut_opened(moment: Moment) -> dict:
    """What a code opened is shut: the flow drops it, and there is nothing else to close."""
    return {}


def letters_of(moment: Moment, case_id: str) -> str:
    """The answers of a case of this chat: those that its link keeps, or else those that its code opened. Raises NoSuchCase when there are none."""
    opened = str(moment.opened.get("brieven") or "") if moment.opened.get("zaak") == case_id else ""
    text = as_text(moment, moment.store.cases.letters(case_id)) or opened
    if not text:
        raise NoSuchCase
    return text
