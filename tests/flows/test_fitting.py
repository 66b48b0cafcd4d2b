"""Sentences that fit what was told; who begins with who they are; what is asked of them is told. Refuses nlu."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play


def told(text: str, **more) -> Play:
    play = Play()
    play.say(text, "ervaring_werkvloer", story=True, **more)
    return play


@pytest.mark.parametrize(
    "story, fits",
    [
        ("als er iets weg is kijken ze naar mij, alsof ik steel", "zin_verdacht"),
        ("op mijn pas staat nog mijn oude naam", "zin_naam"),
        ("de anderen krijgen 300 euro en ik niks", "zin_geld"),
        ("ik heb dyslexie en moet alles snel lezen", "zin_voordoen"),
    ],
)
@pytest.mark.parametrize("asked", ["wat moet ik dan zeggen", "hoe zeg je dat netjes"])
def test_who_asks_for_words_gets_those_that_fit(story, fits, asked):
    assert any(one.endswith(fits) for one in told(story).say(asked, "reageren", 0.99, aside=True, asks=True))


def test_another_story_keeps_the_general_sentences_and_a_kind_that_is_asked_for_goes_before():
    assert not any("zin_" in one for one in told("ze lachen om mijn accent").say("wat moet ik dan zeggen", "reageren", 0.99, aside=True, asks=True))
    play = told("als er iets weg is kijken ze naar mij, alsof ik steel")
    assert "vragen_mens.zin_prive" in play.say("hoe zeg ik dat het prive is", "reageren", 0.9, question="vragen_mens.zin_prive", asks=True)


def test_who_only_wants_a_sentence_does_not_stop():
    play = told("als er iets weg is kijken ze naar mij, alsof ik steel")
    play.say("wat moet ik dan zeggen", "reageren", 0.99, aside=True, asks=True)
    said = play.say("nee ik hoef geen gedoe met school ik wil alleen weten wat ik zeg", "nee", 0.97, aside=True)
    assert "vragen_mens.zin_verdacht_weer" in said and play.step == "vertellen.gehoord"


@pytest.mark.parametrize("said, intent", [("oi, k'eb suikerziekte type 1", "groet"), ("ik ben Poolse ik doe niveau 2", "stage_zoeken")])
def test_who_begins_with_who_they_are_is_asked_what_happens(said, intent):
    play = Play()
    assert play.say(said, intent, 0.42, aside=True, grounds=("handicap",))[-1] == "vragen_bot.stelt_zich_voor"
    assert "vertellen.gehoord" in play.say("ik krijg alles op papier en dan moet het in twee minuten", "bang_gevolgen", 0.2)


def test_a_story_or_a_question_is_no_introduction():
    assert "vertellen.gehoord" in Play().say("ik ben zwart en ze noemen me aap", "ervaring_werkvloer", 0.95, story=True, grounds=("huidskleur",))
    assert "vragen_bot.stelt_zich_voor" not in Play().say("ik heb autisme, mag dat?", "rechten_school", 0.6, asks=True, grounds=("handicap",))


def test_had_i_to_say_it_is_answered_for_what_it_is_about():
    play = Play()
    play.say("k'eb suikerziekte type 1", "groet", 0.4, aside=True, grounds=("handicap",))
    play.say("ze zei dan hadden we een ander genomen", "ervaring_werkvloer", story=True)
    assert "vragen_wet.zelf_vertellen_handicap" in play.say("had ik da motten zeggen dan?", "reageren", 0.8, aside=True, asks=True)


def test_what_was_asked_of_them_is_told():
    said = Play().say("bij gesprek hij vraag: heb je man? wil jij baby?", "buiten_onderwerp", 0.6, story=True, phase="zoeken", asks=True)
    assert said[-1] == "vertellen.gehoord"
    play = told("ik krijg alles op papier")
    assert play.say("dan zegtie kan je niet lezen ofso ben je dom", "hulp_bot", 0.47, aside=True)[-1] == "vertellen.gehoord"
    assert "kan je niet lezen" in play.session["memory"]["verhaal"]
    assert "antwoorden.hulp_bot" in told("ze lachen om mijn accent").say(
        "ze zeggen dat jij alles kan, wat kan je dan", "hulp_bot", 0.95, aside=True, asks=True
    )


@pytest.mark.parametrize(
    "said, answer",
    [
        ("ene heeft het gewoon op de app gezet", "antwoorden.heeft_bewijs"),
        ("ik heb beide mails nog", "antwoorden.heeft_bewijs"),
        ("wat heb je dan aan school", "antwoorden.niet_geloofd"),
        ("waar staat dat wat ik had opgeschreven", "vragen_bot.waar_staat"),
        ("moet ik antwoord geven op zulke vraag of mag ik zeggen is prive", "vragen_mens.zin_prive"),
    ],
)
def test_few_words_that_ask_or_say_something_of_their_own(said, answer):
    assert answer in told("ze nemen alleen nederlanders").say(said, "geen_bewijs", 0.5)


def test_to_talk_in_the_flesh_is_no_call():
    play = told("ze noemen me prinses")
    play.say("ik wil wel met iemand praten maar gewoon in het echt niet via de telefoon", "melden_vertrouwelijk", 1.0, story=True)
    assert "antwoorden.praten_echt" in play.said and "bel mij" not in play.text


def test_a_company_that_stays_silent_is_no_report_that_does():
    play = Play()
    play.say("ze zei sorry toch geen plek", "ervaring_zoeken", story=True, phase="zoeken")
    play.say("wat kan ik naar haar mailen", "reageren", 0.9, question="vragen_mens.bedrijf_terug", asks=True)
    assert "vragen_mens.bedrijf_stil" in play.say("en als zij niet antwoord", "nee", 0.2, question="vragen_melden.school_doet_niks", asks=True)


def test_a_correction_with_a_question_before_sending_goes_into_the_story():
    play = told("klanten willen mij niet van de baas")
    play.say("geef maar door zonder naam", "melden_anoniem", 0.95)
    said = play.say(
        "oh wacht het was haar zus, die doet de planning. kan je dat nog veranderen",
        "omstander",
        0.63,
        story=True,
        question="vragen_melden.nog_veranderen",
    )
    assert "vragen_melden.nog_veranderen_bij_melden" in said and "zus" in str(play.session)


@pytest.mark.parametrize(
    "said, answer", [("hij is 19", "antwoorden.ouder_leeftijd"), ("een bedrijf heeft een lift, ik heb zelf gezien", "antwoorden.ouder_zag_het")]
)
def test_a_parent_is_answered_for_what_they_say(said, answer):
    play = Play()
    play.say("dag ik ben moeder van een student", "mentor_info")
    assert answer in play.say(said, "omstander", 0.9)


def test_whether_the_lack_of_paper_matters():
    play = told("de rest krijgt de cursus wel betaald")
    play.say("heb alleen niks op papier", "geen_bewijs", 1.0)
    assert "antwoorden.bewijs_maakt_uit" in play.say("maakt dat uit?", "melden_zinloos", 0.7, aside=True, asks=True)
