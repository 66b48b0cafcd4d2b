"""What two readers of twenty stories found that did not fit. Refuses to read by nlu: it is said how a text is understood."""

from __future__ import annotations

import pytest

from flows.engine import texts_to_read
from flows.model import Reading
from tests.flows.playing import CASE, Play
from tests.flows.test_hier import parent, teacher

TOLD = {"story": True, "grounds": ("afkomst",)}


def who_told(text: str, **more) -> Play:
    play = Play()
    play.say(text, "ervaring_werkvloer", **{**TOLD, **more})
    return play


# what is said back to what was told ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "told, fitting",
    [
        ("ze zeggen steeds wat spreek je goed nederlands", "gewoon mijn taal"),
        ("ze vragen steeds waar ik echt vandaan kom", "gewoon hiervandaan"),
    ],
)
@pytest.mark.parametrize("chance", range(3))
def test_what_can_be_said_back_fits_what_was_said(told, fitting, chance):
    play = who_told(told)
    asked, reading = "wat kan ik dan terugzeggen", Reading("reageren", 1.0, (("reageren", 1.0),))
    readings = tuple(reading for _ in texts_to_read(play.conversation, play.session, asked))
    play.turn(text=asked, readings=readings, chance=chance)
    assert fitting in play.text


def test_a_short_and_a_calm_sentence_fit_it_as_well():
    play = who_told("ze zeggen steeds wat spreek je goed nederlands")
    play.say("wat kan ik terugzeggen", "reageren")
    play.say("heb je iets korters?", "reageren", question="vragen_mens.korte_zin")
    assert "Jij ook." in play.text
    play.say("iets rustigs", "reageren", question="vragen_mens.zin_rustig")
    assert "gewoon mijn taal" in play.text


@pytest.mark.parametrize("typed", ["iets korters graag", "een kort zinnetje"])
def test_what_was_offered_in_words_is_no_wish_to_report(typed):
    play = who_told("ze zeggen steeds wat spreek je goed nederlands")
    play.say("wat kan ik terugzeggen", "reageren")
    assert play.say(typed, "melden")[0] == "vragen_mens.korte_zin"
    assert play.say("iets rustigers", "buiten_onderwerp")[0] == "vragen_mens.zin_rustig"


def test_who_told_something_else_gets_sentences_for_anything():
    play = who_told("ze noemen me elke dag ali")
    play.say("wat kan ik terugzeggen", "reageren")
    assert "mijn taal" not in play.text and "hiervandaan" not in play.text


# who wants it short -------------------------------------------------------------------------------------------------


def test_who_asks_yes_or_no_gets_it_short():
    play = who_told("ik mag mijn koptelefoon niet op", grounds=("handicap",))
    assert play.say("is dat discriminatie ja of nee", "is_dit_discriminatie")[:2] == ["systeem.ja_of_nee", "anders.vragen_wet.aanpassing"]
    asked = {"intent": "melden", "question": "vragen_bot.te_veel_tekst"}
    assert "systeem.een_zin" in play.say("te lange tekst. kan het korter", **asked)
    assert "nee zeggen mag alleen" in play.text and "Je mag om hulp" not in play.text
    assert "systeem.niet_korter" in play.say("kan het nog korter?", **asked)


def test_who_asks_on_after_the_short_answer_hears_what_comes_next():
    play = who_told("ik mag mijn koptelefoon niet op", grounds=("handicap",))
    play.say("is dat discriminatie ja of nee", "is_dit_discriminatie")
    play.say("wie moet ik mailen?", "wie_vertrouwenspersoon")
    assert play.say("en wie regelt die aanpassing?", "rechten_school", question="vragen_wet.aanpassing")[0] == "vragen_wet.aanpassing_weer"


def test_who_says_hello_with_what_they_have_hears_that_it_was_heard():
    assert Play().say("Hoi. Ik heb autisme en adhd. Ik heb een vraag.", "groet", grounds=("handicap",))[-1] == "antwoorden.groet_duidelijk"


@pytest.mark.parametrize("first", [("hoi, ik heb adhd", "groet", None), ("te lange tekst", "melden", "vragen_bot.te_veel_tekst")])
def test_who_needs_it_short_gets_it_short_from_then_on(first):
    text, intent, question = first
    play = Play()
    play.say(text, intent, question=question)
    assert "anders.vragen_melden.hoe_lang_duurt_het" in play.say(
        "hoe lang duurt het als ik het meld?", "na_melding", question="vragen_melden.hoe_lang_duurt_het"
    )


def test_who_tells_what_happened_with_it_is_heard_as_anybody():
    assert not who_told("ik heb autisme en ze noemen me gek", grounds=("handicap",)).session.get("simple")


