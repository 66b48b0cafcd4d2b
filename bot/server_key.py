"""The server key: encrypts what the running server must read back, and makes keyed tags. Refuses to lie in the database or in a backup.

It opens sessions, outbox rows and the links of open cases. It opens no report: those are sealed to people (sealing.py).
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import OperatorError

VARIABLE = "STAGEMAAT_SERVER_KEY"
FILE = "server.key"
SIZE = 32
_NONCE = 12


class SealBroken(Exception):
    """A sealed value that this key does not open, or that stands in a place it was not made for."""


class ServerKey:
    """32 bytes. Every use gets its own key, derived by name, so that nothing of one use fits another."""

    def __init__(self, key: bytes):
        if len(key) != SIZE:
            raise ValueError("a server key has 32 bytes")
        self._key = key
        self._derived: dict[str, bytes] = {}
        self._cipher = AESGCM(self._derive("seal"))

    def __repr__(self) -> str:
        return "ServerKey(…)"

    def _derive(self, purpose: str) -> bytes:
        if purpose not in self._derived:
            hkdf = HKDF(algorithm=SHA256(), length=SIZE, salt=None, info=f"stagemaat/1/{purpose}".encode())
            self._derived[purpose] = hkdf.derive(self._key)
        return self._derived[purpose]

    def seal(self, plain: bytes, about: str) -> bytes:
        """Encrypts with AES-256-GCM. `about` names the place (table and row) and is bound to it: elsewhere it does not open."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, about.encode())

    def open(self, blob: bytes, about: str) -> bytes:
        """What was sealed for `about`. Raises SealBroken."""
        try:
            return self._cipher.decrypt(blob[:_NONCE], blob[_NONCE:], about.encode())
        except (InvalidTag, ValueError):
            raise SealBroken(about.split(":")[0]) from None  # the rest of `about` is a row's own: it stays out of errors

    def tag(self, purpose: str, text: str) -> bytes:
        """32 bytes by which something is found again without being kept; other purposes give tags that cannot be compared."""
        return hmac.digest(self._derive(f"tag/{purpose}"), text.encode(), "sha256")


def load_server_key(data: Path, env: Mapping[str, str], database_exists: bool, key_file: Path | None = None) -> ServerKey:
    """The key of this instance: from the environment, from `key_file` (config), or from data/server.key, in that order.

    A file is made on the first start only. Raises OperatorError when a database is there and its key is not (a new key
    would lose every open session and link in silence), when others may read the file, or when it holds no key.
    """
    if VARIABLE in env:
        return _read(env[VARIABLE], VARIABLE)
    path = key_file or data / FILE
    try:
        if path.stat().st_mode & 0o077:
            raise OperatorError("sleutel-open", pad=path)
        return _read(path.read_text(encoding="ascii"), str(path))
    except FileNotFoundError:
        if database_exists:
            raise OperatorError("sleutel-weg", pad=path, variabele=VARIABLE) from None
    except (OSError, UnicodeDecodeError):
        raise OperatorError("sleutel-onleesbaar", waar=path) from None
    _make(path)
    return load_server_key(data, env, True, key_file)


def _read(text: str, where: str) -> ServerKey:
    try:
        return ServerKey(base64.b64decode(text.strip(), validate=True))
    except (binascii.Error, ValueError):
        raise OperatorError("sleutel-onleesbaar", waar=where) from None


def _make(path: Path) -> None:
    """Whole or not at all: written beside its place, then linked into it; who comes second keeps what the first one made."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(base64.b64encode(secrets.token_bytes(SIZE)) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(beside, path)
            except FileExistsError:
                pass
        finally:
            os.unlink(beside)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise OperatorError("map-onschrijfbaar", pad=path.parent, reden=error.strerror) from None
