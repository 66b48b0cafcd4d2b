"""A parent who sees a child that is low is heard, with the numbers, and is not held on the card for a guess. Refuses to read by nlu."""

from __future__ import annotations

import pytest

from tests.flows.test_hier import parent

GUESS = {"crisis": True, "crisis_guess": True, "crisis_kind": "onbekend", "story": True}


@pytest.mark.parametrize("said", ["hij wil niet meer gaan hij zit in kamer", "mijn dochter slaapt niet en huilt", "ze komt haar kamer niet uit"])
def test_a_guess_raises_no_card_and_the_numbers_stand_in_the_answer(said):
    play = parent()
    assert play.say(said, "crisis", 0.69, **{**GUESS, "crisis_kind": "seksueel_geweld"}) == ["antwoorden.ouder_zorg"]
    assert "112" in play.text and "113" in play.text


def test_a_second_guess_is_answered_as_it_is_with_the_numbers_under_it():
    play = parent()
    play.say("hij wil niet meer gaan", "crisis", 0.69, **GUESS)
    said = play.say("hij zeg mama niet bellen naar school", "omstander", 0.2, crisis=True, crisis_guess=True, crisis_kind="onbekend")
    assert said == ["vragen_mens.ander_wil_niet_ouder", "systeem.kaart_los"]


@pytest.mark.parametrize(
    "said, more",
    [
        ("hij zegt dat hij niet meer wil leven", GUESS),
        ("hij huilt en zegt dat hij dood wil", {**GUESS, "crisis_guess": False}),
        ("zijn baas heeft hem geslagen en hij huilt", GUESS),
    ],
)
def test_a_word_of_danger_or_a_phrase_of_the_list_still_lays_the_card(said, more):
    assert "crisis.kaart" in parent().say(said, "crisis", 0.6, **more)


def test_of_which_the_model_is_sure_still_lays_the_card():
    assert "crisis.kaart" in parent().say("hij huilt en zit in zijn kamer", "crisis", 0.9, **GUESS)


def test_a_student_with_the_same_words_gets_the_card():
    from tests.flows.playing import Play

    assert "crisis.kaart" in Play().say("hij wil niet meer gaan hij zit in kamer", "crisis", 0.69, **GUESS)


@pytest.mark.parametrize(
    "said, intent, answer",
    [
        ("ze komt huilend thuis", "emotie", "antwoorden.ouder_zorg"),
        ("zij zegt mam laat het rusten maar ik zie dat ze niet meer eet", "omstander", "antwoorden.ouder_zorg"),
        ("hij is 19", "omstander", "antwoorden.ouder_leeftijd"),
        ("zijn mentor helpt niet", "niet_geloofd", "antwoorden.ouder_langs"),
        ("ik wil dat die zaak geen stagiaires meer krijgt", "rechten_school", "antwoorden.ouder_sbb"),
        ("ze zegt pap niet bellen", "omstander", "vragen_mens.ander_wil_niet_ouder"),
    ],
)
def test_what_a_parent_tells_is_answered(said, intent, answer):
    assert parent().say(said, intent)[-1] == answer


def test_who_tells_on_is_not_told_that_it_was_not_understood():
    play = parent()
    said = [play.say(line, "omstander")[-1] for line in ("hij is er stil van", "het houdt maar niet op daar", "ze lachen hem uit")]
    assert "antwoorden.ouder_vragen" not in said and len(set(said)) == 3


def test_a_guess_at_what_a_parent_tells_is_no_answer_about_another_place():
    assert parent().say("een bedrijf heeft wel een lift", "stage_zoeken", 0.3)[-1] == "antwoorden.ouder_verder"


def test_who_says_once_more_to_be_a_parent_and_asks_for_a_number_gets_it():
    play = parent()
    assert play.say("graag een nummer dat ik als ouder kan bellen", "melden_vertrouwelijk")[-1] == "antwoorden.ouder_bellen"
