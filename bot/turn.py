"""Takes one message all the way: read, played, committed in one transaction. Refuses to send (the outbox does) and to log what was said."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol
from weakref import WeakValueDictionary

from bot.actions import ACTIONS, EXPECTED, Moment, clear_screen
from bot.channels.base import Address
from bot.clock import Clock
from bot.config import Config
from bot.followup.rules import Rules
from bot.outbox import Outbox
from bot.store import Store
from bot.student_data import StudentData
from flows.engine import advance, texts_to_read
from flows.model import Conversation, Input, Reading
from flows.session import news_of
from flows.words import Words

_log = logging.getLogger(__name__)

TEXT_AT_MOST = 4096  # characters, as Telegram has it
# Telegram lets a bot take a message away for 48 hours; an hour is for a server that was off.
ON_SCREEN = timedelta(hours=47)
DO_AT_MOST = 5


class Reader(Protocol):
    async def read(self, text: str) -> Reading: ...


class Turns:
    """Where every channel brings what came in."""

    def __init__(self, store: Store, conversation: Conversation, reader: Reader, outbox: Outbox, clock: Clock, config: Config, words: Words):
        self.store, self.conversation, self.reader, self.outbox, self.clock = store, conversation, reader, outbox, clock
        self.config, self.words = config, words
        self.rules = Rules.of(config)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def receive(
        self, address: Address, update_id: str, *, text: str | None = None, button: str | None = None, entry: str | None = None
    ) -> None:
        """One message of a student. Returns after the commit; the same update again does nothing.

        `update_id` is the channel's own and says nothing of a person; for a text it is also the id of the message on the screen.
        """
        async with self._lock(address):
            session = self.store.sessions.load(address)
            text = text[:TEXT_AT_MOST] if text is not None else None
            texts = texts_to_read(self.conversation, session, text)
            readings = tuple([await self.reader.read(part) for part in texts])
            now = self.clock.now()
            try:
                self._commit(address, session, now, update_id, text=text, button=button, entry=entry, readings=readings)
            except Exception as error:
                self._apologise(address, now, update_id, error)
        self.outbox.wake()

    def _commit(self, address: Address, session: dict | None, now: datetime, update_id: str, **came_in: object) -> None:
        with self.store.transaction():
            if not self.store.seen.first_time(address.channel, update_id, now):
                return
            if came_in["text"] is not None:
                self.store.shown.add(address, update_id, "student", True, now + ON_SCREEN)
            self._play(address, session, now, **came_in)

    def _apologise(self, address: Address, now: datetime, update_id: str, error: Exception) -> None:
        """A mistake of ours: nothing of the turn was kept, and the student hears that, instead of nothing.

        When this fails as well (the disk is full, the database is held), it raises, and the channel brings the update again.
        """
        _log.error("een beurt mislukte (%s)", type(error).__name__)  # the text of an error may hold what was said
        said = self.conversation.words["systeem"]["storing"].rich
        with self.store.transaction():
            if self.store.seen.first_time(address.channel, update_id, now):
                self.store.outbox.put(address, {"op": "send", "step": "systeem.storing", "text": said.text, "spans": said.spans}, now)

    async def event(self, address: Address, event: Mapping[str, object]) -> None:
        """Something happened outside: an answer came in, a check-in is due. An event with an `id` counts once."""
        async with self._lock(address):
            session = self.store.sessions.load(address)
            now = self.clock.now()
            with self.store.transaction():
                if "id" in event and not self.store.seen.first_time("due", str(event["id"]), now):
                    return
                told = {"event": event["event"], **({"zaak": event["case"]} if "case" in event else {})}
                self._play(address, session, now, event=told)
        self.outbox.wake()

    async def answered(self, case_id: str) -> None:
        """A recipient answered: the student hears that there is news."""
        address = self.store.links.address_of(case_id)
        if address:
            await self.event(address, {"event": "antwoord", "case": case_id})

    def _lock(self, address: Address) -> asyncio.Lock:
        return self._locks.setdefault(str(address), asyncio.Lock())

    def _play(self, address: Address, session: dict | None, now: datetime, **came_in: object) -> None:
        moment = Moment(self.store, self.rules, self.words, address, now)
        for _ in range(DO_AT_MOST):
            data = StudentData(self.store, self.config, self.words, address, now)
            session, effects = advance(self.conversation, session, Input(data=data, chance=secrets.randbelow(2**31), **came_in), now)
            for effect in effects:
                self._carry_out(moment, session, effect)
            if not effects or "do" not in effects[-1]:
                break
            came_in = {"outcome": self._do(moment, effects[-1])}
        if session["news"]:
            session["news"] = news_of(session["news"], self.store.links.of_chat(address))
        if moment.forget:
            self.store.sessions.erase(address)
        else:
            # From the student's last word: what the bot does by itself keeps no draft alive.
            spoke = datetime.fromisoformat(session["at"]) if session["at"] else now
            self.store.sessions.save(address, session, now, spoke + self.rules.session_keeps - now)

    def _do(self, moment: Moment, effect: Mapping) -> dict:
        try:
            with self.store.attempt():
                return {"ok": True, "values": ACTIONS[effect["do"]](moment, **effect["with"])}
        except EXPECTED:
            return {"ok": False}

    def _carry_out(self, moment: Moment, session: dict, effect: Mapping) -> None:
        if "say" in effect:
            delete_at = (moment.now + ON_SCREEN).isoformat()
            buttons = [[{"label": label, "data": data}] for data, label in effect["buttons"]]
            operation = {"op": "send", "step": effect["say"], "text": effect["text"], "spans": effect["spans"], "buttons": buttons}
            self.store.outbox.put(
                moment.address, {**operation, "sensitive": effect["sensitive"], "keep_id": True, "delete_at": delete_at}, moment.now
            )
        elif "hide" in effect:
            clear_screen(moment)
        elif "due" in effect:
            for item in session["news"]:
                self.store.due.plan("student_news", item["fill"]["zaak"], moment.now + timedelta(seconds=effect["after"]))
