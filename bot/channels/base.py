"""What a channel is: where a message goes and how it is sent. Refuses to know any concrete channel."""

from __future__ import annotations

from collections.abc import Sequence
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

    `controls`: with it come the buttons that always work (stop, terug, hulp, weg), where a channel has a place for them.
    `steps` names what is said, for transcripts and tests; no channel shows it.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    sensitive: bool = False
    controls: bool = False
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limits:
    """How fast a channel takes messages: in all, and in one chat. Deleting does not count."""

    per_second: int
    per_second_in_a_chat: float


class Unreachable(Exception):
    """This chat cannot be reached on this channel (blocked, gone), until its person writes again."""


class Refused(Exception):
    """This message can never be sent as it is: a mistake of ours."""


class TryLater(Exception):
    """Not now: try again after `seconds`."""

    def __init__(self, seconds: float):
        super().__init__(f"over {seconds:g} s")
        self.seconds = seconds


class Away(Exception):
    """The channel itself does not answer: everything for it waits."""


class Channel(Protocol):
    """Only the outbox calls these. `send` returns the channel's own id of the message. What is gone already counts as deleted."""

    name: str
    limits: Limits | None

    async def send(self, chat: str, message: Message) -> str: ...

    async def edit(self, chat: str, message_id: str, message: Message) -> str:
        """Returns the id under which it stands now: another one when the old message was gone."""
        ...

    async def delete(self, chat: str, message_ids: Sequence[str]) -> None: ...


class ChannelWithGroups(Channel, Protocol):
    """A channel where the bot can be brought among others."""

    async def leave(self, chat: str) -> None: ...
