"""What is told in easy English is heard, what is heavy in it first; another language is not guessed at. Refuses nlu."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play

ENGLISH = {"foreign": True}


@pytest.mark.parametrize(
    "said, intent, confidence, more",
    [
        ("my boss pays the dutch students and not me", "grens", 0.3, {"story": True}),
        ("at my internship they say go back to your country", "ervaring_zoeken", 0.16, {}),
        ("he will be angry and give me bad mark i think", "bang_gevolgen", 0.18, {}),
    ],
)
def test_a_story_in_english_is_heard_and_says_once_that_it_is_read(said, intent, confidence, more):
    play = Play()
    assert play.say(said, intent, confidence, **ENGLISH, **more)[-2:] == ["systeem.engels_gelezen", "vertellen.gehoord"]
    assert "112" in play.text and said in play.session["memory"]["verhaal"]
    again = play.say("and they said it is only a joke to me", "ervaring_werkvloer", 0.5, story=True, **ENGLISH)
    assert "systeem.engels_gelezen" not in again and "only a joke" in play.session["memory"]["verhaal"]


def test_what_is_heavy_is_answered_for_that_and_told_too():
    play = Play()
    play.say("they laugh about my accent every day", "ervaring_werkvloer", 0.6, story=True, **ENGLISH)
    assert play.say("i feel stupid and i dont sleep good", "emotie", 0.98, **ENGLISH)[0] == "systeem.engels_gevoel"
    assert "112" in play.text
    said = play.say("he puts his hand on my back every day", "grens", 0.3, story=True, crisis_doubt=True, **ENGLISH)
    assert said[0] == "systeem.engels_zwaar" and "systeem.zacht" not in said
    assert "112" in play.text and "113" in play.text and "0800-0188" in play.text


def test_danger_in_english_brings_the_card():
    assert "crisis.kaart" in Play().say("i dont want to live anymore", "crisis", 0.99, crisis=True, crisis_kind="zelfdoding", **ENGLISH)


def test_another_language_is_not_taken_for_english():
    assert (
        Play().say("ich darf hier nicht mehr arbeiten wegen meinem namen", "ervaring_werkvloer", 0.3, story=True, **ENGLISH)[-1]
        == "systeem.andere_taal"
    )


def test_nothing_is_begun_on_an_order_in_english():
    assert Play().say("i want to report this to the school now", "melden", 0.9, **ENGLISH)[-1] == "systeem.engels"


@pytest.mark.parametrize("said", ["is it like a thing or just rude", "is that allowed or is it me"])
def test_whether_it_counts_is_answered(said):
    play = Play()
    play.say("my stage keeps using my old name for me", "ervaring_werkvloer", 0.6, story=True, **ENGLISH)
    assert any(one.endswith("of_het_telt") for one in play.say(said, "bang_gevolgen", 0.15, **ENGLISH))


def test_who_to_tell_is_answered_in_a_mix_and_what_is_told_with_it_stays():
    play = Play()
    play.say("they only take people with a dutch passport", "ervaring_zoeken", 0.6, story=True, **ENGLISH)
    said = play.say("ok so who do i tell, school zegt altijd zoek maar verder", "niet_geloofd", 0.2, story=True)
    assert any("wie_helpt_mij" in one for one in said)
