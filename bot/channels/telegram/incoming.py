"""Says what an update of Telegram means for the bot. Pure; refuses to keep anything of it but what the turn needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update
from telegram.constants import ChatType

# A command works everywhere, also while a story is being typed: it is never part of one.
COMMANDS = {
    "start": {"entry": "start"},
    "help": {"entry": "hulp"},
    "hulp": {"entry": "hulp"},
    "status": {"entry": "status"},
    "privacy": {"entry": "privacy"},
    "stop": {"button": "@stop"},
    "wis": {"button": "@wis"},
    "weg": {"button": "@weg"},
}
LINKS = ("status", "hulp")  # t.me/…?start=status
LESSON = "les-"

# The first that a message has decides what the student hears; sections of content/nl/niet_lezen.md.
ATTACHMENTS = {
    "sticker": "sticker",
    "animation": "sticker",
    "dice": "sticker",
    "photo": "foto",
    "video": "foto",
    "video_note": "foto",
    "voice": "stem",
    "audio": "stem",
    "document": "bestand",
    "contact": "contact",
    "location": "locatie",
    "venue": "locatie",
}
GONE = (ChatMember.BANNED, ChatMember.LEFT)


@dataclass(frozen=True)
class Incoming:
    """`what` is a method of Turns (receive, decline, leave, blocked), `values` what it is given; `query` has to be answered to Telegram."""

    what: str
    chat: str = field(repr=False)
    values: dict = field(repr=False)
    query: str | None = field(default=None, repr=False)


def translate(update: Update) -> Incoming | None:
    """None for what nobody has to hear of: a pinned message, a member of a group that left, a poll."""
    if update.message:
        return _message(update.message)
    if update.edited_message:
        return _edited(update.edited_message)
    if update.callback_query:
        return _button(update.callback_query)
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    if update.channel_post:
        return Incoming("leave", str(update.channel_post.chat.id), {"line": False, "joined": False})
    return None


def _message(message: Message) -> Incoming | None:
    chat = str(message.chat.id)
    if message.chat.type != ChatType.PRIVATE:
        return None if message.left_chat_member else Incoming("leave", chat, {"line": True, "joined": False})
    message_id = str(message.message_id)
    if message.forward_origin:
        return Incoming("decline", chat, {"kind": "doorgestuurd", "message_id": message_id})
    if message.text:
        return Incoming("receive", chat, {**_typed(message.text), "message_id": message_id})
    kind = next((said for name, said in ATTACHMENTS.items() if getattr(message, name)), None)
    if kind is None and not message.effective_attachment:
        return None
    return Incoming("decline", chat, {"kind": kind or "anders", "message_id": message_id})


def _typed(text: str) -> dict[str, str]:
    first, *rest = text.split(maxsplit=1)
    command = first[1:].partition("@")[0].lower() if first.startswith("/") else None
    if command == "start" and rest:
        return {"entry": _link(rest[0].strip())}
    return COMMANDS.get(command, {"text": text}) if command else {"text": text}


def _link(payload: str) -> str:
    if payload.startswith(LESSON):
        return "les"
    return payload if payload in LINKS else "start"


def _edited(message: Message) -> Incoming | None:
    if message.chat.type != ChatType.PRIVATE or not message.text:
        return None
    return Incoming("decline", str(message.chat.id), {"kind": "veranderd"})


def _button(query: CallbackQuery) -> Incoming | None:
    message = query.message
    if not message or message.chat.type != ChatType.PRIVATE or query.data is None:
        return None
    return Incoming("receive", str(message.chat.id), {"button": query.data, "under": str(message.message_id)}, query.id)


def _membership(change: ChatMemberUpdated) -> Incoming | None:
    chat, gone = str(change.chat.id), change.new_chat_member.status in GONE
    if change.chat.type == ChatType.PRIVATE:
        return Incoming("blocked", chat, {}) if gone else None
    return None if gone else Incoming("leave", chat, {"line": change.chat.type != ChatType.CHANNEL, "joined": True})
