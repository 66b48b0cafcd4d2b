"""What a bot says about itself. Refuses what Telegram would refuse at the first start in production."""

from __future__ import annotations

import pytest
from telegram import Bot, BotCommandScopeAllPrivateChats, MenuButtonCommands
from telegram.error import BadRequest

from tests.fakegram import Fakegram


async def test_commands_by_scope_and_language(bot: Bot, gram: Fakegram):
    await bot.set_my_commands([("menu", "Het menu")])
    await bot.set_my_commands([("stop", "Stoppen")], scope=BotCommandScopeAllPrivateChats(), language_code="nl")
    assert [one.command for one in await bot.get_my_commands()] == ["menu"]
    assert [one.command for one in await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code="nl")] == ["stop"]
    assert gram.profile["commands"]["all_private_chats"]["nl"] == [{"command": "stop", "description": "Stoppen"}]
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


@pytest.mark.parametrize(("command", "words"), [("Menu", "x"), ("a" * 33, "x"), ("", "x"), ("menu", ""), ("menu", "x" * 257)])
async def test_wrong_commands(bot: Bot, command, words):
    with pytest.raises(BadRequest, match="(?i)BOT_COMMAND"):
        await bot.set_my_commands([(command, words)])


async def test_too_many_commands(bot: Bot):
    await bot.set_my_commands([(f"c{number}", "x") for number in range(100)])
    with pytest.raises(BadRequest):
        await bot.set_my_commands([(f"c{number}", "x") for number in range(101)])


async def test_descriptions_and_name(bot: Bot, gram: Fakegram):
    await bot.set_my_description("x" * 512)
    await bot.set_my_short_description("kort")
    await bot.set_my_name("Maatje", language_code="nl")
    assert len((await bot.get_my_description(language_code="nl")).description) == 512  # the general one stands in
    assert (await bot.get_my_short_description()).short_description == "kort"
    assert (await bot.get_my_name(language_code="nl")).name == "Maatje" and (await bot.get_my_name()).name == "Stagemaat"
    assert gram.profile["short_description"] == {"": "kort"}
    for too_long in (bot.set_my_description("x" * 513), bot.set_my_short_description("x" * 121), bot.set_my_name("x" * 65)):
        with pytest.raises(BadRequest, match="(?i)too long"):
            await too_long


async def test_the_menu_button(bot: Bot, gram: Fakegram):
    assert (await bot.get_chat_menu_button()).type == "default"
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands" and gram.profile["menu_button"] == {"type": "commands"}
