"""Bad input gets a clear answer: the place, the mend, code 2, and nothing half-written. Each as the real command."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def bot(*arguments: object, root: Path = ROOT, **environment: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "bot", *map(str, arguments)]
    return subprocess.run(command, cwd=root, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60)


@pytest.fixture
def config(tmp_path: Path):
    """Writes config.yml with one thing changed; gives its path."""

    def write(old: str, new: str) -> Path:
        text = (ROOT / "config.yml").read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "config.yml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return write


def refused(done: subprocess.CompletedProcess, *said: str) -> None:
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    for words in said:
        assert words in done.stderr, done.stderr


BAD_CONFIGS = [
    ("vervanger: vervanger", "vervanger: niemand", "config.yml:12:", "niemand"),
    ("eerste_antwoord: 2", "eerste_antwoord: 9", "config.yml:", "eerste_antwoord"),
    ("gesprek: 5 ", "gesprek: 1 ", "config.yml:", "gesprek"),
    ("school: mbo Voorbeeld", "school: [mbo", "config.yml:", ""),
    ("school: mbo Voorbeeld", "schol: mbo Voorbeeld", "config.yml:4:", "school"),
    ("id: vervanger", "id: vertrouwenspersoon", "config.yml:", "vertrouwenspersoon"),
]


@pytest.mark.parametrize(("old", "new", "place", "word"), BAD_CONFIGS, ids=[new for _, new, _, _ in BAD_CONFIGS])
def test_a_mistake_in_config_is_named_with_its_line(tmp_path, config, old, new, place, word):
    done = bot("web", "--data", tmp_path / "data", "--config", config(old, new), "--poort", 0)
    refused(done, place, word)
    assert not (tmp_path / "data").exists(), "a refused start must not leave a folder behind"


def test_a_recipient_that_is_not_in_config_is_not_invited(tmp_path):
    refused(bot("recipient", "add", "piet", "--data", tmp_path / "data"), "'piet'", "vertrouwenspersoon, vervanger")


def test_a_database_that_is_no_database_is_left_as_it_is(tmp_path):
    assert bot("recipient", "list", "--data", tmp_path).returncode == 0
    broken = b"dit is geen database" * 300
    (tmp_path / "stagemaat.db").write_bytes(broken)
    refused(bot("recipient", "list", "--data", tmp_path), "stagemaat.db")
    assert (tmp_path / "stagemaat.db").read_bytes() == broken


def test_a_database_without_its_key_is_refused_and_no_new_key_is_made(tmp_path):
    assert bot("recipient", "list", "--data", tmp_path).returncode == 0
    (tmp_path / "server.key").unlink()
    refused(bot("recipient", "list", "--data", tmp_path), "sleutel")
    assert not (tmp_path / "server.key").exists()


def test_the_wrong_key_is_refused(tmp_path):
    assert bot("recipient", "list", "--data", tmp_path).returncode == 0
    assert bot("recipient", "list", "--data", tmp_path / "other").returncode == 0
    shutil.copy(tmp_path / "other" / "server.key", tmp_path / "server.key")
    refused(bot("recipient", "list", "--data", tmp_path), "sleutel")


def test_a_port_that_is_taken_is_named_before_anything_is_made(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused(bot("demo", "--data", tmp_path / "data", "--poort", port), str(port), "--poort")
    assert not (tmp_path / "data").exists()


def test_the_demo_does_not_begin_in_a_folder_in_real_use(tmp_path):
    assert bot("recipient", "recovery", tmp_path / "sleutel.age", "--data", tmp_path / "data").returncode == 0
    refused(bot("chat", "--data", tmp_path / "data", "--script", ROOT / "README.md"), "echte installatie")


def test_a_recovery_key_is_never_overwritten(tmp_path):
    (tmp_path / "sleutel.age").write_text("van gisteren")
    refused(bot("recipient", "recovery", tmp_path / "sleutel.age", "--data", tmp_path / "data"), "bestaat al")
    assert (tmp_path / "sleutel.age").read_text() == "van gisteren"


def test_a_script_line_that_cannot_be_done_is_named(tmp_path):
    script = tmp_path / "regels.txt"
    script.write_text("@start\n> Bestaat niet\n")
    refused(bot("chat", "--script", script, "--json"), "regels.txt:1:")
    refused(bot("chat", "--script", tmp_path / "weg.txt"), "weg.txt")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the sources, to break."""
    for part in ("bot", "flows", "content"):
        shutil.copytree(ROOT / part, tmp_path / "house" / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "config.yml", tmp_path / "house")
    return tmp_path / "house"


def test_broken_yaml_in_a_conversation_stops_the_start_with_file_and_line(house):
    flow = house / "flows/gesprekken/hulp.yml"
    flow.write_text(flow.read_text().replace("  school:\n", "  school: {\n"))
    refused(bot("recipient", "list", "--data", house / "data", root=house), "hulp.yml:", "niet te lezen")
    assert not (house / "data").exists()


def test_a_missing_file_of_words_stops_the_start(house):
    (house / "content/nl/crisis.md").unlink()
    refused(bot("recipient", "list", "--data", house / "data", root=house), "crisis.md", "ontbreekt")


def test_a_missing_heading_stops_the_start_with_file_and_line(house):
    words = house / "content/nl/melden.md"
    words.write_text(words.read_text().replace("## controle\n", "## kontrole\n"))
    refused(bot("recipient", "list", "--data", house / "data", root=house), "stap 'controle' heeft geen tekst")
    assert not (house / "data").exists()


def test_without_nlu_the_bot_goes_on_and_the_operator_reads_the_mend(house, tmp_path):
    script = tmp_path / "regels.txt"
    script.write_text("melden\nze lachen om mijn naam\n> Klaar\n> Ja, anoniem\n")
    (house / "nlu").mkdir()
    for name in ("crisis.yml", "keywords.yml"):
        shutil.copy(ROOT / "nlu" / name, house / "nlu")
    done = bot("chat", "--script", script, "--json", root=house)
    assert done.returncode == 0, done.stderr
    assert "make setup" in done.stderr
    assert "Alleen zij kunnen dit openen" in done.stdout


def test_the_inbox_does_not_open_on_the_folder_of_a_demo(tmp_path):
    (tmp_path / "demo-wachtzinnen.json").write_text("{}")
    refused(bot("web", "--data", tmp_path, "--poort", 0), "de map van een demo")


def test_health_says_what_is_missing_with_code_one(tmp_path):
    done = bot("health", "--data", tmp_path)
    assert done.returncode == 1
    assert "0 mensen kunnen meldingen openen" in done.stdout and "minstens 2" in done.stdout
