"""What a flow's `do` does: each in the transaction of the turn, each with an ok and a failed road. Refuses to send or to wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.actions.consents import give_consent, take_back_consent
from bot.actions.own_cases import add_answers, add_to_case, ask_school, check_in, close_case, keep_hints, make_known, read_letters, withdraw
from bot.actions.sending import call_me, deliver
from bot.actions.wiping import wipe
from bot.store import NoSuchCase, ReaderWithoutKey, TooFewKeys

# What can go wrong without anybody's mistake: the flow takes its failed road, and nothing of the action is kept.
EXPECTED = (NoSuchCase, ReaderWithoutKey, TooFewKeys)

ACTIONS: Mapping[str, Callable[..., dict]] = {
    action.__name__: action
    for action in (
        *(deliver, call_me, keep_hints, add_answers, give_consent, take_back_consent),
        *(read_letters, add_to_case, make_known, ask_school, check_in, close_case, withdraw, wipe),
    )
}
