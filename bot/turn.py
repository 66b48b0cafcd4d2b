"""Takes one message all the way: read, played, committed in one transaction. Refuses to send (the outbox does) and to log what was said."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol
from weakref import WeakValueDictionary

from bot.actions import ACTIONS, EXPECTED
from bot.actions.moment import Moment
from bot.actions.wiping import clear_screen
from bot.bubbles import bubbles
from bot.channels.base import Address
from bot.clock import Clock
from bot.code_keys import CodeKeys, NeedsKey, TurnKeys
from bot.codes import mended, offered
from bot.config import Config
from bot.followup.rules import Rules
from bot.outbox import Outbox
from bot.server_key import SealBroken
from bot.store import Store
from bot.store.notebooks import REMIND
from bot.student_data import StudentData
from flows.engine import advance, takes_secret, texts_to_read
from flows.model import Conversation, Input, Reading
from flows.session import REST, news_of, shut
from flows.words import Section, Words

_log = logging.getLogger(__name__)

TEXT_AT_MOST = 4096  # characters, as Telegram has it
# Telegram lets a bot take a message away for 48 hours; an hour is for a server that was off.
ON_SCREEN = timedelta(hours=47)
DO_AT_MOST = 5


class Reader(Protocol):
    async def read(self, text: str) -> Reading: ...


class Turns:
    """Where every channel brings what came in."""

    def __init__(
        self, store: Store, conversation: Conversation, reader: Reader, outbox: Outbox, clock: Clock, config: Config, words: Words, declines: Words
    ):
        self.store, self.conversation, self.reader, self.outbox, self.clock = store, conversation, reader, outbox, clock
        self.config, self.words, self.declines = config, words, declines
        self.rules = Rules.of(config)
        self.codes = CodeKeys(store)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def receive(
        self,
        address: Address,
        update_id: str,
        *,
        text: str | None = None,
        button: str | None = None,
        entry: str | None = None,
        message_id: str | None = None,
        under: str | None = None,
    ) -> None:
        """One message of a student. Returns after the commit; the same update again does nothing.

        `update_id` is the channel's own and says nothing of a person. `message_id` is what the student put on the screen, `under` the
        message of ours whose button was pressed.
        """
        async with self._lock(address):
            session, now = self._session(address), self.clock.now()
            text = text[:TEXT_AT_MOST] if text is not None else None
            texts = texts_to_read(self.conversation, session, text)
            asked = takes_secret(self.conversation, session)
            code = bool(text) and not asked and offered(text, self.conversation.words["besturing"]["codezinnen"].labels["code"])
            if code or (text and asked and mended(text)):
                texts = []  # nobody else needs to see a code
            readings = tuple([await self.reader.read(part) for part in texts])
            keys = self.codes.for_turn(address, now)
            try:
                await self._commit(
                    address, session, now, keys, update_id, message_id, under, text=text, button=button, entry=entry, readings=readings, code=code
                )
            except Exception as error:
                self._apologise(address, now, update_id, error)
        self.outbox.wake()

    def _session(self, address: Address) -> dict | None:
        """As it may go on now. One that was tampered with is of no use to anybody: the chat begins anew."""
        try:
            session = self.store.sessions.load(address)
            return shut(self.conversation, session, self.clock.now()) if session else None
        except SealBroken:
            _log.error("een gesprek is niet meer te openen en begint opnieuw")
            return None

    async def _commit(
        self,
        address: Address,
        session: dict | None,
        now: datetime,
        keys: TurnKeys,
        update_id: str,
        message_id: str | None,
        under: str | None,
        **came_in: object,
    ) -> None:
        """Where an action needs the key of a code, all of it is undone, the key is made outside of the transaction, and it is played again."""
        while True:
            try:
                with self.store.transaction():
                    if self._is_new(address, session, now, update_id, message_id):
                        self._play(address, session, now, under, keys, **came_in)
                return
            except NeedsKey as need:
                await keys.make(need)

    def _is_new(self, address: Address, session: dict | None, now: datetime, update_id: str, message_id: str | None) -> bool:
        """Whether it is the first time that this comes in. Then what the student sent is remembered, for it may have to leave their
        screen; and who had blocked the bot and is back hears what did not arrive."""
        if not self.store.seen.first_time(address.channel, update_id, now):
            return False
        if self.store.links.unmute(address) and session:
            session["told"] = False
        if message_id is not None:
            self.store.shown.add(address, message_id, "student", True, now + ON_SCREEN)
        return True

    async def decline(self, address: Address, update_id: str, kind: str, message_id: str | None = None) -> None:
        """Something came in that is not text: a kind answer, `kind` of content/nl/niet_lezen.md, and nothing of it is kept."""
        async with self._lock(address):
            session, now = self._session(address), self.clock.now()
            with self.store.transaction():
                if not self._is_new(address, session, now, update_id, message_id):
                    return
                self._say(address, now, f"niet_lezen.{kind}", self.declines[kind])
                if session is None:
                    self._play(address, None, now, None, self.codes.for_turn(address, now), entry="start")
                else:
                    self.store.sessions.save(address, session, now, self._keeps(session, now))
        self.outbox.wake()

    async def leave(self, address: Address, update_id: str, line: bool, joined: bool) -> None:
        """The bot was brought among others, where nobody's story is safe: it goes, with one kind line where it may say one.

        `joined`: it was brought there just now; otherwise it hears something there, and once is enough to go.
        """
        now, first_time = self.clock.now(), self.store.seen.first_time
        with self.store.transaction():
            if first_time(address.channel, update_id, now) and (first_time("leave", str(address), now) or joined):
                if line:
                    self._say(address, now, "niet_lezen.groep", self.declines["groep"])
                self.store.outbox.put(address, {"op": "leave"}, now)
        self.outbox.wake()

    async def blocked(self, address: Address, update_id: str) -> None:
        """The student blocked the bot: it is quiet, and their reports say 'niet bereikbaar'."""
        async with self._lock(address):
            with self.store.transaction():
                if self.store.seen.first_time(address.channel, update_id, self.clock.now()):
                    self.store.links.mute(address)

    def _say(self, address: Address, now: datetime, name: str, section: Section) -> None:
        """A text outside any conversation; its buttons lead to entries."""
        said = section.rich
        buttons = [[{"label": label.text, "data": f"@{entry}"}] for entry, label in section.labels.items()]
        message = {"op": "send", "steps": [name], "text": said.text, "spans": said.spans, "buttons": buttons}
        self.store.outbox.put(address, {**message, "delete_at": (now + ON_SCREEN).isoformat()}, now)

    def _apologise(self, address: Address, now: datetime, update_id: str, error: Exception) -> None:
        """A mistake of ours: nothing of the turn was kept, and the student hears that, instead of nothing.

        When this fails as well (the disk is full, the database is held), it raises, and the channel brings the update again.
        """
        _log.error("een beurt mislukte (%s)", type(error).__name__)  # the text of an error may hold what was said
        with self.store.transaction():
            if self.store.seen.first_time(address.channel, update_id, now):
                self._say(address, now, "systeem.storing", self.conversation.words["systeem"]["storing"])

    async def event(self, address: Address, event: Mapping[str, object]) -> None:
        """Something happened outside: an answer came in, a check-in is due. An event with an `id` counts once."""
        async with self._lock(address):
            session = self._session(address)
            now = self.clock.now()
            with self.store.transaction():
                if "id" in event and not self.store.seen.first_time("due", str(event["id"]), now):
                    return
                told = {"event": event["event"], **({"zaak": event["case"]} if "case" in event else {})}
                self._play(address, session, now, None, self.codes.for_turn(address, now), event=told)
        self.outbox.wake()

    async def answered(self, case_id: str) -> None:
        """A recipient answered: the student hears that there is news."""
        address = self.store.links.address_of(case_id)
        if address:
            await self.event(address, {"event": "antwoord", "case": case_id})

    def _lock(self, address: Address) -> asyncio.Lock:
        return self._locks.setdefault(str(address), asyncio.Lock())

    def _play(self, address: Address, session: dict | None, now: datetime, under: str | None, keys: TurnKeys, **came_in: object) -> None:
        moment = Moment(self.store, self.rules, self.words, address, now, keys)
        for _ in range(DO_AT_MOST):
            # What an action has just opened is among what the student may choose from at once.
            memory = {**(session["memory"] if session else {}), **came_in.get("outcome", {}).get("values", {})}
            moment.opened = memory.get("met_code") or {}
            data = StudentData(self.store, self.config, self.rules, self.words, address, now, memory)
            session, effects = advance(self.conversation, session, Input(data=data, chance=secrets.randbelow(2**31), **came_in), now)
            self._carry_out(moment, session, effects, under)
            if not effects or "do" not in effects[-1]:
                break
            came_in = {"outcome": self._do(moment, effects[-1])}
        if session["news"]:
            session["news"] = news_of(session["news"], self.store.links.of_chat(address))
        if moment.forget:
            self.store.sessions.erase(address)
        else:
            self.store.sessions.save(address, session, now, self._keeps(session, now))

    def _keeps(self, session: dict, now: datetime) -> timedelta:
        """From the student's last word: what the bot does by itself keeps no draft alive. What a code opened, not longer than a rest."""
        spoke = datetime.fromisoformat(session["at"]) if session["at"] else now
        passing = any(session["memory"].get(name) for name in self.conversation.passing)
        return spoke + (REST if passing else self.rules.session_keeps) - now

    async def shut_idle(self) -> None:
        """What a code opened is shut where its student went away; what else the session holds has its own days."""
        now = self.clock.now()
        for address in self.store.sessions.expired(now):
            async with self._lock(address):
                session = self._session(address)
                if session and session["at"] and self._keeps(session, now) > timedelta(0):  # one without a word of the student is not kept longer
                    with self.store.transaction():
                        self.store.sessions.save(address, session, now, self._keeps(session, now))

    def _do(self, moment: Moment, effect: Mapping) -> dict:
        try:
            with self.store.attempt():
                return {"ok": True, "values": ACTIONS[effect["do"]](moment, **effect["with"])}
        except EXPECTED:
            return {"ok": False}

    def _carry_out(self, moment: Moment, session: dict, effects: list[dict], under: str | None) -> None:
        for effect in effects:
            if "hide" in effect:
                clear_screen(moment)
            elif "due" in effect:
                later = moment.now + timedelta(seconds=effect["after"])
                for item in session["news"]:
                    if case := item["fill"].get("zaak"):
                        self.store.due.plan("student_news", case, later)
                    elif notebook := self.store.notebooks.of_chat(moment.address):
                        self.store.due.plan(REMIND, notebook, later)
        delete_at = (moment.now + ON_SCREEN).isoformat()
        said = bubbles([effect for effect in effects if "say" in effect])
        for bubble in said:
            buttons = [[{"label": label, "data": data}] for data, label in bubble["buttons"]]
            operation = {"op": "edit", "message_id": under} if under and bubble["in_place"] and len(said) == 1 else {"op": "send"}
            self.store.outbox.put(moment.address, {**operation, **bubble, "buttons": buttons, "delete_at": delete_at}, moment.now)
