"""What a flow's `do` does: each in the transaction of the turn, each with an ok and a failed road. Refuses to send or to wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.actions.own_cases import add_to_case, check_in, close_case, read_letters
from bot.actions.sending import NoSuchDay, ask_call, call_me, deliver, erase_waiting, move_day, pick_day, send_now
from bot.actions.wiping import wipe
from bot.store import NoSuchCase, ReaderWithoutKey, TooFewKeys

# What can go wrong without anybody's mistake: the flow takes its failed road, and nothing of the action is kept.
EXPECTED = (NoSuchCase, NoSuchDay, ReaderWithoutKey, TooFewKeys)

ACTIONS: Mapping[str, Callable[..., dict]] = {
    action.__name__: action
    for action in (
        *(deliver, call_me, ask_call, pick_day, move_day, send_now, erase_waiting),
        *(read_letters, add_to_case, check_in, close_case),
        wipe,
    )
}
