"""What a test can make go wrong, and what came in. Refuses nothing by itself: without a fault or limits, every call goes through."""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

from tests.fakegram.errors import ApiError, Drop

LIMITED = {"sendMessage", "editMessageText", "editMessageReplyMarkup"}


@dataclass
class Call:
    """One call that came in."""

    method: str
    params: dict[str, Any]
    at: float
    error: str | None = None

    @property
    def chat_id(self) -> int | None:
        said = str(self.params.get("chat_id", ""))
        return int(said) if said.lstrip("-").isdigit() else None


@dataclass
class Fault:
    """The next calls of a method that go wrong."""

    method: str
    what: ApiError | Drop
    left: int
    chat_id: int | None

    def fits(self, call: Call) -> bool:
        return self.left > 0 and self.method == call.method and self.chat_id in (None, call.chat_id)


@dataclass
class Limits:
    """So much and no more: a window of a second for all, and for each chat a small stock that fills again."""

    per_second: int = 30
    per_chat: float = 1
    burst: int = 3
    _all: deque[float] = field(default_factory=deque, repr=False)
    _stock: dict[int | None, tuple[float, float]] = field(default_factory=lambda: defaultdict(lambda: (-1.0, 0.0)), repr=False)

    def check(self, call: Call) -> None:
        """Counts the call, or says how long to wait."""
        if call.method not in LIMITED:
            return
        now = call.at
        while self._all and self._all[0] <= now - 1:
            self._all.popleft()
        left, since = self._stock[call.chat_id]
        left = float(self.burst) if left < 0 else min(self.burst, left + (now - since) * self.per_chat)
        wait = (1 - left) / self.per_chat if left < 1 else 0.0
        if len(self._all) >= self.per_second:
            wait = max(wait, self._all[0] + 1 - now)
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self._all.append(now)
        self._stock[call.chat_id] = (left - 1, now)


class Troubles:
    """The faults and the slowness that stand now."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.slow: dict[str, float] = {}

    def take(self, call: Call) -> ApiError | Drop | None:
        for fault in self.faults:
            if fault.fits(call):
                fault.left -= 1
                return fault.what
        return None


def now() -> float:
    return time.monotonic()
