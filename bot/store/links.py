"""Which chat a case belongs to, for as long as the student wants to hear of it. Refuses to tie the two in the clear.

Two tags of different purposes and a sealed body: a thief can count links, and how many one chat has; which case and which chat stays shut.
"""

from __future__ import annotations

import json

from bot.channels.base import Address
from bot.store.database import Connection


class Links:
    """Made when a report is sent with one of the two ways that have a link; never for 'code only'."""

    def __init__(self, db: Connection):
        self._db = db

    def make(self, case_id: str, address: Address) -> None:
        """Ties a case to a chat; a case has one chat, the last one."""
        case_tag = self._case_tag(case_id)
        plain = json.dumps([case_id, address.channel, address.chat])
        self._db.run(
            "INSERT INTO links(case_tag, chat_tag, body, muted) VALUES (?, ?, ?, 0) "
            "ON CONFLICT(case_tag) DO UPDATE SET chat_tag=excluded.chat_tag, body=excluded.body, muted=0",
            (case_tag, self._chat_tag(address), self._db.key.seal(plain.encode(), _about(case_tag))),
        )

    def of_chat(self, address: Address) -> list[str]:
        """The cases of a chat, oldest first."""
        rows = self._db.run("SELECT case_tag, body FROM links WHERE chat_tag=?", (self._chat_tag(address),)).fetchall()
        cases = [json.loads(self._db.key.open(body, _about(tag)))[0] for tag, body in rows]
        marks = ",".join("?" * len(cases))
        return [row[0] for row in self._db.run(f"SELECT id FROM cases WHERE id IN ({marks}) ORDER BY received_at, id", cases)]

    def address_of(self, case_id: str) -> Address | None:
        """Where the student of a case is, or None: then the case waits for them."""
        tag = self._case_tag(case_id)
        row = self._db.one("SELECT body FROM links WHERE case_tag=?", (tag,))
        return Address(*json.loads(self._db.key.open(row[0], _about(tag)))[1:]) if row else None

    def exists(self, case_id: str) -> bool:
        """Whether a case has a link, without opening it."""
        return self._db.one("SELECT 1 FROM links WHERE case_tag=?", (self._case_tag(case_id),)) is not None

    def reaches(self, case_id: str) -> bool:
        """Whether a message of this case would arrive: it has a link, to a chat that did not block the bot."""
        return self._db.one("SELECT 1 FROM links WHERE case_tag=? AND muted=0", (self._case_tag(case_id),)) is not None

    def mute(self, address: Address) -> None:
        """The chat blocked the bot."""
        self._db.run("UPDATE links SET muted=1 WHERE chat_tag=?", (self._chat_tag(address),))

    def unmute(self, address: Address) -> bool:
        """The chat is there again; True when it had been gone."""
        return self._db.run("UPDATE links SET muted=0 WHERE chat_tag=? AND muted=1", (self._chat_tag(address),)).rowcount > 0

    def drop(self, case_id: str) -> None:
        """The link goes, and with it what was kept only for the student: the copies of answers, and their view of what they allowed."""
        with self._db.writing():
            self._db.run("DELETE FROM links WHERE case_tag=?", (self._case_tag(case_id),))
            self._db.run("DELETE FROM letters WHERE case_id=?", (case_id,))
            self._db.run("DELETE FROM consents WHERE case_id=?", (case_id,))
            self._db.erased()

    def drop_chat(self, address: Address) -> None:
        """All links of a chat ('wis alles')."""
        with self._db.writing():
            for case_id in self.of_chat(address):
                self.drop(case_id)

    def _case_tag(self, case_id: str) -> bytes:
        return self._db.key.tag("link-case", case_id)

    def _chat_tag(self, address: Address) -> bytes:
        return self._db.key.tag("link-chat", str(address))


def _about(case_tag: bytes) -> str:
    return f"links:{case_tag.hex()}"
