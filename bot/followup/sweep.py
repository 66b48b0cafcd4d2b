"""Goes past everything that is due, one row at a time. Refuses to hold a transaction while it waits for somebody, and to drop a row that fails.

A row is claimed, acted on, and ended; what comes next is planned in the transaction that ends it. A crash in between means that the row
is acted on again: what it asks of the hands carries the row's id, by which they do it once.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.channels.base import Address
from bot.followup.rules import STAGES, Rules, release
from bot.store import OPEN_CASE, CaseRow, DueRow, NoSuchCase, Store
from bot.store.notebooks import ERASE, REMIND
from flows.session import without_drafts

CHECK_INS = 2  # unanswered, before silence may close a case
QUIET = timedelta(days=30)
SEEN_KEPT = timedelta(days=7)
_log = logging.getLogger(__name__)


class NobodyToRemind(Exception):
    """All who may read a case have left config.yml."""


class Hands(Protocol):
    """What a sweep asks of the rest of the bot. Both raise when it did not work, and may be asked the same twice after a crash."""

    async def event(self, address: Address, event: dict) -> None:
        """Something for a student's chat; event["id"] is the same when it is the same."""

    async def mail(self, recipient_id: str, key: str, once: str) -> None:
        """Mail `key` of post.md to a recipient; `once` is the same when it is the same."""


Plan = tuple[str, datetime]


@dataclass(frozen=True)
class End:
    """How a row ends: its outcome, what is due next for its case, and what to write down with it."""

    outcome: str
    plans: tuple[Plan, ...] = ()
    note: Callable[[], None] | None = None


@dataclass(frozen=True)
class Look:
    """What an act gets to see."""

    store: Store
    rules: Rules
    hands: Hands
    now: datetime
    row: DueRow
    case: CaseRow

    def in_working_days(self, days: int) -> datetime:
        return self.rules.calendar.add(self.now, days)


async def _recipient_term(look: Look) -> End:
    """The recipients' clock: a mail for each working day that a term is not kept; kept, the next term."""
    stage = STAGES[look.row.kind]
    if look.case.state in stage.states:
        at = look.case.promises.get(stage.promise) if stage.promise else None
        return End("niet nodig", ((stage.next_kind, max(at or look.now, look.now)),) if stage.next_kind else ())
    await _mail_readers(look)
    again = look.rules.reminded_again(look.case, look.row.kind, look.now)
    return End("herinnerd", ((look.row.kind, again),), lambda: look.store.cases.mark_reminded(look.case.id))


async def _mail_readers(look: Look) -> None:
    """A mail without content to everybody who may read the case and is still there."""
    there = {recipient.id for recipient in look.store.recipients.active()}
    readers = [reader for reader in look.store.cases.readers_of(look.case.id) if reader in there]
    if not readers:
        raise NobodyToRemind  # tried again, and then in the operator's list: better than silence
    for recipient_id in readers:
        await look.hands.mail(recipient_id, "wacht", look.row.id)


async def _recipient_new(look: Look) -> End:
    """Something new waits for the recipients: a report, something added to one, or a student who says that nobody has spoken to them."""
    await _mail_readers(look)
    return End("gemaild")


async def _student_check_in(look: Look) -> End:
    """Asks the student; after the second question without an answer, silence gets its 30 days.

    Who wiped the link cannot be asked, and counts as silent: otherwise such a case would never be erased.
    """
    address = look.store.links.address_of(look.case.id)
    if address is not None:
        await look.hands.event(address, {"event": "check_in", "case": look.case.id, "id": look.row.id})
    last = look.case.check_ins + 1 >= CHECK_INS
    plan = ("close_quiet", look.now + QUIET) if last else ("student_check_in", look.in_working_days(look.rules.terms.aftercare))
    return End("gevraagd", (plan,), lambda: look.store.cases.count_check_in(look.case.id))


async def _close_quiet(look: Look) -> End:
    """Closes after two check-ins and 30 days of silence; never a case that no recipient has answered, for then the silence is the school's."""
    if look.case.answered_at is not None and look.case.check_ins >= CHECK_INS:
        end = look.now + look.rules.case_keeps
        return End("gesloten", (("erase_case", end),), lambda: look.store.cases.close(look.case.id, "stilte", look.now))
    return End("niet nodig", (("student_check_in", look.in_working_days(look.rules.terms.aftercare)),))


async def _erase_case(look: Look) -> End:
    """Erases a closed case when its days are over; something new from the student has moved that day."""
    if look.case.closed_at is None:
        return End("niet nodig")
    end = look.case.closed_at + look.rules.case_keeps
    if look.now < end:
        return End("later", (("erase_case", end),))
    return End("gewist", (), lambda: look.store.cases.erase(look.case.id))


async def _erase_link(look: Look) -> End:
    """The chat is forgotten; the case keeps its clock."""
    return End("gewist", (), lambda: look.store.links.drop(look.case.id))


