"""What the engine promises, one sentence a test."""

from __future__ import annotations

import pytest

from flows.routing import STORY_AT_MOST
from tests.flows.playing import CASE, Play

STORY = "ze lachen om mijn hoofddoek"


def to_preview(play: Play) -> Play:
    play.say(STORY, "melden_anoniem", story=True)
    for option in ("goed", "klaar", "praten"):
        play.press(option)
    assert play.step == "melden.controle"
    return play


def test_what_was_typed_is_the_story_and_is_not_asked_again():
    play = Play()
    assert play.say(STORY, "melden_anoniem", story=True) == ["systeem.welkom", "melden.dank", "melden.lezers"]
    assert play.session["memory"]["verhaal"] == STORY


def test_a_question_without_a_story_is_not_taken_for_one():
    play = Play()
    assert play.say("anoniem melden", "melden_anoniem")[-1] == "melden.verhaal"
    assert "verhaal" not in play.session["memory"]


def test_a_story_told_before_is_used_when_it_becomes_a_report():
    play = Play()
    play.say(STORY, "ervaring_werkvloer", story=True)
    play.press("melden")
    play.press("anoniem")
    assert play.step == "melden.lezers"
    assert play.session["memory"]["verhaal"] == STORY


def test_a_report_is_delivered_once_and_leaves_no_draft():
    play = to_preview(Play())
    sending = next(data for data in play.buttons if data.endswith("versturen"))
    assert play.turn(button=sending)[0] == "melden.bon"
    assert play.turn(button=sending) == []
    assert [effect["do"] for effect in play.done] == ["deliver", "keep_hints"]
    assert play.done[0]["with"]["verhaal"] == STORY
    assert STORY not in str(play.session)


def test_a_report_that_could_not_be_delivered_is_not_called_sent_and_stays():
    play = to_preview(Play(succeeds=False))
    assert play.press("versturen") == ["melden.mislukt"]
    assert play.session["memory"]["verhaal"] == STORY


def test_one_thing_is_corrected_from_the_preview_and_the_rest_is_not_asked_again():
    play = to_preview(Play())
    play.press("aanpassen")
    assert play.press("wens") == ["melden.wens"]
    assert play.press("actie") == ["melden.controle"]
    assert "School moet iets doen" in play.text


def test_back_after_a_correction_never_leads_to_a_preview_with_something_missing():
    play = to_preview(Play())
    play.press("aanpassen")
    play.press("verhaal")
    play.say("het was anders")
    play.press("klaar")
    for _ in range(6):
        play.say("terug")
        assert not play.said[-1].startswith("melden.controle") or "het was anders" in play.text or STORY in play.text, play.text


def test_an_empty_message_is_no_story():
    play = Play()
    play.say(" ", "ervaring_zoeken", story=True)
    play.turn(entry="melden")
    assert play.said[-1] == "melden.verhaal"
    play.say(" ")
    play.turn(entry="status")
    assert play.turn(entry="melden")[-1] == "melden.verhaal"


def test_back_asks_the_step_before_again():
    play = to_preview(Play())
    assert play.say("terug") == ["melden.wens"]
    assert play.say("vorige") == ["melden.nog_iets"]


def test_who_goes_back_from_a_correction_has_what_was_there_before():
    play = to_preview(Play())
    play.press("aanpassen")
    assert play.press("verhaal") == ["melden.verhaal"]
    assert play.say("terug") == ["melden.aanpassen"]
    assert play.press("terug") == ["melden.controle"]
    assert STORY in play.text
    play.press("aanpassen")
    play.press("verhaal")
    play.say("iets anders")
    assert play.press("klaar") == ["melden.controle"]
    assert STORY not in str(play.session)


def test_without_a_story_nothing_is_sent():
    play = to_preview(Play())
    play.session["memory"].pop("verhaal")  # another conversation took it
    assert play.press("versturen") == ["melden.verhaal"]
    assert play.done == []


def test_back_does_not_go_past_something_that_was_done():
    play = to_preview(Play())
    play.press("versturen")
    play.say("status")
    assert play.session["now"] == []


def test_a_question_in_between_is_answered_and_the_report_goes_on():
    play = to_preview(Play())
    assert play.say("wat is een microagressie", "uitleg_microagressie") == ["uitleg.microagressie", "melden.controle"]
    assert play.press("versturen")[0] == "melden.bon"


def test_another_conversation_in_between_is_offered_back_when_it_ends():
    play = to_preview(Play())
    assert play.say("doe dan maar zo iets", "oefenen")[-1] == "systeem.bedoel_je"  # too much to lose for a guess
    play.press("?oefenen")
    assert play.press("wel")[-1] == "geval.speelt"
    assert play.press("genoeg")[-1] == "herkennen.klaar"
    assert play.press("genoeg") == ["herkennen.einde", "systeem.hervat"]
    assert play.turn(button="@verder") == ["melden.controle"]


