"""How the bot keeps nlu running beside it. Refuses a bot that waits for nlu, or that falls with it."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import time
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.reading import nlu_process, open_reader
from bot.reading.nlu_process import TOKEN, NluProcess


async def until(true, seconds: float = 40.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come"
        await asyncio.sleep(0.02)


def program(folder: Path, text: str) -> Path:
    """Stands for nlu's python: a script that does what a test needs."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


async def test_an_absent_environment_is_told_with_the_mend_and_the_bot_goes_on(tmp_path):
    process = NluProcess(tmp_path / "n.sock", "t" * 20, tmp_path / "weg" / "python")
    process.start()
    await until(lambda: process.state == "ontbreekt")
    assert "make setup" in process.problem and str(tmp_path / "weg" / "python") in process.problem
    await process.close()


async def test_a_child_that_dies_is_started_again_and_each_time_later(tmp_path, monkeypatch):
    monkeypatch.setattr(nlu_process, "WAITS", (0.05, 0.2, 60))
    starts = tmp_path / "starts"
    process = NluProcess(tmp_path / "n.sock", "t" * 20, program(tmp_path, f"echo x >> {starts}\nexit 3"))
    process.start()
    await until(lambda: process.state == "weg" and "60 s" in process.problem)
    assert "(code 3)" in process.problem and starts.read_text().count("x") == 3
    await process.close()


async def test_a_start_never_waits(tmp_path):
    process = NluProcess(tmp_path / "n.sock", "t" * 20, program(tmp_path, "sleep 60"))
    start = time.perf_counter()
    process.start()
    assert time.perf_counter() - start < 10
    await until(lambda: process.state == "draait")
    await process.close()


async def test_a_child_that_does_not_listen_is_ended_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(nlu_process, "PATIENCE", 0.2)
    process = NluProcess(tmp_path / "n.sock", "t" * 20, program(tmp_path, "trap '' TERM\nwhile :; do sleep 0.05; done"))
    process.start()
    await until(lambda: process.state == "draait")
    await asyncio.sleep(0.1)
    child = process._process
    await process.close()
    assert child.returncode == -signal.SIGKILL


async def test_the_child_sees_nothing_of_the_bots_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("STAGEMAAT_TELEGRAM_TOKEN", "kanarie")
    seen = tmp_path / "omgeving"
    process = NluProcess(tmp_path / "n.sock", "t" * 20, program(tmp_path, f"env > {seen}\nsleep 60"))
    process.start()
    await until(lambda: seen.exists() and TOKEN in seen.read_text())
    assert "kanarie" not in seen.read_text()
    await process.close()


async def test_an_address_without_its_token_is_refused(monkeypatch):
    monkeypatch.delenv(TOKEN, raising=False)
    with pytest.raises(OperatorError, match=TOKEN):
        async with open_reader("http://127.0.0.1:9"):
            pass


async def test_with_an_address_no_child_is_started(monkeypatch):
    monkeypatch.setenv(TOKEN, "t" * 20)
    monkeypatch.setattr(NluProcess, "start", lambda self: pytest.fail("a child was started"))
    async with open_reader("http://127.0.0.1:9") as reader:
        assert (await reader.read("ik wil dood")).crisis and not reader.healthy


async def test_nlu_comes_dies_and_comes_back_while_the_bot_goes_on(trained, monkeypatch):
    monkeypatch.setattr(nlu_process, "WAITS", (0.1,))
    started: list[NluProcess] = []
    start = NluProcess.start
    monkeypatch.setattr(NluProcess, "start", lambda self: (started.append(self), start(self))[1])
    begin = time.monotonic()
    async with open_reader(None) as reader:
        assert time.monotonic() - begin < 1.0
        assert (await reader.read("ik wil dood")).crisis  # nlu is not there yet

        async def up() -> None:
            while not await reader.is_up():
                assert time.monotonic() - begin < 60
                await asyncio.sleep(0.1)

        await up()
        assert (await reader.read("hoi daar")).alternatives[1:] and reader.healthy
        pid = started[0]._process.pid
        os.kill(pid, signal.SIGKILL)
        await until(lambda: started[0]._process.pid != pid)
        assert (await reader.read("ik wil dood")).crisis
        await up()
        assert (await reader.read("hoi daar")).alternatives[1:] and reader.healthy
        pid = started[0]._process.pid
    assert not Path(f"/proc/{pid}").exists()
