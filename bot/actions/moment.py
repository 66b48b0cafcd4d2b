"""Where and when an action runs. Refuses to do anything itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.base import Address
from bot.code_keys import TurnKeys
from bot.followup.rules import Rules
from bot.store import NoSuchCase, Store
from flows.words import Words


@dataclass
class Moment:
    """`opened` is what a code opened in this chat, for as long as it is open (see codes.py). `forget` is set when nothing of this chat's
    session may be kept."""

    store: Store
    rules: Rules
    words: Words
    address: Address
    now: datetime
    keys: TurnKeys
    opened: Mapping[str, object] = field(default_factory=dict)
    forget: bool = field(default=False)


def own_case(moment: Moment, case_id: str) -> None:
    """A chat reaches only its own cases, and the one that its student opened with a code. Raises NoSuchCase."""
    if case_id not in moment.store.links.of_chat(moment.address) and case_id != moment.opened.get("zaak"):
        raise NoSuchCase


def open_case(moment: Moment, case_id: str) -> None:
    """As `own_case`, and its readers have it: what waits for its day gives nobody a sign. Raises NoSuchCase."""
    own_case(moment, case_id)
    if moment.store.waiting.until(case_id) is not None:
        raise NoSuchCase
