"""Promise 5, for the store: whoever is left out of a case sees no difference in anything that the store returns to them, and gets no mail.

What counts over all cases (cases.count, due.stuck, due.open_cases_without_next_due) is the operator's; no page of a recipient may show it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import sealing
from bot.actions.moment import Moment
from bot.actions.own_cases import ask_school
from bot.channels.base import Address
from bot.code_keys import CodeKeys
from bot.config import load_config
from bot.followup.mail import MailSpool
from bot.followup.rules import Rules, begin
from bot.followup.sweep import sweep
from bot.store import NoSuchCase
from bot.store.cases import Cases
from flows.words import read_words
from tests.beloften.sporen import all_bytes, found_in
from tests.store.world import NOW, PEOPLE, STUDENT, Somebody, World, make_world

ROOT = Path(__file__).parents[2]
CONFIG = load_config(ROOT / "config.yml")
RULES = Rules.of(CONFIG)
LEFT_OUT, READERS = "noor", ["samir", "chris"]
TEAM = [*(Somebody(one.id, one.name, mail=f"{one.id}@school.example") for one in PEOPLE), Somebody("chris", "Chris", mail="chris@school.example")]


class Hands:
    """Real mail, no chats."""

    def __init__(self, world: World):
        self.world = world
        self.spool = MailSpool(world.data, read_words(ROOT / "content" / "nl" / "post.md"), CONFIG.school, CONFIG.mail.sender)
        self.now = NOW

    async def event(self, address: Address, event: dict) -> None:
        pass

    async def mail(self, recipient_id: str, key: str, once: str) -> None:
        recipient = self.world.store.recipients.get(recipient_id)
        assert recipient
        self.spool.put(recipient, key, once, self.now)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path / "data", TEAM)
    case_id = made.store.cases.file("naam", {"verhaal": "een gewone zaak"}, [LEFT_OUT, *READERS], NOW)  # one that they may see
    made.store.cases.answer(case_id, LEFT_OUT, "Dag", NOW)
    yield made
    made.store.close()


def refused(call: Callable[[], object]) -> str:
    try:
        call()
    except NoSuchCase as error:
        return repr(error)
    return "niet geweigerd"


def seen_by(world: World, recipient_id: str, case_ids: list[str]) -> dict[str, object]:
    """All that the store returns to a recipient, and what it says to one who tries ids they cannot know."""
    cases = world.store.cases
    tries = [
        (lambda c: cases.entries_for(c, recipient_id)),
        (lambda c: cases.answer(c, recipient_id, "x", NOW)),
        (lambda c: cases.set_state(c, recipient_id, "gezien", NOW)),
        (lambda c: cases.set_state(c, recipient_id, "gesloten", NOW)),
    ]
    mine = cases.list_for(recipient_id)
    return {
        "list": mine,
        "entries": [cases.entries_for(case.id, recipient_id) for case in mine],
        "tries": {refused(lambda attempt=attempt, c=c: attempt(c)) for attempt in tries for c in [*case_ids, "bestaat-niet"]},
        "people": [world.store.recipients.all(), world.store.recipients.active(), world.store.recipients.key_holders()],
        "recovery": world.store.recipients.recovery_holders(),
        "failures": world.store.sign_in.failures(recipient_id),
        "mail": sorted(path.name for path in (world.data / "mail").rglob("*") if path.is_file() and b"noor@" in path.read_bytes()),
    }


async def life_of_a_case(world: World) -> Iterator[tuple[str, list[str]]]:
    """A case from which they were left out, from filing to erasing, with reminders in between."""
    store, hands = world.store, Hands(world)

    async def sweep_at(now: datetime) -> None:
        hands.now = now
        await sweep(store, now, hands, RULES)

    promises = RULES.promises(NOW)
    case_id = store.cases.file("anoniem", {"verhaal": "over Noor"}, READERS, NOW)
    begin(store, case_id, promises)
    store.links.make(case_id, STUDENT)
    yield "ingediend", [case_id]
    await sweep_at(promises.first_answer_by)
    assert len(hands.spool.waiting()) == len(READERS)
    yield "herinnerd", [case_id]
    store.cases.answer(case_id, "samir", "Dag", NOW)
    yield "beantwoord", [case_id]
    store.cases.add_from_student(case_id, {"tekst": "meer"}, NOW)
    store.cases.set_state(case_id, "chris", "gesprek", NOW)
    yield "in gesprek", [case_id]
    store.cases.add_from_student(case_id, {"waar": "bij Noor op kantoor", "gronden": ["afkomst"]}, NOW)
    store.consents.change(case_id, "sbb", True, "Dat mag.", NOW)
    store.due.plan("recipient_added", case_id, NOW)
    await sweep_at(NOW)
    yield "antwoorden en toestemming", [case_id]
    store.consents.change(case_id, "sbb", False, "Dat mag niet meer.", NOW)
    store.cases.make_known(case_id, {"naam": "Sam"}, NOW)
    yield "bekend gemaakt", [case_id]
    student = Moment(store, RULES, read_words(ROOT / "content" / "nl" / "zaken.md"), STUDENT, NOW, CodeKeys(store).for_turn(STUDENT, NOW))
    mails = len(hands.spool.waiting())
    assert ask_school(student, case_id)["gemaild"] == "los"
    await sweep_at(NOW)
    assert len(hands.spool.waiting()) == mails + len(READERS)
    yield "ik hoor niks", [case_id]
    await sweep_at(promises.outcome_by)
    yield "weer herinnerd", [case_id]
    store.cases.close(case_id, "student", NOW)
    yield "gesloten", [case_id]
    store.cases.erase(case_id)
    yield "gewist", [case_id]
    other = store.cases.file("anoniem", {"verhaal": "weer over Noor"}, READERS, NOW)
    begin(store, other, RULES.promises(NOW))
    store.links.make(other, STUDENT)
    yield "nog een", [other]
    mails = len(hands.spool.waiting())
    store.cases.withdraw(other, NOW)
    await sweep_at(promises.outcome_by)
    assert len(hands.spool.waiting()) == mails  # nobody gets a mail about what was taken back
    yield "ingetrokken", [other]
    await sweep_at(NOW + RULES.case_keeps + timedelta(days=1))
    yield "na de bewaartermijn", [other]


@pytest.mark.asyncio
async def test_a_left_out_person_sees_no_difference_at_any_moment(world: World):
    (world.data / "mail").mkdir(exist_ok=True)
    before = seen_by(world, LEFT_OUT, [])
    assert len(before["list"]) == 1 and before["tries"] == {"NoSuchCase()"}  # type: ignore[arg-type]
    moments = 0
    async for moment, case_ids in life_of_a_case(world):
        assert seen_by(world, LEFT_OUT, case_ids) == before, moment
        moments += 1
    assert moments == 13


@pytest.mark.asyncio
async def test_a_reader_does_see_it(world: World):
    (world.data / "mail").mkdir(exist_ok=True)
    before = seen_by(world, "samir", [])
    differs = {moment: seen_by(world, "samir", []) != before async for moment, _ in life_of_a_case(world)}
    assert [moment for moment, seen in differs.items() if not seen] == ["gewist", "na de bewaartermijn"]


def test_a_left_out_person_cannot_open_it_with_their_key_and_the_database(world: World):
    case_id = world.store.cases.file("anoniem", {"verhaal": "over Noor"}, READERS, NOW)
    world.store.cases.answer(case_id, "samir", "Dag", NOW)
    for (sealed,) in world.store._db.run("SELECT sealed FROM entries WHERE case_id=?", (case_id,)).fetchall():
        assert sealing.open_sealed(sealed, world.secrets["chris"])
        with pytest.raises(sealing.NotOpened):
            sealing.open_sealed(sealed, world.secrets[LEFT_OUT])


@pytest.mark.asyncio
async def test_no_mail_tells_anybody_anything_of_a_case(world: World):
    known: list[str | int] = ["over Noor", "anoniem", "melding", "kantoor", "toestemming", "ingetrokken", STUDENT.chat]
    async for _, case_ids in life_of_a_case(world):
        known += case_ids
    assert (world.data / "mail").exists()
    assert found_in(all_bytes(world.data / "mail"), known) == []


def _list_without_asking_who(patch: pytest.MonkeyPatch) -> None:
    def list_for(self, who):
        return [self.state_of(row[0]) for row in self._db.run("SELECT id FROM cases ORDER BY received_at, id").fetchall()]

    patch.setattr(Cases, "list_for", list_for)


def _another_error_for_what_is_not_yours(patch: pytest.MonkeyPatch) -> None:
    def entries_for(self, case_id, who):
        if who not in self.readers_of(case_id):
            raise NoSuchCase("niet van u")
        return old(self, case_id, who)

    old = Cases.entries_for
    patch.setattr(Cases, "entries_for", entries_for)


def _mail_to_everybody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Cases, "readers_of", lambda self, case_id: [LEFT_OUT, *READERS])


LEAKS = [_list_without_asking_who, _another_error_for_what_is_not_yours, _mail_to_everybody]


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__.strip("_"))
@pytest.mark.asyncio
async def test_the_twin_that_shows_something_is_found(world: World, leak: Callable, monkeypatch: pytest.MonkeyPatch):
    (world.data / "mail").mkdir(exist_ok=True)
    before = seen_by(world, LEFT_OUT, [])
    leak(monkeypatch)
    seen = []
    try:
        async for _, case_ids in life_of_a_case(world):
            seen.append(seen_by(world, LEFT_OUT, case_ids) == before)
    except (AssertionError, NoSuchCase):  # the life's own count of mails; a list of what cannot be opened
        return
    assert not all(seen)
