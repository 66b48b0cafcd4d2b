"""The door where Telegram brings updates itself. Refuses who does not show the secret, and answers 200 only after the commit."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update

from bot.channels.telegram.lanes import Lanes

LARGEST = 1_000_000  # bytes; an update has a few thousand
HEADER = "x-telegram-bot-api-secret-token"


def webhook_route(path: str, secret: str, bot: Bot, lanes: Callable[[], Lanes], lane_of: Callable[[Update], str]) -> Route:
    """POST of one update. 403 without the secret, 400 for what is no update, 503 when it could not be committed: Telegram brings it again."""

    async def arrive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            return Response(status_code=403)
        if int(request.headers.get("content-length", LARGEST + 1)) > LARGEST:
            return Response(status_code=413)
        try:
            update = Update.de_json(json.loads(await request.body()), bot)
            lane = lane_of(update)
        except (ValueError, KeyError, TypeError, AttributeError):
            return Response(status_code=400)
        handled = lanes().put(lane, update)
        try:
            await asyncio.shield(handled)
        except asyncio.CancelledError:
            if not handled.cancelled():
                raise
            return Response(status_code=503)
        return Response(status_code=200)

    return Route(path, arrive, methods=["POST"])
