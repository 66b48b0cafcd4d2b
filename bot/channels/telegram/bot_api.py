"""The connection to the Bot API. Refuses python-telegram-bot's own updater: it acknowledges an update before anything is done with it."""

from __future__ import annotations

import hashlib
import hmac
import re

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.errors import OperatorError

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post")
LONG_POLL = 25  # seconds that Telegram holds a question for updates
CONNECTIONS = 10  # eight chats at once, and presses that come to rest; httpcore looks at each of them for each call
_TOKEN = re.compile(r"\d+:[\w-]+")
_ANSWERS_WITHIN = 15.0  # seconds; after that nobody knows whether a message arrived


def open_bot(token: str, api: str) -> Bot:
    """`api` is the address of the server, without /bot. Nothing is asked of it yet. Raises OperatorError for what can be no token."""
    if not _TOKEN.fullmatch(token):
        raise OperatorError("token-vorm")
    request = HTTPXRequest(connection_pool_size=CONNECTIONS, read_timeout=_ANSWERS_WITHIN, connect_timeout=5.0, pool_timeout=60.0)
    polling = HTTPXRequest(connection_pool_size=2, read_timeout=5.0, connect_timeout=5.0)
    return Bot(token, base_url=f"{api.rstrip('/')}/bot", request=request, get_updates_request=polling)


def bot_id(token: str) -> str:
    """The number before the colon: update ids are counted per bot."""
    return token.partition(":")[0]


def webhook_secret(token: str) -> str:
    """What Telegram shows at our door: the same after a restart, and to be made only by who has the token."""
    return hmac.new(token.encode(), b"stagemaat webhook", hashlib.sha256).hexdigest()
