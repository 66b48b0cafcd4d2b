"""What can go wrong, as the real one says it. Refuses to invent words: every description here is one that Telegram sends."""

from __future__ import annotations

import enum
from typing import Any


class ApiError(Exception):
    """An answer with ok = false."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, Any]:
        said: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            said["parameters"] = {"retry_after": self.retry_after}
        return said


class Broken(Exception):
    """The connection breaks here: the bot hears nothing."""


class NoSuchButton(Exception):
    """What the person wants to tap is not on the screen."""


class Drop(enum.Enum):
    """When the connection breaks: before the call is done, or after (then it is done, and the bot does not know)."""

    BEFORE = "dropped before"
    AFTER = "dropped after"


def bad(description: str) -> ApiError:
    return ApiError(400, f"Bad Request: {description}")


def conflict(description: str) -> ApiError:
    return ApiError(409, f"Conflict: {description}")


BLOCKED = (403, "Forbidden: bot was blocked by the user")
DEACTIVATED = (403, "Forbidden: user is deactivated")
NOT_IN_GROUP = (403, "Forbidden: bot is not a member of the group chat")
NO_METHOD = (404, "Not Found: method not found")
