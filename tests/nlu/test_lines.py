"""The lines that nlu learns from and is measured on: how many, and how far apart. Refuses a training line that gives the exam away."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from flows.yaml_file import read_yaml
from tests.conftest import ROOT
from tests.nlu.test_pipeline import in_nlu

DATA, EXAM = ROOT / "nlu" / "data", ROOT / "nlu" / "evaluation"
INTENTS = {path.stem for path in DATA.glob("*.yml")}
# The pairs that domain.md section 7 keeps apart with a sentence of its own.
HARD = {
    *("stop", "nee", "afscheid", "melden", "melden_anoniem", "melden_vertrouwelijk", "privacy", "wie_vertrouwenspersoon", "externe_hulp"),
    *("is_dit_discriminatie", "uitleg_gronden", "uitleg_stagediscriminatie", "rechten_school", "niet_geloofd", "melden_zinloos"),
    *("na_melding", "status_melding", "intrekken", "opnieuw", "ervaring_zoeken", "ervaring_werkvloer", "crisis", "grens"),
}


def exam(file: str) -> list[dict]:
    return [json.loads(row) for row in (EXAM / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]


def trained() -> Counter:
    return Counter(
        block["intent"]
        for path in DATA.glob("*.yml")
        for block in read_yaml(path)["nlu"]
        for line in str(block["examples"]).splitlines()
        if line.strip()
    )


def test_every_intent_has_enough_lines_and_the_hard_pairs_more():
    few = {intent: count for intent, count in trained().items() if count < (60 if intent in HARD else 40)}
    assert not few and HARD <= INTENTS == set(trained())


def test_the_exam_asks_enough_of_every_intent():
    asked = Counter(line["intent"] for line in exam("lines"))
    assert set(asked) == INTENTS and min(asked.values()) >= 10
    assert len(exam("two_things")) >= 60 and {line["intent"] for line in exam("two_things")} <= INTENTS


def test_the_crisis_gate_has_its_own_lines_half_of_them_held_back():
    count = Counter((line["half"], line["crisis"]) for line in exam("crisis"))
    assert count["ontwikkeling", True] + count["achtergehouden", True] >= 300
    assert count["ontwikkeling", False] + count["achtergehouden", False] >= 300
    assert min(count.values()) >= 150 and len(count) == 4


@pytest.mark.parametrize("file", ["lines", "two_things", "crisis"])
def test_no_exam_line_stands_twice(file):
    count = Counter(line["text"].lower() for line in exam(file))
    assert max(count.values()) == 1


def test_no_training_line_gives_an_exam_line_away():
    """Training lines against the whole exam, and what the gate learns besides against the half that it is measured on."""
    ran = in_nlu(
        "import json\n"
        "from nlu.alike import alike\n"
        "from nlu.lines_on_disk import (\n"
        "    aside_lines, crisis_lines, exam_asides, exam_lines, exam_questions, gate_lines, question_lines, training_lines)\n"
        "held = [line.text for line in crisis_lines(held_back=True)]\n"
        "develop = [line.text for line in crisis_lines(held_back=False)]\n"
        "asked = [line.text for file in ('lines', 'two_things') for line in exam_lines(file)]\n"
        "close = alike([line.text for line in training_lines()], asked + held + develop)\n"
        "close += alike([line.text for line in gate_lines()], asked + held)\n"
        "close += alike([line for line, _ in question_lines()], asked + [line for line, _ in exam_questions()])\n"
        "every = [*training_lines(), *aside_lines(), *question_lines()]\n"
        "close += alike([line[0] for line in every], [line for line, _ in exam_asides()])\n"
        "close += alike([line for line, _ in aside_lines()], asked + held)\n"
        "print(json.dumps(close, ensure_ascii=False))\n"
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == []


def test_a_line_with_one_letter_changed_is_seen():
    """The twin of the test above: the measure finds what it must find, and leaves short lines alone."""
    ran = in_nlu(
        "from nlu.alike import alike\n"
        "print(alike(['wat is nou een microagresie', 'ja hoor'], ['Wat is nou een microagressie', 'ja hoor', 'wat is het weer']))\n"
    )
    assert ran.stdout.strip() == "[('wat is nou een microagresie', 'Wat is nou een microagressie', 0.982)]"
