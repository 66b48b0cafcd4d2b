"""A card that the model alone raised, and wrongly: who goes on is answered, the numbers stand once. Refuses nlu."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play

GUESS = {"crisis": True, "crisis_kind": "onbekend", "crisis_guess": True}
LAST = "systeem.kaart_los"


def wrongly(said: str = "ik werk 24 uur want ik zorg voor mijn moeder", under: bool = False, **guess) -> Play:
    play = Play()
    if under:
        play.say("ze lachen elke dag om mijn accent op stage", "ervaring_werkvloer", story=True)
    assert "crisis.kaart" in play.say(said, "bang_gevolgen", 0.2, **{**GUESS, **guess})
    return play


@pytest.mark.parametrize("under", [False, True])
def test_a_question_is_answered_and_the_numbers_stand_once_in_a_short_line(under):
    play = wrongly(under=under)
    said = play.say("geldt dat ook als ik korter werk", "is_dit_discriminatie", 0.9, question="vragen_wet.deeltijd")
    assert LAST in said and not any(one.startswith("crisis.") for one in said)
    assert play.text.count("113") == 1 or "113.nl" in play.text


def test_more_of_the_story_is_told_also_where_the_model_guesses_again_and_nothing_is_lost():
    play = wrongly()
    said = play.say(
        "zij krijgen de cursus betaald en ik niet",
        "crisis",
        0.49,
        alternatives=(("crisis", 0.49), ("ervaring_werkvloer", 0.48)),
        story=True,
        **GUESS,
    )
    assert LAST in said and play.step == "vertellen.gehoord"
    held = play.session["memory"]["verhaal"]
    assert "24 uur" in held and "cursus" in held


def test_a_wish_and_a_goodbye_in_a_sentence_are_heard():
    assert "crisis.kaart" not in wrongly().say("ja oke ik vraag het hem eerst, tot later", "ja", 0.95)
    assert LAST in wrongly().say("haal alles maar weg wat ik typte", "intrekken", 0.9)


def test_of_another_one_word_no_is_enough():
    play = Play()
    play.say("mijn maat wordt uitgelachen op stage", "omstander", story=True)
    play.say("hij wil het zelf niet denk ik", "nee", 0.4, **GUESS)
    assert play.step == "crisis.kaart"
    assert play.say("nee") == ["crisis.weer", "vertellen.gehoord"]


@pytest.mark.parametrize(
    "said, intent, more",
    [
        ("ja", "ja", {}),
        ("ik kan het allemaal niet meer", "emotie", {"crisis_doubt": True}),
        ("ik weet niet of ik de ochtend haal", "crisis", GUESS),
        ("ik wil niet meer leven", "crisis", {"crisis": True, "crisis_kind": "zelfdoding"}),
        ("wat moet ik nu doen", "hulp_bot", {"question": "vragen_mens.wat_nu"}),
        ("hij staat nog steeds buiten", "onbekend", {}),
    ],
)
def test_who_may_still_be_in_danger_keeps_the_card(said, intent, more):
    play = wrongly()
    play.say(said, intent, **more)
    assert play.step.startswith("crisis.") and "112" in play.text


@pytest.mark.parametrize("raised", [{"crisis_guess": False}, {"crisis_kind": "zelfdoding"}, {"crisis_kind": "gevaar_nu"}])
def test_a_phrase_or_a_kind_that_the_model_is_sure_of_holds_the_card_as_before(raised):
    play = wrongly(**raised)
    play.say("de anderen liepen gewoon door toen", "niet_geloofd", 0.7, story=True)
    assert LAST not in play.said


def test_a_phrase_on_the_card_makes_it_no_guess_any_more():
    play = wrongly()
    play.say("ik wil niet meer leven", "crisis", crisis=True, crisis_kind="zelfdoding")
    play.say("de anderen liepen gewoon door toen", "niet_geloofd", 0.7, story=True)
    assert LAST not in play.said


def test_nobody_is_asked_how_they_are_for_a_doubt_of_the_model_in_what_is_surely_told():
    line = "er was gereedschap zoek en alleen ik moest mijn zakken leegmaken"
    plain = {"story": True, "crisis_doubt": True}
    assert "systeem.zacht" not in Play().say(line, "ervaring_werkvloer", 0.99, crisis_guess=True, **plain)
    assert "systeem.zacht" in Play().say(line, "ervaring_werkvloer", 0.99, **plain)
    assert "systeem.zacht" in Play().say(line, "ervaring_werkvloer", 0.8, crisis_guess=True, **plain)


def test_a_guess_in_a_clear_order_is_answered_at_once_with_the_numbers_under_it():
    play = Play()
    play.say("ze lachen elke dag om mijn accent op stage", "ervaring_werkvloer", story=True)
    said = play.say("en als ik het toch niet meer wil? hoe haal ik het weg", "intrekken", 0.84, aside=True, asks=True, **GUESS)
    assert LAST in said and "crisis.kaart" not in said and "112" in play.text and "113" in play.text


@pytest.mark.parametrize(
    "more",
    [{"aside": False}, {"confidence": 0.6}, {"crisis_kind": "zelfdoding"}, {"crisis_guess": False}, {"intent": "emotie"}],
)
def test_anything_less_clear_brings_the_card_as_before(more):
    play = Play()
    reading = {"intent": "intrekken", "confidence": 0.84, "aside": True, "asks": True, **GUESS, **more}
    assert "crisis.kaart" in play.say("hoe haal ik het weg?", **reading)


def test_after_a_wrong_card_a_guess_in_more_of_the_story_is_heard_with_the_numbers():
    play = wrongly(under=True)
    play.say("en toen zei hij dat kun jij toch niet", "niet_geloofd", 0.7, story=True)
    said = play.say("de rest kreeg die cursus wel betaald", "ervaring_werkvloer", 0.6, story=True, **GUESS)
    assert LAST in said and not any(one.startswith("crisis.") for one in said)
    assert "crisis.kaart" in play.say("ik kan echt niet meer", "emotie", 0.9, **GUESS)


def test_what_others_said_is_no_reason_to_ask_about_death_where_only_a_guess_says_so():
    play = Play()
    play.say("voor die paar uurtjes niet de moeite zegt ie, zij krijgen het wel", "ervaring_werkvloer", 0.48, story=True, **GUESS)
    assert play.step == "vertellen.gehoord" and "113" in play.text
    play = Play()
    play.say("ik trek die paar uurtjes zo niet meer, zij krijgen het wel", "ervaring_werkvloer", 0.48, story=True, **GUESS)
    assert play.step == "crisis.kaart"
    said = play.say("heeft niks met turk zijn te maken denk ik", "crisis", 0.3, question="vragen_wet.naam_of_afkomst", grounds=("afkomst",), **GUESS)
    assert LAST in said and not any("naam_of_afkomst" in one for one in said)
    assert not play.session["memory"].get("gronden")


COMES = {"crisis": True, "crisis_kind": "gevaar_nu", "crisis_guess": True, "aside": True}


def test_who_types_in_secret_hears_112_first_and_that_the_phone_may_go():
    play = Play()
    play.say("ik moet elke dag uitleggen wat ik stem op stage", "ervaring_werkvloer", story=True)
    assert play.say("wacht hij komt eraan", "crisis", 0.99, **COMES) == ["systeem.komt_iemand"]
    assert "112" in play.text and any(one.endswith("nu") for one in play.buttons)
    assert "komt eraan" not in play.session["memory"]["verhaal"]


@pytest.mark.parametrize(
    "said, more",
    [
        ("hij komt eraan", {}),
        ("wacht hij komt eraan hij is boos", {}),
        ("help wacht mijn vader komt eraan", {}),
        ("wacht hij komt eraan", {"crisis_guess": False}),
        ("wacht hij komt eraan", {"crisis_kind": "zelfdoding"}),
    ],
)
def test_who_may_be_in_danger_gets_the_card(said, more):
    assert "crisis.kaart" in Play().say(said, "crisis", 0.99, **{**COMES, **more})
