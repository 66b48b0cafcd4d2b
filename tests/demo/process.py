"""The demo as the process that a newcomer starts, with the real nlu of the test run. Refuses to be gentle: `kill` is -9."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class Demo:
    """`python -m bot demo` on a data folder. Starting takes until the page answers."""

    def __init__(self, data: Path, config: Path | None = None, environment: dict[str, str] | None = None):
        self.data, self.config = data, config
        self.environment = {**os.environ, **(environment or {})}
        self.port = 0
        self.said = ""

    def start(self) -> Demo:
        command = [sys.executable, "-m", "bot", "demo", "--data", str(self.data), "--poort", str(self.port)]
        command += ["--config", str(self.config)] if self.config else []
        self.log = open(self.data.parent / "demo.log", "ab")  # noqa: SIM115  # closed in `end`
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.said = self.process.stdout.readline()
        hit = re.search(r":(\d+)/", self.said)
        assert hit, f"the demo did not start: {(self.data.parent / 'demo.log').read_text()}"
        self.port = int(hit[1])  # a restart takes the same, as a browser expects
        return self

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self._over()

    def end(self) -> None:
        self.process.terminate()
        self._over()

    def _over(self) -> None:
        self.process.wait(60)
        self.process.stdout.close()
        self.log.close()


def eventually(check, seconds: float = 60.0):
    """What `check` gives as soon as it gives something true."""
    deadline = time.monotonic() + seconds
    while True:
        found = check()
        if found:
            return found
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)
