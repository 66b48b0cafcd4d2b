"""The lines that nlu learns from and is measured on. Refuses to mix the two: what is held back cannot be had by asking for what is learned."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import yaml

HERE = Path(__file__).resolve().parent
DATA, EXAM = HERE / "data", HERE / "evaluation"


class Line(NamedTuple):
    """One line, what it means, and who wrote it."""

    text: str
    intent: str
    voice: str


class CrisisLine(NamedTuple):
    """One line of the gate's own set."""

    text: str
    crisis: bool
    kind: str | None
    voice: str


def training_lines() -> list[Line]:
    """All lines of nlu/data, in the order of the files."""
    found = []
    for path in sorted(DATA.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            voice = block.get("metadata", {}).get("voice", "eerste")
            found += [Line(row.removeprefix("-").strip(), block["intent"], voice) for row in block["examples"].splitlines() if row.strip()]
    return found


def exam_lines(file: str) -> list[Line]:
    """Of nlu/evaluation: `lines` or `two_things`. For measuring only."""
    return [Line(row["text"], row["intent"], row["voice"]) for row in _rows(file)]


def gate_lines() -> list[CrisisLine]:
    """What the crisis gate learns besides nlu/data: gate.jsonl, and the development half of its own exam."""
    rows = (HERE / "gate.jsonl").read_text(encoding="utf-8").splitlines()
    return [CrisisLine(row["text"], row["crisis"], row["kind"], row["voice"]) for row in map(json.loads, rows)] + crisis_lines(held_back=False)


def crisis_lines(held_back: bool) -> list[CrisisLine]:
    """The half that the gate learns from, or the half that it is measured on."""
    half = "achtergehouden" if held_back else "ontwikkeling"
    return [CrisisLine(row["text"], row["crisis"], row["kind"], row["voice"]) for row in _rows("crisis") if row["half"] == half]


def _rows(file: str) -> list[dict]:
    return [json.loads(row) for row in (EXAM / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
