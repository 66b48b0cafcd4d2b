"""What a student allowed is kept in the words that were read, with its date, for the readers and for the student; taking back erases nothing."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.actions.consents import OUTSIDE, give_consent, take_back_consent
from bot.actions.moment import Moment
from bot.actions.own_cases import add_to_case
from bot.code_keys import CodeKeys
from bot.config import load_config
from bot.dates import day
from bot.followup.rules import Rules, begin
from bot.store import CODE_ONLY, NoSuchCase
from bot.wire import CONTENT, ROOT
from flows.words import read_words
from tests.store.world import NOW, STUDENT, World

RULES = Rules.of(load_config(ROOT / "config.yml"))
WORDS = read_words(CONTENT / "zaken.md")
LATER = NOW + timedelta(days=3)


def moment(world: World, now=NOW) -> Moment:
    return Moment(world.store, RULES, WORDS, STUDENT, now, CodeKeys(world.store).for_turn(STUDENT, now))


@pytest.fixture
def case_id(world: World) -> str:
    case_id = world.store.cases.file("anoniem", {"verhaal": "x"}, ["noor", "samir"], NOW)
    begin(world.store, case_id, RULES.promises(NOW))
    world.store.links.make(case_id, STUDENT)
    return case_id


def read_by(world: World, case_id: str) -> list[tuple[str, str, bool, str]]:
    """(day, to, given, words) of each consent, as a reader opens it."""
    entries = zip(world.store.cases.entries_for(case_id, "noor"), map(json.loads, world.opened(case_id, "noor")), strict=True)
    return [(day(entry.at), said["aan"], said["ja"], said["woorden"]) for entry, said in entries if entry.kind == "toestemming"]


def test_nothing_is_allowed_until_the_student_says_so(world: World, case_id: str):
    assert world.store.consents.in_force(case_id) == {} and read_by(world, case_id) == []


def test_both_sides_have_the_words_that_were_read_and_both_days(world: World, case_id: str):
    give_consent(moment(world), case_id, "sbb")
    give_consent(moment(world), case_id, "bedrijf")
    take_back_consent(moment(world, LATER), case_id, "sbb")
    taken = WORDS["toestemming_ingetrokken"].text
    wanted = [
        (day(NOW), "sbb", True, WORDS["toestemming_sbb"].text),
        (day(NOW), "bedrijf", True, WORDS["toestemming_bedrijf"].text),
        (day(LATER), "sbb", False, taken),
    ]
    assert read_by(world, case_id) == wanted
    assert [(day(one.at), one.to, one.given, one.words) for one in world.store.consents.of_case(case_id)] == wanted
    assert list(world.store.consents.in_force(case_id)) == ["bedrijf"]


def test_an_old_button_changes_nothing_twice(world: World, case_id: str):
    with pytest.raises(NoSuchCase):
        take_back_consent(moment(world), case_id, "sbb")
    give_consent(moment(world), case_id, "sbb")
    with pytest.raises(NoSuchCase):
        give_consent(moment(world), case_id, "sbb")
    with pytest.raises(NoSuchCase):
        give_consent(moment(world), case_id, "de buren")
    assert len(read_by(world, case_id)) == 1


def test_taking_back_is_told_to_the_readers_at_once(world: World, case_id: str):
    give_consent(moment(world), case_id, "sbb")
    assert world.store.due.claim(NOW) is None
    take_back_consent(moment(world), case_id, "sbb")
    row = world.store.due.claim(NOW)
    assert row and row.kind == "recipient_added"


def test_no_word_of_it_is_in_the_files_and_every_row_is_as_long(world: World, case_id: str):
    for to in OUTSIDE:
        give_consent(moment(world), case_id, to)
    take_back_consent(moment(world), case_id, "sbb")
    files = world.files()  # "sbb" itself is not looked for: three bytes turn up by chance in what is encrypted
    assert not any(word in files for word in (b"bedrijf", b"discriminatie_nl", b"School mag"))
    assert len({len(row[0]) for row in world.store._db.run("SELECT body FROM consents")}) == 1


def test_a_case_of_only_a_code_has_no_time_of_day_here_either(world: World):
    case_id = world.store.cases.file(CODE_ONLY, {"verhaal": "x"}, ["noor", "samir"], NOW)
    world.store.consents.change(case_id, "sbb", True, "Dat mag.", NOW)
    world.store.cases.asked(case_id, NOW)
    world.store.cases.make_known(case_id, {"naam": "Sam"}, NOW)
    case = world.store.cases.state_of(case_id)
    assert case.way == CODE_ONLY
    assert all(at.hour == at.minute == at.second == 0 for at in (case.asked_at, world.store.consents.of_case(case_id)[0].at))


def test_the_students_own_view_goes_with_the_link_and_the_readers_keep_theirs(world: World, case_id: str):
    give_consent(moment(world), case_id, "sbb")
    world.store.cases.close(case_id, "student", NOW)
    assert world.store.consents.of_case(case_id) == [] and len(read_by(world, case_id)) == 1


def test_of_a_withdrawn_case_nothing_can_be_read_added_answered_or_moved(world: World, case_id: str):
    give_consent(moment(world), case_id, "sbb")
    world.store.cases.withdraw(case_id, LATER)
    case = world.store.cases.state_of(case_id)
    assert (case.state, case.closed_at, case.answered_at, case.promises, case.reachable) == ("ingetrokken", LATER, None, {}, False)
    assert world.store.cases.entries_for(case_id, "noor") == [] and world.store.due.next_of(case_id) is None
    for action in (add_to_case, give_consent):
        with pytest.raises(NoSuchCase):
            action(moment(world), case_id, "sbb")
    with pytest.raises(NoSuchCase):
        world.store.cases.add_from_student(case_id, {"tekst": "x"}, LATER)
    for act in (lambda: world.store.cases.answer(case_id, "noor", "x", LATER), lambda: world.store.cases.set_state(case_id, "noor", "gezien", LATER)):
        with pytest.raises(Exception, match="ingetrokken"):
            act()
    assert world.store.due.open_cases_without_next_due() == 0
    assert [case.id for case in world.store.cases.closed_without_end()] == [case_id]
