"""`python -m bot telegram` as a real process: a melding from first word to answer, polling and webhook, and every refusal to start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.demo.process import eventually
from tests.doors import TOKEN
from tests.fakegram import Fakegram
from tests.telegram.process import ROOT, Bot
from tests.telegram.student import Student

STORY = "ze zeiden dat ik met mijn hoofddoek niet bij de klanten mag staan"


@pytest.fixture
def gram():
    made = Fakegram(TOKEN)
    yield made
    assert made.unknown == []


@pytest.fixture(params=["polling", "webhook"])
def bot(gram: Fakegram, tmp_path: Path, request: pytest.FixtureRequest):
    with gram.serve() as api:
        made = Bot(tmp_path, api, webhook=request.param == "webhook").invite_everybody().start()
        yield made
        assert made.end() == 0
        assert "Traceback" not in made.said()


def test_a_melding_goes_from_the_first_word_to_the_recipients(gram: Fakegram, bot: Bot):
    ann = gram.person(first_name="Annelies", username="annelies_canary")
    Student(ann, STORY).report()
    assert bot.end() == 0
    (report,) = bot.reports()
    assert report["verhaal"] == STORY and report["manier"] == "anoniem"
    sent = [call for call in gram.calls if call.method == "sendMessage"]
    assert all(call.error is None for call in sent)
    assert ann.waiting == [], "a pressed button must come to rest"
    everything = b"".join(path.read_bytes() for path in bot.data.rglob("*") if path.is_file()) + bot.said().encode()
    assert not any(canary.encode() in everything for canary in (str(ann.id), "Annelies", "annelies_canary", "hoofddoek", TOKEN))


def test_what_telegram_shows_is_set_at_the_start_and_only_once(gram: Fakegram, bot: Bot):
    eventually(lambda: gram.profile["menu_button"].get("type") == "commands")
    names = [command["command"] for command in next(iter(next(iter(gram.profile["commands"].values())).values()))]
    assert names == ["start", "hulp", "status", "privacy", "weg", "stop", "wis", "help"]
    shown = str(gram.profile).lower()
    assert not any(word in shown for word in ("discriminat", "melding", "vertrouwenspersoon")), "somebody may look over a shoulder"
    before = len([call for call in gram.calls if call.method.startswith("setMy")])
    bot.end()
    bot.start()
    eventually(lambda: [call.method for call in gram.calls].count("getChatMenuButton") == 2)
    assert len([call for call in gram.calls if call.method.startswith("setMy")]) == before


def test_a_stop_finishes_the_turn_and_a_restart_answers_what_came_meanwhile(gram: Fakegram, bot: Bot):
    ann, ben = gram.person(), gram.person()
    ann.type("/start")
    eventually(lambda: len(ann.screen) >= 2)
    for number in range(5):
        ann.type(f"bericht {number}")
    assert bot.end() == 0
    ben.type("/status")
    bot.start()
    eventually(lambda: "geen open melding" in str(ben.screen))
    eventually(lambda: gram.pending == 0)
    # not a word of the five was lost: each has an answer, one a second
    eventually(lambda: len([shown for shown in ann.screen if not shown.mine]) >= 2 + 5, 30)


def run(folder: Path, *more: str, token: str | None = TOKEN, config: Path | None = None) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "bot", "telegram", "--data", str(folder), "--poort", "0", *more]
    command += ["--config", str(config)] if config else []
    environment = {"PATH": "/usr/bin:/bin", "STAGEMAAT_NLU_TOKEN": "van-niemand", **({"STAGEMAAT_TELEGRAM_TOKEN": token} if token else {})}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def test_without_a_token_one_line_says_what_to_set(tmp_path: Path):
    ran = run(tmp_path / "data", token=None)
    assert ran.returncode == 2 and ran.stderr.count("\n") == 1 and "STAGEMAAT_TELEGRAM_TOKEN" in ran.stderr
    assert not (tmp_path / "data").exists()


def test_something_that_is_no_token_is_said_to_be_so(tmp_path: Path):
    ran = run(tmp_path / "data", token="geheim woord")
    assert ran.returncode == 2 and "BotFather" in ran.stderr and "geheim" not in ran.stderr


def test_a_token_that_telegram_does_not_know_is_refused(gram: Fakegram, tmp_path: Path):
    with gram.serve() as api:
        bot = Bot(tmp_path, api).invite_everybody()
        ran = run(bot.data, token="1:onbekend-token", config=bot.config)
    assert ran.returncode == 2 and "Telegram kent dit token niet" in ran.stderr and "onbekend-token" not in ran.stderr


@pytest.mark.parametrize("holders", [0, 1])
def test_with_fewer_than_two_key_holders_it_refuses(gram: Fakegram, tmp_path: Path, holders: int):
    with gram.serve() as api:
        bot = Bot(tmp_path, api)
        text = bot.config.read_text()
        if holders:
            bot.invite_everybody()
            # one of the two leaves the school, and nobody keeps a recovery key
            start, end = text.index("  - id: vervanger"), text.index("# Wie de sleutel bewaart")
            text = (text[:start] + text[end:]).replace("    vervanger: vervanger\n", "")
            bot.config.write_text(text)
        ran = run(bot.data, config=bot.config)
    assert ran.returncode == 2 and f"met een sleutel: {holders}" in ran.stderr and "recipient" in ran.stderr
    assert not [call for call in gram.calls if call.method == "getUpdates"]


def test_it_refuses_the_folder_of_a_demo(tmp_path: Path):
    (tmp_path / "demo-wachtzinnen.json").write_text("{}")
    ran = run(tmp_path)
    assert ran.returncode == 2 and str(tmp_path) in ran.stderr


def test_two_on_one_folder_is_one_too_many(gram: Fakegram, tmp_path: Path):
    with gram.serve() as api:
        bot = Bot(tmp_path, api).invite_everybody().start()
        ran = run(bot.data, config=bot.config)
        assert bot.end() == 0
    assert ran.returncode == 2 and "draait al" in ran.stderr
