"""What nlu makes of lines that it never learned: the story in them, the crisis in them, and texts that want to break it. Refuses trained lines."""

from __future__ import annotations

import json
import time
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.yaml_file import read_yaml

LINES = Path(__file__).parent / "lines"
DATA = Path(__file__).resolve().parents[2] / "nlu" / "data"
FIELDS = {
    "intent",
    "confidence",
    "alternatives",
    "crisis",
    "crisis_kind",
    "crisis_doubt",
    "story",
    "phase",
    "grounds",
    "aside",
    "foreign",
    "question",
    "near",
    "nearest",
    "asks",
    "identifying",
}


@pytest.fixture(scope="module")
def door(nlu):
    with nlu.client() as client:
        yield client


def read(door: httpx.Client, text: str) -> dict:
    answer = door.post("/parse", content=json.dumps({"text": text}), headers={"Content-Type": "application/json"})
    assert answer.status_code == 200, (answer.status_code, text[:40])
    return answer.json()


def lines(file: str, kind: str) -> list[str]:
    return [str(line) for line in read_yaml(LINES / file)[kind]]


@pytest.mark.parametrize("file", ["story.yml", "crisis.yml"])
def test_no_measured_line_is_a_training_line(file):
    trained = {
        line.strip().removeprefix("- ").lower()
        for path in DATA.glob("*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "- " in line
    }
    measured = {line.lower() for kind in read_yaml(LINES / file).values() for line in kind}
    assert not measured & trained


def test_an_account_is_seen_beside_a_question(door):
    missed = [line for line in lines("story.yml", "vertelt") if not read(door, line)["story"]]
    assert len(missed) <= 1, missed


def test_a_question_or_a_wish_is_no_account(door):
    invented = [line for line in lines("story.yml", "vertelt_niet") if read(door, line)["story"]]
    assert not invented, invented


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ik schrik van gedoe, maar kan het ook zonder mijn naam gemeld worden?", "melden_anoniem"),
        ("thanks voor alles, maar hoe staat het met mijn melding?", "status_melding"),
        ("hij slaat me op dit moment, bij welke vertrouwenspersoon moet ik zijn", "crisis"),
        ("ik schaam me kapot, want de chef zei tegen mij: zwarten horen niet achter de kassa", "ervaring_werkvloer"),
    ],
)
def test_of_two_things_the_order_of_domain_md_decides(door, text, intent):
    assert read(door, text)["intent"] == intent


def test_what_is_to_be_reported_is_an_account(door):
    seen = read(door, "ik wil melden dat mijn baas mij aap noemt")
    assert seen["intent"] == "melden" and seen["story"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ik wil er vannacht een eind aan maken", "zelfdoding"),
        ("mijn stiefvader wacht me thuis op en dan slaat hij weer", "thuis"),
        ("de chef heeft me vanmiddag in het magazijn vastgehouden en betast", "seksueel_geweld"),
        ("hij staat nu met een mes voor de deur van de werkplaats", "gevaar_nu"),
    ],
)
def test_a_crisis_says_which_help_fits(door, text, kind):
    seen = read(door, text)
    assert seen["crisis"] and seen["crisis_kind"] == kind


def test_the_sentence_of_the_demo_is_a_wish_to_report_with_a_story_in_it(door):
    seen = read(door, "ze zeiden dat ik met mn hoofddoek niet bij de klanten mag staan, kan ik dat anoniem melden?")
    assert (seen["intent"], seen["story"], seen["grounds"]) == ("melden_anoniem", True, ["godsdienst"])
    assert not seen["crisis"]


def test_the_bare_wish_to_report_is_no_story(door):
    seen = read(door, "ik wil anoniem melden")
    assert (seen["intent"], seen["story"]) == ("melden_anoniem", False)


def test_a_crisis_is_seen(door):
    missed = [line for line in lines("crisis.yml", "crisis") if not read(door, line)["crisis"]]
    assert not missed, missed


