"""The set of updates that were handled, so that each is handled once. Refuses to keep their ids: only keyed hashes and a day."""

from __future__ import annotations

from datetime import datetime

from bot.store.database import Connection, to_int

_DAY = 86_400


class Seen:
    """By set, not by highest number: updates may come in any order."""

    def __init__(self, db: Connection):
        self._db = db

    def first_time(self, source: str, update_id: str, now: datetime) -> bool:
        """True once for each id of a source; False ever after (until forgotten)."""
        tag = self._db.key.tag("seen", f"{source}\0{update_id}")
        day = to_int(now) // _DAY * _DAY
        return self._db.run("INSERT OR IGNORE INTO seen(tag, day) VALUES (?, ?)", (tag, day)).rowcount == 1

    def forget_before(self, when: datetime) -> None:
        """Forgets the days that ended before `when`."""
        self._db.run("DELETE FROM seen WHERE day<=?", (to_int(when) - _DAY,))
