"""Who asks whether something may be done, hears the rule of the ground that was told. Refuses to read by nlu."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play

COUNTS = {"intent": "is_dit_discriminatie", "aside": True}


def told(text: str, *grounds: str, intent: str = "ervaring_werkvloer") -> Play:
    play = Play()
    play.say(text, intent, story=True, grounds=grounds)
    return play


@pytest.mark.parametrize(
    "ground, answer",
    [
        ("arbeidsduur", "antwoorden.om_je_uren"),
        ("politieke_gezindheid", "antwoorden.om_je_mening"),
        ("burgerlijke_staat", "antwoorden.om_je_relatie"),
        ("genderidentiteit", "vragen_wet.nieuwe_naam"),
        ("zwangerschap", "vragen_wet.zwanger"),
        ("nationaliteit", "antwoorden.om_je_land"),
    ],
)
def test_whether_it_is_only_bad_luck_asks_whether_it_counts(ground, answer):
    play = told("de anderen mogen alles, en ik nooit", ground)
    assert answer in play.say("is dat nou gewoon pech", **COUNTS, question="vragen_mens.pech")


def test_bad_luck_that_asks_nothing_is_comforted():
    assert "vragen_mens.pech" in told("de anderen mogen alles", "arbeidsduur").say("gewoon pech dus", "melden_zinloos", question="vragen_mens.pech")


@pytest.mark.parametrize("said", ["mag die baas dat eisen", "mag een chef dit", "kan hij dat verbieden"])
def test_a_few_words_that_point_to_what_was_told_ask_about_that(said):
    play = told("ik moet stoppen met bidden in mijn pauze", "godsdienst")
    assert "antwoorden.om_je_geloof" in play.say(said, **COUNTS, asks=True, near=("vragen_wet.taal_accent",))


def test_more_words_than_those_may_ask_something_else():
    play = told("ik moet stoppen met bidden in mijn pauze", "godsdienst")
    assert "antwoorden.om_je_geloof" not in play.say(
        "telt het ook mee als het niet expres was", **COUNTS, asks=True, near=("vragen_mens.niet_expres",)
    )


def test_a_ground_that_it_is_set_against_is_not_what_it_is_about():
    play = told("zij krijgen een cursus en ik niet, ik werk er 20 uur", "arbeidsduur")
    said = play.say("geldt dat dan ook of moet t over afkomst gaan", "uitleg_gronden", 0.6, aside=True, grounds=("afkomst",))
    assert "antwoorden.om_je_uren" in said


def test_what_holds_for_somebody_else_is_no_question_about_a_ground():
    play = told("zij krijgen een cursus en ik niet", "arbeidsduur")
    assert "antwoorden.om_je_uren" not in play.say("geldt dat ook voor mijn mentor", "privacy", aside=True, asks=True)


def test_who_asked_about_faith_and_then_whether_it_may_asks_about_faith():
    play = Play()
    play.say("mag mijn hoofddoek af moeten?", "is_dit_discriminatie", question="vragen_wet.hoofddoek")
    play.say("ik vroeg of een zwarte ook mag maar hij lachte", "ervaring_werkvloer", story=True, grounds=("huidskleur",))
    assert "antwoorden.om_je_geloof" in play.say("dus mag dat of mag dat niet", **COUNTS, asks=True)


def test_an_illness_that_is_named_is_told_and_asked_about():
    play = Play()
    assert "vertellen.gehoord" in play.say("heb suiker moet elke paar uur wat eten en prikken", "buiten_onderwerp", 0.75)
    assert "vragen_wet.aanpassing" in play.say("moet hij me laten eten ja of nee", "ervaring_werkvloer", 0.65, story=True)


def test_for_another_it_is_said_of_another():
    play = told("mijn broertje mag niet bidden in zijn pauze", "godsdienst", intent="omstander")
    play.say("mag die baas dat eisen", **COUNTS, asks=True)
    assert "bij jou" not in play.text


def test_whether_one_may_think_something_is_asked_of_an_opinion():
    assert Play().say("mag je dan niks vinden op je werk?", "stage_zoeken", aside=True, asks=True)[-1] == "antwoorden.om_je_mening"


def test_what_it_falls_under_is_asked_of_what_was_told():
    play = told("zij krijgen een cursus en ik niet", "arbeidsduur")
    assert "antwoorden.om_je_uren" in play.say("valt dit onder iets", **COUNTS, question="vragen_wet.welke_grond")


def test_whether_it_holds_for_a_reader_is_no_question_about_a_ground():
    play = told("zij krijgen een cursus en ik niet", "arbeidsduur")
    said = play.say("geldt dat ook voor mijn mentor", "uitleg_gronden", aside=True, asks=True, near=("vragen_melden.leest_mentor_mee",))
    assert "antwoorden.om_je_uren" not in said
