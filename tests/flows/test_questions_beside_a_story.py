"""Who told something can still ask, practise and refuse, and a button that names one card leads to it. Refuses to judge the words."""

from __future__ import annotations

import pytest

from tests.flows.playing import CONVERSATION, Play

STORY = "mijn chef noemt me elke dag bij mijn achternaam en de rest niet"
NAMED = ("SBB", "College", "Discriminatie.nl", "Inspectie", "Klachtencommissie")


def told() -> Play:
    play = Play()
    assert play.say(STORY, "ervaring_werkvloer", story=True)[-1] == "vertellen.gehoord"
    return play


def test_no_button_that_names_one_organisation_opens_the_menu_of_all():
    spaces = [*CONVERSATION.words.values(), *(flow.words for flow in CONVERSATION.flows.values())]
    menus = [words[key].labels["wie"].text for words in spaces for key in words if "wie" in words[key].labels]
    assert not [text for text in menus for name in NAMED if name.casefold() in text.casefold()]


@pytest.mark.parametrize(("entry", "card"), [("wie_sbb", "wie_is_wie.sbb"), ("wie_college", "wie_is_wie.college"), ("cijfers", "uitleg.cijfers")])
def test_such_a_button_leads_to_the_card(entry, card):
    assert Play().turn(entry=entry)[-1] == card


def test_a_question_said_to_us_without_the_form_of_one_is_answered():
    play = told()
    assert play.say("ik wil wel horen hoe dat dan gaat bij school", "na_melding", aside=True) == ["antwoorden.na_melding", "vertellen.gehoord"]


def test_what_is_no_clear_question_is_still_no_part_of_the_story():
    play = told()
    assert play.say("zo dan hebben we dat", "buiten_onderwerp", aside=True)[0].startswith("systeem.terzijde")


def test_practice_is_begun_by_its_name_and_the_story_stays():
    play = told()
    assert play.say("doe toch maar die quiz", "oefenen", 0.7)[-1] == "geval.kijk"
    assert play.session["memory"]["verhaal"] == STORY


@pytest.mark.parametrize("text", ["ik wil iets anders proberen", "geef eens iets"])
def test_practice_is_not_begun_on_a_guess(text):
    assert "geval.kijk" not in told().say(text, "oefenen", 0.7)


@pytest.mark.parametrize("text", ["melden hoeft niet, ik vroeg het me alleen af", "ik ga het niet melden hoor"])
def test_who_does_not_want_to_report_is_not_asked_how(text):
    play = told()
    assert "melden.manier" not in play.say(text, "melden")
    assert play.session["memory"]["verhaal"] == STORY


def test_who_wants_to_report_still_is():
    assert told().say("ik wil het melden bij school", "melden")[-1] == "melden.manier"


def test_an_example_after_an_answer_to_a_worry_is_one_of_the_subject():
    play = told()
    assert play.say("moet ik bewijs hebben?", "geen_bewijs")[0] == "antwoorden.geen_bewijs"
    assert play.say("doe eens een voorbeeld?", "oefenen", question="vragen_wet.voorbeeld")[0] == "vragen_wet.voorbeeld"


def test_a_card_said_in_other_words_keeps_its_own_examples():
    play = Play()
    play.say("wat is een microagressie", "uitleg_microagressie")
    play.session["answered"] = "anders.uitleg.microagressie"
    assert play.say("geef een voorbeeld?", "oefenen", question="vragen_wet.voorbeeld") == ["antwoorden.voorbeelden_microagressie"]


@pytest.mark.parametrize("secret", ["vragen_melden.ouders", "vragen_melden.iemand_weglaten", "vragen_melden.hoort_bedrijf_het"])
def test_what_nobody_may_know_does_not_go_along_unseen(secret):
    play = Play()
    play.say("ze lachen om mijn accent", "ervaring_werkvloer", story=True)
    text = "thuis weten ze van niks en dat moet zo blijven ook"
    assert play.say(text, "melden_zinloos", 0.4, near=(secret,))[0] == "systeem.bedoel_je"
    assert text not in play.session["memory"]["verhaal"]
    play.press("hoort_bij_verhaal")
    assert text in play.session["memory"]["verhaal"]


def test_who_tells_that_somebody_does_not_know_is_heard():
    play = Play()
    play.say("ze lachen om mijn accent", "ervaring_werkvloer", story=True)
    text = "mijn ouders weten niet dat ik homo ben en op stage roept iedereen het"
    play.say(text, "ervaring_werkvloer", story=True, near=("vragen_melden.ouders",))
    assert text in play.session["memory"]["verhaal"]


def test_who_lost_the_place_already_is_not_only_told_what_to_do_before_leaving():
    play = Play()
    play.say("toen ik zei dat ik zwanger ben was mijn plek weg", "ervaring_zoeken", story=True)
    play.say("ik heb voor de kerst een nieuwe nodig", "stage_weg", aside=True)
    assert "ook als je plek al weg is" in play.text
