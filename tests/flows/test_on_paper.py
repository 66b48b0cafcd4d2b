"""Who has it on paper hears what to do with it, and who has nothing that it is not needed. And "moet ik weg" takes no word out."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play

PICTURE = ("vragen_melden.foto_of_bewijs",)


def told() -> Play:
    play = Play()
    play.say("ze namen mij wel aan en mijn vrienden niet, zelf snap ik dat niet", "ervaring_zoeken", story=True)
    return play


@pytest.mark.parametrize(
    "said", ["ik heb screenshots van die mails", "ene heeft het gewoon op de app gezet", "ik heb die app nog dus", "het staat op papier"]
)
def test_who_has_it_hears_to_keep_it(said):
    assert "antwoorden.heeft_bewijs" in told().say(said, "geen_bewijs", 0.56, near=PICTURE)


def test_who_has_nothing_and_asks_what_that_is_worth_hears_that_it_is_not_needed():
    said = told().say(
        "geen appjes of mail, ze zeiden het aan de telefoon. heb je daar dan iets aan", "geen_bewijs", question="vragen_bot.wat_doe_jij", story=True
    )
    assert "antwoorden.geen_bewijs" in said and "vragen_bot.wat_doe_jij" not in said


def test_a_mail_to_school_is_no_evidence():
    assert "antwoorden.heeft_bewijs" not in told().say("ik heb mijn mentor een mail gestuurd", "niet_geloofd", story=True)


def test_whether_that_matters_is_asked_of_the_evidence():
    play = told()
    play.say("heb alleen niks op papier", "geen_bewijs")
    assert "antwoorden.bewijs_maakt_uit" in play.say("maakt dat uit?", "melden_zinloos", 0.7, aside=True, asks=True)


@pytest.mark.parametrize("said", ["moet ik daar nu zelf ook weg ofzo?", "moet ik zelf weg?", "moet ik nu weg daar"])
def test_who_asks_whether_to_go_takes_no_word_out(said):
    play = told()
    before = play.session["memory"]["verhaal"]
    assert "antwoorden.moet_ik_weg" in play.say(said, "na_melding", 0.5, aside=True, asks=True)
    assert play.session["memory"]["verhaal"] == before


def test_an_order_about_a_word_still_takes_it_out():
    play = Play()
    play.say("Sanne zei dat ik niet pas in het team, en dat vind ik naar", "ervaring_werkvloer", story=True)
    play.say("Sanne moet er weg", "intrekken", 0.3)
    assert "Sanne" not in play.session["memory"]["verhaal"]


def test_that_reporting_is_no_use_is_not_taken_for_a_question_about_evidence():
    play = Play()
    play.say("zonder bewijs kan ik toch niks", "geen_bewijs")
    assert play.say("melden heeft toch geen zin", "melden_zinloos", 0.95)[-1] == "antwoorden.melden_zinloos"


def test_what_was_kept_is_no_order_for_a_notebook():
    assert "antwoorden.heeft_bewijs" in told().say("ik heb het mailtje nog bewaard", "bewaren", 0.95)
    assert told().say("kun je dit voor mij bewaren", "bewaren", 0.95, aside=True)[-1].startswith("bewaren.")
