"""An invitation is used: the browser made a key pair, we take the public key and the locked identity. Refuses the private key and the passphrase."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.inbox.desk import Desk
from bot.inbox.doorway import read_json, text_of
from bot.store import BadInvitation, BadKey


class InvitationRoutes:
    """The code comes in the body: it stood in the fragment of the link, which no browser sends and no log keeps."""

    def __init__(self, desk: Desk):
        self._desk = desk

    def routes(self) -> list[Route]:
        return [Route("/api/uitnodiging", self.look, methods=["POST"]), Route("/api/sleutel", self.accept, methods=["POST"])]

    async def look(self, request: Request) -> Response:
        body = await read_json(request)
        invited = self._desk.store.recipients.invited(text_of(body, "code", 200), self._desk.clock.now())
        if invited is None or invited.state == "weg":
            raise HTTPException(404)
        return JSONResponse({"name": invited.name, "role": invited.role, "again": invited.state == "actief"})

    async def accept(self, request: Request) -> Response:
        body = await read_json(request)
        code, public_key, locked = text_of(body, "code", 200), text_of(body, "public_key", 200), text_of(body, "locked_identity", 10_000)
        try:
            self._desk.store.recipients.redeem(code, public_key, locked, self._desk.clock.now())
        except BadInvitation:
            raise HTTPException(404) from None
        except BadKey:
            raise HTTPException(400) from None
        return JSONResponse({}, 201)
