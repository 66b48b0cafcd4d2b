"""Turns code words into keys for a turn, one at a time and outside of its transaction, with a brake on wrong ones. Refuses to lock anybody out.

An action asks for a key; when it is not there yet, the action raises NeedsKey, the turn is undone, the key is made in another thread, and the
same turn is played again. So a third of a second of Argon2 holds up neither the database nor another chat.

The brake is in memory only: what it knows of a chat is nobody's business, and a restart that forgets it helps nobody against 55 bits.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from datetime import datetime, timedelta

from bot import codes
from bot.channels.base import Address
from bot.codes import CodeKey
from bot.store import Store

SALT = "code_zout"
FREE_IN_A_CHAT = 5
FREE_IN_ALL = 200  # in an hour: a class that mistypes together stays well below
LONGEST_WAIT = timedelta(minutes=15)
REMEMBERED = timedelta(hours=1)
BETWEEN = timedelta(seconds=60)  # once there were too many in all: a third of a second in sixty is half a percent of the time


class NeedsKey(Exception):
    """A key has to be made first. Says nothing of the code when it is printed."""

    def __init__(self, code: str):
        super().__init__()
        self.code = code


class NotACode(Exception):
    """There are no five words of the list in it."""


class Braked(Exception):
    """Too many wrong codes before this one: not now."""


class Brake:
    """Counts wrong codes, of a chat and of all. Every wait ends: in all, chats stand in a line and each gets its turn."""

    def __init__(self) -> None:
        self._wrong: dict[str, tuple[int, datetime]] = {}
        self._recent: deque[datetime] = deque()
        self._turns: dict[str, datetime] = {}
        self._next: datetime | None = None
        self._tidy_at = 1000  # chats: who tries from many may not fill the memory

    def allows(self, chat: str, now: datetime, in_line: bool) -> bool:
        """Whether this chat may try now. `in_line`: as one of all who try to open something; else only its own wrong codes count."""
        count, last = self._wrong.get(chat, (0, now))
        own = min(timedelta(seconds=10 * 2 ** min(count - FREE_IN_A_CHAT, 10)), LONGEST_WAIT) if count >= FREE_IN_A_CHAT else timedelta()
        return now >= last + own and (not in_line or self._turn_of(chat, now))

    def wrong(self, chat: str, now: datetime, in_line: bool) -> None:
        self._forget(now)
        self._wrong[chat] = (self._wrong.get(chat, (0, now))[0] + 1, now)
        if in_line:
            self._recent.append(now)

    def right(self, chat: str) -> None:
        self._wrong.pop(chat, None)

    def _turn_of(self, chat: str, now: datetime) -> bool:
        self._forget(now)
        if len(self._recent) < FREE_IN_ALL:
            return True
        if chat not in self._turns:
            self._turns[chat] = max(now, self._next or now)
            self._next = self._turns[chat] + BETWEEN
        if now < self._turns[chat]:
            return False
        del self._turns[chat]
        return True

    def _forget(self, now: datetime) -> None:
        while self._recent and self._recent[0] <= now - REMEMBERED:
            self._recent.popleft()
        if len(self._wrong) + len(self._turns) > self._tidy_at:
            self._wrong = {chat: seen for chat, seen in self._wrong.items() if seen[1] > now - REMEMBERED}
            self._turns = {chat: at for chat, at in self._turns.items() if at > now - REMEMBERED}
            self._tidy_at = 2 * max(500, len(self._wrong) + len(self._turns))


class CodeKeys:
    """All codes of an installation: one salt, one brake, one at a time."""

    def __init__(self, store: Store):
        self.brake = Brake()
        self._one_at_a_time = asyncio.Lock()
        found = store.settings.get(SALT)
        self._salt = bytes.fromhex(found) if found else secrets.token_bytes(16)
        if not found:
            store.settings.set(SALT, self._salt.hex())

    def for_turn(self, address: Address, now: datetime) -> TurnKeys:
        return TurnKeys(self, str(address), now)

    async def derive(self, code: str) -> CodeKey:
        """In another thread."""
        async with self._one_at_a_time:
            return await asyncio.to_thread(codes.derive, code, self._salt)


class TurnKeys:
    """The keys of one turn of one chat; they go with the turn."""

    def __init__(self, all_keys: CodeKeys, chat: str, now: datetime):
        self._all, self._chat, self._now = all_keys, chat, now
        self._made: dict[str, CodeKey] = {}
        self._fresh: str | None = None

    def fresh(self) -> tuple[str, CodeKey]:
        """A new code and its key. Making many without using one is slowed down too: each costs as much as a wrong one. Raises Braked."""
        if self._fresh is None:
            if not self._all.brake.allows(self._chat, self._now, in_line=False):
                raise Braked
            self._fresh = codes.new_code()
            self._all.brake.wrong(self._chat, self._now, in_line=False)
        return self._fresh, self._key(self._fresh)

    def typed(self, text: str, in_line: bool) -> CodeKey:
        """The key of a code that was typed. Say afterwards whether it was right. Raises NotACode or Braked (before any time is spent)."""
        code = codes.mended(text)
        if code is None:
            raise NotACode
        if code not in self._made and not self._all.brake.allows(self._chat, self._now, in_line):
            raise Braked
        return self._key(code)

    def right(self) -> None:
        self._all.brake.right(self._chat)

    def wrong(self, in_line: bool) -> None:
        self._all.brake.wrong(self._chat, self._now, in_line)

    async def make(self, need: NeedsKey) -> None:
        """What an action asked for."""
        self._made[need.code] = await self._all.derive(need.code)

    def _key(self, code: str) -> CodeKey:
        if code not in self._made:
            raise NeedsKey(code)
        return self._made[code]
