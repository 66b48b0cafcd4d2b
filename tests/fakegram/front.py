"""The hall behind both doors: a call with its token in, a status and a body out. Refuses a wrong token; waits where a call waits."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from tests.fakegram.errors import ApiError
from tests.fakegram.methods_updates import poll_window
from tests.fakegram.specs import Params

if TYPE_CHECKING:
    from tests.fakegram.gram import Fakegram


async def answer(gram: Fakegram, token: str, method: str, params: Params) -> tuple[int, bytes]:
    """Raises Broken where the connection has to break."""
    try:
        if token != gram.token:
            raise ApiError(401, "Unauthorized" if ":" in token else "Unauthorized: invalid token specified")
        result = await poll(gram, params) if method == "getUpdates" else gram.dispatch(method, params)
        status, body = 200, {"ok": True, "result": result}
    except ApiError as error:
        status, body = error.code, error.body()
    if (seconds := gram.troubles.slow.get(method, 0)) > 0:
        await asyncio.sleep(seconds)
    return status, json.dumps(body, separators=(",", ":")).encode()


async def poll(gram: Fakegram, params: Params) -> list[dict[str, Any]]:
    """getUpdates that waits. The lock is not held while it does."""
    with gram.entering("getUpdates", params) as said:
        offset, limit, timeout = poll_window(said)
        with gram.lock:
            gram.updates.allow(said.get("allowed_updates"))
        return await gram.updates.poll(offset, limit, timeout)
