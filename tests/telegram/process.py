"""`python -m bot telegram` as the process that a school runs, against fakegram. Refuses to be gentle: `kill` is -9."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

from bot import sealing
from bot.config import load_config
from bot.reading.rules import RuleReader
from bot.wire import build
from tests.doors import TOKEN

ROOT = Path(__file__).resolve().parents[2]


class Bot:
    """One instance on a data folder. `secrets` opens what its recipients were sent."""

    def __init__(self, folder: Path, api: str, *, webhook: bool = False, token: str = TOKEN, nlu: str = "http://127.0.0.1:9"):
        self.folder, self.data, self.token = folder, folder / "data", token
        self.port = free_port()
        self.config = folder / "config.yml"
        text = (ROOT / "config.yml").read_text(encoding="utf-8")
        text = text.replace("api: https://api.telegram.org", f"api: {api.removesuffix('/bot')}").replace("url: null", f"url: {nlu}")
        if webhook:
            text = text.replace("webhook: null", f"webhook: http://127.0.0.1:{self.port}/telegram")
        self.config.write_text(text, encoding="utf-8")
        self.secrets: dict[str, str] = {}
        self.process: subprocess.Popen | None = None
        self.module = "bot"

    def invite_everybody(self) -> Bot:
        """Every recipient of config.yml gets a key, of which the secret half stays here."""
        parts = build(self.data, self.config, RuleReader(), {})
        now = parts.clock.now()
        for person in load_config(self.config).recipients:
            public, self.secrets[person.id] = sealing.make_identity()
            parts.store.recipients.redeem(parts.store.recipients.invite(person.id, now), public, "-----BEGIN AGE ENCRYPTED FILE-----\n", now)
        parts.close()
        return self

    def start(self) -> Bot:
        command = [sys.executable, "-m", self.module, "telegram", "--data", str(self.data), "--poort", str(self.port), "--config", str(self.config)]
        environment = {**os.environ, "STAGEMAAT_TELEGRAM_TOKEN": self.token, "STAGEMAAT_NLU_TOKEN": "van-niemand"}
        self.log = open(self.folder / "bot.log", "ab")  # noqa: SIM115  # closed in `_over`
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=self.log, text=True)
        ready, _, _ = select.select([self.process.stdout], [], [], 30)
        said = self.process.stdout.readline() if ready else ""
        assert re.search(r":\d+/", said), f"the bot did not start: {self.said()}"
        return self

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self._over()

    def end(self) -> int:
        """As systemd does it; returns the exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        return self._over()

    def said(self) -> str:
        return (self.folder / "bot.log").read_text(encoding="utf-8")

    def reports(self) -> list[dict]:
        """Every report, opened with the key of the first recipient."""
        parts = build(self.data, self.config, RuleReader(), {})
        reader = next(iter(self.secrets))
        cases = parts.store.cases.list_for(reader)
        entries = [entry for case in cases for entry in parts.store.cases.entries_for(case.id, reader)]
        opened = [json.loads(sealing.open_sealed(entry.sealed, self.secrets[reader])) for entry in entries]
        assert parts.store.due.open_cases_without_next_due() == 0
        parts.close()
        return opened

    def _over(self) -> int:
        code = self.process.wait(20)
        self.process.stdout.close()
        self.log.close()
        return code


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
