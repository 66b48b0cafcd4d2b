"""`demo` and `web`: one process that holds pages, outbox, sweep and nlu. Refuses to start on a port that is taken."""

from __future__ import annotations

import asyncio
import fcntl
import signal
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext
from pathlib import Path

import click
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.channels.base import Channel
from bot.channels.web import WebChannel
from bot.commands.options import config_option, data_option
from bot.config import load_config
from bot.demo.app import demo_app
from bot.demo.people import FILE, demo_people
from bot.demo.spool import mails_in
from bot.errors import OperatorError, operator_words
from bot.inbox.app import inbox_app
from bot.reading import open_reader
from bot.server_key import FILE as KEY_FILE
from bot.wire import ROOT, Parts, build

LOCK = "draait.lock"


@click.command(help="De demo: links een student, rechts het postvak, erboven een klok. Niets verlaat deze computer.")
@data_option(ROOT / "demo-data")
@config_option
@click.option("--poort", type=click.IntRange(0, 65535), help="een andere poort dan in config.yml")
def demo(data: Path, config_path: Path, poort: int | None) -> None:
    channel = WebChannel()

    def app(parts: Parts) -> Starlette:
        people = demo_people(parts.data, parts.store, parts.config, parts.clock)
        mails = lambda: mails_in(parts.spool.folder)  # noqa: E731
        return demo_app(parts.turns, channel, parts.store, parts.clock, parts.config, parts.sweep, people, mails, parts.turns.answered)

    asyncio.run(serve(data, config_path, poort, {channel.name: channel}, app, "demo-klaar", movable=True))


@click.command(help="Het postvak voor de ontvangers, met herinneringen en mail, zonder kanaal voor studenten.")
@data_option(ROOT / "data")
@config_option
@click.option("--poort", type=click.IntRange(0, 65535), help="een andere poort dan in config.yml")
def web(data: Path, config_path: Path, poort: int | None) -> None:
    refuse_demo(data)

    asyncio.run(serve(data, config_path, poort, {}, inbox, "draait"))


def refuse_demo(data: Path) -> None:
    """The keys of a demo's made-up people lie beside it: no real report may be sealed to those. Raises OperatorError."""
    if (data / FILE).exists():
        raise OperatorError("web-op-demo", pad=data)


def inbox(parts: Parts, more: Sequence[Route] = ()) -> Starlette:
    """The recipients' pages, and a warning where the server key lies beside the database."""
    if (parts.data / KEY_FILE).exists():
        click.echo(operator_words().say("sleutel-in-map", pad=parts.data / KEY_FILE), err=True)
    return inbox_app(parts.store, parts.clock, parts.config, parts.turns.answered, public_url=parts.config.web.address, more=more)


class _Server(uvicorn.Server):
    """Ends when asked to, and leaves it to us what must be finished before the process goes."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, self.handle_exit, name, None)
        yield


async def serve(
    data: Path,
    config_path: Path,
    port: int | None,
    channels: Mapping[str, Channel],
    app: Callable[[Parts], Starlette],
    said: str,
    movable: bool = False,
    beside: Callable[[Parts], AbstractAsyncContextManager[None]] = lambda parts: nullcontext(),
) -> None:
    """Runs until it is asked to stop. `beside` is open for as long as the pages are served."""
    config = load_config(config_path)
    with _bound(config.web.host, config.web.port if port is None else port) as listening, _alone(data):
        async with open_reader(config.nlu.url) as reader:
            parts = build(data, config_path, reader, channels, movable)
            try:
                server = _Server(uvicorn.Config(app(parts), log_level="warning", access_log=False, timeout_graceful_shutdown=3))
                host, bound_port = listening.getsockname()[:2]

                async def pages() -> None:
                    async with beside(parts):
                        click.echo(operator_words().say(said, adres=f"http://{host}:{bound_port}/"))
                        await server.serve(sockets=[listening])

                await parts.run(pages)
            finally:
                parts.close()


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One process at a time sends and reminds for a folder. Raises OperatorError. The lock goes with the process, however it ends."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = open(data / LOCK, "w")  # noqa: SIM115  # held until the end
    except OSError as error:
        raise OperatorError("map-onschrijfbaar", pad=data, reden=error.strerror) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OperatorError("map-in-gebruik", pad=data) from None
        yield


def _bound(host: str, port: int) -> socket.socket:
    """Takes the port before anything is made. Raises OperatorError."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # two that are only bound can share a port: the second must hear now that it is taken
    except OSError:
        listening.close()
        raise OperatorError("poort-bezet", host=host, poort=port) from None
    return listening