def test_what_is_kept_is_bounded():
    play = Play()
    for flow in ("melden", "vertellen", "oefenen") * 3:
        play.turn(entry=flow)
    assert len(play.session["kept"]) <= 3


def test_crisis_answers_at_once_from_the_middle_of_a_story_and_loses_nothing():
    play = Play()
    play.turn(entry="melden")
    play.say("hij zei dat ik weg moest")
    assert play.say("ik wil er niet meer zijn", crisis=True, crisis_kind="zelfdoding") == ["crisis.kaart"]
    assert "112" in play.text and "113" in play.text
    assert play.press("terug") == ["crisis.weer", "melden.verhaal"]
    assert play.session["memory"]["verhaal"] == "hij zei dat ik weg moest\nik wil er niet meer zijn"


def test_crisis_is_not_bounded_by_what_was_kept_before():
    play = Play()
    for flow in ("melden", "vertellen", "oefenen"):
        play.turn(entry=flow)
    play.say("ik maak er een eind aan", crisis=True)
    assert len(play.session["kept"]) == 3
    assert play.press("terug") == ["crisis.weer", "geval.kijk"]


def test_doubt_gets_one_soft_line_and_the_story_goes_on():
    play = Play()
    play.turn(entry="melden")
    assert play.say("ik kan niet meer tegen die baas", crisis_doubt=True) == ["melden.verhaal", "systeem.zacht"]
    assert play.step == "melden.verhaal"


def test_a_control_word_inside_a_sentence_is_a_story():
    play = Play()
    play.turn(entry="melden")
    assert play.say("hij zei stop") == ["melden.verhaal"]
    assert play.session["memory"]["verhaal"] == "hij zei stop"


def test_stop_keeps_nothing_of_what_it_ends():
    play = to_preview(Play())
    assert play.say("stop") == ["besturing.gestopt"]
    assert STORY not in str(play.session)


@pytest.mark.parametrize("said", ["laat maar", "toch niet", "oke doei"])
def test_who_drops_out_in_passing_throws_nothing_away(said):
    play = to_preview(Play())
    assert play.say(said) == ["besturing.gestopt_bewaard"]
    assert not play.session["now"] and STORY in play.session["memory"]["verhaal"]


def test_stop_leaves_the_story_of_a_report_that_waits():
    play = Play()
    play.say(STORY, "melden", story=True)
    play.turn(entry="vertellen")
    assert play.say("laat maar") == ["besturing.gestopt_bewaard", "systeem.hervat"]
    play.say("verder")
    assert play.step == "melden.manier" and STORY in play.session["memory"]["verhaal"]


def test_quick_exit_hides_and_says_something_ordinary_and_the_draft_stays():
    play = to_preview(Play())
    play.say("snel weg")
    assert play.effects[0] == {"hide": True}
    assert play.said[0].startswith("besturing.tip_") and len(play.said) == 1
    assert play.say("verder") == ["melden.controle"]


def test_a_story_over_several_messages_is_one_text_for_nlu():
    from flows.engine import texts_to_read

    play = Play()
    play.turn(entry="melden")
    play.say("ik wil")
    assert texts_to_read(play.conversation, play.session, "dood") == ["dood", "ik wil\ndood"]


def test_a_button_of_an_earlier_turn_does_nothing_twice():
    play = Play()
    play.say(STORY, "melden_anoniem", story=True)
    old = next(data for data in play.buttons if data.endswith("goed"))
    play.press("goed")
    play.press("klaar")
    assert play.turn(button=old) == ["systeem.oude_knop", "melden.wens"]


def test_news_waits_for_rest_and_says_nothing_on_a_lock_screen():
    play = to_preview(Play(cases=[CASE]))
    assert play.turn(event={"event": "antwoord", "zaak": "z1"}) == []
    assert {"due": "nieuws", "after": 3600} in play.effects
    assert play.say("stop")[-1:] != ["nieuws.brieven"]
    assert "systeem.nieuws" in play.said
    assert play.effects[-1]["text"] == "Er is nieuws"
    assert play.turn(button="@nieuws") == ["nieuws.brieven"]


def test_news_comes_after_an_hour_of_silence_also_in_the_middle_of_something():
    play = to_preview(Play(cases=[CASE]))
    play.wait(hours=2)
    assert play.turn(event={"event": "antwoord", "zaak": "z1"}) == ["systeem.nieuws"]
    assert play.turn(event={"event": "antwoord", "zaak": "z1"}) == []


