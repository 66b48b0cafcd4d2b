"""What every route of the inbox works with, and who is at the door. Refuses to keep anything between two requests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.inbox.doorway import COOKIE
from bot.inbox.page_words import PageWords
from bot.store import Recipient, Store


class Clock(Protocol):
    def now(self) -> datetime: ...


@dataclass(frozen=True)
class Desk:
    """`clock` is the time that cases live in; `wall` times sign-in and sessions (the demo moves only the first)."""

    store: Store
    clock: Clock
    wall: Clock
    words: PageWords
    school: str
    working_day: Callable[[date], bool]
    on_answer: Callable[[str], Awaitable[None]]
    public_url: str | None = None

    def visitor(self, request: Request) -> tuple[Recipient, str]:
        """(who is signed in, their csrf token). Raises HTTPException 401."""
        session = self.store.sign_in.session(request.cookies.get(COOKIE, ""), self.wall.now())
        recipient = self.store.recipients.get(session[0]) if session else None
        if session is None or recipient is None or recipient.state != "actief":
            raise HTTPException(401)
        return recipient, session[1]

    def over_https(self, request: Request) -> bool:
        """Whether the visitor's browser came over https: the public address decides, a proxy may speak http to us."""
        return (urlsplit(self.public_url).scheme if self.public_url else request.url.scheme) == "https"
