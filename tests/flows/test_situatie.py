"""The four looks at one's own situation: offers, in the student's own words, with reporting one tap away."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play

STORY = "ik mag nooit bij de klanten staan, het andere meisje wel"
LOOKS = ["ander", "link", "vaker", "raakt"]


def asked(**noticed) -> Play:
    """Somebody asked whether it counts, and wants to look together."""
    play = Play()
    play.say(STORY, "is_dit_discriminatie", story=True, **noticed)
    play.press("samen")
    assert play.step == "situatie.ander"
    return play


def to_summary(play: Play) -> Play:
    for choice in ("anders", "zeker", "vaker", "slaap"):
        play.press(choice)
    assert play.step == "situatie.samen"
    return play


def test_who_asks_whether_it_counts_is_believed_first_and_hears_no_verdict():
    play = Play()
    assert play.say(STORY, "is_dit_discriminatie", story=True) == ["systeem.welkom", "vertellen.gehoord"]
    assert "Ik geloof je." in play.text
    assert "kan ik niet zeggen" in play.text
    assert play.buttons[-5].endswith(":samen")


def test_what_was_told_is_not_asked_again():
    play = Play()
    play.say(STORY, "is_dit_discriminatie", story=True, phase="werkvloer")
    assert play.press("samen") == ["situatie.begin", "situatie.bekend", "situatie.ander"]
    assert "Dat hoef je niet opnieuw te typen." in play.text


def test_a_ground_that_was_noticed_is_named_and_asked_about_and_never_concluded():
    play = asked(grounds=("godsdienst",))
    play.press("verder")
    assert play.step == "situatie.link_bekend"
    assert "geloof" in play.text and "denk je?" in play.text


def test_without_a_ground_the_look_stays_open():
    play = asked()
    assert play.press("verder") == ["situatie.link"]


def test_a_ground_typed_in_a_look_is_noticed_too():
    play = asked()
    play.say("om mijn hoofddoek denk ik", "onbekend", 0.2, grounds=("godsdienst",))
    assert play.session["memory"]["gronden"] == ["godsdienst"]


@pytest.mark.parametrize("look", range(4), ids=LOOKS)
def test_reporting_is_one_tap_away_in_each_look(look):
    play = asked()
    for _ in range(look):
        play.press("verder")
    assert play.press("melden") == ["melden.dank", "melden.manier"]
    assert play.session["memory"]["verhaal"] == STORY


@pytest.mark.parametrize("look", range(4), ids=LOOKS)
def test_reporting_works_in_words_in_each_look(look):
    play = asked()
    for _ in range(look):
        play.press("verder")
    assert play.say("ik wil het nu gewoon melden", "melden")[-1] == "melden.manier"


def test_every_look_may_be_skipped_and_then_the_summary_is_the_story_alone():
    play = asked()
    for _ in range(3):
        play.press("verder")
    assert play.press("verder") == ["situatie.rust", "situatie.woorden", "situatie.samen"]
    assert STORY in play.text and "(niets)" not in play.text


def test_the_summary_holds_the_students_own_words_in_order():
    play = asked()
    play.say("nee bij haar niet", "nee")
    play.press("weet_niet")
    play.press("vaker")
    play.say("ik word er gek van", "emotie")
    told = [STORY, "nee bij haar niet", "Ik weet niet waardoor het komt", "Het gebeurt vaker", "ik word er gek van"]
    places = [play.text.index(words) for words in told]
    assert places == sorted(places)


def test_back_takes_the_answer_of_the_look_away():
    play = asked()
    play.press("anders")
    play.press("zeker")
    assert play.say("terug") == ["situatie.link"]
    play.press("anders")
    for choice in ("eens", "gaat"):
        play.press(choice)
    assert "wie ik ben" not in play.text and "ergens anders door" in play.text


def test_the_answers_go_into_a_report_only_when_the_student_says_so():
    for choice, goes_along in (("alles", True), ("verhaal", False)):
        play = to_summary(asked())
        assert play.press("melden") == ["situatie.mee"]
        play.press(choice)
        play.press("anoniem")
        play.press("goed")
        if not goes_along:
            play.press("klaar")
        play.press("weten")
        assert ("Bij een ander gaat het anders" in play.text) is goes_along
        play.press("versturen")
        sent = play.done[0]["with"]
        assert sent["verhaal"] == STORY
        assert ("Ik lig er wakker van" in str(sent["aanvulling"])) is goes_along


def test_what_was_added_to_a_report_before_stays_beside_the_answers():
    play = Play()
    play.say(STORY, "melden_anoniem", story=True)
    play.press("goed")
    play.say("dit was in maart")
    play.say("is dit eigenlijk discriminatie", "is_dit_discriminatie")
    play.turn(entry="oefenen")
    play.press("twijfel")
    play.press("zelf")
    to_summary(play)
    play.press("melden")
    play.press("alles")
    addition = play.session["memory"]["aanvulling"]
    assert addition.startswith("dit was in maart\n") and "wakker" in addition


def test_the_message_to_show_is_one_message_without_buttons_and_leaves_the_screen():
    play = to_summary(asked())
    assert play.press("laten_lezen") == ["situatie.laten_lezen", "situatie.laten_lezen_antwoorden", "situatie.gelezen"]
    letter, answers, after = [effect for effect in play.effects if "say" in effect]
    assert STORY in letter["text"] and "wakker" in answers["text"]
    assert letter["sensitive"] and answers["sensitive"] and not letter["buttons"] and not answers["buttons"]
    assert not after["sensitive"] and after["buttons"]


def test_a_bystander_is_asked_about_the_other():
    play = Play()
    play.say("ze noemen een klasgenoot steeds aap", "omstander", story=True)
    assert play.said[-2:] == ["vertellen.bij_ander", "vertellen.gehoord"]
    play.press("samen")
    assert "Zou het bij jou ook zo gaan?" in play.text
    assert play.press("verder") == ["situatie.link_ander"]


def test_who_compares_with_another_in_a_look_is_no_bystander():
    play = asked()
    play.say("bij haar doen ze dat nooit", "omstander")
    assert play.session["memory"]["wie"] == "zelf"


def test_a_heavy_feeling_gets_a_soft_question_and_never_twice():
    play = Play()
    play.say("ze lachen me elke dag uit en ik huil elke avond", "emotie", story=True)
    play.turn(entry="vertellen")
    assert play.said == ["vertellen.ruimte"]  # there may be more of it
    assert play.press("klaar") == ["vertellen.zwaar", "vertellen.gehoord"]
    play.say("en vandaag weer", "ervaring_werkvloer", story=True)
    assert play.said == ["vertellen.gehoord"]


def test_a_question_halfway_a_look_is_answered_and_the_look_goes_on():
    play = asked()
    assert play.say("ziet mijn baas dit?", "privacy") == ["antwoorden.privacy", "situatie.ander"]


def test_crisis_halfway_a_look_gets_the_card_and_loses_nothing():
    play = asked()
    play.press("anders")
    assert play.say("ik wil er niet meer zijn", crisis=True) == ["crisis.kaart"]
    assert play.press("terug")[-1] == "situatie.link"
    assert play.session["now"][-1]["slots"]["ander"] == "Bij een ander gaat het anders"


def test_stop_halfway_a_look_leaves_nothing():
    play = asked()
    play.press("anders")
    assert play.say("stop") == ["besturing.gestopt"]
    assert play.session["memory"] == {} and play.session["now"] == []


def test_never_mind_halfway_a_look_keeps_what_was_told():
    play = asked()
    play.press("anders")
    assert play.say("laat maar") == ["besturing.gestopt_bewaard"]
    assert play.session["memory"]["verhaal"] and play.session["now"] == []


def test_a_question_whether_it_counts_that_tells_what_happened_is_a_story_also_when_nlu_heard_none():
    play = Play()
    play.say("is t discriminatie als ze me afwijzen omdat ik geen rijbewijs heb", "is_dit_discriminatie")
    assert play.said[-1] == "vertellen.gehoord"
    assert "rijbewijs" in play.session["memory"]["verhaal"]


def test_the_bare_question_whether_it_counts_is_answered_before_anything_is_asked():
    play = Play()
    assert play.say("is dit discriminatie?", "is_dit_discriminatie")[-1] == "vertellen.verhaal"
    assert "kan ik niet zeggen" in play.text
    assert "verhaal" not in play.session["memory"]


def test_the_question_whether_it_counts_halfway_a_look_is_answered_and_is_no_answer_to_the_look():
    play = asked()
    assert play.say("maar is dit nou racisme?", "is_dit_discriminatie") == ["antwoorden.of_het_telt", "situatie.ander"]
    assert "ander" not in play.session["now"][-1]["slots"]


def test_a_question_in_a_look_is_no_answer_to_it_also_when_its_intent_would_be():
    play = asked()
    play.press("verder")
    play.say("wat zijn gronden", "uitleg_gronden")
    assert "link" not in play.session["now"][-1]["slots"]
    play.say("afkomst denk ik", "uitleg_gronden")
    assert play.session["now"][-1]["slots"]["link"] == "afkomst denk ik"


def test_the_question_whether_it_counts_in_the_middle_of_a_report_does_not_leave_the_report():
    play = Play()
    play.say(STORY, "melden", story=True)
    assert play.say("is dit wel discriminatie", "is_dit_discriminatie") == ["antwoorden.of_het_telt", "melden.manier"]
