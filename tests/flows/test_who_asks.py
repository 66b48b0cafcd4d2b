"""Who asks, and what was answered before, decide which wording of an answer is said. Refuses to read by nlu."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play
from tests.flows.test_hier import parent, teacher


@pytest.mark.parametrize(
    "asked, intent, question, near, answer",
    [
        ("mag dat met die hoofddoek?", "is_dit_discriminatie", "vragen_wet.hoofddoek", (), "vragen_wet.hoofddoek_docent"),
        ("is er een regel voor?", "rechten_school", None, ("vragen_wet.hoofddoek",), "vragen_wet.hoofddoek_docent"),
        (
            "mag ik dat beloven of moet ik dit melden?",
            "melden",
            None,
            ("vragen_wet.wet_of_afspraak", "vragen_mens.docent_plicht"),
            "vragen_mens.docent_plicht",
        ),
        (
            "wat mag ik dan wel doen?",
            "na_melding",
            None,
            ("vragen_mens.docent_plek_kwijt", "vragen_mens.ander_wil_niet"),
            "vragen_mens.ander_wil_niet_docent",
        ),
        ("wat moet school doen?", "rechten_school", None, (), "antwoorden.docent_school_moet"),
        ("een bedrijf vroeg om iemand zonder hoofddoek", "buiten_onderwerp", None, (), "vragen_mens.docent_eis"),
        ("dank u wel", "bedankt", None, (), "antwoorden.bedankt_u"),
    ],
)
def test_a_teacher_gets_the_rule_and_not_a_card_about_something_else(asked, intent, question, near, answer):
    play = teacher()
    assert play.say(asked, intent, question=question, near=near, confidence=0.7 if intent == "na_melding" else 1.0) == [answer]
    assert play.session["now"] == []


def test_a_teacher_who_asks_on_hears_more_and_never_the_same_card():
    play = teacher()
    first = play.say("mag dat met die hoofddoek?", "is_dit_discriminatie", question="vragen_wet.hoofddoek")
    assert play.say("maar mag het nou?", "is_dit_discriminatie", question="vragen_wet.hoofddoek") == [f"{first[0]}_weer"]


def test_the_button_with_the_rules_is_about_everybody_and_not_about_you():
    play = teacher()
    play.turn(entry="regels")
    assert "je rechten" not in play.text


def test_a_general_answer_for_a_parent_is_not_given_again_some_turns_later():
    play, said = parent(), []
    for line in ("hij is er stil van", "het houdt niet op", "wat een ellende", "ik weet het niet meer"):
        said += play.say(line, "omstander")
    assert len(set(said[:3])) == 3


@pytest.mark.parametrize(
    "asked, intent, near, answer",
    [
        ("mag hij gewoon stoppen?", "stage_weg", (), "vragen_wet.uren_als_je_stopt_ouder"),
        ("kan school iets anders regelen?", "rechten_school", ("vragen_melden.andere_plek",), "vragen_melden.andere_plek_ouder"),
        ("hoe kan ik het gesprek met hem beginnen?", "reageren", (), "vragen_mens.ouder_gesprek"),
    ],
)
def test_a_parent_is_answered_what_is_asked(asked, intent, near, answer):
    assert parent().say(asked, intent, near=near) == [answer]


def test_what_was_answered_shortly_before_is_said_in_other_words():
    play = Play()
    assert play.say("waarom zou ik dat doen?", "melden_zinloos")[-1] == "antwoorden.melden_zinloos"
    play.say("kan ik naar iemand buiten school?", "externe_hulp")
    assert play.say("en waarom zou ik dan melden?", "melden_zinloos") == ["anders.melden_zinloos"]


def test_a_narrower_question_that_the_text_looks_like_is_answered():
    assert Play().say("in welke wet staat dat?", "rechten_school", near=("vragen_wet.welke_wet",))[-1] == "vragen_wet.welke_wet"
    assert "uitleg.rechten" in Play().say("wat zijn mijn rechten?", "rechten_school", near=("vragen_wet.zwanger",))


def test_who_told_of_a_limitation_gets_words_about_that():
    play = Play()
    play.say("ik heb autisme en mag mijn koptelefoon niet op", "ervaring_werkvloer", story=True, grounds=("handicap",))
    assert play.say("wat zeg ik tegen mijn baas?", "reageren", question="vragen_mens.zin_baas")[0] == "vragen_mens.zin_baas_handicap"
    assert play.say("is dat discriminatie ja of nee", "is_dit_discriminatie")[:2] == ["systeem.ja_of_nee", "anders.vragen_wet.aanpassing"]


def test_who_says_that_it_may_go_asks_nothing_about_the_law():
    play = Play()
    play.turn(entry="melden")
    play.say("ik mag mijn hoofddoek niet op", "ervaring_werkvloer", story=True, grounds=("godsdienst",))
    for text in ("klaar", "anoniem", "goed", "klaar", "dat weet ik nog niet"):
        play.say(text)
    assert play.step == "melden.controle"
    assert "antwoorden.om_je_geloof" not in play.say("dan mag het weg", "melden")


def test_a_parent_who_asks_what_a_place_outside_school_does_hears_that():
    assert parent().say("wat doet Discriminatie.nl voor mijn zoon?", "externe_hulp") == ["wie_is_wie.discriminatie_nl"]


def confidant() -> Play:
    play = Play()
    play.say("ik word vertrouwenspersoon hier", "mentor_info")
    return play


@pytest.mark.parametrize(
    "asked, intent, near, answer",
    [
        ("en als ik een week weg ben?", "buiten_onderwerp", ("vragen_bot.bereikbaar",), "antwoorden.vp_vervangt"),
        ("waar lees ik ze?", "wie_vertrouwenspersoon", ("vragen_mens.docent_ziet",), "antwoorden.vp_postvak"),
        ("en een melding die over mijzelf gaat?", "na_melding", (), "antwoorden.vp_over_u"),
        ("zie ik van wie het komt?", "privacy", (), "antwoorden.vp_ziet"),
    ],
)
def test_a_confidant_is_answered_what_is_asked(asked, intent, near, answer):
    assert confidant().say(asked, intent, near=near) == [answer]


@pytest.mark.parametrize("told", ["ze belden: stuur er een die niet bidt", "mijn chef wil dat ik een andere naam voorstel"])
def test_a_teacher_who_tells_of_a_demand_hears_what_holds_for_it(told):
    play = teacher()
    assert play.say(told, "ervaring_zoeken", 0.3, near=("vragen_mens.docent_eis",), story=True) == ["vragen_mens.docent_eis"]


def test_a_teacher_who_asks_on_about_the_lesson_hears_more_of_it():
    play = teacher()
    first = play.say("hoe gaat dat in de les?", "mentor_info", question="vragen_mens.docent_les_hoe")
    assert first == ["vragen_mens.docent_les_hoe"]
    assert play.say("ik bedoel hoe gaat zo'n les", "hulp_bot", 0.6, near=("vragen_mens.docent_les_hoe",)) == ["antwoorden.docent_les"]


def test_who_is_spoken_of_is_not_sent_to_the_student_or_to_their_confidant():
    play = Play()
    play.say("ik ben leermeester en er is iets over mij gemeld, dat scheren", "mentor_info", question="vragen_mens.over_ons_gemeld")
    assert play.say("bij wie op school moet ik dan zijn", "wie_vertrouwenspersoon") == ["antwoorden.bedrijf_bellen"]
    assert "eerst wat die wil" not in play.text


def test_the_one_who_guides_an_intern_is_no_student():
    play = Play()
    play.say("een klant wil niet door haar geholpen worden", "ervaring_werkvloer", story=True)
    assert play.say("ik ben zelf de begeleider. wat zeg ik tegen haar", "reageren") == ["vragen_mens.leerbedrijf"]


def test_a_teacher_who_begins_with_a_student_that_told_something_hears_what_to_do():
    said = Play().say("ik ben docent, er begon er vanmiddag een te huilen", "mentor_info", question="vragen_mens.docent_iets_echts")
    assert said[-1] == "vragen_mens.docent_iets_echts"


def test_an_objection_that_others_meet_it_too_hears_that_it_holds_for_them():
    said = Play().say("mannen worden ook niet aangenomen hoor", "ervaring_zoeken", 0.6, story=True, question="vragen_wet.voor_wie")
    assert "vragen_wet.voor_wie" in said


def test_a_teacher_who_tells_more_of_a_demand_is_not_told_the_same():
    play, told = teacher(), {"confidence": 0.3, "near": ("vragen_mens.docent_eis",), "story": True}
    play.say("ze belden: stuur er een die niet bidt", "ervaring_zoeken", **told)
    play.say("zij weet het nog niet", "niet_geloofd", story=True)
    assert play.say("van mijn chef moet ik er gewoon een ander heen doen", "ervaring_zoeken", **told) == ["vragen_mens.docent_eis_weer"]


@pytest.mark.parametrize("who", [parent, teacher])
def test_the_buttons_for_who_is_no_student_lead_to_words_in_u(who):
    for entry in ("namen_u", "namen_docent", "buiten_u"):
        play = who()
        play.turn(entry=entry)
        assert play.session["now"] == [] and " je " not in play.text.replace("In je Bol", "")


def test_bel_mij_said_once_more_asks_the_name_again_and_begins_no_report():
    play = Play()
    play.say("ze schelden me elke dag uit", "ervaring_werkvloer", story=True)
    play.turn(entry="bellen")
    assert play.say("bel mij", "melden_vertrouwelijk") == ["bellen.naam"] and play.step == "bellen.naam"
