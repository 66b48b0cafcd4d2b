"""What another sentence looks like an order, a mail to a company or the list of a report: what the words say goes first. Refuses no old answer."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play


def telling(phase: str = "werkvloer", story: str = "ik mag geen luiers meer verschonen en de anderen mogen het wel", **more) -> Play:
    play = Play()
    play.say(story, "ervaring_werkvloer", story=True, phase=phase, **more)
    return play


def about_a_friend() -> Play:
    play = Play()
    play.say("het gaat over een vriendin uit mijn klas, zij heeft epilepsie", "omstander", story=True, phase="zoeken", grounds=("handicap",))
    assert play.session["memory"]["wie"] == "omstander"
    return play


# for whom the words are -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["wat kan ik tegen haar zeggen zonder dat ik klink als een folder", "en wat zeg ik dan tegen hem"])
def test_who_wants_words_for_a_friend_gets_no_mail_to_a_company(text):
    assert about_a_friend().say(text, "reageren", asks=True)[0] == "vragen_mens.tegen_de_ander"


@pytest.mark.parametrize(
    "text",
    [
        "wat kan ik tegen mijn begeleidster zeggen zonder gezeur",
        "hoe zeg ik dat tegen mijn baas?",
        "wat moet ik nou tegen mijn praktijkopleider zeggen",
    ],
)
def test_words_for_a_boss_are_about_the_work_that_somebody_may_not_do(text):
    play = telling("zoeken")
    assert play.say(text, "reageren", asks=True, aside=True)[0] == "vragen_mens.zin_baas"
    assert "Dit hoort bij mijn opleiding" in play.text


def test_what_another_told_a_boss_asks_for_no_words():
    said = telling().say("hij heeft over mij verteld tegen mijn begeleider", "ervaring_werkvloer", story=True)
    assert "vragen_mens.zin_baas" not in said[0]


@pytest.mark.parametrize("text", ["wat zou jij terugzeggen als ze het bij de volgende weer vragen?", "wat zeg ik als ze daar weer naar vragen"])
def test_what_is_asked_at_an_interview_gets_words_for_that(text):
    assert telling("zoeken").say(text, "reageren", asks=True)[0] == "vragen_mens.zin_gesprek"


def test_who_was_turned_away_and_asks_for_words_still_gets_a_mail():
    play = telling("zoeken", "de plek was weg toen ze mijn naam zagen")
    assert play.say("wat kan ik dan zeggen?", "reageren", asks=True)[0] == "vragen_mens.bedrijf_terug"
    assert "hoofddoek" not in play.text


def test_words_for_who_was_there_come_after_words_for_who_did_it():
    play = telling(story="een patient wilde mij niet, en mijn begeleidster zei oke en deed het zelf")
    play.say("wat kan ik dan zeggen?", "reageren", question="vragen_mens.klant_zegt", asks=True)
    said = play.say("en tegen haar? want zij moet me wel beoordelen", "bang_gevolgen", 0.45, question="vragen_mens.hij_beoordeelt", asks=True)
    assert said[0] == "vragen_mens.zin_baas"


def test_who_must_be_assessed_is_answered_for_that_elsewhere():
    said = telling().say("zij moet me ook nog beoordelen?", "bang_gevolgen", question="vragen_mens.hij_beoordeelt", asks=True)
    assert said[0] == "vragen_mens.hij_beoordeelt"


# a question is no order -------------------------------------------------------------------------------------------


def test_whether_one_may_also_complain_of_school_begins_no_report():
    said = telling().say(
        "en kan ik ook een klacht tegen hem zelf doen of alleen tegen het kantoor",
        "melden",
        0.8,
        near=("vragen_melden.klacht_over_school",),
        asks=True,
    )
    assert said[0] == "vragen_melden.klacht_over_school"


@pytest.mark.parametrize("text", ["kan ik ook anoniem melden?", "en als ik het dan toch ga melden, kan dat dan nog bij jullie"])
def test_who_only_supposes_a_report_hears_that_it_can_be_done(text):
    play = telling()
    assert play.say(text, "melden_anoniem", asks=True, aside=True)[0] in ("antwoorden.melden_kan", "vragen_melden.te_laat")
    assert play.step == "vertellen.gehoord"


def test_who_orders_it_is_served():
    assert telling().say("ik wil dit anoniem melden", "melden_anoniem", aside=True)[-1] == "melden.lezers"


@pytest.mark.parametrize(
    "text",
    [
        "en als ik wacht tot ik mijn papiertje heb, kan het dan nog of ben ik dan te laat",
        "stel ik wacht tot de zomer, is het dan te laat",
    ],
)
def test_who_asks_whether_it_is_too_late_puts_nothing_ready(text):
    play = telling()
    assert play.say(text, "bewaren", 0.71, near=("vragen_melden.te_laat",), asks=True, aside=True)[0] == "vragen_melden.te_laat"
    assert play.step == "vertellen.gehoord"


@pytest.mark.parametrize(
    ("text", "intent"),
    [("ik ben het uiteindelijk niet geworden, reden onbekend", "melden_anoniem"), ("ik snap die moeder ergens ook wel, met alles", "intrekken")],
)
def test_a_guess_at_an_order_without_a_word_of_it_is_told(text, intent):
    play = telling()
    assert play.say(text, intent, 0.85, aside=True) == ["vertellen.gehoord"]
    assert text in play.session["memory"]["verhaal"]


def test_an_order_with_a_word_of_it_stays_an_order():
    assert telling().say("ik wil intrekken wat ik hier allemaal heb getypt", "intrekken", 0.85, aside=True) != ["vertellen.gehoord"]


def test_what_they_said_between_quotes_is_told():
    play = telling()
    assert play.say("'we houden het hier graag gezellig'", "stop", 0.28, aside=True) == ["vertellen.gehoord"]
    assert "gezellig" in play.session["memory"]["verhaal"]


def test_who_was_there_is_not_who_did_not_believe_it():
    assert telling().say("mijn begeleidster zei toen oke en deed het zelf", "niet_geloofd", 1.0, story=True) == ["vertellen.gehoord"]
    said = telling().say("ik heb het mijn begeleidster verteld en ze haalde haar schouders op", "niet_geloofd", 1.0, story=True)
    assert said[0] == "antwoorden.niet_geloofd"


# the list of a report is no answer to this ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("als ik het aan school vertel gaan ze dan meteen mijn ouders bellen", "vragen_melden.ouders"),
        ("belt school mijn vader dan?", "vragen_melden.ouders"),
        ("en als ik dan geen zin meer heb, moet het dan toch?", "vragen_melden.hoeft_nooit"),
        ("en als ik het nu weghaal kan ik dan later nog een keer of ben ik dan ongeloofwaardig", "vragen_melden.later_alsnog"),
        ("moet ik het de volgende keer dan maar niet vertellen?", "vragen_wet.zelf_vertellen"),
    ],
)
def test_a_particular_question_about_after_or_fear_has_its_own_answer(text, answer):
    assert telling().say(text, "na_melding", 0.6, asks=True, aside=True)[0] == answer


def test_what_comes_after_a_report_is_still_answered_in_general():
    assert telling().say("wat gebeurt er na een melding?", "na_melding", asks=True)[0] == "antwoorden.na_melding"


def test_who_may_talk_to_whom_is_about_leaving_somebody_out():
    said = telling().say(
        "gaat die ander dan niet eerst met hem koffie drinken?", "na_melding", 0.7, near=("vragen_melden.iemand_weglaten",), asks=True
    )
    assert said[0] == "vragen_melden.iemand_weglaten"


def test_what_need_not_be_told_is_said_for_who_tells_of_an_illness_and_for_another():
    play = telling(grounds=("handicap",))
    assert play.say("had ik het moeten zeggen bij het gesprek?", "reageren", 0.8, asks=True)[0] == "vragen_wet.zelf_vertellen_handicap"
    said = about_a_friend().say(
        "en had ze het moeten zeggen bij het gesprek? want dat verwijt ze zich", "ervaring_zoeken", 0.13, story=True, asks=True
    )
    assert said[0] == "vragen_wet.zelf_vertellen_ander"


# a rule for its ground --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ground", "answer"),
    [("arbeidsduur", "om_je_uren"), ("politieke_gezindheid", "om_je_mening"), ("burgerlijke_staat", "om_je_relatie")],
)
def test_each_ground_of_the_law_has_its_rule(ground, answer):
    said = telling(grounds=(ground,)).say("mag dat zomaar?", "is_dit_discriminatie", asks=True)
    assert said[0] == f"antwoorden.{answer}"


def test_whether_it_is_something_or_just_bad_luck_asks_whether_it_counts():
    play = telling(grounds=("arbeidsduur",))
    said = play.say("is dat ook iets of is dit gewoon pech hebben?", "is_dit_discriminatie", 1.0, question="vragen_mens.pech", asks=True)
    assert said[0] == "antwoorden.om_je_uren"
    assert telling().say("ik heb gewoon altijd pech", "melden_zinloos", 0.9, question="vragen_mens.pech")[0] == "vragen_mens.pech"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("en als het in de huisregels staat, is het dan ineens goed?", "vragen_wet.huisregels"),
        ("geldt dat ook voor een stagiair of alleen voor werknemers?", "vragen_wet.ook_voor_stagiairs"),
    ],
)
def test_a_rule_that_is_asked_for_in_words(text, answer):
    assert telling().say(text, "rechten_school", 0.9, asks=True)[0] == answer


# other things in words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named", "answer"),
    [
        ("ben ik nu zelf strafbaar omdat ik een nepnaam heb gebruikt?", None, "vragen_melden.twee_namen"),
        ("heb je er iets aan, die twee mails? ik heb screenshots", "vragen_melden.foto_of_bewijs", "antwoorden.heeft_bewijs"),
        ("mag ik een screenshot van jou in de video zetten?", "vragen_melden.foto_of_bewijs", "vragen_mens.uit_deze_chat"),
        ("moet je daar antwoord op geven?", "vragen_bot.waarom_vraag_je", "vragen_mens.zin_prive"),
        ("bestaat daar een woord voor?", "vragen_bot.ja_of_nee", "antwoorden.hoe_heet_dat"),
        ("wat zeg ik als ze weer aan m'n haar komt", "vragen_mens.toch_nog_contact", "vragen_mens.zin_haar"),
    ],
)
def test_what_the_words_ask_goes_before_what_it_looks_like(text, named, answer):
    assert telling().say(text, "reageren", 0.6, question=named, asks=True, aside=True)[0] == answer


def test_who_has_no_screenshots_is_not_told_to_keep_them():
    assert "antwoorden.heeft_bewijs" not in telling().say("ik heb geen screenshots, kan ik dan melden?", "geen_bewijs", asks=True)


def test_why_we_ask_is_still_said():
    said = telling().say("waarom vraag je dat allemaal?", "hulp_bot", question="vragen_bot.waarom_vraag_je", asks=True)
    assert said[0] == "vragen_bot.waarom_vraag_je"


def test_who_says_an_age_and_tells_more_is_not_told_the_rules_of_an_age():
    play = Play()
    said = play.say("ik ben 19 en getrouwd, ja echt waar hoor", "ja", 0.24, question="vragen_mens.vanaf_18", grounds=("burgerlijke_staat",))
    assert said[-1] == "vragen_bot.stelt_zich_voor"
    assert Play().say("ik ben 19", "onbekend", 0.2, question="vragen_mens.vanaf_18")[-1] == "vragen_mens.vanaf_18"


def test_who_makes_something_for_school_tells_no_story_of_their_own():
    play = Play()
    said = play.say("ik maak voor school een filmpje over stagiairs", "melden", 0.26, story=True, near=("vragen_mens.voor_opdracht",))
    assert said[-1] == "vragen_mens.voor_opdracht" and not play.session["memory"].get("verhaal")


def test_somebody_who_looks_along_sees_nothing():
    play = telling()
    play.say("laat ook maar even, ik zit in de trein en er kijkt iemand mee", "privacy", 0.92, aside=True)
    assert {"hide": True} in play.effects
    told = telling()
    told.say("als ik werk kijkt er iemand mee over mijn schouder", "ervaring_werkvloer", story=True)
    assert {"hide": True} not in told.effects


def test_regret_is_heard_and_what_can_be_done():
    play = telling()
    said = play.say("nu heb ik het gezegd en nu heb ik spijt", "geen_bewijs", 0.42, story=True)
    assert said[0] == "luisteren.hoor_spijt" and "wis alles" in play.text


@pytest.mark.parametrize("text", ["ik moet die receptie wel doen voor mijn examen", "verzorging is bij ons een heel werkproces"])
def test_what_must_be_learned_is_heard(text):
    assert telling().say(text, "buiten_onderwerp", 0.5)[0] in ("luisteren.hoor_examen", "antwoorden.te_weinig_leren")


def test_who_fears_the_ind_hears_that_nothing_goes_there():
    said = telling().say("ik ben bang dat als ik moeilijk doe dat de IND het hoort", "bang_gevolgen", 1.0, aside=True)
    assert said[0] == "antwoorden.ind_verder"


def test_a_sorry_is_no_way_back():
    assert telling().say("sorry dat ik zoveel vraag", "terug", 0.53)[0] == "antwoorden.geen_sorry"


def test_a_talk_that_went_well_is_no_search_without_end():
    play = Play()
    assert play.say("ik had een gesprek voor een stage bij een helpdesk en het ging goed", "stage_zoeken")[-1] == "antwoorden.goed_begin"
    play.say("tot ik zei dat ik autisme heb", "ervaring_zoeken", story=True)
    assert play.session["memory"]["verhaal"].startswith("ik had een gesprek")


def test_a_parent_who_worries_about_eating_hears_of_a_doctor():
    play = Play()
    play.say("ik ben de moeder van een leerling", "omstander", question="vragen_mens.ouder")
    said = play.say("zij zegt laat het rusten maar ik zie dat ze niet meer eet", "omstander", story=True)
    assert said == ["antwoorden.ouder_zorg"] and "huisarts" in play.text
    assert play.say("ze eet niet, moet ze morgen wel gaan?", "stage_weg", question="vragen_crisis.morgen_gaan", asks=True) == [
        "antwoorden.ouder_morgen"
    ]


def test_who_would_rather_type_hears_that_school_can_answer_here():
    said = telling().say("mag ik ook eerst gewoon appen ipv praten", "melden_vertrouwelijk", question="vragen_mens.appen", asks=True)
    assert said[0] == "vragen_mens.niet_praten"


def test_who_would_rather_type_where_a_name_is_asked_sees_it_go_along():
    play = telling()
    play.press("melden")
    play.press("naam")
    assert play.say("appen heb ik toch liever. na vier uur ben ik klaar", "melden_vertrouwelijk", 0.56, aside=True) == [
        "systeem.niet_bellen",
        "melden.naam",
    ]
    play.say("Samuel")
    play.press("goed")
    play.say("weet ik niet", "nee")
    assert "na vier uur" in play.text
