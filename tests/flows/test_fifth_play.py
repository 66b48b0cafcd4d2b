"""What the fifth hundred unseen conversations taught, after its first mends: each in its own words, and one that looks alike."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play


def told(text: str = "mijn baas zegt dat ik terug moet naar mijn land", **more) -> Play:
    play = Play()
    play.say(text, "ervaring_werkvloer", story=True, **more)
    return play


def test_what_others_say_of_their_hours_brings_the_numbers_and_no_card():
    guess = {"story": True, "crisis": True, "crisis_kind": "onbekend", "crisis_guess": True}
    said = told().say("voor die paar uurtjes niet de moeite zegt ie", "ervaring_werkvloer", 0.5, **guess)
    assert "crisis.kaart" not in said and said[-1] == "systeem.kaart_los"
    play = told()
    assert "crisis.kaart" in play.say("ze zeggen dat niemand mij zou missen", "ervaring_werkvloer", 0.6, **guess)
    assert "jij doet ertoe" in play.text


@pytest.mark.parametrize(
    ("grounds", "text", "answer"),
    [
        (("arbeidsduur",), "geldt dat dan ook of moet t over afkomst gaan", "antwoorden.om_je_uren"),
        (("geslacht",), "geldt dat ook, dat je niet getrouwd bent? of is dat alleen huidskleur", "antwoorden.om_je_relatie"),
    ],
)
def test_what_it_is_set_against_is_not_what_is_asked(grounds, text, answer):
    play = told(grounds=grounds)
    asked = {"asks": True, "aside": True, "grounds": ("afkomst",), "near": ("vragen_melden.andere_plek",), "nearest": 0.02}
    assert answer in play.say(text, "uitleg_gronden", 0.52, **asked)


def test_who_is_touched_and_wants_it_small_is_not_sent_there_alone():
    play = Play()
    play.say("de souschef zit aan mijn billen", "grens", story=True)
    said = play.say("ik wil dat het stopt maar niet dat iedereen het weet", "na_melding", 0.6, question="vragen_mens.kleine_stap", aside=True)
    assert "vragen_mens.kleine_stap_aangeraakt" in said and "alleen zijn:" not in play.text
    assert "vragen_mens.kleine_stap" in told().say("wat is een kleine stap", "reageren", question="vragen_mens.kleine_stap", asks=True)


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("als ik morgen terugkom, weet je dan nog wie ik ben?", "privacy", "vragen_bot.tekst_bewaard"),
        ("gaat zij dan weten dat ik over haar heb geklaagd?", "bang_gevolgen", "vragen_melden.leest_mentor_mee"),
        ("waar komt dat getal vandaan?", "cijfers", "vragen_bot.cijfers_bron"),
    ],
)
def test_a_question_in_plain_words_has_its_own_answer(text, intent, answer):
    assert any(one.startswith(answer) for one in told().say(text, intent, 0.9, aside=True, asks=True))


def test_a_story_in_which_such_words_stand_stays_a_story():
    text = "klanten zeggen ik wil niet die donkere aan mijn haar en dan moet ik naar achter"
    assert not any("zin_haar" in one for one in told().say(text, "ervaring_werkvloer", story=True))


def test_it_is_the_other_who_does_not_want_it():
    play = Play()
    play.say("mijn maat wordt op zijn stage aap genoemd", "omstander", story=True)
    assert any(one.startswith("vragen_mens.ander_wil_niet") for one in play.say("hij wil het zelf niet denk ik", "nee", 0.5))


def test_who_has_a_good_place_now_asks_for_no_other_one():
    assert "antwoorden.zit_goed" in told().say("ik zit nu gewoon ergens anders hoor en daar is het leuk", "stage_weg", 0.7)


def test_an_angry_parent_is_heard():
    play = Play()
    play.say("hallo ik ben de vader van een leerling", "groet")
    assert play.say("wat voor tent sturen jullie mijn kind heen", "privacy", 0.32, near=("vragen_mens.ouder_gesprek",), nearest=0.05) == [
        "antwoorden.ouder_boos"
    ]


def test_who_asks_how_to_ask_the_other_gets_a_sentence_and_no_names():
    play = Play()
    play.say("het gaat niet over mij maar over een klasgenoot", "omstander", story=True)
    said = play.say("hoe vraag ik aan haar of ze er last van heeft", "wie_vertrouwenspersoon", 0.9, aside=True, asks=True)
    assert any(one.startswith("vragen_mens.zo_begin_je") for one in said)


def in_danger() -> Play:
    play = Play()
    play.say("ik wil gewoon niet meer wakker worden", "crisis", crisis=True, crisis_kind="zelfdoding")
    return play


@pytest.mark.parametrize(
    ("text", "intent", "words"),
    [
        ("niet school bellen alsjeblieft", "externe_hulp", "School hoort hier niets van"),
        ("is er iemand die nu met me kan praten", "melden_vertrouwelijk", "luistert nu iemand"),
        ("oke ik ga naar me zus", "afscheid", "Mag ik bij je zijn"),
    ],
)
def test_on_the_card_who_wants_somebody_now_is_asked_for_no_number(text, intent, words):
    play = in_danger()
    play.say(text, intent, 0.9)
    assert play.step == "crisis.kaart" and words in play.text and "113" in play.text and "112" in play.text


def test_who_goes_to_somebody_where_a_number_was_asked_is_back_on_the_card():
    play = in_danger()
    play.press("bellen")
    play.say("oke ik ga naar me zus", "afscheid", 0.9)
    assert play.step == "crisis.kaart" and "heel nummer" not in play.text and "113" in play.text


def test_a_cry_in_the_middle_of_a_story_is_told():
    play = told("ze zeggen jij snapt dat toch niet")
    assert "antwoorden.buiten_onderwerp" not in play.say("ik ben geboren in zaandam??", "buiten_onderwerp", 0.6, story=True, asks=True)
    assert "zaandam" in play.session["memory"]["verhaal"]
