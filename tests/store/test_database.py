"""Opening the database: refusals change nothing; a transaction is all or nothing; migrations run on a database of the version before."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import OperatorError
from bot.store import Store
from bot.store.migrations import migrations
from tests.store.world import KEY, NOW, STUDENT, World, open_store

FILE = "stagemaat.db"
NAMES = [migration.name for migration in migrations.pending(Database(memory=True))]

# one row of each table that a version adds, written by hand: the next version must still know it
SAMPLES = {
    "0001_begin": [
        "INSERT INTO settings VALUES ('naam', 'waarde')",
        "INSERT INTO sessions VALUES (x'01', 1, x'02')",
        "INSERT INTO cases(id, way, state, received_at, promises, check_ins, reminded, readers) VALUES ('c', 'naam', 'nieuw', 1, '{}', 0, 0, x'00')",
        "INSERT INTO entries VALUES ('e', 'c', 1, 'melding', 1, x'00', x'00')",
        "INSERT INTO due(id, kind, subject, at, state, attempts) VALUES ('d', 'x', 'c', 1, 'wacht', 0)",
        "INSERT INTO links(case_tag, chat_tag, body) VALUES (x'01', x'02', x'03')",
    ],
    "0002_muted_links": ["INSERT INTO links(case_tag, chat_tag, body, muted) VALUES (x'04', x'02', x'03', 1)"],
    "0003_codes_and_notebooks": [
        "UPDATE cases SET code_tag=x'01', code_key='age1…' WHERE id='c'",
        "INSERT INTO notebooks VALUES ('n', x'02', 'age1…', 1)",
        "INSERT INTO notes VALUES ('t', 'n', 1, x'00')",
        "INSERT INTO notebook_links VALUES (x'05', x'06', x'00')",
    ],
    "0004_consents": [
        "INSERT INTO entries VALUES ('t', 'c', 2, 'toestemming', 1, x'00', x'00')",
        "INSERT INTO consents(id, case_id, place, at, body) VALUES ('t', 'c', 2, 1, x'00')",
        "UPDATE cases SET asked_at=1",
    ],
    "0005_waiting": [
        "INSERT INTO cases(id, way, state, received_at, promises, check_ins, reminded, readers, opens_at) "
        "VALUES ('w', 'naam', 'nieuw', 1, '{}', 0, 0, x'00', 9)"
    ],
    "0006_pins": ["INSERT INTO pins(chat, body) VALUES (x'01', x'02')"],
}


@pytest.mark.parametrize("name", NAMES)
def test_each_migration_runs_on_a_database_of_the_version_before(tmp_path: Path, name: str):
    (tmp_path / FILE).touch()
    db = Database(tmp_path / FILE)
    db.conn.isolation_level = None
    migrations.apply(db, stop_before=name)
    before = {}
    for earlier in NAMES[: NAMES.index(name)]:
        for statement in SAMPLES[earlier]:
            db.conn.execute(statement)
    for table in db.table_names():
        if not table.startswith(("_", "sqlite_")):
            before[table] = db[table].count
    db.conn.execute(f"PRAGMA application_id={0x53544D54}")
    db.close()
    store = Store.open(tmp_path, KEY)
    assert not migrations.pending(Database(tmp_path / FILE))
    for table, count in before.items():
        assert store._db.one(f"SELECT count(*) FROM {table}")[0] >= count
    for statement in SAMPLES[name]:
        store._db.run(statement)
    store.close()


def test_there_are_samples_for_every_migration():
    assert list(SAMPLES) == NAMES


@pytest.mark.parametrize("content", [b"dit is geen database, maar wel een bestand dat lang genoeg is" * 20, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(OperatorError) as refusal:
        Store.open(tmp_path, KEY)
    assert refusal.value.key == "database-onleesbaar"
    assert (tmp_path / FILE).read_bytes() == content


def test_a_damaged_database_is_refused(tmp_path: Path):
    store = Store.open(tmp_path, KEY)
    store.close()
    content = bytearray((tmp_path / FILE).read_bytes())
    content[4096:12288] = b"\xaa" * 8192
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(OperatorError, match="reservekopie"):
        Store.open(tmp_path, KEY)
    assert (tmp_path / FILE).read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path):
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("CREATE TABLE anders(x)")
    other.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(OperatorError) as refusal:
        Store.open(tmp_path, KEY)
    assert refusal.value.key == "database-vreemd"
    assert (tmp_path / FILE).read_bytes() == before


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path):
    Store.open(tmp_path, KEY).close()
    db = Database(tmp_path / FILE)
    db["_sqlite_migrations"].insert({"migration_set": "stagemaat", "name": "9999_later", "applied_at": ""})
    db.close()
    with pytest.raises(OperatorError, match="nieuwere"):
        Store.open(tmp_path, KEY)


def test_a_folder_where_nothing_can_be_made_is_refused(tmp_path: Path):
    (tmp_path / "data").write_text("een bestand, geen map")
    with pytest.raises(OperatorError):
        Store.open(tmp_path / "data", KEY)


def test_only_the_owner_can_read_the_files(tmp_path: Path):
    store = Store.open(tmp_path / "data", KEY)
    store.settings.set("a", "b")
    for path in (tmp_path / "data").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    store.close()


def test_a_transaction_is_all_or_nothing_and_not_nestable(world: World):
    store = world.store
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.settings.set("a", "1")
        store.outbox.put(STUDENT, {"op": "send"}, NOW)
        store.sessions.erase(STUDENT)
        1 / 0  # noqa: B018
    assert store.settings.get("a") is None and store.outbox.waiting() == 0
    with store.transaction(), pytest.raises(RuntimeError), store.transaction():
        pass
    with store.transaction():
        store.settings.set("a", "2")
    world.reopen()
    assert world.store.settings.get("a") == "2"


def test_another_process_that_writes_is_waited_for_and_a_reader_does_not_stop_a_commit(world: World):
    reader = sqlite3.connect(world.data / FILE)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM settings").fetchall()
    world.store._db.run("PRAGMA busy_timeout=10")
    with world.store.transaction():
        world.store.sessions.erase(STUDENT)  # must be scrubbed: cannot be, now
    assert world.store.scrub() is False
    reader.close()
    assert world.store.scrub() is True


def test_a_time_without_a_zone_is_refused(world: World):
    with pytest.raises(ValueError, match="zone"):
        world.store.outbox.put(STUDENT, {}, NOW.replace(tzinfo=None), None)
        world.store.outbox.heads(NOW.replace(tzinfo=None))


def test_two_that_start_together_make_one_database(tmp_path: Path):
    first, second = open_store(tmp_path), open_store(tmp_path)
    first.settings.set("a", "1")
    assert second.settings.get("a") == "1"
    first.close()
    second.close()
