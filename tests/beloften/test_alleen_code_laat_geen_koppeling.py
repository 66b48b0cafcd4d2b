"""Promise 9: code only leaves no link. Who has database and server key sees no field that ties such a case to a chat, nor a time of day.

Two students of the same day, at other hours, send with only a code, come back from another chat, read and write. What is compared: every
column of the case against every column of the chats, what is sealed with the server key opened; and the times of the two cases, which must
be the same. Each twin plants one tie, and must be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from bot.channels.base import Address
from bot.channels.terminal import TerminalChannel
from bot.codes import mended
from bot.player import Player
from bot.reading.rules import RuleReader
from bot.store.database import to_int
from bot.wire import ROOT, Parts, build
from tests.golden import give_keys

MORNING = "2026-11-23 08:12:41+00:00"
OF_A_CASE = ("cases", "entries", "letters", "code_letters", "due", "links")
OF_A_CHAT = ("sessions", "outbox", "shown", "seen")
TIMES = ("received_at", "answered_at", "closed_at", "heard_at", "at")  # of the due rows also when the bot did them: that is the bot's hour
UNKNOWN = 16  # hex digits: shorter than any id, tag or key


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parts]:
    monkeypatch.setattr("bot.codes.MEMORY", 64)
    with time_machine.travel(MORNING, tick=False):
        channel = TerminalChannel()
        built = build(tmp_path, ROOT / "config.yml", RuleReader(), {channel.name: channel}, movable=True)
        give_keys(built)
        built.channel = channel
        yield built
        built.close()


async def sends(parts: Parts, chat: str, way: str = "code") -> str:
    """A student sends a report; returns the code, if there is one."""
    student = Player(parts, parts.channel, chat)
    await student.enter("melden")
    roads = {"code": ["Meer keuzes", "Anoniem, alleen met code"], "anoniem": ["Ja, anoniem"]}
    for said in ("alleen ik moet mijn pas laten zien", "klaar", *roads[way], "goed", "klaar"):
        await student.say(said)
    await student.press("Ik wil met iemand praten")
    said = await student.press("Versturen")
    code = next((words for message in said for words in re.findall(r"^[a-z]+(?: [a-z]+){4}$", message.text, re.M) if mended(words) == words), "")
    if code:
        said = await student.say(code)
    assert said[-1].steps[-1] == "melden.bon"
    return code


async def comes_back(parts: Parts, chat: str, code: str) -> None:
    """From another chat: reads the answer, and adds something."""
    student = Player(parts, parts.channel, chat)
    await student.enter("code")
    await student.say(code)
    assert "vrijdag" in (await student.press("Antwoord lezen"))[-1].text
    await student.press("Terugschrijven")
    await student.say("dat is goed")
    assert (await student.press("Klaar en versturen"))[-1].steps[-1] == "status.gestuurd"


async def a_day(parts: Parts, way: str = "code") -> list[str]:
    """Two students, at other hours of one day. Returns the ids of their cases."""
    for chat in ("morgen", "middag"):
        code = await sends(parts, chat, way)
        newest = {case.id for case in parts.store.cases.list_for("vertrouwenspersoon") if case.answered_at is None}
        parts.store.cases.answer(newest.pop(), "vertrouwenspersoon", "Dag, kun je vrijdag?", parts.clock.now())
        if code:
            await comes_back(parts, f"{chat}, op een andere telefoon", code)
        parts.clock.move(timedelta(hours=5, minutes=17, seconds=9))
        await parts.sweep()
    parts.clock.move(timedelta(minutes=71))  # what a code opened is shut, and gone from the session
    await parts.sweep()
    return [case.id for case in parts.store.cases.list_for("vertrouwenspersoon")]


def rows(parts: Parts, tables: tuple[str, ...]) -> list[tuple[str, dict]]:
    found = []
    for table in tables:
        cursor = parts.store._db.run(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        found += [(table, dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
    return found


def opened(parts: Parts, table: str, row: dict) -> str:
    """Everything in a row of a chat, what is sealed with the server key opened: this thief has that key."""
    about = {"sessions": "tag", "outbox": "chat", "shown": "chat"}.get(table)
    text = [value.hex() if isinstance(value, bytes) else str(value) for value in row.values()]
    if about:
        text.append(parts.store._db.key.open(row["body"], f"{table}:{row[about].hex()}").decode())
    return " ".join(text)


def ties(parts: Parts, cases: list[str]) -> list[str]:
    """What lets a case be laid beside a chat, in words."""
    found = []
    for address in (Address("terminal", chat) for chat in ("morgen", "middag")):
        found += [f"koppeling met {address.chat}" for case in cases if case in parts.store.links.of_chat(address)]
    of_cases = rows(parts, OF_A_CASE)
    known = {value.hex() if isinstance(value, bytes) else value for _, row in of_cases for value in row.values() if isinstance(value, (bytes, str))}
    for table, row in rows(parts, OF_A_CHAT):
        text = opened(parts, table, row)
        found += [f"{table} noemt {value[:8]}…" for value in known if len(value) > UNKNOWN and value in text]
    of_each = [
        [(table, name, value) for table, row in of_cases if case in row.values() for name, value in row.items() if name in TIMES] for case in cases
    ]
    found += [f"een tijd die alleen van een van beide is: {time}" for time in set(of_each[0]) ^ set(of_each[1])]
    return found


async def test_no_field_ties_a_case_with_only_a_code_to_a_chat_and_no_time_tells_the_hour(parts: Parts):
    cases = await a_day(parts)
    assert len(cases) == 2 and not parts.store._db.one("SELECT count(*) FROM links")[0]
    assert ties(parts, cases) == []
    sent = [row for table, row in rows(parts, ("cases", "entries")) if table == "cases"]
    assert all(row[name] % 86_400 == 0 for row in sent for name in ("received_at", "answered_at", "heard_at"))


async def test_while_it_is_open_only_the_server_key_tells_and_no_longer_than_that(parts: Parts):
    code = await sends(parts, "morgen")
    student = Player(parts, parts.channel, "elders")
    await student.enter("code")
    await student.say(code)
    case = parts.store.cases.list_for("vertrouwenspersoon")[0].id
    now = parts.store.sessions.load(student.address)
    assert now["memory"]["met_code"]["zaak"] == case and code not in str(now)
    await student.say("stop")
    assert case not in str(parts.store.sessions.load(student.address))


async def test_the_twin_that_has_a_link_is_found(parts: Parts):
    found = ties(parts, await a_day(parts, way="anoniem"))
    assert any("koppeling" in one for one in found) and any("tijd" in one for one in found)


def _a_link(parts: Parts, case: str) -> None:
    parts.store.links.make(case, Address("terminal", "morgen"))


def _a_time(parts: Parts, case: str) -> None:
    parts.store._db.run("UPDATE cases SET heard_at=? WHERE id=?", (to_int(parts.clock.now()), case))


def _a_reminder_of_this_second(parts: Parts, case: str) -> None:
    parts.store.due.plan("student_check_in", case, parts.clock.now())


def _a_session_that_remembers(parts: Parts, case: str) -> None:
    address = Address("terminal", "morgen")
    session = parts.store.sessions.load(address)
    session["memory"]["zaak"] = case
    parts.store.sessions.save(address, session, parts.clock.now(), timedelta(days=7))


def _a_message_that_names_the_code_s_key(parts: Parts, case: str) -> None:
    key = parts.store._db.one("SELECT code_key FROM cases WHERE id=?", (case,))[0]
    parts.store.outbox.put(Address("terminal", "morgen"), {"op": "send", "text": key}, parts.clock.now())


PLANTS: list[Callable[[Parts, str], None]] = [
    _a_link, _a_time, _a_reminder_of_this_second, _a_session_that_remembers, _a_message_that_names_the_code_s_key
]  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__.strip("_"))
async def test_the_twin_that_ties_is_found(parts: Parts, plant: Callable[[Parts, str], None]):
    cases = await a_day(parts)
    assert ties(parts, cases) == []
    plant(parts, cases[0])
    assert ties(parts, cases)
