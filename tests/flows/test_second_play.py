"""What students said in a second round of played stories, and what they hear now. Refuses to load a model."""

from __future__ import annotations

import pytest

from tests.flows.test_listening import heard, telling


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hoi ik tiep slegt heb disleksie sorrie", "luisteren.begin_typen"),
        ("kan ik hier iets zeggen zonder dat iemand het weet", "luisteren.begin_stil"),
    ],
)
def test_who_fears_to_type_or_to_be_heard_gets_room(line, said):
    assert heard(line, "buiten_onderwerp", aside=True).effects[-1]["say"] == said


def test_what_was_taken_for_sexual_and_is_not_leaves_that_talk_with_its_story():
    play = heard("ze lachen me uit om hoe ik schrijf", "grens", story=True)
    assert play.session["now"][-1]["flow"] == "grens"
    play.say("nee nie sexueel!! de baas noemt me dombo", "grens", story=True)
    assert play.session["now"][-1]["flow"] == "vertellen"
    assert not play.session["memory"].get("over_grens") and not play.session["memory"].get("soort_grens")
    assert play.session["memory"]["verhaal"] == "ze lachen me uit om hoe ik schrijf\nde baas noemt me dombo"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("en agge nou niks zegt, is da dan laf?", "vragen_mens.niet_laf"),
        ("en als hij word boos?", "vragen_mens.wordt_boos"),
        ("komt dit nou door mn naam?", "vragen_wet.door_mijn_naam"),
        ("en wat zeg ik tegen aysel achteraf?", "vragen_mens.steun_achteraf"),
    ],
)
def test_what_is_asked_in_these_words_is_answered_and_differently_the_second_time(line, said):
    play = telling()
    play.say(line, "grens", story=True, question=said)
    assert said in [effect.get("say") for effect in play.effects]
    if said != "vragen_mens.steun_achteraf":
        play.say(line, "grens", story=True, question=said)
        assert f"{said}_weer" in [effect.get("say") for effect in play.effects]


def test_who_looks_for_the_fault_in_themselves_hears_that_it_is_not_there():
    play = telling()
    play.say("de kok zegt dat ik rustiger moet praten dus misschien ligt het aan mij", "ervaring_werkvloer", story=True)
    assert "luisteren.hoor_schuld" in [effect.get("say") for effect in play.effects]
