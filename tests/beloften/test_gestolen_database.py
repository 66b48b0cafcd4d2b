"""Promise 1: a stolen database or backup says nothing.

The thief has every file of the data folder, but for the server key (in service it lies elsewhere, and in no backup) and mail (that has its
own test). Each twin plants a leak in one shape, and must be found.
"""

from __future__ import annotations

import base64
import random
import struct
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import sealing
from bot.channels.base import Address
from bot.server_key import SealBroken, load_server_key
from bot.store import Store
from tests.beloften.sporen import all_bytes, found_in
from tests.store.world import KEY, NOW, World, code_key, make_world

CONVERSATIONS = 200
WORDS = "hoofddoek medewerkerspas Wageningen rotklusjes vergoeding kerstpakket praktijkbegeleider stagebedrijf".split()


def canaries(number: int) -> tuple[int, str, str]:
    """A chat's id, a student's name, a sentence."""
    chance = random.Random(number)
    return (
        chance.randrange(10**11, 10**12),
        f"{chance.choice(['Fátima', 'Hudayfa', 'Khadija', 'Jesús'])} {chance.randrange(10**6, 10**7)}-Kanarie",
        " ".join(chance.sample(WORDS, 4)) + f" {chance.randrange(10**8)}",
    )


def played(world: World, conversations: int = CONVERSATIONS) -> list[str | int]:
    """Conversations in every stage: some in progress, some sent, answered, closed; messages on their way. Returns the canaries."""
    store, known = world.store, []
    for number in range(conversations):
        chat, name, text = canaries(number)
        known += [chat, name, text]
        address = Address("telegram", str(chat))
        now = NOW + timedelta(minutes=number)
        with store.transaction():
            assert store.seen.first_time("telegram", str(chat), now)
            store.sessions.save(address, {"stap": "melden.verhaal", "vakken": {"verhaal": text, "naam": name}}, now, timedelta(days=7))
            store.outbox.put(address, {"op": "send", "text": f"Dag {name}, je schreef: {text}"}, now)
            store.shown.add(address, str(chat + 1), "melden.voorbeeld", True, now + timedelta(hours=40))
        known.append(chat + 1)
        if number % 2:
            with store.transaction():
                case_id = store.cases.file("naam", {"naam": name, "verhaal": text}, ["noor", "samir"], now)
                store.links.make(case_id, address)
                store.sessions.save(address, {"stap": "melden.ontvangst"}, now, timedelta(days=7))
            store.cases.answer(case_id, "noor", f"Dag {name}, ik las: {text}", now)
            store.cases.add_from_student(case_id, {"tekst": text}, now)
            assert name in store.cases.letters(case_id)[0].text
        if number % 6 == 1:
            store.cases.close(case_id, "student", now)
        if number % 20 == 3:
            known += with_codes(world, address, name, text, now)
    for number in range(conversations):  # the last of it stands in the log beside the database
        chat, name, text = canaries(number)
        store.sessions.save(Address("telegram", str(chat)), {"vakken": {"verhaal": text, "naam": name}}, NOW, timedelta(days=7))
    assert (world.data / "stagemaat.db-wal").stat().st_size > 1000 * conversations
    return known


def with_codes(world: World, address: Address, name: str, text: str, now: datetime) -> list[str | int]:
    """A report with only a code, answered and read; and a notebook with a note. Returns what of their codes must not be found either."""
    store, case_key, notebook_key = world.store, code_key(), code_key()
    with store.transaction():
        case_id = store.cases.file("code", {"verhaal": text}, ["noor", "samir"], now)
        store.codes.tie(case_id, store.codes.lock_of(case_key), [])
        store.notebooks.make(store.codes.lock_of(notebook_key), address, now + timedelta(days=365))
    notebook = store.notebooks.of_code(notebook_key)
    store.notebooks.add(notebook, {"datum": "2026-11-23", "tekst": f"{name}: {text}"}, now + timedelta(days=365))
    store.cases.answer(case_id, "noor", f"Dag {name}, ik las: {text}", now)
    assert name in store.codes.letters(store.codes.case_of(case_key), case_key)[0].text
    assert text in store.notebooks.notes(notebook, notebook_key)[0]["tekst"]
    return [part for key in (case_key, notebook_key) for part in (key.tag, key.secret)]


