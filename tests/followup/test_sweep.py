"""The sweep against a model that knows what is promised: no reminder missed, none doubled, no case forgotten, whoever crashes when."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.channels.base import Address
from bot.config import load_config
from bot.followup.mail import MailSpool
from bot.followup.rules import Rules, begin
from bot.followup.sweep import QUIET, STAGES, sweep
from bot.store import NoSuchCase, NoSuchMove, Store
from bot.store.due import MOST_ATTEMPTS
from flows.words import read_words
from tests.store.world import NOW, STUDENT, World, make_world, open_store

ROOT = Path(__file__).parents[2]
CONFIG = load_config(ROOT / "config.yml")
RULES = Rules.of(CONFIG)
WORDS = read_words(ROOT / "content" / "nl" / "post.md")
READERS = ("noor", "samir")
KINDS = list(STAGES)


class Crash(BaseException):
    """The process dies here."""


class RealHands:
    """As wire makes them: mail into the spool, an event once per id. `dies_at` counts down the places where the process may die."""

    def __init__(self, store: Store, data: Path):
        self.store = store
        self.spool = MailSpool(data, WORDS, CONFIG.school, CONFIG.mail.sender)
        self.now = NOW
        self.dies_at = -1
        self.mails: list[tuple[str, str]] = []
        self.events: list[str] = []
        self.subject_of: dict[str, str] = {}

    def here(self) -> None:
        self.dies_at -= 1
        if self.dies_at == 0:
            raise Crash

    async def event(self, address: Address, event: dict) -> None:
        self.here()
        with self.store.transaction():
            if self.store.seen.first_time("due", event["id"], self.now):
                self.events.append(event["case"])
        self.here()

    async def mail(self, recipient_id: str, key: str, once: str) -> None:
        self.here()
        recipient = self.store.recipients.get(recipient_id)
        assert recipient
        if self.spool.put(recipient, key, once, self.now):
            subject = self.store._db.one("SELECT subject FROM due WHERE id=?", (once,))
            self.mails.append((subject[0], recipient_id))
        self.here()


@dataclass
class Model:
    """What must happen to one case."""

    promises: dict[str, datetime]
    linked: bool
    r_kind: str | None
    r_next: datetime | None
    s_kind: str
    s_next: datetime
    state: str = "nieuw"
    answered: bool = False
    check_ins: int = 0
    news: bool = False
    closed_at: datetime | None = None


class SweepMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = make_world(self.folder / "data").store
        self.hands = RealHands(self.store, self.folder / "data")
        self.now = NOW
        self.cases: dict[str, Model] = {}

    def teardown(self):
        self.store.close()
        shutil.rmtree(self.folder)

    def pick(self, data: st.DataObject, open_only: bool = True) -> str | None:
        names = [name for name, one in self.cases.items() if not open_only or one.closed_at is None]
        return data.draw(st.sampled_from(names)) if names else None

    @rule(linked=st.booleans(), way=st.sampled_from(["naam", "anoniem", "code"]))
    def file(self, linked: bool, way: str):
        linked = linked and way != "code"
        promises = RULES.promises(self.now)
        with self.store.transaction():
            case_id = self.store.cases.file(way, {"verhaal": "…"}, list(READERS), self.now)
            begin(self.store, case_id, promises)
            if linked:
                self.store.links.make(case_id, STUDENT)
        self.cases[case_id] = Model(promises.named(), linked, KINDS[0], promises.first_answer_by, "student_check_in", promises.student_asked_at)

    @rule(data=st.data())
    def answer(self, data: st.DataObject):
        if name := self.pick(data):
            self.store.cases.answer(name, "noor", "Dag", self.now)
            one = self.cases[name]
            one.answered, one.news = True, one.linked
            one.state = "beantwoord" if one.state in ("nieuw", "gezien") else one.state

    @rule(data=st.data(), state=st.sampled_from(["gezien", "gesprek", "stappen", "afgerond"]))
    def move(self, data: st.DataObject, state: str):
        if name := self.pick(data):
            try:
                self.store.cases.set_state(name, "samir", state, self.now)
            except NoSuchMove:
                return
            self.cases[name].state = state

    @rule(data=st.data())
    def student_says_something(self, data: st.DataObject):
        if name := self.pick(data, open_only=False):
            self.store.cases.add_from_student(name, {"tekst": "…"}, self.now)
            one = self.cases[name]
            one.check_ins = 0
            if one.closed_at:
                one.closed_at = self.store.cases.state_of(name).closed_at

    @rule(data=st.data())
    def student_wipes_the_link(self, data: st.DataObject):
        if name := self.pick(data):
            self.store.links.drop(name)
            self.cases[name].linked = False

    @rule(data=st.data())
    def student_closes(self, data: st.DataObject):
        if name := self.pick(data):
            self.store.cases.close(name, "student", self.now)
            self.cases[name].closed_at = self.store.cases.state_of(name).closed_at

    @precondition(lambda self: self.cases)
    @rule(hours=st.sampled_from([1, 8, 24, 24, 72, 168, 720, 2400]), crashes=st.lists(st.integers(1, 12), max_size=3))
    def time_passes(self, hours: int, crashes: list[int]):
        # seven minutes, and never just before the hour: what a crash delays by some minutes then makes nothing else due
        self.now += timedelta(hours=hours, minutes=7)
        while not 5 <= self.now.minute <= 55:
            self.now += timedelta(minutes=7)
        mails, events = self.expected(self.now)
        self.hands.mails.clear()
        self.hands.events.clear()
        at = self.now
        for dies_at in [*crashes, -1]:
            self.hands.dies_at, self.hands.now = dies_at, at
            try:
                self.sweep_once(at)
            except Crash:
                self.store.close()
                self.store = self.hands.store = open_store(self.folder / "data")
                at += timedelta(seconds=61)
        assert sorted(self.hands.mails) == sorted(mails)
        assert sorted(self.hands.events) == sorted(events)
        self.take_over_dates()

    def sweep_once(self, at: datetime):
        done = self.store.due.done

        def done_or_die(*args, **kwargs):
            self.hands.here()
            return done(*args, **kwargs)

        self.store.due.done = done_or_die  # type: ignore[method-assign]
        asyncio.run(sweep(self.store, at, self.hands, RULES))
        assert self.store.due.claim(at) is None

    def expected(self, now: datetime) -> tuple[list, list]:
        """Plays the sweep in the model; the mails and events that must come."""
        mails: list[tuple[str, str]] = []
        events: list[str] = []
        for name, one in list(self.cases.items()):
            if one.news and one.linked and one.closed_at is None:
                events.append(name)
            one.news = False
            while one.closed_at is None:
                r_due = one.r_next is not None and one.r_next <= now
                s_due = one.s_next <= now
                if r_due and (not s_due or one.r_next <= one.s_next):
                    self.recipients_turn(name, one, now, mails)
                elif s_due:
                    self.students_turn(name, one, now, events)
                else:
                    break
            if one.closed_at and one.closed_at + RULES.case_keeps <= now:
                del self.cases[name]
        return mails, events

    def recipients_turn(self, name: str, one: Model, now: datetime, mails: list):
        stage = STAGES[one.r_kind or ""]
        if one.state not in stage.states:
            mails += [(name, reader) for reader in READERS]
            one.r_next = RULES.calendar.add(now, 1)
        elif stage.next_kind:
            one.r_kind, one.r_next = stage.next_kind, max(one.promises[stage.promise or ""], now)
        else:
            one.r_kind = one.r_next = None

    def students_turn(self, name: str, one: Model, now: datetime, events: list):
        again = ("student_check_in", RULES.calendar.add(now, CONFIG.terms.aftercare))
        if one.s_kind == "close_quiet" and one.answered and one.check_ins >= 2:
            one.closed_at = now
            return
        if one.s_kind == "student_check_in":
            events += [name] if one.linked else []
            one.check_ins += 1  # who wiped the link cannot be asked, and counts as silent
            if one.check_ins >= 2:
                again = ("close_quiet", now + QUIET)
        one.s_kind, one.s_next = again

    def take_over_dates(self):
        """The store's own dates may be some minutes later than the model's: as long as crashes took."""
        slack = timedelta(minutes=5)
        for name, one in self.cases.items():
            rows = dict(self.store._db.run("SELECT kind, at FROM due WHERE subject=? AND state='wacht'", (name,)).fetchall())
            if one.closed_at:
                assert set(rows) == {"erase_case"}
                case = self.store.cases.state_of(name)
                assert case.state == "gesloten" and case.closed_at
                # a code-only case has only a day
                assert timedelta(0) <= one.closed_at - case.closed_at < timedelta(days=1) or case.closed_at - one.closed_at < slack
                one.closed_at = case.closed_at
                continue
            assert set(rows) == {one.s_kind} | ({one.r_kind} if one.r_kind else set())
            for kind, at in rows.items():
                found = datetime.fromtimestamp(at, NOW.tzinfo)
                wanted = one.s_next if kind == one.s_kind else one.r_next
                assert wanted and timedelta(0) <= found - wanted <= slack, kind
                if kind == one.s_kind:
                    one.s_next = found
                else:
                    one.r_next = found
        known = [row[0] for row in self.store._db.run("SELECT id FROM cases")]
        assert sorted(known) == sorted(self.cases)

    @invariant()
    def no_open_case_is_forgotten(self):
        assert self.store.due.open_cases_without_next_due() == 0
        assert self.store.due.stuck() == []


TestSweep = SweepMachine.TestCase
TestSweep.settings = settings(max_examples=50, stateful_step_count=40, deadline=None)


def begun(world: World, linked: bool = True) -> str:
    case_id = world.store.cases.file("anoniem", {"verhaal": "…"}, list(READERS), NOW)
    begin(world.store, case_id, RULES.promises(NOW))
    if linked:
        world.store.links.make(case_id, STUDENT)
    return case_id


@pytest.mark.asyncio
async def test_the_first_reminder_comes_at_the_term_and_then_each_working_day(world: World):
    case_id = begun(world)
    hands = RealHands(world.store, world.data)
    days = []
    for hour in range(24 * 10):
        now = NOW + timedelta(hours=hour)
        before = len(hands.mails)
        await sweep(world.store, now, hands, RULES)
        if len(hands.mails) > before:
            days.append((now.date().isoformat(), len(hands.mails) - before))
    assert days == [(f"2026-11-{day}", 2) for day in (25, 26, 27, 30)] + [("2026-12-01", 2), ("2026-12-02", 2)]
    assert world.store.cases.state_of(case_id).reminded


@pytest.mark.asyncio
async def test_what_fails_is_tried_again_and_then_shown_to_the_operator(world: World, caplog: pytest.LogCaptureFixture):
    case_id = begun(world)

    class Broken(RealHands):
        async def mail(self, recipient_id: str, key: str, once: str) -> None:
            raise OSError(f"geheim {recipient_id} {case_id}")

    hands = Broken(world.store, world.data)
    now = RULES.promises(NOW).first_answer_by
    for _ in range(24 * 60):
        await sweep(world.store, now, hands, RULES)
        now += timedelta(minutes=1)
    (stuck,) = world.store.due.stuck()
    assert (stuck.kind, stuck.attempts) == ("recipient_first_answer", MOST_ATTEMPTS)
    assert "OSError" in caplog.text and "geheim" not in caplog.text and case_id not in caplog.text
    world.store.due.revive(stuck.id, now)
    mended = RealHands(world.store, world.data)
    await sweep(world.store, now, mended, RULES)
    assert len(mended.mails) == 2


@pytest.mark.asyncio
async def test_two_sweeps_at_once_remind_once(world: World):
    begun(world)
    hands = RealHands(world.store, world.data)
    at = RULES.promises(NOW).student_asked_at
    await asyncio.gather(*(sweep(world.store, at, hands, RULES) for _ in range(4)))
    assert len(hands.mails) == 2 and len(hands.events) == 1


@pytest.mark.asyncio
async def test_a_case_that_closes_while_its_reminder_goes_out_gets_no_next_one(world: World):
    case_id = begun(world)

    class ClosesMeanwhile(RealHands):
        async def mail(self, recipient_id: str, key: str, once: str) -> None:
            self.store.cases.close(case_id, "student", NOW)

    await sweep(world.store, RULES.promises(NOW).first_answer_by, ClosesMeanwhile(world.store, world.data), RULES)
    assert world.store.due.next_of(case_id) is None
    await sweep(world.store, NOW + timedelta(days=10), RealHands(world.store, world.data), RULES)
    erase = world.store.due.next_of(case_id)
    assert erase is not None and (erase.kind, erase.at) == ("erase_case", NOW + timedelta(days=90))
    await sweep(world.store, NOW + timedelta(days=90), RealHands(world.store, world.data), RULES)
    with pytest.raises(NoSuchCase):
        world.store.cases.state_of(case_id)


@pytest.mark.asyncio
async def test_who_left_the_school_holds_up_nobody_and_when_all_left_the_operator_hears(world: World):
    begun(world)
    hands = RealHands(world.store, world.data)
    world.store.recipients.sync([type("P", (), {"id": "noor", "name": "Noor", "role": "", "mail": "n@s.example"})()], [])
    now = RULES.promises(NOW).first_answer_by
    await sweep(world.store, now, hands, RULES)
    assert [reader for _, reader in hands.mails] == ["noor"]
    world.store.recipients.sync([], [])
    for _ in range(10):
        now += timedelta(days=1)
        await sweep(world.store, now, hands, RULES)
    assert [row.kind for row in world.store.due.stuck()] == ["recipient_first_answer"]


@pytest.mark.asyncio
async def test_drafts_and_old_messages_go_by_their_date(world: World):
    hands = RealHands(world.store, world.data)
    world.store.sessions.save(STUDENT, {"verhaal": "…"}, NOW, RULES.session_keeps)
    world.store.shown.add(STUDENT, "m1", "melden.verhaal", True, NOW + timedelta(hours=40))
    await sweep(world.store, NOW + timedelta(hours=41), hands, RULES)
    (head,) = world.store.outbox.heads(NOW + timedelta(days=3))
    assert world.store.outbox.open(head).operation == {"op": "delete", "message_ids": ["m1"]}
    assert world.store.shown.of_chat(STUDENT) == [] and world.store.sessions.load(STUDENT)
    await sweep(world.store, NOW + timedelta(days=7, hours=1), hands, RULES)
    assert world.store.sessions.load(STUDENT) is None
