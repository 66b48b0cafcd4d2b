"""Sending to Telegram: every error of fakegram has its road, and the outbox does with the row what belongs to it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from telegram import Bot
from telegram.error import ChatMigrated, TimedOut

from bot.channels.base import Address, Away, Button, Message, Refused, TryLater, Unreachable
from bot.channels.telegram.channel import DELETED_AT_ONCE, TelegramChannel
from bot.clock import Clock
from bot.outbox import Outbox
from flows.loader import load
from tests.fakegram import ApiError, Fakegram, Person
from tests.store.world import NOW, World, make_world

TEXT = "geheime woorden van een student"
BLOCKED = ApiError(403, "Forbidden: bot was blocked by the user")
DEACTIVATED = ApiError(403, "Forbidden: user is deactivated")
NO_CHAT = ApiError(400, "Bad Request: chat not found")
ODD = ApiError(400, "Bad Request: TOPIC_CLOSED")
FLOOD = ApiError(429, "Too Many Requests: retry after 7", retry_after=7)
BROKEN = ApiError(500, "Internal Server Error")
BAD_GATEWAY = ApiError(502, "Bad Gateway")
WITHDRAWN = ApiError(401, "Unauthorized")


class StandingClock(Clock):
    """Of Telegram, of the store, and of the outbox's pauses."""

    def __init__(self) -> None:
        self.at = NOW

    def monotonic(self) -> float:
        return (self.at - NOW).total_seconds()

    def __call__(self) -> datetime:
        return self.at

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def gram(clock: StandingClock) -> Iterator[Fakegram]:
    made = Fakegram(clock=clock)
    yield made
    assert made.unknown == []


@pytest.fixture
def ann(gram: Fakegram) -> Person:
    return writes(gram, "Ann")


@pytest.fixture
def channel(gram: Fakegram) -> TelegramChannel:
    return TelegramChannel(Bot(gram.token, request=gram.request(), get_updates_request=gram.request()), ["Terug", "Stop"], limits=None)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path / "data")
    yield made
    made.store.close()


class Sending:
    """An outbox with one channel, and the rows that wait in it."""

    def __init__(self, world: World, channel: TelegramChannel, clock: StandingClock):
        self.store, self.clock = world.store, clock
        self.outbox = Outbox(world.store, {"telegram": channel}, clock)

    def put(self, person: Person, text: str = TEXT, **more: object) -> Address:
        address = Address("telegram", str(person.id))
        self.store.outbox.put(address, {"op": "send", "text": text, **more}, NOW)
        return address

    async def later(self, **much: float) -> None:
        self.clock.at += timedelta(**much)
        await self.outbox.drain()

    def attempts(self) -> list[int]:
        return [attempts for (attempts,) in self.store._db.run("SELECT attempts FROM outbox ORDER BY id").fetchall()]


@pytest_asyncio.fixture
async def sending(world: World, channel: TelegramChannel, clock: StandingClock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sending]:
    monkeypatch.setattr("bot.outbox.time", clock)
    yield Sending(world, channel, clock)


def writes(gram: Fakegram, name: str) -> Person:
    person = gram.person(first_name=name)
    person.type("hoi")
    return person


def heard(person: Person) -> list[str]:
    return [shown.text for shown in person.screen if not shown.mine]


def tries(gram: Fakegram, method: str) -> int:
    return sum(call.method == method for call in gram.calls)


# What the channel says of an error ---------------------------------------------------------------------------------

ROADS = [(FLOOD, TryLater), (BLOCKED, Unreachable), (DEACTIVATED, Unreachable), (NO_CHAT, Unreachable), (ODD, Refused)]
ROADS += [(BROKEN, Away), (BAD_GATEWAY, Away), (WITHDRAWN, Away), (Fakegram.DROP_BEFORE, Away), (Fakegram.DROP_AFTER, Away)]
ROADS += [(ApiError(400, "Bad Request: PEER_ID_INVALID"), Unreachable), (ApiError(400, "Bad Request: user not found"), Unreachable)]
ROADS += [(ApiError(403, "Forbidden: bot can't initiate conversation with a user"), Unreachable)]
ROADS += [(ApiError(400, "Bad Request: message is too long"), Refused), (ApiError(404, "Not Found"), Away)]
ROAD_IDS = [f"{getattr(trouble, 'description', trouble)} is {road.__name__}" for trouble, road in ROADS]


