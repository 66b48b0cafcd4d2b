"""What is noticed in a story gathers beside it, and goes where the story goes."""

from __future__ import annotations

import pytest

from flows.model import Reading
from flows.noticing import gathered, noticed
from flows.words import Label
from tests.flows.playing import Play

WORDS = {
    "grens": Label("Seksueel", ("zat aan mijn",), 1),
    "pesten": Label("Pesten", ("pesten me",), 1),
    "zelf": Label("Tegen mij", ("tegen mij",), 1),
}

READ = (("ervaring_werkvloer", 0.9),)
SEEN = {"phase": "werkvloer", "grounds": ("afkomst",), "identifying": ((0, 6, "NAAM"),)}


def test_a_detail_is_kept_as_it_was_typed_with_its_kind():
    reading = Reading(alternatives=READ, **SEEN)
    assert noticed("Jansen zegt dat", reading, WORDS) == {
        "grounds": ["afkomst"],
        "phase": "werkvloer",
        "identifying": [{"tekst": "Jansen", "soort": "NAAM"}],
    }


def test_nothing_noticed_says_nothing():
    assert noticed("hoi", Reading(alternatives=READ), WORDS) == {}


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
    assert noticed(text, reading, WORDS).get("over_grens") is True


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
    assert "over_grens" not in noticed("ze pesten me elke dag", reading, WORDS)
    assert noticed("ze pesten me en hij zat aan mijn been", reading, WORDS)["over_grens"] is True
