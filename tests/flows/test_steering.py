"""What somebody types at a step may lead to another one, and never changes a report unseen. Refuses to know how it was understood."""

from __future__ import annotations

import pytest

from flows.sentences import choices, without
from tests.flows.playing import CASE, Play

STORY = "Mijn chef noemt me bami. Hij gooide mijn eten weg. De rest lacht."


def at_the_readers(**more) -> Play:
    play = Play(**more)
    play.say(STORY, "melden", story=True)
    play.press("anoniem")
    assert play.step == "melden.lezers"
    return play


def at_the_preview() -> Play:
    play = at_the_readers()
    play.press("goed")
    play.press("klaar")
    play.press("weet_niet")
    assert play.step == "melden.controle"
    return play


def sent(play: Play) -> dict:
    return next(done["with"] for done in play.done if done["do"] == "deliver")


@pytest.mark.parametrize(
    "text", ["mijn begeleider van school mag dit niet zien", "mn mentor mag het niet krijgen", "ik wil niet dat mijn vader dit leest"]
)
def test_somebody_who_is_not_on_the_list_ticks_nobody(text):
    play = at_the_readers()
    play.say(text)
    assert play.step == "melden.weglaten"
    assert "krijgt niets van mij" in play.text
    play.press("klaar")
    assert not play.values()["weggelaten"]


def test_somebody_on_the_list_is_ticked_by_name_and_not_unticked_by_it():
    play = at_the_readers()
    for _ in range(2):
        play.say("Samir mag dit niet zien")
        assert play.session["now"][-1]["picked"] == ["samir"]
    play.press("klaar")
    assert "Samir" not in play.text


def test_who_was_left_out_stays_so_on_the_way_back():
    play = at_the_readers()
    play.say("Samir mag dit niet zien")
    play.press("klaar")
    play.say("terug")
    assert (play.step, play.session["now"][-1]["picked"]) == ("melden.weglaten", ["samir"])
    play.say("terug")
    assert "Samir" not in play.text


def test_a_sentence_is_taken_out_of_what_is_shown_and_of_what_is_sent():
    play = at_the_preview()
    play.say("kan dat van mijn eten eruit? dat weet alleen hij")
    assert play.step == "melden.eruit"
    play.press(choices([STORY], ())[1]["id"])
    play.press("klaar")
    assert play.step == "melden.controle" and "mijn eten" not in play.text and "bami" in play.text
    play.press("versturen")
    assert sent(play)["verhaal"] == "Mijn chef noemt me bami. De rest lacht."


def test_a_report_of_which_everything_was_taken_out_is_not_sent():
    play = at_the_preview()
    play.say("haal alles eruit")
    for one in choices([STORY], ()):
        play.press(one["id"])
    play.press("klaar")
    assert play.step == "melden.genoeg_over"
    play.say("versturen")
    assert not [done for done in play.done if done["do"] == "deliver"]
    play.press("anders")
    play.press(choices([STORY], ())[0]["id"])
    play.press("klaar")
    assert play.step == "melden.controle" and "bami" in play.text


def test_taking_out_changes_no_other_word():
    assert without("a b.  c!\n\nd", ()) == "a b.  c!\n\nd"
    ids = {one["zin"]: one["id"] for one in choices(["a b. c!\nd"], ())}
    assert without("a b. c!\nd", [ids["c!"]]) == "a b.\nd"
    assert without("a b. c!\nd", [ids["d"]]) == "a b. c!"


def test_what_was_said_beside_a_wish_goes_along():
    play = at_the_readers()
    play.press("goed")
    play.press("klaar")
    play.say("ik wil dat dit stopt en een andere plek", "stage_weg")
    assert play.step == "melden.controle"
    assert play.values()["wens"] == "actie" and "andere plek" in play.values()["aanvulling"]


@pytest.mark.parametrize("text", ["mijn naam mag niet erbij: Rosa", "zet mijn naam er niet bij", "liever zonder, dus niet toch met naam"])
def test_a_denial_gives_no_name(text):
    play = at_the_preview()
    play.say(text)
    assert play.values()["manier"] == "anoniem" and not play.values().get("naam")


def test_a_name_in_the_story_is_offered_and_only_taken_when_it_is_confirmed():
    play = Play()
    text = "Ik heet Samira en Kees noemt me bami. Bel 0612345678."
    spans = ((8, 14, "NAAM"), (18, 22, "NAAM"), (42, 52, "TELEFOON"))
    play.say(text, "melden", story=True, identifying=spans)
    play.press("naam")
    assert "Samira, 0612345678" in play.text and not play.values().get("naam")
    play.press("zo")
    assert play.step == "melden.lezers" and play.values()["naam"] == "Samira, 0612345678"


