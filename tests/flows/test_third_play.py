"""What students said in a third round of played conversations, and what they hear now. Refuses to load a model."""

from __future__ import annotations

import pytest

from tests.flows.playing import CASE, Play
from tests.flows.test_listening import heard, telling


def said(play) -> list[str]:
    return [effect.get("say") for effect in play.effects]


def reporting(way: str = "anoniem") -> Play:
    """At the card with who reads it."""
    play = telling()
    play.press("melden")
    play.press(way)
    assert play.session["now"][-1]["step"] == "lezers"
    return play


# danger and distrust ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("als ze dat thuis zien ben ik niet veilig", {"question": "vragen_melden.ouders"}),
        ("als mijn vader hierachter komt is het thuis voor mij niet veilig", {}),
    ],
)
def test_who_is_not_safe_at_home_when_they_know_gets_the_card_for_home(line, more):
    play = telling()
    play.say(line, "privacy", **more)
    assert said(play) == ["crisis.kaart"]
    assert "Veilig Thuis" in play.text
    play.say("haal dit gesprek hier weg", "intrekken")
    assert {"hide": True} in play.effects


def test_a_question_about_parents_stays_a_question():
    play = telling()
    play.say("weten ze dit thuis dan?", "privacy", asks=True, question="vragen_melden.ouders")
    assert "crisis.kaart" not in said(play)


def test_who_is_beaten_at_home_is_not_taken_for_somebody_else():
    play = telling()
    play.session["memory"]["wie"] = "omstander"
    play.say("als mijn vader dit leest dan slaat hij me", "crisis", crisis=True, crisis_kind="thuis")
    assert play.session["now"][0]["slots"]["soort"] == "thuis"


def test_worry_about_another_at_home_stays_about_that_one():
    play = telling()
    play.session["memory"]["wie"] = "omstander"
    play.say("ik denk dat haar vader haar thuis slaat", "crisis", crisis=True, crisis_kind="thuis")
    assert play.session["now"][0]["slots"]["soort"] == "ander"


def test_who_says_who_they_are_is_in_doubt_no_bystander():
    play = heard("ik ben lesbisch en een collega kent mijn broer en zegt dat ze het vertelt", "omstander", story=True, grounds=("geaardheid",))
    assert play.session["memory"].get("wie") != "omstander"


@pytest.mark.parametrize("on_card", [True, False])
def test_who_does_not_trust_that_person_is_not_called_by_that_person(on_card):
    play = Play()
    if on_card:
        play.say("zijn hand lag op mijn been", "crisis", crisis=True)
    else:
        play.say("mijn begeleider raakt me steeds aan", "grens", story=True)
    play.say("hij zit elke dag bij die vertrouwenspersoon dus die vertrouw ik ook niet", "melden_vertrouwelijk", story=True)
    assert "vragen_mens.vp_wantrouwen" in said(play)
    assert play.session["now"][-1]["step"] in ("kaart", "begin")


def test_a_question_after_worry_about_another_opens_no_report():
    play = Play()
    play.say("mijn vriend stuurde bedankt voor alles, ik ben bang dat hij zich iets aandoet", "crisis", crisis=True, crisis_kind="zelfdoding")
    play.say("en van die naam, kan ik dat doorgeven of moet hij dat zelf", "melden_anoniem", asks=True, story=True)
    assert "antwoorden.melden_kan_ander" in said(play) or "antwoorden.melden_kan" in said(play)
    assert play.session["now"][-1]["flow"] == "vertellen"


# what is in the report --------------------------------------------------------------------------------------------


def test_no_more_is_no_addition():
    play = reporting()
    play.press("goed")
    play.say("nee verder niks zegt ze", "ervaring_werkvloer", 0.3, story=True)
    assert said(play)[-1] == "melden.wens"
    assert not play.session["now"][-1]["slots"].get("aanvulling")


def test_nothing_more_that_tells_is_told():
    play = reporting()
    play.press("goed")
    play.say("nee verder niks gezegd maar wel de hele dag zo gekeken", "ervaring_werkvloer", story=True)
    assert said(play)[-1].startswith("melden.nog_iets")


def test_what_was_mixed_up_is_added_as_a_correction():
    play = telling()
    play.press("melden")
    play.say("twintig weken zelfs, ik haal het door elkaar", "intrekken", 0.24)
    assert "systeem.verbetering_erbij" in said(play)


def test_a_word_is_put_right_and_another_taken_out_in_one_breath():
    play = heard("een actrice zei dat tegen mij. mijn ouders komen uit china", "ervaring_werkvloer", story=True)
    play.press("melden")
    play.press("anoniem")
    play.say("o wacht het was geen actrice maar een gast. en haal china weg anders weten ze het meteen", "intrekken")
    assert said(play) == ["systeem.verbeterd", "systeem.woord_eruit", "melden.lezers"]
    assert play.session["memory"]["verhaal"] == "een gast zei dat tegen mij. mijn ouders komen uit […]"