@pytest.mark.parametrize(("trouble", "road"), ROADS, ids=ROAD_IDS)
async def test_an_error_has_the_same_road_for_sending_and_changing(gram, ann, channel, trouble, road):
    chat, message_id = str(ann.id), await channel.send(str(ann.id), Message("een"))
    for method, work in (("sendMessage", lambda: channel.send(chat, Message(TEXT))), ("editMessageText", lambda: edited(channel, chat, message_id))):
        gram.fail(method, trouble)
        with pytest.raises(road) as raised:
            await work()
        assert TEXT not in repr(raised.value) and chat not in repr(raised.value)


async def edited(channel: TelegramChannel, chat: str, message_id: str) -> str:
    return await channel.edit(chat, message_id, Message(TEXT))


async def test_too_busy_says_how_long_to_wait(gram, ann, channel):
    gram.fail("sendMessage", FLOOD)
    with pytest.raises(TryLater) as raised:
        await channel.send(str(ann.id), Message(TEXT))
    assert raised.value.seconds == 7


async def test_somebody_who_never_wrote_cannot_be_reached(gram, channel):
    with pytest.raises(Unreachable):
        await channel.send(str(gram.person().id), Message(TEXT))


async def test_a_message_that_stands_as_it_should_is_well(gram, ann, channel):
    message = Message("een", buttons=((Button("Ja", "1:ja"),),))
    message_id = await channel.send(str(ann.id), message)
    assert await channel.edit(str(ann.id), message_id, message) == message_id
    assert tries(gram, "editMessageText") == 1 and tries(gram, "sendMessage") == 1


@pytest.mark.parametrize("why", ["gone", "not the bot's own", "came with a keyboard", "Telegram says so"])
async def test_a_message_that_cannot_be_changed_comes_anew(gram, ann, channel, why):
    message_id = await channel.send(str(ann.id), Message("een", controls=why == "came with a keyboard"))
    if why == "gone":
        ann.chat.delete(int(message_id))
    if why == "not the bot's own":
        message_id = str(ann.type("van mij"))
    if why == "Telegram says so":
        gram.fail("editMessageText", ApiError(400, "Bad Request: message can't be edited"))
    anew = await channel.edit(str(ann.id), message_id, Message("twee", buttons=((Button("Ja", "1:ja"),),), sensitive=True))
    last = ann.screen[-1]
    assert str(last.message_id) == anew != message_id and (last.text, last.rows, last.protected) == ("twee", [["Ja"]], True)


# Deleting ----------------------------------------------------------------------------------------------------------


async def sent(channel: TelegramChannel, person: Person, count: int) -> list[str]:
    return [await channel.send(str(person.id), Message(f"nummer {number}")) for number in range(count)]


async def test_up_to_a_hundred_go_in_one_call(gram, ann, channel):
    ids = await sent(channel, ann, 2 * DELETED_AT_ONCE + 1)
    await channel.delete(str(ann.id), ids)
    assert heard(ann) == []
    assert [len(call.params["message_ids"]) for call in gram.calls if call.method == "deleteMessages"] == [100, 100, 1]
    assert tries(gram, "deleteMessage") == 0


async def test_what_is_gone_already_counts_as_deleted(gram, ann, channel):
    ids = await sent(channel, ann, 3)
    ann.chat.delete(int(ids[1]))
    await channel.delete(str(ann.id), ids)
    assert heard(ann) == []


@pytest.mark.parametrize("said", ["message to delete not found", "message can't be deleted for everyone", "MESSAGE_ID_INVALID"])
async def test_when_one_spoils_it_for_all_they_go_one_by_one(gram, ann, channel, said, clock):
    old = await sent(channel, ann, 1)
    clock.at += timedelta(hours=49)
    ids = await sent(channel, ann, 3)
    ann.chat.delete(int(ids[1]))
    gram.fail("deleteMessages", ApiError(400, f"Bad Request: {said}"))
    await channel.delete(str(ann.id), [*old, *ids])
    assert [str(shown.message_id) for shown in ann.screen if not shown.mine] == old
    assert tries(gram, "deleteMessage") == 4


