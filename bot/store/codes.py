"""What a code opens: which case or notebook it belongs to, and answers sealed for it. Refuses to keep a code, or the key that opens what is sealed.

A case gets a code when it is sent with only a code, or on request beside its link to a chat. A notebook always has one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from bot import sealing
from bot.codes import CodeKey
from bot.store.case_rows import Letter
from bot.store.database import Connection, to_time


@dataclass(frozen=True)
class Lock:
    """What may be kept of a code: a keyed tag (hex) that finds, and the public key that seals."""

    tag: str
    public: str


class CodeLocks:
    """Two codes with the same words would be one; with 55 bits that does not happen by chance, and the index refuses it."""

    def __init__(self, db: Connection):
        self._db = db

    def lock_of(self, key: CodeKey) -> Lock:
        """What may be kept of this code."""
        return Lock(self._db.key.tag("code", key.tag).hex(), key.public)

    def tie(self, case_id: str, lock: Lock, letters: list[Letter]) -> None:
        """From now on this code opens the case, and an earlier one no longer does. `letters`, its answers so far, are sealed for it."""
        with self._db.writing():
            self._db.run("UPDATE cases SET code_tag=?, code_key=? WHERE id=?", (bytes.fromhex(lock.tag), lock.public, case_id))
            self._db.run("DELETE FROM code_letters WHERE case_id=?", (case_id,))
            for letter in letters:
                self._put(case_id, letter.id, letter.author, letter.text, lock.public, letter.read)

    def has_code(self, case_id: str) -> bool:
        """Whether a code opens this case."""
        return self._key_of(case_id) is not None

    def case_of(self, key: CodeKey) -> str | None:
        """The case that this code opens."""
        row = self._db.one("SELECT id FROM cases WHERE code_tag=?", (bytes.fromhex(self.lock_of(key).tag),))
        return row[0] if row else None

    def add_letter(self, case_id: str, entry_id: str, author: str, text: str) -> None:
        """An answer, sealed for the code of its case if there is one."""
        public = self._key_of(case_id)
        if public:
            self._put(case_id, entry_id, author, text, public, False)

    def letters(self, case_id: str, key: CodeKey) -> list[Letter]:
        """The answers that are sealed for this code, oldest first. Raises NotOpened."""
        rows = self._db.run(
            "SELECT l.id, e.at, l.read, l.sealed FROM code_letters l JOIN entries e ON e.id=l.id WHERE l.case_id=? ORDER BY l.place", (case_id,)
        )
        found = []
        for letter, at, read, sealed in rows.fetchall():
            plain = json.loads(sealing.open_sealed(sealed, key.secret))
            found.append(Letter(letter, plain["author"], to_time(at), plain["text"], bool(read)))
        return found

    def waiting(self, case_id: str) -> tuple[bool, bool]:
        """Whether there is an answer for the student of a case, by link or by code; and whether one was not read yet."""
        row = self._db.one(
            "SELECT count(*), coalesce(min(read), 1) FROM (SELECT max(read) AS read FROM "
            "(SELECT id, read FROM letters WHERE case_id=?1 UNION ALL SELECT id, read FROM code_letters WHERE case_id=?1) GROUP BY id)",
            (case_id,),
        )
        assert row
        return row[0] > 0, row[1] == 0

    def mark_read(self, case_id: str) -> None:
        self._db.run("UPDATE code_letters SET read=1 WHERE case_id=?", (case_id,))

    def drop(self, case_id: str) -> None:
        """The case is closed: its code opens nothing any more."""
        with self._db.writing():
            self._db.run("UPDATE cases SET code_tag=NULL, code_key=NULL WHERE id=?", (case_id,))
            self._db.run("DELETE FROM code_letters WHERE case_id=?", (case_id,))
            self._db.erased()

    def _key_of(self, case_id: str) -> str | None:
        row = self._db.one("SELECT code_key FROM cases WHERE id=?", (case_id,))
        return row[0] if row else None

    def _put(self, case_id: str, entry_id: str, author: str, text: str, public: str, read: bool) -> None:
        plain = json.dumps({"author": author, "text": text}, ensure_ascii=False).encode()
        self._db.run(
            "INSERT INTO code_letters(id, case_id, place, read, sealed) SELECT id, case_id, place, ?, ? FROM entries WHERE id=? AND case_id=?",
            (int(read), sealing.seal(plain, [public]), entry_id, case_id),
        )


def day_start(when: datetime) -> datetime:
    """The start of the UTC day: as exact as a time of a case with only a code, or of a notebook, may be."""
    return when.replace(hour=0, minute=0, second=0, microsecond=0)
