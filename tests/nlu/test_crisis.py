"""Which message cannot wait, where the model alone sees it. Refuses to let a phrase of danger be outweighed."""

from __future__ import annotations

import pytest

from tests.nlu.test_reading_lines import door, read

__all__ = ["door"]


@pytest.mark.parametrize(
    "text", ["goed ik praat vanavond met hem bedankt", "oke ik ga vanavond met haar praten, dankjewel", "bedankt, ik ga naar hem toe"]
)
def test_a_clear_thanks_brings_no_card_on_the_word_of_the_model_alone(door, text):
    said = read(door, text)
    assert not said["crisis"] and not said["crisis_doubt"]


@pytest.mark.parametrize("text", ["bedankt, ik wil dood", "bedankt voor alles maar ik wil niet meer leven", "vaarwel"])
def test_a_phrase_or_a_sure_model_still_brings_it(door, text):
    assert read(door, text)["crisis"]


@pytest.mark.parametrize(
    "text",
    [
        "nu mocht ik niet op de heftruck en de andere stagiair wel. chef zei je weet t nooit met jullie",
        "dat ga ik echt niet doen hoor",
        "Mijn zoon slaapt slecht en wil niet meer naar die stage. Mag hij stoppen?",
    ],
)
def test_a_story_that_is_clearly_something_else_brings_no_card(door, text):
    assert not read(door, text)["crisis"]