async def _student_news(look: Look) -> End:
    """An answer was committed: the student hears that there is news, also when the process died right after, or they were busy."""
    address = look.store.links.address_of(look.case.id)
    if address is not None and any(not letter.read for letter in look.store.cases.letters(look.case.id)):
        await look.hands.event(address, {"event": "antwoord", "case": look.case.id, "id": look.row.id})
    return End("verteld")


async def _open_case(look: Look) -> End:
    """The day that the student chose for a waiting report: its readers get it as new, and the student hears that there is news."""
    opens_at = look.store.waiting.until(look.case.id)
    if opens_at is None:
        return End("niet nodig")
    address = look.store.links.address_of(look.case.id)
    if address is not None:
        await look.hands.event(address, {"event": "geopend", "case": look.case.id, "id": look.row.id})
    return End("geopend", (), lambda: release(look.store, look.case.id, look.rules, opens_at))


ACTS: dict[str, Callable[[Look], Awaitable[End]]] = {
    **dict.fromkeys(STAGES, _recipient_term),
    "recipient_new": _recipient_new,
    "recipient_added": _recipient_new,
    "student_check_in": _student_check_in,
    "student_news": _student_news,
    OPEN_CASE: _open_case,
    "close_quiet": _close_quiet,
    "erase_case": _erase_case,
    "erase_link": _erase_link,
}


async def _remind_of_notebook(store: Store, hands: Hands, row: DueRow) -> End:
    """The student asked for it. Who wiped the link since then is not reminded."""
    address = store.notebooks.address_of(row.subject)
    if address is not None:
        await hands.event(address, {"event": "herinnering", "id": row.id})
    return End("verteld")


async def _erase_notebook(store: Store, hands: Hands, row: DueRow) -> End:
    """Its days are over: a note since then has moved this row."""
    return End("gewist", (), lambda: store.notebooks.erase(row.subject))


OF_A_NOTEBOOK: dict[str, Callable[[Store, Hands, DueRow], Awaitable[End]]] = {REMIND: _remind_of_notebook, ERASE: _erase_notebook}


async def sweep(store: Store, now: datetime, hands: Hands, rules: Rules) -> int:
    """Does everything that is due at `now`; returns how many rows it took. Two sweeps at once do nothing twice."""
    _tidy(store, now, rules)
    count = 0
    while row := store.due.claim(now):
        count += 1
        await _take(store, now, hands, rules, row)
    if not store.scrub():
        _log.warning("de sporen van wat gewist is gaan bij een volgende ronde weg")
    return count


async def _take(store: Store, now: datetime, hands: Hands, rules: Rules, row: DueRow) -> None:
    try:
        if row.kind in OF_A_NOTEBOOK:
            end = await OF_A_NOTEBOOK[row.kind](store, hands, row)
        else:
            end = await ACTS[row.kind](Look(store, rules, hands, now, row, store.cases.state_of(row.subject)))
    except NoSuchCase:
        store.due.done(row.id, "zaak weg")
        return
    except Exception as error:  # whatever it was, the row is tried again; its text may hold what a log must not
        _log.warning("een taak mislukte (%s, %s)", row.kind, type(error).__name__)
        store.due.failed(row.id, type(error).__name__, now + timedelta(minutes=2**row.attempts))
        return
    with store.transaction():
        if not store.due.done(row.id, end.outcome, now):
            return  # cancelled or moved while we were busy: whoever did that has planned what follows
        if end.note:
            end.note()
        for kind, at in end.plans:
            store.due.plan(kind, row.subject, at)


def _forget_draft(store: Store, address: Address, now: datetime, rules: Rules) -> None:
    """A draft goes by its date; that there is news for the student does not."""
    left = without_drafts(store.sessions.load(address) or {}, store.links.of_chat(address))
    store.sessions.erase(address)
    if left:
        store.sessions.save(address, left, now, rules.session_keeps)


def _tidy(store: Store, now: datetime, rules: Rules) -> None:
    """What goes by its date alone: sessions, messages that must leave a screen, ids of updates; and closed cases get their end."""
    with store.transaction():
        for address in store.sessions.expired(now):
            _forget_draft(store, address, now, rules)
        for shown in store.shown.overdue(now):
            if shown.sensitive:  # of any other only our note of it goes: soon nobody could take it away any more
                store.outbox.put(shown.address, {"op": "delete", "message_ids": [shown.message_id]}, now)
            store.shown.forget(shown.id)
        for case in store.cases.closed_without_end():
            store.due.plan("erase_case", case.id, (case.closed_at or now) + rules.case_keeps)
        store.seen.forget_before(now - SEEN_KEPT)
        if store.scrub_daily(now):
            for address in store.pins.chats():  # with no draft and no report left it stands before nothing
                if store.sessions.load(address) is None and not store.links.of_chat(address):
                    store.pins.drop(address)
