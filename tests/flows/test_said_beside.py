"""What is said beside a story or a report goes where it is meant: a fear, a wish to go, a distrust, a nod. Refuses to put it in what school reads."""

from __future__ import annotations

import pytest

from tests.flows.playing import CASE, Play

STORY = "ik mag daar nooit iets leren en de rest wel"


def told(phase: str | None = None) -> Play:
    play = Play()
    assert play.say(STORY, "ervaring_zoeken" if phase == "zoeken" else "ervaring_werkvloer", story=True, phase=phase)[-1] == "vertellen.gehoord"
    return play


def reporting(*pressed: str) -> Play:
    play = told()
    for option in ("melden", "anoniem", *pressed):
        play.press(option)
    return play


def story_of(play: Play) -> str:
    return play.session["memory"]["verhaal"]


@pytest.mark.parametrize("text", ["ik wil daar echt weg", "kan ik daar weg zonder gezeik", "ik wil hier weg bij die rest"])
def test_who_wants_to_go_takes_no_word_out_of_the_story(text):
    play = told()
    assert "systeem.woord_eruit" not in play.say(text, "stage_weg", aside=True) and story_of(play) == STORY


def test_a_name_still_goes_out():
    play = Play()
    play.say("mijn chef Ronald noemt me aap", "ervaring_werkvloer", story=True, identifying=((10, 16, "NAAM"),))
    assert "systeem.woord_eruit" in play.say("haal Ronald weg", "stage_weg", identifying=((5, 11, "NAAM"),))


@pytest.mark.parametrize("text", ["dat staat niet meer op telegram neem ik aan", "ik wil niet dat t in telegram blijft staan"])
def test_a_question_about_this_chat_orders_no_report_with_a_code(text):
    said = told().say(text, "privacy", aside=True, question="vragen_bot.chat_weggooien")
    assert said == ["vragen_bot.chat_weggooien", "vertellen.gehoord"]


@pytest.mark.parametrize("text", ["staat t er dan nog in", "komt t bij mijn docent terecht", "gaat t naar mn werk"])
def test_a_question_is_one_with_the_it_of_speech_too(text):
    play = told()
    play.say(text, "privacy", aside=True)
    assert story_of(play) == STORY


@pytest.mark.parametrize(
    "text", ["die vertrouwenspersoon is zijn vriend dus die vertrouw ik echt niet", "ik vertrouw die vent niet wie is er dan nog"]
)
def test_who_does_not_trust_the_one_of_school_hears_who_else_there_is(text):
    for play in (Play(), told(), reporting()):
        play.say(text, "wie_vertrouwenspersoon", 0.75, aside=True)
        assert "vragen_mens.vp_wantrouwen" in [effect.get("say") for effect in play.effects]


def test_and_on_the_card_is_not_asked_for_a_number():
    play = Play()
    play.say("hij komt met een mes op me af", "crisis", crisis=True, crisis_kind="gevaar_nu")
    said = play.say("de vertrouwenspersoon eet met hem dus die vertrouw ik ook niet", "melden_vertrouwelijk", 0.95, story=True)
    assert said == ["vragen_mens.vp_wantrouwen", "crisis.kaart"]


def test_what_somebody_fears_of_a_report_is_answered_and_is_no_part_of_it():
    play = reporting("goed")
    said = play.say("ze weten meteen dat ik dat was", "bang_gevolgen", 0.85, question="vragen_melden.erachter_komen")
    assert said == ["vragen_melden.erachter_komen", "melden.nog_iets"]
    assert not play.session["now"][-1]["slots"].get("aanvulling") and not play.session["memory"].get("aanvulling")


def test_what_somebody_expects_of_reporting_is_answered_beside_a_story():
    play = told()
    said = play.say("melden dat is bij ons op school een papiertje in een la en dan weer koffie", "melden_zinloos", 0.7)
    assert said[0] == "antwoorden.melden_zinloos" and story_of(play) == STORY


@pytest.mark.parametrize(("intent", "card"), [("cijfers", "uitleg.cijfers"), ("na_melding", "antwoorden.na_melding")])
def test_a_fact_is_asked_in_whatever_form(intent, card):
    play = told()
    assert play.say("doen die lui daar dan nog wat aan of hoe", intent, 0.97)[0] == card and story_of(play) == STORY


def test_a_nod_to_an_answer_is_no_part_of_the_story():
    play = told()
    play.say("hoe vaak komt dat voor?", "cijfers")
    play.say("jao dat docht ik wel", "ja", 0.6)
    assert story_of(play) == STORY


def test_half_a_sentence_goes_on_with_what_was_told():
    play = told()
    play.say("terwijl die andere jongen gewoon vrij krijgt om te trainen, en dat kan dan wel?", "buiten_onderwerp", 0.6, asks=True)
    assert "en dat kan dan wel" in story_of(play)


def test_a_yes_to_later_sending_begins_the_report():
    play = told()
    play.say("kan het ook na mijn stage?", "bewaren", question="vragen_melden.later_versturen", aside=True)
    assert play.say("tof doe maar", "ja", 1.0, aside=True)[-1] == "melden.manier"


def test_who_looks_for_a_stage_is_not_told_to_talk_before_leaving_it():
    assert "antwoorden.stage_weg" not in told("zoeken").say("wie helpt mij aan iets anders", "stage_weg", aside=True)
    assert "antwoorden.stage_weg" in told("werkvloer").say("wie helpt mij aan iets anders", "stage_weg", aside=True)


