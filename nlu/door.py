"""The one small door: POST /parse, GET /health, on loopback or a Unix socket, with a token. Refuses to log or keep, and to outlive the bot."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import os
import socket
import sys
import threading
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nlu.understand import Reader

TOKEN = "STAGEMAAT_NLU_TOKEN"
LARGEST = 64 * 1024  # bytes of a request


def make_app(token: str, reader: Reader) -> Starlette:
    """The door of one loaded model."""

    def allowed(request: Request) -> bool:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())

    async def parse(request: Request) -> Response:
        if not allowed(request):
            return Response(status_code=401)
        if int(request.headers.get("content-length") or LARGEST + 1) > LARGEST:
            return Response(status_code=413)
        try:
            text = (await request.json())["text"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return Response(status_code=400)
        if not isinstance(text, str):
            return Response(status_code=400)
        read = await reader.read(text)
        del read["text"]  # who asked has it
        return JSONResponse(read)

    async def health(request: Request) -> Response:
        return Response(status_code=200 if allowed(request) else 401)

    return Starlette(routes=[Route("/parse", parse, methods=["POST"]), Route("/health", health)])


def serve(port: int | None, path: Path | None, with_parent: bool = False) -> None:
    """Opens the door on a loopback port or a Unix socket that only this user may use, and runs until it is stopped.

    With `with_parent` also until standard input closes: the bot holds the other end, and the kernel closes it even after
    `kill -9`. Raises SystemExit, in Dutch with the mend, without a token, without an address, or on an address that is taken.
    """
    token = os.environ.pop(TOKEN, "")
    if len(token) < 16:
        raise SystemExit(f"zet {TOKEN} op een lang willekeurig woord: zonder geheim gaat de deur niet open")
    if (port is None) == (path is None):
        raise SystemExit("noem --socket PAD of --port GETAL")
    reader = Reader()
    asyncio.run(reader.read("hoi daar, alles is geladen"))  # the first reading builds caches
    listening = _listen(port, path)  # not before: who can connect is answered
    config = uvicorn.Config(
        make_app(token, reader), ws="none", lifespan="off", log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    orphaned = threading.Event()
    if with_parent:
        threading.Thread(target=_leave_with_parent, args=(server, orphaned), daemon=True).start()
    try:
        asyncio.run(server.serve(sockets=[listening]))
    finally:
        if path:
            path.unlink(missing_ok=True)
        if path and orphaned.is_set():
            with contextlib.suppress(OSError):
                path.parent.rmdir()  # the bot made it for this socket and cannot clear it away any more


def _listen(port: int | None, path: Path | None) -> socket.socket:
    try:
        if path is None:
            listening = socket.socket(socket.AF_INET)
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(("127.0.0.1", port))
        else:
            path.unlink(missing_ok=True)  # of a door that was killed
            listening = socket.socket(socket.AF_UNIX)
            before = os.umask(0o177)
            try:
                listening.bind(str(path))
            finally:
                os.umask(before)
    except OSError as error:
        raise SystemExit(
            f"nlu kan niet luisteren op {path or port} ({error.strerror or error}): kies een andere, of stop wat daar al luistert"
        ) from None
    listening.listen(128)
    return listening


def _leave_with_parent(server: uvicorn.Server, orphaned: threading.Event) -> None:
    """A bot that was killed must not leave a process behind that holds a model and listens."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    orphaned.set()
    server.should_exit = True