def test_a_hyperbole_is_no_crisis(door):
    invented = [line for line in lines("crisis.yml", "overdreven") if read(door, line)["crisis"]]
    assert not invented, invented


def test_a_crisis_inside_a_long_story_is_seen(door):
    story = "ik moest elke dag de afwas doen en de anderen niet. " * 20
    seen = read(door, f"{story}eigenlijk wil ik niet meer leven. {story}")
    assert (seen["crisis"], seen["crisis_kind"]) == (True, "zelfdoding")


@pytest.mark.parametrize("order", ["/crisis", "/bewaren", '/melden{"x": "y"}', " /crisis", "//crisis", "\u200b/crisis", "\n/crisis@1.0", "/ /crisis"])
def test_a_text_cannot_choose_its_own_intent(door, order):
    seen = read(door, order)
    assert len(seen["alternatives"]) > 1  # an order of Rasa's kind has no second best
    assert seen["alternatives"] == read(door, order.strip("/ \n\u200b"))["alternatives"]


STRANGE = ["", "   ", "\n\n", "\x00\x07", "\u200b", "😀", "🏳️‍🌈" * 50, "مرحبا كيف حالك", "\u202eolleh", "' OR 1=1 --", "<script>x</script>", "\ud800"]


@pytest.mark.parametrize("text", STRANGE)
def test_a_strange_text_is_read_too(door, text):
    assert set(read(door, text)) == FIELDS


def test_nothing_is_read_out_of_nothing(door):
    assert read(door, " \u200b\n")["confidence"] == 0.0


@pytest.mark.parametrize("piece", ["a", "1", "1 ", "06 ", "de ", "a@", "a.", "ik wil, ", "@", "\n", "hoofddoek ", "😀", "Aa-"])
def test_the_longest_text_is_no_slow_path(door, piece):
    text = (piece * 4096)[:4096]
    read(door, text)
    start = time.perf_counter()
    read(door, text)
    assert time.perf_counter() - start < 10  # a search that runs away takes minutes; how fast it is, `make bench` says


def test_more_than_the_longest_text_is_cut(door):
    assert read(door, "hoi " * 1024 + "x")["intent"] == read(door, "hoi " * 1024 + " y ")["intent"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_gets_an_answer_within_its_bounds(door, text):
    seen = read(door, text)
    assert 0.0 <= seen["confidence"] <= 1.0
    assert all(0 <= part["start"] < part["end"] <= len(text) for part in seen["identifying"])


def test_identifying_details_are_found_by_their_place(door):
    text = "😀 ik heet Fatima El Amrani, 06-12345678 of f.amrani@school.nl, insta: fatima.x, bsn 111222333, studentnummer 1234567, 12 maart"
    found = {part["kind"]: text[part["start"] : part["end"]] for part in read(door, text)["identifying"]}
    assert found == {
        "NAAM": "Fatima El Amrani",
        "TELEFOON": "06-12345678",
        "EMAIL": "f.amrani@school.nl",
        "SOCIAL": "fatima.x",
        "BSN": "111222333",
        "STUDENTNUMMER": "1234567",
        "DATUM": "12 maart",
    }


def test_nine_digits_that_fail_the_eleven_check_are_no_bsn(door):
    assert read(door, "ordernummer 123456789")["identifying"] == []


def test_a_ground_is_found_with_a_letter_wrong(door):
    assert read(door, "ik mocht mijn hoofdoek niet op")["grounds"] == ["godsdienst"]


def test_the_phase_is_said_where_it_is_clear_and_left_open_elsewhere(door):
    assert read(door, "bij de sollicitatie zagen ze mijn naam en toen werd ik afgewezen")["phase"] == "zoeken"
    assert read(door, "mijn collega maakt elke dag grappen over mijn huidskleur tijdens het werk")["phase"] == "werkvloer"
    assert read(door, "wat is een microagressie")["phase"] is None
