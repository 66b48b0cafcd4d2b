"""For whom somebody comes: for themselves, for another, or as a teacher or a parent; and the answers that fit."""

from __future__ import annotations

import pytest

from flows.model import Reading
from flows.noticing import noticed
from flows.whom import WORDS
from tests.flows.playing import CONVERSATION, Play

LISTS = CONVERSATION.words["besturing"]


def who(text: str, intent: str = "omstander", confidence: float = 0.7, **more) -> object:
    reading = Reading(intent, confidence, ((intent, confidence),), story=True, **more)
    return noticed(text, reading, LISTS["grenswoorden"].labels, LISTS[WORDS].labels).get("who")


@pytest.mark.parametrize(
    "text, confidence",
    [
        ("een vrouw daar zegt altijd dat ze die vieze klusjes voor een bruine bewaart", 0.99),  # does it
        ("ik heb het alleen aan een collega verteld en nu weten ze het allemaal", 0.66),  # hears of it
        ("moest mijn kettinkje af doen maar een collega draagt gewoon een kruis", 0.7),  # fares better
        ("maar mijn collega mocht wel meteen een ander pasje", 0.75),
    ],
)
def test_another_who_does_it_hears_of_it_or_fares_better_makes_nobody_a_bystander(text, confidence):
    assert who(text, confidence=confidence) is None


@pytest.mark.parametrize(
    "text, intent",
    [
        ("ze noemen hem elke dag aap", "omstander"),
        ("een collega wordt steeds uitgelachen om haar accent", "omstander"),
        ("ze zeggen tegen mijn klasgenoot dat ze terug moet", "omstander"),
        ("mn broertje moet van zijn baas stoppen met bidden", "onbekend"),
        ("mijn zusje mag niet achter de kassa", "is_dit_discriminatie"),
        ("het gaat niet over mij maar over iemand op het werk", "ervaring_werkvloer"),
    ],
)
def test_who_tells_what_happens_to_another_is_one(text, intent):
    assert who(text, intent) == "omstander"


@pytest.mark.parametrize(
    "text",
    [
        "het gaat over een collega die",
        "het gaat om een collega die steeds grapjes maakt over mijn geloof",
        "het gaat over een vriend die me uitlacht",
    ],
)
def test_who_says_who_does_it_to_them_comes_for_themselves(text):
    assert who(text, "onbekend") != "omstander"
    assert who("het gaat om een collega die steeds de rotklusjes krijgt") == "omstander"


def test_him_who_calls_me_names_is_not_the_one_it_happens_to():
    play = Play()
    play.say("het gaat niet over mij maar over een collega", "omstander", story=True)
    play.say("oke dan. hij noemt me steeds homo en maakt van die geluiden", "ervaring_werkvloer", story=True)
    assert play.session["memory"]["wie"] == "zelf"


def test_what_is_told_of_somebody_else_only_says_nothing_of_oneself():
    assert who("zij heeft epilepsie en haar stage wist dat niet", "ervaring_zoeken", 0.9) is None
    assert who("ik heb epilepsie en zij wisten dat niet", "ervaring_zoeken", 0.9) == "zelf"


def test_an_own_line_later_wins_and_what_was_said_to_them_of_another_does_not():
    play = Play()
    play.say("ze noemen een collega steeds aap", "omstander", story=True)
    play.say("de chef zei tegen mij iets over haar toen ze er niet was", "ervaring_werkvloer", story=True)
    assert play.session["memory"]["wie"] == "omstander"
    play.say("ze noemen mij ook zo", "ervaring_werkvloer", story=True)
    assert play.session["memory"]["wie"] == "zelf"
    assert not any(name.endswith("_ander") for name in play.say("wat moet ik zeggen", "reageren"))


def test_who_begins_with_somebody_near_is_answered_for_that_one_from_then_on():
    play = Play()
    assert "vragen_bot.stelt_zich_voor_ander" in [
        e.get("say") for e in said(play, "yo mn broertje loopt stage bij een bakker", "omstander", "vragen_bot.stelt_zich_voor")
    ]
    assert "vertellen.bij_ander" in play.say("ze zeggen dat hij te langzaam is om zijn adhd", "is_dit_discriminatie", story=True)
    said(play, "heb je iets korts dat hij kan zeggen", "reageren", "vragen_mens.korte_zin")
    assert "Voor de ander zelf" in text(play)


def said(play: Play, words: str, intent: str, question: str | None = None, **more) -> list[dict]:
    play.say(words, intent, question=question, **more)
    return play.effects


