"""Every intent of domain.md section 7 is answered, from rest and in the middle of a report, and the report goes on. Refuses a silent intent."""

from __future__ import annotations

import pytest

from tests.flows.playing import CASE, CONVERSATION, Play

STORY = "ze lachen elke dag om mijn hoofddoek"
# What a student who says this is answered with, when nothing is going on. The words of the texts are for people to judge.
FROM_REST = {
    "groet": "antwoorden.groet_1",
    "bedankt": "antwoorden.bedankt_1",
    "afscheid": "antwoorden.afscheid_1",
    "ja": "antwoorden.ja",
    "nee": "antwoorden.nee",
    "stop": "besturing.niets_bezig",
    "terug": "welkom.menu",
    "opnieuw": "welkom.menu",
    "hulp_bot": "antwoorden.hulp_bot",
    "uitleg_stagediscriminatie": "uitleg.stagediscriminatie",
    "uitleg_gronden": "uitleg.gronden",
    "uitleg_microagressie": "uitleg.microagressie",
    "rechten_school": "uitleg.rechten",
    "cijfers": "uitleg.cijfers",
    "is_dit_discriminatie": "vertellen",
    "ervaring_zoeken": "vertellen",
    "ervaring_werkvloer": "vertellen",
    "omstander": "vertellen",
    "oefenen": "geval.kijk",
    "reageren": "reageren.begin",
    "melden": "melden",
    "melden_anoniem": "melden",
    "melden_vertrouwelijk": "melden",
    "na_melding": "antwoorden.na_melding",
    "privacy": "antwoorden.privacy",
    "geen_bewijs": "antwoorden.geen_bewijs",
    "bang_gevolgen": "antwoorden.bang_gevolgen",
    "melden_zinloos": "antwoorden.melden_zinloos",
    "niet_geloofd": "antwoorden.niet_geloofd",
    "wie_vertrouwenspersoon": "wie_is_wie.vertrouwenspersoon",
    "externe_hulp": "antwoorden.externe_hulp",
    "bewaren": "",
    "status_melding": "status",
    "intrekken": "",
    "herinnering": "",
    "emotie": "antwoorden.emotie",
    "grens": "grens.begin",
    "crisis": "crisis.kaart",
    "stage_zoeken": "antwoorden.stage_zoeken",
    "stage_weg": "antwoorden.stage_weg",
    "mentor_info": "antwoorden.mentor_info",
    "beledigt_bot": "antwoorden.beledigt_bot_1",
    "buiten_onderwerp": "antwoorden.buiten_onderwerp_1",
}
# These take the report itself further, or end it: nothing comes back to the question that was open.
OF_THE_REPORT = {"stop", "terug", "opnieuw", "nee", "melden", "melden_anoniem", "melden_vertrouwelijk"}
TELLING = {"ervaring_zoeken", "ervaring_werkvloer", "omstander", "emotie", "grens", "geen_bewijs", "bang_gevolgen", "niet_geloofd", "stage_weg"}


def test_these_are_all_intents():
    assert set(CONVERSATION.intents) == set(FROM_REST)


@pytest.mark.parametrize("intent", FROM_REST)
def test_each_is_answered_when_nothing_is_going_on_with_a_way_on(intent):
    play = Play(cases=[CASE])
    play.turn(entry="start")
    play.say("weg")
    said = play.say("iets in eigen woorden", intent)
    assert said and said[-1].startswith(FROM_REST[intent])
    assert "onbegrepen" not in " ".join(said)
    assert play.buttons or intent in {"bedankt", "afscheid", "nee"}


@pytest.mark.parametrize("intent", sorted(TELLING))
def test_what_is_told_with_it_is_kept_and_not_asked_again(intent):
    play = Play()
    play.say(STORY, intent, story=True)
    play.turn(entry="melden")
    assert play.step == "melden.manier"
    assert play.session["memory"]["verhaal"] == STORY


@pytest.mark.parametrize("intent", sorted(set(FROM_REST) - OF_THE_REPORT))
def test_each_is_answered_in_the_middle_of_a_report_and_the_report_goes_on(intent):
    play = Play(cases=[CASE])
    play.say(STORY, "melden", story=True)
    assert play.step == "melden.manier"
    said = play.say("iets in eigen woorden dat langer is", intent, crisis=intent == "crisis")
    assert said and "onbegrepen" not in " ".join(said)
    if said == ["systeem.bedoel_je"]:  # what would take the place of a report is offered first
        said = play.press(f"?{intent}")
    if play.step != "melden.manier":  # somewhere else on purpose: what was open waits
        play.say("stop")
        play.say("verder")
    elif set(said) & {f"antwoorden.{name}" for name in play.conversation.leaving}:
        assert len(said) == 1, "who goes was asked on"
        assert play.say("hoi", "groet")[-1] == "melden.manier"
    else:
        assert len(said) > 1, "the question came back without an answer"
    assert play.step == "melden.manier"
    assert play.session["memory"]["verhaal"].startswith(STORY)
    play.press("anoniem")
    assert play.step == "melden.lezers"


@pytest.mark.parametrize("intent", sorted(OF_THE_REPORT - {"stop", "opnieuw"}))
def test_what_is_about_the_report_stays_in_it(intent):
    play = Play()
    play.say(STORY, "melden", story=True)
    play.say("een woord", intent)
    assert play.session["memory"]["verhaal"] == STORY
    assert not play.session["now"] or play.step.startswith("melden.")


@pytest.mark.parametrize("intent", FROM_REST)
def test_a_button_under_an_answer_leads_somewhere(intent):
    play = Play(cases=[CASE])
    play.turn(entry="start")
    play.say("weg")
    play.say("iets in eigen woorden", intent)
    before = play.session
    for button in play.buttons:
        play.session = before
        assert play.turn(button=button), button
