"""What goes wrong on purpose: refusals, broken connections, slowness, limits, being away. Refuses to let the unknown pass."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest, EndPointNotFound, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from tests.fakegram import ApiError, Fakegram, Limits


async def test_the_next_calls_of_a_method_fail(bot: Bot, gram: Fakegram):
    ann, ben = gram.person(), gram.person(first_name="Ben")
    ann.type("hoi")
    ben.type("hoi")
    gram.fail("sendMessage", ApiError(429, "Too Many Requests: retry after 3", retry_after=3), times=2, chat_id=ann.id)
    await bot.send_message(ben.id, "dag")
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(ann.id, "dag")
    await bot.send_message(ann.id, "dag")
    assert [shown.text for shown in ann.screen] == ["hoi", "dag"]
    sends = [(call.chat_id, call.error) for call in gram.calls if call.method == "sendMessage"]
    assert sends[0] == (ben.id, None) and sends[1] == (ann.id, "Too Many Requests: retry after 3") and sends[3] == (ann.id, None)


async def test_a_connection_breaks_before_or_after(bot: Bot, gram: Fakegram):
    ann = gram.person()
    ann.type("hoi")
    gram.fail("sendMessage", gram.DROP_BEFORE)
    gram.fail("sendMessage", gram.DROP_AFTER)
    for text in ("voor", "na"):
        with pytest.raises(NetworkError):
            await bot.send_message(ann.id, text)
    assert [shown.text for shown in ann.screen] == ["hoi", "na"]
    assert [call.error for call in gram.calls if call.method == "sendMessage"] == ["dropped before", "dropped after"]
    gram.fail("getUpdates", gram.DROP_AFTER)
    with pytest.raises(NetworkError):
        await bot.get_updates()
    assert len(await bot.get_updates()) == 1


async def test_away_breaks_everything_and_keeps_the_updates(bot: Bot, gram: Fakegram):
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    gram.away = True
    with pytest.raises(NetworkError):
        await poll
    gram.person().type("hoi")
    with pytest.raises(NetworkError):
        await bot.get_me()
    gram.away = False
    assert [update.message.text for update in await bot.get_updates()] == ["hoi"]


async def test_slowness(bot: Bot, gram: Fakegram):
    ann = gram.person()
    ann.type("hoi")
    gram.slow("sendMessage", 0.2)
    started = time.monotonic()
    await bot.send_message(ann.id, "dag")
    assert time.monotonic() - started >= 0.2
    with pytest.raises(TimedOut):
        await bot.send_message(ann.id, "te laat", read_timeout=0.05)
    gram.slow("sendMessage", 0)
    assert ann.screen[-1].text == "te laat"  # done, though nobody heard it


async def test_limits_for_a_chat_and_for_all(bot: Bot, gram: Fakegram):
    people = [gram.person() for _ in range(6)]
    for person in people:
        person.type("hoi")
    gram.limits = Limits(per_second=30, per_chat=1, burst=2)
    for _ in range(2):
        await bot.send_message(people[0].id, "dag")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(people[0].id, "dag")
    assert refused.value.retry_after == timedelta(seconds=1)
    gram.limits = Limits(per_second=5)
    for person in people[:5]:
        await bot.send_message(person.id, "dag")
    with pytest.raises(RetryAfter):
        await bot.send_message(people[5].id, "dag")
    gram.limits = None
    await bot.send_message(people[5].id, "dag")


async def test_what_is_not_modelled_is_loud(bot: Bot, gram: Fakegram):
    ann = gram.person()
    ann.type("hoi")
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendRocket")
    with pytest.raises(BadRequest, match="does not model parse_mode"):
        await bot.send_message(ann.id, "hoi", parse_mode="HTML")
    assert gram.unknown == ["sendRocket", "sendMessage: parse_mode"] and len(ann.screen) == 1
    gram.unknown.clear()


async def test_a_wrong_token(gram: Fakegram):
    with gram.serve() as url:
        for token, made in (("110201543:wrong", HTTPXRequest()), ("110201543:wrong", gram.request())):
            with pytest.raises(InvalidToken):
                async with Bot(token, base_url=url, request=made, get_updates_request=HTTPXRequest()):
                    pass
