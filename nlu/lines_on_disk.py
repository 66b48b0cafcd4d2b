"""The lines that nlu learns from and is measured on. Refuses to mix the two: what is held back cannot be had by asking for what is learned."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import yaml

HERE = Path(__file__).resolve().parent
DATA, EXAM = HERE / "data", HERE / "evaluation"
SAME_HAND = "q4"  # the voice of who wrote lines to learn from as well
# What somebody wants, tells or feels; no line of these asks for a fact.
NO_QUESTION = frozenset(
    {
        "groet", "bedankt", "afscheid", "ja", "nee", "stop", "terug", "opnieuw", "ervaring_zoeken", "ervaring_werkvloer", "omstander",
        "oefenen", "melden", "melden_anoniem", "melden_vertrouwelijk", "bewaren", "status_melding", "intrekken", "herinnering", "grens",
        "crisis", "emotie", "niet_geloofd", "stage_zoeken", "buiten_onderwerp", "beledigt_bot", "is_dit_discriminatie", "uitleg_stagediscriminatie",
        "uitleg_microagressie", "uitleg_gronden", "hulp_bot",
    }
)  # fmt: skip


class Line(NamedTuple):
    """One line, what it means, and who wrote it."""

    text: str
    intent: str
    voice: str


ACCOUNTS = frozenset({"ervaring_zoeken", "ervaring_werkvloer", "omstander", "grens", "niet_geloofd", "emotie"})  # they tell something
EITHER = frozenset({"crisis", "geen_bewijs", "bang_gevolgen", "melden_zinloos", "stage_zoeken", "ja", "nee"})  # part of a story, or an answer


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


def question_lines() -> list[tuple[str, str]]:
    """All lines of nlu/questions, each with the question that it asks, named as content/nl names its answer: `vragen_wet.zwanger`;
    those of algemeen.yml ask none of them: ""."""
    return [
        (str(line), f"{path.stem}.{name}" if path.stem != "algemeen" else "")
        for path in sorted((HERE / "questions").glob("*.yml"))
        for name, lines in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for line in lines
    ]


def asks_nothing() -> list[str]:
    """Training lines that ask no particular question: of each intent that is no question itself, one in three: more add nothing."""
    return [line.text for line in training_lines() if line.intent in NO_QUESTION][::3]


def aside_lines() -> list[tuple[str, bool]]:
    """All lines of aside.yml, each with whether it is said to the bot."""
    said = yaml.safe_load((HERE / "aside.yml").read_text(encoding="utf-8"))
    return [(str(line), name == "bot") for name, lines in said.items() for line in lines]


def orders_and_accounts() -> list[tuple[str, bool]]:
    """Training lines of intents that are mostly said to the bot, or mostly tell something; of both one in six."""
    return [(line.text, line.intent not in ACCOUNTS) for line in training_lines() if line.intent not in EITHER][::6]


def exam_lines(file: str) -> list[Line]:
    """Of nlu/evaluation: `lines` or `two_things`. For measuring only."""
    return [Line(row["text"], row["intent"], row["voice"]) for row in _rows(file)]


def exam_asides() -> list[tuple[str, bool]]:
    """Of nlu/evaluation: lines typed in the middle of a story, and whether each is said to the bot. For measuring only."""
    return [(row["text"], row["to"] == "bot") for row in _rows("asides")]


def exam_questions(strangers: bool = False) -> list[tuple[str, str | None]]:
    """Of nlu/evaluation: lines, and the particular question that each asks, if any. For measuring only.

    With `strangers` only the lines of who did not know what was learned.
    """
    return [(row["text"], row["question"]) for row in _rows("questions") if not (strangers and row["voice"] == SAME_HAND)]


def exam_everyday(file: str) -> list[str]:
    """Of nlu/evaluation: `short` answers or `ordinary` sentences with strong words, of which none is a crisis. For measuring only."""
    return (EXAM / f"{file}.txt").read_text(encoding="utf-8").splitlines()


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
