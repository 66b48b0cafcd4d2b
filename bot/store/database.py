"""The database file: opening it, one transaction at a time, and erasing for good. Refuses a file that is not ours, and a key that is not its own.

WAL with synchronous=FULL: what is committed survives a power cut. Three places keep what was deleted: free space
in the file (secure_delete overwrites it), the log beside it (-wal: older pages), and gaps that a page keeps when its rows moved to another
page (secure_delete leaves those; measured, about 1 in 600 rows). So whoever erases marks it (`erased`), and after the commit the file is
rewritten (VACUUM) and the log emptied; a kill in between leaves the mark, and the next start does it.
"""

from __future__ import annotations

import hmac
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database as Tables

from bot.errors import OperatorError
from bot.server_key import ServerKey
from bot.store.migrations import migrations

FILE = "stagemaat.db"
APPLICATION_ID = 0x53544D54  # "STMT": tells our file from somebody else's
_CHECK = "sleutelcontrole"
_TRACES = "sporen_te_wissen"


def to_int(when: datetime) -> int:
    """Unix seconds. Raises ValueError for a time without a zone: it would mean something else on another machine."""
    if when.tzinfo is None:
        raise ValueError("a time without a zone")
    return int(when.timestamp())


def to_time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


class Connection:
    """One open database. Used from one thread; a transaction never spans an `await`."""

    def __init__(self, path: Path, key: ServerKey):
        self.key = key
        self.path = path
        self._just_erased = self._just_replaced = False
        new = not path.exists() or path.stat().st_size == 0
        try:
            if new:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self.conn = sqlite3.connect(path, isolation_level=None, timeout=5)
        except (OSError, sqlite3.Error):
            raise OperatorError("database-onleesbaar", pad=path) from None
        try:
            self._prepare()
        except sqlite3.Error as error:
            self.conn.close()
            busy = getattr(error, "sqlite_errorcode", 0) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            raise OperatorError("database-bezet" if busy else "database-onleesbaar", pad=path) from None
        except BaseException:
            self.conn.close()
            raise

    def _prepare(self) -> None:
        conn = self.conn
        ours = conn.execute("PRAGMA application_id").fetchone()[0]
        empty = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if ours != APPLICATION_ID and not (ours == 0 and empty):
            raise OperatorError("database-vreemd", pad=self.path)
        if not empty and conn.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise OperatorError("database-onleesbaar", pad=self.path)
        conn.execute("PRAGMA journal_mode=WAL")
        for pragma in ("synchronous=FULL", "secure_delete=ON", "foreign_keys=ON", "temp_store=MEMORY", "trusted_schema=OFF"):
            conn.execute(f"PRAGMA {pragma}")
        tables = Tables(conn)
        with Tables(memory=True) as scratch:
            known = {migration.name for migration in migrations.pending(scratch)}
        with self.transaction():  # one for all of them: a kill leaves the old version whole; a second process waits here
            if {migration.name for migration in migrations.applied(tables)} - known:
                raise OperatorError("database-nieuwer", pad=self.path)
            if migrations.pending(tables):
                conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
                migrations.apply(tables)
            self._check_key()
        self.scrub()  # a kill may have come between an erasing and this

    def _check_key(self) -> None:
        ours = self.key.tag("check", "stagemaat").hex()
        row = self.conn.execute("SELECT value FROM settings WHERE name=?", (_CHECK,)).fetchone()
        if row is None:
            self.conn.execute("INSERT INTO settings(name, value) VALUES (?, ?)", (_CHECK, ours))
        elif not hmac.compare_digest(row[0], ours):
            raise OperatorError("sleutel-verkeerd", pad=self.path)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, taken at once (BEGIN IMMEDIATE). Not nestable: raises RuntimeError."""
        if self.conn.in_transaction:
            raise RuntimeError("a transaction is open already")
        self.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.conn.execute("COMMIT")
        except BaseException:
            if self.conn.in_transaction:
                self.conn.execute("ROLLBACK")
            self._just_erased = self._just_replaced = False
            raise
        self._wipe_traces()

    @contextmanager
    def light_transaction(self) -> Iterator[None]:
        """One that a kill leaves whole, but that a power cut may undo: for what may then happen once more. It does not wait for the disk."""
        self.conn.execute("PRAGMA synchronous=NORMAL")
        try:
            with self.transaction():
                yield
        finally:
            self.conn.execute("PRAGMA synchronous=FULL")

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the open transaction that is undone when it fails, and only that part."""
        self.conn.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self.conn.execute("ROLLBACK TO attempt")
            raise
        finally:
            if self.conn.in_transaction:
                self.conn.execute("RELEASE attempt")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Joins the open transaction, or makes one of its own: for a write of several statements."""
        if self.conn.in_transaction:
            yield
        else:
            with self.transaction():
                yield

    def run(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """One statement."""
        return self.conn.execute(sql, values)

    def one(self, sql: str, values: Sequence[object] = ()) -> tuple | None:
        """The first row, or None."""
        return self.conn.execute(sql, values).fetchone()

    def erased(self) -> None:
        """Something was erased for good, in this transaction: wipe its traces as soon as that is committed, or at the next start."""
        self.replaced()
        self._just_erased = True

    def replaced(self) -> None:
        """Something was erased while somebody waits: empty the log after the commit, rewrite the file at the next sweep."""
        self.conn.execute("INSERT OR REPLACE INTO settings(name, value) VALUES (?, 'ja')", (_TRACES,))
        self._just_replaced = True

    def _wipe_traces(self) -> None:
        just_erased, just_replaced = self._just_erased, self._just_replaced
        self._just_erased = self._just_replaced = False
        if just_erased:
            self.scrub()
        elif just_replaced:
            try:
                self.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError:
                pass  # the sweep does it

    def scrub(self) -> bool:
        """Empties the log beside the database, and after an erasing rewrites the file (5 ms a MB).

        False when that could not be (somebody else is reading, no room on the disk): then the next sweep does it. It never raises,
        for what was committed before it is true.
        """
        if self.conn.in_transaction:
            raise RuntimeError("not in a transaction")
        try:
            traces = self.one("SELECT 1 FROM settings WHERE name=?", (_TRACES,)) is not None
            if traces:
                self.conn.execute("VACUUM")
            if self.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return False
            if traces:
                self.conn.execute("DELETE FROM settings WHERE name=?", (_TRACES,))
        except sqlite3.OperationalError:
            return False
        return True

    def close(self) -> None:
        """Empties the log and closes."""
        self.scrub()
        self.conn.close()
