"""The demo page: a student's chat beside the inbox, a clock above them. Refuses real use: it shows passphrases, of people that it made up itself."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.clock import Clock
from bot.config import Config
from bot.demo.people import DemoPerson
from bot.demo.routes import STEPS, DemoRoutes, MovableClock, Turns, WebChannel
from bot.inbox.app import inbox_routes, page_renderer, static_files
from bot.inbox.doorway import StrictHeaders
from bot.inbox.page_words import PageWords
from bot.store import Store

TEMPLATES = Path(__file__).parent / "templates"


def demo_app(
    turns: Turns,
    web_channel: WebChannel,
    store: Store,
    clock: MovableClock,
    config: Config,
    sweep: Callable[[], Awaitable[object]],
    recipients_shown: list[DemoPerson],
    mails: Callable[[], Iterable[tuple[str, str]]],
    on_answer: Callable[[str], Awaitable[None]],
) -> Starlette:
    """The whole demo. Sign-in to the inbox goes by the real clock, so that moving the demo's does not sign anybody out.

    Takes: `sweep()` does what is due; `mails()` gives (subject, to) of the spool, oldest first; `on_answer(case_id)` tells the student.
    """
    words = PageWords.read("demo")
    demo = DemoRoutes(turns, web_channel, store, clock, words, sweep, [person.id for person in recipients_shown], mails)
    page = page_renderer(TEMPLATES).get_template("demo.html")

    async def home(request: Request) -> Response:
        chat = demo.chat_of(request) or secrets.token_hex(16)
        # the page tells its own chat from an earlier one by this; the chat itself stays in the cookie, out of reach of scripts
        mark = hashlib.sha256(chat.encode()).hexdigest()[:16]
        response = HTMLResponse(page.render(t=words.t, people=recipients_shown, steps=list(STEPS), mark=mark))
        demo.give_chat(response, chat)
        return response

    async def page_words(request: Request) -> Response:
        return JSONResponse(words.texts)

    routes = [
        Route("/", home),
        Route("/woorden.json", page_words),
        *demo.routes(),
        *inbox_routes(store, clock, config, on_answer, wall=Clock()),
        static_files(),
    ]
    return Starlette(routes=routes, middleware=[Middleware(StrictHeaders, framed=True)])
