"""A class of thirty that starts in the same second, and our answers a second beside those of a bare echo bot. Refuses to assert: it measures."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.demo.process import eventually
from tests.doors import TOKEN
from tests.fakegram import Fakegram, Limits, Person
from tests.telegram.process import ROOT, Bot

CLASS = 30
TURNS = 6  # of a practice
THINKING = (1.5, 4.0)  # seconds that a student reads
STREAM = 40  # messages of each student, the next as soon as the answer is there


class Pupil:
    """`act` is what this one does next; an answer is the first new message of the bot."""

    def __init__(self, person: Person, act: Callable[[Person], object]):
        self.person, self.act = person, act
        self.answers: list[float] = []
        self.asked: float | None = None
        self.seen = 0
        self.next_at = 0.0

    def look(self, thinking: Callable[[], float]) -> None:
        now = time.perf_counter()
        if self.asked is not None:
            theirs = self.person.theirs()
            if theirs > self.seen:
                self.answers.append((now - self.asked) * 1000)
                self.asked, self.next_at = None, now + thinking()
        elif now >= self.next_at:
            self.seen = self.person.theirs()
            self.asked = now
            self.act(self.person)


class Counted:
    """A person whose screen is cheap to count."""

    def __init__(self, person: Person):
        self.person = person

    def theirs(self) -> int:
        return sum(message.by_bot for message in list(self.person.chat.messages.values()))

    def __getattr__(self, name: str):
        return getattr(self.person, name)


def practise(person: Person) -> None:
    """Presses something on the newest question, as who practises does; the first time there is none yet."""
    shown = next((shown for shown in reversed(person.screen) if shown.data), None)
    person.type("/start les-2b") if shown is None else person.tap_data(shown.data[0][0], shown.message_id)


def play(gram: Fakegram, act: Callable[[Person], object], turns: int, thinking: Callable[[], float]) -> tuple[list[float], float]:
    """All answers in milliseconds, and how many seconds it took."""
    pupils = [Pupil(Counted(gram.person()), act) for _ in range(CLASS)]
    begin = time.perf_counter()
    while any(len(pupil.answers) < turns for pupil in pupils):
        for pupil in pupils:
            if len(pupil.answers) < turns:
                pupil.look(thinking)
        assert time.perf_counter() - begin < 300, "the class did not come to its end"
        time.sleep(0.001)
    return [answer for pupil in pupils for answer in pupil.answers], time.perf_counter() - begin


@contextmanager
def ours(gram: Fakegram, api: str, module: str = "bot") -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        bot = Bot(Path(folder), api).invite_everybody()
        bot.module = module
        bot.start()
        try:
            yield
        finally:
            bot.end()


@contextmanager
def echo(gram: Fakegram, api: str) -> Iterator[None]:
    environment = {**os.environ, "STAGEMAAT_TELEGRAM_TOKEN": TOKEN}
    process = subprocess.Popen([sys.executable, "-m", "tests.telegram.echo_bot", api], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        eventually(lambda: any(call.method == "getUpdates" for call in gram.calls), 30)
        yield
    finally:
        process.terminate()
        process.wait(20)


def restart(gram: Fakegram, api: str) -> float:
    """Seconds from starting the process again to the answer to what had come meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        bot = Bot(Path(folder), api).invite_everybody().start()
        bot.end()
        ann = Counted(gram.person())
        ann.type("/start")
        begin = time.perf_counter()
        bot.start()
        eventually(lambda: ann.theirs() >= 1, 30)
        seconds = time.perf_counter() - begin
        bot.end()
    return seconds


def measure(row: Callable[..., None], single: Callable[[str, float, str], None]) -> None:
    """Four rows: a restart; a class at its own pace within Telegram's limits; without limits, ours and the echo bot at full speed."""
    dice = random.Random(1)
    gram = Fakegram(TOKEN)
    with gram.serve() as api:
        single("Telegram: herstart tot het antwoord", restart(gram, api), "s")
    gram = Fakegram(TOKEN)
    gram.limits = Limits(per_second=30, per_chat=1)
    with gram.serve() as api, ours(gram, api):
        answers, _ = play(gram, practise, TURNS, lambda: dice.uniform(*THINKING))
    within = sum(answer <= 1000 for answer in answers) / len(answers)
    row(f"klas van {CLASS}, oefenen ({within:.0%} binnen 1 s)", answers)
    rates = []
    for name, bot in (
        ("stroom van 30 leerlingen: Stagemaat", lambda g, a: ours(g, a, "tests.telegram.without_limits")),
        ("stroom van 30 leerlingen: kale echobot", echo),
    ):
        gram = Fakegram(TOKEN)
        with gram.serve() as api, bot(gram, api):
            answers, seconds = play(gram, practise, STREAM, lambda: 0.0)
        row(name, answers, seconds)
        rates.append(len(answers) / seconds)
    print(f"{'  aandeel van de echobot':<44}{rates[0] / rates[1]:>10.0%}")
