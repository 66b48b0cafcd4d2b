"""The door for other processes: a small HTTP/1.1 server in a thread. Refuses bodies without a length, and breaks connections where it has to."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tests.fakegram.control import control
from tests.fakegram.errors import Broken
from tests.fakegram.front import answer
from tests.fakegram.webhook import Courier
from tests.fakegram.wire import Asked, read_request, written

if TYPE_CHECKING:
    from tests.fakegram.gram import Fakegram

NOT_FOUND = b'{"ok":false,"error_code":404,"description":"Not Found"}'


class Connection(asyncio.Protocol):
    """One connection: a request, its answer, the next. By hand and not with a library, since only so can it be broken off at any moment."""

    def __init__(self, house: House) -> None:
        self.house, self.buffer, self.task = house, bytearray(), None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        self.house.connections.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        self.house.connections.discard(self)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        self.next()

    def next(self) -> None:
        if self.task is None and not self.transport.is_closing() and (asked := read_request(self.buffer)) is not None:
            self.task = asyncio.get_running_loop().create_task(self.reply(asked))
            self.house.tasks.add(self.task)
            self.task.add_done_callback(self.house.tasks.discard)

    async def reply(self, asked: Asked) -> None:
        try:
            status, body = await self.house.answer(asked)
        except Broken:
            self.transport.abort()
            return
        self.task = None
        if not self.transport.is_closing():
            self.transport.write(written(status, body, asked.keep))
            if not asked.keep:
                self.transport.close()
            self.next()


class House:
    """The thread with the server, its connections and the courier that brings updates to a webhook."""

    def __init__(self, gram: Fakegram, with_control: bool) -> None:
        self.gram, self.with_control = gram, with_control
        self.connections: set[Connection] = set()
        self.tasks: set[asyncio.Task[None]] = set()
        self.url = ""
        self.ready, self.failed = threading.Event(), None

    async def answer(self, asked: Asked) -> tuple[int, bytes]:
        if asked.refusal is not None:
            return asked.refusal, json.dumps({"ok": False, "error_code": asked.refusal, "description": "Bad Request"}).encode()
        if asked.path.startswith("/bot"):
            token, _, method = unquote(asked.path[4:]).partition("/")
            if method:
                return await answer(self.gram, token, method, asked.params)
        if asked.path == "/control" and self.with_control:
            return control(self.gram, asked.params)
        return 404, NOT_FOUND

    def run(self, port: int) -> None:
        try:
            asyncio.run(self.main(port))
        except OSError as error:
            self.failed = error
            self.ready.set()

    async def main(self, port: int) -> None:
        self.loop, self.stop = asyncio.get_running_loop(), asyncio.Event()
        server = await self.loop.create_server(lambda: Connection(self), "127.0.0.1", port)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"
        courier = asyncio.create_task(Courier(self.gram).run())
        self.ready.set()
        try:
            await self.stop.wait()
        finally:
            server.close()
            for connection in list(self.connections):
                connection.transport.abort()
            for task in [courier, *self.tasks]:
                task.cancel()
            await asyncio.gather(courier, *self.tasks, return_exceptions=True)
            await asyncio.sleep(0)  # the aborted transports close their sockets now


@contextmanager
def serve(gram: Fakegram, port: int, with_control: bool) -> Iterator[str]:
    if gram.serving:
        raise RuntimeError("this fakegram is served already")
    house = House(gram, with_control)
    thread = threading.Thread(target=house.run, args=(port,), name="fakegram", daemon=True)
    gram.serving = True
    thread.start()
    try:
        house.ready.wait(10)
        if house.failed is not None:
            raise house.failed
        yield house.url
    finally:
        with suppress(AttributeError, RuntimeError):  # it never came up
            house.loop.call_soon_threadsafe(house.stop.set)
        thread.join(10)
        gram.serving = False
