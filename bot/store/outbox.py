"""Messages that still have to go, in order per chat; a row is erased when it is delivered. Refuses to send: bot/outbox.py does that."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.base import Address
from bot.server_key import SealBroken
from bot.store.database import Connection, to_int


@dataclass(frozen=True)
class Head:
    """The first of its chat's line."""

    id: int
    chat: bytes


@dataclass(frozen=True)
class Row:
    """A message that may go now. `attempts` were made in vain."""

    id: int
    chat: bytes
    address: Address
    operation: dict = field(repr=False)
    attempts: int


class OutboxRows:
    """Encrypted rows; a thief counts how many chats wait for how many messages."""

    def __init__(self, db: Connection):
        self._db = db

    def put(self, address: Address, operation: dict, now: datetime, not_before: datetime | None = None) -> int:
        """Puts an operation ({"op": "send"|"edit"|"delete"|"leave", …}) at the end of its chat's line. Returns the row's id.

        One with `not_before` in the future is passed by the others of its chat until then.
        """
        chat = self._db.key.tag("outbox", str(address))
        plain = json.dumps({"address": [address.channel, address.chat], "operation": operation}, ensure_ascii=False, separators=(",", ":"))
        at = math.ceil((not_before or now).timestamp()) if not_before and not_before > now else 0
        cursor = self._db.run(
            "INSERT INTO outbox(chat, not_before, retry_at, attempts, body) VALUES (?, ?, 0, 0, ?)",
            (chat, at, self._db.key.seal(plain.encode(), _about(chat))),
        )
        return cursor.lastrowid or 0

    def heads(self, now: datetime) -> list[Head]:
        """The oldest waiting row of each chat, oldest first, unless that one has to be tried later: then its chat waits."""
        rows = self._db.run(
            "SELECT id, chat FROM outbox WHERE id IN "
            "(SELECT min(id) FROM outbox WHERE not_before<=:now GROUP BY chat) AND retry_at<=:now ORDER BY id",
            {"now": to_int(now)},  # type: ignore[arg-type]
        )
        return [Head(*row) for row in rows.fetchall()]

    def open(self, head: Head) -> Row | None:
        """What has to be sent; None when it is gone, or was tampered with: then it must not hold up its chat."""
        row = self._db.one("SELECT body, attempts FROM outbox WHERE id=?", (head.id,))
        if row is None:
            return None
        try:
            plain = json.loads(self._db.key.open(row[0], _about(head.chat)))
        except SealBroken:
            self.give_up(head.id)
            return None
        return Row(head.id, head.chat, Address(*plain["address"]), plain["operation"], row[1])

    def delivered(self, row_id: int) -> bool:
        """It has arrived: nothing of it is kept. False when it was taken back meanwhile."""
        return self._db.run("DELETE FROM outbox WHERE id=?", (row_id,)).rowcount == 1

    def try_again(self, row_id: int, at: datetime) -> None:
        """It did not arrive: it and its chat wait until `at`."""
        self._db.run("UPDATE outbox SET retry_at=?, attempts=attempts+1 WHERE id=?", (math.ceil(at.timestamp()), row_id))

    def give_up(self, row_id: int) -> None:
        """It can never arrive."""
        self.delivered(row_id)

    def take_back(self, address: Address) -> None:
        """Messages that wait for a chat are not sent any more; what has to leave its screen still does."""
        chat = self._db.key.tag("outbox", str(address))
        with self._db.writing():
            rows = self._db.run("SELECT id FROM outbox WHERE chat=?", (chat,)).fetchall()
            for (number,) in rows:
                row = self.open(Head(number, chat))
                if row and row.operation["op"] != "delete":
                    self.give_up(number)

    def waiting(self) -> int:
        """How many rows have not been delivered."""
        row = self._db.one("SELECT count(*) FROM outbox")
        return row[0] if row else 0


def _about(chat: bytes) -> str:
    return f"outbox:{chat.hex()}"
