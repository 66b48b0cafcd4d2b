"""Asks Telegram for updates, and acknowledges one only when it and all before it are committed. Refuses to run beside a second of itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from telegram import Bot, Update
from telegram.error import Conflict, TelegramError

from bot.channels.telegram.bot_api import ALLOWED, LONG_POLL
from bot.channels.telegram.lanes import Lanes

AT_ONCE = 100  # updates that Telegram gives in one answer
_LOOK_AGAIN = 0.6  # seconds: who writes while others are answered waits no longer than this; Telegram gives less to who asks the same sooner
_LONGEST_WAIT = 5.0
_log = logging.getLogger(__name__)


async def poll(bot: Bot, lanes: Lanes, lane_of: Callable[[Update], str]) -> None:
    """Runs until cancelled."""
    busy: dict[int, asyncio.Future[None]] = {}
    done: set[int] = set()  # committed, but not acknowledged: one before it is still busy
    offset: int | None = None
    wait = 0.0
    while True:
        try:
            updates = await bot.get_updates(offset, AT_ONCE, 0 if busy else LONG_POLL, allowed_updates=ALLOWED)
            wait = 0.0
        except TelegramError as error:
            wait = min(max(0.2, wait * 2), _LONGEST_WAIT)
            _said(error, wait)
            await asyncio.sleep(wait)
            continue
        for update in updates:
            if update.update_id not in busy and update.update_id not in done:
                busy[update.update_id] = lanes.put(lane_of(update), update)
        if busy:
            await asyncio.wait(busy.values(), timeout=_LOOK_AGAIN)
        for number in [number for number, future in busy.items() if future.done() and not future.cancelled()]:
            del busy[number]
            done.add(number)
        if busy:
            offset = min(busy)
            done = {number for number in done if number > offset}
        elif done:
            offset = max(done) + 1
            done = set()
        elif not updates:
            offset = None  # all is acknowledged; after a quiet week Telegram may begin at a lower number


def _said(error: TelegramError, wait: float) -> None:
    """Once for each time that it is away; a second poller is the operator's business."""
    if isinstance(error, Conflict):
        _log.error("een ander haalt met dit token al berichten op, of er staat nog een webhook; nieuwe poging over %g s", wait)
    elif wait <= 0.2:
        _log.warning("Telegram antwoordt niet (%s); de bot blijft het proberen", type(error).__name__)
