"""The bot without Telegram's limits of 30 a second and 1 a second a chat, to measure what the bot itself can. Refuses nothing that the bot takes."""

from __future__ import annotations

from functools import partial

from bot.__main__ import run
from bot.channels.telegram import line

if __name__ == "__main__":
    line.TelegramLine = partial(line.TelegramLine, limits=None)
    run()
