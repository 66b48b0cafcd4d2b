"""What a flow's `do` does: each in the transaction of the turn, each with an ok and a failed road. Refuses to send or to wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.channels.base import Address
from bot.dates import day
from bot.followup.rules import Rules, begin
from bot.store import NoSuchCase, ReaderWithoutKey, Store, TooFewKeys
from flows.words import Words

# What can go wrong without anybody's mistake: the flow takes its failed road, and nothing of the action is kept.
EXPECTED = (NoSuchCase, ReaderWithoutKey, TooFewKeys)


@dataclass
class Moment:
    """Where and when an action runs. `forget` is set when nothing of this chat's session may be kept."""

    store: Store
    rules: Rules
    words: Words
    address: Address
    now: datetime
    forget: bool = field(default=False)


def deliver(
    moment: Moment, verhaal: str, aanvulling: str | None, manier: str, naam: str | None, contact: str | None, wens: str, weggelaten: list | None
) -> dict:
    """Files a report for everybody who was named on the screen, starts its clock and ties it to this chat."""
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
    return _file(moment, manier, report, weggelaten or [])


def call_me(moment: Moment, nummer: str) -> dict:
    """Files an urgent request to be called, by the end of the next working day: a number is a report too."""
    report = {"manier": "naam", "wens": "bel_mij", "contact": nummer, "datum": moment.now.date().isoformat()}
    return _file(moment, "naam", report, [], answer_by=moment.rules.calendar.add(moment.now, 1))


def _file(moment: Moment, way: str, report: dict, left_out: list, answer_by: datetime | None = None) -> dict:
    store = moment.store
    readers = [person.id for person in store.recipients.active() if person.id not in left_out]
    case_id = store.cases.file(way, report, readers, moment.now, without=left_out)
    promises = moment.rules.promises(moment.now)
    if answer_by:
        promises = replace(promises, first_answer_by=answer_by)
    begin(store, case_id, promises)
    store.due.plan("recipient_new", case_id, moment.now)
    store.links.make(case_id, moment.address)
    return {"antwoord_uiterlijk": day(promises.first_answer_by), "gesprek_uiterlijk": day(promises.student_asked_at)}


def read_letters(moment: Moment, zaak: str) -> dict:
    """The answers of school, oldest first, as one text; from now on they count as read."""
    _own(moment, zaak)
    letters = moment.store.cases.letters(zaak)
    if not letters:
        raise NoSuchCase
    people = {person.id: person.name for person in moment.store.recipients.all()}
    texts = [moment.words.say("brief", naam=people.get(letter.author, ""), dag=day(letter.at), tekst=letter.text) for letter in letters]
    moment.store.cases.mark_read(zaak, moment.now)
    return {"brieven": "\n\n".join(texts)}


def add_to_case(moment: Moment, zaak: str, bericht: str) -> dict:
    """Something more from the student, sealed for the readers of the case."""
    _own(moment, zaak)
    moment.store.cases.add_from_student(zaak, {"tekst": bericht}, moment.now)
    return {}


def check_in(moment: Moment, zaak: str, gesproken: str) -> dict:
    """Notes that the student answered; for who was not spoken to yet, school gets a mail at once."""
    _own(moment, zaak)
    moment.store.cases.heard(zaak, moment.now)
    if gesproken == "nog_niet":
        moment.store.due.plan("recipient_new", zaak, moment.now)
    return {}


def close_case(moment: Moment, zaak: str) -> dict:
    """The student says that it is over."""
    _own(moment, zaak)
    moment.store.cases.close(zaak, "student", moment.now)
    return {}


def wipe(moment: Moment, wat: str) -> dict:
    """Forgets this conversation; with `alles` also what ties this chat to a report. A report itself stays with its readers."""
    if wat == "alles":
        moment.store.links.drop_chat(moment.address)
    clear_screen(moment)
    moment.forget = True
    return {}


def clear_screen(moment: Moment) -> None:
    """Takes everything off the screen of this chat: to somebody who looks along, every line of it tells something."""
    store = moment.store
    store.outbox.take_back(moment.address)
    shown = store.shown.of_chat(moment.address)
    if shown:
        store.outbox.put(moment.address, {"op": "delete", "message_ids": [one.message_id for one in shown]}, moment.now)
    for one in shown:
        store.shown.forget(one.id)


def _own(moment: Moment, case_id: str) -> None:
    """A chat reaches only its own cases."""
    if case_id not in moment.store.links.of_chat(moment.address):
        raise NoSuchCase


ACTIONS: Mapping[str, Callable[..., dict]] = {
    action.__name__: action for action in (deliver, call_me, read_letters, add_to_case, check_in, close_case, wipe)
}
