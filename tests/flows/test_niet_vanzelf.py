"""What is on its way to being sent is not sent in another way on a guess. Refuses to know what a code looks like."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play

STORY = "ze lachen elke dag om mijn hoofddoek"


@pytest.mark.parametrize("intent", ["melden", "melden_anoniem", "melden_vertrouwelijk"])
def test_a_word_at_the_code_that_is_taken_for_a_wish_sends_nothing(intent):
    play = Play()
    play.code = "fout"
    play.say(STORY, "melden", story=True)
    play.press("meer")
    play.press("code")
    play.press("goed")
    play.press("klaar")
    play.press("weet_niet")
    play.press("versturen")
    assert play.step == "code_krijgen.typ"
    play.say("0612345678", intent, 0.95)
    assert "deliver" not in [done["do"] for done in play.done]
    assert play.step == "melden.controle"
    assert play.session["now"][0]["slots"]["manier"] == "code"
