"""A turn in which a code is made or typed: nobody else reads it, nothing keeps it, and it holds up nobody."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.terminal import TerminalChannel
from bot.codes import mended
from bot.followup.rules import begin
from bot.player import Player
from bot.reading.rules import RuleReader
from bot.store import NoSuchCase
from bot.wire import ROOT, Parts, build
from tests.beloften.sporen import all_bytes, found_in
from tests.golden import give_keys
from tests.store.world import code_key


class Listening(RuleReader):
    """What nlu gets to see."""

    def __init__(self) -> None:
        super().__init__()
        self.read_texts: list[str] = []

    async def read(self, text: str):
        self.read_texts.append(text)
        return await super().read(text)


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.codes.MEMORY", 64)
    channel, reader = TerminalChannel(), Listening()
    built = build(tmp_path, ROOT / "config.yml", reader, {"terminal": channel}, movable=True)
    give_keys(built)
    built.channel, built.reader = channel, reader
    yield built
    built.close()


async def notebook(parts: Parts, chat: str = "ik") -> tuple[Player, str]:
    """A student with a notebook, and its code."""
    student = Player(parts, parts.channel, chat)
    await student.enter("bewaren")
    said = await student.press("Maak mijn notitieboek")
    code = next(words for message in said for words in re.findall(r"^[a-z]+(?: [a-z]+){4}$", message.text, re.M) if mended(words) == words)
    assert (await student.say(code))[-1].steps[-1] == "bewaren.boek"
    return student, code


async def test_a_code_reaches_nlu_nor_any_file(parts: Parts):
    student, code = await notebook(parts)
    await student.enter("code")
    await student.say(f"mijn code is {code}")
    await student.enter("code")
    await student.say(code.replace(" ", ", ").upper())
    assert not any(word in text.lower() for text in parts.reader.read_texts for word in code.split())
    assert found_in(all_bytes(parts.data), [code, *(word for word in code.split() if len(word) > 6)]) == []


@pytest.mark.parametrize("typed", ["{code}", "De code is {code}", "{dashes}"])
async def test_a_code_that_nobody_asked_for_opens_and_is_read_by_nobody(parts: Parts, typed: str):
    student, code = await notebook(parts)
    await student.say("stop")
    parts.reader.read_texts.clear()
    said = await student.say(typed.format(code=code, dashes=code.replace(" ", "-")))
    assert said[-1].steps[-1] == "notitieboek.leeg"
    assert parts.reader.read_texts == []
    assert "code" not in str(parts.store.sessions.load(student.address)["now"][-1]["slots"])


async def test_half_a_code_is_asked_again_and_read_by_nobody(parts: Parts):
    student = Player(parts, parts.channel)
    await student.say("hoi")
    parts.reader.read_texts.clear()
    assert (await student.say("De code is tulp-rivier-lamp-negen"))[-1].steps[-1] == "code.vraag"
    assert parts.reader.read_texts == []


async def test_who_is_in_need_at_the_question_for_a_code_is_heard(parts: Parts):
    student = Player(parts, parts.channel)
    await student.enter("code")
    assert (await student.say("ik wil niet meer leven"))[-1].steps[-1] == "crisis.kaart"


async def test_a_turn_that_had_to_wait_for_a_key_happens_once(parts: Parts):
    student, code = await notebook(parts)
    await student.enter("code")
    for _ in range(2):
        await parts.turns.receive(student.address, "een-en-dezelfde", text=code)
    assert [step for message in await student.look() for step in message.steps] == ["notitieboek.leeg"]


async def test_what_a_code_opened_is_shut_after_ten_minutes_and_leaves_the_session(parts: Parts):
    student, code = await notebook(parts)
    await student.press("Iets opschrijven")
    await student.say("kanarie in het notitieboek")
    await student.say("klaar")
    await student.enter("code")
    await student.say(code)
    assert "kanarie" in str(parts.store.sessions.load(student.address))
    await student.move(timedelta(minutes=9))
    assert (await student.say("hoi")) and "kanarie" in str(parts.store.sessions.load(student.address))
    await student.move(timedelta(minutes=71))  # the round that follows the hour takes it out of the database too
    assert "kanarie" not in str(parts.store.sessions.load(student.address))
    assert (await student.press("Iets opschrijven"))[0].steps[0] == "systeem.dicht"


@pytest.mark.parametrize("word", ["stop", "weg", "wis"])
async def test_stop_and_weg_shut_it_at_once(parts: Parts, word: str):
    student, code = await notebook(parts)
    await student.press("Iets opschrijven")
    await student.say("kanarie in het notitieboek")
    await student.say("klaar")
    await student.enter("code")
    await student.say(code)
    await student.say(word)
    if word == "wis":
        await student.press("Alleen dit gesprek")
    assert "kanarie" not in str(parts.store.sessions.load(student.address))
    assert (await student.enter("code"))[-1].steps[-1] == "code.vraag"


async def test_a_draft_survives_what_was_opened_beside_it(parts: Parts):
    student, code = await notebook(parts)
    await student.press("Iets opschrijven")
    await student.say("kanarie in het notitieboek")
    await student.say("klaar")
    await student.enter("melden")
    await student.say("ze noemden mij bij een rotnaam")
    await student.enter("code")
    await student.say(code)
    await student.move(timedelta(minutes=80))
    session = parts.store.sessions.load(student.address)
    assert "rotnaam" in str(session) and "kanarie" not in str(session)


async def test_the_reminder_comes_once_and_not_after_the_notebook_is_gone(parts: Parts):
    for chat in ("ik", "jij"):
        one, _ = await notebook(parts, chat)
        await one.press("Herinner me later")
        day = (parts.clock.now() + timedelta(days=40)).strftime("%d-%m-%Y")
        assert (await one.say(day))[-1].steps[-1] == "bewaren.gepland"
    await one.say("wis")
    await one.press("Alleen mijn notitieboek")
    await one.press("Ja, wis mijn notitieboek")
    said = [step for message in await one.move(timedelta(days=41)) for step in message.steps]
    assert said == ["systeem.nieuws"]
    assert await one.move(timedelta(days=2)) == []


async def test_a_notebook_goes_a_year_after_its_last_note(parts: Parts):
    student, _ = await notebook(parts)
    await student.move(timedelta(days=300))
    await student.enter("bewaren")
    await student.press("Iets opschrijven")
    await student.say("nog iets")
    await student.say("klaar")
    await student.move(timedelta(days=364))
    assert parts.store.notebooks.of_chat(student.address)
    await student.move(timedelta(days=2))
    assert parts.store.notebooks.of_chat(student.address) is None
    assert parts.store._db.one("SELECT count(*) FROM notes")[0] == 0


async def test_a_case_of_which_the_code_never_comes_back_still_ends(parts: Parts):
    """As any other: two check-ins that waited in vain, thirty days of silence, and then its days; counted from the day, never from the hour."""
    store, student = parts.store, Player(parts, parts.channel)
    with store.transaction():
        case = store.cases.file("code", {"verhaal": "pas"}, ["vertrouwenspersoon", "vervanger"], parts.clock.now())
        store.codes.tie(case, store.codes.lock_of(code_key()), [])
        begin(store, case, parts.turns.rules.promises(parts.clock.now()))
    store.cases.answer(case, "vertrouwenspersoon", "Dag", parts.clock.now())
    days = 0
    while store.cases.state_of(case).closed_at is None:
        assert await student.move(timedelta(days=1)) == []
        days += 1
        assert days < 120, "it is open for ever"
    assert days > 30 and store.cases.state_of(case).closed_at.timestamp() % 86_400 == 0 and not store.codes.has_code(case)
    await student.move(timedelta(days=92))
    with pytest.raises(NoSuchCase):
        store.cases.state_of(case)
