"""What somebody says of being called where a name is asked: when, by whom not, rather in the chat. Refuses nlu."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play


def calling() -> Play:
    play = Play()
    play.say("ze lachen om mijn accent op stage", "ervaring_werkvloer", story=True)
    play.say("kan iemand mij bellen", "melden_vertrouwelijk")
    assert play.step == "bellen.naam"
    return play


@pytest.mark.parametrize("said", ["niet mijn mentor aub", "als het maar niet me slber is", "geen docent liefst", "niet door mijn stagebegeleider"])
def test_who_may_not_call_is_answered_with_who_does(said):
    play = calling()
    assert play.say(said, "niet_geloofd", 0.68, story=True) == ["systeem.bel_wie_niet", "bellen.naam"]
    assert "Noor" in play.text


@pytest.mark.parametrize(
    "said, moment",
    [
        ("hoe laat bellen? ik werk tot 4 uur", "ik werk tot 4 uur"),
        ("na 4en want dan ben ik vrij", "na 4en want dan ben ik vrij"),
        ("wanneer belt iemand? kan alleen in de pauze", "kan alleen in de pauze"),
    ],
)
def test_a_time_is_kept_and_said_back_also_beside_a_question(said, moment):
    play = calling()
    assert play.say(said, "buiten_onderwerp", 0.88, asks=True, aside=True) == ["systeem.bel_tijd", "bellen.naam"]
    play.say("Yonas")
    play.say("06 12345678")
    assert play.step == "bellen.controle" and moment in play.text


def test_who_asks_when_hears_that_it_is_theirs_to_say():
    assert calling().say("hoe laat is dat dan", "buiten_onderwerp", 0.8, asks=True)[0] == "systeem.bel_hoe_laat"


@pytest.mark.parametrize("said", ["eigenlijk liever appen", "toch niet bellen, via de chat mag wel", "bellen durf ik niet"])
def test_who_would_rather_write_is_not_called(said):
    play = calling()
    assert play.say(said, "herinnering", 0.4)[0] == "systeem.liever_chat"
    assert not play.done and "verhaal" in play.session["memory"] or play.session["kept"]


def test_a_time_at_which_not_to_call_is_no_wish_to_write():
    assert calling().say("niet bellen voor 4 uur", "melden_vertrouwelijk", 0.6)[0] == "systeem.bel_tijd"


def test_a_name_stays_a_name():
    play = calling()
    play.say("Noa")
    assert play.step == "bellen.nummer"


def test_the_time_in_the_wish_itself_is_said_back():
    play = Play()
    play.say("ze lachen om mijn accent op stage", "ervaring_werkvloer", story=True)
    said = play.say("kan iemand me bellen? maar niet tussen 7 en 4", "melden_vertrouwelijk")
    assert said == ["systeem.bel_tijd", "bellen.naam"]


def test_in_a_report_with_a_name_the_wishes_go_along():
    play = Play()
    play.say("ik mag de telefoon niet doen op stage", "ervaring_werkvloer", story=True)
    play.say("school mag het weten met mijn naam", "melden_vertrouwelijk")
    assert play.step == "melden.naam"
    assert play.say("appen heb ik toch liever. na vier uur ben ik klaar", "melden_vertrouwelijk", 0.56)[0] == "systeem.niet_bellen"
    assert play.say("of laat ze bellen, na 4en", "melden_vertrouwelijk", 0.6)[0] == "systeem.bel_tijd"
    play.say("Sanne de Wit")
    assert "appen" in str(play.session["memory"])
