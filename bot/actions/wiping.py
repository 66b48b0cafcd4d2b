"""Actions that make forget: this conversation, a notebook, the tie from chat to report, the screen. Refuses to touch a report itself."""

from __future__ import annotations

from contextlib import suppress

from bot.actions.moment import Moment
from bot.actions.notebook import own_notebook
from bot.store import NoSuchNotebook


def wipe(moment: Moment, wat: str) -> dict:
    """Forgets this conversation; with `alles` also the notebook, what waits for its day, and what ties this chat to a report.
    A report itself stays with its readers, once they have it."""
    if wat == "alles":
        for case_id in moment.store.links.of_chat(moment.address):
            if moment.store.waiting.until(case_id):
                moment.store.cases.erase(case_id)
        with suppress(NoSuchNotebook):
            moment.store.notebooks.erase(own_notebook(moment))
        moment.store.links.drop_chat(moment.address)
    if not moment.store.links.of_chat(moment.address):  # nothing is left for a pincode to stand before
        moment.store.pins.drop(moment.address)
    clear_screen(moment)
    moment.forget = True
    return {}


def wipe_notebook(moment: Moment) -> dict:
    """Erases the notebook with its reminder; what of it stands on the screen leaves that too. The conversation stays. Raises NoSuchNotebook."""
    moment.store.notebooks.erase(own_notebook(moment))
    clear_screen(moment)
    return {"met_code": None}


def clear_screen(moment: Moment) -> None:
    """Takes everything off the screen of this chat: to somebody who looks along, every line of it tells something."""
    store = moment.store
    store.outbox.take_back(moment.address)
    shown = store.shown.of_chat(moment.address)
    if shown:
        store.outbox.put(moment.address, {"op": "delete", "message_ids": [one.message_id for one in shown]}, moment.now)
    for one in shown:
        store.shown.forget(one.id)
