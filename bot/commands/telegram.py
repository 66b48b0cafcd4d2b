"""`telegram`: the bot on Telegram, with the inbox, the reminders and nlu in the same process. Refuses to start while a report could get lost."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click
from starlette.applications import Starlette

from bot.commands.options import config_option, data_option
from bot.commands.serve import inbox, refuse_demo, serve
from bot.config import load_config
from bot.errors import OperatorError
from bot.wire import ROOT, Parts
from flows.loader import CONTENT
from flows.words import read_words

TOKEN = "STAGEMAAT_TELEGRAM_TOKEN"
HOLDERS_AT_LEAST = 2
CONTROLS = ("terug", "stop", "hulp", "weg")


@click.command(help="De bot op Telegram, met het postvak. Het token staat in de omgeving, als STAGEMAAT_TELEGRAM_TOKEN.")
@data_option(ROOT / "data")
@config_option
@click.option("--poort", type=click.IntRange(0, 65535), help="een andere poort voor het postvak dan in config.yml")
def telegram(data: Path, config_path: Path, poort: int | None) -> None:
    token = os.environ.get(TOKEN, "").strip()
    if not token:
        raise OperatorError("geen-token")
    refuse_demo(data)
    asyncio.run(_telegram(token, data, config_path, poort))


async def _telegram(token: str, data: Path, config_path: Path, port: int | None) -> None:
    from bot.channels.telegram.line import TelegramLine  # half a second that no other command should wait for

    config = load_config(config_path).telegram
    labels = read_words(CONTENT / "besturing.md")["knoppen"].labels
    line = TelegramLine(token, config.api, config.webhook, read_words(CONTENT / "telegram.md"), [labels[name].text for name in CONTROLS])

    def app(parts: Parts) -> Starlette:
        if (holders := parts.store.recipients.key_holders()) < HOLDERS_AT_LEAST:
            raise OperatorError("te-weinig-sleutels", aantal=holders)
        return inbox(parts, more=line.routes())

    @asynccontextmanager
    async def beside(parts: Parts) -> AsyncIterator[None]:
        await line.check()
        async with line.open(parts.turns):
            yield

    try:
        await serve(data, config_path, port, {line.channel.name: line.channel}, app, "telegram-draait", beside=beside)
    finally:
        await line.close()