async def test_one_that_telegram_refuses_strangely_does_not_keep_the_others_on_the_screen(gram, ann, channel):
    ids = await sent(channel, ann, 4)
    gram.fail("deleteMessages", ApiError(400, "Bad Request: MESSAGE_DELETE_FORBIDDEN"))
    gram.fail("deleteMessage", ApiError(400, "Bad Request: MESSAGE_DELETE_FORBIDDEN"))
    try:
        await channel.delete(str(ann.id), ids)
    except Refused:
        pass  # it may say so, when it has done what it can
    assert [str(shown.message_id) for shown in ann.screen if not shown.mine] == ids[:1]


@pytest.mark.parametrize(("trouble", "road"), [(FLOOD, TryLater), (BROKEN, Away), (Fakegram.DROP_AFTER, Away), (WITHDRAWN, Away)])
async def test_deleting_that_did_not_come_to_it_is_done_again(gram, ann, sending, trouble, road, channel):
    ids = await sent(channel, ann, 2)
    gram.fail("deleteMessages", trouble)
    sending.store.outbox.put(Address("telegram", str(ann.id)), {"op": "delete", "message_ids": ids}, NOW)
    await sending.outbox.drain()
    assert sending.store.outbox.waiting() == 1
    await sending.later(seconds=8)
    assert heard(ann) == [] and sending.store.outbox.waiting() == 0


async def test_leaving_what_it_was_put_out_of_already_is_well(gram, channel):
    group = gram.group("klas", [gram.person()])
    await channel.leave(str(group.id))
    await channel.leave("-12345")
    group.add_bot(by=group.members[0])
    await channel.leave(str(group.id))
    assert not group.bot_is_in


# What the outbox does with the row ---------------------------------------------------------------------------------


async def test_too_busy_the_row_waits_as_long_as_telegram_says_and_others_go_on(gram, ann, sending):
    bo = writes(gram, "Bo")
    gram.fail("sendMessage", FLOOD, chat_id=ann.id)
    for text in ("een", "twee"):
        sending.put(ann, text)
        sending.put(bo, text)
    await sending.outbox.drain()
    assert (heard(ann), heard(bo)) == ([], ["een", "twee"])
    await sending.later(seconds=6)
    assert heard(ann) == []
    await sending.later(seconds=2)
    assert heard(ann) == ["een", "twee"]


async def test_what_telegram_did_not_answer_is_tried_again_ever_more_slowly(gram, ann, sending, monkeypatch, caplog):
    monkeypatch.setattr("tests.fakegram.door_request.READ_TIMEOUT", 0.02)
    gram.slow("sendMessage", 0.2)
    sending.put(ann)
    waits = []
    for attempt in range(1, 5):
        await sending.outbox.drain()
        assert sending.attempts() == [attempt]
        waits.append(0)
        while tries(gram, "sendMessage") == attempt < 4:
            waits[-1] += 1
            await sending.later(seconds=1)
    assert waits[0] < waits[1] < waits[2]
    gram.slow("sendMessage", 0)
    await sending.later(minutes=2)
    assert sending.store.outbox.waiting() == 0 and set(heard(ann)) == {TEXT}
    assert TEXT not in caplog.text and str(ann.id) not in caplog.text


async def test_a_read_that_timed_out_is_not_taken_for_a_channel_that_is_away(gram, ann, channel, monkeypatch):
    monkeypatch.setattr("tests.fakegram.door_request.READ_TIMEOUT", 0.02)
    gram.slow("sendMessage", 0.2)
    with pytest.raises(TimedOut):
        await channel.send(str(ann.id), Message(TEXT))


AWAY = [Fakegram.DROP_BEFORE, Fakegram.DROP_AFTER, BROKEN, BAD_GATEWAY, WITHDRAWN]


@pytest.mark.parametrize("trouble", AWAY, ids=[str(getattr(trouble, "description", trouble)) for trouble in AWAY])
async def test_while_telegram_is_away_everything_waits_and_no_attempt_is_counted(gram, ann, sending, trouble, caplog):
    bo = writes(gram, "Bo")
    gram.fail("sendMessage", trouble, chat_id=ann.id)
    sending.put(ann)
    await sending.outbox.drain()
    sending.put(bo)
    await sending.outbox.drain()
    assert tries(gram, "sendMessage") == 1, "nothing is tried while it is away"
    assert sending.attempts() == [0, 0]
    await sending.later(seconds=0.3)
    assert set(heard(ann)) == set(heard(bo)) == {TEXT}
    assert caplog.text.count("antwoordt niet") == 1 and TEXT not in caplog.text


