"""The demo's own routes: the chat of a made-up student, the clock, the mail that would have gone out. Refuses anything that another site sends."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.base import Address
from bot.inbox.doorway import read_json, text_of
from bot.inbox.page_words import PageWords, moment
from bot.store import Store

COOKIE = "stagemaat_demo_student"
STEPS = {"uur": timedelta(hours=1), "dag": timedelta(days=1), "week": timedelta(weeks=1)}
POLL = 20.0  # seconds
LONGEST_TEXT = 4096
_CHAT = re.compile(r"[0-9a-f]{32}")


class Turns(Protocol):
    async def receive(
        self,
        address: Address,
        update_id: str,
        *,
        text: str | None = None,
        button: str | None = None,
        entry: str | None = None,
        message_id: str | None,
        under: str | None,
    ) -> None: ...


class WebChannel(Protocol):
    async def updates(self, chat: str, have: int, timeout: float) -> list[dict]: ...


class MovableClock(Protocol):
    def now(self) -> datetime: ...

    def move(self, by: timedelta) -> datetime: ...


class DemoRoutes:
    """`mails()` gives (subject, to) of what lies in the spool; `sweep()` does everything that is due at the clock's time."""

    def __init__(
        self,
        turns: Turns,
        web_channel: WebChannel,
        store: Store,
        clock: MovableClock,
        words: PageWords,
        sweep: Callable[[], Awaitable[object]],
        people: list[str],
        mails: Callable[[], Iterable[tuple[str, str]]],
    ):
        self._turns, self._web, self._store, self._clock = turns, web_channel, store, clock
        self._words, self._sweep, self._people, self._mails = words, sweep, people, mails

    def routes(self) -> list[Route]:
        return [
            Route("/gesprek/zeg", self.say, methods=["POST"]),
            Route("/gesprek/nieuw", self.news),
            Route("/gesprek/opnieuw", self.again, methods=["POST"]),
            Route("/klok", self.time),
            Route("/klok", self.move, methods=["POST"]),
            Route("/stand", self.standing),
        ]

    def chat_of(self, request: Request) -> str | None:
        """The chat of this browser, out of its cookie; None for a newcomer."""
        chat = request.cookies.get(COOKIE, "")
        return chat if _CHAT.fullmatch(chat) else None

    def give_chat(self, response: Response, chat: str) -> None:
        """So long as the browser keeps its history, it keeps its chat: a year."""
        response.set_cookie(COOKIE, chat, max_age=31_536_000, httponly=True, samesite="strict", path="/")

    async def say(self, request: Request) -> Response:
        """One message of the student, committed when this answers. The same id again does nothing: the page may resend."""
        body = await read_json(request)
        chat, update_id = self._chat(request), text_of(body, "id", 100)
        said = {name: text_of(body, name, LONGEST_TEXT) for name in ("text", "button", "entry") if name in body}
        if len(said) != 1:
            raise HTTPException(400)
        under = text_of(body, "message", 100) if "message" in body else None
        await self._turns.receive(Address("web", chat), update_id, message_id=update_id if "text" in said else None, under=under, **said)
        return JSONResponse({}, 202)

    async def news(self, request: Request) -> Response:
        """What the page does not have yet; waits for it."""
        have = request.query_params.get("have", "0")
        if not (have.isascii() and have.isdigit()):
            raise HTTPException(400)
        return JSONResponse({"ops": await self._web.updates(self._chat(request), int(have), POLL)})

    async def again(self, request: Request) -> Response:
        """A new student in the same browser."""
        await read_json(request)
        response = JSONResponse({})
        self.give_chat(response, secrets.token_hex(16))
        return response

    async def time(self, request: Request) -> Response:
        return JSONResponse({"clock": self._now()})

    async def move(self, request: Request) -> Response:
        step = text_of(await read_json(request), "stap", 10)
        if step not in STEPS:
            raise HTTPException(400)
        self._clock.move(STEPS[step])
        await self._sweep()
        return JSONResponse({"clock": self._now()})

    async def standing(self, request: Request) -> Response:
        """What stands around the chat and the inbox. `inbox` changes when something in an inbox did: for the dot on its tab."""
        cases = {(row.id, row.state, row.heard_at) for person in self._people for row in self._store.cases.list_for(person)}
        mark = hashlib.sha256(repr(sorted(cases, key=repr)).encode()).hexdigest()[:12]
        mails = [{"subject": subject, "to": to} for subject, to in self._mails()]
        return JSONResponse({"clock": self._now(), "mails": mails, "inbox": mark if cases else ""})

    def _now(self) -> str:
        return self._words.t("klok", moment=moment(self._clock.now()))

    def _chat(self, request: Request) -> str:
        chat = self.chat_of(request)
        if chat is None:
            raise HTTPException(409)  # the page is older than its cookie: it must be loaded again
        return chat
