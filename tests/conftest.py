"""What many tests stand on: one nlu for the whole run. Refuses to go on with a model that is not of these lines."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from bot.reading.nlu_client import NluReader
from bot.reading.rules import RuleReader
from flows.model import Reading

ROOT = Path(__file__).resolve().parent.parent
NLU_PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"


@dataclass(frozen=True)
class Nlu:
    """A running door."""

    socket: str
    token: str
    pid: int

    def client(self) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.Client(base_url="http://nlu", transport=httpx.HTTPTransport(uds=self.socket), headers=headers, timeout=20)

    def reader(self) -> NluReader:
        return NluReader("http://nlu", self.token, self.socket)


@pytest.fixture(scope="session")
def trained() -> None:
    """The model of the lines as they are."""
    subprocess.run([sys.executable, "-m", "nlu", "train"], cwd=ROOT, check=True)


@pytest.fixture(scope="session")
def nlu(trained) -> Iterator[Nlu]:
    """nlu behind its real door, as the bot starts it."""
    token = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory(prefix="stagemaat-") as folder:
        socket = f"{folder}/nlu.sock"
        command = [NLU_PYTHON, "-m", "nlu", "serve", "--socket", socket, "--with-parent"]
        child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, env={**os.environ, "STAGEMAAT_NLU_TOKEN": token, "PYTHONPATH": str(ROOT)})
        door = Nlu(socket, token, child.pid)
        deadline = time.monotonic() + 60
        while not Path(socket).exists():  # it listens when the model is loaded
            assert child.poll() is None and time.monotonic() < deadline, "nlu did not open its door"
            time.sleep(0.1)
        with door.client() as client:
            assert client.get("/health").status_code == 200
        yield door
        child.terminate()
        child.wait(10)
        child.stdin.close()


class Remembering:
    """The same text is read once in a run: each golden conversation goes through three doors, and nlu has no memory of its own."""

    known: dict[str, Reading] = {}

    def __init__(self, reader: NluReader):
        self.reader = reader

    async def read(self, text: str) -> Reading:
        if text not in self.known:
            self.known[text] = await self.reader.read(text)
            assert self.reader.healthy, "nlu did not answer: this would remember the rules"
        return self.known[text]


@pytest_asyncio.fixture
async def reader(nlu: Nlu):
    """A reader for golden conversations: the real nlu, or only the rules where a file says `nlu: weg`."""
    opened = nlu.reader()
    yield lambda away: RuleReader() if away else Remembering(opened)
    await opened.close()
