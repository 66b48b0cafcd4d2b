"""Who talks and what was just said decide what an answer is about; and practice goes about what somebody asks for. Refuses to read by nlu."""

from __future__ import annotations

import pytest

from flows.subjects import subject_of
from tests.flows.playing import CONVERSATION, Play

CASES = {case["id"]: case for case in CONVERSATION.cases}
WORDS = CONVERSATION.words["besturing"]["onderwerpwoorden"].labels


def shown(play: Play) -> dict:
    return CASES[play.session["now"][-1]["slots"]["geval"]]


def teacher() -> Play:
    play = Play()
    assert play.say("ik ben docent en wil dit gebruiken", "mentor_info")[-1] == "antwoorden.mentor_info"
    return play


def parent() -> Play:
    play = Play()
    assert play.say("ik ben haar vader, ze wordt overal geweigerd", "omstander", story=True)[-1] == "vragen_mens.ouder"
    return play


@pytest.mark.parametrize(
    "asked, intent, question, answer",
    [
        ("hoeveel tijd kost het?", "mentor_info", "vragen_bot.gratis", "antwoorden.docent_les"),
        ("zie ik wat ze invullen?", "mentor_info", "vragen_mens.docent_ziet", "vragen_mens.docent_ziet"),
        ("kan ik voor haar melden?", "melden", None, "vragen_mens.docent_meldt_docent"),
        ("hoe benader ik haar?", "reageren", None, "vragen_mens.docent_gesprek"),
        ("dan zijn we die leerplek kwijt", "stage_zoeken", None, "vragen_mens.docent_plek_kwijt"),
        ("hij trekt zich steeds meer terug", "emotie", None, "vragen_mens.docent"),
        ("ja lastig", "onbekend", None, "antwoorden.docent_weer"),
        ("wat als hij echt niet wil?", "nee", "vragen_mens.weerwoord", "antwoorden.docent_weer"),
        ("hoe spreek ik een collega aan?", "reageren", "vragen_mens.collega_aanspreken", "vragen_mens.collega_aanspreken"),
        ("wie kan ik bellen over hem?", "mentor_info", "vragen_mens.met_mens_praten", "antwoorden.docent_bellen"),
        ("nee ik ben docent", "nee", None, "antwoorden.docent_weer"),
    ],
)
def test_a_teacher_stays_a_teacher_in_the_turns_after(asked, intent, question, answer):
    assert teacher().say(asked, intent, question=question) == [answer]


@pytest.mark.parametrize(
    "asked, intent, question, answer",
    [
        ("kan ik het melden?", "melden", "vragen_mens.docent_meldt", "antwoorden.ouder_meldt"),
        ("heeft zij hier iets verteld?", "status_melding", "vragen_mens.onder_18", "antwoorden.ouder_weten"),
        ("dus jullie doen niks", "melden_zinloos", None, "antwoorden.ouder_zinloos"),
        ("wie moet ik bellen?", "melden_vertrouwelijk", "vragen_mens.met_mens_praten", "antwoorden.ouder_bellen"),
        ("hij durft zelf niets te zeggen", "omstander", None, "antwoorden.ouder_verder"),
    ],
)
def test_a_parent_is_answered_as_a_parent_and_not_as_a_student(asked, intent, question, answer):
    assert parent().say(asked, intent, question=question) == [answer]


@pytest.mark.parametrize(
    "asked, intent, question, answer",
    [
        ("wat zeg ik tegen die collega?", "reageren", None, "vragen_mens.collega_aanspreken"),
        ("ik zei er zelf ook niets van", "emotie", None, "antwoorden.bedrijf_niets_gezegd"),
        ("ik heb het laten gaan", "niet_geloofd", "vragen_mens.niets_gezegd", "antwoorden.bedrijf_niets_gezegd"),
        ("kan ik het bij school melden?", "melden", None, "vragen_mens.wie_belt_school"),
        ("gisteren riep hij weer wat", "ervaring_werkvloer", None, "antwoorden.bedrijf_verder"),
    ],
)
def test_who_guides_a_student_at_a_company_is_no_student_and_no_victim(asked, intent, question, answer):
    play = Play()
    said = play.say("ik ben praktijkopleider, een collega grapt over onze stagiair", "omstander", story=True)
    assert said[-1] == "vragen_mens.leerbedrijf"
    assert play.say(asked, intent, question=question) == [answer]


@pytest.mark.parametrize(
    "said",
    [
        "moet hij als werkgever daar niet iets van zeggen?",
        "de stagebegeleider van het bedrijf zegt dat ik niet zo moeilijk moet doen",
        "ik werk bij een leerbedrijf en ze noemen me daar aap",
        "wat zeg ik tegen een medewerker die grapt over mijn accent?",
        "ik moet voor mijn les hier iets over schrijven",
        "hij riep: ik ben de baas hier en jij bent niks",
    ],
)
def test_who_speaks_of_a_boss_or_a_lesson_is_still_a_student(said):
    play = Play()
    play.say(said, "reageren", question="vragen_mens.collega_aanspreken")
    assert not play.session["memory"].get("spreker")


