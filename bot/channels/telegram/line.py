"""The line with Telegram, put together: profile, polling or webhook, lanes. Refuses to start with a token that Telegram does not know."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from starlette.routing import Route
from telegram.error import InvalidToken, TelegramError

from bot.channels.base import Limits
from bot.channels.telegram.bot_api import ALLOWED, bot_id, open_bot, webhook_secret
from bot.channels.telegram.channel import LIMITS, TelegramChannel
from bot.channels.telegram.intake import Intake, Turns
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.polling import poll
from bot.channels.telegram.profile import show_profile
from bot.channels.telegram.webhook import webhook_route
from bot.errors import OperatorError
from flows.words import Words

AT_ONCE = 40  # webhook calls
_LONGEST_WAIT = 60.0
_log = logging.getLogger(__name__)


class TelegramLine:
    """`words` is content/nl/telegram.md, `controls` the labels of the buttons that always work; `webhook` is None for polling."""

    def __init__(self, token: str, api: str, webhook: str | None, words: Words, controls: list[str], limits: Limits | None = LIMITS):
        self._bot = open_bot(token, api)
        self._token, self._webhook, self._words = token, webhook, words
        self.channel = TelegramChannel(self._bot, controls, limits)
        self._lanes: Lanes | None = None

    def routes(self) -> list[Route]:
        """What our own web server must offer."""
        if self._webhook is None:
            return []
        return [webhook_route(urlsplit(self._webhook).path, webhook_secret(self._token), self._bot, lambda: self._lanes, Intake.lane)]

    async def check(self) -> None:
        """Raises OperatorError for a token that Telegram does not know. When Telegram is away, that is found out later."""
        try:
            await self._bot.initialize()
        except InvalidToken:
            raise OperatorError("token-onbekend") from None
        except TelegramError as error:
            _log.warning("Telegram antwoordt niet (%s); de bot blijft het proberen", type(error).__name__)

    @asynccontextmanager
    async def open(self, turns: Turns) -> AsyncIterator[None]:
        """Updates come in until the end; then what was under way is finished, and the rest is Telegram's to bring again."""
        intake = Intake(turns, self._bot, bot_id(self._token))
        self._lanes = Lanes(intake.handle)
        tasks = [asyncio.create_task(self._until_done(lambda: show_profile(self._bot, self._words)))]
        tasks.append(asyncio.create_task(self._until_done(self._set_webhook) if self._webhook else self._poll()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._lanes.close()
            await intake.close()

    async def close(self) -> None:
        """The connections; after the outbox, which uses them to the last."""
        with contextlib.suppress(TelegramError, RuntimeError):
            await self._bot.shutdown()

    async def _poll(self) -> None:
        await self._until_done(self._bot.delete_webhook)
        await poll(self._bot, self._lanes, Intake.lane)

    async def _set_webhook(self) -> None:
        secret = webhook_secret(self._token)
        await self._bot.set_webhook(self._webhook, allowed_updates=ALLOWED, max_connections=AT_ONCE, secret_token=secret)

    @staticmethod
    async def _until_done(work: Callable[[], Awaitable[object]]) -> None:
        wait = 0.5
        while True:
            try:
                await work()
                return
            except TelegramError as error:
                wait = min(wait * 2, _LONGEST_WAIT)
                _log.warning("Telegram nam een instelling nog niet aan (%s); nieuwe poging over %g s", type(error).__name__, wait)
                await asyncio.sleep(wait)
