"""What a flow's `do` does: each in the transaction of the turn, each with an ok and a failed road. Refuses to send or to wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.actions.own_cases import add_to_case, check_in, close_case, read_letters
from bot.actions.pins import check_pin, remove_pin, set_pin, try_pin
from bot.actions.sending import call_me, deliver
from bot.actions.wiping import wipe
from bot.store import NoSuchCase, ReaderWithoutKey, TooFewKeys

# What can go wrong without anybody's mistake: the flow takes its failed road, and nothing of the action is kept.
EXPECTED = (NoSuchCase, ReaderWithoutKey, TooFewKeys)

ACTIONS: Mapping[str, Callable[..., dict]] = {
    action.__name__: action
    for action in (deliver, call_me, read_letters, add_to_case, check_in, close_case, wipe, check_pin, try_pin, set_pin, remove_pin)
}
