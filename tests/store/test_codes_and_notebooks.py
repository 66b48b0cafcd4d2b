"""What a code opens in the store: letters of a case, a notebook; and when it no longer does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.channels.base import Address
from bot.sealing import NotOpened
from bot.store import NoSuchNotebook
from bot.store.notebooks import ERASE, REMIND
from tests.store.world import NOW, STUDENT, World, code_key

YEAR = timedelta(days=365)
ELSEWHERE = Address("web", "een ander")


def filed(world: World, way: str = "code"):
    case = world.store.cases.file(way, {"verhaal": "pas"}, ["noor", "samir"], NOW)
    key = code_key()
    world.store.codes.tie(case, world.store.codes.lock_of(key), world.store.cases.letters(case))
    return case, key


def test_an_answer_to_a_case_with_only_a_code_opens_with_that_code_alone(world: World):
    case, key = filed(world)
    world.store.cases.answer(case, "noor", "Dag, kun je vrijdag?", NOW)
    assert [(letter.author, letter.text, letter.read) for letter in world.store.codes.letters(case, key)] == [("noor", "Dag, kun je vrijdag?", False)]
    with pytest.raises(NotOpened):
        world.store.codes.letters(case, code_key())
    assert world.store.cases.letters(case) == []  # no copy that the server key opens
    assert world.store.codes.case_of(key) == case and world.store.codes.case_of(code_key()) is None


def test_letters_that_were_read_are_so_for_link_and_code(world: World):
    case, key = filed(world, "anoniem")
    world.store.links.make(case, STUDENT)
    assert world.store.codes.waiting(case) == (False, False)
    world.store.cases.answer(case, "noor", "Dag", NOW)
    assert world.store.codes.waiting(case) == (True, True)
    world.store.cases.mark_read(case, NOW)
    assert world.store.codes.waiting(case) == (True, False)
    assert world.store.codes.letters(case, key)[0].read and world.store.cases.letters(case)[0].read


def test_a_code_made_later_opens_what_was_answered_before_also_when_the_link_is_gone(world: World):
    case = world.store.cases.file("anoniem", {"verhaal": "pas"}, ["noor", "samir"], NOW)
    world.store.links.make(case, STUDENT)
    world.store.cases.answer(case, "noor", "eerst", NOW)
    key = code_key()
    world.store.codes.tie(case, world.store.codes.lock_of(key), world.store.cases.letters(case))
    world.store.links.drop_chat(STUDENT)
    world.store.cases.answer(case, "noor", "daarna", NOW)
    assert [letter.text for letter in world.store.codes.letters(case, key)] == ["eerst", "daarna"]


def test_a_newer_code_takes_the_place_of_the_older(world: World):
    case, old = filed(world)
    new = code_key()
    world.store.codes.tie(case, world.store.codes.lock_of(new), [])
    assert world.store.codes.case_of(old) is None and world.store.codes.case_of(new) == case


def test_a_closed_case_opens_no_more_and_nothing_sealed_for_its_code_stays(world: World):
    case, key = filed(world)
    world.store.cases.answer(case, "noor", "Dag", NOW)
    world.store.cases.close(case, "student", NOW)
    assert world.store.codes.case_of(key) is None and not world.store.codes.has_code(case)
    assert world.store._db.one("SELECT count(*) FROM code_letters")[0] == 0


def test_the_mail_about_a_case_with_only_a_code_waits_for_the_turn_of_the_day(world: World):
    case, _ = filed(world)
    world.store.due.plan("recipient_new", case, NOW)
    due = world.store.due.next_of(case)
    assert due and due.at.timestamp() % 86_400 == 0 and NOW < due.at < NOW + timedelta(days=1)
    other = world.store.cases.file("anoniem", {"verhaal": "pas"}, ["noor", "samir"], NOW)
    world.store.due.plan("recipient_new", other, NOW)
    assert world.store.due.next_of(other).at == NOW


def notebook(world: World, address: Address = STUDENT):
    key = code_key()
    return world.store.notebooks.make(world.store.codes.lock_of(key), address, NOW + YEAR), key


def test_notes_come_back_in_order_with_the_code_and_with_no_other(world: World):
    book, key = notebook(world)
    for text in ("een", "twee", "drie"):
        world.store.notebooks.add(book, {"tekst": text}, NOW + YEAR)
    world.reopen()
    assert [note["tekst"] for note in world.store.notebooks.notes(book, key)] == ["een", "twee", "drie"]
    with pytest.raises(NotOpened):
        world.store.notebooks.notes(book, code_key())


def test_one_note_is_taken_out_and_the_others_stay(world: World):
    book, key = notebook(world)
    other, _ = notebook(world, ELSEWHERE)
    for text in ("een", "twee"):
        world.store.notebooks.add(book, {"tekst": text}, NOW + YEAR)
    first = world.store.notebooks.notes(book, key)[0]["id"]
    world.store.notebooks.remove(other, first)
    assert len(world.store.notebooks.notes(book, key)) == 2
    world.store.notebooks.remove(book, first)
    assert [note["tekst"] for note in world.store.notebooks.notes(book, key)] == ["twee"]


def test_a_chat_writes_in_its_own_notebook_and_a_second_one_is_another(world: World):
    book, key = notebook(world)
    assert world.store.notebooks.of_chat(STUDENT) == book and world.store.notebooks.of_chat(ELSEWHERE) is None
    assert world.store.notebooks.address_of(book) == STUDENT
    second, _ = notebook(world)
    assert world.store.notebooks.of_chat(STUDENT) == second and world.store.notebooks.of_code(key) == book
    assert world.store.notebooks.address_of(book) is None


def test_every_note_moves_its_end_and_only_the_day_of_it_is_kept(world: World):
    book, _ = notebook(world)
    first = world.store.notebooks.kept_until(book)
    world.store.notebooks.add(book, {"tekst": "x"}, NOW + YEAR + timedelta(days=30, hours=3))
    assert world.store.notebooks.kept_until(book) - first == timedelta(days=30)
    assert world.store.due.next_of(book).kind == ERASE
    assert all(at.timestamp() % 86_400 == 0 for at in (first, world.store.due.next_of(book).at))


def test_erased_it_opens_no_more_takes_no_note_and_reminds_of_nothing(world: World):
    book, key = notebook(world)
    world.store.due.plan(REMIND, book, NOW)
    world.store.notebooks.erase(book)
    assert world.store.notebooks.of_code(key) is None and world.store.notebooks.of_chat(STUDENT) is None
    assert world.store.due.next_of(book) is None
    with pytest.raises(NoSuchNotebook):
        world.store.notebooks.add(book, {"tekst": "x"}, NOW)
