"""Who refuses a report is out of it; what is said in trust starts none. Refuses to look at words: where it leads."""

import pytest

from tests.flows.playing import Play


def reporting() -> Play:
    play = Play()
    play.say("mijn chef noemt me aap", "ervaring_werkvloer", story=True)
    play.say("anoniem melden", "melden_anoniem")
    assert play.session["now"][-1]["flow"] == "melden"
    return play


@pytest.mark.parametrize("said", ["oh nee ik wil nu nog niks melden, wou t alleen weten", "nee stop ik wil niks versturen!!", "nee laat maar echt"])
def test_a_refusal_in_a_report_ends_it_and_keeps_the_story(said):
    play = reporting()
    play.say(said, "nee")
    assert not play.session["now"] and play.session["memory"]["verhaal"] == "mijn chef noemt me aap" and not play.done


def test_not_yet_stays_where_it_is():
    play = reporting()
    assert "systeem.nog_niet" in play.say("nog niet versturen", "nee")
    assert play.session["now"][-1]["flow"] == "melden"


def test_what_nobody_knows_starts_no_report():
    play = Play()
    play.say("hij roept homo en niemand weet dat ik het ben", "melden_anoniem", story=True)
    assert play.session["now"][-1]["flow"] == "vertellen"


def test_who_only_asked_is_not_stopped():
    play = Play()
    play.say("mijn klasgenoot krijgt altijd de wc's op stage", "omstander", story=True)
    said = play.say("oh nee ik wil nu nog niks melden, wou t alleen weten", "melden", 0.76, story=True)
    assert said[0] == "systeem.alleen_weten" and play.session["now"][-1]["step"] == "gehoord"


@pytest.mark.parametrize("said", ["hoe begin ik er over bij haar? bang dat ze zich schaamt", "hoe kan ik daar over beginnen bij hem"])
def test_who_tells_of_another_hears_how_to_begin(said):
    play = Play()
    play.say("het gaat niet over mij maar over een klasgenoot", "omstander", story=True)
    play.say("mijn klasgenoot krijgt altijd de wc's op stage", "omstander", story=True)
    assert play.say(said, "bang_gevolgen", 0.5, aside=True, question="vragen_mens.zo_begin_je")[0] == "vragen_mens.zo_begin_je"


def test_what_is_told_at_the_notebook_begins_no_report():
    play = Play()
    play.say("kan dit als notitie", "bewaren")
    assert play.say("ze weten t niet van mij", "melden_anoniem", 0.89, story=True) == ["systeem.toevertrouwd", "bewaren.eerste"]
    assert "melden" not in [frame["flow"] for frame in play.session["now"]]


def test_who_sent_nothing_and_waits_for_an_answer_hears_that():
    play = Play()
    play.say("ze noemen me elke dag aap op mijn stage", "ervaring_werkvloer", story=True)
    assert play.say("nog niks gehoord?", "status_melding", 0.8)[0] == "systeem.nog_niets_weg"


def test_who_will_not_talk_is_not_told_to_call():
    play = Play()
    play.say("ze noemen me elke dag aap op mijn stage", "ervaring_werkvloer", story=True)
    assert play.say("nee ik wil niet praten met iemand", "melden_vertrouwelijk", 0.99)[0] == "vragen_mens.niet_praten"


def test_three_words_of_what_they_do_to_me_are_told():
    play = Play()
    assert play.say("noemen me aap", "ervaring_werkvloer", 0.99)[-1] == "vertellen.gehoord"
    assert play.session["memory"]["verhaal"] == "noemen me aap"


def test_a_part_is_taken_out_where_the_report_is_shown():
    play = Play()
    play.turn(entry="melden")
    play.say("ze controleren alleen mijn tas. collega's lopen door", "ervaring_werkvloer", story=True)
    play.press("klaar")
    said = play.say("haal dat stuk over mijn collega's er maar uit", "intrekken", 0.9)
    assert said[0] in ("systeem.straks_eruit", "melden.eruit") and "intrekken" not in [frame["flow"] for frame in play.session["now"]]
