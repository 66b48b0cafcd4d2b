"""`chat`: the whole product in a terminal, typed or from a script. Refuses a script line that it cannot do, with its number."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import click

from bot.channels.base import Message
from bot.channels.terminal import TerminalChannel, as_lines
from bot.commands.options import config_option, data_option
from bot.config import load_config
from bot.demo.people import demo_people
from bot.errors import OperatorError, operator_words
from bot.player import NoSuchButton, Player
from bot.reading import open_reader
from bot.wire import build

FORWARD = re.compile(r"@\+(\d{1,4})([mud])$")
UNITS = {"m": "minutes", "u": "hours", "d": "days"}


@click.command(help="Het gesprek in de terminal, met verzonnen ontvangers. Zonder --data blijft er niets van bewaard.")
@data_option(None)
@config_option
@click.option("--script", type=click.Path(dir_okay=False, path_type=Path), help="speelt een bestand: een regel van de student per regel")
@click.option("--json", "as_json", is_flag=True, help="een JSON-object per beurt")
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="schrijft het gesprek op als gouden gesprek")
def chat(data: Path | None, config_path: Path, script: Path | None, as_json: bool, record: Path | None) -> None:
    asyncio.run(_chat(data, config_path, script, as_json, record))


async def _chat(data: Path | None, config_path: Path, script: Path | None, as_json: bool, record: Path | None) -> None:
    lines = _script_lines(script) if script else None
    async with _opened(data, config_path) as talk:
        golden: list[str] = []
        if lines is None and not as_json:
            click.echo(operator_words().say("terminal-hoi"))
        async for number, line in _each(lines):
            try:
                said = await talk.turn(line)
            except (NoSuchButton, ValueError) as error:
                why = operator_words().say("knop-niet", knop=error.args[0]) if isinstance(error, NoSuchButton) else str(error)
                if script:
                    raise OperatorError("script-regel", pad=script, regel=number, waarom=why) from None
                click.echo(why, err=True)
                continue
            golden += [
                f"klok: {line[1:]}" if FORWARD.match(line) else f"student: {line}",
                *(f"bot: [{step}]" for message in said for step in message.steps),
            ]
            click.echo(json.dumps(talk.as_object(line, said), ensure_ascii=False) if as_json else "\n\n".join(map(as_lines, said)) + "\n")
        if record:
            record.write_text("\n".join(golden) + "\n", encoding="utf-8")


class Talk:
    """One chat in the terminal, and what nlu made of the last line."""

    def __init__(self, player: Player, reader):
        self.player, self._reader, self._intent = player, reader, None

    async def read(self, text: str):
        reading = await self._reader.read(text)
        self._intent = self._intent or reading.intent
        return reading

    async def turn(self, line: str) -> list[Message]:
        """A line of a script, or typed. Raises NoSuchButton or ValueError."""
        self._intent = None
        if line.startswith(">"):
            return await self.player.press(line[1:].strip())
        if line.startswith("@"):
            hit = FORWARD.match(line)
            if not hit:
                raise ValueError(operator_words().say("klok-vorm", tekst=line))
            return await self.player.move(timedelta(**{UNITS[hit[2]]: int(hit[1])}))
        return await self.player.say(line)

    def as_object(self, line: str, said: list[Message]) -> dict:
        buttons = [button.label for message in said for row in message.buttons for button in row]
        step = said[-1].steps[-1] if said else None
        return {"in": line, "intent": self._intent, "step": step, "say": [message.text for message in said], "buttons": buttons}


@asynccontextmanager
async def _opened(data: Path | None, config_path: Path) -> AsyncIterator[Talk]:
    config = load_config(config_path)
    with tempfile.TemporaryDirectory(prefix="stagemaat-") as passing:
        async with open_reader(config.nlu.url, wait=True) as reader:
            channel = TerminalChannel()
            talk = Talk(None, reader)
            parts = build(data or Path(passing), config_path, talk, {channel.name: channel}, movable=True)
            try:
                demo_people(parts.data, parts.store, parts.config, parts.clock)  # refuses a folder in real use: there the clock may not move
                talk.player = Player(parts, channel)
                yield talk
            finally:
                parts.close()


def _script_lines(script: Path) -> list[tuple[int, str]]:
    try:
        text = script.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError("script-weg", pad=script, waarom=getattr(error, "strerror", None) or "geen UTF-8") from None
    return [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]


async def _each(lines: list[tuple[int, str]] | None) -> AsyncIterator[tuple[int, str]]:
    if lines is not None:
        for line in lines:
            yield line
        return
    while line := await asyncio.to_thread(sys.stdin.readline):
        if line.strip():
            yield 0, line.strip()
