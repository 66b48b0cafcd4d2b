"""Who may read reports: the keys of the people named in config.yml. Refuses to see a private key: the age file comes in locked."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.sealing import ARMOR, is_public_key
from bot.store.database import Connection, to_int

INVITATION_LASTS = timedelta(days=7)
_LARGEST_IDENTITY = 10_000


class Person(Protocol):
    """What config.yml tells of a recipient or of the holder of the recovery key."""

    id: str
    name: str
    role: str


@dataclass(frozen=True)
class Recipient:
    """State: 'uitgenodigd' (no key yet: not offered to students), 'actief', or 'weg' (no longer in config.yml)."""

    id: str
    name: str
    role: str
    mail: str
    state: str
    public_key: str | None
    locked_identity: str | None = field(repr=False)


class NoSuchRecipient(Exception):
    """Nobody with this id in config.yml."""


class BadInvitation(Exception):
    """An invitation that does not exist, is older than 7 days, or was used."""


class BadKey(Exception):
    """What came in is no age public key, or no passphrase-protected age file."""


class Recipients:
    """Config says who; the database holds their keys."""

    def __init__(self, db: Connection):
        self._db = db
        self._people: dict[str, Person] = {}
        self._recovery: dict[str, Person] | None = None

    def sync(self, people: Iterable[Person], recovery: Iterable[Person] | None = None) -> None:
        """Takes over who is in config.yml. Who left it keeps their key in the database, and is offered to nobody.

        With `recovery` (its holders in config.yml), only their recovery keys count from now on.
        """
        self._people = {person.id: person for person in people}
        if recovery is not None:
            self._recovery = {person.id: person for person in recovery}
        with self._db.writing():
            for person_id in self._people:
                self._db.run("INSERT OR IGNORE INTO recipients(id, recovery) VALUES (?, 0)", (person_id,))

    def invite(self, recipient_id: str, now: datetime) -> str:
        """A one-time token, valid for 7 days; an earlier one of this person is void. Raises NoSuchRecipient."""
        if recipient_id not in self._people:
            raise NoSuchRecipient
        token = secrets.token_urlsafe(32)
        with self._db.writing():
            self._db.run("DELETE FROM invitations WHERE recipient=? OR expires_at<=?", (recipient_id, to_int(now)))
            self._db.run(
                "INSERT INTO invitations(tag, recipient, expires_at) VALUES (?, ?, ?)",
                (self._tag(token), recipient_id, to_int(now + INVITATION_LASTS)),
            )
        return token

    def invited(self, token: str, now: datetime) -> Recipient | None:
        """Whom a token invites, without using it."""
        row = self._db.one("SELECT recipient FROM invitations WHERE tag=? AND expires_at>?", (self._tag(token), to_int(now)))
        return self.get(row[0]) if row else None

    def redeem(self, token: str, public_key: str, locked_identity: str, now: datetime) -> str:
        """Uses an invitation, once: this is the person's key from now on. Returns their id. Raises BadKey (the token lives on) or BadInvitation."""
        if not is_public_key(public_key) or not locked_identity.startswith(ARMOR) or len(locked_identity) > _LARGEST_IDENTITY:
            raise BadKey
        with self._db.writing():
            row = self._db.one("DELETE FROM invitations WHERE tag=? AND expires_at>? RETURNING recipient", (self._tag(token), to_int(now)))
            if row is None or row[0] not in self._people:
                raise BadInvitation
            self._db.run("INSERT OR IGNORE INTO recipients(id, recovery) VALUES (?, 0)", row)
            self._db.run(
                "UPDATE recipients SET public_key=?, locked_identity=? WHERE id=?",
                (public_key, self._db.key.seal(locked_identity.encode(), f"recipients:{row[0]}"), row[0]),
            )
            self._db.run("DELETE FROM inbox_sessions WHERE recipient=?", row)  # whoever held the old key is signed out
        return row[0]

    def set_recovery(self, holder_id: str, public_key: str) -> None:
        """The offline recovery key of a holder; its secret half never comes here. Raises BadKey."""
        if not is_public_key(public_key):
            raise BadKey
        self._db.run(
            "INSERT INTO recipients(id, recovery, public_key) VALUES (?, 1, ?) "
            "ON CONFLICT(id) DO UPDATE SET recovery=1, public_key=excluded.public_key, locked_identity=NULL",
            (holder_id, public_key),
        )

    def get(self, recipient_id: str) -> Recipient | None:
        """One recipient (no holder of a recovery key), or None."""
        row = self._db.one("SELECT public_key, locked_identity FROM recipients WHERE id=? AND recovery=0", (recipient_id,))
        return self._recipient(recipient_id, *row) if row else None

    def all(self) -> list[Recipient]:
        """In the order of config.yml, then those who left it."""
        rows = {row[0]: row for row in self._db.run("SELECT id, public_key, locked_identity FROM recipients WHERE recovery=0 ORDER BY id")}
        order = [name for name in self._people if name in rows] + [name for name in rows if name not in self._people]
        return [self._recipient(*rows[name]) for name in order]

    def active(self) -> list[Recipient]:
        """Who can be offered to students: named in config.yml, and with a key."""
        return [recipient for recipient in self.all() if recipient.state == "actief"]

    def recovery_keys(self) -> dict[str, str]:
        """Holder id -> public key."""
        rows = self._db.run("SELECT id, public_key FROM recipients WHERE recovery=1 AND public_key IS NOT NULL ORDER BY id")
        return {holder: key for holder, key in rows if self._recovery is None or holder in self._recovery}

    def recovery_holders(self) -> list[tuple[Person, bool]]:
        """The holders in config.yml, and whether their key is there: each is named to the student."""
        keys = self.recovery_keys()
        return [(person, holder in keys) for holder, person in (self._recovery or {}).items()]

    def key_holders(self) -> int:
        """How many people can open what is sealed from now on."""
        return len(self.active()) + len(self.recovery_keys())

    def _recipient(self, recipient_id: str, public_key: str | None, locked: bytes | None) -> Recipient:
        person = self._people.get(recipient_id)
        state = "weg" if person is None else "actief" if public_key else "uitgenodigd"
        identity = self._db.key.open(locked, f"recipients:{recipient_id}").decode() if locked else None
        name, role = (person.name, person.role) if person else (recipient_id, "")
        return Recipient(recipient_id, name, role, getattr(person, "mail", "") or "", state, public_key, identity)

    def _tag(self, token: str) -> bytes:
        return self._db.key.tag("invitation", token)
