"""What must happen, and when. Refuses to lose a row: an attempt and its outcome are stored apart, and an attempt without outcome lapses."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store.database import Connection, to_int, to_time

LAPSES_AFTER = timedelta(seconds=60)
MOST_ATTEMPTS = 8
# What follows at once from something that was said. Of a case with only a code it waits for the turn of the day: its time would be the chat's.
AT_ONCE = ("recipient_added", "recipient_new", "student_news")
_DAY = 86_400
_FIELDS = "id, kind, subject, at, attempts"


@dataclass(frozen=True)
class DueRow:
    """Something that is due. `attempts` counts this one."""

    id: str
    kind: str
    subject: str
    at: datetime
    attempts: int


class Due:
    """One waiting row for a subject and kind."""

    def __init__(self, db: Connection):
        self._db = db

    def plan(self, kind: str, subject: str, at: datetime) -> str:
        """Something is due at `at`; where it was waiting already, it moves there, and an attempt under way no longer counts. Returns its id."""
        row = self._db.one(
            "INSERT INTO due(id, kind, subject, at, state, attempts) VALUES (?, ?, ?, ?, 'wacht', 0) "
            "ON CONFLICT(subject, kind) WHERE state='wacht' DO UPDATE SET at=excluded.at, claimed_at=NULL, attempts=0 RETURNING id",
            (secrets.token_hex(16), kind, subject, self._time(kind, subject, at)),
        )
        assert row
        return row[0]

    def _time(self, kind: str, subject: str, at: datetime) -> int:
        exact = to_int(at)
        hidden = kind in AT_ONCE and self._db.one("SELECT 1 FROM cases WHERE id=? AND way='code'", (subject,))
        return -(-exact // _DAY) * _DAY if hidden else exact

    def claim(self, now: datetime) -> DueRow | None:
        """Takes one row that is due, or None. Nobody else gets it for 60 seconds; without an outcome by then, it is due again.

        A row that ended no attempt for the eighth time (it kills whoever tries) is not handed out again: see stuck().
        """
        at = to_int(now)
        lapsed = at - int(LAPSES_AFTER.total_seconds())
        free = "(claimed_at IS NULL OR claimed_at<=:lapsed OR claimed_at>:now)"  # the last: a claim from a clock that ran ahead
        values = {"now": at, "lapsed": lapsed, "most": MOST_ATTEMPTS}
        with self._db.writing():
            row = self._db.one(
                f"UPDATE due SET claimed_at=:now, attempts=attempts+1 WHERE id=(SELECT id FROM due WHERE state='wacht' "
                f"AND at<=:now AND attempts<:most AND {free} ORDER BY at, id LIMIT 1) RETURNING {_FIELDS}",
                values,  # type: ignore[arg-type]
            )
            if row is None:
                self._db.run(
                    f"UPDATE due SET state='vastgelopen', outcome=coalesce(outcome, 'afgebroken'), done_at=:now "
                    f"WHERE state='wacht' AND at<=:now AND attempts>=:most AND {free}",
                    values,  # type: ignore[arg-type]
                )
        return _row(row)

    def done(self, due_id: str, outcome: str, now: datetime | None = None) -> bool:
        """The claimed row came to its end. False when it was cancelled or moved meanwhile: then nothing has ended.

        In the same transaction plan what comes next, so that a case is never without.
        """
        return (
            self._db.run(
                "UPDATE due SET state='gedaan', outcome=?, done_at=coalesce(?, claimed_at) WHERE id=? AND state='wacht' AND claimed_at IS NOT NULL",
                (outcome, to_int(now) if now else None, due_id),
            ).rowcount
            == 1
        )

    def failed(self, due_id: str, why: str, retry_at: datetime) -> None:
        """The attempt failed: due again at `retry_at`, or stuck after the eighth. `why` is a kind of error, never its text."""
        self._db.run(
            "UPDATE due SET outcome=?, claimed_at=NULL, at=CASE WHEN attempts<? THEN ? ELSE at END, "
            "state=CASE WHEN attempts<? THEN 'wacht' ELSE 'vastgelopen' END WHERE id=? AND state='wacht' AND claimed_at IS NOT NULL",
            (why, MOST_ATTEMPTS, to_int(retry_at), MOST_ATTEMPTS, due_id),
        )

    def cancel(self, subject: str, kind: str | None = None) -> None:
        """What waits (or is stuck) for a subject need not happen any more."""
        self._db.run("DELETE FROM due WHERE subject=? AND state IN ('wacht', 'vastgelopen') AND (? IS NULL OR kind=?)", (subject, kind, kind))

    def waits(self, subject: str, kind: str) -> bool:
        """Whether something of this kind is due for a subject, now or later."""
        return self._db.one("SELECT 1 FROM due WHERE subject=? AND kind=? AND state='wacht'", (subject, kind)) is not None

    def next_of(self, subject: str) -> DueRow | None:
        """What comes first for a subject."""
        return _row(self._db.one(f"SELECT {_FIELDS} FROM due WHERE subject=? AND state='wacht' ORDER BY at, id", (subject,)))

    def stuck(self) -> list[DueRow]:
        """What the operator has to look at."""
        rows = self._db.run(f"SELECT {_FIELDS} FROM due WHERE state='vastgelopen' ORDER BY at, id")
        return [found for found in map(_row, rows) if found]

    def revive(self, due_id: str, now: datetime) -> None:
        """The operator has mended what was wrong: a stuck row is due now, unless its like waits already."""
        with self._db.writing():
            row = self._db.one("DELETE FROM due WHERE id=? AND state='vastgelopen' RETURNING kind, subject", (due_id,))
            if row:
                self.plan(row[0], row[1], now)

    def open_cases_without_next_due(self) -> int:
        """Must be 0: a case that nobody will look after any more. Stuck rows count as seen: the operator has them in a list."""
        row = self._db.one(
            "SELECT count(*) FROM cases WHERE state NOT IN ('gesloten', 'ingetrokken') "
            "AND NOT EXISTS (SELECT 1 FROM due WHERE subject=cases.id AND due.state IN ('wacht', 'vastgelopen'))"
        )
        return row[0] if row else 0


def _row(row: tuple | None) -> DueRow | None:
    return DueRow(row[0], row[1], row[2], to_time(row[3]), row[4]) if row else None