def test_a_name_anywhere_in_the_wish_is_the_name():
    play = telling()
    play.press("melden")
    play.say("met naam, ik ben toch makkelijk te herkennen. Daan Verhulst, AD2", "melden_vertrouwelijk", aside=True)
    assert play.session["now"][-1]["slots"]["naam"] == "Daan Verhulst"


def test_how_to_report_may_be_said_with_the_wish():
    play = telling()
    play.say("school mag het weten, niet wie ik ben", "melden_anoniem", 0.78, aside=True, asks=True)
    assert play.session["now"][-1]["step"] == "lezers"


@pytest.mark.parametrize("line", ["wacht nee", "nee wacht", "ho wacht"])
def test_wait_leaves_a_report_where_it_is(line):
    play = reporting()
    play.say(line, "nee", aside=True)
    assert said(play)[0] == "systeem.nog_niet"
    assert play.session["now"][-1]["step"] == "lezers"


def test_nothing_goes_behind_the_back_of_another():
    play = reporting()
    play.say("wacht ik wil niet achter haar rug om iets doen", "omstander", story=True)
    assert said(play) == ["besturing.gestopt_bewaard"]


def test_who_is_sure_that_something_went_hears_that_nothing_did():
    play = reporting()
    play.say("is er nu echt niks verstuurd??", "status_melding", aside=True, asks=True, near=("vragen_melden.is_verstuurd",))
    assert said(play)[0] == "vragen_melden.is_verstuurd"
    assert play.session["now"][-1]["step"] == "lezers"


def test_a_question_about_ones_name_opens_no_report():
    play = telling()
    play.say("moet ik een andere naam gebruiken", "melden_anoniem", 0.78, asks=True, near=("vragen_wet.naam_op_cv",))
    assert said(play)[0] == "vragen_wet.naam_op_cv"
    play.say("moet ik dan iets anders verzinnen", "melden_anoniem", 0.78, asks=True)
    assert play.session["now"][-1]["flow"] == "vertellen"


def test_who_asks_once_more_whether_they_may_report_for_another_is_answered_once_more():
    play = heard("ze noemen mijn vriendin daar steeds zo", "omstander", story=True)
    for line in ("kan ik het voor haar melden?", "ik bedoel moet zij het zelf melden of mag ik dat ook"):
        play.say(line, "melden", aside=True, asks=True)
        assert play.session["now"][-1]["flow"] == "vertellen"


def test_who_stops_withdrawing_hears_that_it_stays():
    play = Play(cases=[CASE])
    play.say("ik wil de melding intrekken", "intrekken")
    play.say("nee wacht, laat nog maar staan. maar ik wil dat iemand me belt", "melden_vertrouwelijk")
    assert said(play)[0] == "intrekken.niet"
    assert play.session["now"][-1]["flow"] == "bellen"


# what is meant ----------------------------------------------------------------------------------------------------


def test_who_was_taken_for_it_while_telling_is_put_right_too():
    play = telling()
    play.session["memory"]["over_grens"] = True
    play.say("nee nie sexueel!! ze lagge om me spelling", "grens", 0.57, story=True)
    assert "systeem.niet_seksueel" in said(play)
    assert not play.session["memory"].get("over_grens")


def test_an_assignment_and_nothing_happened_is_no_story():
    play = Play()
    play.say("ik doe een verslag over discriminatie op stage", "buiten_onderwerp", question="vragen_mens.voor_opdracht")
    play.say("nee er is mij niks gebeurd hoor", "niet_geloofd", 0.25, story=True, near=("vragen_mens.gaat_goed",))
    assert said(play) == ["vragen_mens.gaat_goed"]
    assert not play.session["memory"].get("verhaal")


def test_a_student_with_a_child_is_no_parent_of_a_student():
    play = heard(
        "ik ben moeder van een dochtertje en mijn baas zegt dat ik beter weg kan gaan", "ervaring_werkvloer", story=True, question="vragen_mens.ouder"
    )
    assert said(play)[-1] == "vertellen.gehoord"
    assert "spreker" not in play.session["memory"]


def test_what_school_said_to_the_child_of_a_parent_is_no_wish_to_report():
    play = Play()
    play.say("ik ben de vader van Yassin, hij vindt geen stage", "omstander", story=True)
    likely = (("melden", 0.43), ("niet_geloofd", 0.24), ("ervaring_zoeken", 0.02))
    play.say("school zegt hij moet beter brief maken", "melden", 0.43, story=True, alternatives=likely)
    assert said(play) == ["antwoorden.ouder_verder"]


