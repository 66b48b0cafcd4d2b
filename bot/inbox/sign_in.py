"""Signing in: who can open what is sealed to a recipient's key, is that recipient. Refuses to see the passphrase, and to lock anybody out.

begin      → the locked key, and 32 random bytes sealed to it; after failures an answer counts only some seconds later
aanmelden  → the opened bytes; a session in an HttpOnly cookie
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import sealing
from bot.inbox.desk import Desk
from bot.inbox.doorway import COOKIE, check_csrf, read_json, text_of

FREE_ATTEMPTS = 3
LONGEST_WAIT = 30  # seconds: somebody else's attempts may slow the recipient down, never keep them out
FORGET_AFTER = timedelta(minutes=15)


def wait_after(failures: int) -> int:
    """Seconds to wait after so many attempts without success: 0 0 0 1 2 4 8 16 30 30 …"""
    return 0 if failures < FREE_ATTEMPTS else min(2 ** (failures - FREE_ATTEMPTS), LONGEST_WAIT)


class SignInRoutes:
    """Every attempt counts as failed until it succeeded: a wrong passphrase shows only in the browser."""

    def __init__(self, desk: Desk):
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route("/api/begin", self.begin, methods=["POST"]),
            Route("/api/aanmelden", self.enter, methods=["POST"]),
            Route("/api/afmelden", self.leave, methods=["POST"]),
        ]

    async def begin(self, request: Request) -> Response:
        body = await read_json(request)
        recipient = self._desk.store.recipients.get(text_of(body, "recipient", 200))
        if recipient is None or recipient.state != "actief" or not recipient.public_key:
            raise HTTPException(404)
        now, sign_in = self._desk.wall.now(), self._desk.store.sign_in
        secret = secrets.token_bytes(32)
        with self._desk.store.transaction():
            wait = self._wait(recipient.id, now)
            sign_in.note_failure(recipient.id, now)
            usable_from = int(now.timestamp()) + wait
            challenge = sign_in.new_challenge(recipient.id, hashlib.sha256(secret).digest() + usable_from.to_bytes(8), now)
        return JSONResponse(
            {
                "locked_identity": recipient.locked_identity,
                "challenge": challenge,
                "sealed": base64.b64encode(sealing.seal(secret, [recipient.public_key])).decode(),
                "wait": wait,
            }
        )

    async def enter(self, request: Request) -> Response:
        body = await read_json(request)
        now, sign_in = self._desk.wall.now(), self._desk.store.sign_in
        try:
            answer = base64.b64decode(text_of(body, "answer", 100), validate=True)
        except binascii.Error:
            raise HTTPException(400) from None
        asked = sign_in.take_challenge(text_of(body, "challenge", 100), now)
        if asked is None:
            raise HTTPException(403)
        recipient_id, expected = asked
        in_time = int(now.timestamp()) >= int.from_bytes(expected[32:])
        if not in_time or not hmac.compare_digest(hashlib.sha256(answer).digest(), expected[:32]):
            raise HTTPException(403)
        recipient = self._desk.store.recipients.get(recipient_id)
        if recipient is None or recipient.state != "actief":
            raise HTTPException(403)
        with self._desk.store.transaction():
            sign_in.end(request.cookies.get(COOKIE, ""))  # asked for again in the same browser: one session, not two
            sign_in.clear(recipient_id)
            token, csrf = sign_in.open_session(recipient_id, now)
        response = JSONResponse({"name": recipient.name, "role": recipient.role, "csrf": csrf})
        response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=self._desk.over_https(request), path="/postvak")
        return response

    async def leave(self, request: Request) -> Response:
        await read_json(request)
        _, csrf = self._desk.visitor(request)
        check_csrf(request, csrf)
        self._desk.store.sign_in.end(request.cookies.get(COOKIE, ""))
        response = JSONResponse({})
        response.delete_cookie(COOKIE, httponly=True, samesite="strict", secure=self._desk.over_https(request), path="/postvak")
        return response

    def _wait(self, recipient_id: str, now: datetime) -> int:
        last = self._desk.store.sign_in.last_failure(recipient_id)
        if last is not None and now - last > FORGET_AFTER:
            self._desk.store.sign_in.clear(recipient_id)
            return 0
        return wait_after(self._desk.store.sign_in.failures(recipient_id))
