"""Promise 3 on Telegram: kill -9 at fifty moments, and Telegram gone for an hour. Nothing lost, nothing twice."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.channels.base import Address
from bot.reading.rules import RuleReader
from bot.wire import build
from tests.demo.process import eventually
from tests.doors import TOKEN
from tests.fakegram import Fakegram
from tests.telegram.process import Bot
from tests.telegram.student import SENT, Student

MOMENTS, STUDENTS, MESSAGES = 25, 20, 200  # fifty moments: half of them polling, half with a webhook
MOST_AT_ONCE = 8  # messages that can be under way when the process dies
BACKLOG, CHATS = 5_000, 100


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_killed_at_any_moment_every_message_is_answered_and_no_report_comes_twice(tmp_path: Path, webhook: bool):
    dice = random.Random(20261121)
    gram = Fakegram(TOKEN)
    with gram.serve() as api:
        bot = Bot(tmp_path, api, webhook=webhook).invite_everybody().start()
        students = [Student(gram.person(), f"ze noemen mij steeds bij een bijnaam, verhaal {number}") for number in range(STUDENTS)]
        over, troubles, sent = threading.Event(), [], set()

        def talk() -> None:
            """Each goes on when there is something to react to; who is done tells something more, so that the stream never dries up."""
            try:
                for student in students:
                    student.person.type("/start")
                    student.actions += 1
                while not over.is_set() or len(sent) < STUDENTS:
                    for student in students:
                        if student.step() is SENT:
                            sent.add(student.person.id)
                    time.sleep(0.01)
            except BaseException as trouble:
                troubles.append(trouble)

        talking = threading.Thread(target=talk)
        talking.start()
        killed = 0
        try:
            for _ in range(MOMENTS):
                time.sleep(dice.uniform(0.0, 0.4))
                bot.kill()
                killed += 1
                bot.start()
                assert not troubles, troubles
            for number, student in enumerate(students):  # until the stream has its 200
                for more in range(max(0, -(-MESSAGES // STUDENTS) - student.actions)):
                    student.person.type(f"nog iets {number}.{more}")
                    student.actions += 1
            eventually(lambda: len(sent) == STUDENTS or troubles, 90)
            eventually(lambda: gram.pending == 0, 60)
        finally:
            over.set()
            talking.join(90)
        bot.end()
    assert not troubles, troubles
    assert killed == MOMENTS and sum(student.actions for student in students) >= MESSAGES
    told = [report["verhaal"].splitlines()[0] for report in bot.reports() if "verhaal" in report]
    assert sorted(told) == sorted(student.story for student in students)
    # A process that died between sending and noting it sends those few again, once, and never more.
    fine = Counter((call.params["chat_id"], call.params["text"], str(call.params.get("reply_markup"))) for call in gram.calls if _arrived(call))
    twice = sum(count - 1 for count in fine.values() if count > 1)
    print(f"{len(fine)} questions, {twice} of them once more, {sum(student.actions for student in students)} messages of students")
    assert twice <= killed * MOST_AT_ONCE, f"{twice} messages too many after {killed} kills"
    assert gram.unknown == [] and "bijnaam" not in bot.said() and "Traceback" not in bot.said()


def _arrived(call) -> bool:
    # The buttons of a question carry a number of their own, so that the same question asked anew differs.
    return call.method == "sendMessage" and call.error is None and "callback_data" in str(call.params.get("reply_markup"))


@pytest.mark.parametrize(("webhook", "backlog"), [(False, BACKLOG), (True, BACKLOG // 5)], ids=["polling", "webhook"])
def test_telegram_is_away_for_an_hour_and_comes_back_with_five_thousand_updates(tmp_path: Path, webhook: bool, backlog: int):
    gram = Fakegram(TOKEN)
    with gram.serve() as api:
        bot = Bot(tmp_path, api, webhook=webhook).invite_everybody().start()
        people = [gram.person() for _ in range(CHATS)]
        for person in people:
            person.type("vertellen")
        eventually(lambda: gram.pending == 0)
        gram.away = True
        for number in range(backlog):
            people[number % CHATS].type(f"deel {number // CHATS}")
        time.sleep(1)  # the hour: every call breaks off meanwhile
        gram.away = False
        eventually(lambda: gram.pending == 0, 300)
        assert bot.end() == 0
    parts = build(bot.data, bot.config, RuleReader(), {})
    for person in people:
        told = parts.store.sessions.load(Address("telegram", str(person.id)))["memory"]["verhaal"].split("\n")
        assert [part for part in told if part] == [f"deel {number}" for number in range(backlog // CHATS)]
    # each has its answer: on a screen, or in the line that Telegram's limits make long
    sent = sum(call.method == "sendMessage" and call.error is None for call in gram.calls)
    assert sent + parts.store.outbox.waiting() >= backlog + 2 * CHATS
    assert gram.unknown == [] and "Traceback" not in bot.said()
    parts.close()
