"""Signing in to the inbox: challenges, failures, sessions. Refuses to keep a token: a thief of the database cannot come in with it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bot.store.database import Connection, to_int, to_time

CHALLENGE_LASTS = timedelta(minutes=2)
SESSION_LASTS = timedelta(hours=8)
IDLE = timedelta(minutes=30)
_TOUCH = 60  # seconds: using a session writes at most once a minute


class SignIn:
    """Times are checked here; how long somebody waits after failures is the inbox's."""

    def __init__(self, db: Connection):
        self._db = db

    def new_challenge(self, recipient_id: str, answer: bytes, now: datetime) -> str:
        """An id under which the (hashed) answer waits for 2 minutes."""
        challenge = secrets.token_hex(16)
        with self._db.writing():
            self._db.run("DELETE FROM challenges WHERE expires_at<=?", (to_int(now),))
            self._db.run(
                "INSERT INTO challenges(tag, recipient, answer, expires_at) VALUES (?, ?, ?, ?)",
                (self._tag("challenge", challenge), recipient_id, answer, to_int(now + CHALLENGE_LASTS)),
            )
        return challenge

    def take_challenge(self, challenge_id: str, now: datetime) -> tuple[str, bytes] | None:
        """(recipient, hashed answer), once, within 2 minutes."""
        row = self._db.one("DELETE FROM challenges WHERE tag=? RETURNING recipient, answer, expires_at", (self._tag("challenge", challenge_id),))
        return (row[0], row[1]) if row and row[2] > to_int(now) else None

    def failures(self, recipient_id: str) -> int:
        """How many attempts failed since the last success."""
        row = self._db.one("SELECT count FROM sign_in_failures WHERE recipient=?", (recipient_id,))
        return row[0] if row else 0

    def last_failure(self, recipient_id: str) -> datetime | None:
        row = self._db.one("SELECT last_at FROM sign_in_failures WHERE recipient=?", (recipient_id,))
        return to_time(row[0]) if row else None

    def note_failure(self, recipient_id: str, now: datetime) -> None:
        """For a known recipient only: otherwise anybody could fill the table."""
        self._db.run(
            "INSERT INTO sign_in_failures(recipient, count, last_at) SELECT id, 1, ?2 FROM recipients WHERE id=?1 AND recovery=0 "
            "ON CONFLICT(recipient) DO UPDATE SET count=count+1, last_at=excluded.last_at",
            (recipient_id, to_int(now)),
        )

    def clear(self, recipient_id: str) -> None:
        """Signed in: the count starts again."""
        self._db.run("DELETE FROM sign_in_failures WHERE recipient=?", (recipient_id,))

    def open_session(self, recipient_id: str, now: datetime) -> tuple[str, str]:
        """(token, csrf): the token for the cookie, valid for 8 hours or until 30 minutes idle; the csrf token belongs to it."""
        token = secrets.token_urlsafe(32)
        at = to_int(now)
        with self._db.writing():
            self._db.run("DELETE FROM inbox_sessions WHERE expires_at<=?", (at,))
            self._db.run(
                "INSERT INTO inbox_sessions(tag, recipient, expires_at, used_at) VALUES (?, ?, ?, ?)",
                (self._tag("inbox", token), recipient_id, to_int(now + SESSION_LASTS), at),
            )
        return token, self._csrf(token)

    def session(self, token: str, now: datetime) -> tuple[str, str] | None:
        """(recipient, csrf) of a session that is valid now, and uses it; None otherwise."""
        tag, at = self._tag("inbox", token), to_int(now)
        row = self._db.one(
            "SELECT recipient, used_at FROM inbox_sessions WHERE tag=? AND expires_at>? AND used_at>?",
            (tag, at, at - int(IDLE.total_seconds())),
        )
        if row is None:
            return None
        if at - row[1] >= _TOUCH:
            self._db.run("UPDATE inbox_sessions SET used_at=? WHERE tag=?", (at, tag))
        return row[0], self._csrf(token)

    def end(self, token: str) -> None:
        self._db.run("DELETE FROM inbox_sessions WHERE tag=?", (self._tag("inbox", token),))

    def _tag(self, purpose: str, text: str) -> bytes:
        return self._db.key.tag(purpose, text)

    def _csrf(self, token: str) -> str:
        return self._tag("csrf", token).hex()
