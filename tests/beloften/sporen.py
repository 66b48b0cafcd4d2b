"""Looks for a canary in files, in every shape that a program might write it in. Refuses to look for less than four bytes: those are everywhere."""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterable
from pathlib import Path


def shapes(canary: str | int) -> dict[str, bytes]:
    """Name of a shape -> the bytes that give it away. A number is also looked for as the integer that a database makes of it."""
    text = str(canary)
    found = {"tekst": text.encode(), "utf-16": text.encode("utf-16-le"), "json": text.encode("ascii", "backslashreplace")}
    raw = [text.encode()]
    if isinstance(canary, int):
        for code in (">q", "<q", ">i", "<i"):
            try:
                raw.append(struct.pack(code, canary))
            except struct.error:
                continue
            found[f"geheel getal {code}"] = raw[-1]
        found["geheel getal van 6 bytes"] = canary.to_bytes(8, "big")[2:]
    for number, content in enumerate(raw):
        found[f"hex {number}"] = content.hex().encode()
        found[f"HEX {number}"] = content.hex().upper().encode()
        for shift in range(3):  # base64 looks different for each place in a group of three bytes
            whole = base64.b64encode(b"\0" * shift + content)
            core = whole[(shift * 8 + 5) // 6 : len(whole) - 4 if (shift + len(content)) % 3 else len(whole)]
            found[f"base64 {number}.{shift}"] = core
            found[f"base64url {number}.{shift}"] = core.translate(bytes.maketrans(b"+/", b"-_"))
    return {name: content for name, content in found.items() if len(content) >= 4}


def found_in(content: bytes, canaries: Iterable[str | int]) -> list[str]:
    """'canary as shape' for each one that is there."""
    return [f"{canary} als {name}" for canary in canaries for name, shape in shapes(canary).items() if shape in content]


def all_bytes(folder: Path, leave_out: Iterable[str] = ()) -> bytes:
    """Every file under a folder, -wal and -shm included, and the names of the files."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in leave_out:
            parts += [str(path.relative_to(folder)).encode(), path.read_bytes()]
    return b"\0".join(parts)


def pieces(ciphertext: bytes, size: int = 16) -> list[bytes]:
    """What of a ciphertext is looked for after erasing: any 16 bytes of it are too many."""
    return [ciphertext[at : at + size] for at in range(0, max(1, len(ciphertext) - size + 1), size)]
