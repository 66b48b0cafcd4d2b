"""Promise: a report that waits for its day is not there, for any recipient, in any list, count, page, mail or sum, until that day.

Each twin plants a leak, and must go red.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions import sending
from bot.actions.moment import Moment
from bot.channels.base import Address
from bot.code_keys import CodeKeys
from bot.config import load_config
from bot.followup.mail import MailSpool
from bot.followup.rules import Rules
from bot.followup.sweep import sweep
from bot.store import NoSuchCase, NoSuchMove, Store
from bot.store.cases import Cases
from flows.words import read_words
from tests.store.world import NOW, STUDENT, Somebody, World, make_world

ROOT = Path(__file__).parents[2]
CONFIG = load_config(ROOT / "config.yml")
RULES = Rules.of(CONFIG)
TEAM = [Somebody(one, one.title(), mail=f"{one}@school.example") for one in ("noor", "samir", "chris")]
LEFT_OUT = "chris"


class Hands:
    """Real mail; events only counted."""

    def __init__(self, world: World):
        self.world, self.now, self.told = world, NOW, 0
        self.spool = MailSpool(world.data, read_words(ROOT / "content" / "nl" / "post.md"), CONFIG.school, CONFIG.mail.sender)

    async def event(self, address: Address, event: dict) -> None:
        assert address == STUDENT
        self.told += 1

    async def mail(self, recipient_id: str, key: str, once: str) -> None:
        self.spool.put(self.world.store.recipients.get(recipient_id), key, once, self.now)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path / "data", TEAM)
    (made.data / "mail").mkdir(exist_ok=True)
    made.store.cases.file("naam", {"verhaal": "een gewone zaak"}, [one.id for one in TEAM], NOW)
    yield made
    made.store.close()


def put_ready(world: World) -> str:
    moment = Moment(world.store, RULES, read_words(ROOT / "content" / "nl" / "zaken.md"), STUDENT, NOW, CodeKeys(world.store).for_turn(STUDENT, NOW))
    with world.store.transaction():
        opens = sending.pick_day(moment, "maand_3")["opent_op"]
        sending.deliver(moment, "later", None, "anoniem", None, None, "praten", [LEFT_OUT], opent_op=opens)
    return world.store.links.of_chat(STUDENT)[0]


def tried(call: Callable[[], object]) -> object:
    """What comes back, or how it is refused."""
    try:
        return call()
    except (NoSuchCase, NoSuchMove) as error:
        return repr(error)


def seen_by(store: Store, data: Path, recipient_id: str, case_id: str) -> dict[str, object]:
    """All that a recipient gets to see, and what happens when they try the id of a case that is not theirs."""
    cases = store.cases
    mine = cases.list_for(recipient_id)
    tries = (
        lambda c: cases.entries_for(c, recipient_id),
        lambda c: cases.answer(c, recipient_id, "x", NOW),
        lambda c: cases.set_state(c, recipient_id, "gezien", NOW),
    )
    return {
        "list": mine,
        "entries": [tried(lambda case=case: cases.entries_for(case.id, recipient_id)) for case in mine],
        "tries": {str(tried(lambda attempt=attempt, c=c: attempt(c))) for attempt in tries for c in (case_id, "bestaat-niet")},
        "counts": cases.count(),
        "dot": hashlib.sha256(repr([(case.id, case.state, case.heard_at) for case in mine]).encode()).hexdigest(),
        "mail": sorted(path.name for path in (data / "mail").rglob("*") if path.is_file()),
    }


async def life_until_its_day(world: World, hands: Hands) -> AsyncIterator[tuple[str, str]]:
    """What can happen to it before: time, another day, something added by the student."""
    store = world.store
    case_id = put_ready(world)
    yield "klaargezet", case_id
    for days in (1, 7, 30, 80):
        hands.now = NOW + timedelta(days=days)
        await sweep(store, hands.now, hands, RULES)
        yield f"na {days} dagen", case_id
    store.cases.add_from_student(case_id, {"tekst": "meer"}, hands.now)
    yield "aangevuld", case_id
    store.waiting.hold(case_id, NOW + timedelta(days=100))
    hands.now = NOW + timedelta(days=99)
    await sweep(store, hands.now, hands, RULES)
    yield "verzet", case_id


async def test_before_its_day_nobody_at_school_sees_any_difference(world: World):
    hands = Hands(world)
    before = {one.id: seen_by(world.store, world.data, one.id, "bestaat-niet") for one in TEAM}
    assert len(before["noor"]["list"]) == 1 and before["noor"]["tries"] == {"NoSuchCase()"}  # type: ignore[arg-type]
    moments = 0
    async for moment, case_id in life_until_its_day(world, hands):
        moments += 1
        for one in TEAM:
            assert seen_by(world.store, world.data, one.id, case_id) == before[one.id], (moment, one.id)
    assert moments == 7 and hands.told == 0


async def test_on_its_day_the_readers_see_it_who_was_left_out_does_not_and_the_student_hears_once(world: World):
    hands = Hands(world)
    case_id = put_ready(world)
    before = {one.id: world.store.cases.list_for(one.id) for one in TEAM}
    hands.now = NOW + timedelta(days=95)
    await sweep(world.store, hands.now, hands, RULES)
    for reader in ("noor", "samir"):
        assert {case.id for case in world.store.cases.list_for(reader)} == {case_id, *(case.id for case in before[reader])}
    assert world.store.cases.list_for(LEFT_OUT) == before[LEFT_OUT]
    assert not any(b"chris@" in path.read_bytes() for path in hands.spool.waiting())
    told = hands.told
    await sweep(world.store, hands.now, hands, RULES)
    assert told == 1 and hands.told == 1


def _list_with_what_waits(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Cases, "list_for", lambda self, who: [self.state_of(row[0]) for row in self._db.run("SELECT id FROM cases ORDER BY id").fetchall()])


def _open_for_who_knows_the_id(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Cases, "_mine", lambda self, case_id, who: (self.state_of(case_id), self._holders(case_id, self._row(case_id)[-1])))


def _counted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Cases, "count", lambda self: dict(self._db.run("SELECT state, count(*) FROM cases GROUP BY state").fetchall()))


def _clock_from_the_start(patch: pytest.MonkeyPatch) -> None:
    filed = sending._file

    def file(moment, *given, **more):
        values = filed(moment, *given, **more)
        moment.store.due.plan("recipient_new", moment.store.links.of_chat(STUDENT)[0], moment.now)
        return values

    patch.setattr(sending, "_file", file)


LEAKS = [_list_with_what_waits, _open_for_who_knows_the_id, _counted, _clock_from_the_start]


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__.strip("_"))
async def test_the_twin_that_shows_it_is_found(world: World, leak: Callable, monkeypatch: pytest.MonkeyPatch):
    hands = Hands(world)
    before = {one.id: seen_by(world.store, world.data, one.id, "bestaat-niet") for one in TEAM}
    leak(monkeypatch)
    same = [
        seen_by(world.store, world.data, one.id, case_id) == before[one.id] async for _, case_id in life_until_its_day(world, hands) for one in TEAM
    ]
    assert not all(same)
