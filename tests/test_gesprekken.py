"""Every golden conversation goes as its file says, through every door."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from tests.doors import TelegramDoor, TerminalDoor, WebDoor
from tests.golden import Golden

FILES = sorted((Path(__file__).parent / "gesprekken").glob("*/*.txt"))
MONDAY = "2026-11-23 09:00:00+00:00"


DOORS = {"terminal": TerminalDoor, "web": WebDoor, "telegram": TelegramDoor}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_golden_conversation(path, door, tmp_path, reader, monkeypatch):
    monkeypatch.setattr("bot.codes.MEMORY", 64)  # KiB: what a key costs in earnest is tested in test_codes.py
    with time_machine.travel(MONDAY, tick=False):
        await Golden(path, tmp_path, reader, DOORS[door]()).play()