def test_beside_a_made_up_case_it_may_be_told_that_it_happened_to_them():
    play = Play()
    play.say("oefenen", "oefenen")
    text = "jeetje dit had bij mij van de week kunnen zijn"
    play.say(text, "status_melding", 0.3)
    assert [data.partition(":?")[2] for data in play.buttons if ":?" in data] == ["ervaring_werkvloer", "iets_anders"]
    assert play.press("ervaring_werkvloer")[-1] == "vertellen.gehoord" and story_of(play) == text


def test_only_who_sent_something_is_asked_whether_they_ask_for_news_of_it():
    for cases, offered in (((), False), ((CASE,), True)):
        play = Play(cases=cases)
        play.say("hm en dan nog wat daarmee", "status_melding", 0.3)
        assert any(data.endswith("?status_melding") for data in play.buttons) == offered


@pytest.mark.parametrize("text", ["is dit een hele domme vraag", "mag ik iets stoms vragen"])
def test_a_question_that_is_called_stupid_insults_nobody(text):
    near = ("vragen_bot.iets_anders_vragen", "vragen_bot.wil_iets_zeggen")
    assert Play().say(text, "beledigt_bot", near=near, asks=True)[-1] == "vragen_bot.wil_iets_zeggen"


def test_the_words_of_an_address_say_nothing():
    play = told()
    play.press("melden")
    text = "met mijn naam, Ria Braak, ria@voorbeeld-anoniem.nl"
    play.say(text, "melden_vertrouwelijk", story=True, identifying=((15, 24, "NAAM"), (26, 50, "EMAIL")))
    assert play.step == "melden.lezers" and play.session["now"][-1]["slots"]["naam"] == "Ria Braak, ria@voorbeeld-anoniem.nl"


def test_a_sentence_of_more_words_is_taken_out_by_the_list_of_sentences():
    play = reporting("goed", "klaar", "weet_niet")
    play.say("haal dat van dat ik daar nooit iets mag leren eruit", "ervaring_werkvloer", 0.4, story=True)
    assert play.step == "melden.eruit" and story_of(play) == STORY


@pytest.mark.parametrize("text", ["krijgt juf Jansen dit ook?", "als Jansen het maar niet te weten komt"])
def test_who_stands_in_no_list_of_readers_gets_nothing(text):
    at = text.index("Jansen")
    said = reporting().say(text, "privacy", 0.3, identifying=((at, at + 6, "NAAM"),))
    assert said == ["systeem.staat_niet_in_lijst", "melden.lezers"]


def test_of_a_reader_it_is_not_said():
    said = reporting().say("krijgt Noor dit ook?", "privacy", 0.3, identifying=((7, 11, "NAAM"),))
    assert "systeem.staat_niet_in_lijst" not in said


@pytest.mark.parametrize(
    "text", ["hij zat gisteren te praten met de leidinggevende", "ze lunchen met die vertrouwenspersoon", "ik moest op gesprek met de mentor"]
)
def test_who_speaks_of_talking_with_somebody_is_not_that_person(text):
    play = Play()
    play.say(text, "ervaring_werkvloer", story=True)
    assert not play.session["memory"].get("spreker")


@pytest.mark.parametrize("text", ["met de mentor van Bo, ik heb een vraag", "goedemiddag, met de vertrouwenspersoon"])
def test_who_begins_with_a_name_of_a_role_is(text):
    play = Play()
    play.say(text, "mentor_info")
    assert play.session["memory"].get("spreker")


def test_what_a_microagression_is_comes_before_whether_this_was_one():
    play = Play()
    play.say("wat is een microagressie", "uitleg_microagressie")
    said = play.say("ze zeggen steeds wat eet jij raar is dat er dan eentje", "is_dit_discriminatie", story=True)
    assert said[0] == "antwoorden.past_microagressie" and story_of(play)


@pytest.mark.parametrize("text", ["en hollandse jongens dan, die krijgen ook een nee", "maar meisjes dan, die hebben het ook zwaar"])
def test_an_objection_is_answered_and_is_no_story(text):
    play = Play()
    assert play.say(text, "ervaring_zoeken", 0.6, story=True, question="vragen_wet.voor_wie")[-1] == "vragen_wet.voor_wie"
    assert not play.session["memory"].get("verhaal")


def test_who_looks_for_a_stage_gets_words_for_a_company_and_none_against_jokes():
    for phase, answer in (("zoeken", "vragen_mens.bedrijf_terug"), ("werkvloer", "vragen_mens.weerwoord")):
        said = told(phase).say("wat kan ik ze terugschrijven", "reageren", aside=True, question="vragen_mens.weerwoord")
        assert said[0] == answer


def test_who_goes_before_the_words_were_typed_back_hears_that_nothing_is_kept_with_them():
    play = told()
    play.press("bewaren")
    play.press("maak")
    assert play.step == "code_krijgen.typ"
    assert play.say("nou dat was m dan doei doei", "afscheid", 0.95) == ["antwoorden.woorden_tellen_nog_niet", "code_krijgen.typ"]


def test_after_what_sbb_is_whether_it_gets_a_name_is_about_sbb():
    play = Play()
    play.say("wat doet sbb", "externe_hulp", question="vragen_melden.wat_is_sbb")
    assert play.say("weten die dan hoe ik heet", "privacy", 0.4, aside=True) == ["vragen_melden.naar_sbb"]


def test_who_needs_something_adapted_hears_that_too_when_school_must_find_a_place():
    play = Play()
    play.say("ik zie slecht en mocht daarom niet blijven", "ervaring_zoeken", story=True, grounds=("handicap",))
    said = play.say("moet school mij dan geen andere plek geven", "rechten_school", question="vragen_wet.school_zoekt_mee")
    assert said[0] == "vragen_wet.school_zoekt_mee_handicap"
