"""What browser tests stand on: a real server on a free port, real Chromium, phone and desktop. Refuses to skip where CI must not."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot import sealing
from bot.channels.base import Address, Button, Message
from bot.channels.web import WebChannel
from bot.clock import Clock, MovableClock
from bot.config import load_config
from bot.demo.app import demo_app
from bot.demo.people import DemoPerson
from bot.followup.rules import Rules, begin
from bot.inbox import inbox_app
from bot.server_key import ServerKey
from bot.store import Store

ROOT = Path(__file__).resolve().parent.parent.parent
SCREENSHOTS = ROOT / "tests" / "screenshots"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}
expect.set_options(timeout=15_000)
PASSPHRASE = "aanleg batterij cadeau dolfijn eiland fantasie"
REPORT = {
    "manier": "anoniem", "verhaal": "Ze zeiden dat ik met mijn hoofddoek niet bij de klanten mag staan. <b>Niet vet</b>",
    "aanvulling": "Het was de derde keer.", "wens": "praten", "naam": None, "contact": None, "datum": "2026-11-21", "plek": "winkel",
}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for one module: Playwright's own event loop may not meet the tests that have theirs."""
    if not Path(CHROMIUM).exists():
        line = f"{CHROMIUM} ontbreekt: de browsertests doen niet mee (apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(line)
        pytest.skip(line)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Asked:
    """One request as the server got it."""

    method: str
    target: str
    headers: str
    body: bytes = b""

    def everything(self) -> str:
        return f"{self.method} {self.target}\n{self.headers}\n{self.body.decode('utf-8', 'replace')}"


@dataclass
class Server:
    """A server in a thread of its own, with its store. `call` runs something in that thread."""

    url: str
    data: Path
    store: Store
    clock: MovableClock
    asked: list[Asked] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    turns: object = None
    rules: Rules | None = None
    _loop: asyncio.AbstractEventLoop | None = None

    def call(self, work: Callable[[], object]) -> object:
        async def run() -> object:
            return work()

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(10)

    def file(self, report: dict = REPORT, way: str = "anoniem", readers: list[str] | None = None, linked: bool = True) -> str:
        """A report, as the engine files it."""

        def work() -> str:
            with self.store.transaction():
                now = self.clock.now()
                case_id = self.store.cases.file(way, report, readers or ["vertrouwenspersoon", "vervanger"], now)
                begin(self.store, case_id, self.rules.promises(now))
                if linked:
                    self.store.links.make(case_id, Address("web", secrets.token_hex(16)))
            return case_id

        return self.call(work)

    def invite(self, recipient: str) -> str:
        token = self.call(lambda: self.store.recipients.invite(recipient, self.clock.now()))
        return f"{self.url}/postvak/uitnodiging#{token}"


class EchoTurns:
    """Stands in for the engine: says back, with buttons; 'gevoelig' comes back sensitive, and @weg takes that away."""

    def __init__(self, web: WebChannel):
        self.web, self.seen, self.sensitive, self.tasks = web, [], [], set()

    async def receive(
        self,
        address: Address,
        update_id: str,
        *,
        text: str | None = None,
        button: str | None = None,
        entry: str | None = None,
        message_id: str | None = None,
        under: str | None = None,
    ) -> None:
        if any(update_id == known for known, _ in self.seen):
            return
        self.seen.append((update_id, text or button or entry))
        task = asyncio.create_task(self._answer(address.chat, update_id, text, button or entry))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _answer(self, chat: str, update_id: str, text: str | None, button: str | None) -> None:
        if button == "@weg":
            await self.web.delete(chat, list(self.sensitive))
            self.sensitive.clear()
            await self.web.send(chat, Message("Tip: vraag op je eerste dag wie je begeleider is."))
            return
        said = f"Je zei: 😀 {text or button}"
        rows = ((Button("Ja, anoniem", "1:ja"), Button("Nee", "1:nee")), (Button("Later", "1:later"),))
        spans = ((0, 7, "bold"), (len(said) + 1, 6, "link"), (len(said) + 8, 6, "spoiler"))
        sent = await self.web.send(chat, Message(f"{said} 113.nl geheim", spans, rows, text == "gevoelig"))
        if text == "gevoelig":
            self.sensitive += [sent, update_id]


def _recorder(app, asked: list[Asked]):
    async def record(scope, receive, send):
        if scope["type"] != "http":
            return await app(scope, receive, send)
        headers = "\n".join(f"{name.decode('latin-1')}: {value.decode('latin-1')}" for name, value in scope["headers"])
        entry = Asked(scope["method"], f"{scope['raw_path'].decode()}?{scope['query_string'].decode()}", headers)
        asked.append(entry)

        while True:  # all of it, also where the app would not read it: what came in counts
            message = await receive()
            entry.body += message.get("body", b"")
            if not message.get("more_body"):
                break
        rest = iter([{"type": "http.request", "body": entry.body, "more_body": False}])

        async def replay():
            return next(rest, None) or await receive()

        return await app(scope, replay, send)

    return record


