"""A question, a worry or a reaction in the middle of a story or a report. Refuses that it is thanked for as a piece of the story."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play

STORY = "mijn chef noemt me elke dag bij mijn achternaam en de rest niet"
SEEN, SEEN_AGAIN = "systeem.vraag_gezien", "systeem.vraag_gezien_weer"


def told(play: Play | None = None) -> Play:
    play = play or Play()
    assert play.say(STORY, "ervaring_werkvloer", story=True)[-1] == "vertellen.gehoord"
    return play


def telling() -> Play:
    play = Play()
    play.say("ik wil iets vertellen", "ervaring_werkvloer")
    assert play.say(STORY, "ervaring_werkvloer", story=True)[-1].startswith("vertellen.verhaal")
    return play


def reporting() -> Play:
    play = Play()
    play.say("ik wil anoniem melden", "melden_anoniem")
    play.say(STORY, "ervaring_werkvloer", story=True)
    assert play.press("klaar")[-1] == "melden.lezers"
    return play


@pytest.mark.parametrize("start", [told, telling])
@pytest.mark.parametrize(
    "text",
    [
        "moet zij mij dan laten zitten ja of nee",
        "maar de andere baas dan? die eet altijd met haar",
        "had hij dat moeten vertellen aan ons? daar zit ik mee",
        "hij zegt altijd doe normaal. mag ik dan weglopen van die afdeling?",
    ],
)
def test_a_question_in_a_story_is_seen_and_what_was_told_stays(start, text):
    play = start()
    assert play.say(text, "ervaring_werkvloer", 0.5, story=True)[0] == SEEN
    assert text in play.session["memory"]["verhaal"]
    assert play.say("kan dat anders worden? ze luistert toch niet", "ervaring_werkvloer", 0.5, story=True)[0] == SEEN_AGAIN


@pytest.mark.parametrize(
    "text",
    [
        "en toen vroeg ze mag jij dat wel eten?",
        "bij het gesprek: heb je een man? wil jij kinderen?",
        "kan jij wel tillen als meisje zei hij?",
        "waarom altijd ik? de rest hoeft dat niet",
        "wie doet nou zoiets? echt niet normaal man",
        "ik weet niet hoe dat moet met die kassa",
        "hij liet zien hoe doe ik dat met die machine",
    ],
)
def test_what_somebody_said_to_them_and_a_sigh_are_told(text):
    play = told()
    assert not {SEEN, SEEN_AGAIN} & set(play.say(text, "ervaring_werkvloer", 0.9, story=True))


def test_a_sure_question_in_a_story_is_answered():
    play = telling()
    text = "en wordt mijn stage dan gebeld? want dan weten ze dat een van ons het was"
    assert play.say(text, "na_melding", 0.99, story=True, asks=True)[0] == "antwoorden.na_melding"
    assert text in play.session["memory"]["verhaal"]


def test_one_likely_question_is_offered():
    play = told()
    said = play.say("kan zij zorgen dat ik erop mag? anders haal ik het niet", "bang_gevolgen", 0.7, story=True, near=("vragen_melden.ouders",))
    assert said == ["systeem.vraag_gezien_dit"]
    assert play.press("?vragen_melden.ouders")[0].startswith("vragen_melden.ouders")


def test_who_told_and_asks_whether_it_counts_is_answered():
    text = "kan ik ze daarop aanspreken of telt het niet omdat ik zelf ook heb gelogen"
    assert told().say(text, "is_dit_discriminatie", 0.87, asks=True)[0] in ("antwoorden.of_het_telt", "vragen_wet.wel_of_niet")


def test_a_question_behind_a_comma_is_a_question():
    play = told()
    assert play.say("mijn maten willen ook, hoe doen we dat met zn allen", "melden", 0.2, question="vragen_melden.samen_melden", story=True)[0] == (
        "vragen_melden.samen_melden"
    )


@pytest.mark.parametrize("text", ["school mag dit wel weten", "laat die school het maar weten"])
def test_behind_a_story_the_wish_that_school_knows_begins_a_report(text):
    assert telling().say(text, "privacy", 0.3, aside=True)[-1] == "melden.manier"


def test_behind_a_story_a_report_is_ordered_with_a_name():
    assert telling().say("ik wil dat iemand van school dit weet en mijn naam mag erbij", "melden_vertrouwelijk", 0.99)[-1] == "melden.naam"


@pytest.mark.parametrize("text", ["ik hoef dit niet te melden bij school", "school mag dit niet weten"])
def test_who_does_not_want_it_orders_nothing(text):
    assert "melden.manier" not in telling().say(text, "melden", 0.99)


@pytest.mark.parametrize("text", ["ze weten het niet van mij", "mijn stage weet dat niet van mij"])
def test_what_is_said_in_trust_begins_no_report(text):
    said = Play().say(text, "melden_anoniem", 0.89, story=True)
    assert not [name for name in said if name.startswith("melden.")]


def test_who_orders_a_report_still_gets_one():
    assert told().say("geef dit anoniem door aan school", "melden_anoniem", 0.95)[-1] == "melden.lezers"


def test_a_worry_at_a_report_is_answered_and_does_not_go_along():
    play = reporting()
    text = "maar ik ben daar de enige met deze kleur dus dan weten ze het meteen"
    said = play.say(text, "bang_gevolgen", 0.77, story=True, question="vragen_melden.erachter_komen", grounds=("huidskleur",))
    assert said[:2] == ["vragen_melden.erachter_komen", "systeem.zorg_apart"]
    assert text not in play.session["memory"]["verhaal"]
    play.say(text, "bang_gevolgen", 0.77, story=True, question="vragen_melden.erachter_komen", grounds=("huidskleur",))
    assert text in play.session["memory"]["verhaal"]


@pytest.mark.parametrize(("text", "intent"), [("leuk", "groet"), ("oke gelukkig", "ja"), ("top", "ja")])
def test_a_reaction_to_what_we_said_chooses_nothing(text, intent):
    assert told().say(text, intent) == ["luisteren.reactie_kort", "vertellen.gehoord"]
    play = Play()
    play.say("wat kun jij", "hulp_bot", 0.95)
    assert play.say(text, intent) == ["antwoorden.reactie"]


def test_a_joke_behind_an_answer_is_a_reaction():
    play = Play()
    play.say("ben jij een mens?", "hulp_bot", 0.95)
    assert play.say("top, dan kan ik niemand kwetsen", "emotie", 0.2) == ["antwoorden.reactie"]


def test_who_thinks_it_over_may():
    play = told()
    assert play.say("is goed dan ik denk er nog even over na", "ja") == ["antwoorden.nadenken"]
    assert play.session["memory"]["verhaal"] == STORY


def test_a_yes_to_a_question_of_ours_stays_a_yes():
    assert reporting().say("top", "ja")[-1] == "melden.nog_iets"


def test_what_we_would_do_is_asked_of_us_also_where_it_is_half_understood():
    play = told()
    said = play.say("als ik meer zeg, ga jij dat dan aan iemand vertellen", "na_melding", 0.2, near=("vragen_crisis.geef_je_door",), nearest=0.37)
    assert said[0].startswith("vragen_crisis.geef_je_door")
    said = told().say("als ik iets zeg lachen ze en jij weet hoe dat voelt", "ervaring_werkvloer", story=True)
    assert not any(one.startswith("vragen_crisis") for one in said)