def test_two_misunderstandings_lead_to_a_human():
    play = Play()
    play.turn(entry="start")
    assert play.say("blub", "onbekend", 0.0, alternatives=()) == ["systeem.onbegrepen", "welkom.menu"]
    assert play.say("blab", "onbekend", 0.0, alternatives=())[0] == "systeem.onbegrepen_weer"
    assert "@hulp" in play.buttons


def test_an_unsure_reading_offers_the_two_likeliest_and_uses_what_was_typed():
    play = Play()
    play.say(STORY, "melden", 0.2, alternatives=(("melden", 0.2), ("privacy", 0.2)), story=True)
    assert play.said[-1] == "systeem.bedoel_je"
    assert [data.split("?")[1] for data in play.buttons] == ["melden", "privacy", "iets_anders"]
    play.press("?melden")
    assert play.session["memory"]["verhaal"] == STORY
    assert "unsure" not in play.session


def test_a_left_out_person_is_not_on_the_card_and_is_handed_to_the_action():
    play = Play()
    play.say(STORY, "melden_anoniem", story=True)
    play.press("weglaten")
    play.press("samir")
    assert play.press("klaar") == ["melden.lezers"]
    assert "Samir" not in play.text
    for option in ("goed", "klaar", "praten", "versturen"):
        play.press(option)
    assert play.done[0]["with"]["weggelaten"] == ["samir"]


def test_when_nobody_is_left_nothing_is_sent_and_help_outside_is_shown():
    play = Play()
    play.say(STORY, "melden_anoniem", story=True)
    play.press("weglaten")
    play.press("samir")
    play.press("noor")
    assert play.press("klaar") == ["melden.genoeg_lezers"]
    assert play.press("anders") == ["melden.weglaten"]
    assert play.press("klaar") == ["melden.genoeg_lezers"]  # who was left out before still is
    assert play.press("hulp") == ["hulp.hulp"]
    assert play.done == []


def test_without_key_holders_no_report_begins():
    play = Play(can_report=False)
    assert play.turn(entry="melden") == ["systeem.welkom", "melden.kan", "hulp.hulp"]


def test_a_release_that_does_not_know_the_old_step_goes_on_kindly():
    play = to_preview(Play())
    play.session["now"][-1]["step"] = "bestaat_niet_meer"
    assert play.say("hallo", "groet")[0] == "systeem.vernieuwd"
    assert play.session["memory"]["verhaal"] == STORY


def test_a_story_that_is_too_long_is_refused_kindly_and_nothing_is_lost():
    play = Play()
    play.turn(entry="melden")
    play.say("eerst dit")
    assert play.say("x" * STORY_AT_MOST) == ["systeem.te_lang"]
    assert play.session["memory"]["verhaal"] == "eerst dit"


def test_cases_are_practised_one_by_one_without_a_verdict_on_doubt():
    play = Play()
    seen = [play.turn(entry="oefenen")[-1]]
    for _ in range(2):
        assert play.press("twijfel") == ["geval.bij_twijfel", "geval.speelt"]
        seen.append(play.press("volgende")[-1])
    play.press("niet")
    assert play.press("genoeg") == ["herkennen.klaar"]
    assert seen == ["geval.kijk"] * 3


def test_several_cases_in_one_chat_are_chosen_from():
    play = Play(cases=[CASE, {**CASE, "id": "z2", "dag": "dinsdag 24 november"}])
    assert play.turn(entry="status")[-1] == "status.zaak"
    assert play.press("z2") == ["status.stand"]
    assert "dinsdag 24 november" in play.text


def test_wiping_everything_asks_first_and_leaves_nothing():
    play = to_preview(Play())
    assert play.say("wis alles") == ["wissen.wat"]
    assert play.press("alles") == ["wissen.zeker"]
    assert play.press("alles") == ["wissen.gewist"]
    assert play.done[-1] == {"do": "wipe", "with": {"wat": "alles"}}
    assert STORY not in str(play.session)


def test_a_question_mark_in_a_short_answer_is_a_question():
    play = Play()
    play.say(STORY, "melden_vertrouwelijk", story=True)
    assert play.step == "melden.naam"
    assert play.say("wie ziet dat?", "privacy", 0.9) == ["antwoorden.privacy", "melden.naam"]


def test_a_typed_value_is_never_markup_or_a_place():
    play = Play()
    play.say("**vet** {naam} _x_ <b>", "melden_anoniem", story=True)
    for option in ("goed", "klaar", "praten"):
        play.press(option)
    assert "**vet** {naam} _x_ <b>" in play.text


def test_an_empty_story_is_not_a_story_whether_ready_is_typed_or_pressed():
    play = Play()
    play.turn(entry="melden")
    assert play.press("klaar") == ["melden.verhaal"]
    assert play.say("klaar") == ["melden.verhaal"]
    assert play.say("   ") == ["melden.verhaal"]
    assert play.press("klaar") == ["melden.verhaal"]


