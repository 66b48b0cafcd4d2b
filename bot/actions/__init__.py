"""What a flow's `do` does: each in the transaction of the turn, each with an ok and a failed road. Refuses to send or to wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.actions.codes import NoCode, count_code, make_code, open_code, shut_opened
from bot.actions.consents import give_consent, take_back_consent
from bot.actions.notebook import NotADay, NothingChosen, add_note, add_story, begin_notebook, remind_of_notebook, remove_note, take_notes
from bot.actions.own_cases import add_answers, add_to_case, ask_school, check_in, close_case, keep_hints, make_known, read_letters, withdraw
from bot.actions.pins import check_pin, remove_pin, set_pin, try_pin
from bot.actions.sending import NoSuchDay, ask_call, call_me, deliver, erase_waiting, move_day, pick_day, send_now
from bot.actions.wiping import wipe, wipe_notebook
from bot.code_keys import Braked
from bot.store import NoSuchCase, NoSuchNotebook, ReaderWithoutKey, TooFewKeys

# What can go wrong without anybody's mistake: the flow takes its failed road, and nothing of the action is kept.
EXPECTED = (NoSuchCase, NoSuchNotebook, NoSuchDay, ReaderWithoutKey, TooFewKeys, NoCode, Braked, NotADay, NothingChosen)

ACTIONS: Mapping[str, Callable[..., dict]] = {
    action.__name__: action
    for action in (
        *(deliver, call_me, ask_call, pick_day, move_day, send_now, erase_waiting),
        *(keep_hints, add_answers, give_consent, take_back_consent),
        *(read_letters, add_to_case, make_known, ask_school, check_in, close_case, withdraw),
        *(make_code, count_code, open_code, shut_opened),
        *(begin_notebook, add_note, add_story, remind_of_notebook, remove_note, take_notes),
        *(check_pin, try_pin, set_pin, remove_pin),
        *(wipe, wipe_notebook),
    )
}
