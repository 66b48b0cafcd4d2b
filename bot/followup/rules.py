"""The terms of a school as dates: what the student is told is what the due rows hold. Refuses to move a date that was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.config import Config, Terms
from bot.followup.working_days import Calendar
from bot.store import CaseRow, Store


@dataclass(frozen=True)
class Promises:
    """The dates of one case, in UTC."""

    first_answer_by: datetime
    conversation_by: datetime
    steps_by: datetime
    outcome_by: datetime
    student_asked_at: datetime

    def named(self) -> dict[str, datetime]:
        """As the store keeps them."""
        return {
            "first_answer": self.first_answer_by,
            "conversation": self.conversation_by,
            "steps": self.steps_by,
            "outcome": self.outcome_by,
            "student_asked": self.student_asked_at,
        }


@dataclass(frozen=True)
class Stage:
    """A term that the recipients keep: kept in these states (or once answered); then this term is next."""

    states: frozenset[str]
    next_kind: str | None
    promise: str | None


STAGES = {
    "recipient_first_answer": Stage(frozenset({"beantwoord", "gesprek", "stappen", "afgerond"}), "recipient_conversation", "conversation"),
    "recipient_conversation": Stage(frozenset({"gesprek", "stappen", "afgerond"}), "recipient_steps", "steps"),
    "recipient_steps": Stage(frozenset({"stappen", "afgerond"}), "recipient_outcome", "outcome"),
    "recipient_outcome": Stage(frozenset({"afgerond"}), None, None),
}


@dataclass(frozen=True)
class Rules:
    """What the clock goes by."""

    calendar: Calendar
    terms: Terms
    session_keeps: timedelta
    case_keeps: timedelta
    notebook_keeps: timedelta

    @classmethod
    def of(cls, config: Config) -> Rules:
        keeps = config.retention
        days = (keeps.session_days, keeps.case_days, keeps.notebook_days)
        return cls(Calendar(config.holidays), config.terms, *(timedelta(days=count) for count in days))

    def promises(self, start: datetime) -> Promises:
        """The dates of a case that is sent at `start`."""
        terms = self.terms
        days = (terms.first_answer, terms.conversation, terms.steps, terms.outcome, terms.student_asked)
        return Promises(*(self.calendar.add(start, count) for count in days))

    def reminded_again(self, case: CaseRow, kind: str, now: datetime) -> datetime:
        """When the readers hear again of a term (a key of STAGES) that is not kept: each working day, but not before the term itself."""
        tomorrow = self.calendar.add(now, 1)
        return max(tomorrow, case.promises.get(kind.removeprefix("recipient_"), tomorrow))


def begin(store: Store, case_id: str, promises: Promises) -> None:
    """Starts the clock of a case, in the transaction that files it: keeps its dates, and plans the first of both roads."""
    store.cases.promise(case_id, promises.named())
    store.due.plan("recipient_first_answer", case_id, promises.first_answer_by)
    store.due.plan("student_check_in", case_id, promises.student_asked_at)


def release(store: Store, case_id: str, rules: Rules, at: datetime) -> None:
    """A waiting report is its readers', as new, and its clock starts at `at`: now, or the day that was told.

    Raises NoSuchCase when it does not wait.
    """
    store.waiting.release(case_id, at)
    begin(store, case_id, rules.promises(at))
    store.due.plan("recipient_new", case_id, at)
