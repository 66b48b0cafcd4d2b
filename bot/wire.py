"""The one place that knows the concrete parts: builds an instance out of a data folder and a config. Refuses to decide anything else."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.channels.base import Address, Channel
from bot.clock import Clock, MovableClock
from bot.config import Config, load_config
from bot.followup.mail import KEPT, MailSpool, send
from bot.followup.sweep import sweep
from bot.outbox import Outbox
from bot.server_key import load_server_key
from bot.store import Store, database_exists
from bot.turn import Reader, Turns
from flows.check import broken
from flows.loader import CONTENT, load
from flows.model import Conversation
from flows.words import ContentError, read_words

ROOT = Path(__file__).resolve().parent.parent
SWEEP_EVERY = 20.0  # seconds; what is due is due to the day
_log = logging.getLogger(__name__)


@dataclass
class Parts:
    """One instance, ready to run."""

    data: Path
    config: Config
    clock: Clock
    store: Store
    spool: MailSpool
    outbox: Outbox
    turns: Turns

    async def event(self, address: Address, event: dict) -> None:
        await self.turns.event(address, event)

    async def mail(self, recipient_id: str, key: str, once: str) -> None:
        recipient = self.store.recipients.get(recipient_id)
        if recipient:
            self.spool.put(recipient, key, once, self.clock.now())

    async def sweep(self) -> int:
        """Everything that is due now; returns how many rows that were."""
        await self.turns.shut_idle()
        done = await sweep(self.store, self.clock.now(), self, self.turns.rules)
        self.outbox.wake()
        return done

    async def send_mail(self) -> None:
        """What is in the spool, when config.yml names a mail server."""
        if self.config.mail.server:
            await send(self.spool, self.config.mail, os.environ)
        self.spool.forget_before(self.clock.now() - KEPT)

    async def run(self, serve: Callable[[], Awaitable[None]]) -> None:
        """Everything in one process until `serve` ends: outbox, sweep and mail beside it."""
        tasks = [asyncio.create_task(self.outbox.run()), asyncio.create_task(self._every(SWEEP_EVERY, self.sweep, self.send_mail))]
        try:
            await serve()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _every(self, seconds: float, *works: Callable[[], Awaitable[object]]) -> None:
        while True:
            for work in works:
                try:
                    await work()
                except Exception as error:  # one bad round must not end the reminders; the text may hold what a log must not
                    _log.error("een ronde mislukte (%s, %s)", work.__name__, type(error).__name__)
            await asyncio.sleep(seconds)

    def close(self) -> None:
        self.store.close()


@cache  # a process reads its texts once, however many instances it opens: the test suite opens hundreds
def read_conversation() -> Conversation:
    """flows/ and content/nl as they stand, checked. Raises ContentError."""
    conversation = load()
    if problems := broken(conversation):
        raise ContentError(problems)
    return conversation


def build(data: Path, config_path: Path, reader: Reader, channels: Mapping[str, Channel], movable: bool = False) -> Parts:
    """Opens or makes the instance in `data`. Raises OperatorError or ContentError, with where and the mend, and nothing half-written."""
    config = load_config(config_path)
    conversation = read_conversation()
    key = load_server_key(data, os.environ, database_exists(data), Path(config.server_key_file) if config.server_key_file else None)
    store = Store.open(data, key)
    with store.transaction():
        store.recipients.sync(config.recipients, [config.recovery] if config.recovery else ())
    clock = MovableClock(store.settings) if movable else Clock()
    outbox = Outbox(store, channels, clock)
    spool = MailSpool(data, read_words(CONTENT / "post.md"), config.school, config.mail.sender)
    turns = Turns(store, conversation, reader, outbox, clock, config, read_words(CONTENT / "zaken.md"), read_words(CONTENT / "niet_lezen.md"))
    return Parts(data, config, clock, store, spool, outbox, turns)
