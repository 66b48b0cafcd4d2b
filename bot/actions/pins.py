"""Actions on the pincode of this chat: look at what was typed, choose one, take it away. Refuses to leave a typed pincode on the screen.

None of them fails: a failed action would be undone, and with it that the message was taken back and the wrong try counted.
"""

from __future__ import annotations

import re
from datetime import timedelta

from bot.actions.moment import Moment

FORM = re.compile(r"[0-9]{4,6}")


def check_pin(moment: Moment, code: str) -> dict:
    """`klopt`: ja, nee or wacht, then with how long. What cannot be a pincode is no try."""
    pin = _digits(code)
    _take_back(moment)
    if not FORM.fullmatch(pin):
        return {"klopt": "nee"}
    wait = moment.store.pins.try_open(moment.address, pin, moment.now)
    if wait is None:
        return {"klopt": "nee"}
    return {"klopt": "wacht", "wachten": _in_words(moment, wait)} if wait else {"klopt": "ja", "ontgrendeld": True}


def try_pin(moment: Moment, pin: str) -> dict:
    """Whether it can be a pincode: `klopt` is ja or nee; what cannot be one is not kept."""
    _take_back(moment)
    return {"klopt": "ja", "pin": _digits(pin)} if FORM.fullmatch(_digits(pin)) else {"klopt": "nee"}


def set_pin(moment: Moment, pin: str, nog_eens: str) -> dict:
    """Keeps it when it was typed twice the same."""
    _take_back(moment)
    if _digits(pin) != _digits(nog_eens):
        return {"klopt": "nee"}
    moment.store.pins.set(moment.address, _digits(pin))
    return {"klopt": "ja", "ontgrendeld": True}


def remove_pin(moment: Moment) -> dict:
    """From now on it is not asked any more."""
    moment.store.pins.drop(moment.address)
    return {}


def _digits(text: str) -> str:
    return "".join(text.split())


def _in_words(moment: Moment, wait: timedelta) -> str:
    minutes = -(-int(wait.total_seconds()) // 60)
    return moment.words.say("een_minuut" if minutes == 1 else "minuten", aantal=minutes)


def _take_back(moment: Moment) -> None:
    """The message in which it was typed leaves the screen at once."""
    typed = [one for one in moment.store.shown.of_chat(moment.address) if one.step == "student"][-1:]
    for one in typed:
        moment.store.outbox.put(moment.address, {"op": "delete", "message_ids": [one.message_id]}, moment.now)
        moment.store.shown.forget(one.id)
