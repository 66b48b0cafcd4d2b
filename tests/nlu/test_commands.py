"""The commands of `python -m nlu`, run as a person runs them: from the bot's environment. Refuses to look inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("trained")


def run(*command: str, lines: bytes = b"", **environment: str) -> subprocess.CompletedProcess:
    surroundings = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-m", "nlu", *command], cwd=ROOT, input=lines, capture_output=True, timeout=120, env=surroundings)


def test_parse_gives_one_object_a_line_with_exactly_the_agreed_fields():
    ran = run("parse", lines="hoi\n\nik heet Fatima\n\xff\n".encode("latin-1"), PYTHONDONTWRITEBYTECODE="1", PYTHONWARNINGS="error")
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == b""
    assert [row["text"] for row in rows] == ["hoi", "", "ik heet Fatima", "\ufffd"]
    assert list(rows[0]) == [
        *("text", "intent", "confidence", "alternatives", "crisis", "crisis_kind", "crisis_doubt"),
        *("story", "aside", "phase", "grounds", "foreign", "question", "asks", "near", "nearest", "identifying"),
    ]  # fmt: skip
    assert rows[0]["intent"] == "groet" and rows[0]["alternatives"][0] == ["groet", rows[0]["confidence"]]
    assert rows[2]["identifying"] == [{"start": 8, "end": 14, "kind": "NAAM"}]


def test_evaluate_measures_a_file(tmp_path):
    file = tmp_path / "regels.jsonl"
    file.write_text('{"text": "hoi", "intent": "groet"}\n{"text": "wat is een microagressie", "intent": "uitleg_microagressie"}\n')
    figures = json.loads(run("evaluate", str(file)).stdout)
    assert (figures["lines"], figures["accuracy"], figures["macro_f1"]) == (2, 1.0, 1.0)
    assert figures["latency_ms"]["p50"] > 0


def test_evaluate_names_file_and_line_of_what_it_cannot_read(tmp_path):
    file = tmp_path / "regels.jsonl"
    file.write_text('{"text": "hoi", "intent": "groet"}\nhoi\n')
    ran = run("evaluate", str(file))
    assert ran.returncode != 0 and b"regels.jsonl:2" in ran.stderr and b"Traceback" not in ran.stderr


def test_evaluate_of_no_file_says_so(tmp_path):
    ran = run("evaluate", str(tmp_path / "weg.jsonl"))
    assert ran.returncode != 0 and b"weg.jsonl" in ran.stderr and b"Traceback" not in ran.stderr


def test_train_does_nothing_twice():
    assert run("train").stdout == b""
