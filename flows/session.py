"""The session: all that is remembered of a chat between two turns, as plain JSON. Refuses to know what steps do.

now     the conversation that is open: frames, each called by the one before it
kept    conversations that were interrupted, oldest first
memory  shared slots;  news  what waits to be told;  nonce  makes the buttons of one turn unlike all others
before  whether something is held from before the last rest (lock.py)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from flows.model import Conversation

FORMAT = 1
KEPT_AT_MOST = 3
IDLE = timedelta(hours=1)
REST = timedelta(minutes=10)  # so long without a word that somebody else may hold the phone


def new_session(chance: int = 0) -> dict:
    """A session of somebody who never spoke. Its first nonce is any number: a button of a wiped session must be stale."""
    return {
        "format": FORMAT,
        "nonce": chance % 1_000_000,
        "now": [],
        "kept": [],
        "memory": {},
        "news": [],
        "told": True,
        "missed": 0,
        "before": False,
        "at": None,
    }


def new_frame(flow: str, start: str) -> dict:
    """A conversation at its first step."""
    return {"flow": flow, "step": start, "slots": {}, "past": [], "said": [], "loops": {}}


def fits(conversation: Conversation, session: Mapping) -> bool:
    """Whether this release still knows every step that the session stands on."""
    if session.get("format") != FORMAT:
        return False
    frames = [frame for thread in [session["now"], *session["kept"]] for frame in thread]
    return all(frame["flow"] in conversation.flows and frame["step"] in conversation.flows[frame["flow"]].steps for frame in frames)


def joined(held: object, more: str) -> str:
    """What was gathered so far and one message more, as one text."""
    return f"{held}\n{more}" if held else more


def keep(session: dict, thread: list[dict], for_crisis: bool = False) -> None:
    """Puts an interrupted conversation aside; the oldest goes when there are too many. A crisis has a place of its own."""
    session["kept"].append(thread)
    del session["kept"][: -(KEPT_AT_MOST + for_crisis)]


def without_drafts(session: Mapping, known: Collection[object]) -> dict | None:
    """What outlives the days that a draft is kept: news of the cases in `known` that was not read yet. None when there is none."""
    news = news_of(session.get("news", ()), known)
    return {**new_session(session["nonce"] + 1), "news": news, "told": session["told"]} if news else None


def news_of(news: Iterable[Mapping], known: Collection[object]) -> list[Mapping]:
    """The news of cases that are in `known`, and what is of no case; of any other case the chat knows nothing any more."""
    return [item for item in news if "zaak" not in item["fill"] or item["fill"]["zaak"] in known]


def without_passing(conversation: Conversation, session: Mapping) -> dict:
    """The session without its passing slots, and without what was open on the ground of them: conversations that name one of them, or a value
    that one holds. A draft (a flow that is resumed) stays."""
    gone = {name: value for name in conversation.passing if (value := session["memory"].get(name))}
    if not gone:
        return dict(session)
    known = {one for value in gone.values() if isinstance(value, Mapping) for one in value.values() if isinstance(one, str)}

    def shows(frame: Mapping) -> bool:
        flow = conversation.flows.get(frame["flow"])
        names = set(flow.slots) & set(gone) if flow else ()
        return bool(names or known & {value for value in frame["slots"].values() if isinstance(value, str)})

    def stays(thread: list[dict]) -> bool:
        flow = conversation.flows.get(thread[0]["flow"]) if thread else None
        return bool(flow and flow.resume) or not any(map(shows, thread))

    memory = {name: value for name, value in session["memory"].items() if name not in gone}
    now = session["now"] if stays(session["now"]) else []
    return {**session, "memory": memory, "now": now, "kept": [thread for thread in session["kept"] if stays(thread)]}


def shut(conversation: Conversation, session: Mapping, now: datetime) -> dict:
    """The session as it may go on at `now`: after a rest without what passes, and it says so (`shut`)."""
    rested = session["at"] is not None and now - datetime.fromisoformat(session["at"]) >= REST
    if not rested or not any(session["memory"].get(name) for name in conversation.passing):
        return dict(session)
    return {**without_passing(conversation, session), "shut": True}


def is_idle(session: Mapping, now: datetime) -> bool:
    """Whether nothing is open, or nobody said anything for an hour."""
    return not session["now"] or session["at"] is None or now - datetime.fromisoformat(session["at"]) >= IDLE
