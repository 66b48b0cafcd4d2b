"""The dates of the receipt are those that the due rows hold: for any second of some years, through holidays and clock changes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.actions.moment import Moment
from bot.actions.own_cases import ask_school
from bot.actions.sending import deliver
from bot.channels.base import Address
from bot.code_keys import CodeKeys
from bot.config import load_config
from bot.dates import day
from bot.followup.rules import Rules
from bot.wire import CONTENT, ROOT
from flows.engine import Input
from flows.loader import load
from flows.saying import Speaker
from flows.session import new_frame, new_session
from flows.words import read_words
from tests.store.world import World, make_world

HERE = ZoneInfo("Europe/Amsterdam")
RULES = Rules.of(load_config(ROOT / "config.yml"))
WORDS = read_words(CONTENT / "zaken.md")
CONVERSATION = load()
NUMBERS = itertools.count()
SENT = st.integers(int(datetime(2026, 9, 1, tzinfo=UTC).timestamp()), int(datetime(2028, 9, 1, tzinfo=UTC).timestamp()))
CLOCK_CHANGES = [datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC), datetime(2027, 3, 28, 1, tzinfo=UTC)]
BEFORE_HOLIDAYS = [datetime(2026, 12, 18, 22, 59, 59, tzinfo=UTC), datetime(2026, 12, 18, 23, tzinfo=UTC), datetime(2027, 4, 23, 15, tzinfo=UTC)]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = make_world(tmp_path_factory.mktemp("data"))
    yield world
    world.store.close()


def receipt(values: dict) -> str:
    """The words of melden.bon as the student reads them."""
    frame = {**new_frame("melden", "bon"), "slots": values}
    speaker = Speaker(CONVERSATION, new_session(), Input(), date(2026, 11, 23))
    return speaker.say_step(CONVERSATION.flows["melden"].steps["bon"], frame)["text"]


def due(world: World, case_id: str, kind: str) -> datetime:
    row = world.store._db.one("SELECT at FROM due WHERE subject=? AND kind=? AND state='wacht'", (case_id, kind))
    return datetime.fromtimestamp(row[0], UTC)


def check(world: World, seconds: int) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    chat = Address("web", str(next(NUMBERS)))
    at = Moment(world.store, RULES, WORDS, chat, now, CodeKeys(world.store).for_turn(chat, now))
    with world.store.transaction():
        values = deliver(at, verhaal="x", aanvulling=None, manier="anoniem", naam=None, contact=None, wens="weten", weggelaten=None)
    (case_id,) = world.store.links.of_chat(at.address)
    text = receipt(values)
    terms = {"recipient_first_answer": (RULES.terms.first_answer, "first_answer"), "student_check_in": (RULES.terms.student_asked, "student_asked")}
    for kind, (days, name) in terms.items():
        held = due(world, case_id, kind)
        assert day(held) in text, (kind, held, text)
        assert world.store.cases.state_of(case_id).promises[name] == held
        there = held.astimezone(HERE)
        assert (there.hour, there.minute, there.second) == (17, 0, 0)
        between = [now.astimezone(HERE).date() + timedelta(days=n) for n in range(1, (there.date() - now.astimezone(HERE).date()).days + 1)]
        assert sum(map(RULES.calendar.is_working_day, between)) == days and RULES.calendar.is_working_day(between[-1])
    told = ask_school(at, case_id)  # and who hears nothing is told the day on which the next reminder is planned
    assert told["gemaild"] == "ja" and due(world, case_id, "recipient_first_answer") == now.replace(microsecond=0)
    again = RULES.reminded_again(world.store.cases.state_of(case_id), "recipient_first_answer", now)
    assert day(again) == told["volgende"] and again >= held_term(world, case_id)


def held_term(world: World, case_id: str) -> datetime:
    return world.store.cases.state_of(case_id).promises["first_answer"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seconds=SENT)
@example(seconds=int(CLOCK_CHANGES[0].timestamp()))
@example(seconds=int(CLOCK_CHANGES[1].timestamp()))
@example(seconds=int(BEFORE_HOLIDAYS[0].timestamp()))
@example(seconds=int(BEFORE_HOLIDAYS[1].timestamp()))
@example(seconds=int(BEFORE_HOLIDAYS[2].timestamp()))
def test_the_receipt_says_the_days_of_the_due_rows(school: World, seconds: int):
    check(school, seconds)


def test_a_row_that_is_a_day_off_is_found(school: World, monkeypatch: pytest.MonkeyPatch):
    from bot.store.due import Due

    plan = Due.plan
    monkeypatch.setattr(Due, "plan", lambda self, kind, subject, at: plan(self, kind, subject, at + timedelta(days=kind.startswith("recipient_f"))))
    with pytest.raises(AssertionError):
        check(school, int(datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp()))
