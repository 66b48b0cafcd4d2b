"""A chat and the messages in it, with what a person sees of them. Refuses to forget: a deleted message can still be pressed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Shown:
    """One message as it stands on a screen."""

    message_id: int
    text: str
    mine: bool
    date: datetime
    protected: bool
    entities: list[dict[str, Any]]
    rows: list[list[str]]
    data: list[list[str]]
    silent: bool


@dataclass
class Message:
    """A message as the server keeps it."""

    message_id: int
    chat: Chat
    sender: dict[str, Any] | None  # the user who sent it; None in a channel
    by_bot: bool
    date: datetime
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    inline: list[list[dict[str, Any]]] = field(default_factory=list)
    fixed: bool = False  # sent with a reply keyboard (or its removal): Telegram lets nobody edit such a message
    protected: bool = False
    silent: bool = False
    edited: datetime | None = None
    more: dict[str, Any] = field(default_factory=dict)  # a sticker, a forward's origin, who joined
    hidden: bool = False  # the person cleared the history: the bot does not know that
    ever: set[str] = field(default_factory=set)  # callback data that this message has ever carried

    def put_buttons(self, inline: list[list[dict[str, Any]]]) -> None:
        self.inline = inline
        self.ever |= {button["callback_data"] for row in inline for button in row if "callback_data" in button}

    def to_api(self) -> dict[str, Any]:
        said: dict[str, Any] = {"message_id": self.message_id, "date": int(self.date.timestamp()), "chat": self.chat.to_api()}
        if self.sender is not None:
            said["from"] = self.sender
        if self.text:
            said["text"] = self.text
        if self.entities:
            said["entities"] = self.entities
        if self.inline:
            said["reply_markup"] = {"inline_keyboard": self.inline}
        if self.protected:
            said["has_protected_content"] = True
        if self.edited is not None:
            said["edit_date"] = int(self.edited.timestamp())
        return said | self.more

    def shown(self, to_id: int | None) -> Shown:
        mine = not self.by_bot and self.sender is not None and self.sender["id"] == to_id
        rows = [[button["text"] for button in row] for row in self.inline]
        data = [[button.get("callback_data", "") for button in row] for row in self.inline]
        text = self.text or self.more.get("caption", "")
        return Shown(self.message_id, text, mine, self.date, self.protected, list(self.entities), rows, data, self.silent)


@dataclass
class Chat:
    """A private chat, a group or a channel."""

    id: int
    kind: str
    names: dict[str, Any]
    reachable: bool = False  # a person has written to the bot, a group has the bot in it
    refusal: tuple[int, str] | None = None  # what sending to it answers: blocked, deactivated, not a member
    messages: dict[int, Message] = field(default_factory=dict)
    gone: dict[int, Message] = field(default_factory=dict)
    keyboard: list[list[str]] = field(default_factory=list)
    keyboard_once: bool = False
    instance: str = field(default_factory=lambda: str(secrets.randbelow(9 * 10**18) + 10**18))

    def to_api(self) -> dict[str, Any]:
        return {"id": self.id, "type": self.kind, **self.names}

    def delete(self, message_id: int) -> None:
        self.gone[message_id] = self.messages.pop(message_id)

    def screen(self, to_id: int | None) -> list[Shown]:
        return [message.shown(to_id) for message in self.messages.values() if not message.hidden]

    def inaccessible(self, message_id: int) -> dict[str, Any]:
        return {"message_id": message_id, "chat": self.to_api(), "date": 0}
