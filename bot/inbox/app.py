"""Puts the inbox together: its pages, its JSON, its files, strict headers. Refuses to know the demo, and any channel."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.config import Config
from bot.followup.working_days import Calendar
from bot.inbox.cases import CaseRoutes
from bot.inbox.desk import Clock, Desk
from bot.inbox.doorway import StrictHeaders
from bot.inbox.invitations import InvitationRoutes
from bot.inbox.page_words import PageWords
from bot.inbox.sign_in import SignInRoutes
from bot.store import Store

STATIC = Path(__file__).parent.parent / "static"
TEMPLATES = Path(__file__).parent / "templates"


def page_renderer(*folders: Path) -> Environment:
    """Templates that escape every value, and fail on a name that is not there."""
    return Environment(loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def static_files() -> Mount:
    """CSS, scripts and the built age bundle, under /static."""
    return Mount("/static", StaticFiles(directory=STATIC), name="static")


def inbox_routes(
    store: Store,
    clock: Clock,
    config: Config,
    on_answer: Callable[[str], Awaitable[None]],
    *,
    wall: Clock | None = None,
    public_url: str | None = None,
) -> list[Mount]:
    """Everything under /postvak. Put `static_files()` and the StrictHeaders middleware beside it (inbox_app does).

    `on_answer(case_id)` is awaited after an answer was committed. `wall` is the clock of sign-in and sessions, when `clock` can be moved.
    """
    words = PageWords.read("postvak")
    desk = Desk(store, clock, wall or clock, words, config.school, Calendar(config.holidays).is_working_day, on_answer, public_url)
    pages = page_renderer(TEMPLATES)
    common = {"t": words.t, "paragraphs": words.paragraphs, "school": desk.school}

    async def inbox(request: Request) -> Response:
        people = [(recipient.id, recipient.name, recipient.role) for recipient in store.recipients.active()]
        return HTMLResponse(pages.get_template("inbox.html").render(**common, people=people))

    async def invitation(request: Request) -> Response:
        return HTMLResponse(pages.get_template("invitation.html").render(**common))

    async def page_words(request: Request) -> Response:
        return JSONResponse(words.texts)

    return [
        Mount(
            "/postvak",
            routes=[
                Route("/", inbox),
                Route("/uitnodiging", invitation),
                Route("/woorden.json", page_words),
                *SignInRoutes(desk).routes(),
                *InvitationRoutes(desk).routes(),
                *CaseRoutes(desk).routes(),
            ],
        )
    ]


def inbox_app(
    store: Store, clock: Clock, config: Config, on_answer: Callable[[str], Awaitable[None]], *, more: Sequence[Route] = (), **options
) -> Starlette:
    """The inbox as a school runs it, and `more` beside it. `options` as in inbox_routes."""

    async def home(request: Request) -> Response:
        return RedirectResponse("/postvak/")

    routes = [Route("/", home), *inbox_routes(store, clock, config, on_answer, **options), static_files(), *more]
    return Starlette(routes=routes, middleware=[Middleware(StrictHeaders)])
