"""A group that the bot can be added to. Refuses to pass on what is said while the bot is not in it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from tests.fakegram.chats import Chat, Message, Shown
from tests.fakegram.errors import NOT_IN_GROUP
from tests.fakegram.people import Person, found_entities

if TYPE_CHECKING:
    from tests.fakegram.gram import Fakegram


class Group:
    """A small group."""

    def __init__(self, gram: Fakegram, title: str, members: list[Person]) -> None:
        self.gram, self.members = gram, members
        self.chat = Chat(-secrets.randbelow(4 * 10**9) - 1, "group", {"title": title}, refusal=NOT_IN_GROUP)
        self.id = self.chat.id
        gram.chats[self.id] = self.chat

    @property
    def bot_is_in(self) -> bool:
        return self.chat.refusal is None

    @property
    def screen(self) -> list[Shown]:
        """As somebody sees it who wrote nothing here."""
        with self.gram.lock:
            return self.chat.screen(None)

    def add_bot(self, by: Person) -> None:
        with self.gram.lock:
            self.chat.reachable, self.chat.refusal = True, None
            self.gram.membership(self.chat, by.user, "left", "member")
            self._say(by, "", {"new_chat_members": [self.gram.me()]})

    def type(self, person: Person, text: str) -> int:
        with self.gram.lock:
            return self._say(person, text, {})

    def _say(self, person: Person, text: str, more: dict) -> int:
        message = Message(0, self.chat, person.user, False, self.gram.clock(), text, found_entities(text), more=more)
        self.gram.store(message)
        if self.bot_is_in:
            self.gram.updates.emit("message", self.id, message.to_api())
        return message.message_id