async def test_a_channel_that_is_away_is_tried_ever_more_slowly_but_every_five_seconds_at_least(gram, ann, sending, caplog):
    gram.fail("sendMessage", BROKEN, times=1000)
    sending.put(ann)
    moments = []
    for _ in range(4 * 60):
        before = tries(gram, "sendMessage")
        await sending.later(seconds=0.25)
        if tries(gram, "sendMessage") > before:
            moments.append(sending.clock.monotonic())
    waits = [second - first for first, second in zip(moments, moments[1:], strict=False)]
    assert waits == sorted(waits) and waits[0] < 1 and 4 < waits[-1] <= 5.25 and len(moments) >= 12
    assert sending.attempts() == [0] and caplog.text.count("antwoordt niet") == 1


@pytest.mark.parametrize("trouble", [BLOCKED, DEACTIVATED, NO_CHAT], ids=["blocked", "deactivated", "chat not found"])
async def test_who_cannot_be_reached_is_given_up_quietly_and_their_case_says_so(gram, ann, sending, world, trouble, caplog):
    address = sending.put(ann)
    case = world.store.cases.file("anoniem", {"verhaal": TEXT}, ["noor", "samir"], NOW)
    world.store.links.make(case, address)
    gram.fail("sendMessage", trouble)
    sending.put(ann, "daarna")
    await sending.outbox.drain()
    assert heard(ann) == ["daarna"] and sending.store.outbox.waiting() == 0
    assert not world.store.cases.state_of(case).reachable
    assert caplog.text == ""


async def test_what_telegram_never_takes_is_given_up_and_the_next_goes(gram, ann, sending, world, caplog):
    address = sending.put(ann)
    case = world.store.cases.file("anoniem", {"verhaal": TEXT}, ["noor", "samir"], NOW)
    world.store.links.make(case, address)
    gram.fail("sendMessage", ODD)
    sending.put(ann, "daarna")
    await sending.outbox.drain()
    assert heard(ann) == ["daarna"] and sending.store.outbox.waiting() == 0
    assert world.store.cases.state_of(case).reachable
    assert "neemt het zo niet aan" in caplog.text and TEXT not in caplog.text and str(ann.id) not in caplog.text


@pytest.mark.parametrize("operation", ["send", "edit", "delete", "leave"])
async def test_a_group_that_became_a_supergroup_holds_up_nobody_else(gram, ann, sending, operation, monkeypatch):
    """Telegram then says which number the group has now; whoever asks for the old one hears so for ever."""

    group = Address("telegram", "-4711")
    method = {"send": "send_message", "edit": "edit_message_text", "delete": "delete_messages", "leave": "leave_chat"}[operation]
    as_always = getattr(Bot, method)

    async def moved(self, *given, **named):
        if int(group.chat) in given:
            raise ChatMigrated(-1001234567890)
        return await as_always(self, *given, **named)

    monkeypatch.setattr(Bot, method, moved)
    sending.store.outbox.put(group, {"op": operation, "text": "hoi", "message_id": "1", "message_ids": ["1"]}, NOW)
    await sending.outbox.drain()
    sending.put(ann)
    for _ in range(60):
        await sending.later(seconds=1)
    assert heard(ann) == [TEXT]


async def test_a_message_that_was_changed_into_a_new_one_can_be_taken_away(gram, ann, sending, channel):
    gone = await channel.send(str(ann.id), Message("een"))
    ann.chat.delete(int(gone))
    delete_at = (NOW + timedelta(hours=47)).isoformat()
    address = sending.put(ann, "twee", op="edit", message_id=gone, steps=["a.b"], delete_at=delete_at)
    await sending.outbox.drain()
    assert [int(one.message_id) for one in sending.store.shown.of_chat(address)] == [ann.screen[-1].message_id]