def test_who_goes_on_typing_after_telling_adds_to_the_story():
    play = Play()
    play.say(STORY, "ervaring_werkvloer", story=True)
    assert play.say("hij lacht", "grens", 0.2) == ["vertellen.gehoord"]
    assert play.say("en gisteren weer", "ervaring_werkvloer", 0.9, story=True) == ["vertellen.gehoord"]
    assert play.session["memory"]["verhaal"] == f"{STORY}\nhij lacht\nen gisteren weer"
    assert play.say("wie ziet dit", "privacy") == ["antwoorden.privacy", "vertellen.gehoord"]


def test_a_story_is_heard_as_a_story_also_when_its_kind_is_unsure():
    play = Play()
    said = play.say(STORY, "omstander", 0.2, alternatives=(("omstander", 0.2), ("ervaring_werkvloer", 0.19)), story=True)
    assert said == ["systeem.welkom", "vertellen.gehoord"]


def test_after_a_crisis_card_with_nothing_open_somebody_still_hears_something():
    play = Play()
    play.say("ik wil dood", crisis=True)
    assert play.press("terug") == ["crisis.weer", "systeem.welkom_kort", "systeem.na_kaart"]


def test_an_event_for_a_session_of_an_old_release_says_nothing_on_a_lock_screen():
    play = to_preview(Play(cases=[CASE]))
    play.session["now"][-1]["step"] = "bestaat_niet_meer"
    assert play.turn(event={"event": "antwoord", "zaak": "z1"}) == ["systeem.nieuws"]


def test_on_the_crisis_card_no_card_about_something_else_comes_between():
    play = Play()
    play.say("ik wil dood", crisis=True)
    play.press("zelfdoding")
    assert play.say("dat durf ik allemaal niet", "bang_gevolgen") == ["systeem.bij_crisis", "crisis.zelfdoding"]


def test_stop_on_the_crisis_card_closes_only_the_card():
    play = to_preview(Play())
    play.say("ik wil dood", crisis=True)
    assert play.say("laat maar") == ["besturing.kaart_weg", "melden.controle"]
    assert play.session["memory"]["verhaal"] == STORY


def test_a_question_is_not_a_name():
    play = Play()
    play.say(STORY, "melden_vertrouwelijk", story=True)
    assert play.say("waarom moet je mijn naam", "onbekend", 0.2) == ["melden.naam"]
    assert play.say("liever niet", "nee", 0.9)[-1] == "melden.naam"
    assert play.say("Noa van Dijk", "onbekend", 0.1)[-1] == "melden.lezers"


def test_what_was_told_with_a_feeling_or_a_boundary_is_not_asked_again():
    play = Play()
    assert play.say("hij zat aan mijn bil", "grens", story=True)[-1] == "grens.begin"
    play.press("melden")
    assert play.step == "melden.manier"
    assert play.session["memory"]["verhaal"] == "hij zat aan mijn bil"


def test_a_long_no_is_no_refusal():
    play = Play()
    play.say(STORY, "ervaring_werkvloer", story=True)
    assert play.say("nee dat was gisteren pas", "nee") != ["vertellen.genoeg"]
    assert play.say("nee", "nee") == ["vertellen.genoeg"]


def test_the_first_word_of_somebody_may_be_weg_and_then_not_even_the_welcome_is_on_the_screen():
    play = Play()
    assert [name.rstrip("123") for name in play.say("weg")] == ["besturing.tip_"]
    assert play.effects[0] == {"hide": True}
    assert play.say("hoi", "groet")[0] == "systeem.welkom"


def test_going_back_from_a_correction_leaves_everything_as_it_was():
    for slot, value in (("wens", "praten"), ("manier", "anoniem")):
        play = to_preview(Play())
        play.press("aanpassen")
        play.press(slot)
        assert play.say("terug") == ["melden.aanpassen"]
        assert play.session["now"][0]["slots"][slot] == value
    play = to_preview(Play())
    play.press("aanpassen")
    play.press("manier")
    assert play.press("naam") == ["melden.naam"]
    assert play.say("terug") == ["melden.manier"]
    assert play.say("terug") == ["melden.aanpassen"]
    assert play.press("terug") == ["melden.controle"] and "anoniem" in play.text
    play.press("aanpassen")
    play.press("verhaal")
    play.say("iets heel anders")
    assert play.say("terug") == ["melden.aanpassen"]
    assert play.press("terug") == ["melden.controle"] and STORY in play.text
    assert play.press("versturen")[0] == "melden.bon"
    assert play.done[0]["with"]["verhaal"] == STORY
