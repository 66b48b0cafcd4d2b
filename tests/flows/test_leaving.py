"""Who refuses a report is out of it; what is said in trust starts none. Refuses to look at words: where it leads."""

import pytest

from tests.flows.playing import Play


def reporting() -> Play:
    play = Play()
    play.say("mijn chef noemt me aap", "ervaring_werkvloer", story=True)
    play.say("anoniem melden", "melden_anoniem")
    assert play.session["now"][-1]["flow"] == "melden"
    return play


@pytest.mark.parametrize("said", ["oh nee ik wil nu nog niks melden, wou t alleen weten", "nee stop ik wil niks versturen!!", "nee laat maar echt"])
def test_a_refusal_in_a_report_ends_it_and_keeps_the_story(said):
    play = reporting()
    play.say(said, "nee")
    assert not play.session["now"] and play.session["memory"]["verhaal"] == "mijn chef noemt me aap" and not play.done


def test_not_yet_stays_where_it_is():
    play = reporting()
    assert "systeem.nog_niet" in play.say("nog niet versturen", "nee")
    assert play.session["now"][-1]["flow"] == "melden"


def test_what_nobody_knows_starts_no_report():
    play = Play()
    play.say("hij roept homo en niemand weet dat ik het ben", "melden_anoniem", story=True)
    assert play.session["now"][-1]["flow"] == "vertellen"
