"""The methods that send, change and remove messages. Refuses what is too long, empty, unchanged, too old, or not there any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.fakegram.chats import Chat, Message
from tests.fakegram.checks import check_entities, check_inline, check_reply_keyboard, check_text, units
from tests.fakegram.errors import ApiError, bad
from tests.fakegram.specs import Method, Params

if TYPE_CHECKING:
    from tests.fakegram.gram import Fakegram

DELETABLE = timedelta(hours=48)
ANSWERABLE = timedelta(minutes=1)  # a guess: Telegram says only "too old"
ACTIONS = set(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location"
    " record_video_note upload_video_note".split()
)
SAME = "specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
NOT_MODIFIED = f"message is not modified: {SAME}"


def find_chat(gram: Fakegram, params: Params) -> Chat:
    chat = gram.chats.get(params["chat_id"])
    if chat is None or not chat.reachable:
        raise bad("chat not found")
    return chat


def open_chat(gram: Fakegram, params: Params) -> Chat:
    """A chat that lets the bot say something."""
    chat = find_chat(gram, params)
    if chat.refusal is not None:
        raise ApiError(*chat.refusal)
    return chat


def send_message(gram: Fakegram, params: Params) -> dict[str, Any]:
    chat = open_chat(gram, params)
    text = check_text(params["text"])
    entities = check_entities(params.get("entities", []), text)
    message = Message(0, chat, gram.me(), True, gram.clock(), text, entities)
    message.protected = params.get("protect_content", False)
    message.silent = params.get("disable_notification", False)
    _put_markup(message, params.get("reply_markup"))
    gram.store(message)
    return message.to_api()


def _put_markup(message: Message, markup: Any) -> None:
    """Everything is checked before the chat changes."""
    if markup is None:
        return
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if set(markup) == {"inline_keyboard"}:
        message.put_buttons(check_inline(markup["inline_keyboard"]))
    elif "keyboard" in markup:
        message.chat.keyboard = check_reply_keyboard(markup)
        message.chat.keyboard_once = bool(markup.get("one_time_keyboard", False))
        message.fixed = True
    elif markup.get("remove_keyboard") is True and set(markup) <= {"remove_keyboard", "selective"}:
        message.chat.keyboard = []
        message.fixed = True
    else:
        raise bad(f"this reply markup is not understood here: {sorted(markup)}")


def _editable(gram: Fakegram, params: Params) -> Message:
    message = find_chat(gram, params).messages.get(params["message_id"])
    if message is None:
        raise bad("message to edit not found")
    if not message.by_bot or message.fixed:
        raise bad("message can't be edited")
    return message


def _new_buttons(params: Params) -> list[list[dict[str, Any]]]:
    markup = params.get("reply_markup")
    if markup is None:
        return []
    if not isinstance(markup, dict) or set(markup) != {"inline_keyboard"}:
        raise bad("inline keyboard expected")
    return check_inline(markup["inline_keyboard"])


def edit_message_text(gram: Fakegram, params: Params) -> dict[str, Any]:
    message = _editable(gram, params)
    text = check_text(params["text"])
    entities = check_entities(params.get("entities", []), text)
    return _changed(gram, message, text, entities, _new_buttons(params))


def edit_message_reply_markup(gram: Fakegram, params: Params) -> dict[str, Any]:
    message = _editable(gram, params)
    return _changed(gram, message, message.text, message.entities, _new_buttons(params))


def _changed(gram: Fakegram, message: Message, text: str, entities: list[dict[str, Any]], inline: list[list[dict[str, Any]]]) -> dict[str, Any]:
    if (text, entities, inline) == (message.text, message.entities, message.inline):
        raise bad(NOT_MODIFIED)
    message.text, message.entities, message.edited = text, entities, gram.clock()
    message.put_buttons(inline)
    return message.to_api()


def _may_go(gram: Fakegram, message: Message) -> bool:
    """In a private chat both sides' messages may go, in a group only the bot's own; two days old is too old."""
    return (message.by_bot or message.chat.kind == "private") and gram.clock() - message.date < DELETABLE


def delete_message(gram: Fakegram, params: Params) -> bool:
    chat = find_chat(gram, params)
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad("message to delete not found")
    if not _may_go(gram, message):
        raise bad("message can't be deleted for everyone")
    chat.delete(message.message_id)
    return True


def delete_messages(gram: Fakegram, params: Params) -> bool:
    chat, ids = find_chat(gram, params), params["message_ids"]
    if not isinstance(ids, list) or not all(isinstance(one, int) for one in ids):
        raise bad("expected an Array of message identifiers")
    if len(ids) > 100:
        raise bad("too many message identifiers specified")
    if not ids:
        raise bad("message identifiers are not specified")
    for one in ids:
        if one in chat.messages and _may_go(gram, chat.messages[one]):
            chat.delete(one)
    return True


def answer_callback_query(gram: Fakegram, params: Params) -> bool:
    if units(params.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    person, at = gram.presses.pop(params["callback_query_id"], (None, None))
    if person is None or gram.clock() - at > ANSWERABLE:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    person.toasts.append(params.get("text") or None)
    return True


def send_chat_action(gram: Fakegram, params: Params) -> bool:
    open_chat(gram, params)
    if params["action"] not in ACTIONS:
        raise bad("wrong parameter action in request")
    return True


METHODS = {
    "sendMessage": Method(
        send_message,
        {"chat_id": "number", "text": "text"},
        {"entities": "json", "reply_markup": "json", "protect_content": "flag", "disable_notification": "flag"},
        frozenset({"link_preview_options"}),
    ),
    "editMessageText": Method(
        edit_message_text,
        {"chat_id": "number", "message_id": "number", "text": "text"},
        {"entities": "json", "reply_markup": "json"},
        frozenset({"link_preview_options"}),
    ),
    "editMessageReplyMarkup": Method(edit_message_reply_markup, {"chat_id": "number", "message_id": "number"}, {"reply_markup": "json"}),
    "deleteMessage": Method(delete_message, {"chat_id": "number", "message_id": "number"}),
    "deleteMessages": Method(delete_messages, {"chat_id": "number", "message_ids": "json"}),
    "answerCallbackQuery": Method(answer_callback_query, {"callback_query_id": "text"}, {"text": "text"}, frozenset({"show_alert", "cache_time"})),
    "sendChatAction": Method(send_chat_action, {"chat_id": "number", "action": "text"}),
}