EVERY = [FLOOD, ODD, BLOCKED, BROKEN, WITHDRAWN, Fakegram.DROP_AFTER]


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "deleteMessages", "deleteMessage", "leaveChat"])
async def test_no_error_of_telegram_brings_a_word_or_a_number_into_the_log(gram, ann, sending, channel, method, caplog):
    (message_id,) = await sent(channel, ann, 1)
    address = Address("telegram", str(ann.id))
    operation = {"sendMessage": "send", "editMessageText": "edit", "leaveChat": "leave"}.get(method, "delete")
    with caplog.at_level(logging.INFO):
        for trouble in EVERY:
            if method == "deleteMessage":
                gram.fail("deleteMessages", ODD)
            gram.fail(method, trouble)
            sending.store.outbox.put(address, {"op": operation, "text": TEXT, "message_id": message_id, "message_ids": [message_id]}, NOW)
            await sending.outbox.drain()
            await sending.later(minutes=2)
    for secret in (TEXT, str(ann.id), ann.user["first_name"], gram.token.partition(":")[2]):
        assert secret not in caplog.text
    assert all(fault.left == 0 for fault in gram.troubles.faults)


# What is sent ------------------------------------------------------------------------------------------------------


async def test_markup_covers_the_same_words_when_there_are_emoji(gram, ann, channel):
    text = "😀 vet 🏳️‍🌈 schuin 😀😀 vet"
    marked = [("bold", "vet"), ("italic", "schuin"), ("bold", "😀😀 vet")]
    spans = tuple((text.index(words), len(words), kind) for kind, words in marked)
    await channel.send(str(ann.id), Message(text, spans))
    message_id = await channel.send(str(ann.id), Message("…"))
    await channel.edit(str(ann.id), message_id, Message(text, spans))
    for shown in ann.screen[-2:]:
        units = shown.text.encode("utf-16-le")
        covered = [(one["type"], units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")) for one in shown.entities]
        assert covered == marked


async def test_nothing_of_a_text_is_taken_for_markup_or_shown_to_a_third_party(gram, ann, channel):
    await channel.send(str(ann.id), Message("<b>*vet*</b> https://voorbeeld.example _x_"))
    assert ann.screen[-1].text == "<b>*vet*</b> https://voorbeeld.example _x_" and ann.screen[-1].entities == []
    sent = gram.calls[-1].params
    assert "parse_mode" not in sent and '"is_disabled": true' in str(sent["link_preview_options"]).replace("'", '"').replace("True", "true")


async def test_only_what_is_delicate_is_protected(gram, ann, channel):
    for sensitive in (True, False):
        await channel.send(str(ann.id), Message("hoi", sensitive=sensitive))
        assert ann.screen[-1].protected is sensitive


async def test_the_keyboard_comes_only_with_controls_and_never_instead_of_buttons(gram, ann, channel):
    await channel.send(str(ann.id), Message("hoi"))
    assert ann.keyboard == []
    await channel.send(str(ann.id), Message("hoi", controls=True))
    assert ann.keyboard == [["Terug", "Stop"]]
    await channel.send(str(ann.id), Message("hoi", controls=True, buttons=((Button("Ja", "1:ja"),),)))
    assert ann.screen[-1].rows == [["Ja"]]


def every_button() -> set[str]:
    """All that a button of any flow can carry, after the nonce: options, what a list brings, what was perhaps meant, and entries."""
    conversation = load()
    found = {f"@{name}" for name in conversation.entries} | {f":?{intent}" for intent in conversation.intents}
    for flow in conversation.flows.values():
        for step in flow.steps.values():
            found |= {f":{option}" for option in (*step.options, "klaar", "meer")}
    for space in conversation.words.values():
        found |= {f"@{name}" for section in space.values() for name in section.labels}
    found |= {f":{case['id']}" for case in conversation.cases}
    return found | {":" + "f" * 32, ":" + "r" * 40}  # a case, and the longest id of a recipient that config.yml takes


async def test_every_button_of_every_flow_fits_in_what_telegram_carries(gram, ann, channel):
    nonce = str(1_000_000 + 10**9)  # after a thousand million turns
    datas = sorted(data if data.startswith("@") else nonce + data for data in every_button())
    assert len(datas) > 50 and max(len(data.encode()) for data in datas) <= 64
    for start in range(0, len(datas), 50):
        rows = tuple((Button("x", data),) for data in datas[start : start + 50])
        await channel.send(str(ann.id), Message("kies", buttons=rows))
        assert [data for row in ann.screen[-1].data for data in row] == datas[start : start + 50]
