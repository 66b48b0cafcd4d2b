"""Notebooks: dated notes that only their code opens. Refuses to open one without it, and to write in the notebook of another chat.

The chat that made it can write without the code; for reading there is no way around it. The date of a note is inside the seal.
"""

from __future__ import annotations

import json
import secrets
from datetime import datetime

from bot import sealing
from bot.channels.base import Address
from bot.codes import CodeKey
from bot.store.codes import CodeLocks, Lock, day_start
from bot.store.database import Connection, to_int, to_time
from bot.store.due import Due

REMIND, ERASE = "notebook_remind", "notebook_erase"


class NoSuchNotebook(Exception):
    """There is none, or it is not yours: nobody is told which."""


class Notebooks:
    """One notebook a chat. Its end moves with every note."""

    def __init__(self, db: Connection, codes: CodeLocks, due: Due):
        self._db, self._codes, self._due = db, codes, due

    def make(self, lock: Lock, address: Address, kept_until: datetime) -> str:
        """A new notebook of this chat, which only this code opens. Returns its id. What the chat had before is no longer its own."""
        notebook = secrets.token_hex(16)
        tag = self._tag(notebook)
        body = self._db.key.seal(json.dumps([notebook, address.channel, address.chat]).encode(), _about(tag))
        with self._db.writing():
            self._db.run(
                "INSERT INTO notebooks(id, code_tag, code_key, kept_until) VALUES (?, ?, ?, 0)", (notebook, bytes.fromhex(lock.tag), lock.public)
            )
            self._db.run("DELETE FROM notebook_links WHERE chat_tag=?", (self._chat_tag(address),))
            self._db.run("INSERT INTO notebook_links(notebook_tag, chat_tag, body) VALUES (?, ?, ?)", (tag, self._chat_tag(address), body))
            self._keep(notebook, kept_until)
        return notebook

    def of_chat(self, address: Address) -> str | None:
        """The notebook that this chat writes in."""
        row = self._db.one("SELECT notebook_tag, body FROM notebook_links WHERE chat_tag=?", (self._chat_tag(address),))
        return json.loads(self._db.key.open(row[1], _about(row[0])))[0] if row else None

    def address_of(self, notebook: str) -> Address | None:
        """The chat that writes in it."""
        tag = self._tag(notebook)
        row = self._db.one("SELECT body FROM notebook_links WHERE notebook_tag=?", (tag,))
        return Address(*json.loads(self._db.key.open(row[0], _about(tag)))[1:]) if row else None

    def of_code(self, key: CodeKey) -> str | None:
        """The notebook that this code opens."""
        row = self._db.one("SELECT id FROM notebooks WHERE code_tag=?", (bytes.fromhex(self._codes.lock_of(key).tag),))
        return row[0] if row else None

    def kept_until(self, notebook: str) -> datetime:
        """The day on which it goes. Raises NoSuchNotebook."""
        return to_time(self._row(notebook)[1])

    def add(self, notebook: str, note: dict, kept_until: datetime) -> None:
        """Seals a note for the code, at the end. Raises NoSuchNotebook."""
        with self._db.writing():
            public, _ = self._row(notebook)
            sealed = sealing.seal(json.dumps(note, ensure_ascii=False).encode(), [public])
            self._db.run(
                "INSERT INTO notes(id, notebook_id, place, sealed) "
                "VALUES (?1, ?2, (SELECT coalesce(max(place), 0) + 1 FROM notes WHERE notebook_id=?2), ?3)",
                (secrets.token_hex(16), notebook, sealed),
            )
            self._keep(notebook, kept_until)
            self._db.replaced()  # the draft goes in this same transaction

    def notes(self, notebook: str, key: CodeKey) -> list[dict]:
        """All notes, oldest first, each with its `id`. Raises NotOpened."""
        rows = self._db.run("SELECT id, sealed FROM notes WHERE notebook_id=? ORDER BY place", (notebook,)).fetchall()
        return [{"id": note, **json.loads(sealing.open_sealed(sealed, key.secret))} for note, sealed in rows]

    def remove(self, notebook: str, note: str) -> None:
        """One note is gone; the others stay. Of another notebook nothing is taken."""
        with self._db.writing():
            self._db.run("DELETE FROM notes WHERE id=? AND notebook_id=?", (note, notebook))
            self._db.erased()

    def erase(self, notebook: str) -> None:
        """Nothing of it is left, its reminder neither, once this is committed."""
        with self._db.writing():
            self._db.run("DELETE FROM notebook_links WHERE notebook_tag=?", (self._tag(notebook),))
            self._db.run("DELETE FROM due WHERE subject=?", (notebook,))
            self._db.run("DELETE FROM notes WHERE notebook_id=?", (notebook,))
            self._db.run("DELETE FROM notebooks WHERE id=?", (notebook,))
            self._db.erased()

    def _keep(self, notebook: str, until: datetime) -> None:
        """To the day: when somebody wrote is nobody's business."""
        day = day_start(until)
        self._db.run("UPDATE notebooks SET kept_until=? WHERE id=?", (to_int(day), notebook))
        self._due.plan(ERASE, notebook, day)

    def _row(self, notebook: str) -> tuple[str, int]:
        row = self._db.one("SELECT code_key, kept_until FROM notebooks WHERE id=?", (notebook,))
        if row is None:
            raise NoSuchNotebook
        return row[0], row[1]

    def _tag(self, notebook: str) -> bytes:
        return self._db.key.tag("notebook", notebook)

    def _chat_tag(self, address: Address) -> bytes:
        return self._db.key.tag("notebook-chat", str(address))


def _about(tag: bytes) -> str:
    return f"notebook_links:{tag.hex()}"
