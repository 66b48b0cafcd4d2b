"""Words become exactly what stands in the file; a value stays exactly what somebody typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.loader import CONTENT
from flows.markup import read_markup
from flows.matching import pick_exact, pick_label, plain, without_lead
from flows.words import Label, read_words


def test_bold_and_lists_become_text_and_spans():
    rich = read_markup("Hoi **daar**\nen *jij*\n\n- een\n- twee")
    assert rich.text == "Hoi daar\nen jij\n\n• een\n• twee"
    assert rich.spans == ((4, 4, "bold"), (12, 3, "italic"))


@given(st.text(), st.text())
def test_a_value_is_never_markup(one, other):
    rich = read_markup("a **{x}** b *c* {y}").fill({"x": one, "y": other})
    assert rich.text == f"a {one} b c {other}"
    assert rich.spans == ((2, len(one), "bold"), (len(one) + 5, 1, "italic"))


def labels(**texts: str) -> dict[str, Label]:
    return {key: Label(text.split("|")[0], tuple(text.split("|")[1:]), 1) for key, text in texts.items()}


CHOICES = labels(anoniem="Ja, anoniem|zonder naam", naam="Ja, met mijn naam", nog_niet="Nog niet")


def test_a_choice_is_heard_in_other_words_by_its_place_and_with_a_typo():
    for said, key in [("ja anoniem!", "anoniem"), ("Zonder naam", "anoniem"), ("2", "naam"), ("nog nite", "nog_niet"), ("NOG NIET 🙃", "nog_niet")]:
        assert pick_label(said, CHOICES) == key


def test_what_could_be_two_choices_is_neither():
    assert pick_label("ja", CHOICES) is None
    assert pick_label("9", CHOICES) is None
    assert pick_label("", CHOICES) is None


def test_a_part_of_a_sentence_is_not_a_control_word():
    assert pick_exact("hij zei nog niet", CHOICES) is None
    assert pick_exact("nog niet.", CHOICES) == "nog_niet"


@given(st.text(max_size=60))
def test_anything_can_be_typed(text):
    pick_label(text, CHOICES)
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("name", ["zaken.md", "niet_lezen.md"])
def test_what_is_filled_in_as_a_value_has_no_markup(name):
    words = read_words(CONTENT / name)
    assert [key for key, section in words.items() if section.rich.spans or "*" in section.text] == []


@pytest.mark.parametrize(
    ("typed", "read"), [("anoni3m", "anoniem"), ("h0i", "hoi"), ("4e", "4e"), ("13 juli", "13 juli"), ("14u30", "14u30"), ("a33b", "a33b")]
)
def test_a_figure_inside_a_word_is_a_letter(typed, read):
    assert plain(typed) == read


def test_what_is_drawn_out_is_the_same_word():
    assert without_lead("heyy okeee mag dit", Label("hey", ("oke",), 1)) == "mag dit"
