"""Some words make another question of what it looks like, and what was told another answer. Refuses to load a model."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play

STORY = "ze noemen me elke dag aap op mijn stage"


def told(story: str = STORY, **more) -> Play:
    play = Play()
    play.say(story, "ervaring_werkvloer", story=True, **more)
    return play


@pytest.mark.parametrize(
    ("line", "intent", "question", "answer"),
    [
        ("kan ik ook appen in plaats van bellen?", "melden_vertrouwelijk", "vragen_mens.appen", "vragen_mens.niet_praten"),
        ("durf niet, zal ik hem appen?", "reageren", "vragen_mens.appen", "vragen_mens.appen"),
        ("wordt mijn mentor dan boos op me?", "emotie", "vragen_mens.wordt_boos", "antwoorden.docent_boos"),
        ("en als hij boos wordt?", "emotie", "vragen_mens.wordt_boos", "vragen_mens.wordt_boos"),
        ("hoe vaak worden mensen afgewezen om hun naam", "cijfers", None, "antwoorden.cijfers_naam"),
        ("waar heb je dat vandaan, die cijfers", "cijfers", None, "vragen_bot.cijfers_bron"),
        ("waarom meldt bijna niemand dit?", "melden_zinloos", "vragen_bot.oefen_verschil", "antwoorden.waarom_stil"),
        ("ik heb die mail nog, moet ik die bewaren", "bewaren", None, "antwoorden.bericht_bewaren"),
        ("kan school regelen dat ik wel op de heftruck mag?", "rechten_school", None, "vragen_melden.school_praat_met_bedrijf"),
        ("komt er dan ook iemand langs op mijn stage?", "na_melding", None, "antwoorden.iemand_langs"),
        ("hoor ik daarna de afloop nog?", "na_melding", None, "antwoorden.hoor_je_afloop"),
        ("kom ik dan op een zwarte lijst ofzo?", "bang_gevolgen", None, "antwoorden.later_een_plek"),
        ("prima, laat haar mij maar iets sturen", "na_melding", None, "antwoorden.laat_sturen"),
        ("hoe breng je zoiets een beetje netjes?", "reageren", None, "antwoorden.hoe_zeg_je"),
    ],
)
def test_the_words_make_it_another_question(line, intent, question, answer):
    assert told().say(line, intent, 0.99 if intent in ("cijfers", "bewaren") else 0.7, question=question, aside=True)[0] == answer


@pytest.mark.parametrize(
    ("ground", "answer"),
    [("arbeidsduur", "om_je_uren"), ("politieke_gezindheid", "om_je_mening"), ("burgerlijke_staat", "om_je_relatie")],
)
def test_whether_it_may_is_answered_for_every_ground_that_has_a_rule(ground, answer):
    play = told("zij kregen het wel en ik weer niet", grounds=(ground,))
    assert play.say("kan dat zomaar?", "is_dit_discriminatie", asks=True, aside=True)[0] == f"antwoorden.{answer}"


def test_who_is_not_let_eat_hears_what_holds_for_an_illness():
    play = told("ik heb suiker en mag pas in de pauze eten van hem", grounds=("handicap",))
    assert "vragen_wet.aanpassing" in play.say("moeten ze me laten prikken, ja of nee", "ervaring_werkvloer", 0.65, story=True)
    assert play.say("wat zeg ik morgen tegen hem?", "reageren", asks=True, aside=True)[0].startswith("antwoorden.reageren")
    assert "vijf minuten" in play.text


def test_another_reader_is_asked_of_in_half_a_sentence():
    play = told()
    play.say("wie leest dit?", "privacy", question="vragen_melden.wie_leest_het", asks=True, aside=True)
    assert play.say("maar mijn begeleider dan? die is dik met mijn baas", "privacy", 0.3, story=True)[0] == "vragen_melden.leest_mentor_mee"


def test_who_lost_the_place_is_not_told_about_reporting():
    play = Play()
    play.say("ik hoef niet meer te komen want ik ben zwanger", "stage_weg", grounds=("zwangerschap",))
    said = play.say("haal ik mijn diploma nu nog?", "bang_gevolgen", question="vragen_melden.stage_en_diploma", asks=True)
    assert said == ["vragen_melden.stage_en_diploma_weg"]


def test_a_second_number_after_the_first():
    play = Play()
    play.say("hoe vaak komt het voor op het mbo?", "cijfers", question="vragen_bot.cijfers_mbo")
    assert play.say("heb je er nog een", "oefenen", question="vragen_mens.andere_zin", aside=True) == ["antwoorden.nog_een_cijfer"]


def test_a_sentence_that_was_tried_already_gets_another_one_and_is_told():
    play = told()
    play.say("wat moet ik dan zeggen?", "reageren", asks=True, aside=True)
    line = "dat zei ik al maar dan lacht hij gewoon"
    assert play.say(line, "ervaring_werkvloer", 0.7, story=True)[0] == "vragen_mens.weerwoord"
    assert line in play.session["memory"]["verhaal"]


def test_who_is_touched_hears_first_who_does_not_know_them():
    play = Play()
    play.say("mijn chef legt zijn handen op mijn heupen", "grens", story=True)
    said = play.say("wie kan ik bellen die mij niet kent?", "externe_hulp", question="vragen_mens.met_mens_praten", asks=True, aside=True)
    assert said[0] == "vragen_mens.met_mens_praten_aangeraakt" and "0800-0188" in play.text and "112" in play.text


def test_who_loses_patience_hears_that_nothing_was_sent():
    play = told()
    play.say("meld het maar anoniem", "melden_anoniem")
    said = play.say("als niemand reageert ga ik wel naar een ander", "stage_weg", 0.7, near=("vragen_melden.andere_plek",), nearest=0.28)
    assert said[0] == "vragen_melden.ander_meldpunt_niets" and play.session["now"][-1]["flow"] == "melden"


@pytest.mark.parametrize(("line", "way"), [("zet me naam er gerust bij boeit niet", "naam"), ("mag met mijn naam erbij maakt me niet uit", "naam")])
def test_who_does_not_mind_their_name_gives_it(line, way):
    play = Play()
    play.turn(entry="melden")
    play.say("ze noemen me kebab in de pauze", "ervaring_werkvloer", story=True)
    play.say(line, "melden_vertrouwelijk", 0.99, aside=True)
    assert play.session["memory"].get("manier", play.session["now"][-1]["slots"].get("manier")) == way


def test_who_told_and_wants_nothing_is_let_go():
    play = Play()
    play.turn(entry="vertellen")
    play.say("hij noemt mij stuiterbal waar klanten bij zijn", "ervaring_werkvloer", story=True)
    said = play.say("ik hoef er niks mee wou het alleen weten", "emotie", 0.2, question="vragen_mens.alleen_gezegd", aside=True)
    assert said[0] == "systeem.alleen_weten_verteld"


@pytest.mark.parametrize("line", ["van de week ging ik bijna tegen de vlakte bij de pers", "ik was bijna flauwgevallen op de trap"])
def test_who_nearly_fainted_hears_what_to_do(line):
    play = told()
    said = play.say(line, "ervaring_werkvloer", 0.4, story=True, crisis=True, crisis_kind="onbekend", crisis_guess=True)
    assert said == ["luisteren.hoor_onwel", "vertellen.gehoord"] and "112" in play.text and line in play.session["memory"]["verhaal"]
    assert play.say("en toen zei hij zie je wel", "ervaring_werkvloer", 0.7, story=True) == ["vertellen.gehoord"]


def test_what_a_phrase_says_keeps_its_card():
    said = told().say("ik viel bijna flauw want hij bedreigt me nu", "ervaring_werkvloer", 0.4, story=True, crisis=True, crisis_kind="gevaar_nu")
    assert "crisis.kaart" in said


def test_a_parent_whose_child_stays_at_home_hears_what_to_do_and_the_numbers():
    guess = {"crisis": True, "crisis_kind": "seksueel_geweld", "crisis_guess": True}
    play = Play()
    play.say("ik ben de moeder van een leerling", "groet")
    said = play.say("zij wil niet meer naar stage zij zit op haar kamer", "crisis", 0.69, story=True, **guess)
    assert said == ["antwoorden.ouder_zorg"] and "112" in play.text
    assert play.say("ze zegt mama niet bellen", "nee", 0.2, **guess)[0] == "vragen_mens.ander_wil_niet_ouder"
    assert "crisis.kaart" in play.say("ze wil niet meer leven zegt ze", "crisis", 0.9, crisis=True, crisis_kind="zelfdoding")
