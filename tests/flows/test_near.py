"""A question that is not clear is offered as a button, and answered when it is tapped. Refuses to have it answered on a guess."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play

LIKE = {"near": ("vragen_wet.zwanger", "vragen_wet.leeftijd", "vragen_wet.hoofddoek")}


def offered(play: Play) -> list[str]:
    return [data.partition(":?")[2] for data in play.buttons if ":?" in data]


def test_an_unclear_question_gets_the_two_it_looks_like_most():
    play = Play()
    assert play.say("kan dat zomaar met een buikje?", "onbekend", 0.1, **LIKE)[-1] == "systeem.bedoel_je"
    assert offered(play) == ["vragen_wet.zwanger", "vragen_wet.leeftijd", "iets_anders"]
    assert play.press("vragen_wet.zwanger") == ["vragen_wet.zwanger"]


def test_under_an_answer_that_is_about_more_they_are_offered_too():
    play = Play()
    said = play.say("kan dat zomaar met een buikje?", "rechten_school", **LIKE)
    assert said[-2:] == ["uitleg.rechten", "systeem.of_bedoel_je"]
    assert play.press("vragen_wet.leeftijd") == ["vragen_wet.leeftijd"]


def test_the_name_of_one_may_be_typed():
    play = Play()
    play.say("kan dat zomaar met een buikje?", "onbekend", 0.1, **LIKE)
    assert play.say("mag het omdat ik zwanger ben")[-1] == "vragen_wet.zwanger"


def test_who_gets_the_same_answer_twice_is_offered_them_instead():
    play = Play()
    play.say("mag dat?", "geen_bewijs")
    first, second = (play.say("maar mag dat dan?", "geen_bewijs", **LIKE) for _ in range(2))
    assert "systeem.al_gezegd" not in first + second
    assert "vragen_wet.zwanger" in offered(play)


def test_in_a_story_the_question_stays_out_of_it_and_has_its_button():
    play = Play()
    play.turn(entry="melden")
    play.say("ze lachen elke dag om mijn buik", "ervaring_werkvloer", story=True)
    play.say("en mag dat eigenlijk wel?", "onbekend", 0.1, aside=True, **LIKE)
    assert offered(play) == ["vragen_wet.zwanger", "vragen_wet.leeftijd", "hoort_bij_verhaal"]
    assert play.press("vragen_wet.zwanger")[0].startswith("vragen_wet.zwanger")
    assert play.step == "melden.verhaal"
    assert play.session["memory"]["verhaal"] == "ze lachen elke dag om mijn buik"


@pytest.mark.parametrize("text", ["ze lachen om mijn buikje", "een buikje"])
def test_who_asks_nothing_is_offered_none(text):
    play = Play()
    play.say(text, "rechten_school", **LIKE)
    assert offered(play) == []


def test_what_has_no_name_on_a_button_is_never_offered():
    play = Play()
    play.say("wat nou?", "onbekend", 0.1, near=("vragen_bot.niet_begrepen", "vragen_bot.bestaat_niet"))
    assert offered(play) == []


def test_who_is_not_understood_twice_is_offered_what_it_looks_like_beside_the_rest():
    play = Play()
    play.say("iets rustigs dan", "emotie", 0.2, alternatives=())
    said = play.say("een zin waar hij rustig bij blijft bedoel ik", "reageren", 0.4, near=("vragen_mens.zin_rustig",))
    assert said == ["systeem.onbegrepen_weer"]
    assert offered(play) == ["vragen_mens.zin_rustig", "reageren"] and "@hulp" in play.buttons
    assert play.press("vragen_mens.zin_rustig") == ["vragen_mens.zin_rustig"]


@pytest.mark.parametrize("asked", ["en Noor, wie is dat precies?", "die noor, wat doet die dan"])
def test_who_asks_about_a_reader_by_name_hears_what_they_are_for(asked):
    play = Play()
    play.say("die man zit steeds aan me", "grens", story=True)
    play.press("hulp")
    assert play.say(asked, "na_melding", aside=True)[0] == "vragen_bot.vp_wat"
    assert "Jij kiest wat je vertelt" in play.text


def test_a_statement_is_told_and_asks_for_no_card():
    play = Play()
    play.say("ze lachten me uit om mijn maat waar iedereen bij was", "ervaring_werkvloer", story=True)
    assert play.say("ik zakte zowat door de grond van schaamte man", "uitleg_gronden", 0.7)[-1] == "vertellen.gehoord"
    assert "door de grond" in play.session["memory"]["verhaal"]
    assert play.say("welke gronden zijn er dan allemaal bij die wet?", "uitleg_gronden")[0] == "uitleg.gronden"


def test_who_wants_to_be_called_by_a_woman_hears_how_that_goes():
    play = Play()
    play.say("mijn baas zit aan me", "grens", story=True)
    play.say("bel mij maar wel graag een vrouw, geen kerel", "melden_vertrouwelijk", 0.4, near=("vragen_bot.vp_kiezen",))
    assert play.step == "bellen.naam" and "vragen_bot.vp_kiezen_bij_bellen" in play.said
