"""What was told wrong is put right where it stands, wherever it is kept. Refuses to lose a correction that names nothing that stands there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sentences import choices
from tests.flows.playing import Play

STORY = "dinsdag 17 november zei een actrice in de garage dat ik naar huis kon"


def at_preview() -> Play:
    play = Play()
    play.turn(entry="melden")
    play.say(STORY, "ervaring_werkvloer", story=True)
    play.say("klaar")
    for option in ("anoniem", "goed", "klaar", "weten"):
        play.press(option)
    assert play.step == "melden.controle"
    return play


def story(play: Play) -> str:
    return play.session["memory"]["verhaal"]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("verander dinsdag in woensdag", "dinsdag", "woensdag"),
        ("oh wacht het was woensdag niet dinsdag", "dinsdag", "woensdag"),
        ("het was geen actrice maar een gast", "actrice", "gast"),
        ("niet in de garage, in de kantine", "in de garage", "in de kantine"),
        ("Correctie: het was een actrisse, met dubbel s.", "actrice", "actrisse"),
        ("het was dinsdag 18 nov", "dinsdag 17", "dinsdag 18"),
        ("wijzig 17 november in 18 november", "17 november", "18 november"),
        ("de datum klopt nog niet. het was woensdag 18 nov", "dinsdag 17", "woensdag 18"),
        ("nee het was 18 nov", "17 november", "18 nov"),
    ],
)
def test_a_correction_is_made_at_the_preview_and_shown(text, wrong, right):
    play = at_preview()
    assert play.say(text, "status_melding") == ["systeem.verbeterd", "melden.controle"]
    assert story(play) == STORY.replace(wrong, right)


def test_what_cannot_be_found_is_added_and_the_story_stays():
    play = at_preview()
    assert play.say("de straat klopt niet") == ["systeem.verbetering_erbij", "melden.controle"]
    assert story(play) == STORY
    assert play.session["now"][-1]["slots"].get("aanvulling") or play.session["memory"].get("aanvulling")


def test_a_sentence_that_was_out_stays_out_when_a_word_of_it_is_put_right():
    play = Play()
    told = "Ze lachten om mij. Het was dinsdag in de garage."
    play.turn(entry="melden")
    play.say(told, "ervaring_werkvloer", story=True)
    play.say("klaar")
    for option in ("anoniem", "goed", "klaar", "weten"):
        play.press(option)
    play.say("er moet een zin eruit")
    play.press(choices([told], ())[1]["id"])
    play.press("klaar")
    assert play.step == "melden.controle"
    play.say("het was woensdag niet dinsdag", "status_melding")
    assert (play.step, play.said[0]) == ("melden.controle", "systeem.verbeterd")
    assert "garage" not in play.text


def test_a_story_that_is_told_is_put_right_too():
    play = Play()
    play.say("gister noemde hij me aap", "ervaring_werkvloer", story=True)
    assert play.say("nee niet gister, maandag")[0] == "systeem.verbeterd"
    assert story(play) == "maandag noemde hij me aap"


@pytest.mark.parametrize(
    "text", ["dit is niet eerlijk, maar ik wil het toch", "klopt dit wel?", "hij zei niet dinsdag maar nooit", "het was heel erg"]
)
def test_what_puts_nothing_right_changes_nothing(text):
    play = at_preview()
    play.say(text, "emotie")
    assert STORY in story(play) or "dinsdag" not in text  # more may be added to it
    assert "garage" in story(play)


@pytest.mark.parametrize(
    "text", ["stuur ma", "verstuur maar dan", "dan mag het weg", "ja prima zet maar klaar", "zo klopt het, weg ermee", "nice, doe maar zo"]
)
def test_who_says_in_own_words_that_it_may_go_has_sent_it(text):
    play = at_preview()
    assert "melden.bon" in play.say(text, "herinnering")
    assert play.done


@pytest.mark.parametrize(
    "text", ["nog niet versturen", "verstuur maar, niet naar Samir", "wie leest het als ik verstuur", "stuur het later maar", "die naam mag eruit"]
)
def test_who_says_otherwise_has_not(text):
    play = at_preview()
    play.say(text, "onbekend", 0.1)
    assert not play.done


@given(st.text(max_size=60))
def test_no_text_at_the_preview_loses_the_story_to_a_correction(text):
    play = at_preview()
    if not text.strip() or "verander" in text.lower():
        return
    play.say(text, "onbekend", 0.1)
    assert not play.session["now"] or "garage" in story(play)