@pytest.mark.parametrize("who, intent", [("ik ben bpv-docent en zag dit", "omstander"), ("ik ben praktijkopleider", "omstander")])
def test_nobody_asks_a_teacher_how_they_are(who, intent):
    play = Play()
    said = play.say(who, intent, crisis_doubt=True, story=True)
    assert "systeem.zacht" not in said and "systeem.zacht_docent" in said


def test_a_teacher_who_tells_of_a_student_hears_what_to_do_and_not_how_a_lesson_goes():
    assert Play().say("ik ben bpv-docent, een jongen eet niet meer in de keet", "omstander", story=True)[-1] == "vragen_mens.docent"


def test_who_greets_and_tells_something_in_one_breath_is_heard():
    said = Play().say(
        "goeiendag, ik doe bbl en ze noemen me daar oma, valt dat er ook onder?", "groet", 0.46, story=True,
        alternatives=[("groet", 0.46), ("is_dit_discriminatie", 0.27)],
    )  # fmt: skip
    assert said[-1].startswith("vertellen.")


def test_who_to_call_is_said_with_names_at_once():
    play = parent()
    play.say("wie moet ik bellen?", "melden_vertrouwelijk")
    assert "Noor" in play.text and "Samir" in play.text
    assert "Ilse" not in play.text  # keeps a key, and is nobody to call


def test_a_parent_who_orders_a_report_gets_it_and_a_student_who_was_taken_for_one_is_a_student_again():
    play = parent()
    play.say("kan ik het melden?", "melden")
    assert play.say("ja doe maar melden dan", "melden")[-1].startswith("melden.")
    play = teacher()
    play.say("ik ben student, geen docent", "nee")
    assert "spreker" not in play.session["memory"]


def test_who_quotes_a_teacher_in_a_story_that_is_being_told_is_none():
    play = Play()
    play.turn(entry="vertellen")
    play.say("hij zei ik ben docent dus ik weet het beter", "ervaring_werkvloer", story=True)
    assert "spreker" not in play.session["memory"]


def test_easier_is_about_the_card_that_was_just_read():
    play = Play()
    play.say("wat is een microagressie?", "uitleg_microagressie")
    assert play.say("kan je dat makkelijk zeggen met voorbeeld?", "hulp_bot", question="vragen_wet.simpeler") == [
        "antwoorden.makkelijk_microagressie"
    ]
    assert play.say("dus kleine woorden die pijn doen?", "uitleg_microagressie") == ["antwoorden.klopt_microagressie"]
    play = Play()
    play.say("wat is stagediscriminatie?", "uitleg_stagediscriminatie")
    assert play.say("kan het korter?", "hulp_bot", question="vragen_bot.te_veel_tekst") == ["vragen_wet.simpeler"]


@pytest.mark.parametrize(
    "asked, grounds, trait, value",
    [
        ("heb je oefeningen over gender?", ("genderidentiteit",), "grond", "genderidentiteit"),
        ("een casus over een hoofddoek", ("godsdienst",), "grond", "godsdienst"),
        ("casus over sollicitatie graag", (), "fase", "zoeken"),
    ],
)
def test_practice_begins_with_what_somebody_wants_to_practise_about(asked, grounds, trait, value):
    play = Play()
    assert play.say(asked, "oefenen", grounds=grounds)[-3:] == ["systeem.over_dat", "herkennen.begin", "geval.kijk"]
    assert shown(play)[trait] == value
    play.press("twijfel")
    play.press("volgende")
    assert shown(play)[trait] == value


def test_in_the_middle_of_practice_another_subject_may_be_asked_for_and_what_was_answered_stays():
    play = Play()
    play.turn(entry="oefenen")
    first = shown(play)["id"]
    play.press("wel")
    assert play.say("heb je er ook een over iemand die trans is", "omstander", 0.4, grounds=("genderidentiteit",)) == [
        "systeem.over_dat",
        "geval.kijk",
    ]
    assert shown(play)["grond"] == "genderidentiteit"
    assert play.session["memory"]["geoefend"] == {first: "wel"}


def test_who_begins_again_without_a_subject_gets_anything():
    play = Play()
    play.say("oefening over gender", "oefenen", grounds=("genderidentiteit",))
    play.press("genoeg")
    play.say("ik wil oefenen", "oefenen")
    assert "onderwerp" not in play.session["memory"]


def test_a_word_that_stands_in_a_case_is_a_subject_and_one_that_stands_in_none_is_not():
    assert subject_of("een casus over autisme", (), WORDS, CONVERSATION.cases)
    assert subject_of("een casus over ruimtevaart", (), WORDS, CONVERSATION.cases) is None


@pytest.mark.parametrize(
    "said", ["hij is gewoon nieuwsgierig", "ik vind het gemeen", "volgens mij bedoelt ze het goed", "zij bedoelen het vast aardig"]
)
def test_an_opinion_in_own_words_is_an_answer_without_a_mark(said):
    play = Play()
    play.turn(entry="oefenen")
    assert play.say(said, "melden_zinloos", 0.3)[-1] == "geval.speelt"
    assert play.session["now"][-1]["slots"]["antwoord"] == "eigen"


