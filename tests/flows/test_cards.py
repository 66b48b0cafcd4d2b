"""The cards that explain: short, with few ways on, and all that must be explained is there. Refuses to judge the words: people do."""

from __future__ import annotations

import re

import pytest

from flows.check.facts import facts_of
from flows.loader import CONTENT
from tests.flows.playing import CONVERSATION, Play

CARDS = ("uitleg", "wie_is_wie", "fabels", "reageren")
MENU_AT_MOST, STEPS_AT_MOST, WORDS_AT_MOST = 8, 3, 80
# One word that can only be about that ground; domain.md section 2.
GROUNDS = ["afkomst", "huidskleur", "geloof", "in het leven", "politieke", "man", "trans", "zwanger", "nationaliteit", "valt", "getrouwd",
           "beperking", "leeftijd", "uur", "tijdelijk", "verlof"]  # fmt: skip
NUMBER = re.compile(r"\d+%|\d op de \d|\(20\d\d\)|, 20\d\d\)")


def steps():
    return [(name, step) for name in CARDS for step in CONVERSATION.flows[name].steps.values()]


def texts():
    return [(name, section) for name in CARDS for section in CONVERSATION.flows[name].words.values()]


@pytest.mark.parametrize(("name", "step"), steps(), ids=lambda part: getattr(part, "name", part))
def test_a_card_ends_with_at_most_three_steps_and_a_menu_with_eight(name, step):
    assert len(step.options) <= (MENU_AT_MOST if step.slot else STEPS_AT_MOST)


@pytest.mark.parametrize(("name", "section"), texts(), ids=lambda part: getattr(part, "key", part))
def test_a_card_is_short_and_its_numbers_have_a_source_and_a_year(name, section):
    assert len(section.text.split()) <= WORDS_AT_MOST
    if NUMBER.search(section.text):
        facts = [fact.says for fact in facts_of(CONTENT / f"{name}.md", CONTENT) if fact.key == section.key]
        assert facts and all(says["bron"] and says["jaar"] for says in facts)


def test_every_ground_is_named_and_has_an_example():
    words = CONVERSATION.flows["uitleg"].words
    examples = " ".join(words[key].text for key in ("afkomst_en_geloof", "wie_je_bent", "lijf_en_werk")).lower().replace("gender", "trans")
    for ground in GROUNDS:
        assert ground in words["gronden"].text.lower(), ground
        assert ground in examples, ground


@pytest.mark.parametrize("name", CARDS)
def test_every_card_can_be_walked_to_and_none_is_a_trap(name):
    """From the first card, by buttons alone; a menu may be entered a second time and asks again."""
    flow = CONVERSATION.flows[name]
    start = Play()
    start.turn(entry={"uitleg": "begrijpen", "wie_is_wie": "wie", "fabels": "begrijpen", "reageren": "reageren"}[name])
    if name == "fabels":
        start.press("fabels")
    seen, todo = set(), [(start.session, start.buttons)]
    while todo:
        session, buttons = todo.pop()
        for button in buttons:
            play = Play()
            play.session = session
            play.turn(button=button)
            if play.step and play.step.startswith(f"{name}.") and play.step not in seen:
                seen.add(play.step)
                todo.append((play.session, play.buttons))
    assert {f"{name}.{step}" for step in flow.steps} - {f"{name}.{flow.start}"} <= seen


def test_what_is_said_while_reading_is_answered_with_its_own_ways_on_and_the_card_does_not_come_again():
    play = Play()
    play.turn(entry="rechten")
    assert play.say("ik voel me zo rot hierdoor", "emotie") == ["antwoorden.emotie"]
    assert "@nu" in play.buttons and play.step is None
    play.turn(entry="reageren")
    assert play.say("nee laat maar hoor", "nee") == ["antwoorden.nee"]


def test_a_report_that_waits_behind_a_card_is_offered_again():
    play = Play()
    play.say("ze lachen om mijn naam", "melden", story=True)
    play.turn(entry="reageren")
    assert play.say("dankje", "bedankt") == ["antwoorden.bedankt_1", "systeem.hervat"]
    play.say("verder")
    assert play.step == "melden.manier"


def test_a_boundary_hears_first_what_school_must_pass_on_and_is_one_tap_from_help():
    play = Play()
    play.say("hij zit steeds aan me", "grens", story=True)
    assert play.text.index("nog geen 18") < play.text.index("Wat wil je?")
    assert play.effects[-1]["sensitive"]
    play.say("en hij appt me ook", "ervaring_werkvloer", story=True)
    assert play.session["memory"]["verhaal"] == "hij zit steeds aan me\nen hij appt me ook"
    play.say("en gisteren weer", "grens", story=True)
    assert play.said == ["grens.begin"] and "bij je verhaal" in play.text
    play.press("nu")
    assert play.step == "crisis.kaart"
