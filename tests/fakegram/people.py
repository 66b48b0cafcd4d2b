"""A person with a phone: types, taps, blocks, and sees a screen. Refuses to tap what is not there, and to write to a bot that is blocked."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.fakegram.chats import Chat, Message, Shown
from tests.fakegram.checks import LONGEST, units
from tests.fakegram.errors import BLOCKED, DEACTIVATED, NoSuchButton
from tests.fakegram.media import media

if TYPE_CHECKING:
    from tests.fakegram.gram import Fakegram

COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(@\w+)?(?!\S)")


def found_entities(text: str) -> list[dict[str, Any]]:
    """What the server marks by itself in a typed text: only the commands."""
    return [{"type": "bot_command", "offset": units(text[: hit.start()]), "length": units(hit.group())} for hit in COMMAND.finditer(text)]


class Person:
    """Somebody with a private chat with the bot."""

    def __init__(self, gram: Fakegram, id: int, first_name: str, username: str | None, last_name: str | None) -> None:
        self.gram, self.id = gram, id
        names = {name: value for name, value in (("first_name", first_name), ("last_name", last_name), ("username", username)) if value is not None}
        self.user: dict[str, Any] = {"id": id, "is_bot": False, **names, "language_code": "nl"}
        self.chat = Chat(id, "private", names)
        self.toasts: list[str | None] = []
        gram.chats[id] = self.chat

    @property
    def screen(self) -> list[Shown]:
        with self.gram.lock:
            return self.chat.screen(self.id)

    @property
    def keyboard(self) -> list[list[str]]:
        with self.gram.lock:
            return [list(row) for row in self.chat.keyboard]

    @property
    def waiting(self) -> list[str]:
        with self.gram.lock:
            return [press for press, (person, _) in self.gram.presses.items() if person is self]

    def type(self, text: str) -> int:
        return self._say(text)

    def forward(self, text: str) -> int:
        origin = {"type": "hidden_user", "sender_user_name": "Iemand", "date": int(self.gram.clock().timestamp())}
        return self._say(text, {"forward_origin": origin})

    def reply(self, to_message_id: int, text: str) -> int:
        return self._say(text, {"reply_to_message": self.chat.messages[to_message_id].to_api()})

    def send(self, kind: str, caption: str | None = None) -> int:
        return self._say("", media(kind, caption))

    def _say(self, text: str, more: dict[str, Any] | None = None) -> int:
        with self.gram.lock:
            self._check_can_write()
            if not more and (not text.strip() or units(text) > LONGEST):
                raise ValueError("Telegram's apps send no empty text, and cut a long one in pieces: type the pieces")
            message = Message(0, self.chat, self.user, False, self.gram.clock(), text, found_entities(text), more=more or {})
            self.chat.reachable = True
            self.gram.store(message)
            self.gram.updates.emit("message", self.id, message.to_api())
            return message.message_id

    def _check_can_write(self) -> None:
        if self.chat.refusal is not None:
            raise ValueError(f"this person cannot write now: {self.chat.refusal[1]}")

    def edit(self, message_id: int, text: str) -> None:
        with self.gram.lock:
            self._check_can_write()
            message = self.chat.messages[message_id]
            if message.by_bot:
                raise ValueError("a person edits only own messages")
            message.text, message.entities, message.edited = text, found_entities(text), self.gram.clock()
            self.gram.updates.emit("edited_message", self.id, message.to_api())

    def tap(self, label: str) -> str:
        """The newest inline button with this label; else a label of the reply keyboard, which is sent as text (then: its message id)."""
        with self.gram.lock:
            for message in reversed(self.chat.messages.values()):
                for button in (button for row in message.inline for button in row):
                    if not message.hidden and button["text"] == label and "callback_data" in button:
                        return self._press(message, button["callback_data"])
            if any(label in row for row in self.chat.keyboard):
                if self.chat.keyboard_once:
                    self.chat.keyboard = []
                return str(self.type(label))
            raise NoSuchButton(f"no button {label!r} on the screen; there are {[row for shown in self.screen for row in shown.rows]}")

    def tap_data(self, data: str, message_id: int | None = None) -> str:
        """A button by its data, also one that is gone: an old phone may still show it."""
        with self.gram.lock:
            every = sorted((self.chat.messages | self.chat.gone).values(), key=lambda message: message.message_id, reverse=True)
            for message in every:
                if message.message_id == message_id or (message_id is None and data in message.ever):
                    return self._press(message, data)
            raise NoSuchButton(f"no message has ever had a button with the data {data!r}")

    def _press(self, message: Message, data: str) -> str:
        press, here = str(secrets.randbelow(9 * 10**18) + 10**18), message.message_id in self.chat.messages
        at: datetime = self.gram.clock()
        self.gram.presses[press] = (self, at)
        seen = message.to_api() if here else self.chat.inaccessible(message.message_id)
        body = {"id": press, "from": self.user, "message": seen, "chat_instance": self.chat.instance, "data": data}
        self.gram.updates.emit("callback_query", self.id, body)
        return press

    def block(self) -> None:
        with self.gram.lock:
            self.chat.refusal = BLOCKED
            self.gram.membership(self.chat, self.user, "member", "kicked")

    def unblock(self) -> None:
        with self.gram.lock:
            self.chat.refusal = None
            self.gram.membership(self.chat, self.user, "kicked", "member")

    def deactivate(self) -> None:
        """The account is gone; nobody tells the bot."""
        self.chat.refusal = DEACTIVATED

    def clear_history(self) -> None:
        """Empties this person's screen; the bot is not told, and its messages stay known to the server."""
        with self.gram.lock:
            for message in self.chat.messages.values():
                message.hidden = True