def loot(world: World) -> bytes:
    """Everything in the folder while the bot runs, so with the log beside the database."""
    content = all_bytes(world.data, leave_out=["server.key"])
    assert b"stagemaat.db-wal" in content and b"stagemaat.db-shm" in content
    return content


@pytest.fixture
def world(tmp_path: Path):
    made = make_world(tmp_path / "data")
    yield made
    made.store.close()


def test_no_id_no_name_and_no_word_is_in_any_file(world: World):
    assert found_in(loot(world), played(world)) == []


def test_neither_after_all_of_it_was_written_back_and_backed_up(world: World, tmp_path: Path):
    known = played(world)
    world.store.scrub()
    world.store._db.run("VACUUM INTO ?", (str(tmp_path / "backup.db"),))
    assert found_in(loot(world) + (tmp_path / "backup.db").read_bytes(), known) == []


def _in_a_session(world: World, canary: str | int) -> None:
    world.store._db.run("INSERT INTO sessions VALUES (randomblob(8), 1, ?)", (str(canary).encode(),))


def _as_an_integer(world: World, canary: str | int) -> None:
    world.store._db.run("INSERT INTO seen VALUES (randomblob(8), ?)", (canary,))


def _in_base64(world: World, canary: str | int) -> None:
    world.store.settings.set("x", base64.b64encode(b"een voorvoegsel " + str(canary).encode()).decode())


def _in_hex(world: World, canary: str | int) -> None:
    world.store.settings.set("x", str(canary).encode().hex())


def _in_a_note(world: World, canary: str | int) -> None:
    notebook = world.store._db.one("SELECT id FROM notebooks")[0]
    world.store._db.run("INSERT OR REPLACE INTO notes VALUES ('n', ?, 99, ?)", (notebook, str(canary).encode()))


def _in_a_letter_for_a_code(world: World, canary: str | int) -> None:
    world.store._db.run("UPDATE code_letters SET sealed=?", (str(canary).encode(),))


def _as_packed_bytes(world: World, canary: str | int) -> None:
    world.store._db.run("INSERT INTO sessions VALUES (randomblob(8), 1, ?)", (struct.pack("<q", canary),))


def _in_a_log(world: World, canary: str | int) -> None:
    (world.data / "stagemaat.log").write_text(f"fout in gesprek met {canary}", encoding="utf-8")


def _in_the_name_of_a_file(world: World, canary: str | int) -> None:
    (world.data / f"{canary}.tmp").touch()


def _only_in_what_was_erased_from_the_log(world: World, canary: str | int) -> None:
    world.store.settings.set("x", str(canary))
    world.store.settings.set("x", "weg")


PLANTS: list[Callable[[World, str | int], None]] = [
    _in_a_session, _in_a_note, _in_a_letter_for_a_code, _as_an_integer, _in_base64, _in_hex, _as_packed_bytes,
    _in_a_log, _in_the_name_of_a_file, _only_in_what_was_erased_from_the_log,
]  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__.strip("_"))
@pytest.mark.parametrize("number", [3, 8])
def test_the_twin_that_leaks_is_found(world: World, plant: Callable[[World, str | int], None], number: int):
    played(world, 10)
    chat, name, text = canaries(number)
    for canary in (chat,) if plant in (_as_an_integer, _as_packed_bytes, _in_the_name_of_a_file) else (chat, name, text):
        plant(world, canary)
        assert found_in(loot(world), [canary]), canary