def test_you_are_a_computer_insults_nobody():
    play = telling()
    play.say("nee maar jij bent een computer natuurlijk", "beledigt_bot", aside=True, near=("vragen_bot.ben_je_mens",))
    assert said(play)[0] == "vragen_bot.ben_je_mens"


def test_who_rather_writes_nothing_hears_of_people_and_gets_no_notebook():
    play = telling()
    play.say("ik wil niet alles opschrijven", "bewaren", aside=True)
    assert said(play)[0] == "antwoorden.praten_kan"
    play.say("mag ik het aan een vrouw vertellen", "melden_vertrouwelijk", asks=True, story=True)
    assert said(play)[0] == "vragen_bot.vp_kiezen"


def test_a_demand_that_is_no_ground_has_an_answer_of_its_own():
    play = heard("ik doe niveau 2 en ze willen me niet omdat ik geen rijbewijs heb", "ervaring_zoeken", story=True)
    play.say("is dè dan discriminatie of moet ik nie zeure", "is_dit_discriminatie", aside=True, asks=True)
    assert "vragen_wet.opleiding_niveau" in said(play)


def test_one_part_of_a_story_may_go_into_the_notebook():
    play = heard("ik moet mijn ketting af doen\nen ik moest terug naar mijn land", "ervaring_werkvloer", story=True)
    play.say("schrijf dat van de ketting op, dat andere hoeft niet", "nee", 0.37, aside=True)
    assert play.session["now"][-1]["flow"] == "bewaren"
    play = heard("ik moet mijn ketting af doen\nen ik moest terug naar mijn land", "ervaring_werkvloer", story=True)
    play.data["heeft_notitieboek"] = True
    play.press("bewaren")
    play.say("alleen dat van de ketting, dat andere niet", "ervaring_werkvloer", story=True)
    assert said(play) == ["bewaren.alleen_stuk", "bewaren.notitie"]


def test_later_is_answered_for_who_has_no_report():
    play = telling()
    play.say(
        "als ik het later toch wil doorgeven, kan dat dan nog", "na_melding", 0.54, aside=True, asks=True, question="vragen_melden.later_bedenken"
    )
    assert said(play)[0] == "vragen_melden.later_bedenken_bij_vertellen"


def test_another_language_hears_another_text_the_second_time():
    play = Play()
    play.say("hi can you speak english", "hulp_bot", 0.4, foreign=True)
    play.say("can it be in arabic then", "hulp_bot", 0.4, foreign=True)
    assert said(play) == ["systeem.engels_weer"]


def test_send_it_in_another_language_goes_on():
    play = reporting()
    play.say("ok send it", "ja", 0.4)
    assert play.session["now"][-1]["step"] == "nog_iets"


def test_a_question_about_the_report_is_not_off_the_subject():
    play = reporting()
    play.say("krij ik hjir berjocht fan?", "buiten_onderwerp", 0.79, aside=True, asks=True)
    assert said(play)[0] == "systeem.onbegrepen"


def test_who_is_going_to_do_it_is_wished_luck():
    play = telling()
    play.press("melden")
    play.press("nog_niet")
    play.say("ok ga ik doen x", "ja", 0.52, aside=True)
    assert said(play) == ["antwoorden.succes"]


def test_a_headscarf_that_must_go_is_asked_about_and_no_wish_to_leave():
    play = heard("hallo ik spreek niet goed nederlands", "groet")
    play.say(
        "mijn stage zegt ik moet hoofddoek uit anders niet werken daar", "stage_weg", 0.85, grounds=("godsdienst",), near=("vragen_wet.hoofddoek",)
    )
    assert said(play)[0].endswith("vragen_wet.hoofddoek")
    play.say("nee ik wil niet weg. mag dat van de wet?", "rechten_school", aside=True, asks=True, near=("vragen_wet.welke_wet",))
    assert said(play)[0].endswith("om_je_geloof")


@pytest.mark.parametrize(
    ("line", "intent", "way"), [("met mijn naam erbij graag", "melden_vertrouwelijk", "naam"), ("anoniem", "melden_anoniem", "anoniem")]
)
def test_how_to_report_is_repeated_back_before_the_story(line, intent, way):
    play = heard("ik wil melden", "melden")
    play.say(line, intent, aside=True)
    assert said(play) == [f"systeem.gekozen_{way}", "melden.verhaal"]
    assert play.session["now"][-1]["slots"]["manier"] == way


def test_a_colleague_who_is_left_alone_is_heard():
    play = Play()
    play.say("ik ben geen leerling maar werk bij een garage. wij hebben een stagiair van jullie", "groet")
    play.say("ik heb er wat van gezegd en nu praat niemand meer tegen mij", "ervaring_werkvloer", 0.36, story=True)
    assert said(play) == ["antwoorden.collega_alleen"]
