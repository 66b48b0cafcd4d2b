"""Messages on a student's screen that may have to leave it. Refuses to keep their text; ids and steps are encrypted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.base import Address
from bot.store.database import Connection, to_int


@dataclass(frozen=True)
class Shown:
    """A message that stands in a chat."""

    id: int
    address: Address
    message_id: str = field(repr=False)
    step: str
    sensitive: bool


class ShownMessages:
    """Kept from sending until the message is deleted, or the chat forgotten."""

    def __init__(self, db: Connection):
        self._db = db

    def add(self, address: Address, message_id: str, step: str, sensitive: bool, delete_at: datetime | None = None) -> int:
        """Remembers a message; with `delete_at` it comes back in overdue() from then on."""
        chat = self._tag(address)
        plain = json.dumps([address.channel, address.chat, message_id, step, sensitive], ensure_ascii=False)
        cursor = self._db.run(
            "INSERT INTO shown(chat, delete_at, body) VALUES (?, ?, ?)",
            (chat, to_int(delete_at) if delete_at else None, self._db.key.seal(plain.encode(), _about(chat))),
        )
        return cursor.lastrowid or 0

    def of_chat(self, address: Address) -> list[Shown]:
        """Oldest first."""
        return self._read("chat=? ORDER BY id", self._tag(address))

    def overdue(self, now: datetime) -> list[Shown]:
        """What should have left its screen by now."""
        return self._read("delete_at<=? ORDER BY delete_at, id", to_int(now))

    def forget(self, shown_id: int) -> None:
        """It has left, or can never leave any more."""
        self._db.run("DELETE FROM shown WHERE id=?", (shown_id,))

    def _tag(self, address: Address) -> bytes:
        return self._db.key.tag("shown", str(address))

    def _read(self, where: str, value: object) -> list[Shown]:
        found = []
        for number, chat, body in self._db.run(f"SELECT id, chat, body FROM shown WHERE {where}", (value,)).fetchall():
            channel, name, message_id, step, sensitive = json.loads(self._db.key.open(body, _about(chat)))
            found.append(Shown(number, Address(channel, name), message_id, step, sensitive))
        return found


def _about(chat: bytes) -> str:
    return f"shown:{chat.hex()}"
