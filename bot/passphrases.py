"""Makes passphrases of six Dutch words for the demo and the recovery key; a recipient's own is made in their browser. Refuses to keep one."""

from __future__ import annotations

import secrets
from pathlib import Path

LIST = Path(__file__).parent / "static" / "woorden.txt"
LENGTH = 6  # words out of 2,048: 66 bits, behind age's scrypt


def new_passphrase() -> str:
    """Six words, any of them twice by chance."""
    words = LIST.read_text(encoding="utf-8").split()
    return " ".join(secrets.choice(words) for _ in range(LENGTH))
