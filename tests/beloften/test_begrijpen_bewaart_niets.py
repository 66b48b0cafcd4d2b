"""Promise: what a student writes passes through nlu and stays in no output and no file. Refuses a look without a twin that plants the leak."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

import httpx
import pytest

from tests.beloften.sporen import all_bytes, found_in
from tests.conftest import NLU_PYTHON, ROOT

SERVE = "import sys; from nlu.door import serve; from pathlib import Path; serve(None, Path(sys.argv[1]))"
# What Rasa does of itself, without nlu/quiet_rasa.py: it prints every message that it parses.
LEAK_IN_OUTPUT = (
    "import sys, types, nlu; from nlu import hollow_tensorflow; hollow_tensorflow.install()\n"
    "from rasa.core.agent import Agent\n"
    "sys.modules['nlu.quiet_rasa'] = nlu.quiet_rasa = types.SimpleNamespace(Agent=Agent)\n" + SERVE
)
LEAK_IN_FILE = (
    "import nlu.understand as u, os; was = u.Reader.read\n"
    "async def read(self, text):\n"
    "    open(os.environ['HOME'] + '/last', 'a').write(text)\n"
    "    return await was(self, text)\n"
    "u.Reader.read = read\n" + SERVE
)
BREAKS = """
import nlu.understand as u, sys
def tells(text, *rest):
    if "kanarie" in text:
        {what}
u.tells = tells
"""
LEAK_IN_ERROR = BREAKS.format(what="print(text, file=sys.stderr)") + SERVE
BROKEN = BREAKS.format(what="raise ValueError(text)") + SERVE


def canary() -> str:
    return "kanarie" + secrets.token_hex(8)


def messages(word: str) -> list[str]:
    """A canary in every kind of message that takes another road through nlu."""
    return [
        word,
        f"mijn naam is Kees en {word} zei dat ik terug moest naar mijn land, kan ik dat melden?",
        f"/crisis {word}",
        f'/melden{{"wie": "{word}"}}',
        f"ik wil dood {word}",
        f"{word}@school.nl 06-12345678",
        f"\x00{word}\x1b[31m",
        f"{word} " * 400,
        f"{'a' * 4090}{word}",
    ]


def what_nlu_leaves(program: str, folder: Path, words: Iterable[str]) -> bytes:
    """Plays messages (good ones and broken ones) through a door of its own; returns all that it printed and all files that it made."""
    home = folder / "home"
    home.mkdir(parents=True)
    door, token = folder / "n.sock", secrets.token_hex(16)
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": str(ROOT), "STAGEMAAT_NLU_TOKEN": token}
    with subprocess.Popen(
        [NLU_PYTHON, "-c", program, door], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
    ) as child:
        deadline = time.monotonic() + 60
        while not door.exists():
            assert child.poll() is None and time.monotonic() < deadline, child.stdout.read()
            time.sleep(0.05)
        try:
            with httpx.Client(
                base_url="http://nlu", transport=httpx.HTTPTransport(uds=str(door)), headers={"Authorization": f"Bearer {token}"}, timeout=20
            ) as client:
                for word in words:
                    for text in messages(word):
                        client.post("/parse", content=json.dumps({"text": text}))
                        client.post("/parse", content=json.dumps({"text": [text]}))
                        client.post("/parse", content=text.encode())
                    client.get(f"/{word}")
                    client.post("/parse", json={"text": word}, headers={"Authorization": f"Bearer {word}"})
                    client.post("/parse", content=b" " * 70_000 + word.encode())
        except httpx.HTTPError:
            pass  # a planted leak may take the door down with it
        child.terminate()
        printed, _ = child.communicate(timeout=20)
    return printed + b"\0" + all_bytes(home)


def own_files() -> bytes:
    """The model's folder and the folder that nlu runs in."""
    return all_bytes(ROOT / "nlu" / "models") + b"\0".join(path.read_bytes() for path in [*ROOT.glob("*"), *ROOT.glob("nlu/*")] if path.is_file())


def test_a_message_never_reaches_standard_output_or_a_file(trained, tmp_path):
    words = [canary() for _ in range(3)]
    left = what_nlu_leaves(SERVE, tmp_path, words)
    assert found_in(left + own_files(), words) == []


def test_an_error_while_reading_says_nothing_of_the_message(trained, tmp_path):
    word = canary()
    assert found_in(what_nlu_leaves(BROKEN, tmp_path, [word]), [word]) == []


@pytest.mark.parametrize("leak", [LEAK_IN_OUTPUT, LEAK_IN_FILE, LEAK_IN_ERROR], ids=["uitvoer", "bestand", "fout"])
def test_the_look_finds_a_planted_leak(trained, tmp_path, leak):
    word = canary()
    assert found_in(what_nlu_leaves(leak, tmp_path, [word]), [word])


def test_the_process_has_no_file_open_to_write_in(nlu):
    with nlu.client() as client:
        client.post("/parse", json={"text": canary()})
    assert written_files(nlu.pid) == []


def test_the_look_finds_an_open_file(tmp_path):
    with (tmp_path / "log").open("w"):
        assert written_files(os.getpid())


def written_files(process: int) -> list[str]:
    """Ordinary files that a process holds open for writing, its standard output and error apart: those belong to who started it."""
    found = []
    for number in Path(f"/proc/{process}/fd").iterdir():
        try:
            flags = int(Path(f"/proc/{process}/fdinfo/{number.name}").read_text().split("flags:")[1].split()[0], 8)
            target = Path(os.readlink(number))
        except OSError:
            continue  # closed meanwhile
        if int(number.name) > 2 and flags & os.O_ACCMODE != os.O_RDONLY and target.is_file():
            found.append(str(target))
    return found


INJECT = """
import asyncio, json, sys
from nlu.understand import Reader
reader = Reader()
read = reader.read if sys.argv[1] == "ours" else reader._agent.parse_message
print(json.dumps(asyncio.run(read("/buiten_onderwerp"))["intent"]))
"""


def certain(road: str) -> object:
    ran = subprocess.run([NLU_PYTHON, "-c", INJECT, road], cwd=ROOT, capture_output=True, text=True, timeout=60)
    return json.loads(ran.stdout)


def test_a_message_cannot_choose_its_intent(nlu):
    with nlu.client() as client:
        for intent in ("crisis", "intrekken", "mentor_info"):
            seen = client.post("/parse", json={"text": f'/{intent}{{"x": 1}}'}).json()
            assert seen["confidence"] < 1.0 and len(seen["alternatives"]) > 1


def test_without_our_stripping_rasa_obeys_the_message(trained):
    """The twin: the road that is not taken, where a text is an order at certainty 1.0."""
    assert certain("rasa") == {"name": "buiten_onderwerp", "confidence": 1.0}
    assert isinstance(certain("ours"), str)


def test_rasa_phones_nobody():
    program = "from nlu import quiet_rasa; import rasa.telemetry as t; print(t.is_telemetry_enabled())"
    ran = subprocess.run([NLU_PYTHON, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ran.stdout == "False\n" and ran.stderr == ""
