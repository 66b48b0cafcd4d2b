"""Actions that file a report: at once, for a day that the student chose, or only to be called. Refuses to say "sent" before it is committed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from bot.actions.codes import confirmed
from bot.actions.moment import Moment, own_case
from bot.dates import AMSTERDAM, day, full_day
from bot.followup.rules import begin, release
from bot.store import CODE_ONLY, Lock, NoSuchCase
from bot.typed_day import typed_day, typed_month

MONTHS = "maand_"  # the buttons maand_1, maand_2, …
AT_ONCE = "nu"
LATEST = relativedelta(months=18)
OPENS = time(8, 0)  # in Amsterdam


class NoSuchDay(Exception):
    """No day that a report can wait for."""


def deliver(
    moment: Moment,
    verhaal: str,
    aanvulling: str | None,
    manier: str,
    naam: str | None,
    contact: str | None,
    wens: str,
    weggelaten: list | None,
    nieuwe_code: dict | None = None,
    opent_op: str | None = None,
) -> dict:
    """Files a report for everybody who was named on the screen. It is tied to this chat, or else only to a code; its clock starts
    now, or on the day `opent_op` (ISO)."""
    named = manier == "naam"
    opens = datetime.fromisoformat(opent_op) if opent_op else None
    report = {
        "manier": manier,
        "verhaal": verhaal,
        "aanvulling": aanvulling or None,
        "wens": wens,
        "naam": naam if named else None,
        "contact": contact if named else None,
        "datum": (opens or moment.now).date().isoformat(),
    }
    return _file(moment, manier, report, weggelaten or [], lock=confirmed(nieuwe_code) if manier == CODE_ONLY else None, opens=opens)


def call_me(moment: Moment, nummer: str) -> dict:
    """Files an urgent request to be called, by the end of the next working day: a number is a report too."""
    report = {"manier": "naam", "wens": "bel_mij", "contact": nummer, "datum": moment.now.date().isoformat()}
    return _file(moment, "naam", report, [], answer_by=moment.rules.calendar.add(moment.now, 1))


def ask_call(moment: Moment, naam: str, nummer: str | None, belmoment: str, weggelaten: list | None) -> dict:
    """Files a request to be called, without a story; within the same term as any first answer."""
    report = {
        "manier": "naam",
        "wens": "gebeld",
        "naam": naam,
        "contact": nummer,
        "belmoment": belmoment,
        "datum": moment.now.date().isoformat(),
    }
    return _file(moment, "naam", report, weggelaten or [])


def pick_day(moment: Moment, wanneer: str) -> dict:
    """The day for which a report is put ready, and by when it is answered then. Raises NoSuchDay."""
    if wanneer == AT_ONCE:
        return {}
    opens = _opens(moment, wanneer)
    answer_by = moment.rules.promises(opens).first_answer_by
    return {"gepland": "gepland", "opent_op": opens.isoformat(), "opent_dag": full_day(opens), "antwoord_uiterlijk": day(answer_by)}


def move_day(moment: Moment, zaak: str, wanneer: str) -> dict:
    """Another day for a report that waits. Raises NoSuchDay, or NoSuchCase."""
    _own_waiting(moment, zaak)
    opens = _opens(moment, wanneer)
    moment.store.waiting.hold(zaak, opens)
    return {"opent_dag": full_day(opens)}


def send_now(moment: Moment, zaak: str) -> dict:
    """A report that waits goes to its readers now. Raises NoSuchCase."""
    _own_waiting(moment, zaak)
    release(moment.store, zaak, moment.rules, moment.now)
    return {"antwoord_uiterlijk": day(moment.rules.promises(moment.now).first_answer_by)}


def erase_waiting(moment: Moment, zaak: str) -> dict:
    """A report that waits is gone, and nobody at school knew of it. Raises NoSuchCase."""
    _own_waiting(moment, zaak)
    moment.store.cases.erase(zaak)
    return {}


def _own_waiting(moment: Moment, case_id: str) -> None:
    own_case(moment, case_id)
    if moment.store.waiting.until(case_id) is None:
        raise NoSuchCase


def _opens(moment: Moment, wanneer: str) -> datetime:
    """Eight in the morning of the day that was chosen or typed. Raises NoSuchDay unless it is after today and within LATEST."""
    today = moment.now.astimezone(AMSTERDAM).date()
    months = wanneer.removeprefix(MONTHS)
    if wanneer.startswith(MONTHS) and months.isdecimal():
        chosen = today + relativedelta(months=int(months))
    else:
        chosen = typed_day(wanneer, today)
        if chosen is None and not any(sign.isdecimal() for sign in wanneer):  # a month alone is its first day; "1 of 2 juli" is no day
            chosen = typed_month(wanneer, today)
    if chosen is None or not today + timedelta(days=1) <= chosen <= today + LATEST:
        raise NoSuchDay
    return datetime.combine(chosen, OPENS, AMSTERDAM)


def _file(
    moment: Moment,
    way: str,
    report: dict,
    left_out: list,
    answer_by: datetime | None = None,
    lock: Lock | None = None,
    opens: datetime | None = None,
) -> dict:
    store = moment.store
    readers = [person.id for person in store.recipients.active() if person.id not in left_out]
    case_id = store.cases.file(way, report, readers, moment.now, without=left_out)
    promises = moment.rules.promises(opens or moment.now)
    if answer_by:
        promises = replace(promises, first_answer_by=answer_by)
    if lock:
        store.codes.tie(case_id, lock, [])
    else:
        store.links.make(case_id, moment.address)
    if opens:
        store.waiting.hold(case_id, opens)
    else:
        begin(store, case_id, promises)
        store.due.plan("recipient_new", case_id, moment.now)
    return {"antwoord_uiterlijk": day(promises.first_answer_by), "gesprek_uiterlijk": day(promises.student_asked_at)}
