"""Actions that make forget: this conversation, what ties the chat to a report, what is on the screen. Refuses to touch a report itself."""

from __future__ import annotations

from bot.actions.moment import Moment


def wipe(moment: Moment, wat: str) -> dict:
    """Forgets this conversation; with `alles` also what ties this chat to a report. A report itself stays with its readers, once they have it."""
    if wat == "alles":
        for case_id in moment.store.links.of_chat(moment.address):
            if moment.store.waiting.until(case_id):
                moment.store.cases.erase(case_id)
        moment.store.links.drop_chat(moment.address)
    clear_screen(moment)
    moment.forget = True
    return {}


def clear_screen(moment: Moment) -> None:
    """Takes everything off the screen of this chat: to somebody who looks along, every line of it tells something."""
    store = moment.store
    store.outbox.take_back(moment.address)
    shown = store.shown.of_chat(moment.address)
    if shown:
        store.outbox.put(moment.address, {"op": "delete", "message_ids": [one.message_id for one in shown]}, moment.now)
    for one in shown:
        store.shown.forget(one.id)
