"""Actions that file a report and start its clock. Refuses to say "sent": the flow does, once this is committed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.actions.codes import confirmed
from bot.actions.moment import Moment
from bot.dates import day
from bot.followup.rules import begin
from bot.store import CODE_ONLY, Lock


def deliver(
    moment: Moment,
    verhaal: str,
    aanvulling: str | None,
    manier: str,
    naam: str | None,
    contact: str | None,
    wens: str,
    weggelaten: list | None,
    nieuwe_code: dict | None,
) -> dict:
    """Files a report for everybody who was named on the screen, and starts its clock. It is tied to this chat, or else only to a code."""
    named = manier == "naam"
    report = {
        "manier": manier,
        "verhaal": verhaal,
        "aanvulling": aanvulling or None,
        "wens": wens,
        "naam": naam if named else None,
        "contact": contact if named else None,
        "datum": moment.now.date().isoformat(),
    }
    return _file(moment, manier, report, weggelaten or [], lock=confirmed(nieuwe_code) if manier == CODE_ONLY else None)


def call_me(moment: Moment, nummer: str) -> dict:
    """Files an urgent request to be called, by the end of the next working day: a number is a report too."""
    report = {"manier": "naam", "wens": "bel_mij", "contact": nummer, "datum": moment.now.date().isoformat()}
    return _file(moment, "naam", report, [], answer_by=moment.rules.calendar.add(moment.now, 1))


def _file(moment: Moment, way: str, report: dict, left_out: list, answer_by: datetime | None = None, lock: Lock | None = None) -> dict:
    store = moment.store
    readers = [person.id for person in store.recipients.active() if person.id not in left_out]
    case_id = store.cases.file(way, report, readers, moment.now, without=left_out)
    promises = moment.rules.promises(moment.now)
    if answer_by:
        promises = replace(promises, first_answer_by=answer_by)
    begin(store, case_id, promises)
    store.due.plan("recipient_new", case_id, moment.now)
    if lock:
        store.codes.tie(case_id, lock, [])
    else:
        store.links.make(case_id, moment.address)
    return {"antwoord_uiterlijk": day(promises.first_answer_by), "gesprek_uiterlijk": day(promises.student_asked_at)}
