"""Turns of the twenty played stories that almost fitted, and the answers that people get now. Refuses to load a model."""

from __future__ import annotations

import pytest

from tests.flows.playing import CASE, PEOPLE, Play
from tests.flows.test_listening import heard, telling

LIKED = "vragen_mens.zin_goed"


def said(play) -> list[str]:
    return [effect.get("say") for effect in play.effects]


@pytest.mark.parametrize(
    "line",
    [
        "ze is een oude mevrouw, ik moet haar wassen. durf niet zo goed",
        "morgen weer die bewoner en ik durf het niet",
        "ik moet weer met die klant en ik ben er bang voor hem",
    ],
)
def test_who_fears_the_person_they_work_for_need_not_go_alone(line):
    play = telling()
    play.say(line, "ervaring_werkvloer", story=True)
    assert "alleen" in play.effects[0]["text"] and "beschermen" in play.effects[0]["text"]


def test_who_dares_not_say_it_hears_nothing_of_a_client():
    play = telling()
    play.say("en ik durf er niks van te zeggen tegen de kok", "ervaring_werkvloer", story=True)
    assert play.effects[0]["text"].startswith("Dat je het niet durft")


@pytest.mark.parametrize("threat", ["ik sla m op zn bek als ie nog 1x wat zegt"])
def test_who_was_angry_in_a_story_is_not_told_to_begin(threat):
    play = Play()
    play.turn(entry="vertellen")
    play.say("de voorman noemt mij elke dag ali baba op de bouw", "ervaring_werkvloer", story=True)
    play.say(threat, "beledigt_bot", 0.3, story=True)
    assert said(play) == ["systeem.heet_hoofd", "vertellen.verhaal"]
    assert "is gebeurd" not in play.text


def test_who_asks_who_reads_it_hears_names():
    play = Play()
    play.turn(entry="vertellen")
    play.say("ze noemen mij ali baba op de bouw", "ervaring_werkvloer", story=True)
    play.say("en wie leest dat dan", "privacy", aside=True, asks=True, question="vragen_melden.wie_leest_het")
    assert all(one["naam"] in play.effects[0]["text"] for one in PEOPLE if one["leest"])
    assert "versturen" in play.effects[0]["text"]


def test_who_orders_the_call_again_is_asked_for_a_name_once_more_and_kindly():
    play = Play()
    play.turn(entry="bellen")
    play.say("bel mij", "melden_vertrouwelijk")
    assert play.step == "bellen.naam" and "regel ik" in play.text
    play.say("Mehmet", "buiten_onderwerp")
    play.say("bel mij nou", "melden_vertrouwelijk")
    assert play.step == "bellen.nummer"


def test_a_story_that_was_offered_again_once_rests():
    play = Play(cases=[CASE])
    play.turn(entry="vertellen")
    play.say("de voorman noemt mij elke dag ali baba", "ervaring_werkvloer", story=True)
    play.turn(entry="uitleg")
    for _ in range(2):
        play.turn(entry="status")
        play.press("klaar")
        seen = said(play)
    assert "systeem.hervat" not in seen
    play.say("verder")
    assert play.step == "vertellen.verhaal"


def test_a_report_that_was_not_sent_is_offered_again_each_time():
    play = Play(cases=[CASE])
    play.say("ze lachen op stage om mijn naam", "melden", story=True)
    for _ in range(2):
        play.turn(entry="status")
        play.press("klaar")
        assert "systeem.hervat" in said(play)


@pytest.mark.parametrize("line", ["haha die met grap of niet is wel goed. bewaar die maar", "die tweede vind ik goed, kan je die opslaan"])
def test_who_wants_to_keep_a_sentence_of_ours_hears_how(line):
    play = telling()
    play.say(line, "bewaren", 0.8, aside=True, near=(LIKED,))
    assert said(play) == ["systeem.zin_houden", "bewaren.eerste"]


def test_who_wants_to_keep_the_story_hears_nothing_of_sentences():
    play = telling()
    assert play.say("bewaar mn verhaal", "bewaren") == ["bewaren.eerste"]


def simple() -> Play:
    play = heard("hallo ik ben samuel. ik niet goed nederlands", "groet")
    play.say("op stage man zegt jij dom jij niet praat goed", "ervaring_werkvloer", story=True)
    return play


def test_who_finds_dutch_hard_reads_names_and_what_they_do():
    play = simple()
    play.press("hulp")
    play.press("school")
    assert "• Noor\n" in play.text and "vertrouwenspersoon" not in play.text


@pytest.mark.parametrize("way", ["naam", "anoniem"])
def test_who_finds_dutch_hard_reads_who_gets_the_report(way):
    play = simple()
    play.press("melden")
    play.press(way)
    if way == "naam":
        play.say("Samuel Tesfay", identifying=((0, 13, "NAAM"),))
    assert play.step == "melden.lezers"
    assert "Noor leest het\n" in play.text and "Ilse leest het niet" in play.text


def test_a_wish_in_own_words_is_said_back():
    play = telling()
    play.press("melden")
    play.press("naam")
    play.say("Samuel Tesfay")
    play.press("goed")
    assert play.step == "melden.wens"
    play.say("ik wil niet meer alleen eten. ik wil zij zijn aardig", "ervaring_werkvloer", 0.84, story=True)
    assert said(play) == ["systeem.wens_eigen", "melden.controle"]
    play.say("alleen weten", "melden")
    assert "Ze hoeven het alleen te weten" in play.text


