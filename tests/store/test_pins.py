"""The pincode of a chat: a slow hash, tries that get slower, and nobody ever locked out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.channels.base import Address
from bot.store import pins
from tests.store.world import NOW, STUDENT, World

RIGHT, WRONG = timedelta(0), None


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(pins, "COST", 2**4)


def test_only_the_right_one_opens_and_only_in_its_own_chat(world: World):
    other = Address("web", "een ander")
    world.store.pins.set(STUDENT, "4821")
    world.store.pins.set(other, "1357")
    assert world.store.pins.try_open(STUDENT, "4821", NOW) == RIGHT
    assert world.store.pins.try_open(STUDENT, "1357", NOW) is WRONG
    assert world.store.pins.try_open(other, "1357", NOW) == RIGHT
    world.store.pins.drop(STUDENT)
    assert not world.store.pins.exists(STUDENT) and world.store.pins.exists(other)


def test_after_five_wrong_tries_each_next_one_waits_longer_and_an_hour_is_the_longest(world: World):
    now, waits = NOW, []
    world.store.pins.set(STUDENT, "4821")
    for _ in range(4):
        assert world.store.pins.try_open(STUDENT, "0000", now) is WRONG
    for _ in range(9):
        assert world.store.pins.try_open(STUDENT, "0000", now) is WRONG
        wait = world.store.pins.try_open(STUDENT, "4821", now)
        waits.append(wait // timedelta(minutes=1))
        now += wait - timedelta(seconds=1)
        assert world.store.pins.try_open(STUDENT, "4821", now) == timedelta(seconds=1)
        now += timedelta(seconds=1)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert world.store.pins.try_open(STUDENT, "4821", now) == RIGHT
    assert world.store.pins.try_open(STUDENT, "0000", now) is WRONG, "after the right one, five free tries again"
    assert world.store.pins.try_open(STUDENT, "4821", now) == RIGHT


def test_a_try_while_waiting_is_not_looked_at_and_costs_nothing(world: World, monkeypatch):
    world.store.pins.set(STUDENT, "4821")
    for _ in range(5):
        world.store.pins.try_open(STUDENT, "0000", NOW)
    monkeypatch.setattr(pins, "_hash", lambda *_: pytest.fail("hashed"))
    assert world.store.pins.try_open(STUDENT, "4821", NOW) == timedelta(minutes=1)


def test_the_same_pincode_is_another_hash_for_another_chat_and_is_nowhere_in_the_clear(world: World):
    world.store.pins.set(STUDENT, "482193")
    first = world.store.pins._read(STUDENT)
    world.store.pins.set(STUDENT, "482193")
    assert first["hash"] != world.store.pins._read(STUDENT)["hash"]
    assert b"482193" not in world.files() and bytes.fromhex(first["hash"]) not in world.files()
