"""Who asks on after an answer gets something further, and who goes is not asked anything more. Refuses to judge the words."""

from __future__ import annotations

import pytest

from tests.flows.playing import CONVERSATION, Play

STORY = "ze lachen elke dag om mijn hoofddoek"


GOING = {name for name in CONVERSATION.words["anders"] if name in CONVERSATION.leaving}  # who goes is not asked anything more


@pytest.mark.parametrize("name", sorted(set(CONVERSATION.words["anders"]) - GOING))
def test_there_is_a_way_on_under_every_shorter_answer(name):
    assert CONVERSATION.words["anders"][name].labels


def test_the_same_question_twice_gets_other_words_and_then_buttons():
    play = Play()
    assert play.say("heeft melden zin?", "melden_zinloos")[-1] == "antwoorden.melden_zinloos"
    assert play.say("dus waarom zou ik het doen", "melden_zinloos") == ["anders.melden_zinloos"]
    assert play.say("maar waarom dan", "melden_zinloos") == ["systeem.al_gezegd"]
    assert "@praten" in play.buttons
    assert play.say("en nu?", "privacy") == ["antwoorden.privacy"]


@pytest.mark.parametrize("question", CONVERSATION.rephrasing)
def test_who_asks_for_it_shorter_gets_the_last_answer_shorter(question):
    play = Play()
    play.say("ziet mijn mentor dit?", "privacy")
    assert play.say("kan dat korter?", "hulp_bot", question=question) == ["anders.privacy"]
    assert play.say("kan dat korter?", "hulp_bot", question=question) != ["anders.privacy"]


def test_a_card_is_said_in_other_words_too_and_is_not_shown_again():
    play = Play()
    assert play.say("wat is een microagressie", "uitleg_microagressie")[-1] == "uitleg.microagressie"
    assert play.say("dus kleine woorden die pijn doen?", "uitleg_microagressie") == ["antwoorden.klopt_microagressie"]
    play.turn(entry="begrijpen")
    play.press("stagediscriminatie")
    assert play.say("te moeilijk", "hulp_bot", question="vragen_wet.simpeler") == ["anders.uitleg.stagediscriminatie"]


def test_without_a_last_answer_the_question_has_its_own():
    assert Play().say("ja of nee?", "nee", question="vragen_bot.ja_of_nee")[-1] == "vragen_bot.ja_of_nee"


def test_other_words_in_the_middle_of_a_report_lead_nobody_out_of_it():
    play = Play()
    play.say(STORY, "melden", story=True)
    assert play.step == "melden.manier"
    assert play.say("ziet mijn mentor dit?", "privacy") == ["antwoorden.privacy", "melden.manier"]
    assert play.say("kan dat korter?", "hulp_bot", question="vragen_wet.simpeler") == ["anders.privacy", "melden.manier"]


@pytest.mark.parametrize(("intent", "more"), [("afscheid", {}), ("afscheid", {"question": "vragen_bot.later_verder"})])
def test_who_has_to_catch_a_bus_is_not_asked_on_and_finds_everything_back(intent, more):
    play = Play()
    play.say(STORY, "ervaring_werkvloer", story=True)
    play.press("samen")
    assert play.step == "situatie.ander"
    said = play.say("o wacht mijn bus", intent, **more)
    assert len(said) == 1 and play.step == "situatie.ander"
    assert not play.session["now"][-1]["slots"].get("ander")
    assert play.say("bij een ander gaat het anders")[-1] == "situatie.link"


def test_a_guess_at_a_goodbye_is_still_an_answer():
    play = Play()
    play.say(STORY, "ervaring_werkvloer", story=True)
    play.press("samen")
    assert play.say("bij hem later pas", "afscheid", 0.5)[-1] == "situatie.link"


def test_a_mark_of_several_grounds_of_which_one_has_an_answer_is_enough():
    play = Play()
    play.say("ik heb reuma en ze verlengen mijn contract niet", "ervaring_werkvloer", story=True, grounds=("handicap", "contract"))
    assert play.say("mag dat?", "is_dit_discriminatie")[0] == "vragen_wet.aanpassing"


def test_a_long_no_about_work_is_told_and_no_small_talk():
    play = Play()
    assert play.say("nee grapje maar mijn baas leest mijn verslag hardop voor", "buiten_onderwerp", 0.9)[-1].startswith("vertellen.")
    assert "verslag" in play.session["memory"]["verhaal"]


def test_a_yes_to_an_answer_offers_what_that_answer_offered():
    play = Play()
    play.say("ziet mijn mentor dit?", "privacy")
    assert play.say("ja graag wel", "ja") == ["antwoorden.ja"]
    assert play.buttons == ["@melden", "@wissen", "@start"]
    assert Play().say("ja", "ja")[-1] == "antwoorden.ja"


