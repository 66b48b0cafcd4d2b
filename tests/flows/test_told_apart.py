"""What is told in words to which there is something to say; whom a question is about; another made-up case. Refuses to read by nlu."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play
from tests.flows.test_hier import teacher

COUNTS = "is_dit_discriminatie"


def told() -> Play:
    play = Play()
    play.say("ze doen altijd zo'n accent na naar hem in de bus", "ervaring_werkvloer", story=True)
    return play


@pytest.mark.parametrize(
    "said, intent, answer",
    [
        ("ik heb zo te weinig om af te tekenen voor mn boekje", "bewaren", "te_weinig_leren"),
        ("ik kan mijn opdrachten niet doen daar", "ervaring_werkvloer", "te_weinig_leren"),
        ("ik moet de balie doen, nodig voor mijn examen", "buiten_onderwerp", "te_weinig_leren"),
        ("ik hoef geen officieel gedoe", "melden", "geen_officieel"),
    ],
)
def test_what_is_told_so_is_answered_and_nothing_else_begins(said, intent, answer):
    play = told()
    assert play.say(said, intent)[0] == f"antwoorden.{answer}"
    assert play.step == "vertellen.gehoord" and said in play.session["memory"]["verhaal"]


def test_who_wants_a_notebook_still_gets_one():
    assert told().say("ik wil het opschrijven in mijn boekje", "bewaren", aside=True)[-1].startswith("bewaren.")


def test_that_he_laughs_himself_is_not_about_a_boss():
    said = told().say(
        "hij lacht zelf ook mee dus hij vindt het prima?", "niet_geloofd", 0.2, story=True, asks=True, question="vragen_mens.baas_doet_mee"
    )
    assert "antwoorden.ander_lacht_mee" in said
    said = told().say("mijn chef hij lacht zelf ook mee?", "niet_geloofd", 0.2, asks=True, question="vragen_mens.baas_doet_mee")
    assert "antwoorden.ander_lacht_mee" not in said


def test_how_to_ask_the_other_first_gets_words_for_that():
    assert "antwoorden.vraag_het_eerst" in told().say("en als ik t eerst aan hem vraag, hoe begin ik dan", "na_melding", 0.26, aside=True, asks=True)


def test_marks_at_school_are_told_and_ask_for_no_figures():
    play = told()
    assert "uitleg.cijfers" not in play.say("hun cijfers zijn beter als die van mij he", "cijfers", 0.99)
    assert "hun cijfers" in play.session["memory"]["verhaal"]
    assert "uitleg.cijfers" in play.say("hoeveel mensen maken dit mee", "cijfers", 0.99, aside=True, asks=True)


def test_whether_the_company_gets_the_name_is_about_the_company():
    said = Play().say("krijgt dat bedrijf m'n naam dan ook", "privacy", aside=True, question="vragen_melden.naam_erbij")
    assert said[-1] == "vragen_melden.hoort_bedrijf_het"
    assert Play().say("staat mijn naam erbij?", "privacy", aside=True, question="vragen_melden.naam_erbij")[-1] == "vragen_melden.naam_erbij"


def test_who_has_to_repeat_a_year_is_not_told_who_reads_along():
    said = told().say("kan dat echt? dat ie blijft zitten omdat je er iets van zegt", "privacy", 0.65, story=True, asks=True)
    assert "antwoorden.blijven_zitten" in said


@pytest.mark.parametrize("said", ["overdrijf ik nou", "zie ik het verkeerd", "ben ik gek"])
def test_whether_they_exaggerate_is_asked_without_a_question_mark(said):
    assert "vragen_mens.stel_ik_me_aan" in told().say(said, COUNTS, 0.99, question="vragen_mens.stel_ik_me_aan")


def test_what_only_looks_like_it_is_told():
    assert "vragen_mens.stel_ik_me_aan" not in told().say("ze zeggen overdrijf niet zo", "ervaring_werkvloer", story=True)


def test_who_has_to_go_after_it_is_asked_of_who_promised():
    assert "antwoorden.wie_gaat_erachteraan" in told().say("moet ik daar zelf ff achteraan of doet zij dat", "na_melding", 0.49, asks=True)


def test_another_case_is_not_the_one_that_was_left_open():
    play = Play()
    play.turn(entry="oefenen")
    shown = play.text
    play.say("bij mij zeggen ze schatje ga jij maar koffie zetten", "ervaring_werkvloer", story=True)
    play.say("doe nog maar zo'n voorbeeld", "oefenen", 1.0, aside=True)
    assert play.step == "geval.kijk" and play.text.splitlines()[0] not in shown


@pytest.mark.parametrize(
    "said, intent, answer",
    [
        ("moet ik het dan toch ergens neerleggen", "melden", "antwoorden.docent_neerleggen"),
        ("ze wil er zelf niks mee", "melden_zinloos", "vragen_mens.ander_wil_niet_docent"),
        ("en zijn wij verplicht daar iets mee te doen als school", "rechten_school", "antwoorden.docent_school_moet"),
    ],
)
def test_a_teacher_hears_what_a_teacher_may_do(said, intent, answer):
    assert teacher().say(said, intent, 0.9, aside=True)[-1] == answer


def at_the_words() -> Play:
    play = Play()
    play.turn(entry="bewaren")
    play.say("de chef zei dat ik met mijn rolstoel de boel ophou", "ervaring_werkvloer", story=True)
    play.press("maak")
    assert play.step == "code_krijgen.typ"
    return play


@pytest.mark.parametrize(
    "said, intent, answer",
    [
        ("kan je dat erbij zetten", "status_melding", "systeem.staat_er_al_bij"),
        ("wat heb ik nou allemaal bij je staan", "hulp_bot", "systeem.staat_bij_mij"),
    ],
)
def test_beside_the_words_of_a_code_it_is_said_what_is_kept(said, intent, answer):
    play = at_the_words()
    assert play.say(said, intent, aside=True, asks=True)[0] == answer
    assert play.step == "code_krijgen.typ"


def test_who_wants_school_to_know_after_all_begins_a_report_with_what_was_told():
    play = at_the_words()
    play.say("ok laat die school het maar weten dan", "nee", 0.2, aside=True)
    assert play.step == "melden.manier" and "rolstoel" in play.session["memory"]["verhaal"]


def test_where_somebody_works_is_told_and_asks_for_no_card():
    play = Play()
    play.say("mag mijn hoofddoek af moeten?", COUNTS, question="vragen_wet.hoofddoek")
    said = play.say("is bij de balie van een kantoor, ik doe beveiliging", "wie_vertrouwenspersoon", 0.86, story=True, phase="zoeken")
    assert said[-1] == "vertellen.gehoord"
    asked = Play().say("ik zit bij een kantoor en wie is daar de vertrouwenspersoon?", "wie_vertrouwenspersoon", 0.86, story=True, phase="zoeken")
    assert any(one.startswith("wie_is_wie.") for one in asked)


@pytest.mark.parametrize(
    "first, answer",
    [("ik werk 24 uur en mag nergens bij", "wil ook leren"), ("heb suiker en mag geen pauze onder het werk", "vijf minuten nodig")],
)
def test_what_to_say_is_about_what_was_told(first, answer):
    play = Play()
    play.say(first, "ervaring_werkvloer", story=True)
    play.say("wat zeg ik dan tegen die man?", "reageren", aside=True, asks=True)
    assert answer in play.text
