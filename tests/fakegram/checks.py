"""Whether a text, its entities and its buttons are as Telegram wants them. Refuses what the real one refuses, in its words."""

from __future__ import annotations

from typing import Any

from tests.fakegram.errors import bad

LONGEST = 4096
ENTITY_KINDS = set(
    "mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler blockquote"
    " expandable_blockquote code pre text_link text_mention custom_emoji date_time".split()
)
BUTTON_KEYS = {"text", "callback_data", "url"}
REPLY_KEYS = {"keyboard", "is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder", "selective"}


def units(text: str) -> int:
    """Telegram counts UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def check_text(text: str, longest: int = LONGEST) -> str:
    if not text.strip():
        raise bad("message text is empty")
    if units(text) > longest:
        raise bad("message is too long")
    return text


def check_entities(entities: Any, text: str) -> list[dict[str, Any]]:
    if not isinstance(entities, list):
        raise bad("expected an Array of MessageEntity")
    size = units(text)
    for entity in entities:
        if not isinstance(entity, dict) or entity.get("type") not in ENTITY_KINDS:
            raise bad("can't parse MessageEntity: unsupported type specified")
        offset, length = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(length, int):
            raise bad("can't parse MessageEntity: offset and length must be numbers")
        if offset < 0 or length <= 0 or offset + length > size:
            raise bad(f"entity {entity['type']} at {offset} with length {length} is outside of the text")
        if entity["type"] == "text_link" and not entity.get("url"):
            raise bad("can't parse MessageEntity: text_link without url")
    return entities


def check_inline(rows: Any) -> list[list[dict[str, Any]]]:
    """The rows of an inline keyboard."""
    for button in _buttons(rows):
        if set(button) - BUTTON_KEYS or len({"callback_data", "url"} & set(button)) != 1:
            raise bad("can't parse inline keyboard button: text buttons are unallowed in the inline keyboard")
        if not button.get("text", "").strip():
            raise bad("inline keyboard button text must be non-empty")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
    return [row for row in rows if row]


def _buttons(rows: Any) -> list[dict[str, Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad("object expected as reply markup")
    found = [button for row in rows for button in row]
    if not all(isinstance(button, dict) for button in found):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    return found


def check_reply_keyboard(markup: dict[str, Any]) -> list[list[str]]:
    """The labels of a reply keyboard."""
    if set(markup) - REPLY_KEYS:
        raise bad(f"unknown fields of the keyboard: {sorted(set(markup) - REPLY_KEYS)}")
    if units(markup.get("input_field_placeholder", "")) > 64:
        raise bad("input field placeholder is too long")
    labels = []
    for row in markup["keyboard"]:
        texts = [button if isinstance(button, str) else button.get("text", "") for button in row]
        if any(not text.strip() for text in texts):
            raise bad("keyboard button text must be non-empty")
        if any(isinstance(button, dict) and set(button) != {"text"} for button in row):
            raise bad("only plain text buttons are understood here")
        labels.append(texts)
    return labels
