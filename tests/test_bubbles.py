"""What is said in one turn, in as few messages as can carry it: no word lost, no word changed, nothing mixed that must be apart."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot import bubbles as module
from bot.bubbles import LONGEST as TELEGRAMS
from bot.bubbles import bubbles, units

LONGEST = 40  # units
texts = st.text(st.sampled_from("ab é.\n🙂🏳"), min_size=1, max_size=150)


@pytest.fixture(autouse=True, scope="module")
def small():
    """Messages of forty units, so that little is needed to find what goes wrong at a cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LONGEST", LONGEST)
        yield


@st.composite
def effects(draw: st.DrawFn, text: st.SearchStrategy[str] = texts) -> dict:
    said = draw(text)
    spans = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(said) - 1))
        spans.append([start, draw(st.integers(1, len(said) - start)), draw(st.sampled_from(["bold", "italic"]))])
    return say(said, spans, draw(st.sampled_from([[], [["1:ja", "Ja"]]])), draw(st.booleans()), draw(st.booleans()), draw(st.booleans()))


def say(text: str, spans=(), buttons=(), sensitive=False, controls=False, in_place=False, step="a.b") -> dict:
    return {
        "say": step,
        "text": text,
        "spans": [list(span) for span in spans],
        "buttons": list(buttons),
        "sensitive": sensitive,
        "controls": controls,
        "in_place": in_place,
    }


def without_breaks(text: str) -> str:
    return text.replace("\n", "")


said = st.lists(effects(), max_size=5)


@settings(deadline=None)
@given(said)
def test_no_character_is_lost_or_changed_but_line_breaks_at_cuts(said):
    made = bubbles(said)
    assert without_breaks("".join(bubble["text"] for bubble in made)) == without_breaks("".join(effect["text"] for effect in said))


@settings(deadline=None)
@given(said)
@example([say("a" * 20), say("b" * 19)])
def test_what_fits_in_one_message_is_not_touched(said):
    made = bubbles(said)
    for effect in said:
        assert units(effect["text"]) > LONGEST or any(effect["text"] in bubble["text"] for bubble in made)


@settings(deadline=None)
@given(said)
def test_every_message_is_short_enough_for_telegram(said):
    assert all(len(bubble["text"].encode("utf-16-le")) // 2 <= LONGEST for bubble in bubbles(said))


@settings(deadline=None)
@given(said)
@example([say("a" * 20 + "\n" * 50 + "b" * 50)])
def test_no_message_is_empty(said):
    assume(all(effect["text"].strip() for effect in said))
    assert all(bubble["text"].strip() for bubble in bubbles(said))


@settings(deadline=None)
@given(said)
@example([say("\n\nabc " + "a " * 30, [[2, 3, "bold"]])])
@example([say("a" * 35 + "\n\n" + "b" * 35, [[30, 10, "bold"]])])
def test_spans_still_cover_the_same_words(said):
    """Of each kind the same characters are marked, in the same order."""
    for kind in ("bold", "italic"):
        wanted = "".join(marked(effect["text"], effect["spans"], kind) for effect in said)
        got = "".join(marked(bubble["text"], bubble["spans"], kind) for bubble in bubbles(said))
        assert without_breaks(got) == without_breaks(wanted)


def marked(text: str, spans: list, kind: str) -> str:
    return "".join(c for at, c in enumerate(text) if any(start <= at < start + length for start, length, of in spans if of == kind))


@settings(deadline=None)
@given(said)
@example([say("\n\nabc " + "a " * 30, [[2, 3, "bold"]])])
@example([say("a" * 35 + "\n\n" + "b" * 35, [[30, 10, "bold"]])])
def test_every_span_lies_within_its_message(said):
    for bubble in bubbles(said):
        assert all(0 <= start and 0 < length and start + length <= len(bubble["text"]) for start, length, _ in bubble["spans"])


@settings(deadline=None)
@given(said)
@example([say("a " * 30, buttons=[["1:ja", "Ja"]])])
def test_buttons_stand_only_under_the_last_message_of_what_they_belong_to(said):
    made = bubbles(said)
    assert [bubble["buttons"] for bubble in made if bubble["buttons"]] == [effect["buttons"] for effect in said if effect["buttons"]]
    for number, bubble in enumerate(made):
        if bubble["buttons"]:
            so_far = without_breaks("".join(one["text"] for one in made[: number + 1]))
            ends = [without_breaks("".join(one["text"] for one in said[: place + 1])) for place, one in enumerate(said) if one["buttons"]]
            assert so_far in ends


@settings(deadline=None)
@given(said)
def test_what_is_sensitive_never_goes_with_what_is_not(said):
    text = {True: "", False: ""}
    wanted = {True: "", False: ""}
    for bubble in bubbles(said):
        text[bubble["sensitive"]] += without_breaks(bubble["text"])
    for effect in said:
        wanted[effect["sensitive"]] += without_breaks(effect["text"])
    assert text == wanted


@settings(deadline=None)
@given(st.lists(effects(texts.filter(lambda text: units(text) <= LONGEST)), max_size=6))
def test_controls_and_what_replaces_a_message_stay_alone(said):
    said = [{**effect, "say": f"a.{number}"} for number, effect in enumerate(said)]
    alone = {effect["say"]: (effect["controls"], effect["in_place"]) for effect in said if effect["controls"] or effect["in_place"]}
    made = bubbles(said)
    assert [step for bubble in made for step in bubble["steps"]] == [effect["say"] for effect in said]
    for bubble in made:
        if set(bubble["steps"]) & set(alone):
            assert len(bubble["steps"]) == 1 and alone[bubble["steps"][0]] == (bubble["controls"], bubble["in_place"])
        else:
            assert not bubble["controls"] and not bubble["in_place"]


@settings(deadline=None)
@given(st.lists(texts, min_size=1, max_size=6))
def test_what_can_go_in_one_message_goes_in_one(said):
    assume(units("\n\n".join(said)) <= LONGEST)
    assert len(bubbles([say(text) for text in said])) == 1


def test_a_long_text_is_cut_after_a_paragraph_if_there_is_one():
    first, second = "a" * 25 + ". b", "c" * 30
    assert [bubble["text"] for bubble in bubbles([say(f"{first}\n\n{second}", buttons=[["1:ja", "Ja"]])])] == [first, second]


def test_a_turn_without_words_says_nothing():
    assert bubbles([]) == []


def test_a_message_of_telegram_holds_4096_units():
    assert TELEGRAMS == 4096


def test_a_story_of_five_thousand_emoji_is_cut_where_telegram_counts(monkeypatch):
    monkeypatch.setattr(module, "LONGEST", TELEGRAMS)
    assert [len(bubble["text"]) for bubble in bubbles([say("🙂" * 5000)])] == [2048, 2048, 904]
