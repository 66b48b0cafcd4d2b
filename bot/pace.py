"""How fast messages may go, in all and in one chat (Telegram answers 429 to more). Refuses to wait by itself: the outbox does.

Counted over a sliding second, so that a class that starts at once has its thirty answers at once. The limiter that python-telegram-bot
brings (a leaky bucket) lets twice as many through in the first second, or spreads them over it.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

from bot.channels.base import Limits


class Pace:
    """Of one channel. Times are seconds of a clock that only goes forward."""

    def __init__(self, limits: Limits, now: Callable[[], float] = time.monotonic):
        self._limits, self._now = limits, now
        self._last: deque[float] = deque(maxlen=limits.per_second)
        self._chats: dict[bytes, float] = {}

    def wait(self, chat: bytes) -> float:
        """Seconds until a message for this chat may go; 0 when it may now."""
        now, soonest = self._now(), -math.inf
        if len(self._last) == self._last.maxlen:
            soonest = self._last[0] + 1.0
        if chat in self._chats:
            soonest = max(soonest, self._chats[chat] + 1.0 / self._limits.per_second_in_a_chat)
        return max(0.0, soonest - now)

    def took(self, chat: bytes) -> None:
        """A message for this chat goes now."""
        now = self._now()
        self._last.append(now)
        if len(self._chats) > 1000:
            keep = now - 1.0 / self._limits.per_second_in_a_chat
            self._chats = {chat: at for chat, at in self._chats.items() if at > keep}
        self._chats[chat] = now

    def since(self, chat: bytes) -> float:
        """When this chat last got something: who waited longest goes first."""
        return self._chats.get(chat, -math.inf)
