"""`python -m bot chat`: the command that stays stable (design.md section 4), as a real process with the real nlu."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.doors import TerminalDoor
from tests.golden import Golden

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = """\
# een melding, met de klok
ze zeiden dat ik met mn hoofddoek niet bij de klanten mag staan, kan ik dat anoniem melden?
> Goed
klaar
> Ik wil met iemand praten
> Versturen
@+8d
> Bekijken
"""


def test_a_script_is_played_to_one_json_object_a_turn_and_recorded(trained, tmp_path: Path):
    (tmp_path / "regels.txt").write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "chat", "--script", tmp_path / "regels.txt", "--json", "--record", tmp_path / "goud.txt"]
    done = subprocess.run([*command, "--data", tmp_path / "data"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    turns = [json.loads(line) for line in done.stdout.splitlines()]
    assert [set(turn) for turn in turns] == [{"in", "intent", "step", "say", "buttons"}] * 7
    assert (turns[0]["intent"], turns[0]["step"], turns[0]["buttons"]) == ("melden_anoniem", "melden.lezers", ["Goed", "Iemand mag dit niet zien"])
    assert turns[4]["step"] == "melden.bon"
    assert turns[5]["say"] == ["Er is een vraag"]
    assert turns[6]["step"] == "nazorg.gesproken"
    assert (tmp_path / "data" / "stagemaat.db").exists()
    golden = (tmp_path / "goud.txt").read_text(encoding="utf-8")
    assert "student: > Goed\nbot: [melden.nog_iets]" in golden
    assert "klok: +8d\nbot: [systeem.nieuws_nazorg]" in golden


async def test_what_was_recorded_is_a_golden_conversation(tmp_path: Path, reader):
    recorded = tmp_path / "goud.txt"
    recorded.write_text("student: @start\nbot: [systeem.welkom]\nbot: [welkom.menu]\nstudent: > Hulp\nbot: [hulp.hulp]\n", encoding="utf-8")
    await Golden(recorded, tmp_path / "data", reader, TerminalDoor()).play()