def run_server(make: Callable[[Store, MovableClock, Server], object], data: Path, people: bool = True) -> Iterator[Server]:
    """Starts `make`'s app on a free port; with `people` both recipients have a key, opened by PASSPHRASE."""
    ready, box = threading.Event(), {}
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        store = Store.open(data, ServerKey(secrets.token_bytes(32)))
        config = load_config(ROOT / "config.yml")
        with store.transaction():
            store.recipients.sync(config.recipients, [config.recovery])
            store.recipients.set_recovery(config.recovery.id, sealing.make_identity()[0])
        clock = MovableClock(store.settings)
        server = Server(f"http://127.0.0.1:{listener.getsockname()[1]}", data, store, clock, rules=Rules.of(config))
        if people:
            public, locked = locked_identity()
            for person in config.recipients:
                store.recipients.redeem(store.recipients.invite(person.id, clock.now()), public, locked, clock.now())
        app = _recorder(make(store, clock, server), server.asked)
        engine = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=1))
        box.update(server=server, engine=engine)

        async def serve() -> None:
            server._loop = asyncio.get_running_loop()
            ready.set()
            await engine.serve(sockets=[listener])

        asyncio.run(serve())
        store.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(30), "the server did not start"
    while not box["engine"].started:
        time.sleep(0.02)
    yield box["server"]
    box["engine"].should_exit = box["engine"].force_exit = True
    thread.join(10)


_LOCK = """
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
const identity = await generateX25519Identity();
const lock = new Encrypter();
lock.setPassphrase(process.argv[1]);
lock.setScryptWorkFactor(15);
console.log(await identityToRecipient(identity), JSON.stringify(armor.encode(await lock.encrypt(identity))));
"""


@cache
def locked_identity() -> tuple[str, str]:
    """(public key, locked identity), one for all tests. Not locked by pyrage, which takes a second here and 2 to 6 in the browser."""
    node = Path(sys.executable).parent / "node"
    done = subprocess.run([node, "--input-type=module", "-e", _LOCK, PASSPHRASE], cwd=ROOT, capture_output=True, text=True, check=True)
    public, locked = done.stdout.split(" ", 1)
    return public, json.loads(locked)


def _inbox(store: Store, clock: MovableClock, server: Server):
    async def on_answer(case_id: str) -> None:
        server.answered.append(case_id)

    return inbox_app(store, clock, load_config(ROOT / "config.yml"), on_answer, wall=Clock())


def _demo(store: Store, clock: MovableClock, server: Server):
    web = WebChannel()
    server.turns = EchoTurns(web)
    shown = [DemoPerson(person.id, person.name, person.role, PASSPHRASE) for person in store.recipients.active()]

    async def on_answer(case_id: str) -> None:
        server.answered.append(case_id)

    async def sweep() -> None:
        server.answered.append("sweep")

    def mails() -> list[tuple[str, str]]:
        return [("Er wacht iets op u in Stagemaat", "Noor Verhoeven")] * server.answered.count("sweep")

    return demo_app(server.turns, web, store, clock, load_config(ROOT / "config.yml"), sweep, shown, mails, on_answer)


@pytest.fixture
def inbox() -> Iterator[Server]:
    """The inbox alone; both recipients have a key."""
    with tempfile.TemporaryDirectory() as data:
        yield from run_server(_inbox, Path(data))


@pytest.fixture
def empty_inbox() -> Iterator[Server]:
    """The inbox before anybody made a key."""
    with tempfile.TemporaryDirectory() as data:
        yield from run_server(_inbox, Path(data), people=False)


@pytest.fixture
def demo() -> Iterator[Server]:
    """The demo page, with EchoTurns for an engine."""
    with tempfile.TemporaryDirectory() as data:
        yield from run_server(_demo, Path(data))


def open_page(browser: Browser, size: str, **more) -> Page:
    """A page in a fresh context; an error in its console fails the test (`page.problems`)."""
    context = browser.new_context(viewport=SIZES[size], locale="nl-NL", timezone_id="Europe/Amsterdam", **more)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.problems = []
    page.size = size
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
    return page


@pytest.fixture(params=list(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Phone and desktop, one after the other."""
    page = open_page(browser, request.param, bypass_csp=False)
    yield page
    page.context.close()


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    page = open_page(browser, "desktop")
    yield page
    page.context.close()


def shoot(page: Page, name: str, full: bool = True) -> None:
    """A picture to look at, in tests/screenshots."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{page.size}.png", full_page=full)


def wide_enough(page: Page) -> bool:
    """Whether nothing sticks out to the right."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def sign_in(page: Page, passphrase: str = PASSPHRASE, recipient: str = "vertrouwenspersoon") -> None:
    page.locator("html[data-ready=yes]").wait_for()
    page.select_option("#recipient", recipient)
    page.fill("#passphrase", passphrase)
    page.click("#enter")
