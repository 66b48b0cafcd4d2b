"""Sending, changing and removing messages, through a real telegram.Bot by both doors. Refuses a fake that is milder than Telegram."""

from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.error import BadRequest, Forbidden

from tests.fakegram import Fakegram, NoSuchButton


def keys(*labels: str, data: str = "") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data or label.lower())] for label in labels])


async def test_a_message_stands_on_the_screen_as_it_was_sent(bot: Bot, gram: Fakegram, clock):
    ann = gram.person(first_name="Ann", username="ann_1")
    mine = ann.type("hoi")
    sent = await bot.send_message(
        ann.id, "Dag 🙂 Ann", entities=[MessageEntity("bold", 7, 3)], protect_content=True, disable_notification=True, reply_markup=keys("Ja", "Nee")
    )
    assert sent.message_id == mine + 1 and sent.has_protected_content and sent.chat.id == ann.id
    first, second = ann.screen
    assert first.mine and first.text == "hoi" and first.date == clock.now
    assert (second.text, second.rows, second.data) == ("Dag 🙂 Ann", [["Ja"], ["Nee"]], [["ja"], ["nee"]])
    assert second.protected and second.silent and not second.mine
    assert second.entities == [{"type": "bold", "offset": 7, "length": 3}]


async def test_nobody_is_written_to_who_did_not_write_first(bot: Bot, gram: Fakegram):
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(gram.person().id, "hoi")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(12345, "hoi")


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        ("  \n", {}, "Message text is empty"),
        ("🙂" * 2049, {}, "Message is too long"),
        ("hoi", {"entities": [MessageEntity("bold", 1, 3)]}, "outside of the text"),
        ("🙂", {"entities": [MessageEntity("bold", 0, 3)]}, "outside of the text"),
        ("hoi", {"reply_markup": keys("Ja", data="é" * 32 + "x")}, "Button_data_invalid"),
        ("hoi", {"reply_markup": keys(" ", data="ja")}, "must be non-empty"),
        ("hoi", {"reply_markup": InlineKeyboardMarkup([[InlineKeyboardButton("Ja")]])}, "text buttons are unallowed"),
    ],
)
async def test_what_telegram_refuses_is_refused(bot: Bot, gram: Fakegram, text, more, said):
    ann = gram.person()
    ann.type("hoi")
    with pytest.raises(BadRequest, match=f"(?i){said}"):
        await bot.send_message(ann.id, text, **more)
    assert len(ann.screen) == 1


async def test_what_just_fits_is_sent(bot: Bot, gram: Fakegram):
    ann = gram.person()
    ann.type("hoi")
    await bot.send_message(ann.id, "🙂" * 2048, entities=[MessageEntity("bold", 4094, 2)], reply_markup=keys("Ja", data="é" * 32))
    assert ann.screen[-1].data == [["é" * 32]]


async def test_a_reply_keyboard_comes_and_goes(bot: Bot, gram: Fakegram):
    ann = gram.person()
    ann.type("hoi")
    sent = await bot.send_message(ann.id, "kies", reply_markup=ReplyKeyboardMarkup([["Menu", "Stop"]], is_persistent=True, resize_keyboard=True))
    assert ann.keyboard == [["Menu", "Stop"]]
    assert int(ann.tap("Menu")) == ann.screen[-1].message_id and ann.screen[-1].text == "Menu"
    with pytest.raises(BadRequest, match="can't be edited"):
        await sent.edit_text("anders")
    await bot.send_message(ann.id, "weg", reply_markup=ReplyKeyboardRemove())
    assert ann.keyboard == []
    await bot.send_message(ann.id, "eenmaal", reply_markup=ReplyKeyboardMarkup([["Menu"]], one_time_keyboard=True))
    ann.tap("Menu")
    with pytest.raises(NoSuchButton):
        ann.tap("Menu")


async def test_changing_a_message(bot: Bot, gram: Fakegram):
    ann = gram.person()
    hers = ann.type("hoi")
    sent = await bot.send_message(ann.id, "een", reply_markup=keys("Ja"))
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await sent.edit_text("een", reply_markup=keys("Ja"))
    assert (await sent.edit_text("twee")).text == "twee"  # without buttons they go
    assert ann.screen[-1].rows == []
    await sent.edit_reply_markup(keys("Nee"))
    assert (ann.screen[-1].text, ann.screen[-1].rows) == ("twee", [["Nee"]])
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("drie", ann.id, sent.message_id + 1)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("drie", ann.id, hers)


async def test_two_days_is_too_old_to_delete(bot: Bot, gram: Fakegram, clock):
    ann = gram.person()
    old = ann.type("oud")
    clock.later(hours=47, minutes=59)
    new = (await bot.send_message(ann.id, "nieuw")).message_id
    clock.later(minutes=1)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(ann.id, old)
    assert await bot.delete_messages(ann.id, [old, new, new + 77])
    assert [shown.text for shown in ann.screen] == ["oud"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ann.id, new)
    with pytest.raises(BadRequest, match="Too many"):
        await bot.delete_messages(ann.id, list(range(1, 102)))


async def test_both_sides_messages_may_be_deleted(bot: Bot, gram: Fakegram):
    ann = gram.person()
    hers, sent = ann.type("hoi"), await bot.send_message(ann.id, "dag")
    assert await bot.delete_message(ann.id, hers) and await sent.delete()
    assert ann.screen == []


async def test_a_blocked_bot_and_a_person_who_is_gone(bot: Bot, gram: Fakegram):
    ann = gram.person()
    ann.type("hoi")
    sent = await bot.send_message(ann.id, "dag")
    ann.block()
    with pytest.raises(Forbidden, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(ann.id, "nog eens")
    with pytest.raises(Forbidden):
        await bot.send_chat_action(ann.id, "typing")
    with pytest.raises(ValueError, match="cannot write"):
        ann.type("hoi")
    assert await sent.edit_text("anders") and await sent.delete()
    ann.unblock()
    assert await bot.send_chat_action(ann.id, "typing") and await bot.send_message(ann.id, "dag")
    ann.deactivate()
    with pytest.raises(Forbidden, match="Forbidden: user is deactivated"):
        await bot.send_message(ann.id, "dag")


async def test_an_emptied_screen_is_no_news_for_the_bot(bot: Bot, gram: Fakegram):
    ann = gram.person()
    ann.type("hoi")
    sent = await bot.send_message(ann.id, "dag", reply_markup=keys("Ja"))
    ann.clear_history()
    assert ann.screen == []
    with pytest.raises(NoSuchButton):
        ann.tap("Ja")
    assert await sent.edit_text("anders") and await sent.delete()
