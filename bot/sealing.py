"""Seals reports to the people who may read them, with age. Refuses to open a report in service: private keys live in their holders' browsers.

The only file that imports pyrage (https://age-encryption.org).
What opens (open_sealed, open_with_passphrase) is for tests, the demo, the offline recovery key, and for a student who gives their code: what was
sealed for that code goes open while they look.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import bech32
import pyrage
from pyrage import passphrase as _passphrase
from pyrage import x25519

ARMOR = "-----BEGIN AGE ENCRYPTED FILE-----"


class NotOpened(Exception):
    """This key or passphrase does not open it."""


@lru_cache(maxsize=256)
def _recipient(public_key: str) -> x25519.Recipient:
    return x25519.Recipient.from_str(public_key)


def is_public_key(text: str) -> bool:
    """Whether `text` is an age X25519 public key (`age1…`)."""
    try:
        _recipient(text)
    except (pyrage.RecipientError, TypeError):
        return False
    return True


def seal(plain: bytes, public_keys: Iterable[str]) -> bytes:
    """An age file (binary) that each holder of one of the keys can open, and nobody else. Raises ValueError without a key."""
    keys = sorted(set(public_keys))
    if not keys:
        raise ValueError("sealed to nobody")
    return pyrage.encrypt(plain, [_recipient(key) for key in keys])


def make_identity() -> tuple[str, str]:
    """A new key pair: (public, secret), both as age writes them."""
    identity = x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def identity_from_seed(seed: bytes) -> tuple[str, str]:
    """The key pair (public, secret) that 32 bytes stand for: always the same one, as age writes them."""
    secret = bech32.bech32_encode("age-secret-key-", bech32.convertbits(seed, 8, 5)).upper()
    return str(x25519.Identity.from_str(secret).to_public()), secret


def lock_identity(secret: str, passphrase: str) -> bytes:
    """The secret in a passphrase-protected age file, in ASCII armour. Slow on purpose: about a second."""
    return _passphrase.encrypt(secret.encode() + b"\n", passphrase, armored=True)


def open_with_passphrase(blob: bytes, passphrase: str) -> str:
    """The secret from lock_identity. Raises NotOpened."""
    try:
        return _passphrase.decrypt(blob, passphrase).decode().strip()
    except pyrage.DecryptError:
        raise NotOpened from None


def open_sealed(blob: bytes, secret: str) -> bytes:
    """What was sealed, with one holder's secret. Raises NotOpened."""
    try:
        return pyrage.decrypt(blob, [x25519.Identity.from_str(secret)])
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise NotOpened from None
