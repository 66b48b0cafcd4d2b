"""Asks nlu how a text is meant, and falls back on rules when it does not answer. Refuses to make a student wait or see an error."""

from __future__ import annotations

import logging
import time
from dataclasses import replace

import httpx

from bot.reading.reading import from_nlu
from bot.reading.rules import RuleReader, crisis_by_list
from flows.model import Reading

PATIENCE = 1.5  # seconds; a student who waits longer thinks that nobody is there
REST = 5.0  # seconds in which a door that let us wait is not asked again, so that no student pays for it twice
_log = logging.getLogger(__name__)


class NluReader:
    """nlu behind its door; `healthy` says whether the last text was read by it."""

    def __init__(self, url: str, token: str, socket: str | None = None):
        transport = httpx.AsyncHTTPTransport(uds=socket) if socket else None
        self._http = httpx.AsyncClient(
            base_url=url, transport=transport, timeout=PATIENCE, headers={"Authorization": f"Bearer {token}"}, trust_env=False
        )
        self._rules = RuleReader()
        self.healthy = False
        self._rests_until = 0.0

    async def read(self, text: str) -> Reading:
        """Never raises. A phrase of the crisis list counts, whatever the model says; a crisis without one is the model's guess."""
        if time.monotonic() < self._rests_until:
            return await self._rules.read(text)
        try:
            answer = await self._http.post("/parse", json={"text": text})
            answer.raise_for_status()
            reading = from_nlu(answer.json())
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            if self.healthy:
                _log.warning("nlu antwoordt niet (%s): de bot gaat verder op regels", type(error).__name__)
            self.healthy = False
            if isinstance(error, httpx.TimeoutException):
                self._rests_until = time.monotonic() + REST
            return await self._rules.read(text)
        self.healthy = True
        kind, doubt = crisis_by_list(text)
        if not kind:
            return replace(reading, crisis_guess=reading.crisis or (reading.crisis_doubt and not doubt))
        return reading if reading.crisis else replace(reading, crisis=True, crisis_kind=kind, crisis_doubt=False)

    async def is_up(self) -> bool:
        """Whether the door opens."""
        try:
            return (await self._http.get("/health")).status_code == 200
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        await self._http.aclose()
