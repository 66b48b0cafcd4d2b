"""Waiting messages: the order of a chat is kept, whatever fails and whoever restarts."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.channels.base import Address
from bot.store import Row
from tests.store.world import NOW, STUDENT, World, open_store

CHATS = [Address("web", name) for name in "abc"]


class OutboxMachine(RuleBasedStateMachine):
    """The model: of each chat a list of [id, not_before, retry_at, attempts]."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(self.folder)
        self.now = NOW
        self.lines: dict[Address, list[list]] = {chat: [] for chat in CHATS}

    def teardown(self):
        self.store.close()
        shutil.rmtree(self.folder)

    def expected(self) -> list[list]:
        ready = ([row for row in line if row[1] <= self.now] for line in self.lines.values())
        return sorted(line[0] for line in ready if line and line[0][2] <= self.now)

    @rule(chat=st.sampled_from(CHATS), later=st.sampled_from([None, -5, 30, 3600]))
    def put(self, chat: Address, later: int | None):
        at = None if later is None else self.now + timedelta(seconds=later)
        row_id = self.store.outbox.put(chat, {"op": "send", "text": "é"}, self.now, at)
        self.lines[chat].append([row_id, at or self.now, self.now, 0])

    @rule(what=st.sampled_from(["delivered", "give_up", "try_again"]), seconds=st.sampled_from([0.4, 1, 60]))
    def send_one(self, what: str, seconds: float):
        heads = self.store.outbox.heads(self.now)
        if not heads:
            return
        row = self.store.outbox.open(heads[0])
        line = self.lines[row.address]
        mine = next(one for one in line if one[0] == row.id)
        if what == "try_again":
            self.store.outbox.try_again(row.id, self.now + timedelta(seconds=seconds))
            mine[2], mine[3] = self.now + timedelta(seconds=max(1, seconds)), mine[3] + 1
        else:
            getattr(self.store.outbox, what)(row.id)
            line.remove(mine)

    @rule(chat=st.sampled_from(CHATS))
    def take_back(self, chat: Address):
        self.store.outbox.take_back(chat)
        self.lines[chat] = []

    @rule()
    def crash(self):
        self.store.close()
        self.store = open_store(self.folder)

    @rule(seconds=st.sampled_from([1, 30, 3600]))
    def time_passes(self, seconds: int):
        self.now += timedelta(seconds=seconds)

    @invariant()
    def the_heads_are_the_oldest_that_may_go(self):
        heads = [self.store.outbox.open(head) for head in self.store.outbox.heads(self.now)]
        assert [[row.id, row.attempts] for row in heads] == [[one[0], one[3]] for one in self.expected()]
        assert self.store.outbox.waiting() == sum(map(len, self.lines.values()))


TestOutboxRows = OutboxMachine.TestCase
TestOutboxRows.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)


def first(world: World) -> Row | None:
    return world.store.outbox.open(world.store.outbox.heads(NOW)[0])


def test_an_operation_comes_back_as_it_was_put_and_shows_nothing_in_its_repr(world: World):
    operation = {"op": "send", "text": "Wij zien je 👋", "spans": [[0, 3, "bold"]], "buttons": [[{"label": "Ja", "data": "1:ja"}]], "sensitive": True}
    world.store.outbox.put(STUDENT, operation, NOW)
    row = first(world)
    assert (row.operation, row.address) == (operation, STUDENT)
    assert "zien" not in repr(row) and STUDENT.chat not in repr(row)


def test_a_row_that_was_tampered_with_does_not_hold_up_its_chat(world: World):
    world.store.outbox.put(STUDENT, {"op": "send", "text": "een"}, NOW)
    world.store.outbox.put(STUDENT, {"op": "send", "text": "twee"}, NOW)
    world.store._db.run("UPDATE outbox SET body=x'00' WHERE id=(SELECT min(id) FROM outbox)")
    assert first(world) is None
    assert first(world).operation["text"] == "twee"


def test_what_waits_is_taken_back_but_what_must_leave_the_screen_still_does(world: World):
    for operation in ({"op": "send", "text": "een"}, {"op": "delete", "message_ids": ["1"]}, {"op": "edit", "message_id": "2", "text": "twee"}):
        world.store.outbox.put(STUDENT, operation, NOW)
    world.store.outbox.take_back(STUDENT)
    assert world.store.outbox.waiting() == 1 and first(world).operation["op"] == "delete"
