"""When the short road `grens` fits, and when it does not: by a word or a sign of touching, threat or bullying. Refuses nlu."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play

OVER = {"alternatives": (("grens", 0.7), ("ervaring_werkvloer", 0.2)), "story": True}
ROAD = "grens.begin"


@pytest.mark.parametrize(
    "said",
    [
        "de teamleider laat mij nooit achter de bar staan",
        "ik ging vorige week bijna onderuit van de warmte",
        "dat was op maandag in de loods, de baas zei het",
    ],
)
def test_what_only_looks_like_it_is_heard_as_a_story(said):
    play = Play()
    assert "vertellen.gehoord" in play.say(said, "grens", 0.7, **OVER)
    assert "seksueel" not in play.text
    play.say(said, "grens", 0.7, **OVER)
    assert "seksueel" not in play.text


@pytest.mark.parametrize(
    "said", ["hij komt steeds te dichtbij", "hij duwt me tegen de muur", "ze negeren mij de hele dag", "hij stuurt me foto's van zichzelf"]
)
def test_a_sign_of_it_is_enough(said):
    assert ROAD in Play().say(said, "grens", 0.7, **OVER)


def test_what_the_model_is_very_sure_of_needs_no_sign():
    assert ROAD in Play().say("hij deed iets wat ik niet wilde", "grens", 0.99, alternatives=(("grens", 0.99),), story=True)


@pytest.mark.parametrize("intent", ["ervaring_werkvloer", "omstander"])
def test_who_is_touched_comes_there_also_where_it_was_understood_as_a_plain_story(intent):
    play = Play()
    assert ROAD in play.say("de chef legt zijn handen op haar heupen in de keuken", intent, 0.55, story=True)
    assert intent != "omstander" or ("Centrum Seksueel Geweld" in play.text and "112" in play.text and "die ander" in play.text)


@pytest.mark.parametrize("said", ["ze raakt mijn haar aan en zit aan mijn vlechten", "ik mocht haar billen niet wassen omdat ik een man ben"])
def test_hair_and_care_are_no_such_thing(said):
    assert "vertellen.gehoord" in Play().say(said, "ervaring_werkvloer", story=True)


@pytest.mark.parametrize(
    "who, said", [("omstander", "antwoorden.grens_ander"), ("ervaring_werkvloer", "antwoorden.grens_lijf"), ("grens", "antwoorden.grens_lijf")]
)
def test_in_the_middle_of_a_story_it_is_said_once(who, said):
    play = Play()
    play.turn(entry="vertellen")
    text = "hij legt zijn handen op haar heupen" if who == "omstander" else "hij legt zijn handen op me heupen"
    assert said in play.say(text, who, 1.0, story=True) and "112" in play.text
    assert play.step == "vertellen.verhaal"
    assert said not in play.say("gister weer, handen op me heupen", who, 1.0, story=True)


def touched() -> Play:
    play = Play()
    play.say("hij legt steeds zijn hand op mijn rug en staat te dichtbij", "grens", story=True)
    assert play.step == ROAD
    return play


def test_who_hides_there_until_somebody_is_gone_is_in_danger_and_is_asked_for_no_day():
    play = touched()
    play.say("ik ga naar het toilet en wacht tot hij weg is", "afscheid", 0.98, crisis_doubt=True)
    assert play.step == "crisis.gevaar" and "112" in play.text


def test_no_day_is_asked_of_who_is_touched_unless_it_is_about_sending():
    play = touched()
    play.say("ik blijf wachten tot mijn bus er is", "buiten_onderwerp", 0.9)
    assert not play.step.startswith("melden")
    play = touched()
    play.say("verstuur het liever pas in juli", "melden", 0.9)
    assert play.step.startswith("melden")