def test_who_tells_that_an_adjustment_is_refused_hears_what_holds():
    play = Play()
    said = play.say("mijn stage weigert mijn aanpassing", "is_dit_discriminatie", 0.3, story=True, question="vragen_wet.aanpassing_geweigerd")
    assert "vragen_wet.aanpassing_geweigerd" in said


# what happens after a report ----------------------------------------------------------------------------------------


def test_who_asks_what_follows_and_means_home_hears_that():
    play = who_told("ze maken grappen over homos", grounds=("geaardheid",))
    near = ("vragen_melden.ouders", "vragen_melden.wie_wordt_gebeld")
    asked = "maar als ik het meld belt school dan mn ouders of mn baas"
    first = play.say(asked, "na_melding", aside=True, near=near)[0]
    again = play.say(asked, "na_melding", aside=True, near=near)[0]
    third = play.say("belt school mn ouders?", "na_melding", question="vragen_melden.ouders")[0]
    assert [first, again, third] == ["vragen_melden.ouders", "vragen_melden.ouders_weer", "anders.vragen_melden.ouders"]


def test_who_asks_what_school_does_hears_more_than_days():
    play = who_told("ik mocht niet beginnen met mijn hoofddoek", grounds=("godsdienst",))
    play.say("en wat doet school daarna met mijn melding?", "na_melding")
    assert "vraagt wat jij wilt" in play.text and "pas als jij dat goedvindt" in play.text


# a report that was sent ---------------------------------------------------------------------------------------------


def at_the_case() -> Play:
    play = Play(cases=[CASE])
    play.turn(entry="status")
    assert play.step == "status.stand"
    return play


def test_who_asks_to_send_school_a_message_writes_it_there():
    play = at_the_case()
    assert play.say("kan ik ze zelf een berichtje sturen?", "herinnering", aside=True) == ["status.kan_schrijven", "status.bericht"]
    assert play.say("ik bedoel naar school over mn melding", "status_melding", aside=True)[0] == "systeem.voor_school"
    assert play.say("nee ik bedoel hier in de app", "nee", aside=True)[0] == "systeem.voor_school"
    assert play.session["now"][-1]["slots"].get("bericht") is None
    play.say("het is nog steeds zo. vandaag weer alleen vegen", "ervaring_werkvloer", story=True)
    assert play.session["now"][-1]["slots"]["bericht"] == "het is nog steeds zo. vandaag weer alleen vegen"


def test_a_question_it_looks_like_does_not_go_before_the_words_for_it():
    play = at_the_case()
    play.say("mag ik de vertrouwenspersoon zelf wat sturen?", "wie_vertrouwenspersoon", near=("vragen_melden.iemand_weglaten",))
    assert play.step == "status.bericht"


def test_the_button_to_where_their_words_led_already_is_not_refused():
    play = at_the_case()
    button = next(data for data in play.buttons if data.endswith("schrijven"))
    play.say("kan ik ze zelf een berichtje sturen?", "herinnering", aside=True)
    assert play.turn(button=button) == ["status.bericht"]


def test_a_question_of_ours_is_not_announced_as_an_answer_of_the_school():
    play = Play(cases=[CASE])
    assert play.turn(event={"event": "check_in", "zaak": "z1"}) == ["systeem.nieuws_nazorg"]
    assert play.text == "Er is een vraag"
    both = Play(cases=[CASE])
    both.turn(event={"event": "antwoord", "zaak": "z1"})
    assert both.text == "Er is nieuws"


# a parent, a teacher ------------------------------------------------------------------------------------------------


def test_more_help_is_more_and_not_the_same_list():
    play = parent()
    play.turn(entry="buiten_u")
    assert "Kindertelefoon" in play.text
    play.turn(entry="buiten_u")
    assert "Vertrouwensinspecteurs" in play.text and "Kindertelefoon" not in play.text


def test_a_parent_who_asks_for_help_outside_school_is_not_sent_to_school():
    play = parent()
    assert play.say("Waar kunnen wij terecht buiten school?", "externe_hulp") == ["antwoorden.buiten_u"]
    assert play.say("Is er nog meer hulp?", "externe_hulp") == ["antwoorden.buiten_u_nog_eens"]


@pytest.mark.parametrize("who", [parent, teacher])
def test_who_says_that_we_repeat_ourselves_is_right(who):
    play = who()
    assert play.say("U geeft steeds hetzelfde antwoord.", "beledigt_bot", question="vragen_bot.niet_begrepen") == ["antwoorden.niet_begrepen_u"]


# who was touched ----------------------------------------------------------------------------------------------------


def test_who_was_touched_and_said_nothing_hears_that_silence_is_no_yes():
    play = Play()
    play.turn(entry="vertellen")
    play.say("mijn baas legde zijn hand op mijn heup", "grens", story=True)
    play.say("is het mijn schuld dat ik niks zei?", "emotie", question="vragen_mens.mijn_schuld")
    assert "Niets zeggen is geen ja" in play.text
