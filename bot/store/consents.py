"""What a student allowed for a case, each recipient outside apart. Refuses to forget a change: each is a row, and an entry for the readers.

What is here is for the student's own view, and goes with the link; the readers keep their entries.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from bot.store.cases import Cases
from bot.store.database import Connection, to_time

_KIND = "toestemming"
_PADDED = 1024


@dataclass(frozen=True)
class Consent:
    """One change: `to` is who may (or may no longer) be told, `words` is what the student read when saying so."""

    to: str
    given: bool
    at: datetime
    words: str = field(repr=False)


class Consents:
    """Sealed twice: to the readers, and with the server key. A thief counts changes and learns neither to whom nor which way."""

    def __init__(self, db: Connection, cases: Cases):
        self._db = db
        self._cases = cases

    def change(self, case_id: str, to: str, given: bool, words: str, now: datetime) -> None:
        """Writes down that the student allows `to` to be told, or does so no longer. Raises NoSuchCase."""
        with self._db.writing():
            body = {"aan": to, "ja": given, "woorden": words}
            entry_id = self._cases.add_from_student(case_id, body, now, _KIND)
            plain = json.dumps(body, ensure_ascii=False).encode().ljust(_PADDED)
            self._db.run(
                "INSERT INTO consents(id, case_id, place, at, body) SELECT id, case_id, place, at, ? FROM entries WHERE id=?",
                (self._db.key.seal(plain, f"consents:{entry_id}"), entry_id),
            )

    def of_case(self, case_id: str) -> list[Consent]:
        """All changes, oldest first."""
        found = []
        for row_id, at, body in self._db.run("SELECT id, at, body FROM consents WHERE case_id=? ORDER BY place", (case_id,)):
            plain = json.loads(self._db.key.open(body, f"consents:{row_id}"))
            found.append(Consent(plain["aan"], plain["ja"], to_time(at), plain["woorden"]))
        return found

    def in_force(self, case_id: str) -> dict[str, Consent]:
        """What is allowed now, by to whom."""
        last = {consent.to: consent for consent in self.of_case(case_id)}
        return {to: consent for to, consent in last.items() if consent.given}
