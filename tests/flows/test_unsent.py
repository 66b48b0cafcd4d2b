"""Who waits while nothing was sent hears that first; who did send something, is answered as before. Refuses to load a model."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.flows.playing import CASE, Play

STORY = "ze noemen me elke dag aap op mijn stage"


def reporting(way: str = "melden_vertrouwelijk", **of) -> Play:
    play = Play(**of)
    play.say(STORY, "ervaring_werkvloer", story=True)
    play.say("meld het maar", way)
    return play


def calling() -> Play:
    play = Play()
    play.say("bel mij", "melden_vertrouwelijk")
    assert play.said[-1] == "bellen.naam"
    return play


def days_later(play: Play, days: int = 3) -> Play:
    play.now += timedelta(days=days)
    return play


@pytest.mark.parametrize("begun", [reporting, lambda: reporting("melden_anoniem"), calling])
@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("al_gelezen", "al_gelezen_niets"),
        ("school_doet_niks", "school_doet_niks_niets"),
        ("hoe_lang_duurt_het", "hoe_lang_duurt_het_niets"),
        ("loopt_het_nog", "loopt_het_nog_niets"),
    ],
)
def test_who_half_made_it_hears_first_that_nothing_went(begun, asked, answer):
    play = days_later(begun())
    step = play.said[-1]
    said = play.say("en hoe zit dat nou?", "status_melding", 0.7, question=f"vragen_melden.{asked}")
    assert said == [f"vragen_melden.{answer}", step]
    assert "niets" in play.effects[0]["text"].partition(".")[0]


@pytest.mark.parametrize("begun", [reporting, calling])
@pytest.mark.parametrize("line", ["is niemand die belt", "ik hoor dus niks. had ik kunnen weten", "zijn ze me vergeten"])
def test_silence_is_explained_where_a_name_is_asked(begun, line):
    assert days_later(begun()).say(line, "status_melding", 0.6)[0] == "systeem.nog_niets_weg"


def test_what_was_put_aside_comes_back():
    play = reporting()
    play.say("hulp")
    assert play.say("heeft iemand het al gelezen?", "status_melding", question="vragen_melden.al_gelezen")[0] == "vragen_melden.al_gelezen_niets"
    assert play.session["now"][0]["flow"] == "melden"


def test_who_sent_one_is_answered_about_that_one():
    play = Play(cases=[CASE])
    assert play.say("heeft iemand het al gelezen?", "status_melding", question="vragen_melden.al_gelezen")[-1] == "vragen_melden.al_gelezen_loopt"
    assert play.say("en als ze stil blijven?", "na_melding", question="vragen_melden.school_doet_niks") == ["vragen_melden.school_doet_niks_loopt"]


def test_who_sent_one_and_makes_another_is_not_told_that_nothing_went():
    play = days_later(reporting(cases=[CASE]))
    said = play.say("heeft iemand het al gelezen?", "status_melding", question="vragen_melden.al_gelezen")
    assert said[0] == "vragen_melden.al_gelezen_loopt" and "systeem.nog_open" not in said


def test_of_whom_nothing_is_known_hears_of_the_code_and_of_no_days():
    play = Play()
    play.say("heeft iemand het al gelezen?", "status_melding", question="vragen_melden.al_gelezen")
    assert "code" in play.effects[-1]["text"] and "werkdagen" not in play.effects[-1]["text"]


@pytest.mark.parametrize(("line", "intent"), [("ja is goed zo doe maar", "ja"), ("ja klopt stuur maar op", "ja"), ("verstuur maar", "stop")])
@pytest.mark.parametrize("begun", [reporting, calling])
def test_an_order_to_send_is_no_name(begun, line, intent):
    play = begun()
    step = play.said[-1]
    assert play.say(line, intent) == ["systeem.nog_niet_verstuurd", step]


def test_an_order_to_send_where_a_way_must_be_chosen():
    play = reporting("melden")
    assert play.said[-1] == "melden.manier"
    assert play.say("ja zo mag het weg", "stage_weg") == ["systeem.nog_niet_verstuurd", "melden.manier"]


def test_an_order_to_send_that_goes_on_says_that_it_did_not_go():
    play = reporting("melden_anoniem")
    assert play.say("ja versturen", "ja") == ["systeem.nog_niet_verstuurd", "melden.nog_iets"]


def test_who_comes_back_days_later_hears_once_that_nothing_went():
    play = days_later(reporting())
    told = "die mevrouw heeft gebeld maar ze zei alleen dat ze het ging uitzoeken"
    assert play.say(told, "niet_geloofd", 0.5, story=True) == ["systeem.nog_open", "systeem.bij_je_verhaal", "melden.naam"]
    assert told in play.session["memory"]["verhaal"]
    assert play.say("nu doen ze ook nog raar tegen me op de werkvloer", "bang_gevolgen", 0.5, story=True) == ["systeem.bij_je_verhaal", "melden.naam"]


def test_who_says_more_before_a_call_is_heard():
    play = calling()
    said = play.say("ze doen al weken zo raar tegen mij daar", "ervaring_werkvloer", 0.6, story=True)
    assert said == ["systeem.straks_zeggen", "bellen.naam"]


def test_a_question_where_a_name_is_asked_is_not_passed_over():
    said = reporting().say("en als zij nou eens op vakantie is, wat dan?", "na_melding", 0.3)
    assert said == ["systeem.onbegrepen_vraag", "melden.naam"]


@pytest.mark.parametrize(("aside", "days"), [(False, 0), (True, 0), (False, 1)])
def test_silence_that_is_told_is_not_lost(aside, days):
    play = Play()
    play.say("ik wil anoniem melden", "melden_anoniem")
    play.say("ik had gesolliciteerd bij zes bedrijven", "ervaring_zoeken", story=True)
    said = days_later(play, days).say("geen antwoord en ook niet teruggebeld", "status_melding", 0.7, aside=aside, story=bool(days))
    assert "systeem.nog_niets_weg" not in said
    if not aside:
        assert "geen antwoord" in play.session["now"][-1]["slots"].get("verhaal", "") + play.session["memory"].get("verhaal", "")