def test_back_from_the_readers_leads_to_what_was_answered_in_the_wish():
    play = Play()
    play.say(STORY, "melden_anoniem", story=True)
    assert play.step == "melden.lezers"
    play.say("terug")
    assert play.step == "melden.manier"


@pytest.mark.parametrize(("cases", "step"), [([CASE], "status.erbij"), ([], "vertellen.gehoord")])
def test_an_addition_goes_to_the_open_report_and_only_where_there_is_one(cases, step):
    play = Play(cases=cases)
    play.say("ik wil nog toevoegen dat hij het ook tegen klanten zei", "ervaring_werkvloer", story=True)
    assert play.step == step
    assert not play.done


def test_an_addition_is_sent_after_a_yes_and_not_before():
    play = Play(cases=[CASE])
    play.say("ik wil nog toevoegen dat hij het ook tegen klanten zei")
    play.say("ja", "ja")
    assert [done["do"] for done in play.done] == ["add_to_case"]


def test_an_addition_to_a_report_that_waits_is_not_sent():
    play = Play(cases=[{**CASE, "wacht": True}])
    assert "status.kan_erbij" in play.say("ik wil nog toevoegen dat hij het ook tegen klanten zei")
    assert not play.done


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mijn naam mag wel hoor, Fenna Bolhuis", "Fenna Bolhuis"),
        ("U mag mijn naam vermelden: Selin Karaca, opleiding zorg.", "Selin Karaca"),
        ("Bilal, niveau 3, ze mogen weten wie ik ben ik ben niet bang", "Bilal"),
        ("ja mn naam mag, Jurensley", "Jurensley"),
        ("met mijn naam, Ria ter Braak, 0612345678", "Ria ter Braak, 0612345678"),
        ("boeit me niet dat ze mn naam weten", None),
        ("mijn naam mag erbij. Bedankt", None),
        ("met mijn naam graag, Kees noemt me altijd bami", None),
    ],
)
@pytest.mark.parametrize("asked", [False, True])
def test_a_name_given_with_the_wish_is_taken_and_the_name_of_another_is_not(text, name, asked):
    play = Play()
    play.say(STORY, "ervaring_werkvloer", story=True)
    if asked:
        play.press("melden")
    spans = [(text.index(one), text.index(one) + len(one), "NAAM") for one in ("Bilal", "Kees") if one in text]
    play.say(text, identifying=tuple(spans))
    assert play.values()["manier"] == "naam" and play.values().get("naam") == name
    assert play.step == ("melden.lezers" if name else "melden.naam")
    assert play.session["memory"]["verhaal"] == STORY


@pytest.mark.parametrize(
    "text", ["ik ben bang dat ze mijn naam weten", "mijn naam vinden ze te moeilijk", "is dit echt anoniem?", "zien ze mijn naam?"]
)
def test_what_only_speaks_of_a_name_begins_no_report(text):
    play = Play()
    play.say(STORY, "ervaring_werkvloer", story=True)
    play.say(text)
    assert play.step == "vertellen.gehoord"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("gwn dat ze die tent aanpakken, meer nie", "actie"),
        ("dat ze sorry zeggen", "actie"),
        ("Doe maar dat iemand mij belt, na 4 uur", "praten"),
        ("ik wil niet dat school iets doet", "weten"),
        ("hij moet gewoon leren normaal te doen", "actie"),
    ],
)
def test_a_wish_in_own_words_is_heard_and_goes_along(text, wish):
    play = at_the_readers()
    play.press("goed")
    play.press("klaar")
    play.say(text)
    assert play.step == "melden.controle"
    assert (play.values()["wens"], play.values()["aanvulling"]) == (wish, text)


def test_a_wish_said_at_the_readers_is_not_asked_again():
    play = at_the_readers()
    assert "systeem.alvast" in play.say("ik wil dat die zaak geen stagiairs meer krijgt")
    play.press("goed")
    assert play.step == "melden.controle" and "geen stagiairs meer" in play.text


@pytest.mark.parametrize("text", ["ik wil dat je het nu verstuurt", "wat kan school dan doen?", "hoe lang duurt dat"])
def test_an_order_or_a_question_is_no_wish(text):
    play = at_the_readers()
    play.press("goed")
    play.press("klaar")
    play.say(text)
    assert play.step == "melden.wens" and not play.values().get("wens")


