"""The pincode of a chat, for who chose one. Refuses to keep it: only a slow hash with the server key around it, and how often it went wrong.

A pincode is short: whoever has the database and the server key can try all of them. They open nothing with it that the key does not
open already, so what the slow hash guards is the same pincode elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from datetime import datetime, timedelta

from bot.channels.base import Address
from bot.store.database import Connection, to_int, to_time

FREE_TRIES = 5
LONGEST_WAIT = timedelta(hours=1)
COST = 2**14  # scrypt: 16 MB and 70 ms a try


class Pins:
    """One for a chat. How long it lives is for the sweep and for *wis* to say."""

    def __init__(self, db: Connection):
        self._db = db

    def exists(self, address: Address) -> bool:
        return self._db.one("SELECT 1 FROM pins WHERE chat=?", (self._tag(address),)) is not None

    def set(self, address: Address, pin: str) -> None:
        """From now on this one; wrong tries of before are forgotten."""
        salt = secrets.token_bytes(16)
        self._write(address, {"salt": salt.hex(), "hash": _hash(pin, salt).hex(), "wrong": 0, "wait_until": 0})

    def try_open(self, address: Address, pin: str, now: datetime) -> timedelta | None:
        """Zero when it is right, or when there is none; None when it is wrong; otherwise how long to wait: it was not looked at.

        After FREE_TRIES wrong ones each next costs twice the wait of the one before, an hour at most. Nobody is ever locked out.
        """
        held = self._read(address)
        if held is None:
            return timedelta(0)
        wait = to_time(held["wait_until"]) - now
        if wait > timedelta(0):
            return wait
        right = hmac.compare_digest(_hash(pin, bytes.fromhex(held["salt"])).hex(), held["hash"])
        held["wrong"] = 0 if right else held["wrong"] + 1
        over = held["wrong"] - FREE_TRIES
        held["wait_until"] = to_int(now + min(timedelta(minutes=2 ** min(over, 10)), LONGEST_WAIT)) if over >= 0 else 0
        self._write(address, held)
        return timedelta(0) if right else None

    def drop(self, address: Address) -> None:
        """It is not asked any more."""
        self._db.run("DELETE FROM pins WHERE chat=?", (self._tag(address),))

    def chats(self) -> list[Address]:
        """Everybody who has one."""
        rows = self._db.run("SELECT chat, body FROM pins").fetchall()
        return [Address(*json.loads(self._db.key.open(body, _about(chat)))["address"]) for chat, body in rows]

    def _read(self, address: Address) -> dict | None:
        chat = self._tag(address)
        row = self._db.one("SELECT body FROM pins WHERE chat=?", (chat,))
        return json.loads(self._db.key.open(row[0], _about(chat))) if row else None

    def _write(self, address: Address, held: dict) -> None:
        chat = self._tag(address)
        plain = json.dumps({**held, "address": [address.channel, address.chat]})
        self._db.run(
            "INSERT INTO pins(chat, body) VALUES (?, ?) ON CONFLICT(chat) DO UPDATE SET body=excluded.body",
            (chat, self._db.key.seal(plain.encode(), _about(chat))),
        )

    def _tag(self, address: Address) -> bytes:
        return self._db.key.tag("pin", str(address))


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=COST, r=8, p=1, maxmem=64 * 1024 * 1024, dklen=32)


def _about(chat: bytes) -> str:
    return f"pins:{chat.hex()}"