def test_a_word_of_going_is_no_part_of_a_story_that_is_being_typed():
    play = Play()
    play.turn(entry="melden")
    play.say(STORY, "ervaring_werkvloer", story=True)
    assert play.say("o wacht mijn bus", "afscheid", 0.5, question="vragen_bot.later_verder") == ["vragen_bot.later_verder"]
    assert play.step == "melden.verhaal" and play.session["memory"]["verhaal"] == STORY
    play.say("en gisteren weer", "ervaring_werkvloer", story=True)
    assert "gisteren" in play.session["memory"]["verhaal"]


def test_without_shorter_words_it_asks_what_is_not_clear_and_talks_of_nothing_else():
    play = Play()
    play.say("kan ik er later bij?", "hulp_bot", question="vragen_bot.andere_telefoon")
    assert play.say("kort graag", "hulp_bot", question="vragen_wet.simpeler") == ["systeem.niet_korter"]


@pytest.mark.parametrize("heavy", ["grens", "crisis", "emotie"])
def test_nothing_heavy_is_offered_as_a_far_fetched_guess(heavy):
    play = Play()
    assert play.say("je stuurt zoveel", heavy, 0.3, alternatives=[(heavy, 0.3), ("herinnering", 0.25)])[-1] == "systeem.bedoel_je"
    assert [label for _, label in play.effects[-1]["buttons"]] == ["Herinneringen", "Iets anders"]
    assert Play().say("je stuurt zoveel", heavy, 0.3, alternatives=[(heavy, 0.3), ("herinnering", 0.1)])[-1] == "systeem.onbegrepen"
    assert Play().say("je stuurt zoveel", heavy, 0.4, alternatives=[(heavy, 0.4)])[-1] == "systeem.bedoel_je"


def test_who_told_something_hears_that_it_is_still_there():
    play = Play()
    play.say("elke dag de rotklusjes om mijn afkomst", "ervaring_werkvloer", story=True)
    play.say("is mijn verhaal er nog of moet ik alles weer typen", "hulp_bot", question="vragen_melden.opnieuw_vertellen")
    assert "heb ik nog" in play.text


@pytest.mark.parametrize("said", ["ze vragen elke week of ik wel echt hier vandaan kom, is dat er nou een", "is dat er dan ook een?"])
def test_who_asks_whether_theirs_is_one_hears_what_it_fits(said):
    play = Play()
    play.turn(entry="microagressie")
    assert play.say(said, "is_dit_discriminatie", story="elke" in said)[0] == "antwoorden.past_microagressie"
    assert "past bij kenmerken van" in play.text


@pytest.mark.parametrize("asked", ["hoe noem je dat als ze jou altijd overslaan", "hoe heet zoiets, ik mag nooit mee"])
def test_who_asks_for_the_word_gets_words_and_no_verdict(asked):
    assert Play().say(asked, "ervaring_werkvloer", question="vragen_wet.rotklusjes")[-1] == "antwoorden.hoe_heet_dat"


@pytest.mark.parametrize(
    "asked, reads, answer",
    [
        ("komt mijn naam daar dan", {"intent": "privacy", "confidence": 0.4, "near": ("vragen_melden.naam_erbij",)}, "vragen_melden.naar_sbb"),
        ("en hoe snel zijn ze weg?", {"question": "vragen_wet.straf_voor_bedrijf"}, "vragen_wet.straf_voor_bedrijf_weer"),
    ],
)
def test_what_is_asked_after_sbb_is_about_sbb(asked, reads, answer):
    play = Play()
    play.say("wat doet sbb?", "externe_hulp", question="vragen_melden.wat_is_sbb")
    assert play.say(asked, **reads) == [answer]


def test_who_told_of_a_disability_hears_what_school_must_do_for_that():
    play = Play()
    play.say("ik kan nergens naar binnen met mijn rolstoel", "ervaring_zoeken", story=True, grounds=("handicap",))
    said = play.say("moet school dan geen plek vinden?", "rechten_school", question="vragen_wet.school_zoekt_mee")
    assert said[0] == "vragen_wet.school_zoekt_mee_handicap" and "Eerst zelf zoeken" not in play.text


@pytest.mark.parametrize("question", ["vragen_melden.ouders", "vragen_melden.bellen"])
def test_who_gives_a_name_hears_that_nobody_has_to_call(question):
    play = Play()
    play.say("mijn baas scheldt me uit", "melden_vertrouwelijk", story=True)
    assert play.step == "melden.naam"
    assert play.say("wacht ff, bellen ze dan?", "na_melding", 0.5, question=question) == [f"{question}_bij_melden_naam", "melden.naam"]


def test_who_asks_to_pass_it_on_unknown_to_the_other_hears_to_ask_first():
    play = Play()
    play.say("ze noemen sanne steeds theedoek", "omstander", story=True)
    assert play.say("kan ik dit melden zonder dat zij het weet?", "melden_anoniem")[0] == "vragen_mens.docent_meldt_ander"
    assert "melden" not in [frame["flow"] for frame in play.session["now"]]
