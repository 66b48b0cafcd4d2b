"""Shortness is half of trust: what it takes from a first sentence to 'verstuurd', counted on the screen, through the real nlu."""

from __future__ import annotations

import pytest

from flows.engine import texts_to_read
from tests.flows.playing import Play

ACTIONS_AT_MOST, WORDS_AT_MOST = 7, 150
PLAIN = "ik mag met mijn hoofddoek niet bij de klanten staan van mijn begeleider"
WITH_NAMES = "mijn begeleider Kees Willems van de Jumbo zei op 3 november dat ik met mijn hoofddoek niet bij de kassa mag"
WANTS_TO_REPORT = "ik wil melden dat ik met mijn hoofddoek niet bij de klanten mag staan"
NAME = "Fatima 06 12345678"


def read_by_the_student(play: Play, typed: list[str]) -> int:
    """Words of the bot on the screen: no welcome, no buttons, no list of people, nothing that the student typed."""
    words = 0
    for effect in play.effects:
        if effect["say"] != "systeem.welkom":
            text = effect["text"]
            for own in typed:
                text = text.replace(own, "")
            words += sum(len(line.split()) for line in text.split("\n") if not line.startswith("•"))
    return words


@pytest.mark.parametrize("way", ["anoniem", "naam"])
@pytest.mark.parametrize("sentence", [PLAIN, WITH_NAMES, WANTS_TO_REPORT])
async def test_a_report_takes_at_most_seven_actions_one_of_them_typed_and_at_most_150_words(reader, sentence: str, way: str):
    """The first sentence is where it begins; it counts as an action, and what is typed after it counts as typed."""
    play, nlu = Play(), reader(False)
    to_type = [NAME] if way == "naam" else []
    answers = {"vertellen.gehoord": "melden", "melden.manier": way, "melden.lezers": "goed", "melden.nog_iets": "klaar", "melden.wens": "praten"}
    play.turn(text=sentence, readings=tuple([await nlu.read(text) for text in texts_to_read(play.conversation, None, sentence)]))
    actions, typed, words = 1, 0, read_by_the_student(play, [sentence])
    while play.step != "melden.controle":
        if play.step == "melden.naam":
            play.turn(text=to_type[typed], readings=(await nlu.read(to_type[typed]),))
            typed += 1
        else:
            play.press(answers[play.step])
        actions += 1
        words += read_by_the_student(play, [str(play.values()["verhaal"]), *to_type])
    assert play.press("versturen")[0] == "melden.bon"
    assert actions + 1 <= ACTIONS_AT_MOST and typed <= 1 and words <= WORDS_AT_MOST, (actions + 1, typed, words)