def test_who_wants_to_be_reminded_gets_the_button_beside_the_choices():
    play = telling()
    play.say("kun je me er volgende week aan herinneren", "herinnering", 1.0, aside=True, asks=True)
    assert [entry for entry, _ in play.effects[0]["buttons"]] == ["@bewaren"]
    assert play.effects[-1]["buttons"]


def test_a_teacher_reads_u_and_hears_how_to_begin_after_something_was_told():
    play = heard("goedemiddag, ik ben bpv-docent", "mentor_info")
    play.say("kan ik als docent zelf een melding doen, namens haar?", "mentor_info", question="vragen_mens.docent_meldt")
    assert "U mag als docent" in play.text
    play.say("hoe begin ik het gesprek met haar het beste?", "reageren", asks=True)
    assert "Je vertelde me" in play.text


def test_who_is_at_the_end_of_it_is_not_asked_whether_it_goes_a_bit():
    play = heard("ik trek het niet meer", "emotie", confidence=0.43, crisis_doubt=True)
    assert said(play)[-1] == "systeem.zacht_gevoel" and "hulp" in play.text


def test_in_the_middle_of_a_story_the_soft_question_stays():
    play = telling()
    play.say("ik trek het niet meer", "emotie", 0.43, crisis_doubt=True)
    assert "systeem.zacht_gevoel" not in said(play)


def test_who_says_in_trust_more_than_once_hears_something_else():
    play = Play()
    play.turn(entry="vertellen")
    play.say("een collega noemt mij steeds homo op stage", "ervaring_werkvloer", story=True)
    first = play.say("en ik ben het ook maar dat weten ze niet", "melden_anoniem", story=True)[0]
    again = play.say("hij roept homo en niemand weet dat ik t ben", "melden_anoniem", story=True)[0]
    assert (first, again) == ("systeem.toevertrouwd", "systeem.toevertrouwd_weer")


SEEKS = "ik zoek al 5 maanden een stage en ik krijg alleen maar afwijzingen"


def test_what_led_up_to_a_story_is_its_beginning():
    play = heard(SEEKS, "stage_zoeken")
    assert not play.session["memory"].get("verhaal")
    play.say("klasgenoot sanne stuurde 2 brieven en had meteen beet, ik 43", "ervaring_zoeken", story=True)
    assert play.session["memory"]["verhaal"].splitlines()[0] == SEEKS


@pytest.mark.parametrize("between", ["dankje", "wat zijn mijn rechten"])
def test_what_was_said_before_something_else_is_not(between):
    play = heard(SEEKS, "stage_zoeken")
    play.say(between, "bedankt")
    play.say("klasgenoot sanne stuurde 2 brieven en had meteen beet, ik 43", "ervaring_zoeken", story=True)
    assert SEEKS not in play.session["memory"]["verhaal"]


def test_a_question_is_no_beginning():
    play = heard("hoe vind ik nou in vredesnaam een stage?", "stage_zoeken")
    play.say("ze zeiden dat mijn naam lastig is voor klanten", "ervaring_zoeken", story=True)
    assert "vredesnaam" not in play.session["memory"]["verhaal"]


def test_a_feeling_that_is_sure_and_heavy_is_answered_once():
    play = heard("ik hou het niet meer vol", "emotie", crisis_doubt=True)
    assert said(play) == ["systeem.welkom", "systeem.zacht_gevoel"]
    assert ["@nu", "Het gaat echt niet goed"] in play.effects[-1]["buttons"]
    assert "antwoorden.emotie" in heard("ik ben er kapot van", "emotie").effects[-1]["say"]


def test_who_wants_a_message_in_a_week_is_not_given_one_to_copy():
    play = telling()
    play.say("stuur me over een week een berichtje", "herinnering", 1.0, aside=True)
    assert said(play)[0] == "antwoorden.herinnering"


@pytest.mark.parametrize(("who", "intent"), [("ik ben docent op een roc", "mentor_info"), ("ik ben de moeder van een stagiair", "omstander")])
def test_who_is_no_student_is_told_of_reminders_in_u(who, intent):
    play = heard(who, intent)
    assert play.say("kunt u me er volgende week aan herinneren?", "herinnering", asks=True) == ["antwoorden.herinnering_u"]


def test_who_is_touched_is_told_where_to_go_once_and_not_asked_how_it_goes_as_well():
    play = Play()
    play.turn(entry="vertellen")
    said = play.say("mn leidinggevende legde gister zn hand op mn heup in de keuken", "grens", story=True, crisis_doubt=True)
    assert "antwoorden.grens_lijf" in said and "systeem.zacht" not in said
    assert "systeem.zacht" in play.say("ik trek dit echt niet meer", "emotie", story=True, crisis_doubt=True)


def test_a_question_of_guilt_is_answered_and_no_clerk_speaks_of_the_story():
    play = Play()
    play.turn(entry="vertellen")
    play.say("mijn chef zit steeds aan me", "grens", story=True)
    said = play.say("is het mijn schuld dat ik niks zei?", "emotie", question="vragen_mens.mijn_schuld", asks=True)
    assert "systeem.vraag_apart" not in said and said[-1] == "vertellen.verhaal"
