"""Promise 3: kill -9 at any moment; the conversation goes on, no report is lost and none comes twice."""

from __future__ import annotations

import json
import random
import threading
import time
from pathlib import Path

import pytest

from bot import sealing
from bot.demo.people import FILE
from bot.server_key import load_server_key
from bot.store import Store
from tests.demo.phone import Phone
from tests.demo.process import Demo, eventually

MOMENTS = 5  # fifty more in tests/telegram
STORY = "ze zeiden dat ik met mijn hoofddoek niet bij de klanten mag staan, keer"
TELL, SEND = object(), "Versturen"


@pytest.fixture
def without_nlu(tmp_path: Path) -> Path:
    """A config whose nlu is nowhere: five starts need no five models, and buttons must do without."""
    text = (Path(__file__).resolve().parents[2] / "config.yml").read_text(encoding="utf-8")
    path = tmp_path / "config.yml"
    path.write_text(text.replace("url: null", "url: http://127.0.0.1:9"), encoding="utf-8")
    return path


# What a student does when the newest message says this; the same message can come once more after a kill.
REACTIONS = {
    "Wat is er gebeurd?": TELL,
    "Schrijf eerst iets op": TELL,
    "Ik luister": "Klaar",
    "Wil je dat school": "Ja, anoniem",
    "Alleen zij kunnen dit openen": "Goed",
    "Wil je er nog iets bij": "Klaar",
    "Wat wil je dat er gebeurt?": "Ik wil met iemand praten",
    "Kijk het na": SEND,
    "Wil je het zo versturen?": SEND,
}


def report(phone: Phone, number: int) -> None:
    """A whole melding, as a student does it: one reaction to each message that asks something."""
    done, sending, answered = len(phone.history), False, set()
    phone.say(button="@melden")
    while True:
        phone.wait_for(lambda seen=done: len(phone.history) > seen)
        operation, done = phone.history[done], done + 1
        message, buttons = operation.get("text", ""), str(operation.get("buttons"))
        if sending and "Verstuurd." in message:  # before that it is one of an earlier report, come twice
            return
        if (message, buttons) in answered:  # the same once more, after a kill: nobody answers it twice
            continue
        answered.add((message, buttons))
        reaction = next((what for said, what in REACTIONS.items() if said in message), None)
        sending = sending or reaction is SEND
        if reaction is TELL:
            phone.say(text=f"{STORY} {number}")
        elif reaction:
            phone.press(reaction)


def open_all(store: Store, data: Path) -> list[dict]:
    """Every report, as the recipient of the demo reads it."""
    passphrase = json.loads((data / FILE).read_text())["vertrouwenspersoon"]
    secret = sealing.open_with_passphrase(store.recipients.get("vertrouwenspersoon").locked_identity.encode(), passphrase)
    entries = [entry for case in store.cases.list_for("vertrouwenspersoon") for entry in store.cases.entries_for(case.id, "vertrouwenspersoon")]
    return [json.loads(sealing.open_sealed(entry.sealed, secret)) for entry in entries]


def test_killed_at_any_moment_everything_arrives_once(tmp_path: Path, without_nlu: Path):
    dice = random.Random(20261121)
    demo = Demo(tmp_path / "data", without_nlu, {"STAGEMAAT_NLU_TOKEN": "van-niemand"}).start()
    phone = Phone(demo.url)
    reports, killed, over = 0, 0, threading.Event()
    troubles: list[BaseException] = []

    def student() -> None:
        nonlocal reports
        try:
            while not over.is_set():
                report(phone, reports)
                reports += 1
        except BaseException as trouble:
            troubles.append(trouble)

    talking = threading.Thread(target=student)
    talking.start()
    try:
        for _ in range(MOMENTS):
            seen = len(phone.history)
            eventually(lambda seen=seen: len(phone.history) > seen or troubles, 40)  # each life gets a step further
            time.sleep(dice.uniform(0.0, 0.6))
            demo.kill()
            killed += 1
            demo.start()
            assert not troubles, troubles
    finally:
        over.set()
        talking.join(90)
        phone.close()
        demo.end()
    assert not troubles, troubles
    assert killed == MOMENTS and reports >= 1
    store = Store.open(demo.data, load_server_key(demo.data, {}, True))
    told = [opened["verhaal"].splitlines()[0] for opened in open_all(store, demo.data)]
    assert sorted(told) == sorted(f"{STORY} {number}" for number in range(reports))
    assert store.due.open_cases_without_next_due() == 0
    store.close()
    log = (tmp_path / "demo.log").read_text(encoding="utf-8")
    assert "hoofddoek" not in log and "Traceback" not in log, log
