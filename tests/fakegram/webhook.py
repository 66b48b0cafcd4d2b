"""Brings updates to the webhook that the bot has set, in order for each chat. Refuses to send to any address but this machine's own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from tests.fakegram.updates import Update, Waiter

if TYPE_CHECKING:
    from tests.fakegram.gram import Fakegram

FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0
HERE = {"127.0.0.1", "localhost", "::1"}


class Courier:
    """Runs while the HTTP door is open."""

    def __init__(self, gram: Fakegram) -> None:
        self.gram = gram
        self.under_way: dict[int, asyncio.Task[None]] = {}  # by chat: one at a time, so the order stays
        self.not_before: dict[int, float] = {}
        self.wait: dict[int, float] = {}

    async def run(self) -> None:
        self.waiter = Waiter()
        self.gram.updates.courier = self.waiter
        async with httpx.AsyncClient(timeout=10, limits=httpx.Limits(max_connections=100), trust_env=False) as self.client:
            try:
                while True:
                    await self.waiter.wait(self.start_what_can())
            finally:
                self.gram.updates.courier = None
                for task in self.under_way.values():
                    task.cancel()
                await asyncio.gather(*self.under_way.values(), return_exceptions=True)

    def start_what_can(self) -> float:
        """Starts deliveries; says how long until the next one may be due."""
        next_due, now = 60.0, self.waiter.loop.time()
        with self.gram.lock:
            hook, updates = self.gram.updates.webhook, self.gram.updates
            if hook is None or self.gram.away:
                return next_due
            updates.drop_old()
            seen = set(self.under_way)
            for update in updates.waiting.values():
                if update.chat_id in seen:
                    continue
                seen.add(update.chat_id)
                if len(self.under_way) >= hook["max_connections"]:
                    break
                left = self.not_before.get(update.chat_id, 0) - now
                if left > 0:
                    next_due = min(next_due, left)
                    continue
                self.under_way[update.chat_id] = asyncio.create_task(self.deliver(update, dict(hook)))
        return next_due

    async def deliver(self, update: Update, hook: dict) -> None:
        try:
            error = await self.post(update, hook)
            with self.gram.lock:
                if error is None:
                    self.gram.updates.waiting.pop(update.update_id, None)
                    self.wait.pop(update.chat_id, None)
                    self.not_before.pop(update.chat_id, None)
                else:
                    wait = self.wait.get(update.chat_id, FIRST_WAIT)
                    self.not_before[update.chat_id] = self.waiter.loop.time() + wait
                    self.wait[update.chat_id] = min(LONGEST_WAIT, wait * 2)
                    if self.gram.updates.webhook is not None:
                        self.gram.updates.webhook |= {"last_error_message": error, "last_error_date": int(self.gram.clock().timestamp())}
        finally:
            del self.under_way[update.chat_id]
            self.waiter.event.set()

    async def post(self, update: Update, hook: dict) -> str | None:
        """What went wrong, if anything."""
        if urlsplit(hook["url"]).hostname not in HERE:
            return "Connection refused"
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret_token"]} if hook["secret_token"] else {}
        try:
            answer = await self.client.post(hook["url"], json=update.to_api(), headers=headers)
        except httpx.TimeoutException:
            return "Read timeout expired"
        except httpx.HTTPError:
            return "Connection refused"
        if not answer.is_success:
            return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        if b'"method"' in answer.content:
            self.gram.unknown.append("a method in the answer to a webhook")
        return None
