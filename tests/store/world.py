"""A small school for the tests: a store in a folder, two recipients with keys, a recovery key. Refuses the real clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from bot import sealing
from bot.channels.base import Address
from bot.codes import CodeKey
from bot.server_key import ServerKey
from bot.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
KEY = ServerKey(bytes(range(32)))
STUDENT = Address("web", "chat-4711")


@dataclass(frozen=True)
class Somebody:
    id: str
    name: str
    role: str = "vertrouwenspersoon"
    mail: str = "iemand@school.example"


@dataclass
class World:
    """The store, and the secrets that in service nobody has together."""

    data: Path
    store: Store
    secrets: dict[str, str] = field(default_factory=dict)

    def key_for(self, recipient_id: str, now: datetime = NOW) -> None:
        public, secret = sealing.make_identity()
        token = self.store.recipients.invite(recipient_id, now)
        self.store.recipients.redeem(token, public, sealing.ARMOR + "\n…", now)
        self.secrets[recipient_id] = secret

    def opened(self, case_id: str, recipient_id: str) -> list[str]:
        entries = self.store.cases.entries_for(case_id, recipient_id)
        return [sealing.open_sealed(entry.sealed, self.secrets[recipient_id]).decode() for entry in entries]

    def files(self) -> bytes:
        """All bytes of the folder, -wal included."""
        return b"".join(path.read_bytes() for path in sorted(self.data.rglob("*")) if path.is_file())

    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.data)


def code_key() -> CodeKey:
    """The key of some code, without the third of a second that a real one takes."""
    public, secret = sealing.make_identity()
    return CodeKey(token_hex(32), public, secret)


PEOPLE = [Somebody("noor", "Noor"), Somebody("samir", "Samir")]


def open_store(data: Path, people: list[Somebody] | None = None) -> Store:
    store = Store.open(data, KEY)
    store.recipients.sync(PEOPLE if people is None else people, [Somebody("ilse", "Ilse")])
    return store


def make_world(data: Path, people: list[Somebody] | None = None) -> World:
    world = World(data, open_store(data, people))
    for person in PEOPLE if people is None else people:
        world.key_for(person.id)
    return world
