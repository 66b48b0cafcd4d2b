"""Actions on reports that this chat has sent: read, add, make oneself known, ask school, close, withdraw. Refuses a case of another chat."""

from __future__ import annotations

from datetime import timedelta

from bot.actions.codes import letters_of
from bot.actions.moment import Moment, open_case, own_case
from bot.dates import AMSTERDAM, day
from bot.followup.rules import STAGES
from bot.store import CODE_ONLY

GATHERED = timedelta(minutes=15)  # what a student adds bit by bit is one mail


def read_letters(moment: Moment, zaak: str) -> dict:
    """The answers of school, oldest first, as one text; from now on they count as read."""
    own_case(moment, zaak)
    text = letters_of(moment, zaak)
    moment.store.cases.mark_read(zaak, moment.now)
    return {"brieven": text}


def add_to_case(moment: Moment, zaak: str, bericht: str) -> dict:
    """Something more from the student, sealed for the readers of the case."""
    return _add(moment, zaak, {"tekst": bericht})


def keep_hints(at: Moment, /, gronden: list | None, moment: str | None, manier: str, opent_op: str | None) -> dict:
    """What nlu noticed in a story that was sent, apart from the next story: it only puts suggestions in order (`vermoed`), and is sent nowhere.
    Of a report with only a code, or one that waits for its day, nothing stays in this chat."""
    noticed = {"gronden": gronden, "moment": moment}
    return {"vermoed": noticed if any(noticed.values()) and manier != CODE_ONLY and not opent_op else None}


def add_answers(
    moment: Moment,
    zaak: str,
    wanneer: str | None,
    waar: str | None,
    erbij: str | None,
    eerder: str | None,
    gevolg: str | None,
    gronden_gekozen: list | None,
    moment_gekozen: str | None,
) -> dict:
    """The answers to the open questions as one addition; what was passed over is not in it."""
    told = {"wanneer": wanneer, "waar": waar, "wie": erbij, "eerder": eerder, "gevolg": gevolg}
    answers = {**told, "gronden": gronden_gekozen, "moment": moment_gekozen}
    return _add(moment, zaak, {name: value for name, value in answers.items() if value})


def make_known(moment: Moment, zaak: str, naam: str) -> dict:
    """The student gives their name (and how to reach them) to the readers. There is no way back."""
    open_case(moment, zaak)
    moment.store.cases.make_known(zaak, {"naam": naam}, moment.now)
    moment.store.due.plan("recipient_added", zaak, moment.now)
    return {}


def ask_school(moment: Moment, zaak: str) -> dict:
    """The student hears nothing: the term that runs is due now, so that the readers get a mail at once. At most once a working day.

    `gemaild`: ja (and again at `volgende`, while the term is not kept), los (one mail; from `volgende` the student may ask again)
    or al (they were told today already).
    """
    open_case(moment, zaak)
    store, now = moment.store, moment.now
    case = store.cases.state_of(zaak)
    again = moment.rules.calendar.add(case.asked_at or now, 1)
    if case.asked_at and now.astimezone(AMSTERDAM).date() < again.astimezone(AMSTERDAM).date():
        return {"gemaild": "al", "volgende": day(again)}
    store.cases.asked(zaak, now)
    # Of a report with only a code no moment is kept that tells the hour: one mail at the end of the day.
    term = (
        None
        if case.way == CODE_ONLY
        else next((kind for kind, stage in STAGES.items() if store.due.waits(zaak, kind) and case.state not in stage.states), None)
    )
    store.due.plan(term or "recipient_new", zaak, now)
    if term:
        return {"gemaild": "ja", "volgende": day(moment.rules.reminded_again(case, term, now))}
    return {"gemaild": "los", "volgende": day(moment.rules.calendar.add(now, 1))}


def check_in(moment: Moment, zaak: str, gesproken: str) -> dict:
    """Notes that the student answered; for who was not spoken to yet, school gets a mail at once."""
    open_case(moment, zaak)
    moment.store.cases.heard(zaak, moment.now)
    if gesproken == "nog_niet":
        moment.store.due.plan("recipient_new", zaak, moment.now)
    return {}


def close_case(moment: Moment, zaak: str) -> dict:
    """The student says that it is over."""
    own_case(moment, zaak)
    moment.store.cases.close(zaak, "student", moment.now)
    return {}


def withdraw(moment: Moment, zaak: str) -> dict:
    """The student takes the report back: what they wrote is erased, and nobody gets a mail about it."""
    own_case(moment, zaak)
    if moment.store.waiting.until(zaak) is not None:
        moment.store.cases.erase(zaak)  # nobody had it: not even that there was one has to stay
    else:
        moment.store.cases.withdraw(zaak, moment.now)
    return {}


def _add(moment: Moment, zaak: str, body: dict) -> dict:
    open_case(moment, zaak)
    moment.store.cases.add_from_student(zaak, body, moment.now)
    moment.store.due.plan("recipient_added", zaak, moment.now + GATHERED)
    return {}
