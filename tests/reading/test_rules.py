"""What the bot still understands without nlu: the crisis list and a few plain sentences. Refuses rules that guess."""

from __future__ import annotations

import pytest

from bot.reading.rules import KINDS, RuleReader, crisis_by_list
from flows.yaml_file import read_yaml
from tests.conftest import ROOT

PHRASES = read_yaml(ROOT / "nlu" / "crisis.yml")
KEYWORDS = read_yaml(ROOT / "nlu" / "keywords.yml")


@pytest.mark.parametrize("kind", KINDS)
def test_every_phrase_of_the_crisis_list_is_heard_inside_a_sentence(kind):
    deaf = [phrase for phrase in PHRASES[kind] if crisis_by_list(f"Tja, {str(phrase).replace('*', 'dus')}!! ofzo")[0] is None]
    assert not deaf, deaf


@pytest.mark.parametrize("said", ["Ik wil dóód", "IK WIL NIET MEER LEVEN", "ik  wil\ndood!!!", "ik wil echt heel graag dood zijn"])
def test_capitals_accents_and_line_breaks_hide_nothing(said):
    assert crisis_by_list(said) == ("zelfdoding", False)


async def test_a_crisis_counts_and_names_the_help_that_fits():
    seen = await RuleReader().read("mijn vader slaat me als ik thuiskom")
    assert (seen.intent, seen.crisis, seen.crisis_kind) == ("crisis", True, "thuis")


async def test_a_doubt_is_no_crisis():
    seen = await RuleReader().read("ik trek het niet meer op die stage")
    assert (seen.crisis, seen.crisis_doubt) == (False, True)


async def test_a_hyperbole_is_neither():
    seen = await RuleReader().read("ik lach me dood om die man")
    assert (seen.crisis, seen.crisis_doubt) == (False, False)


async def test_a_hyperbole_does_not_hide_the_crisis_beside_it():
    assert (await RuleReader().read("ik lach me dood maar eigenlijk wil ik niet meer leven")).crisis


async def test_what_is_not_plain_is_unknown_and_not_guessed():
    for text in ("", "😀", "bij de kassa mag ik niet staan van hem", "x" * 4096, "\ud800"):
        seen = await RuleReader().read(text)
        assert (seen.intent, seen.confidence, seen.alternatives) == ("onbekend", 0.0, ())


@pytest.mark.parametrize("intent", list(KEYWORDS))
def test_a_keyword_is_of_an_intent_that_nlu_knows(intent):
    assert (ROOT / "nlu" / "data" / f"{intent}.yml").exists()


async def test_a_plain_wish_is_heard():
    assert (await RuleReader().read("kan ik dit anoniem melden?")).intent == "melden_anoniem"


def test_bot_and_nlu_hear_the_same_phrases(nlu):
    """The few lines that search a list stand twice, for the two may not import each other: here they are held together."""
    said = [str(phrase).replace("*", "dus") for phrases in PHRASES.values() for phrase in phrases]
    with nlu.client() as client:
        for text in said:
            seen = client.post("/parse", json={"text": text}).json()
            kind, doubt = crisis_by_list(text)
            assert kind is None or seen["crisis_kind"] == kind, text
            assert not doubt or seen["crisis"] or seen["crisis_doubt"], text