def test_what_somebody_says_of_themselves_is_no_opinion_about_a_case():
    play = Play()
    play.turn(entry="oefenen")
    play.say("ze zeggen dat ook tegen mij", "ervaring_werkvloer", 0.9, story=True)
    assert play.step == "vertellen.gehoord"


@pytest.mark.parametrize("said, intent", [("nog eentje dan", "oefenen"), ("andere", "onbekend")])
def test_a_case_may_be_passed_over_and_thanks_end_it(said, intent):
    play = Play()
    play.turn(entry="oefenen")
    first = shown(play)["id"]
    assert play.say(said, intent)[-1] == "geval.kijk"
    assert shown(play)["id"] != first
    assert play.say("bedankt dit was fijn", "bedankt")[0].startswith("herkennen.")


def test_a_sentence_in_another_language_leads_to_no_card_however_sure_it_looks():
    play = Play()
    assert play.say("can the report be in english", "melden", 0.95, foreign=True)[-1] == "systeem.engels"
    assert "0800-0880" in play.text and "112" in play.text
    assert play.say("next one please", "oefenen", 0.95, foreign=True)[-1] == "geval.kijk"


@pytest.mark.parametrize(
    "said, role",
    [
        ("ik ben trouwens haar docent nederlands", "docent"),
        ("goedemiddag, u spreekt met de klassenmentor van Iris", "docent"),
        ("ben anne van emre", "ouder"),
        ("hoi ik ben de begeleider vd stagiaire", "bedrijf"),
        ("nou ik ben de leermeester van die jongen", "bedrijf"),
        ("ik ben geen stagiair, ik ben een collega van hem", "collega"),
        ("ik begin 1 december als vertrouwenspersoon", "vertrouwenspersoon"),
        ("ik ben bang voor mijn docent", None),
        ("mijn moeder is docent op een mbo", None),
        ("ik ben met mijn moeder bij school geweest", None),
        ("de vertrouwenspersoon zegt dat ik moet wachten", None),
        ("ik ben door mijn praktijkopleider uitgescholden", None),
        ("ik ben een collega kwijt", None),
        ("hij zei ik ben de leermeester hier", None),
        ("ik ben bbl, geen stagiair", None),
    ],
)
def test_a_role_is_heard_from_its_name_and_not_from_somebody_elses(said, role):
    play = Play()
    play.say(said, "buiten_onderwerp", 0.1)
    assert play.session["memory"].get("spreker") == role


def test_a_teacher_who_tells_of_a_touched_student_is_not_taken_for_the_student():
    play = Play()
    play.say("haar baas zit aan haar been", "grens", story=True)
    assert play.step == "grens.begin"
    play.say("niet ik, een leerling, ik ben haar docent", "mentor_info")
    assert not play.session["now"], "no buttons for the one it happened to"
    assert play.say("de baas blijft aan haar zitten", "grens", story=True)[-1] == "antwoorden.docent_grens"
    assert play.say("moet ik dit melden?", "melden", question="vragen_mens.docent_plicht")[-1] == "vragen_mens.docent_plicht"
    assert play.say("moet dat van de wet?", "rechten_school")[-1] == "antwoorden.docent_school_moet"


def test_who_turns_out_to_be_the_one_it_is_about_writes_no_report():
    play = Play()
    play.turn(entry="melden")
    play.say("er is iets over een plek bij jullie binnengekomen", "melden", story=True)
    assert play.step == "melden.verhaal"
    assert play.say("het gaat over mij, ik ben de leermeester", story=True)[-1] == "vragen_mens.over_ons_gemeld"
    assert not play.session["now"] and "verhaal" not in play.session["memory"]
    assert play.say("wie heeft het gedaan?", "status_melding")[-1] == "antwoorden.bedrijf_gehoord"


@pytest.mark.parametrize(
    "said, kind",
    [
        ("mijn klasgenoot zegt dat ze dood wil", "ander"),
        ("een vriend appt dat iedereen beter af is zonder hem", "ander"),
        ("ik ben bang dat ze iets met pillen gaat doen", "ander"),
        ("iedereen is beter af zonder mij", "zelfdoding"),
        ("hij zegt dat ik dood moet en ik wil dood", "zelfdoding"),
        ("ze sloeg me en nu wil ik niet meer", "zelfdoding"),
        ("mijn vriendin wil dood en ik ook", "zelfdoding"),
    ],
)
def test_the_card_is_about_whom_it_concerns(said, kind):
    play = Play()
    play.say(said, "crisis", crisis=True, crisis_kind="zelfdoding")
    assert play.session["now"][0]["slots"]["soort"] == kind


def test_a_parent_who_fears_for_a_child_is_spoken_to_as_a_parent():
    play = parent()
    play.say("hij komt zijn kamer niet uit, ik ben zo bang", "crisis", crisis=True)
    assert play.session["now"][0]["slots"]["soort"] == "ander_u"


def test_who_only_says_to_ask_for_another_has_told_nothing_yet():
    play = Play()
    assert play.say("vraagje voor een maat", "omstander", story=True, question="vragen_mens.voor_iemand")[-1] == "vragen_mens.voor_iemand"
    assert not play.session["now"]
