"""What is noticed in a story gathers beside it, and goes where the story goes."""

from __future__ import annotations

import pytest

from flows.model import Reading
from flows.noticing import gathered, noticed
from flows.whom import WORDS as LIST
from flows.words import Label
from tests.flows.playing import CONVERSATION, Play

WORDS = {
    "grens": Label("Seksueel", ("zat aan mijn",), 1),
    "pesten": Label("Pesten", ("pesten me",), 1),
    "zelf": Label("Tegen mij", ("tegen mij",), 1),
    "zwak": Label("Ik word", ("ik word",), 1),
    "iemand_anders": Label("Haar", ("haar",), 1),
    "misschien_zelf": Label("Heeft me", ("heeft me",), 1),
    "vaak": Label("Elke week", ("elke week",), 1),
    "dreigen": Label("Bedreigd", ("bedreigd",), 1),
    "teken": Label("Te ver", ("te ver",), 1),
}

READ = (("ervaring_werkvloer", 0.9),)
WHOM = CONVERSATION.words["besturing"][LIST].labels
SEEN = {"phase": "werkvloer", "grounds": ("afkomst",), "identifying": ((0, 6, "NAAM"),)}


def test_a_detail_is_kept_as_it_was_typed_with_its_kind():
    reading = Reading(alternatives=READ, **SEEN)
    assert noticed("Jansen zegt dat", reading, WORDS, WHOM) == {
        "grounds": ["afkomst"],
        "phase": "werkvloer",
        "identifying": [{"tekst": "Jansen", "soort": "NAAM"}],
    }


def test_nothing_noticed_says_nothing():
    assert noticed("hoi", Reading(alternatives=READ), WORDS, WHOM) == {}


@pytest.mark.parametrize(
    "text, reading",
    [
        ("het ging te ver", Reading("grens", 0.9, (("grens", 0.9),))),
        ("het ging te ver", Reading("ervaring_werkvloer", 0.5, (("ervaring_werkvloer", 0.5), ("grens", 0.2)))),
        ("het ging te ver", Reading("crisis", 0.9, READ, crisis=True, crisis_kind="seksueel_geweld")),
        ("hij zat aan mijn been", Reading("ervaring_werkvloer", 0.9, READ)),
        ("nlu is weg", Reading()),
    ],
)
def test_in_doubt_somebody_hears_beforehand_what_school_must_pass_on(text, reading):
    assert noticed(text, reading, WORDS, WHOM).get("over_grens") is True


def test_a_doubt_without_any_sign_of_it_is_no_reason_to_speak_of_somebodys_body():
    doubted = (("grens", 0.6), ("ervaring_werkvloer", 0.3))
    assert "over_grens" not in noticed("ik viel bijna flauw in de kas", Reading("grens", 0.6, doubted), WORDS, WHOM)
    assert noticed("ik viel bijna flauw in de kas", Reading("grens", 0.99, (("grens", 0.99),)), WORDS, WHOM)["over_grens"] is True


def test_what_is_noticed_twice_counts_once_and_the_first_moment_stays():
    assert gathered(["afkomst"], ["afkomst", "godsdienst"]) == ["afkomst", "godsdienst"]
    assert gathered("zoeken", "werkvloer") == "zoeken"
    assert gathered(None, "zoeken") == "zoeken"


def test_what_is_noticed_in_each_message_of_a_story_gathers_in_the_session():
    play = Play()
    play.say("Jansen zegt steeds buitenlander tegen me", "ervaring_werkvloer", story=True, **SEEN)
    play.say("en over mijn hoofddoek ook", "ervaring_werkvloer", story=True, grounds=("godsdienst",))
    memory = play.session["memory"]
    assert memory["gronden"] == ["afkomst", "godsdienst"]
    assert memory["moment"] == "werkvloer"
    assert memory["gegevens"] == [{"tekst": "Jansen", "soort": "NAAM"}]


def test_what_is_noticed_in_a_question_is_not_kept():
    play = Play()
    play.say("wat is discriminatie volgens Jansen", "uitleg_stagediscriminatie", **SEEN)
    assert not {"gronden", "moment", "gegevens"} & set(play.session["memory"])


def test_it_goes_when_the_story_is_stopped():
    play = Play()
    play.say("Jansen zegt steeds buitenlander tegen me", "ervaring_werkvloer", story=True, **SEEN)
    play.say("stop")
    assert play.session["memory"] == {}


def test_bullying_in_so_many_words_is_not_taken_for_something_sexual():
    reading = Reading("grens", 0.9, (("grens", 0.9),))
    assert "over_grens" not in noticed("ze pesten me elke dag", reading, WORDS, WHOM)
    assert noticed("ze pesten me en hij zat aan mijn been", reading, WORDS, WHOM)["over_grens"] is True


@pytest.mark.parametrize(
    "text, intent, who",
    [
        ("hij roept aap tegen mij en een vriend", "omstander", "zelf"),
        ("ik word er boos van hoe ze haar uitlachen", "omstander", "omstander"),
        ("ik word steeds zwarte piet genoemd", "omstander", "zelf"),
        ("ik word overal afgewezen", "emotie", "zelf"),
    ],
)
def test_who_is_hit_beside_another_is_no_bystander_and_who_is_only_moved_by_it_is_one(text, intent, who):
    assert noticed(text, Reading(intent, 0.9, ((intent, 0.9),)), WORDS, WHOM)["who"] == who


def test_which_line_was_crossed_is_noticed_in_so_many_words():
    reading = Reading("ervaring_werkvloer", 0.9, READ)
    assert noticed("hij zat aan mijn been", reading, WORDS, WHOM)["line"] == "seksueel"
    assert noticed("ze pesten me", reading, WORDS, WHOM)["line"] == "gepest"
    assert noticed("ik ben bedreigd", reading, WORDS, WHOM)["line"] == "bedreigd"
    assert "line" not in noticed("ze lachen om mijn naam", reading, WORDS, WHOM)


def test_who_said_which_line_was_crossed_is_not_asked_again_and_may_still_choose_another():
    play = Play()
    play.say("de kok zat aan mijn been", "grens", story=True)
    assert play.press("hulp")[-1] == "grens.seksueel"
    assert play.press("anders")[-1] == "grens.hulp"
    assert play.press("gepest")[-1] == "grens.gepest"


def test_who_was_touched_and_asks_whether_that_is_normal_hears_about_being_touched():
    play = Play()
    play.say("de kok zat aan mijn been", "grens", story=True)
    assert play.say("is dat normaal", "is_dit_discriminatie", question="vragen_mens.hoort_erbij")[0] == "vragen_mens.hoort_erbij_aangeraakt"
    assert "Noor" in play.text and "Ilse" not in play.text
    assert play.step == "grens.begin"
    assert play.say("mag dat", "is_dit_discriminatie")[0] in ("vragen_mens.hoort_erbij_aangeraakt", "systeem.al_gezegd")


def test_who_compares_with_another_is_no_bystander():
    play = Play()
    play.say("kmoet elke dag wc doen en die poolse jongen ook", "omstander", story=True)
    assert "wie" not in play.session["memory"]
