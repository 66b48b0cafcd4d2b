"""What somebody types at a step may lead to another one, and never changes a report unseen. Refuses to know how it was understood."""

from __future__ import annotations

import pytest

from flows.sentences import choices, without
from tests.flows.playing import CASE, Play

STORY = "Mijn chef noemt me bami. Hij gooide mijn eten weg. De rest lacht."


def at_the_readers(**more) -> Play:
    play = Play(**more)
    play.say(STORY, "melden", story=True)
    play.press("anoniem")
    assert play.step == "melden.lezers"
    return play


def at_the_preview() -> Play:
    play = at_the_readers()
    play.press("goed")
    play.press("klaar")
    play.press("weet_niet")
    assert play.step == "melden.controle"
    return play


def sent(play: Play) -> dict:
    return next(done["with"] for done in play.done if done["do"] == "deliver")


@pytest.mark.parametrize(
    "text", ["mijn begeleider van school mag dit niet zien", "mn mentor mag het niet krijgen", "ik wil niet dat mijn vader dit leest"]
)
def test_somebody_who_is_not_on_the_list_ticks_nobody(text):
    play = at_the_readers()
    play.say(text)
    assert play.step == "melden.weglaten"
    assert "krijgt niets van mij" in play.text
    play.press("klaar")
    assert not play.values()["weggelaten"]


def test_somebody_on_the_list_is_ticked_by_name_and_not_unticked_by_it():
    play = at_the_readers()
    for _ in range(2):
        play.say("Samir mag dit niet zien")
        assert play.session["now"][-1]["picked"] == ["samir"]
    play.press("klaar")
    assert "Samir" not in play.text


def test_who_was_left_out_stays_so_on_the_way_back():
    play = at_the_readers()
    play.say("Samir mag dit niet zien")
    play.press("klaar")
    play.say("terug")
    assert (play.step, play.session["now"][-1]["picked"]) == ("melden.weglaten", ["samir"])
    play.say("terug")
    assert "Samir" not in play.text


def test_a_sentence_is_taken_out_of_what_is_shown_and_of_what_is_sent():
    play = at_the_preview()
    play.say("kan dat van mijn eten eruit? dat weet alleen hij")
    assert play.step == "melden.eruit"
    play.press(choices([STORY], ())[1]["id"])
    play.press("klaar")
    assert play.step == "melden.controle" and "eten" not in play.text and "bami" in play.text
    play.press("versturen")
    assert sent(play)["verhaal"] == "Mijn chef noemt me bami. De rest lacht."


def test_a_report_of_which_everything_was_taken_out_is_not_sent():
    play = at_the_preview()
    play.say("haal alles eruit")
    for one in choices([STORY], ()):
        play.press(one["id"])
    play.press("klaar")
    assert play.step == "melden.genoeg_over"
    play.say("versturen")
    assert not [done for done in play.done if done["do"] == "deliver"]
    play.press("anders")
    play.press(choices([STORY], ())[0]["id"])
    play.press("klaar")
    assert play.step == "melden.controle" and "bami" in play.text


def test_taking_out_changes_no_other_word():
    assert without("a b.  c!\n\nd", ()) == "a b.  c!\n\nd"
    ids = {one["zin"]: one["id"] for one in choices(["a b. c!\nd"], ())}
    assert without("a b. c!\nd", [ids["c!"]]) == "a b.\nd"
    assert without("a b. c!\nd", [ids["d"]]) == "a b. c!"


def test_what_was_said_beside_a_wish_goes_along():
    play = at_the_readers()
    play.press("goed")
    play.press("klaar")
    play.say("ik wil dat dit stopt en een andere plek", "stage_weg")
    assert play.step == "melden.controle"
    assert play.values()["wens"] == "actie" and "andere plek" in play.values()["aanvulling"]


@pytest.mark.parametrize("text", ["mijn naam mag niet erbij: Rosa", "zet mijn naam er niet bij", "liever zonder, dus niet toch met naam"])
def test_a_denial_gives_no_name(text):
    play = at_the_preview()
    play.say(text)
    assert play.values()["manier"] == "anoniem" and not play.values().get("naam")


def test_a_name_in_the_story_is_offered_and_only_taken_when_it_is_confirmed():
    play = Play()
    text = "Ik heet Samira en Kees noemt me bami. Bel 0612345678."
    spans = ((8, 14, "NAAM"), (18, 22, "NAAM"), (42, 52, "TELEFOON"))
    play.say(text, "melden", story=True, identifying=spans)
    play.press("naam")
    assert "Samira, 0612345678" in play.text and not play.values().get("naam")
    play.press("zo")
    assert play.step == "melden.lezers" and play.values()["naam"] == "Samira, 0612345678"


def test_back_from_the_readers_leads_to_what_was_answered_in_the_wish():
    play = Play()
    play.say(STORY, "melden_anoniem", story=True)
    assert play.step == "melden.lezers"
    play.say("terug")
    assert play.step == "melden.manier"


@pytest.mark.parametrize(("cases", "step"), [([CASE], "status.erbij"), ([], "vertellen.gehoord")])
def test_an_addition_goes_to_the_open_report_and_only_where_there_is_one(cases, step):
    play = Play(cases=cases)
    play.say("ik wil nog toevoegen dat hij het ook tegen klanten zei", "ervaring_werkvloer", story=True)
    assert play.step == step
    assert not play.done


def test_an_addition_is_sent_after_a_yes_and_not_before():
    play = Play(cases=[CASE])
    play.say("ik wil nog toevoegen dat hij het ook tegen klanten zei")
    play.say("ja", "ja")
    assert [done["do"] for done in play.done] == ["add_to_case"]


def test_an_addition_to_a_report_that_waits_is_not_sent():
    play = Play(cases=[{**CASE, "wacht": True}])
    assert "status.kan_erbij" in play.say("ik wil nog toevoegen dat hij het ook tegen klanten zei")
    assert not play.done
