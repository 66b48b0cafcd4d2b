"""Who gets through nlu's door, and what it leaves behind when it closes. Refuses a door on anything but this machine."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.conftest import NLU_PYTHON, ROOT

TOKEN = "STAGEMAAT_NLU_TOKEN"


def serve(*options: str, token: str = "", **named) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), TOKEN: token}
    return subprocess.Popen([NLU_PYTHON, "-m", "nlu", "serve", *options], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, **named)


def gone_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        status = Path(f"/proc/{pid}/status")
        if not status.exists() or "State:\tZ" in status.read_text():
            return True
        time.sleep(0.05)
    return False


def test_without_the_token_nothing_opens(nlu):
    with httpx.Client(base_url="http://nlu", transport=httpx.HTTPTransport(uds=nlu.socket)) as client:
        for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Bearer é".encode()}, {"Authorization": nlu.token}):
            assert client.get("/health", headers=headers).status_code == 401
            assert client.post("/parse", json={"text": "hoi"}, headers=headers).status_code == 401


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"text": 3}', b'{"tekst": "hoi"}', b"\xff", b"[" * 20_000])
def test_what_is_not_a_text_is_refused(nlu, body):
    with nlu.client() as client:
        assert client.post("/parse", content=body).status_code == 400


def test_a_body_without_end_is_refused(nlu):
    with nlu.client() as client:
        assert client.post("/parse", content=b" " * 100_000).status_code == 413
        assert client.post("/parse", content=iter([b"{}"])).status_code == 413  # no length given: it could go on for ever


def test_only_this_user_may_use_the_socket(nlu):
    assert stat.S_IMODE(os.stat(nlu.socket).st_mode) == 0o600


def test_it_listens_on_no_network(nlu):
    open_now = []
    for link in Path(f"/proc/{nlu.pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed meanwhile
            open_now.append(os.readlink(link))
    inodes = {one[8:-1] for one in open_now if one.startswith("socket:")}
    tcp = {line.split()[9] for file in ("tcp", "tcp6") for line in Path(f"/proc/net/{file}").read_text().splitlines()[1:]}
    assert not inodes & tcp


@pytest.mark.parametrize(("options", "token", "word"), [(["--port", "0"], "", TOKEN), ([], "x" * 20, "--socket")])
def test_a_door_without_token_or_address_says_what_to_mend(trained, options, token, word):
    child = serve(*options, token=token)
    _, error = child.communicate(timeout=60)
    assert child.returncode == 1 and word in error and "Traceback" not in error


def test_a_taken_port_says_so(trained):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        child = serve("--port", str(taken.getsockname()[1]), token="x" * 20)
        _, error = child.communicate(timeout=60)
    assert child.returncode == 1 and "kan niet luisteren" in error and "Traceback" not in error


def test_it_does_not_outlive_a_bot_that_is_killed(trained, tmp_path):
    folder = tmp_path / "s"
    folder.mkdir()
    door = folder / "n.sock"
    bot = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([{str(NLU_PYTHON)!r}, '-m', 'nlu', 'serve', '--with-parent', '--socket', {str(door)!r}], stdin=subprocess.PIPE)\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(120)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), TOKEN: secrets.token_hex(16)}
    with subprocess.Popen([sys.executable, "-c", bot], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as parent:
        pid = int(parent.stdout.readline())
        deadline = time.monotonic() + 60
        while not door.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert door.exists()
        parent.send_signal(signal.SIGKILL)
    assert gone_within(pid, 10)
    assert not folder.exists()
