"""What stands behind a yes, a no or thanks is read for itself, and a bare answer stays what it is. Refuses the lines of the exam."""

from __future__ import annotations

import pytest

from tests.nlu.test_reading_lines import door, read

__all__ = ["door"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("nee wacht, ik ben docent", "mentor_info"),
        ("Nee, dank u, alleen bewaren.", "bewaren"),
        ("ok dan wil ik het melden", "melden"),
        ("ja maar dan wel anoniem", "melden_anoniem"),
        ("ja maar ik ben bang dat ze boos worden", "bang_gevolgen"),
        ("oke 😂 maar wie leest dat dan", "privacy"),
    ],
)
def test_what_stands_behind_it_is_what_is_meant(door, text, intent):
    assert read(door, text)["intent"] == intent


@pytest.mark.parametrize("text", ["nee", "nee dank u wel", "nee dat was het hoor", "nee ik heb daar echt geen zin in", "nee nog niet versturen"])
def test_a_refusal_stays_one(door, text):
    assert read(door, text)["intent"] == "nee"


@pytest.mark.parametrize("text", ["ja", "ja is goed doe maar", "ja verstuur het maar", "oke doen we"])
def test_a_yes_stays_one(door, text):
    assert read(door, text)["intent"] == "ja"


def test_a_story_behind_it_is_a_story(door):
    assert read(door, "haha nee serieus. ik moet al weken dozen vouwen en de nieuwe stagiair mag gelijk op de heftruck")["story"]


@pytest.mark.parametrize("text", ["ja gooi dan maar alles overboord", "nee wis het"])
def test_nothing_is_ended_by_a_part_of_a_sentence(door, text):
    assert read(door, text)["intent"] not in ("stop", "opnieuw", "terug")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("dat durf ik niet tegen mijn begeleider. heb je iets korters", "vragen_mens.korte_zin"),
        ("haha die onthoud ik. bellen ze mijn ouders als ik het meld", "vragen_melden.ouders"),
    ],
)
def test_what_is_asked_in_the_last_sentence_is_what_is_asked(door, text, question):
    assert read(door, text)["question"] == question
