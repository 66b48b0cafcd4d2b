"""Grounds and moment from free text, with what only looks like one. Refuses the lines of the exam: those are measured, not tested."""

from __future__ import annotations

import time

import pytest

from tests.nlu.test_reading_lines import door, read

__all__ = ["door"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ik mocht mijn hoofdoek niet op", ["godsdienst"]),
        ("ze vroegen waar ik nou écht vandaan kom", ["afkomst"]),
        ("mijn achternaam was te lastig", ["afkomst"]),
        ("ze noemen me aap", ["huidskleur"]),
        ("ze zoeken liever een meisje voor de balie", ["geslacht"]),
        ("sinds mijn transitie mag ik niet meer bij klanten", ["genderidentiteit"]),
        ("ik ben zwanger en mocht weg", ["zwangerschap"]),
        ("alleen met een nederlands paspoort", ["nationaliteit"]),
        ("hij maakt homograppen omdat ik op mannen val", ["geaardheid"]),
        ("gescheiden vrouwen brengen ongeluk zei ze", ["geslacht", "burgerlijke_staat"]),
        ("met een rolstoel kan dat hier niet", ["handicap"]),
        ("ben 47 en te oud zeiden ze", ["leeftijd"]),
        ("parttimers krijgen geen scholing", ["arbeidsduur"]),
        ("met een nulurencontract tel je niet mee", ["contract"]),
        ("om mijn lidmaatschap van een linkse partij", ["politieke_gezindheid"]),
        ("ik ben veganist uit overtuiging", ["levensovertuiging"]),
        ("Syrisch paspoort? nee dus", ["nationaliteit"]),
        ("zwarte meisjes met een hoofddoek hoeven niet te bellen", ["huidskleur", "godsdienst"]),
    ],
)
def test_a_ground_is_suggested(door, text, wanted):
    assert read(door, text)["grounds"] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ze negeren mij de hele dag",
        "heb je iets gehoord van school",
        "is mijn bericht gelezen",
        "ik moest zwarte schoenen aan",
        "ik geloof dat ik daar weg wil",
        "ik denk dat hij links zit en ik rechts",
        "mijn begeleider is met zwangerschapsverlof",
        "ik heb buikpijn",
        "ik neem contact op over het verschil",
        "hij was er om 8 uur",
        "ik was 3 keer te laat",
    ],
)
def test_what_only_looks_like_a_ground_is_none(door, text):
    assert read(door, text)["grounds"] == []


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("na mijn sollicitatie werd ik afgewezen om mijn hoofddoek", "zoeken"),
        ("ze zagen mijn achternaam en de vacature was ineens vergeven", "zoeken"),
        ("mijn collega lacht elke dag in de kantine om mijn accent", "werkvloer"),
        ("sinds mijn chef weet dat ik zwanger ben krijg ik alleen rotklusjes", "werkvloer"),
        ("wat is discriminatie", None),
    ],
)
def test_the_moment_is_said_where_words_say_it(door, text, phase):
    assert read(door, text)["phase"] == phase


@pytest.mark.parametrize("piece", ["hoofddoek ", "noemen ", "zag mijn ", "a ", "ik ben 44 ", "x" * 60 + " "])
def test_the_longest_text_is_no_slow_path(door, piece):
    text = (piece * 4096)[:4096]
    read(door, text)
    start = time.perf_counter()
    read(door, text)
    assert time.perf_counter() - start < 10  # a search that runs away takes minutes; how fast it is, `make bench` says
