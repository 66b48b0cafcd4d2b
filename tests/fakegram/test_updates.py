"""What the bot hears, and polling. Refuses two pollers at once, and a poll beside a webhook."""

from __future__ import annotations

import asyncio
import time

import pytest
from telegram import Bot
from telegram.error import Conflict

from tests.fakegram import Fakegram

KINDS = ["sticker", "photo", "voice", "contact", "location", "document", "video", "video_note", "audio", "animation", "poll", "dice", "venue"]


async def test_updates_stay_until_a_higher_offset_is_asked(bot: Bot, gram: Fakegram):
    ann, first = gram.person(), gram.next_update_id
    for word in ("een", "twee", "drie"):
        ann.type(word)
    assert [update.message.text for update in await bot.get_updates(limit=2)] == ["een", "twee"]
    assert [update.update_id for update in await bot.get_updates()] == [first, first + 1, first + 2]
    assert gram.pending == 3
    assert [update.message.text for update in await bot.get_updates(offset=first + 2)] == ["drie"]
    assert gram.pending == 1
    assert await bot.get_updates(offset=first + 3) == () and gram.pending == 0


async def test_a_negative_offset_forgets_what_came_before(bot: Bot, gram: Fakegram):
    ann = gram.person()
    for word in ("een", "twee", "drie"):
        ann.type(word)
    assert [update.message.text for update in await bot.get_updates(offset=-1)] == ["drie"]
    assert gram.pending == 1
    assert [update.message.text for update in await bot.get_updates(offset=-5)] == ["drie"]


async def test_updates_are_kept_a_day(bot: Bot, gram: Fakegram, clock):
    gram.person().type("oud")
    clock.later(hours=23)
    gram.person().type("nieuw")
    clock.later(hours=2)
    assert [update.message.text for update in await bot.get_updates()] == ["nieuw"]


async def test_a_long_poll_wakes_at_once(bot: Bot, gram: Fakegram):
    ann = gram.person()
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    started = time.monotonic()
    await asyncio.to_thread(ann.type, "hoi")  # from another thread, as a test does it
    assert [update.message.text for update in await poll] == ["hoi"]
    assert time.monotonic() - started < 0.5


async def test_a_long_poll_ends_empty(bot: Bot):
    started = time.monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert 0.9 < time.monotonic() - started < 2


async def test_the_older_of_two_pollers_is_sent_away(bot: Bot, gram: Fakegram):
    older = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    newer = asyncio.create_task(bot.get_updates(timeout=5))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older
    gram.person().type("hoi")
    assert len(await newer) == 1


async def test_no_polling_beside_a_webhook(bot: Bot, gram: Fakegram):
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    await bot.set_webhook("https://stagemaat.example/telegram")
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active; use deleteWebhook"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_allowed_updates_are_remembered(bot: Bot, gram: Fakegram):
    await bot.get_updates(allowed_updates=["message"])
    ann = gram.person()
    ann.edit(ann.type("hoi"), "dag")
    assert [update.message.text for update in await bot.get_updates()] == ["hoi"]
    assert (await bot.get_webhook_info()).allowed_updates == ("message",)
    await bot.get_updates(allowed_updates=[])
    ann.block()
    heard = (await bot.get_updates())[-1].my_chat_member
    assert (heard.old_chat_member.status, heard.new_chat_member.status, heard.chat.id) == ("member", "kicked", ann.id)


async def test_all_that_a_person_can_send_is_understood(bot: Bot, gram: Fakegram):
    ann = gram.person()
    asked = ann.type("/start les-3")
    for kind in KINDS:
        ann.send(kind)
    ann.send("photo", caption="kijk")
    ann.forward("van een ander")
    ann.reply(asked, "hierop")
    ann.edit(asked, "anders")
    start, *sent, photo, forward, reply, edited = await bot.get_updates()
    assert start.message.parse_entities(["bot_command"]) and start.message.text == "/start les-3"
    assert all(getattr(update.message, kind) for kind, update in zip(KINDS, sent, strict=True))
    assert photo.message.caption == "kijk" and photo.message.text is None
    assert forward.message.forward_origin and reply.message.reply_to_message.text == "/start les-3"
    assert edited.edited_message.text == "anders" and edited.edited_message.edit_date


async def test_groups_and_channels(bot: Bot, gram: Fakegram):
    ann = gram.person()
    group = gram.group(title="klas 2b", members=[ann])
    group.type(ann, "nog niemand hoort dit")
    group.add_bot(by=ann)
    group.type(ann, "hoi")
    gram.channel_post("nieuws")
    member, joined, said, post = await bot.get_updates()
    assert member.my_chat_member.new_chat_member.status == "member" and member.effective_chat.type == "group"
    assert joined.message.new_chat_members[0].id == bot.id and said.message.text == "hoi" and post.channel_post.text == "nieuws"
    await bot.send_message(group.id, "dag")
    assert group.screen[-1].text == "dag" and group.bot_is_in
    assert await bot.leave_chat(group.id) and not group.bot_is_in
    group.type(ann, "weer alleen")
    assert (await bot.get_updates())[-1].my_chat_member.new_chat_member.status == "left"
