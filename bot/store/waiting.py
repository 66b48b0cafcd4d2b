"""Reports that wait for the day the student chose: filed and sealed, and for every recipient not there. Refuses to open what is sealed."""

from __future__ import annotations

from datetime import datetime

from bot.store.case_rows import NoSuchCase
from bot.store.cases import CODE_ONLY
from bot.store.database import Connection, to_int, to_time
from bot.store.due import Due

_DAY = 86_400
OPEN_CASE = "open_case"  # the due row of that day


class Waiting:
    """Which cases wait, and until when. Cases keeps them out of every look of a recipient."""

    def __init__(self, db: Connection, due: Due):
        self._db = db
        self._due = due

    def hold(self, case_id: str, until: datetime) -> None:
        """From now on the case waits, or waits for another day."""
        with self._db.writing():
            self._db.run("UPDATE cases SET opens_at=? WHERE id=?", (to_int(until), case_id))
            self._due.plan(OPEN_CASE, case_id, until)

    def until(self, case_id: str) -> datetime | None:
        """The moment that the case becomes the recipients'; None when it is, or when there is no such case."""
        row = self._db.one("SELECT opens_at FROM cases WHERE id=?", (case_id,))
        return to_time(row[0]) if row and row[0] is not None else None

    def release(self, case_id: str, at: datetime) -> None:
        """The case becomes the recipients', as new: no time in it tells that it was written before. Raises NoSuchCase when it does not wait."""
        with self._db.writing():
            row = self._db.one("SELECT way FROM cases WHERE id=? AND opens_at IS NOT NULL", (case_id,))
            if row is None:
                raise NoSuchCase
            received = to_int(at) // _DAY * _DAY if row[0] == CODE_ONLY else to_int(at)  # see cases.py
            self._db.run("UPDATE cases SET opens_at=NULL, received_at=? WHERE id=?", (received, case_id))
            self._db.run("UPDATE entries SET at=? WHERE case_id=?", (received, case_id))
            self._due.cancel(case_id, OPEN_CASE)
