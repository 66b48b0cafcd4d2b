"""Cases: sealed to whom it was said, to nobody else; moved only along the table; erased whole."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot import sealing
from bot.channels.base import Address
from bot.store import MOVES, STATES, NoSuchCase, NoSuchMove, ReaderWithoutKey, TooFewKeys
from tests.store.world import NOW, PEOPLE, STUDENT, Somebody, World, make_world, open_store

REPORT = {"verhaal": "Ik mocht niet bij de klanten staan, om mijn hoofddoek.", "wens": "praten"}


def filed(world: World, readers: list[str] | None = None, way: str = "anoniem") -> str:
    with world.store.transaction():
        return world.store.cases.file(way, REPORT, readers or ["noor", "samir"], NOW)


def test_a_report_opens_with_the_keys_of_its_readers_and_no_other(world: World):
    case_id = filed(world)
    for reader in ("noor", "samir"):
        plain = world.opened(case_id, reader)[0]
        assert json.loads(plain) == {**REPORT, "zaak": case_id, "soort": "melding"}
        assert "hoofddoek" in plain and "\n  " in plain  # to be read with the age command line
    _, stranger = sealing.make_identity()
    with pytest.raises(sealing.NotOpened):
        sealing.open_sealed(world.store.cases.entries_for(case_id, "noor")[0].sealed, stranger)


def test_a_recovery_key_opens_it_too_unless_its_holder_was_left_out(world: World):
    public, secret = sealing.make_identity()
    world.store.recipients.set_recovery("ilse", public)
    assert world.store.recipients.key_holders() == 3
    with_her = filed(world, ["noor"])
    with pytest.raises(TooFewKeys):
        world.store.cases.file("anoniem", REPORT, ["noor"], NOW, without=["ilse"])
    without_her = world.store.cases.file("anoniem", REPORT, ["noor", "samir"], NOW, without=["ilse"])
    world.store.cases.answer(without_her, "noor", "Dag", NOW)
    assert sealing.open_sealed(world.store.cases.entries_for(with_her, "noor")[0].sealed, secret)
    for entry in world.store.cases.entries_for(without_her, "noor"):
        with pytest.raises(sealing.NotOpened):
            sealing.open_sealed(entry.sealed, secret)


def test_fewer_than_two_keys_or_a_reader_without_key_is_refused_and_nothing_is_kept(tmp_path: Path):
    world = make_world(tmp_path / "data", [*PEOPLE, Somebody("later", "Later")])
    world.store._db.run("UPDATE recipients SET public_key=NULL WHERE id='later'")
    few, without = (["noor"], ["noor", "noor"]), (["noor", "later"], ["x", "noor"])
    for readers, error in [(readers, TooFewKeys) for readers in few] + [(readers, ReaderWithoutKey) for readers in without]:
        with pytest.raises(error):
            world.store.cases.file("naam", REPORT, readers, NOW)
    assert world.store.cases.count() == {}
    world.store.close()


def test_two_people_with_one_key_are_one_holder(world: World):
    shared, _ = sealing.make_identity()
    world.store._db.run("UPDATE recipients SET public_key=?", (shared,))
    with pytest.raises(TooFewKeys):
        filed(world)


def test_an_answer_reaches_the_readers_sealed_and_the_student_through_the_link(world: World):
    case_id = filed(world)
    world.store.links.make(case_id, STUDENT)
    assert world.store.cases.list_for("noor")[0].answered_at is None
    later = NOW + timedelta(hours=3)
    entry_id = world.store.cases.answer(case_id, "noor", "Dank je. Vrijdag bel ik.", later)
    world.reopen()
    cases = world.store.cases
    assert json.loads(world.opened(case_id, "samir")[1])["tekst"] == "Dank je. Vrijdag bel ik."
    (letter,) = cases.letters(case_id)
    assert (letter.id, letter.author, letter.at, letter.text, letter.read) == (entry_id, "noor", later, "Dank je. Vrijdag bel ik.", False)
    assert "bel ik" not in repr(letter) and "hoofddoek" not in repr(cases.entries_for(case_id, "noor"))
    assert (cases.state_of(case_id).state, cases.state_of(case_id).answered_at) == ("beantwoord", later)
    cases.mark_read(case_id, later)
    assert cases.letters(case_id)[0].read
    cases.answer(case_id, "samir", "Nog iets", later + timedelta(days=1))
    assert cases.state_of(case_id).answered_at == later
    assert [letter.read for letter in cases.letters(case_id)] == [True, False]


def test_without_a_link_no_readable_copy_of_an_answer_is_kept(world: World):
    case_id = filed(world)
    world.store.cases.answer(case_id, "noor", "Dag", NOW)
    assert world.store.cases.letters(case_id) == []
    assert not world.store.cases.list_for("noor")[0].reachable


def test_more_from_the_student_is_sealed_too_and_counts_as_a_sign_of_life(world: World):
    case_id = filed(world)
    world.store.cases.count_check_in(case_id)
    world.store.cases.add_from_student(case_id, {"tekst": "Er was nog iemand bij."}, NOW + timedelta(days=1))
    entries = world.store.cases.entries_for(case_id, "noor")
    assert [(entry.kind, entry.author) for entry in entries] == [("melding", "student"), ("aanvulling", "student")]
    assert json.loads(world.opened(case_id, "samir")[1])["soort"] == "aanvulling"
    case = world.store.cases.state_of(case_id)
    assert (case.check_ins, case.heard_at) == (0, NOW + timedelta(days=1))


def test_states_move_along_the_table_and_a_recipient_cannot_close(world: World):
    for start in STATES:
        for goal in (*STATES, "onzin"):
            case_id = filed(world)
            world.store._db.run("UPDATE cases SET state=? WHERE id=?", (start, case_id))
            if goal == start or goal in MOVES[start]:
                world.store.cases.set_state(case_id, "noor", goal, NOW)
                assert world.store.cases.state_of(case_id).state == goal
            else:
                with pytest.raises(NoSuchMove):
                    world.store.cases.set_state(case_id, "noor", goal, NOW)
    assert not any({"gesloten", "beantwoord", "nieuw"} & goals for goals in MOVES.values())


def test_closing_takes_the_link_the_letters_and_the_reminders_and_ends_answering(world: World):
    case_id = filed(world)
    world.store.links.make(case_id, STUDENT)
    world.store.cases.answer(case_id, "noor", "Dag", NOW)
    world.store.due.plan("x", case_id, NOW)
    world.store.cases.close(case_id, "student", NOW)
    assert world.store.links.of_chat(STUDENT) == [] and world.store.cases.letters(case_id) == []
    assert world.store.due.next_of(case_id) is None
    assert [case.id for case in world.store.cases.closed_without_end()] == [case_id]
    assert world.store.cases.state_of(case_id).closed_at == NOW
    with pytest.raises(NoSuchMove):
        world.store.cases.answer(case_id, "noor", "Toch nog", NOW)
    with pytest.raises(ValueError, match="student"):
        world.store.cases.close(filed(world), "noor", NOW)


def test_something_new_postpones_the_end_of_a_closed_case(world: World):
    case_id = filed(world)
    world.store.cases.close(case_id, "student", NOW)
    world.store.cases.add_from_student(case_id, {"tekst": "Toch nog iets"}, NOW + timedelta(days=60))
    case = world.store.cases.state_of(case_id)
    assert (case.state, case.closed_at) == ("gesloten", NOW + timedelta(days=60))


def test_erased_is_as_if_it_never_was(world: World):
    case_id = filed(world)
    world.store.links.make(case_id, STUDENT)
    world.store.cases.answer(case_id, "noor", "Dag", NOW)
    world.store.due.plan("x", case_id, NOW)
    world.store.cases.erase(case_id)
    for table in ("cases", "entries", "letters", "links", "due"):
        assert world.store._db.one(f"SELECT count(*) FROM {table}")[0] == 0, table
    with pytest.raises(NoSuchCase):
        world.store.cases.state_of(case_id)


def test_a_case_with_only_a_code_has_no_time_of_day_anywhere(world: World):
    case_id = filed(world, way="code")
    later = NOW + timedelta(days=1, hours=2, minutes=7)
    world.store.cases.answer(case_id, "noor", "Dag", later)
    world.store.cases.add_from_student(case_id, {"tekst": "Hoi"}, later)
    world.store.cases.mark_read(case_id, later)
    world.store.cases.close(case_id, "student", later)
    case = world.store.cases.state_of(case_id)
    times = [case.received_at, case.answered_at, case.heard_at, case.closed_at]
    times += [entry.at for entry in world.store.cases.entries_for(case_id, "noor")]
    assert all(at is not None and at.timestamp() % 86_400 == 0 for at in times)


def test_entries_keep_their_order_also_when_their_times_are_the_same(world: World):
    case_id = filed(world, way="code")
    for number in range(12):
        world.store.cases.answer(case_id, "noor", f"antwoord {number}", NOW)
    assert [json.loads(plain)["tekst"] for plain in world.opened(case_id, "noor")[1:]] == [f"antwoord {n}" for n in range(12)]


def test_who_left_gets_nothing_new_and_who_made_a_new_key_reads_on(world: World):
    case_id = filed(world)
    old = world.secrets["samir"]
    world.key_for("samir")
    world.store.cases.answer(case_id, "noor", "Dag", NOW)
    sealed = [entry.sealed for entry in world.store.cases.entries_for(case_id, "samir")]
    assert sealing.open_sealed(sealed[0], old) and sealing.open_sealed(sealed[1], world.secrets["samir"])
    world.store.close()
    world.store = open_store(world.data, PEOPLE[:1])
    world.store.cases.answer(case_id, "noor", "Nog iets", NOW)
    last = world.store.cases.entries_for(case_id, "noor")[-1].sealed
    assert sealing.open_sealed(last, world.secrets["noor"])
    with pytest.raises(sealing.NotOpened):
        sealing.open_sealed(last, world.secrets["samir"])


def test_several_cases_of_one_chat_come_oldest_first_and_another_chat_has_none(world: World):
    made = []
    for day in range(3):
        made.append(world.store.cases.file("naam", REPORT, ["noor", "samir"], NOW + timedelta(days=day)))
        world.store.links.make(made[-1], STUDENT)
    assert world.store.links.of_chat(STUDENT) == made
    assert world.store.links.of_chat(Address("web", "ander")) == []
    assert world.store.links.address_of(made[0]) == STUDENT
    world.store.links.make(made[0], Address("web", "nieuwe telefoon"))
    assert world.store.links.of_chat(STUDENT) == made[1:]
    world.store.links.drop(made[1])
    assert world.store.links.address_of(made[1]) is None
    world.store.links.drop_chat(STUDENT)
    assert world.store.links.of_chat(STUDENT) == []
    assert world.store.links.of_chat(Address("web", "nieuwe telefoon")) == [made[0]]


def test_promised_dates_are_kept_as_they_were_told(world: World):
    case_id = filed(world)
    terms = {"first_answer": NOW + timedelta(days=2), "outcome": NOW + timedelta(days=28)}
    world.store.cases.promise(case_id, terms)
    case = world.store.cases.list_for("noor")[0]
    assert case.promises == terms and case.first_answer_by == terms["first_answer"]
