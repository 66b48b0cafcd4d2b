"""Sessions, updates that were seen, and messages that stand on a screen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.channels.base import Address
from bot.store import SealBroken
from tests.store.world import NOW, STUDENT, World

WEEK = timedelta(days=7)


def test_a_session_comes_back_as_it_was_until_its_week_is_over(world: World):
    sessions = world.store.sessions
    assert sessions.load(STUDENT) is None
    sessions.save(STUDENT, {"stap": "één", "lijst": [1, None]}, NOW, WEEK)
    sessions.save(STUDENT, {"stap": "twee"}, NOW, WEEK)
    world.reopen()
    sessions = world.store.sessions
    assert sessions.load(STUDENT) == {"stap": "twee"}
    assert sessions.load(Address("web", "chat-471")) is None
    assert sessions.expired(NOW + WEEK - timedelta(hours=1)) == []
    assert sessions.expired(NOW + WEEK + timedelta(hours=1)) == [STUDENT]
    sessions.erase(STUDENT)
    assert sessions.load(STUDENT) is None and sessions.expired(NOW + WEEK * 9) == []


def test_the_minute_of_a_session_is_not_kept(world: World):
    world.store.sessions.save(STUDENT, {}, NOW + timedelta(minutes=17, seconds=3), WEEK)
    assert world.store._db.one("SELECT erase_at % 3600 FROM sessions")[0] == 0


def test_a_session_that_was_put_in_the_place_of_another_does_not_open(world: World):
    other = Address("web", "9")
    world.store.sessions.save(STUDENT, {"van": "student"}, NOW, WEEK)
    world.store.sessions.save(other, {"van": "ander"}, NOW, WEEK)
    world.store._db.run("UPDATE sessions SET body=(SELECT max(body) FROM sessions)")
    broken = 0
    for address in (STUDENT, other):
        try:
            world.store.sessions.load(address)
        except SealBroken:
            broken += 1
    assert broken == 1
    assert len(world.store.sessions.expired(NOW + WEEK * 2)) == 1  # the broken one is gone, and stops nobody


def test_an_update_is_new_once_in_any_order_and_per_source(world: World):
    seen = world.store.seen
    assert [seen.first_time("web", number, NOW) for number in ("3", "1", "3", "2", "1")] == [True, True, False, True, False]
    assert seen.first_time("telegram", "3", NOW)
    seen.forget_before(NOW)
    assert not seen.first_time("web", "3", NOW)
    seen.forget_before(NOW + timedelta(days=2))
    assert seen.first_time("web", "3", NOW)


def test_an_update_that_was_rolled_back_was_not_seen(world: World):
    with pytest.raises(ZeroDivisionError), world.store.transaction():
        world.store.seen.first_time("web", "1", NOW)
        1 / 0  # noqa: B018
    assert world.store.seen.first_time("web", "1", NOW)


def test_a_message_stands_on_its_screen_until_it_is_forgotten(world: World):
    shown = world.store.shown
    shown.add(STUDENT, "m1", "melden.verhaal", True, NOW + timedelta(hours=40))
    shown.add(STUDENT, "m2", "melden.ontvangst", False)
    shown.add(Address("web", "ander"), "m3", "x", True, NOW + timedelta(hours=1))
    assert [(row.message_id, row.step, row.sensitive) for row in shown.of_chat(STUDENT)] == [
        ("m1", "melden.verhaal", True),
        ("m2", "melden.ontvangst", False),
    ]
    assert [row.message_id for row in shown.overdue(NOW + timedelta(hours=41))] == ["m3", "m1"]
    assert shown.overdue(NOW) == []
    shown.forget(shown.of_chat(STUDENT)[0].id)
    assert [row.message_id for row in shown.of_chat(STUDENT)] == ["m2"]
    assert "m2" not in repr(shown.of_chat(STUDENT))
