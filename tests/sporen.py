"""Looks for traces: whether any file holds something, as text, whole numbers, base64 or hex. Refuses to skip a file."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from pathlib import Path


def forms(canary: str) -> set[bytes]:
    """The ways in which a canary could lie in a file."""
    plain = canary.encode()
    found = {plain, canary.encode("utf-16-le"), binascii.hexlify(plain), binascii.hexlify(plain).upper(), canary.upper().encode(), canary.lower().encode()}
    # In the middle of a longer text base64 has three faces; the ends, which depend on the neighbours, are left off.
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + plain)
        core = encoded[4 if shift else 0 : -4]
        found |= {core, core.replace(b"+", b"-").replace(b"/", b"_")}
    if canary.isdecimal():
        number = int(canary)
        for size in (4, 5, 6, 8):
            if number < 1 << (8 * size):
                found |= {number.to_bytes(size, "big"), number.to_bytes(size, "little")}
    return {form for form in found if len(form) >= 4}


def traces(folders: Iterable[Path], canaries: Iterable[str]) -> list[str]:
    """`file: canary` for each that was found in any file below the folders."""
    wanted = {canary: forms(canary) for canary in canaries}
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                blob = path.read_bytes()
                found += [f"{path.name}: {canary}" for canary, ways in wanted.items() if any(way in blob for way in ways)]
    return found
