"""Buttons: pressing, answering, and pressing what is gone. Refuses an answer to a press that Telegram has forgotten."""

from __future__ import annotations

import pytest
from telegram import Bot
from telegram.error import BadRequest

from tests.fakegram import Fakegram, NoSuchButton
from tests.fakegram.test_messages import keys


async def test_a_tap_is_heard_and_answered(bot: Bot, gram: Fakegram):
    ann = gram.person(first_name="Ann", username="ann_1", last_name="Vos")
    ann.type("hoi")
    sent = await bot.send_message(ann.id, "kies", reply_markup=keys("Ja", "Nee"))
    press = ann.tap("Nee")
    assert ann.waiting == [press]
    heard = (await bot.get_updates())[-1].callback_query
    assert (heard.id, heard.data, heard.message.text, heard.message.message_id) == (press, "nee", "kies", sent.message_id)
    assert heard.from_user.username == "ann_1" and heard.from_user.language_code == "nl" and heard.chat_instance
    await heard.answer()
    await bot.answer_callback_query(ann.tap("Ja"), "Gedaan", show_alert=True)
    assert ann.toasts == [None, "Gedaan"] and ann.waiting == []
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await heard.answer()


async def test_an_old_press_and_a_long_toast(bot: Bot, gram: Fakegram, clock):
    ann = gram.person()
    ann.type("hoi")
    await bot.send_message(ann.id, "kies", reply_markup=keys("Ja"))
    with pytest.raises(BadRequest):
        await bot.answer_callback_query(ann.tap("Ja"), "x" * 201)
    press = ann.tap("Ja")
    clock.later(minutes=5)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(press)


async def test_the_newest_button_with_a_label_is_tapped(bot: Bot, gram: Fakegram):
    ann = gram.person()
    ann.type("hoi")
    await bot.send_message(ann.id, "een", reply_markup=keys("Ja", data="1"))
    await bot.send_message(ann.id, "twee", reply_markup=keys("Ja", data="2"))
    ann.tap("Ja")
    assert (await bot.get_updates())[-1].callback_query.data == "2"
    with pytest.raises(NoSuchButton, match="Nee"):
        ann.tap("Nee")


async def test_a_button_that_is_gone_can_still_be_pressed(bot: Bot, gram: Fakegram):
    ann = gram.person()
    ann.type("hoi")
    changed = await bot.send_message(ann.id, "een", reply_markup=keys("Ja"))
    deleted = await bot.send_message(ann.id, "twee", reply_markup=keys("Nee"))
    await changed.edit_text("anders")
    await deleted.delete()
    ann.tap_data("ja")
    ann.tap_data("nee")
    first, second = (update.callback_query for update in (await bot.get_updates())[-2:])
    assert first.message.is_accessible and first.message.text == "anders" and first.message.reply_markup is None
    # PTB 22.8 makes an InaccessibleMessage a Message too: only is_accessible (or the date) tells them apart
    assert not second.message.is_accessible and second.message.message_id == deleted.message_id and second.data == "nee"
    with pytest.raises(NoSuchButton):
        ann.tap_data("nooit")
    ann.tap_data("verzonnen", message_id=changed.message_id)
    assert (await bot.get_updates())[-1].callback_query.data == "verzonnen"
