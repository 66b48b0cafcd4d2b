"""What a channel is: where a message goes and how it is sent. Refuses to know any concrete channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Address:
    """A chat on a channel. Never logged, never stored in the clear."""

    channel: str
    chat: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.chat}"

    def __repr__(self) -> str:  # an address in a traceback or a log is a leak
        return f"Address({self.channel}, …)"


@dataclass(frozen=True)
class Button:
    """A button under a message: what stands on it, and what comes back when it is pressed."""

    label: str
    data: str


@dataclass(frozen=True)
class Message:
    """What a person sees: plain text, spans of markup (offset and length in code points, kind), rows of buttons.

    `step` names what is said, for transcripts and tests; no channel shows it.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    sensitive: bool = False
    step: str = ""


class Unreachable(Exception):
    """This chat can never be reached again on this channel (blocked, gone)."""


class TryLater(Exception):
    """Not now: try again after `seconds`."""

    def __init__(self, seconds: float):
        super().__init__(f"over {seconds:g} s")
        self.seconds = seconds


class Channel(Protocol):
    """Only the outbox calls these. `send` returns the channel's own id of the message."""

    name: str

    async def send(self, chat: str, message: Message) -> str: ...

    async def edit(self, chat: str, message_id: str, message: Message) -> None: ...

    async def delete(self, chat: str, message_id: str) -> None: ...
