"""What is said to the bot in the middle of a story, on lines of a writer who saw none of ours. Refuses to ask for more than was measured."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT
from tests.nlu.test_reading_lines import door, read

__all__ = ["door"]
EXAM = [json.loads(row) for row in (ROOT / "nlu" / "evaluation" / "asides.jsonl").read_text(encoding="utf-8").splitlines()]


def share(door, to: str) -> float:
    said = [read(door, row["text"])["aside"] for row in EXAM if row["to"] == to]
    return sum(said) / len(said)


def test_most_of_what_is_said_to_the_bot_is_seen(door):
    assert share(door, "bot") >= 0.7


def test_a_sentence_of_a_story_is_hardly_ever_kept_out_of_it(door):
    assert share(door, "story") <= 0.05


@pytest.mark.parametrize("text", ["toen riep hij wie heeft jou hier neergezet", "ze vroeg of ik wel kon rekenen", "alleen ik, de rest niet"])
def test_what_others_asked_is_told(door, text):
    assert not read(door, text)["aside"]
