"""Code words: makes five, mends a typo in each, and turns them into a key. Refuses to keep a code, and to choose when two words could be meant.

A code is five words out of 2,048 that lie at least three edits apart: 55 bits, behind Argon2id. Slow on purpose, so never in a transaction.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from bot.passphrases import LIST
from bot.sealing import identity_from_seed
from flows.matching import plain

if TYPE_CHECKING:
    from flows.words import Label

LENGTH = 5
MEMORY = 64 * 1024  # KiB
ROUNDS = 4  # with that memory 0.28 s on the machine that it was measured on
_HALF = 32
CHAIN = re.compile(r"(?<!\S)[^\W\d_]{3,}(?:-[^\W\d_]{3,}){3,}(?!\w)")  # of four words or more
FAR_AT_MOST, SLIPS_FROM = 2, 6  # words with two slips (and slips in one), and the letters of a word that may hold them
HALF_SAID = 3  # words of the list behind "mijn code is"


@dataclass(frozen=True)
class CodeKey:
    """What a code is worth: `tag` finds what belongs to it, `public` seals for it, `secret` opens that. Only `public` may be kept as it is."""

    tag: str = field(repr=False)
    public: str
    secret: str = field(repr=False)


@cache
def words() -> frozenset[str]:
    """The list that codes are made of."""
    return frozenset(LIST.read_text(encoding="ascii").split())


def new_code() -> str:
    """Five words with a space between them, any of them twice by chance."""
    known = sorted(words())
    return " ".join(secrets.choice(known) for _ in range(LENGTH))


def mended(text: str) -> str | None:
    """The code that is in `text`: case, commas and hyphens do not matter, and every word may hold one typo. None when there is no code in it.

    Words around it ("mijn code is …") do not matter either. Where more than five could be words of the code, the last five in a row are it:
    people say first what they are about to type. Where there is nothing beside the five, two of them may hold two slips.
    """
    found = [(place, word) for place, token in enumerate(token for token in plain(text).split() if not token.isdecimal()) if (word := _meant(token))]
    runs: list[list[str]] = [[]]
    for (before, _), (place, word) in pairwise([(-2, ""), *found]):
        if place != before + 1:
            runs.append([])
        runs[-1].append(word)
    long_enough = [run for run in runs if len(run) >= LENGTH]
    if long_enough:
        return " ".join(long_enough[-1][-LENGTH:])
    beside = len([token for token in plain(text).split() if not token.isdecimal()]) - LENGTH
    return " ".join(word for _, word in found) if len(found) == LENGTH and beside < LENGTH else _with_two_slips(text)


def offered(text: str, leads: Label) -> bool:
    """Whether `text` is a code that nobody asked for: five words of the list and nothing else, with one typo at most; words with hyphens between
    them; or, behind one of the `leads` ("mijn code is"), at least three words of the list. What else stands behind them makes it none: that
    has to be read, for it may be a cry for help."""
    typed = plain(text)
    tokens = [token for token in typed.split() if not token.isdecimal()]
    if len(tokens) == LENGTH and sum(token in words() for token in tokens) >= LENGTH - 1 and all(map(_meant, tokens)):
        return True
    said = next((said for said in leads.said if f" {said} " in f" {typed} "), None)
    rest = (f" {typed} ".partition(f" {said} ")[2] if said else typed).split()
    chain = CHAIN.search(text)
    if chain and plain(chain[0]).split() == rest:
        return True
    return bool(said) and len(rest) <= LENGTH and sum(map(bool, map(_meant, rest))) >= HALF_SAID


def derive(code: str, salt: bytes) -> CodeKey:
    """The key of a code as `mended` gives it. Takes a third of a second and 64 MB; lets other threads go on."""
    raw = Argon2id(salt=salt, length=2 * _HALF, iterations=ROUNDS, lanes=1, memory_cost=MEMORY).derive(code.encode())
    public, secret = identity_from_seed(raw[_HALF:])
    return CodeKey(raw[:_HALF].hex(), public, secret)


def _meant(token: str) -> str | None:
    """The word of the list that is one letter away at most (no two can be: they lie three apart), or that has two neighbours swapped."""
    if token in words():
        return token
    if not 3 <= len(token) <= 9:
        return None
    near = {word for form in [token, *_shorter(token)] for word in _forms().get(form, ()) if _one_apart(token, word)}
    near = near or {swapped for at in range(len(token) - 1) if (swapped := token[:at] + token[at + 1] + token[at] + token[at + 2 :]) in words()}
    return near.pop() if len(near) == 1 else None


def _with_two_slips(text: str) -> str | None:
    """Five words and nothing else, of which at most two are two letters away, and from one word only: "dogters" can be nothing but "dochters"."""
    tokens = [token for token in plain(text).split() if not token.isdecimal()]
    if len(tokens) != LENGTH:
        return None
    meant = [_meant(token) or "" for token in tokens]
    far = [at for at, word in enumerate(meant) if not word]
    for at in far:
        near = [word for word in words() if _two_apart(tokens[at], word)] if len(tokens[at]) >= SLIPS_FROM else []
        meant[at] = near[0] if len(near) == 1 else ""
    return " ".join(meant) if len(far) <= FAR_AT_MOST and all(meant) else None


def _two_apart(one: str, other: str) -> bool:
    """Two edits at most: one, and another in what is left by it."""
    if abs(len(one) - len(other)) > FAR_AT_MOST:
        return False
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, sign in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != sign))
    return row[-1] <= FAR_AT_MOST


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """Each word, and each word less one letter -> the words that give it: two texts one edit apart share one of these."""
    forms: dict[str, tuple[str, ...]] = {}
    for word in words():
        for form in {word, *_shorter(word)}:
            forms[form] = (*forms.get(form, ()), word)
    return forms


def _shorter(text: str) -> Iterator[str]:
    return (text[:at] + text[at + 1 :] for at in range(len(text)))


def _one_apart(one: str, other: str) -> bool:
    """One letter too many, too few, or wrong."""
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, tail = one[at:], other[at:]
    return rest[1:] == tail[1:] or rest[1:] == tail or rest == tail[1:]
