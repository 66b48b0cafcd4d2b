"""Reports that wait for their day: no reader's until then, theirs as new from then on, and never without a next moment."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot import sealing
from bot.actions.moment import Moment
from bot.actions.sending import NoSuchDay, deliver, erase_waiting, move_day, pick_day, send_now
from bot.actions.wiping import wipe
from bot.code_keys import CodeKeys
from bot.config import load_config
from bot.dates import day, full_day
from bot.followup.rules import Rules, release
from bot.store import OPEN_CASE, NoSuchCase
from bot.wire import ROOT
from flows.loader import CONTENT
from flows.words import read_words
from tests.store.world import NOW, STUDENT, World

RULES = Rules.of(load_config(ROOT / "config.yml"))
LATER = NOW + timedelta(days=90)
WORDS = read_words(CONTENT / "zaken.md")


def moment(world: World, now=NOW) -> Moment:
    return Moment(world.store, RULES, WORDS, STUDENT, now, CodeKeys(world.store).for_turn(STUDENT, now))


def put_ready(world: World, way: str = "anoniem") -> str:
    before = set(world.store.links.of_chat(STUDENT))
    with world.store.transaction():
        picked = pick_day(moment(world), "maand_3")
        deliver(moment(world), "[naam] lacht om mij", "en gisteren", way, "Sem", None, "praten", [], opent_op=picked["opent_op"])
    return (set(world.store.links.of_chat(STUDENT)) - before).pop()


def test_until_its_day_it_has_no_reader_and_one_next_moment(world: World):
    case_id = put_ready(world)
    assert world.store.cases.list_for("noor") == [] and world.store.cases.count() == {}
    with pytest.raises(NoSuchCase):
        world.store.cases.entries_for(case_id, "noor")
    due = world.store.due.next_of(case_id)
    assert due.kind == OPEN_CASE and due.at == world.store.waiting.until(case_id)
    assert [row[0] for row in world.store._db.run("SELECT kind FROM due")] == [OPEN_CASE]
    assert world.store.due.open_cases_without_next_due() == 0


def test_from_its_day_it_is_there_as_new_and_nothing_tells_that_it_was_written_before(world: World):
    case_id = put_ready(world)
    release(world.store, case_id, RULES, LATER)
    case = world.store.cases.list_for("noor")[0]
    entry = world.store.cases.entries_for(case_id, "noor")[0]
    assert case.received_at == entry.at == LATER and case.promises == RULES.promises(LATER).named()
    assert json.loads(world.opened(case_id, "noor")[0])["datum"] == "2027-02-23"
    assert {row[0] for row in world.store._db.run("SELECT kind FROM due")} == {"recipient_first_answer", "student_check_in", "recipient_new"}
    with pytest.raises(NoSuchCase):
        release(world.store, case_id, RULES, LATER)  # once


def test_what_the_reader_opens_is_what_was_handed_over(world: World):
    put_ready(world)
    opened = json.loads(sealing.open_sealed(world.store._db.one("SELECT sealed FROM entries")[0], world.secrets["noor"]))
    assert (opened["verhaal"], opened["aanvulling"], opened["naam"]) == ("[naam] lacht om mij", "en gisteren", None)


def test_the_student_sends_it_now_moves_it_or_takes_it_away(world: World):
    case_id = put_ready(world)
    assert move_day(moment(world), case_id, "1 juli")["opent_dag"] == "donderdag 1 juli 2027"
    assert world.store.due.next_of(case_id).at == world.store.waiting.until(case_id)
    assert send_now(moment(world), case_id) == {"antwoord_uiterlijk": day(RULES.promises(NOW).first_answer_by)}
    for action in (send_now, erase_waiting):
        with pytest.raises(NoSuchCase):
            action(moment(world), case_id)  # it is the school's now
    assert len(world.store.cases.list_for("noor")) == 1
    other = put_ready(world)
    assert erase_waiting(moment(world), other) == {}
    with pytest.raises(NoSuchCase):
        world.store.cases.state_of(other)


def test_another_chats_report_is_out_of_reach(world: World):
    case_id = put_ready(world)
    world.store.links.drop(case_id)
    for action in (lambda: send_now(moment(world), case_id), lambda: erase_waiting(moment(world), case_id)):
        with pytest.raises(NoSuchCase):
            action()
    assert world.store.waiting.until(case_id)


def test_wiping_everything_takes_away_what_nobody_has_yet_and_leaves_what_was_sent(world: World):
    sent = put_ready(world)
    send_now(moment(world), sent)
    waits = put_ready(world)
    with world.store.transaction():
        wipe(moment(world), "alles")
    assert [case.id for case in world.store.cases.list_for("noor")] == [sent]
    with pytest.raises(NoSuchCase):
        world.store.cases.state_of(waits)


def test_of_a_code_only_report_no_time_of_day_shows_after_its_day(world: World):
    case_id = world.store.cases.file("code", {"verhaal": "…"}, ["noor", "samir"], NOW)
    world.store.waiting.hold(case_id, LATER)
    release(world.store, case_id, RULES, LATER)
    times = world.store._db.one("SELECT c.received_at, e.at FROM cases c JOIN entries e ON e.case_id=c.id")
    assert all(at % 86_400 == 0 for at in times)


@pytest.mark.parametrize(
    "typed, found",
    [
        ("1 juli", "donderdag 1 juli 2027"),
        ("op maandag 1 februari!", "maandag 1 februari 2027"),
        ("01-07-2027", "donderdag 1 juli 2027"),
        ("1/7/27", "donderdag 1 juli 2027"),
        ("3 mrt", "woensdag 3 maart 2027"),
        ("2 februarie", "dinsdag 2 februari 2027"),
        ("24 november", "dinsdag 24 november 2026"),
        ("maand_6", "zondag 23 mei 2027"),
        ("23 mei 2028", "dinsdag 23 mei 2028"),
    ],
)
def test_a_day_is_read_as_people_write_it(world: World, typed: str, found: str):
    assert pick_day(moment(world), typed)["opent_dag"] == found


@pytest.mark.parametrize("typed", ["23 november 2026", "22-11-2026", "31 april", "24 mei 2028", "2 ju", "na mijn stage", "", "99-99-9999", "maand_x"])
def test_what_is_no_day_or_too_far_away_is_not_guessed(world: World, typed: str):
    with pytest.raises(NoSuchDay):
        pick_day(moment(world), typed)


def test_at_once_takes_a_chosen_day_back(world: World):
    assert pick_day(moment(world), "nu") == {}
    assert full_day(NOW) == "maandag 23 november 2026"
