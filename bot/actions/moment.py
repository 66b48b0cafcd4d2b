"""Where and when an action runs. Refuses to do anything itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.base import Address
from bot.followup.rules import Rules
from bot.store import NoSuchCase, Store
from flows.words import Words


@dataclass
class Moment:
    """`forget` is set when nothing of this chat's session may be kept."""

    store: Store
    rules: Rules
    words: Words
    address: Address
    now: datetime
    forget: bool = field(default=False)


def own_case(moment: Moment, case_id: str) -> None:
    """A chat reaches only its own cases. Raises NoSuchCase."""
    if case_id not in moment.store.links.of_chat(moment.address):
        raise NoSuchCase
