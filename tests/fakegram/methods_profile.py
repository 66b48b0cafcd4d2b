"""What a bot says about itself: commands, descriptions, name, menu button. Refuses what is too long or wrongly spelled."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.fakegram.checks import units
from tests.fakegram.errors import bad
from tests.fakegram.specs import Method, Params

if TYPE_CHECKING:
    from tests.fakegram.gram import Fakegram

SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators", "chat_member"}
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MENU_BUTTONS = {"default", "commands"}


def scope_of(params: Params) -> str:
    """A word for the scope: "default", "all_private_chats", "chat:12"."""
    scope = params.get("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    return ":".join([scope["type"], *(str(scope[key]) for key in ("chat_id", "user_id") if key in scope)])


def language_of(params: Params) -> str:
    code = params.get("language_code", "")
    if not re.fullmatch(r"([a-z]{2})?", code):
        raise bad("invalid language code specified")
    return code


def set_my_commands(gram: Fakegram, params: Params) -> bool:
    commands = params["commands"]
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not isinstance(one, dict) or not COMMAND.fullmatch(one.get("command", "")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= units(one.get("description", "")) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    gram.profile["commands"].setdefault(scope_of(params), {})[language_of(params)] = commands
    return True


def get_my_commands(gram: Fakegram, params: Params) -> list[dict[str, str]]:
    return gram.profile["commands"].get(scope_of(params), {}).get(language_of(params), [])


def delete_my_commands(gram: Fakegram, params: Params) -> bool:
    gram.profile["commands"].get(scope_of(params), {}).pop(language_of(params), None)
    return True


def setter(what: str, longest: int) -> Callable[[Fakegram, Params], bool]:
    def do(gram: Fakegram, params: Params) -> bool:
        text, language = params.get(what, ""), language_of(params)
        if units(text) > longest:
            raise bad(f"{what} is too long")
        if text:
            gram.profile[what][language] = text
        else:
            gram.profile[what].pop(language, None)
        return True

    return do


def getter(what: str) -> Callable[[Fakegram, Params], dict[str, str]]:
    def do(gram: Fakegram, params: Params) -> dict[str, str]:
        said, language = gram.profile[what], language_of(params)
        return {what: said.get(language) or said.get("", gram.me()["first_name"] if what == "name" else "")}

    return do


def set_chat_menu_button(gram: Fakegram, params: Params) -> bool:
    button = params.get("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in MENU_BUTTONS:
        raise bad("this menu button is not understood here")
    if "chat_id" in params:
        gram.profile["menu_buttons"][params["chat_id"]] = button
    else:
        gram.profile["menu_button"] = button
    return True


def get_chat_menu_button(gram: Fakegram, params: Params) -> dict[str, Any]:
    return gram.profile["menu_buttons"].get(params.get("chat_id"), gram.profile["menu_button"])


WHERE = {"scope": "json", "language_code": "text"}
METHODS = {
    "setMyCommands": Method(set_my_commands, {"commands": "json"}, WHERE),
    "getMyCommands": Method(get_my_commands, may=WHERE),
    "deleteMyCommands": Method(delete_my_commands, may=WHERE),
    "setChatMenuButton": Method(set_chat_menu_button, may={"chat_id": "number", "menu_button": "json"}),
    "getChatMenuButton": Method(get_chat_menu_button, may={"chat_id": "number"}),
}
for _name, _what, _longest in (("Description", "description", 512), ("ShortDescription", "short_description", 120), ("Name", "name", 64)):
    METHODS[f"setMy{_name}"] = Method(setter(_what, _longest), may={_what: "text", "language_code": "text"})
    METHODS[f"getMy{_name}"] = Method(getter(_what), may={"language_code": "text"})
