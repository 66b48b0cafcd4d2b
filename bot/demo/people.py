"""Makes the made-up recipients of a demo, key and passphrase on the server. Refuses a data folder that is in real use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bot import sealing
from bot.clock import Clock
from bot.config import Config
from bot.errors import OperatorError
from bot.passphrases import new_passphrase
from bot.store import Store

FILE = "demo-wachtzinnen.json"
KEYS = Path(__file__).parent / "keys.mjs"


@dataclass(frozen=True)
class DemoPerson:
    """A made-up recipient. A real passphrase is never on a server: this one is, to be shown on the page."""

    id: str
    name: str
    role: str
    passphrase: str


def demo_people(data: Path, store: Store, config: Config, clock: Clock) -> list[DemoPerson]:
    """The recipients of config.yml as made-up people who can sign in; made on the first start, the same after it.

    Raises OperatorError where somebody has a key already that this demo did not make.
    """
    path = data / FILE
    if store.recipients.key_holders() and not path.exists():
        raise OperatorError("demo-op-echt", pad=data)
    if not store.recipients.key_holders():
        _make(path, store, config, clock)
    passphrases = json.loads(path.read_text(encoding="utf-8"))
    return [DemoPerson(person.id, person.name, person.role, passphrases[person.id]) for person in config.recipients]


def _make(path: Path, store: Store, config: Config, clock: Clock) -> None:
    passphrases = {person.id: new_passphrase() for person in config.recipients}
    pairs = _key_pairs(list(passphrases.values()))
    with store.transaction():
        for person, pair in zip(config.recipients, pairs, strict=True):
            token = store.recipients.invite(person.id, clock.now())
            store.recipients.redeem(token, pair["public"], pair["locked"], clock.now())
        if config.recovery:
            store.recipients.set_recovery(config.recovery.id, sealing.make_identity()[0])
        draft = path.with_suffix(".tmp")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(passphrases, file)
        os.replace(draft, path)  # before the commit: a kill in between leaves a file that the next start writes again


def _key_pairs(passphrases: list[str]) -> list[dict[str, str]]:
    """Made by the library of the browsers, on this environment's own Node."""
    node = Path(sys.executable).parent / "node"
    made = subprocess.run([node, KEYS], input=json.dumps(passphrases), capture_output=True, text=True, check=True)
    return json.loads(made.stdout)