def text(play: Play) -> str:
    return " ".join(str(effect.get("text", "")) for effect in play.effects)


@pytest.mark.parametrize(
    "asked, intent, question, answer",
    [
        ("moet zij dat weten als ik het hier vertel?", "privacy", None, "vragen_mens.weet_het_niet"),
        ("hij weet dat nog niet", "nee", None, "vragen_mens.weet_het_niet"),
        ("zou ik het hem zeggen of niet?", "melden_vertrouwelijk", None, "vragen_mens.ander_vertellen"),
        ("moet ik naar school of is dat aan haar", "melden", None, "vragen_mens.docent_meldt_ander"),
        ("naar wie kan ze toe?", "wie_vertrouwenspersoon", None, "vragen_mens.doorverwijzen"),
        ("horen haar ouders het dan?", "privacy", "vragen_melden.ouders", "vragen_melden.ouders_ander"),
        ("maak ik het niet erger?", "bang_gevolgen", None, "antwoorden.bang_gevolgen"),
        ("wat kan ze terugzeggen?", "reageren", None, "vragen_mens.korte_zin_ander"),
    ],
)
def test_who_came_for_another_is_answered_for_another(asked, intent, question, answer):
    play = Play()
    play.say("het gaat niet over mij maar over een meisje op mijn stage", "omstander", story=True)
    assert answer in play.say(asked, intent, question=question, asks=True)
    assert not {"jouw stage", "je diploma", "je ouders"} & set(text(play).split("."))
    assert "voor jou veel af" not in text(play) and "je ouders" not in text(play)


def test_what_only_a_bystander_asks_is_answered_for_oneself_to_who_told_of_themselves():
    play = Play()
    play.say("mijn begeleidster zei dat bidden hier niet mag", "niet_geloofd", story=True)
    assert "vragen_melden.erachter_komen" in play.say(
        "als ik het meld weet zij het dan?", "na_melding", question="vragen_mens.stiekem_melden", asks=True
    )


def test_who_tells_that_another_is_touched_hears_where_help_is():
    play = Play()
    said = play.say(
        "mijn beste vriendin wordt steeds betast door haar chef", "omstander", story=True, alternatives=(("omstander", 0.6), ("grens", 0.4))
    )
    assert said[-1] == "grens.begin" and "die ander" in text(play) and "0800-0188" in text(play) and "112" in text(play)
    play = Play()
    told = "mijn beste vriendin wordt steeds omhelsd door haar chef"
    assert "vertellen.ander_aangeraakt" in play.say(told, "omstander", story=True, alternatives=(("omstander", 0.6), ("grens", 0.4)))
    assert "0800-0188" in text(play) and "112" in text(play)
    play = Play()
    assert "vertellen.ander_aangeraakt" not in play.say("mijn beste vriendin mag niet achter de kassa", "omstander", story=True)


@pytest.mark.parametrize(
    "first, intent, question, then, reads, answer",
    [
        ("ik geef burgerschap aan niveau 3 en wil hier een les over geven", "mentor_info", "vragen_mens.docent_les_hoe",
         "kan ik straks zien wat ze getypt hebben?", "vragen_mens.steun_achteraf", "vragen_mens.docent_ziet"),
        ("ik ben docent", "mentor_info", None, "kan hij hier iets kwijt zonder dat ik dat zie", None, "vragen_mens.docent_ziet"),
        ("moeten wij daar iets mee als school", "rechten_school", None, "en wat gebeurt er na een melding?", None, "antwoorden.na_melding_u"),
        ("ik ben de vader van een stagiaire", "onbekend", None, "kan ze zelf ook met u praten?", None, "antwoorden.ouder_kind_typt"),
        ("ik ben de vader van een stagiaire", "onbekend", None, "hoor ik wat er na de melding gebeurt?", None, "antwoorden.na_melding_u"),
    ],
)  # fmt: skip
def test_a_teacher_and_a_parent_are_answered_in_u_all_along(first, intent, question, then, reads, answer):
    play = Play()
    play.say(first, intent, question=question)
    later = "na_melding" if answer.endswith("na_melding_u") else "onbekend"
    assert answer in play.say(then, later, question=reads, asks=True)


def test_a_parent_who_is_angry_at_first_is_heard_as_one():
    play = Play()
    play.say("naar wat voor zaak sturen jullie mijn dochter", "privacy", 0.3, near=("vragen_mens.ouder_gesprek", "vragen_mens.ouder"), asks=True)
    assert play.session["memory"]["spreker"] == "ouder"
