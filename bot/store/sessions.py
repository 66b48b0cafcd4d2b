"""Conversations in progress, found by a keyed hash of the chat. Refuses to keep a chat's address or a word in the clear."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from bot.channels.base import Address
from bot.server_key import SealBroken
from bot.store.database import Connection, to_int

_HOUR = 3600


class Sessions:
    """One session a chat."""

    def __init__(self, db: Connection):
        self._db = db

    def load(self, address: Address) -> dict | None:
        """The session of a chat, or None. Raises SealBroken when the row was tampered with."""
        tag = self._tag(address)
        row = self._db.one("SELECT body FROM sessions WHERE tag=?", (tag,))
        return json.loads(self._db.key.open(row[0], _about(tag)))["session"] if row else None

    def save(self, address: Address, session: dict, now: datetime, erase_after: timedelta) -> None:
        """Keeps the session; without another word it is erased after `erase_after`, rounded up to the hour: the minute is nobody's business."""
        tag = self._tag(address)
        erase_at = -(-to_int(now + erase_after) // _HOUR) * _HOUR
        plain = json.dumps({"address": [address.channel, address.chat], "session": session}, ensure_ascii=False, separators=(",", ":"))
        self._db.run(
            "INSERT INTO sessions(tag, erase_at, body) VALUES (?, ?, ?) "
            "ON CONFLICT(tag) DO UPDATE SET erase_at=excluded.erase_at, body=excluded.body",
            (tag, erase_at, self._db.key.seal(plain.encode(), _about(tag))),
        )

    def erase(self, address: Address) -> None:
        """Gone, from the log beside the database too, once this is committed."""
        with self._db.writing():
            self._db.run("DELETE FROM sessions WHERE tag=?", (self._tag(address),))
            self._db.erased()

    def expired(self, now: datetime) -> list[Address]:
        """The chats whose session has to go. One that cannot be opened any more is of no use to anybody: it goes at once."""
        found = []
        for tag, body in self._db.run("SELECT tag, body FROM sessions WHERE erase_at<=? ORDER BY erase_at", (to_int(now),)).fetchall():
            try:
                found.append(Address(*json.loads(self._db.key.open(body, _about(tag)))["address"]))
            except SealBroken:
                self._db.run("DELETE FROM sessions WHERE tag=?", (tag,))
        return found

    def _tag(self, address: Address) -> bytes:
        return self._db.key.tag("session", str(address))


def _about(tag: bytes) -> str:
    return f"sessions:{tag.hex()}"
