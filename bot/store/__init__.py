"""All that an instance keeps: one SQLite file in its data folder. Refuses clocks, channels and words; the only folder that imports sqlite_utils.

store = Store.open(data, key)
with store.transaction():
    store.sessions.save(…); store.outbox.put(…)
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from bot.server_key import SealBroken, ServerKey
from bot.store.case_rows import CaseRow, Entry, Letter, NoSuchCase, ReaderWithoutKey, TooFewKeys
from bot.store.cases import CODE_ONLY, STUDENT, Cases
from bot.store.codes import CodeLocks, Lock
from bot.store.consents import Consent, Consents
from bot.store.database import FILE, Connection
from bot.store.due import Due, DueRow
from bot.store.links import Links
from bot.store.notebooks import NoSuchNotebook, Notebooks
from bot.store.outbox import OutboxRows, Row
from bot.store.pins import Pins
from bot.store.recipients import BadInvitation, BadKey, NoSuchRecipient, Recipient, Recipients
from bot.store.seen import Seen
from bot.store.sessions import Sessions
from bot.store.settings import Settings
from bot.store.shown import Shown, ShownMessages
from bot.store.sign_in import SignIn
from bot.store.states import ENDED, MOVES, STATES, WITHDRAWN, NoSuchMove
from bot.store.waiting import OPEN_CASE, Waiting

__all__ = [
    "CODE_ONLY", "ENDED", "MOVES", "OPEN_CASE", "STATES", "STUDENT", "WITHDRAWN",
    "BadInvitation", "BadKey", "CaseRow", "Consent", "DueRow", "Entry", "Letter", "Lock", "NoSuchCase", "NoSuchMove",
    "NoSuchNotebook", "NoSuchRecipient",
    "ReaderWithoutKey", "Recipient", "Row", "SealBroken", "Shown", "Store", "TooFewKeys", "database_exists",
]  # fmt: skip

_SCRUBBED = "geschoond_op"


def database_exists(data: Path) -> bool:
    """Whether an instance was ever started in this folder: then its key must be there too."""
    path = data / FILE
    return path.exists() and path.stat().st_size > 0


class Store:
    """One instance's database. Synchronous, used from one thread; a transaction never spans an `await`."""

    def __init__(self, db: Connection):
        self._db = db
        self.settings = Settings(db)
        self.sessions = Sessions(db)
        self.seen = Seen(db)
        self.outbox = OutboxRows(db)
        self.shown = ShownMessages(db)
        self.links = Links(db)
        self.recipients = Recipients(db)
        self.due = Due(db)
        self.codes = CodeLocks(db)
        self.notebooks = Notebooks(db, self.codes, self.due)
        self.cases = Cases(db, self.recipients, self.links, self.due, self.codes)
        self.consents = Consents(db, self.cases)
        self.waiting = Waiting(db, self.due)
        self.sign_in = SignIn(db)
        self.pins = Pins(db)

    @classmethod
    def open(cls, data: Path, key: ServerKey) -> Store:
        """Opens or makes data/stagemaat.db, and brings it to this version. Raises OperatorError when that cannot be, changing nothing."""
        return cls(Connection(data / FILE, key))

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; not nestable (RuntimeError). Calls outside of one are each a transaction of their own."""
        return self._db.transaction()

    def light_transaction(self) -> AbstractContextManager[None]:
        """As `transaction`, for a note that costs only a repetition when a power cut undoes it: that a message arrived."""
        return self._db.light_transaction()

    def attempt(self) -> AbstractContextManager[None]:
        """Inside a transaction: what fails in here leaves nothing behind, and the rest of the transaction goes on."""
        return self._db.attempt()

    def scrub(self) -> bool:
        """Wipes the traces of what was erased; done at once after an erasing, and by every sweep. False when another process was reading."""
        return self._db.scrub()

    def scrub_daily(self, now: datetime) -> bool:
        """Once a day wipes the traces of what goes all day long (delivered messages, older versions of a draft). Within a transaction.

        True when this was the first time today.
        """
        today = str(now.date())
        first = self.settings.get(_SCRUBBED) != today
        if first:
            self.settings.set(_SCRUBBED, today)
            self._db.erased()
        return first

    def close(self) -> None:
        self._db.close()
