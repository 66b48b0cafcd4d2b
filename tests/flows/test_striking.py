"""One word or name is taken out of what was told, for good, and nothing else with it. Refuses to know how the order was understood."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.sentences import choices, without
from flows.striking import struck, words_in
from tests.flows.playing import Play

STORY = "Begeleider Ronald stuurt me terug naar Curaçao. Jolanda hoort het ook. Hij noemt me bipolair en Amina's zus zag het."
NAMES = ("Ronald", "Jolanda", "Amina")


def spans(story: str, names=NAMES) -> tuple:
    return tuple((hit.start(), hit.end(), "NAAM") for name in names for hit in re.finditer(name, story))


def at_the_preview(way: str = "naam", story: str = STORY) -> Play:
    play = Play()
    play.say(story, "melden", story=True, identifying=spans(story))
    for option in ("meer", "code") if way == "code" else (way,):
        play.press(option)
    if way == "naam":
        play.say("Sem")
    play.press("goed")
    if way != "naam":
        play.press("klaar")
    play.press("weet_niet")
    assert play.step == "melden.controle"
    return play


@pytest.mark.parametrize("way", ["anoniem", "naam", "code"])
@pytest.mark.parametrize(
    ("order", "gone"),
    [
        ("Jolanda moet eruit maar Ronald mag blijven", ["Jolanda"]),
        ("Ronald mag blijven en Jolanda eruit", ["Jolanda"]),
        ("jolnda eruit", ["Jolanda"]),
        ("de naam Jolanda wil ik eruit", ["Jolanda"]),
        ("Amina's naam moet eruit hoor", ["Amina"]),
        ("alleen de naam Amina, de rest mag blijven", ["Amina"]),
        ("haal dat van Curaçao eruit", ["Curaçao"]),
        ("haal curacao weg", ["Curaçao"]),
        ("alleen het woord bipolair, niet de hele zin", ["bipolair"]),
        ("Jolanda en Ronald eruit", ["Jolanda", "Ronald"]),
        ("alle namen eruit", list(NAMES)),
    ],
)
def test_a_word_that_must_go_is_in_no_draft_any_more_and_the_others_stay(way, order, gone):
    play = at_the_preview(way)
    play.say(order)
    assert (play.step, play.said) == ("melden.controle", ["systeem.woord_eruit", "melden.controle"])
    assert not any(word in json.dumps(play.session, ensure_ascii=False) for word in gone)
    assert all(word in play.session["memory"]["verhaal"] for word in words_in_story() if word not in gone)


def words_in_story() -> list[str]:
    return re.findall(r"[^\W_]+", STORY)


@pytest.mark.parametrize(
    "text",
    [
        "hij zei dat Jolanda eruit moest",
        "haal de zin over Amina eruit",
        "Samir mag dit niet zien",
        "Kees eruit",
        "mijn naam eruit",
        "kan het pas op 1 juli weg?",
    ],
)
def test_what_is_no_order_about_a_word_of_the_story_changes_no_word(text):
    play = at_the_preview()
    play.say(text)
    assert play.session["memory"]["verhaal"] == STORY


def test_a_story_that_would_be_empty_stays():
    play = Play()
    play.say("@melden", "melden")
    play.say("Jolanda", identifying=((0, 7, "NAAM"),))
    assert "systeem.woord_is_alles" in play.say("haal de naam Jolanda eruit")
    assert play.session["memory"]["verhaal"] == "Jolanda"


def test_while_the_story_is_told_the_order_is_no_part_of_it():
    play = Play()
    play.say("ik wil melden", "melden")
    play.say(STORY, "ervaring_werkvloer", story=True, identifying=spans(STORY))
    assert play.say("oh nee haal de naam Jolanda eruit") == ["systeem.woord_eruit", "melden.verhaal"]
    assert "Jolanda" not in play.session["memory"]["verhaal"] and "haal" not in play.session["memory"]["verhaal"]


def test_a_sentence_that_was_out_stays_out():
    play = at_the_preview()
    play.say("er moet een zin eruit")
    play.press(choices([STORY], ())[1]["id"])
    play.press("klaar")
    play.say("Jolanda eruit")
    assert "hoort het ook" not in play.text
    play.press("versturen")
    sent = next(done["with"] for done in play.done if done["do"] == "deliver")
    assert sent["verhaal"] == without(STORY, [choices([STORY], ())[1]["id"]])


def test_at_the_list_of_sentences_one_word_does_it_too():
    play = at_the_preview()
    play.say("er moet een zin eruit")
    assert play.step == "melden.eruit"
    play.say("alleen de naam Jolanda, de rest mag blijven")
    assert play.step == "melden.controle" and "Jolanda" not in play.text and "hoort het ook" in play.text


def test_the_name_of_another_is_pointed_out_in_a_report_with_the_own_name():
    play = at_the_preview()
    assert "naam van een ander" in play.text
    play.press("leesbaar")
    play.press(next(one["id"] for one in play.values()["herkenbaar"] if one["tekst"] == "Jolanda"))
    play.press("klaar")
    assert "Jolanda" not in play.text and "Ronald" in play.text


word = st.sampled_from(["Amina", "amina", "AMINA", "Amina's", "Aminas", "kwam", "januari", "é", "[naam]", "\n", "zo.", "jaminah"])


@settings(max_examples=200, deadline=None)
@given(st.lists(word, max_size=12))
def test_no_word_is_left_of_what_is_struck_and_every_other_word_stays(parts):
    text = " ".join(parts)
    after = struck(text, [["amina"]], "[…]")
    assert "amina" not in words_in(after) and "aminas" not in words_in(after)
    others = [one for one in words_in(text) if one not in ("amina", "aminas", "s")]
    assert [one for one in words_in(after) if one != "s"] == others
    assert struck(text, [["niemand"]], "[…]") == text


def test_a_story_typed_anew_at_the_question_what_to_change_takes_the_place_of_the_old_one():
    play = at_the_preview()
    play.say("pas aan")
    play.say("op het werk noemt iemand me steeds bami en niemand zegt er wat van", "ervaring_werkvloer", story=True)
    assert play.step == "melden.controle" and "bami" in play.text and "Jolanda" not in json.dumps(play.session)


def test_a_story_typed_anew_at_the_preview_takes_the_place_of_the_old_one_and_more_of_it_does_not():
    play = at_the_preview()
    play.say("Mijn begeleider stuurt me terug. Iemand hoort het ook, en noemt me bipolair, en een zus zag het.", "ervaring_werkvloer", story=True)
    assert play.step == "melden.controle" and "Begeleider Ronald" not in play.text
    play = at_the_preview()
    play.say("en gisteren gooide hij weer mijn jas op de grond", "ervaring_werkvloer", story=True)
    assert play.said == ["systeem.bij_je_verhaal", "melden.controle"]
    assert "Jolanda" in play.text and "mijn jas" in play.text


def test_a_word_of_another_clause_is_not_what_must_go():
    play = Play()
    play.say("ze vragen of ik wel goed help in de zorg, elke dag weer", "ervaring_werkvloer", story=True)
    play.say("melden", "melden")
    assert play.step == "melden.manier"
    play.say("allebei staat erin, mooi. goed, dan mag het weg", "ja")
    assert "wel goed help" in play.session["memory"]["verhaal"]
