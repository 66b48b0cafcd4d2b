"""Due rows: claimed by one, lost by nobody. A model plays beside the store, with crashes and a clock that jumps."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.store.due import LAPSES_AFTER, MOST_ATTEMPTS
from tests.store.world import NOW, World, open_store


class DueMachine(RuleBasedStateMachine):
    """The model: what waits (subject, kind) -> [at, claimed_at, attempts, id]."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(self.folder)
        self.now = NOW
        self.waiting: dict[tuple[str, str], list] = {}
        self.stuck: set[str] = set()
        self.held: list[str] = []

    def teardown(self):
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(kind=st.sampled_from("ab"), subject=st.sampled_from("xyz"), minutes=st.integers(-5, 300))
    def plan(self, kind: str, subject: str, minutes: int):
        at = self.now + timedelta(minutes=minutes)
        found = self.store.due.plan(kind, subject, at)
        old = self.waiting.get((subject, kind))
        assert old is None or old[3] == found
        self.waiting[subject, kind] = [at, None, 0, found]

    @rule()
    def claim(self):
        row = self.store.due.claim(self.now)
        free = {key: one for key, one in self.waiting.items() if one[0] <= self.now and (one[1] is None or self.now - one[1] >= LAPSES_AFTER)}
        able = {key for key, one in free.items() if one[2] < MOST_ATTEMPTS}
        if row is None:
            assert not able
            for key in free:
                self.stuck.add(self.waiting.pop(key)[3])
            return
        assert (row.subject, row.kind) in able
        one = self.waiting[row.subject, row.kind]
        assert row.at == min(free[key][0] for key in able) and row.id == one[3]
        one[1], one[2] = self.now, one[2] + 1
        assert row.attempts == one[2]
        self.held.append(row.id)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def done(self, data: st.DataObject):
        held = self.held.pop(data.draw(st.integers(0, len(self.held) - 1)))
        key = next((key for key, one in self.waiting.items() if one[3] == held and one[1] is not None), None)
        assert self.store.due.done(held, "klaar") == (key is not None)
        if key:
            del self.waiting[key]

    @precondition(lambda self: self.held)
    @rule(data=st.data(), minutes=st.integers(0, 60))
    def failed(self, data: st.DataObject, minutes: int):
        held = self.held.pop(data.draw(st.integers(0, len(self.held) - 1)))
        self.store.due.failed(held, "Fout", self.now + timedelta(minutes=minutes))
        key = next((key for key, one in self.waiting.items() if one[3] == held and one[1] is not None), None)
        if key and self.waiting[key][2] < MOST_ATTEMPTS:
            self.waiting[key][:2] = [self.now + timedelta(minutes=minutes), None]
        elif key:
            self.stuck.add(self.waiting.pop(key)[3])

    @rule(subject=st.sampled_from("xyz"), kind=st.sampled_from(["a", "b", None]))
    def cancel(self, subject: str, kind: str | None):
        stuck = {row.id for row in self.store.due.stuck() if row.subject == subject and kind in (None, row.kind)}
        self.store.due.cancel(subject, kind)
        self.stuck -= stuck
        self.waiting = {key: one for key, one in self.waiting.items() if key[0] != subject or kind not in (None, key[1])}

    @rule()
    def crash(self):
        self.store.close()
        self.store = open_store(self.folder)

    @rule(seconds=st.sampled_from([1, 30, 59, 60, 3600, 86_400]))
    def time_passes(self, seconds: int):
        self.now += timedelta(seconds=seconds)

    @invariant()
    def what_waits_is_what_should(self):
        for subject in "xyz":
            ours = [one[0] for key, one in self.waiting.items() if key[0] == subject]
            found = self.store.due.next_of(subject)
            assert (found.at if found else None) == (min(ours) if ours else None)
        assert {row.id for row in self.store.due.stuck()} == self.stuck


TestDue = DueMachine.TestCase
TestDue.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)


def test_two_sweepers_never_get_the_same_row(world: World):
    other = open_store(world.data)
    for number in range(50):
        world.store.due.plan("x", str(number), NOW)
    taken = []
    while True:
        rows = [store.due.claim(NOW) for store in (world.store, other)]
        taken += [row.subject for row in rows if row]
        if rows == [None, None]:
            break
    assert sorted(taken, key=int) == [str(number) for number in range(50)]
    other.close()


def test_a_claim_from_a_clock_that_ran_ahead_holds_nothing_up(world: World):
    world.store.due.plan("x", "y", NOW)
    assert world.store.due.claim(NOW + timedelta(days=300))
    assert world.store.due.claim(NOW)


def test_a_row_that_kills_whoever_tries_it_ends_in_the_operators_list_and_can_be_revived(world: World):
    world.store.due.plan("x", "y", NOW)
    now: datetime = NOW
    for attempt in range(MOST_ATTEMPTS):
        row = world.store.due.claim(now)
        assert row is not None and row.attempts == attempt + 1
        world.reopen()
        now += LAPSES_AFTER
    assert world.store.due.claim(now) is None
    (stuck,) = world.store.due.stuck()
    assert (stuck.kind, stuck.subject) == ("x", "y")
    world.store.due.revive(stuck.id, now)
    assert world.store.due.stuck() == [] and world.store.due.claim(now)


def test_a_row_that_was_moved_while_it_was_acted_on_is_not_ended_by_that(world: World):
    row_id = world.store.due.plan("x", "y", NOW)
    assert world.store.due.claim(NOW)
    later = NOW + timedelta(days=1)
    assert world.store.due.plan("x", "y", later) == row_id
    assert not world.store.due.done(row_id, "klaar")
    found = world.store.due.next_of("y")
    assert found is not None and found.at == later


def test_an_open_case_that_nobody_looks_after_is_counted(world: World):
    case_id = world.store.cases.file("naam", {}, ["noor", "samir"], NOW)
    assert world.store.due.open_cases_without_next_due() == 1
    world.store.due.plan("x", case_id, NOW)
    assert world.store.due.open_cases_without_next_due() == 0
    world.store.cases.close(case_id, "student", NOW)
    assert world.store.due.open_cases_without_next_due() == 0
