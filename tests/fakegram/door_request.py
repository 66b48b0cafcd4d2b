"""The door inside the process: a request object for python-telegram-bot, no sockets. Refuses any path but /bot<token>/<method>."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from tests.fakegram.errors import Broken
from tests.fakegram.front import answer

if TYPE_CHECKING:
    from tests.fakegram.gram import Fakegram

READ_TIMEOUT = 5.0  # as HTTPXRequest has it


class FakegramRequest(BaseRequest):
    """For `request=` and for `get_updates_request=`."""

    __slots__ = ("gram",)

    def __init__(self, gram: Fakegram) -> None:
        self.gram = gram

    @property
    def read_timeout(self) -> float | None:
        return READ_TIMEOUT

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        path, _, name = url.rpartition("/")
        _, bot, token = path.rpartition("/bot")
        if not bot:
            return 404, json.dumps({"ok": False, "error_code": 404, "description": "Not Found"}).encode()
        seconds = READ_TIMEOUT if isinstance(read_timeout, DefaultValue) else read_timeout
        await asyncio.sleep(0)  # a call over a wire lets others go first too
        try:
            async with asyncio.timeout(seconds):
                return await answer(self.gram, token, name, dict(request_data.json_parameters) if request_data else {})
        except TimeoutError as error:
            raise TimedOut from error
        except Broken as broken:
            raise NetworkError(f"fakegram: the connection broke ({broken})") from broken
