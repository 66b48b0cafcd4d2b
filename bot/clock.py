"""What time it is: the real clock, and one that the demo can move forward. Refuses to go back: due rows would be passed by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

OFFSET = "klok_vooruit"


class Settings(Protocol):
    def get(self, name: str) -> str | None: ...

    def set(self, name: str, value: str) -> None: ...


class Clock:
    """The real clock."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        return datetime.now(UTC)


class MovableClock(Clock):
    """The real clock plus what it was moved by; kept in the settings, so that a restart stays in the same day."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._offset = timedelta(seconds=float(settings.get(OFFSET) or 0))

    def now(self) -> datetime:
        return super().now() + self._offset

    def move(self, by: timedelta) -> datetime:
        """Moves forward by `by`, and returns the new time. Raises ValueError when that is back."""
        if by < timedelta(0):
            raise ValueError("a clock does not go back")
        self._offset += by
        self._settings.set(OFFSET, str(self._offset.total_seconds()))
        return self.now()
