"""What a student gets when nlu answers, is slow, speaks nonsense or is away. Refuses any error that a student would see."""

from __future__ import annotations

import asyncio
import json
import logging
import time

import httpx
import pytest

from bot.reading import nlu_client
from bot.reading.nlu_client import NluReader

GOOD = {
    "intent": "melden",
    "confidence": 0.7,
    "alternatives": [["melden", 0.7], ["melden_anoniem", 0.2]],
    "crisis": False,
    "crisis_kind": None,
    "crisis_doubt": False,
    "story": True,
    "aside": False,
    "foreign": False,
    "question": None,
    "near": [],
    "nearest": 0.1,
    "asks": False,
    "phase": "werkvloer",
    "grounds": ["afkomst"],
    "identifying": [{"start": 0, "end": 4, "kind": "NAAM"}],
}


class Answers(httpx.AsyncBaseTransport):
    """A door that gives one answer, or raises it, and counts."""

    def __init__(self, answer):
        self.answer, self.asked = answer, 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        status, content = self.answer
        return httpx.Response(status, content=content)


def reader_on(answer) -> tuple[NluReader, Answers]:
    reader, transport = NluReader("http://nlu", "token"), Answers(answer)
    reader._http = httpx.AsyncClient(base_url="http://nlu", transport=transport)
    return reader, transport


async def test_what_nlu_says_is_passed_on():
    reader, _ = reader_on((200, json.dumps(GOOD)))
    seen = await reader.read("Kees zei iets")
    assert (seen.intent, seen.alternatives[1], seen.story, seen.phase) == ("melden", ("melden_anoniem", 0.2), True, "werkvloer")
    assert (seen.grounds, seen.identifying, reader.healthy) == (("afkomst",), ((0, 4, "NAAM"),), True)


async def test_a_phrase_of_the_crisis_list_counts_whatever_the_model_says():
    reader, _ = reader_on((200, json.dumps(GOOD)))
    seen = await reader.read("ik wil niet meer leven")
    assert (seen.crisis, seen.crisis_kind, seen.crisis_guess) == (True, "zelfdoding", False)


@pytest.mark.parametrize("said, guess", [("ik wil niet meer leven", False), ("ik zie alleen nog een touw", True)])
async def test_a_crisis_in_which_no_phrase_stands_is_a_guess_of_the_model(said, guess):
    reader, _ = reader_on((200, json.dumps({**GOOD, "crisis": True, "crisis_kind": "zelfdoding"})))
    seen = await reader.read(said)
    assert (seen.crisis, seen.crisis_kind, seen.crisis_guess) == (True, "zelfdoding", guess)


async def test_a_doubt_of_the_model_alone_is_a_guess_too():
    reader, _ = reader_on((200, json.dumps({**GOOD, "crisis_doubt": True})))
    assert (await reader.read("er was gereedschap zoek")).crisis_guess


async def test_what_is_no_crisis_is_no_guess_either():
    reader, _ = reader_on((200, json.dumps(GOOD)))
    assert not (await reader.read("ze lachen om mijn naam")).crisis_guess


NONSENSE = [
    (200, b""),
    (200, b"[]"),
    (200, b"null"),
    (200, b'{"intent": "melden"}'),
    (200, json.dumps({**GOOD, "alternatives": 3})),
    (200, b"\xff"),
    (401, b""),
    (500, b"oops"),
    (413, b""),
    httpx.ConnectError("weg"),
    httpx.ReadTimeout("traag"),
    httpx.RemoteProtocolError("kapot"),
]


@pytest.mark.parametrize("answer", NONSENSE, ids=str)
async def test_whatever_goes_wrong_the_rules_answer(answer):
    reader, _ = reader_on(answer)
    seen = await reader.read("ik wil dood")
    assert (seen.intent, seen.crisis, reader.healthy) == ("crisis", True, False)


async def test_a_text_that_cannot_be_sent_is_read_by_the_rules():
    reader, _ = reader_on((200, json.dumps(GOOD)))
    assert (await reader.read("ik wil dood \ud800")).crisis


async def test_a_door_that_lets_wait_is_left_alone_for_a_while(monkeypatch):
    reader, transport = reader_on(httpx.ReadTimeout("traag"))
    await reader.read("hoi")
    await reader.read("hoi")
    assert transport.asked == 1
    monkeypatch.setattr(nlu_client, "REST", 0.0)
    reader._rests_until = 0.0
    transport.answer = (200, json.dumps(GOOD))
    assert (await reader.read("hoi")).intent == "melden" and reader.healthy


async def test_a_student_never_waits_longer_than_patience(tmp_path, monkeypatch):
    monkeypatch.setattr(nlu_client, "PATIENCE", 0.2)

    async def silent(reading, writing):
        await reading.read()
        writing.close()

    door = str(tmp_path / "n.sock")
    server = await asyncio.start_unix_server(silent, door)
    reader = NluReader("http://nlu", "token", door)
    start = time.perf_counter()
    seen = await reader.read("hoi")
    assert time.perf_counter() - start < 10 and seen.intent == "groet"
    await reader.close()
    server.close()
    await server.wait_closed()


async def test_the_log_says_that_nlu_is_away_once_and_never_what_was_said(caplog):
    reader, transport = reader_on((200, json.dumps(GOOD)))
    await reader.read("kanarie een")
    transport.answer = httpx.ConnectError("kanarie in de fout")
    with caplog.at_level(logging.DEBUG):
        await reader.read("kanarie twee")
        await reader.read("kanarie drie")
    assert len([record for record in caplog.records if record.name == "bot.reading.nlu_client"]) == 1
    assert "kanarie" not in caplog.text


async def test_the_real_door_is_read_by_the_real_reader(nlu):
    reader = nlu.reader()
    seen = await reader.read("ze zeiden dat ik met mn hoofddoek niet bij de klanten mag staan, kan ik dat anoniem melden?")
    assert (seen.intent, seen.story, reader.healthy) == ("melden_anoniem", True, True)
    assert await reader.is_up()
    await reader.close()
