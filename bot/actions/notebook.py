"""Actions on a student's notebook: begin one, add a note, take one out, ask for a reminder, take notes along into a report.

Refuses to read it without its code.
"""

from __future__ import annotations

from datetime import date, datetime, time

from bot.actions.codes import confirmed
from bot.actions.moment import Moment
from bot.dates import AMSTERDAM, long_day
from bot.store import NoSuchNotebook
from bot.store.notebooks import REMIND
from bot.typed_day import typed_day, typed_month
from flows.noticing import gathered
from flows.session import joined

# The moment is `here`: a slot of the same name, when it happened, is handed over too.
AT = time(17, 0)  # after the day at work


class NothingChosen(Exception):
    """No note was chosen that is there."""


class NotADay(Exception):
    """What was typed is no day to come that lies within the notebook's own days."""


def begin_notebook(here: Moment, nieuwe_code: dict | None) -> dict:
    """A notebook for this chat, sealed with the code that was just typed back."""
    until = here.now + here.rules.notebook_keeps
    here.store.notebooks.make(confirmed(nieuwe_code), here.address, until)
    return {"bewaard_tot": long_day(until)}


def add_note(
    here: Moment, notitie: str, verhaal: str | None, gronden: list | None, moment: str | None, gegevens: list | None, **rest: object
) -> dict:
    """Seals a note. What was noticed in it (`rest` too) stays noticed only where a story is open that it may belong to."""
    kept = _add(here, notitie, gronden, moment, gegevens)
    noticed = {"gronden": gronden, "moment": moment, "gegevens": gegevens, **rest}
    return {**kept, **(noticed if verhaal else dict.fromkeys(noticed))}


def add_story(here: Moment, verhaal: str, gronden: list | None, moment: str | None, gegevens: list | None) -> dict:
    """What was told in this chat becomes a note."""
    return _add(here, verhaal, gronden, moment, gegevens)


def remind_of_notebook(here: Moment, maand: str | None, datum: str | None) -> dict:
    """'Er is nieuws' on the day that was chosen (the first of a month, as 2027-02; `over_1_week`) or typed, in a sentence too."""
    notebook = own_notebook(here)
    today = here.now.astimezone(AMSTERDAM).date()
    typed = (datum or "").replace("_", " ")
    day = date.fromisoformat(f"{maand}-01") if maand else typed_day(typed, today) or typed_month(typed, today)
    last = here.store.notebooks.kept_until(notebook).astimezone(AMSTERDAM).date()
    if day is None or not today < day <= last:
        raise NotADay
    at = datetime.combine(day, AT, AMSTERDAM)
    here.store.due.plan(REMIND, notebook, at)
    return {"herinnerd_op": long_day(at)}


def take_notes(here: Moment, gekozen: list | None, verhaal: str | None, gronden: list | None, moment: str | None, gegevens: list | None) -> dict:
    """The chosen notes as dated lines of a story, after what was told already; with what was noticed in them."""
    notes = [note for note in here.opened.get("notities") or () if note["id"] in (gekozen or ())]
    if not notes:
        raise NothingChosen
    for note in notes:
        verhaal = joined(verhaal, here.words.say("notitie", dag=note["dag"], tekst=note["tekst"]))
        gronden, gegevens = gathered(gronden, note["gronden"]), gathered(gegevens, note["gegevens"])
        moment = gathered(moment, note["moment"])
    return {"verhaal": verhaal, "gronden": gronden, "moment": moment, "gegevens": gegevens}


def remove_note(here: Moment, notitie: str | None) -> dict:
    """Takes one note out of the notebook that a code opened, for good. Raises NothingChosen: what is said to be gone was there."""
    notes = here.opened.get("notities") or ()
    left = [note for note in notes if note["id"] != notitie]
    if len(left) == len(notes):
        raise NothingChosen
    here.store.notebooks.remove(own_notebook(here), str(notitie))
    return {"met_code": {**here.opened, "notities": left}}


def own_notebook(here: Moment) -> str:
    """The notebook that a code opened, or the one of this chat. Raises NoSuchNotebook: that of another chat needs its code."""
    notebook = here.opened.get("notitieboek") or here.store.notebooks.of_chat(here.address)
    if notebook is None:
        raise NoSuchNotebook
    return str(notebook)


def _add(here: Moment, text: str, grounds: list | None, phase: str | None, details: list | None) -> dict:
    """With its date, and with what was noticed in it: nlu does not see it again when it becomes a report."""
    until = here.now + here.rules.notebook_keeps
    today = here.now.astimezone(AMSTERDAM).date().isoformat()
    note = {"datum": today, "tekst": text, "gronden": grounds or [], "moment": phase, "gegevens": details or []}
    here.store.notebooks.add(own_notebook(here), note, until)
    return {"bewaard_tot": long_day(until)}
