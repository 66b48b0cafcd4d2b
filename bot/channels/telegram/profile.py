"""What Telegram shows of the bot before anybody has typed: name, descriptions, commands. Refuses to set what already stands there.

Telegram allows a change of name only a few times a day, so each is asked first.
"""

from __future__ import annotations

from telegram import Bot, BotCommand, MenuButtonCommands

from flows.words import Words


async def show_profile(bot: Bot, words: Words) -> None:
    """`words` is content/nl/telegram.md. Raises TelegramError."""
    commands = tuple(BotCommand(name, label.text) for name, label in words["commandos"].labels.items())
    if await bot.get_my_commands() != commands:
        await bot.set_my_commands(commands)
    name, long, short = words["naam"].text, words["beschrijving"].text, words["kort"].text
    if (await bot.get_my_name()).name != name:
        await bot.set_my_name(name)
    if (await bot.get_my_description()).description != long:
        await bot.set_my_description(long)
    if (await bot.get_my_short_description()).short_description != short:
        await bot.set_my_short_description(short)
    if await bot.get_chat_menu_button() != MenuButtonCommands():
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
