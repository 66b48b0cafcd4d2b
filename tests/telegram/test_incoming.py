"""What a student can do in Telegram, brought to the real instance behind fakegram: words, commands, attachments, blocking, groups, channels."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest
from telegram import ChatAdministratorRights, Update

from bot.channels.base import Address
from bot.commands.telegram import CONTROLS
from flows.loader import CONTENT
from flows.words import read_words
from tests.telegram.conftest import Line

DECLINES = read_words(CONTENT / "niet_lezen.md")
LABELS = read_words(CONTENT / "besturing.md")["knoppen"].labels
KINDS = {
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
    "poll": "anders",
}
WITH_CAPTION = ("photo", "video", "animation", "voice", "audio", "document")
STORY = "ze lachen om mijn naam"


def kept(line: Line) -> dict[str, int]:
    """How many rows each table of the database has."""
    db = line.parts.store._db
    tables = [name for (name,) in db.run("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'").fetchall()]
    return {name: db.one(f"SELECT count(*) FROM {name}")[0] for name in tables}


async def in_a_story(line: Line) -> dict:
    """A student who is typing what happened; returns the session."""
    await line.enter("melden")
    assert (await line.says(STORY))[-1] == "melden.verhaal"
    session = line.session()
    assert session["memory"]["verhaal"] == STORY
    return session


async def to_preview(line: Line) -> None:
    await in_a_story(line)
    for said in ("klaar", "anoniem", "goed", "klaar"):
        await line.says(said)
    assert (await line.presses("Ik wil met iemand praten"))[-1] == "melden.controle"


async def report(line: Line) -> str:
    await to_preview(line)
    assert await line.presses("Versturen") == ["melden.bon"]
    return line.parts.store.links.of_chat(line.address)[0]


# What is not text --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sent", "kind"), [*KINDS.items()])
async def test_what_is_not_text_gets_its_kind_answer_and_nothing_of_it_is_kept(line: Line, sent, kind):
    session, rows, shown = await in_a_story(line), kept(line), line.shown()
    message_id = line.person.send(sent, caption="geheim onderschrift" if sent in WITH_CAPTION else None)
    assert await line.bring() == [f"niet_lezen.{kind}"]
    answer = line.person.screen[-1]
    assert answer.text == DECLINES[kind].rich.text and not answer.mine
    assert line.session() == session
    assert line.shown() == shown | {message_id, answer.message_id}
    assert kept(line) == {**rows, "seen": rows["seen"] + 1, "shown": rows["shown"] + 2}


async def test_who_would_rather_speak_can_ask_to_be_called_right_there_and_goes_on_with_the_story(line: Line):
    await in_a_story(line)
    line.person.send("voice")
    await line.bring()
    assert await line.presses("Bel mij") == ["bellen.naam"]
    assert "verhaal" in line.session()["memory"]


async def test_a_forwarded_message_is_not_read(line: Line):
    session, shown = await in_a_story(line), line.shown()
    message_id = line.person.forward("ik maak je kapot")
    assert await line.bring() == ["niet_lezen.doorgestuurd"]
    assert line.session() == session and line.shown() == shown | {message_id, line.person.screen[-1].message_id}


async def test_a_forwarded_command_is_no_command(line: Line):
    await in_a_story(line)
    line.person.forward("/stop")
    assert await line.bring() == ["niet_lezen.doorgestuurd"]


async def test_a_changed_message_is_not_read_again(line: Line):
    await line.enter("melden")
    message_id = line.person.type(STORY)
    await line.bring()
    session, shown = line.session(), line.shown()
    line.person.edit(message_id, "iets heel anders")
    assert await line.bring() == ["niet_lezen.veranderd"]
    assert line.session() == session and line.shown() == shown | {line.person.screen[-1].message_id}


async def test_a_reply_to_a_message_is_read_as_any_text(line: Line):
    await in_a_story(line)
    line.person.reply(line.person.screen[-1].message_id, "en om mijn accent")
    assert await line.bring() == ["melden.verhaal"]
    assert line.session()["memory"]["verhaal"] == f"{STORY}\nen om mijn accent"


async def test_a_service_message_is_passed_by(line: Line):
    session, rows = await in_a_story(line), kept(line)
    line.person._say("", {"pinned_message": {"message_id": 1, "chat": line.person.chat.to_api(), "date": 0}})
    assert await line.bring() == []
    assert line.session() == session and kept(line) == rows


async def test_a_sticker_as_first_contact_also_gets_the_welcome(line: Line):
    line.person.send("sticker")
    assert await line.bring() == ["niet_lezen.sticker", "systeem.welkom", "welkom.menu"]
    line.person.send("sticker")
    assert await line.bring() == ["niet_lezen.sticker"]


async def test_snel_weg_also_takes_away_what_could_not_be_read(line: Line):
    await in_a_story(line)
    for sent in KINDS:
        line.person.send(sent)
    line.person.forward("van een ander")
    await line.bring()
    said = await line.says("weg")
    assert len(said) == 1 and said[0].startswith("besturing.tip_")
    assert [(shown.mine, shown.text) for shown in line.person.screen] == [(False, line.screen()[0].text)]


# Commands ----------------------------------------------------------------------------------------------------------

COMMANDS = {
    "/start": "welkom.menu",
    "/help": "hulp.hulp",
    "/hulp": "hulp.hulp",
    "/HULP nu": "hulp.hulp",
    "/hulp@stagemaat_test_bot": "hulp.hulp",
    "/hulp alsjeblieft": "hulp.hulp",
    "/hulp\nalsjeblieft": "hulp.hulp",
    "/status": "status.zijn_er",
    "/privacy": "antwoorden.privacy",
    "/stop": "besturing.gestopt",
    "/wis": "wissen.wat",
    "/start status": "status.zijn_er",
    "/start hulp": "hulp.hulp",
    "/start les-3": "geval.",
    "/start@stagemaat_test_bot les-x": "geval.",
    "/start ?=&": "welkom.menu",
    "/start melden": "welkom.menu",
    "/start " + "a" * 64: "welkom.menu",
}


@pytest.mark.parametrize(("command", "step"), [*COMMANDS.items()])
async def test_a_command_works_while_a_story_is_typed_and_is_never_part_of_it(line: Line, command, step):
    await in_a_story(line)
    said = await line.says(command)
    assert any(one.startswith(step) for one in said), said
    draft = line.session()["memory"].get("verhaal")
    assert draft == (None if command == "/stop" else STORY)


@pytest.mark.parametrize(("command", "step"), [(command, step) for command, step in COMMANDS.items() if command.startswith("/start")])
async def test_a_command_as_first_word_also_gets_the_welcome(line: Line, command, step):
    said = await line.says(command)
    assert said[0] == "systeem.welkom" and any(one.startswith(step) for one in said), said


async def test_the_command_weg_clears_the_screen_and_keeps_the_story(line: Line):
    await in_a_story(line)
    said = await line.says("/weg")
    assert len(said) == 1 and said[0].startswith("besturing.tip_")
    assert STORY not in [shown.text for shown in line.person.screen]
    assert line.session()["memory"]["verhaal"] == STORY


@pytest.mark.parametrize("command", ["/weg", "/stop", "/wis", "/status", "/start les-3"])
async def test_snel_weg_takes_away_commands_that_were_typed_as_well(line: Line, command):
    await in_a_story(line)
    await line.says(command)
    await line.says("weg")
    assert [shown.text for shown in line.person.screen if shown.mine] == []


async def test_every_command_that_telegram_shows_is_one(line: Line):
    for name in read_words(CONTENT / "telegram.md")["commandos"].labels:
        await line.enter("melden")
        await line.says(STORY)
        await line.says(f"/{name}")
        assert f"/{name}" not in json.dumps(line.session()), name


# Buttons -----------------------------------------------------------------------------------------------------------


async def test_the_buttons_that_always_work_come_with_the_welcome(line: Line):
    await line.says("hoi")
    assert line.person.keyboard == [[LABELS[name].text for name in CONTROLS]]


WHAT_IT_DOES = {"terug": "besturing.begin", "stop": "besturing.gestopt", "hulp": "hulp.hulp", "weg": "besturing.tip_"}


@pytest.mark.parametrize("name", CONTROLS)
async def test_each_label_of_the_keyboard_is_a_control_word_also_in_a_story(line: Line, name):
    await in_a_story(line)
    said = await line.presses(LABELS[name].text)
    assert said[0].startswith(WHAT_IT_DOES[name])
    assert LABELS[name].text not in json.dumps(line.session())


async def test_a_pressed_button_comes_to_rest(line: Line):
    await line.says("hoi")
    line.person.tap("Hulp")
    assert await line.bring() == ["hulp.hulp"]
    assert line.person.toasts == [None] and line.person.waiting == []


async def test_a_button_on_a_message_that_is_gone_gets_an_answer(line: Line):
    await line.enter("melden")
    for said in (STORY, "klaar"):
        await line.says(said)
    asked = line.person.screen[-1]
    line.person.chat.delete(asked.message_id)
    line.person.tap_data(asked.data[0][0], asked.message_id)
    assert (await line.bring())[-1] == "melden.lezers"


async def test_a_chat_cannot_be_copied_where_it_is_delicate_and_can_where_it_is_not(line: Line):
    await report(line)
    protected = {step: line.person.chat.messages[number].protected for number, made in line.channel.made.items() for step in made.steps}
    wanted = {"melden.verhaal": True, "melden.controle": True, "melden.nog_iets": True}
    wanted |= {"systeem.welkom": False, "melden.manier": False, "melden.lezers": False, "melden.bon": False}
    assert {step: protected[step] for step in wanted} == wanted


async def to_leave_out(line: Line) -> None:
    await in_a_story(line)
    for said in ("klaar", "anoniem"):
        await line.says(said)
    assert await line.presses("Iemand mag dit niet zien") == ["melden.weglaten"]


async def test_choosing_several_people_changes_the_message_in_its_place(line: Line):
    await to_leave_out(line)
    asked, count = line.person.screen[-1], len(line.person.screen)
    for mark in ("✓ ", ""):
        assert await line.presses(line.person.screen[-1].rows[1][0]) == ["melden.weglaten"]
        stands = line.person.screen[-1]
        assert len(line.person.screen) == count and stands.message_id == asked.message_id
        assert stands.rows == [asked.rows[0], [mark + asked.rows[1][0]], *asked.rows[2:]]
    assert len(line.called("editMessageText")) == 2


async def test_when_the_message_to_change_is_gone_a_new_one_comes_and_can_be_taken_away(line: Line):
    await to_leave_out(line)
    asked = line.person.screen[-1]
    line.person.chat.delete(asked.message_id)
    line.person.tap_data(asked.data[0][0], asked.message_id)
    assert set(await line.bring()) == {"melden.weglaten"}
    stands = line.person.screen[-1]
    assert stands.message_id > asked.message_id and stands.rows[0] == ["✓ " + asked.rows[0][0]]
    assert stands.message_id in line.shown()


# Away from the screen ----------------------------------------------------------------------------------------------


async def test_snel_weg_takes_both_sides_off_the_screen_in_one_call(line: Line):
    await in_a_story(line)
    standing = {shown.message_id for shown in line.person.screen}
    mine = line.person.type("weg")
    await line.bring()
    (deleted,) = line.called("deleteMessages")
    assert set(deleted["message_ids"]) == standing | {mine}
    assert line.called("deleteMessage") == []
    assert [(shown.mine, shown.message_id) for shown in line.person.screen] == [(False, number) for number in line.shown()]


async def test_snel_weg_takes_back_what_still_waits(line: Line):
    await line.says("hoi")
    before = len(line.called("sendMessage"))
    for said in ("ik wil melden", STORY, "klaar"):
        await line.say(said)
    assert line.parts.store.outbox.waiting() > 0
    said = await line.says("weg")
    assert len(said) == 1 and len(line.called("sendMessage")) == before + 1
    assert len(line.person.screen) == 1 and line.parts.store.outbox.waiting() == 0


async def test_what_was_under_way_when_somebody_looked_along_leaves_the_screen_as_well(line: Line):
    await line.says("hoi")
    line.gram.slow("sendMessage", 0.1)
    await line.say("ik wil melden")
    sending = asyncio.create_task(line.parts.outbox.drain())
    sent, first = line.called("sendMessage"), len(line.called("sendMessage"))
    async with asyncio.timeout(2):
        while len(sent) == first:
            await asyncio.sleep(0)
            sent = line.called("sendMessage")
    line.person.type("weg")
    await line._bring()
    await sending
    await line.parts.outbox.drain()
    assert len(line.person.screen) == 1 and line.person.screen[0].message_id in line.shown()


# Blocking ----------------------------------------------------------------------------------------------------------


def reachable(line: Line, case: str) -> bool:
    (row,) = [row for row in line.parts.store.cases.list_for("vertrouwenspersoon") if row.id == case]
    return row.reachable


async def answered(line: Line, case: str) -> list[str]:
    """A recipient answers; what the student hears of it."""
    line.parts.store.cases.answer(case, "vertrouwenspersoon", "Kom je morgen langs?", line.parts.clock.now())
    await line.parts.turns.answered(case)
    await line.parts.sweep()
    return await line.steps()


async def test_who_blocks_the_bot_is_not_reachable_and_nobody_sees_who_that_is(line: Line, caplog):
    case = await report(line)
    assert reachable(line, case)
    before = line.parts.store.cases.state_of(case)
    with caplog.at_level(logging.INFO):
        line.person.block()
        assert await line.bring() == []
        assert not reachable(line, case)
        assert await answered(line, case) == []
    seen = repr(line.parts.store.cases.list_for("vertrouwenspersoon"))
    for secret in (str(line.person.id), "Sanne", "sanne_04", STORY):
        assert secret not in seen and secret not in caplog.text
    after = line.parts.store.cases.state_of(case)
    assert (after.way, after.received_at, after.promises, after.heard_at) == (before.way, before.received_at, before.promises, before.heard_at)
    assert line.parts.store.outbox.waiting() == 0


async def test_who_blocks_without_a_word_from_telegram_is_found_out_when_something_is_sent(line: Line):
    case = await report(line)
    line.person.deactivate()
    assert reachable(line, case)
    assert await answered(line, case) == []
    assert not reachable(line, case) and line.parts.store.outbox.waiting() == 0


async def test_who_comes_back_is_reachable_again_and_hears_the_news(line: Line):
    case = await report(line)
    line.person.block()
    await line.bring()
    await answered(line, case)
    line.person.unblock()
    assert await line.bring() == [] and not reachable(line, case)
    said = await line.says("hoi")
    assert reachable(line, case)
    assert "systeem.nieuws" in said
    await line.parts.sweep()
    assert await line.steps() == []
    assert (await line.presses("Bekijken"))[-1] == "nieuws.brieven"


async def test_who_comes_back_with_a_sticker_is_reachable_again(line: Line):
    case = await report(line)
    line.person.block()
    await line.bring()
    line.person.unblock()
    line.person.send("sticker")
    assert (await line.bring())[0] == "niet_lezen.sticker"
    assert reachable(line, case)


async def test_who_comes_back_and_is_busy_hears_the_news_after_it(line: Line):
    case = await report(line)
    line.person.block()
    await line.bring()
    await answered(line, case)
    line.person.unblock()
    await line.bring()
    assert await line.says("/start status") == ["status.stand"]
    assert reachable(line, case)
    assert (await line.presses("Klaar"))[-1] == "systeem.nieuws"


# Groups and channels -----------------------------------------------------------------------------------------------


async def test_in_a_group_it_says_one_kind_line_and_leaves(line: Line):
    rows = kept(line)
    group = line.gram.group("klas 2b", [line.person])
    group.add_bot(by=line.person)
    for number in range(5):
        group.type(line.person, f"{STORY} {number}")
    await line.bring()
    group.type(line.person, "nog iets")
    await line.bring()
    assert [shown.text for shown in group.screen if shown.text and not shown.text.startswith((STORY, "nog"))] == [DECLINES["groep"].rich.text]
    assert not group.bot_is_in and len(line.called("leaveChat")) == 1
    assert line.parts.store.sessions.load(Address("telegram", str(group.id))) is None
    assert kept(line)["sessions"] == rows["sessions"] and line.parts.store.outbox.waiting() == 0


async def test_in_a_group_that_it_was_brought_to_again_it_says_so_again_and_leaves(line: Line):
    group = line.gram.group("klas 2b", [line.person])
    for times in (1, 2):
        group.add_bot(by=line.person)
        await line.bring()
        assert not group.bot_is_in and len(line.called("leaveChat")) == times


async def test_it_leaves_a_channel_without_a_word(line: Line):
    line.gram.channel_post("mededeling")
    await line.bring()
    assert len(line.called("leaveChat")) == 1 and line.called("sendMessage") == []


async def test_it_leaves_a_channel_as_soon_as_somebody_brings_it_there(line: Line):
    """fakegram has no members of a channel; this is what Telegram would bring."""
    chat, bot = {"id": -1001234567890, "type": "channel", "title": "mededelingen"}, line.gram.me()
    rights = dict.fromkeys(ChatAdministratorRights.all_rights().to_dict(), True)
    change = {"chat": chat, "from": line.person.user, "date": 0, "old_chat_member": {"user": bot, "status": "left"}}
    change["new_chat_member"] = {"user": bot, "status": "administrator", "can_be_edited": False, **rights}
    await line.intake.handle(Update.de_json({"update_id": 1, "my_chat_member": change}, line.bot))
    await line.parts.outbox.drain()
    assert [call["chat_id"] for call in line.called("leaveChat")] == [chat["id"]] and line.called("sendMessage") == []


async def test_a_group_that_threw_the_bot_out_already_holds_up_nothing(line: Line):
    group = line.gram.group("klas 2b", [line.person])
    group.add_bot(by=line.person)
    group.chat.refusal = (403, "Forbidden: bot was kicked from the group chat")
    await line.bring()
    assert line.parts.store.outbox.waiting() == 0
    assert (await line.says("hoi"))[0] == "systeem.welkom"
