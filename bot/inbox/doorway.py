"""What stands before every page: strict headers, same origin, the token of a session. Refuses a POST that a page of another site sent."""

from __future__ import annotations

import hmac
import json
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "stagemaat_postvak"
CSRF_HEADER = "x-stagemaat-csrf"
_LARGEST = 64_000

_POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; font-src 'none'; "
    "{frames}frame-ancestors {ancestors}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types stagemaat"
)
_PERMISSIONS = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class StrictHeaders:
    """Middleware. `framed`: the demo shows the inbox in a frame of its own page; nowhere else may it be framed.

    form-action 'none' also means: when a script did not load, a passphrase typed into a field can still go nowhere.
    """

    def __init__(self, app: ASGIApp, framed: bool = False):
        self.app = app
        ancestors, frames = ("'self'", "frame-src 'self'; ") if framed else ("'none'", "")
        self._headers = {
            "Content-Security-Policy": _POLICY.format(ancestors=ancestors, frames=frames),
            "X-Frame-Options": "SAMEORIGIN" if framed else "DENY",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": _PERMISSIONS,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                # files are asked for again each time (a 304 is enough): after an update no old script meets a new page
                headers["Cache-Control"] = "no-cache" if scope["path"].startswith("/static/") else "no-store"
            await send(message)

        await self.app(scope, receive, with_headers)


async def read_json(request: Request) -> dict:
    """The body of a POST from a page of ours: at most 64 kB, a JSON object. Raises HTTPException 400, 403, 413 or 415."""
    _same_origin(request)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise HTTPException(413)
    try:
        value = json.loads(body)
    except ValueError:  # also: not UTF-8
        raise HTTPException(400) from None
    if not isinstance(value, dict):
        raise HTTPException(400)
    return value


def text_of(body: dict, key: str, longest: int) -> str:
    """A text that must be there. Raises HTTPException 400."""
    value = body.get(key)
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise HTTPException(400)
    return value


def check_csrf(request: Request, token: str) -> None:
    """Raises HTTPException 403 unless the page sent the token that belongs to its session."""
    if not hmac.compare_digest(request.headers.get(CSRF_HEADER, "").encode(), token.encode()):
        raise HTTPException(403)


def _same_origin(request: Request) -> None:
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        if site != "same-origin":
            raise HTTPException(403)
    elif origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403)
