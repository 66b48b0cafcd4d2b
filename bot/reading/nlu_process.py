"""Starts nlu as a child, watches it, starts it again when it dies. Refuses to make the bot wait for it."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path

from bot.errors import operator_words

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"
TOKEN = "STAGEMAAT_NLU_TOKEN"
WAITS = (1, 2, 5, 15, 60)  # seconds before each next start; it stays at the last
PATIENCE = 3.0  # seconds that a child gets to end kindly
STEADY = 30.0  # seconds after which a start counts as a good one
_log = logging.getLogger(__name__)


class NluProcess:
    """One child that listens on a Unix socket of its own.

    For the health report: `state` is komt, draait, weg or ontbreekt, and `problem` what the operator must know and do, or None.
    """

    def __init__(self, socket: Path, token: str, python: Path = PYTHON):
        self._socket, self._token, self._python = socket, token, python
        self._process: asyncio.subprocess.Process | None = None
        self._watching: asyncio.Task[None] | None = None
        self.state = "komt"
        self.problem: str | None = None

    def start(self) -> None:
        """Begins; returns at once."""
        self._watching = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Ends the child, kindly and then not."""
        if self._watching:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        if self._process and self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), PATIENCE)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    async def _watch(self) -> None:
        failures = 0
        while True:
            if not self._python.exists():
                self.state = "ontbreekt"
                self.problem = operator_words().say("nlu-ontbreekt", pad=self._python)
                _log.error("%s", self.problem)
                return
            started = asyncio.get_running_loop().time()
            self._process = await asyncio.create_subprocess_exec(
                str(self._python), "-m", "nlu", "serve", "--with-parent", "--socket", str(self._socket),
                cwd=ROOT, env=self._environment(), stdin=asyncio.subprocess.PIPE,  # closes when we are killed, and ends the child
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            self.state, self.problem = "draait", None
            code = await self._process.wait()
            self.state = "weg"
            failures = 0 if asyncio.get_running_loop().time() - started > STEADY else failures + 1
            wait = WAITS[min(failures, len(WAITS)) - 1] if failures else WAITS[0]
            self.problem = operator_words().say("nlu-gestopt", code=code, seconden=wait)
            _log.warning("%s", self.problem)
            await asyncio.sleep(wait)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")}
        quiet = {"PYTHONWARNINGS": "ignore", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONPATH": str(ROOT)}
        return {**kept, **quiet, TOKEN: self._token}
