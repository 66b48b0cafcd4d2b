"""Actions on who else may have a report: allowed or taken back, one recipient at a time. Refuses to pass anything on itself: school does."""

from __future__ import annotations

from datetime import timedelta

from bot.actions.moment import Moment, open_case
from bot.store import NoSuchCase

OUTSIDE = ("sbb", "discriminatie_nl", "klachtencommissie", "bedrijf")


def give_consent(moment: Moment, zaak: str, aan: str) -> dict:
    """Writes down that `aan`, one of OUTSIDE, may have this report, in the words that the student read."""
    return _change(moment, zaak, aan, given=True)


def take_back_consent(moment: Moment, zaak: str, aan: str) -> dict:
    """Writes down that it may not any more."""
    return _change(moment, zaak, aan, given=False)


def _change(moment: Moment, zaak: str, aan: str, given: bool) -> dict:
    open_case(moment, zaak)
    store = moment.store
    if aan not in OUTSIDE or (aan in store.consents.in_force(zaak)) == given:
        raise NoSuchCase  # an old button: what it would change is so already
    words = moment.words[f"toestemming_{aan}" if given else "toestemming_ingetrokken"].text
    store.consents.change(zaak, aan, given, words, moment.now)
    # Given, it can wait for the next look; taken back, whoever was about to pass it on must know.
    store.due.plan("recipient_added", zaak, moment.now + (timedelta(minutes=15) if given else timedelta()))
    return {}
