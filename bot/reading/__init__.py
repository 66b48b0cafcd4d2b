"""How the bot understands a text: nlu where it is, rules where it is not. Refuses to know Rasa."""

from __future__ import annotations

import asyncio
import os
import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.errors import OperatorError
from bot.reading.nlu_client import NluReader
from bot.reading.nlu_process import TOKEN, NluProcess

READY_AT_MOST = 30.0  # seconds that the terminal waits for nlu; a page never does


@asynccontextmanager
async def open_reader(url: str | None, wait: bool = False) -> AsyncIterator[NluReader]:
    """A reader on nlu at `url` (its token in STAGEMAAT_NLU_TOKEN), or on a child process of our own.

    With `wait` it is ready, or has been given up, when this yields. Raises OperatorError when the token is missing.
    """
    if url:
        if not os.environ.get(TOKEN):
            raise OperatorError("nlu-token", naam=TOKEN)
        reader = NluReader(url, os.environ[TOKEN])
        try:
            yield reader
        finally:
            await reader.close()
        return
    token = secrets.token_urlsafe(32)
    with tempfile.TemporaryDirectory(prefix="stagemaat-nlu-") as folder:
        socket = Path(folder) / "nlu.sock"
        process, reader = NluProcess(socket, token), NluReader("http://nlu", token, str(socket))
        process.start()
        try:
            if wait:
                await _ready(reader, process)
            yield reader
        finally:
            await reader.close()
            await process.close()


async def _ready(reader: NluReader, process: NluProcess) -> None:
    deadline = asyncio.get_running_loop().time() + READY_AT_MOST
    while asyncio.get_running_loop().time() < deadline and process.state != "ontbreekt":
        if await reader.is_up():
            reader.healthy = True
            return
        await asyncio.sleep(0.1)