@pytest.mark.parametrize(
    ("text", "number", "moment"),
    [
        ("kan iemand van school me bellen? 06 12345679. niet tussen 12 en 1 dan slaap ik", "06 12345679", "niet tussen 12 en 1 dan slaap ik"),
        ("bel me maar op 0612345678, liefst vrijdag", "0612345678", "liefst vrijdag"),
        ("mag iemand mij bellen, typen lukt niet zo", None, None),
    ],
)
def test_a_call_asked_for_in_a_story_begins_with_what_was_given(text, number, moment):
    play = Play()
    play.say(STORY, "ervaring_werkvloer", story=True)
    play.say(text)
    assert play.step == "bellen.naam"
    assert (play.values().get("nummer"), play.values().get("belmoment")) == (number, moment)
    assert play.session["memory"]["verhaal"] == STORY


@pytest.mark.parametrize("text", ["ik wil niet dat ze me bellen", "wie belt me dan", "moet ik school bellen", "mijn baas zei dat hij me zou bellen"])
def test_what_only_speaks_of_calling_begins_no_call(text):
    play = Play()
    play.say(STORY, "ervaring_werkvloer", story=True)
    play.say(text)
    assert play.step == "vertellen.gehoord"


def test_who_has_nothing_to_add_and_says_what_they_wish_goes_on_to_the_preview():
    play = at_the_readers()
    play.press("goed")
    assert play.say("nee alleen laten weten", "nee") == ["systeem.alvast", "melden.controle"]
    play.press("versturen")
    assert (sent(play)["wens"], sent(play).get("aanvulling")) == ("weten", "")


def test_what_only_repeats_the_way_does_not_keep_it_from_being_sent():
    play = at_the_preview()
    play.say("ja verstuur maar, zonder naam", "melden_anoniem")
    assert sent(play)["manier"] == "anoniem"
    play = at_the_preview()
    play.say("verstuur maar, maar niet met de naam van Kees erin", "onbekend", 0.1)
    assert not play.done


def test_more_than_a_no_is_no_end_of_a_story_and_an_order_to_set_ready_is_no_wish():
    play = Play()
    play.turn(entry="melden")
    play.say("mijn begeleider scheldt mij uit", "niet_geloofd", story=True)
    play.say("dus nee, ik ga dit niet opnieuw aan diezelfde mevrouw toevertrouwen", "nee", aside=True)
    assert play.step == "melden.verhaal"
    play.press("klaar")
    play.say("zet dat klaar dan voor school, na 29 januari, met me naam jayden", "melden_vertrouwelijk")
    assert (play.values().get("wens"), play.values().get("aanvulling")) == (None, None)


def test_a_known_question_about_what_is_kept_begins_no_report():
    play = Play()
    play.say(STORY, "ervaring_werkvloer", story=True)
    play.say("wis alles")
    assert play.say("zit het nu niet meer in telegram", "privacy", question="vragen_bot.is_het_weg")[0] == "vragen_bot.is_het_weg"
    assert "melden" not in str(play.session["now"])


@pytest.mark.parametrize("text", ["nee de rest hoeft niet gewist", "mn verhaal mag niet weg", "wacht, laat staan"])
def test_who_says_that_something_must_not_be_wiped_keeps_it(text):
    for begin in ("wis alles", "ik wil het intrekken"):
        play = Play()
        play.say(STORY, "ervaring_werkvloer", story=True)
        play.say(begin, "intrekken")
        play.say(text, "intrekken")
        assert not play.done and play.session["memory"]["verhaal"] == STORY


def test_only_the_report_is_taken_back_when_that_is_said():
    play = Play(cases=[CASE])
    play.say("ik wil iets weg hebben", "intrekken")
    play.say("enkel terugtrekken, in deze chat hoeft niks weg", "intrekken")
    assert play.step == "intrekken.zeker"


@pytest.mark.parametrize("text", ["dat school er wat mee doet wil ze, maar niet haar naam", "ze wil dat school het hoort"])
def test_a_wish_of_another_that_school_hears_it_is_no_more_of_the_story(text):
    play = Play()
    play.say("ze noemen mijn vriendin elke dag dik en zwart", "omstander", story=True)
    play.say(text, "melden", story=True, alternatives=(("melden", 0.9), ("omstander", 0.2)))
    assert play.step == "melden.manier"


def test_no_more_to_tell_is_also_said_for_somebody_else():
    play = at_the_readers()
    play.press("goed")
    play.say("nee niks meer zegt ze", "ervaring_werkvloer", story=True)
    assert play.step == "melden.wens"


@pytest.mark.parametrize("text", ["geef die baas maar flink op zijn kop", "dat bedrijf mag een tik op de vingers krijgen"])
def test_what_must_happen_to_the_company_is_a_wish_and_not_asked_again(text):
    play = at_the_readers()
    play.say(text, "melden_zinloos", 0.6)
    play.press("goed")
    play.press("klaar") if play.step == "melden.nog_iets" else None
    assert play.step == "melden.controle" and play.values()["wens"]
