"""The chat in a terminal: shows messages as plain lines and finds the button that somebody means. Refuses to understand text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from bot.channels.base import Message
from flows.matching import plain


class TerminalChannel:
    """Everything that is on the screen now, in order; and what was said since somebody last looked."""

    name = "terminal"
    limits = None

    def __init__(self) -> None:
        self.screen: dict[str, Message] = {}
        self.said: list[Message] = []
        self._ids = count(1)

    async def send(self, chat: str, message: Message) -> str:
        message_id = f"t{next(self._ids)}"
        self.screen[message_id] = message
        self.said.append(message)
        return message_id

    async def edit(self, chat: str, message_id: str, message: Message) -> str:
        self.screen[message_id] = message
        self.said.append(message)
        return message_id

    async def delete(self, chat: str, message_ids: Sequence[str]) -> None:
        for message_id in message_ids:
            self.screen.pop(message_id, None)

    def take(self) -> list[Message]:
        """What was said since the last time."""
        said, self.said = self.said, []
        return said

    def button(self, label: str) -> tuple[str, str] | None:
        """Data and message of the newest button with this label."""
        for message_id, message in reversed(self.screen.items()):
            for row in message.buttons:
                for button in row:
                    if plain(button.label) == plain(label):
                        return button.data, message_id
        return None


def as_lines(message: Message) -> str:
    """A message for the terminal, its buttons below it."""
    buttons = "  ".join(f"[{button.label}]" for row in message.buttons for button in row)
    return message.text + (f"\n{buttons}" if buttons else "")