def test_the_thief_cannot_tell_which_case_belongs_to_which_chat(world: World):
    """No value of a link is in another table, and nothing else ties the two."""
    played(world)
    tables = ("sessions", "outbox", "shown", "seen", "cases", "entries", "letters", "due")
    rows = [row for table in tables for row in world.store._db.run(f"SELECT * FROM {table}")]
    elsewhere = {value for row in rows for value in row if isinstance(value, (bytes, str))}
    for row in world.store._db.run("SELECT case_tag, chat_tag, body FROM links").fetchall():
        assert not elsewhere & {*row, *(value.hex() for value in row)}
    places = (("sessions", "tag"), ("outbox", "chat"), ("shown", "chat"), ("seen", "tag"))
    tags = [{row[0] for row in world.store._db.run(f"SELECT {column} FROM {table}")} for table, column in places]
    assert all(len(one) == CONVERSATIONS for one in tags) and len(set().union(*tags)) == CONVERSATIONS * len(tags)


def test_the_thief_cannot_tell_who_was_left_out(tmp_path: Path):
    """The list of readers is sealed and padded: two readers look as one with a recovery key does; only ages own headers count the holders."""
    world = make_world(tmp_path / "data")
    public, _ = sealing.make_identity()
    world.store.recipients.set_recovery("ilse", public)
    for readers in (["noor"], ["samir"], ["noor", "samir"]):
        world.store.cases.file("naam", {"verhaal": "…"}, readers, NOW)
    sizes = {row[0] for row in world.store._db.run("SELECT length(readers) FROM cases")} | {0}
    authors = {row[0] for row in world.store._db.run("SELECT length(author) FROM entries")}
    assert len(sizes) == 2 and len(authors) == 1
    for row in world.store._db.run("SELECT * FROM cases"):
        assert not any(reader in str(value) for reader in ("noor", "samir", "ilse") for value in row)
    world.store.close()


def test_without_the_server_key_the_thief_opens_nothing_and_with_it_no_report(world: World):
    played(world)
    world.store.close()
    (world.data / "server.key").unlink(missing_ok=True)
    thief = load_server_key(world.data / "dief", {}, False)
    with pytest.raises(Exception, match="andere serversleutel"):
        Store.open(world.data, thief)
    world.store = Store.open(world.data, KEY)
    for (sealed,) in world.store._db.run("SELECT sealed FROM entries").fetchall():
        assert sealed.startswith(b"age-encryption.org/v1")
        assert not found_in(sealed, canaries(1))
        for key in (KEY, thief):
            with pytest.raises(Exception, match="entries"):
                key.open(sealed, "entries")


def test_with_the_server_key_neither_a_note_nor_a_letter_for_a_code(world: World):
    """And no tag of a code: who guesses must go through Argon2id for every guess, with the server key as well."""
    played(world)
    rows = [(table, *row) for table in ("notes", "code_letters") for row in world.store._db.run(f"SELECT id, sealed FROM {table}").fetchall()]
    assert {table for table, *_ in rows} == {"notes", "code_letters"}
    for table, name, sealed in rows:
        assert sealed.startswith(b"age-encryption.org/v1")
        for about in (table, f"{table}:{name}"):
            with pytest.raises(SealBroken):
                KEY.open(sealed, about)


def test_the_thief_cannot_tell_which_notebook_belongs_to_which_chat(world: World):
    played(world)
    rows = world.store._db.run("SELECT notebook_tag, chat_tag, body FROM notebook_links").fetchall()
    tables = ("sessions", "outbox", "shown", "seen", "links", "notebooks", "notes", "cases", "due")
    elsewhere = {
        value for table in tables for row in world.store._db.run(f"SELECT * FROM {table}") for value in row if isinstance(value, (bytes, str))
    }
    assert rows and not any(elsewhere & {*row, *(value.hex() for value in row)} for row in rows)
    for at in (row[0] for row in world.store._db.run("SELECT kept_until FROM notebooks")):
        assert at % 86_400 == 0, "the hour of the last note is to be read"
