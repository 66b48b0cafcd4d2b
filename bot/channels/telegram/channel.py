"""Sends to Telegram, and says of each of its errors which road it has. Refuses to wait or to try again: the outbox does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, LinkPreviewOptions, MessageEntity, ReplyKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.channels.base import Away, Limits, Message, Refused, TryLater, Unreachable

LIMITS = Limits(per_second=30, per_second_in_a_chat=1)
DELETED_AT_ONCE = 100  # messages in one call
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)  # a preview would tell a third party which link stands here
_NOBODY = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")
_SAME = "message is not modified"
_NOT_THERE = ("message to edit not found", "message can't be edited", "message to delete not found", "message can't be deleted")


class TelegramChannel:
    """`controls` are the labels of the buttons that always work; each is a word that the bot understands."""

    name = "telegram"

    def __init__(self, bot: Bot, controls: Sequence[str], limits: Limits | None = LIMITS):
        self._bot, self.limits = bot, limits
        self._controls = ReplyKeyboardMarkup([[KeyboardButton(label) for label in controls]], resize_keyboard=True, is_persistent=True)

    async def send(self, chat: str, message: Message) -> str:
        with _roads():
            sent = await self._bot.send_message(
                int(chat),
                message.text,
                entities=_entities(message),
                reply_markup=_markup(message) or (self._controls if message.controls else None),
                protect_content=message.sensitive or None,
                link_preview_options=_NO_PREVIEW,
            )
        return str(sent.message_id)

    async def edit(self, chat: str, message_id: str, message: Message) -> str:
        try:
            with _roads():
                await self._bot.edit_message_text(
                    message.text,
                    int(chat),
                    int(message_id),
                    entities=_entities(message),
                    reply_markup=_markup(message),
                    link_preview_options=_NO_PREVIEW,
                )
        except _Unchanged:
            pass
        except _Gone:
            return await self.send(chat, message)
        return message_id

    async def delete(self, chat: str, message_ids: Sequence[str]) -> None:
        for start in range(0, len(message_ids), DELETED_AT_ONCE):
            ids = [int(message_id) for message_id in message_ids[start : start + DELETED_AT_ONCE]]
            try:
                with _roads():
                    await self._bot.delete_messages(int(chat), ids)
            except (_Gone, Refused):  # one of them spoils it for all: one by one then
                for message_id in ids:
                    await self._delete_one(chat, message_id)

    async def _delete_one(self, chat: str, message_id: int) -> None:
        try:
            with _roads():
                await self._bot.delete_message(int(chat), message_id)
        except (_Gone, Refused):  # it is gone, or never will be: the next ones may still go
            pass

    async def leave(self, chat: str) -> None:
        try:
            with _roads():
                await self._bot.leave_chat(int(chat))
        except (Unreachable, Refused):
            pass  # it was put out already


class _Unchanged(Exception):
    """It stands there as it should."""


class _Gone(Exception):
    """That message is not on the screen any more, or too old to touch."""


@contextmanager
def _roads() -> Iterator[None]:
    """Telegram's errors as the outbox knows them. TimedOut stays: the message may have arrived, so it is tried again, ever more slowly."""
    try:
        yield
    except RetryAfter as error:
        raise TryLater(error.retry_after.total_seconds()) from error
    except (Forbidden, ChatMigrated) as error:
        raise Unreachable from error
    except BadRequest as error:
        said = error.message.lower()
        if any(part in said for part in _NOBODY):
            raise Unreachable from error
        if _SAME in said:
            raise _Unchanged from error
        if any(part in said for part in _NOT_THERE):
            raise _Gone from error
        raise Refused(type(error).__name__) from error
    except TimedOut:
        raise
    except TelegramError as error:  # no connection, an error of the server, a token that was withdrawn
        raise Away from error


def _markup(message: Message) -> InlineKeyboardMarkup | None:
    """One button a line: labels are sentences, and thumbs are broad."""
    rows = [[InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in message.buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def _entities(message: Message) -> list[MessageEntity]:
    """Our spans count code points, Telegram's UTF-16."""
    spans = [MessageEntity(kind, offset, length) for offset, length, kind in message.spans]
    return list(MessageEntity.adjust_message_entities_to_utf_16(message.text, spans)) if spans else []
