"""getMe, polling, the webhook and leaving a chat. Refuses a webhook address or a secret that the real one refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.fakegram.errors import NOT_IN_GROUP, ApiError, bad, conflict
from tests.fakegram.methods_messages import find_chat
from tests.fakegram.specs import Method, Params

if TYPE_CHECKING:
    from tests.fakegram.gram import Fakegram


def get_me(gram: Fakegram, params: Params) -> dict[str, Any]:
    more = {"can_join_groups": True, "can_read_all_group_messages": True, "supports_inline_queries": False}
    return gram.me() | more | {"can_connect_to_business": False, "has_main_web_app": False}


def poll_window(params: Params) -> tuple[int, int, int]:
    """offset, limit and timeout, within their bounds."""
    return params.get("offset", 0), min(100, max(1, params.get("limit", 100))), max(0, params.get("timeout", 0))


def get_updates(gram: Fakegram, params: Params) -> list[dict[str, Any]]:
    """Without waiting; front.py does the waiting."""
    offset, limit, _ = poll_window(params)
    gram.updates.allow(params.get("allowed_updates"))
    return gram.updates.take(offset, limit)


def set_webhook(gram: Fakegram, params: Params) -> bool:
    url, secret = params["url"], params.get("secret_token", "")
    if url and not re.fullmatch(r"https://[^/\s]+(/\S*)?|http://(127\.0\.0\.1|localhost)(:\d+)?(/\S*)?", url):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad("secret token contains unallowed characters")
    most = params.get("max_connections", 40)
    if not 1 <= most <= 100:
        raise bad("max_connections must be between 1 and 100")
    gram.updates.allow(params.get("allowed_updates"))
    if params.get("drop_pending_updates"):
        gram.updates.waiting.clear()
    fresh = {"url": url, "secret_token": secret, "max_connections": most, "last_error_message": None, "last_error_date": None}
    gram.updates.webhook = fresh if url else None
    gram.updates.wake(conflict("terminated by setWebhook request") if url else None)
    return True


def delete_webhook(gram: Fakegram, params: Params) -> bool:
    return set_webhook(gram, {"url": "", "drop_pending_updates": params.get("drop_pending_updates", False)})


def get_webhook_info(gram: Fakegram, params: Params) -> dict[str, Any]:
    hook, updates = gram.updates.webhook, gram.updates
    said: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": gram.pending}
    if updates.allowed is not None:
        said["allowed_updates"] = sorted(updates.allowed)
    if hook is not None:
        said |= {"url": hook["url"], "max_connections": hook["max_connections"], "ip_address": "127.0.0.1"}
        if hook["last_error_message"]:
            said |= {"last_error_message": hook["last_error_message"], "last_error_date": hook["last_error_date"]}
    return said


def leave_chat(gram: Fakegram, params: Params) -> bool:
    chat = find_chat(gram, params)
    if chat.kind == "private":
        raise bad("chat not found" if chat.id not in gram.chats else "can't leave a private chat")
    if chat.refusal is not None:
        raise ApiError(*chat.refusal)
    chat.refusal = NOT_IN_GROUP
    gram.membership(chat, gram.me(), "member", "left")
    return True


METHODS = {
    "getMe": Method(get_me),
    "getUpdates": Method(get_updates, may={"offset": "number", "limit": "number", "timeout": "number", "allowed_updates": "json"}),
    "setWebhook": Method(
        set_webhook,
        {"url": "text"},
        {"secret_token": "text", "max_connections": "number", "allowed_updates": "json", "drop_pending_updates": "flag"},
        frozenset({"ip_address"}),
    ),
    "deleteWebhook": Method(delete_webhook, may={"drop_pending_updates": "flag"}),
    "getWebhookInfo": Method(get_webhook_info),
    "leaveChat": Method(leave_chat, {"chat_id": "number"}),
}
