"""Every particular question that nlu can find has an answer, and every answer has lines by which it is found. Refuses to judge the words.

The lines of nlu/questions and the answers in content/nl are two sides that may not import each other; this holds them together.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.card import CRISIS
from flows.fitting import FITS
from flows.yaml_file import read_yaml
from tests.flows.playing import CONVERSATION, Play

ANSWERS = {f"{space}.{key}" for space, words in CONVERSATION.words.items() if space.startswith("vragen_") for key in words}
AT_A_STEP = {name for name in ANSWERS if "_bij_" in name}  # the same question, answered for where it is asked
# a bystander, who was touched, asks on, has a report at school or sent none, is in danger; the kinds of help; what a remark was about
OTHERS = (
    "_ander",
    "_aangeraakt",
    "_weer",
    "_loopt",
    "_gevaar",
    "_zelfdoding",
    "_thuis",
    "_handicap",
    "_meer",
    "_na_melding",
    "_bedankt",
    "_dreigt",
    "_verteld",
    "_niets",
    "_over_taal",
    "_over_herkomst",
    "_over_taken",
    "_diploma_weg",  # "is_het_weg" is a question itself
    "_geaardheid",
    "_genderidentiteit",
    "_godsdienst",
)
# who is no student; `vragen_mens.docent` is a question itself
ROLES = ("_docent", "_ouder", "_docent_weer", "_ouder_weer", "_aangeraakt_weer")
FOR_ANOTHER = {name for name in ANSWERS - AT_A_STEP if name.endswith((*OTHERS, *ROLES))}
OWN = ANSWERS - FOR_ANOTHER - AT_A_STEP
LEARNED = {
    f"{path.stem}.{name}": len(lines) for path in sorted(Path("nlu/questions").glob("vragen_*.yml")) for name, lines in read_yaml(path).items()
}
PLACED = {answer for table in (*CONVERSATION.here.values(), *CONVERSATION.precise.values()) for answer in table.values()}
IN_WORDS = ({*CONVERSATION.by_words.values(), *FITS.values(), *PLACED} & ANSWERS) - set(LEARNED)  # known by words alone
OWN -= IN_WORDS
MEASURED = [json.loads(row) for row in Path("nlu/evaluation/questions.jsonl").read_text(encoding="utf-8").splitlines()]


def test_each_question_has_an_answer_and_each_answer_its_lines():
    assert set(LEARNED) == OWN
    assert all(any(name.removesuffix(of) in {*LEARNED, *IN_WORDS} for of in (*OTHERS, *ROLES, "_weg")) for name in FOR_ANOTHER)
    places = {f"{flow}{step}" for flow, has in CONVERSATION.flows.items() for step in ("", *(f"_{name}" for name in has.steps))}
    places |= {f"crisis_{kind}" for kind in CRISIS.values()}
    assert all(name.partition("_bij_")[0] in LEARNED and name.partition("_bij_")[2] in places for name in AT_A_STEP)
    assert min(LEARNED.values()) >= 12


def test_what_is_offered_as_a_button_is_one_of_them():
    assert set(CONVERSATION.words["vraagnamen"]) <= OWN


def test_what_is_measured_is_about_the_same_questions():
    assert {row["question"] for row in MEASURED if row["question"]} == OWN


def said_once_more(said: list[str]) -> str:
    """The question of the first answer: asked before, so that it may be in other words or go on."""
    return said[0].partition("_bij_")[0].removeprefix("anders.").removesuffix("_weer").removesuffix("_niets")


@pytest.mark.parametrize("name", sorted(OWN))
def test_each_question_is_answered_from_rest_and_in_the_middle_of_a_report_which_goes_on(name):
    play = Play()
    assert play.say("mag dat wel?", "is_dit_discriminatie", question=name)[-1] == name
    play.turn(entry="melden")
    play.say("ze lachen elke dag om mijn accent", "ervaring_werkvloer", story=True)
    own = CONVERSATION.of_self.get(name, name)  # who told of themselves may mean another question by it
    assert said_once_more(play.say("mag dat wel?", "is_dit_discriminatie", question=name)) == own
    assert play.step == "melden.verhaal"
    play.say("klaar")
    step = play.step
    assert said_once_more(play.say("mag dat wel?", "melden_anoniem", question=name)) == own
    assert play.step == step


def test_a_question_that_nobody_answers_is_passed_over():
    assert Play().say("mag dat wel?", "rechten_school", question="vragen_wet.bestaat_niet")[-1] == "uitleg.rechten"
