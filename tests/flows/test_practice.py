"""Practice: which case comes next, when a break is offered, what is said at the end. Nothing is scored."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from flows.practice import ANSWERS, OPEN, in_words, traits, what_was_hard
from tests.flows.playing import CONVERSATION, Play

WORDS = CONVERSATION.words["herkend"]
KINDS = [key.removeprefix("raakt_") for key in WORDS if key.startswith("raakt_")]
GROUNDS = [key for key in WORDS if key not in KINDS and not key.startswith("raakt_")]


def made_up(number: int, ground: str = "afkomst", kind: str = "microbelediging", doubt: str = "nee") -> dict[str, str]:
    texts = {name: f"{name} {number}" for name in ("titel", "verhaal", "speelt", "waarom", "doen")}
    return {"id": f"{number}_geval", "grond": ground, "soort": kind, "twijfel": doubt, "raakt": WORDS[f"raakt_{kind}"].text, **texts}


MANY = [made_up(n, GROUNDS[n % len(GROUNDS)], KINDS[n % len(KINDS)], "ja" if n % 3 == 0 else "nee") for n in range(60)]
CASES = st.lists(st.tuples(st.sampled_from(GROUNDS), st.sampled_from(KINDS), st.sampled_from(["ja", "nee"])), min_size=1, max_size=30).map(
    lambda rows: [made_up(n, *row) for n, row in enumerate(rows)]
)


def practising(cases=MANY) -> Play:
    play = Play(dataclasses.replace(CONVERSATION, cases=tuple(cases)))
    play.turn(entry="oefenen")
    return play


def shown(play: Play) -> str:
    return play.session["now"][-1]["slots"]["geval"]


def answer(play: Play, how: str) -> None:
    """To the next case, past the break."""
    play.press(how)
    if play.press("volgende") == ["geval.pauze"]:
        play.press("volgende")


@given(cases=CASES, answers=st.lists(st.sampled_from([*ANSWERS, "genoeg"]), max_size=30), chance=st.integers(0, 2**31))
def test_what_is_left_is_each_case_once_and_none_that_was_answered(cases, answers, chance):
    ids = [case["id"] for case in cases]
    kept = dict(zip(ids, answers, strict=False))
    seen = {item for item, how in kept.items() if how in ANSWERS}
    order = what_was_hard(ids, {"gevallen": cases, "geoefend": kept}, chance)
    assert sorted(order) == sorted(set(ids) - seen or ids)


@given(cases=CASES, chance=st.integers(0, 2**31))
def test_the_same_chance_gives_the_same_order_and_who_begins_has_that_of_the_files(cases, chance):
    ids = [case["id"] for case in cases]
    data = {"gevallen": cases, "geoefend": {ids[0]: "twijfel"}}
    assert what_was_hard(ids, data, chance) == what_was_hard(ids, data, chance)
    assert what_was_hard(ids, {"gevallen": cases}, chance) == ids


@given(cases=CASES.filter(lambda cases: len(cases) > 1), chance=st.integers(0, 2**31))
def test_after_a_doubt_the_case_comes_that_is_most_like_it(cases, chance):
    doubted, *others = cases
    data = {"gevallen": cases, "geoefend": {doubted["id"]: "twijfel"}}
    first, *_ = what_was_hard([case["id"] for case in cases], data, chance)
    like = {case["id"]: len(traits(doubted) & traits(case)) for case in others}
    assert like[first] == max(like.values())


def test_doubt_about_a_ground_brings_that_ground_back_and_every_third_something_new():
    play = practising()
    hard, grounds = "handicap", []
    for _ in range(20):
        case = next(case for case in MANY if case["id"] == shown(play))
        grounds.append(case["grond"])
        answer(play, "twijfel" if case["grond"] == hard else "niet" if OPEN in traits(case) else "wel")
    begin = grounds.index(hard)
    of_all = sum(case["grond"] == hard for case in MANY)
    assert grounds[begin : begin + 3 * of_all].count(hard) == of_all
    assert len(set(grounds)) >= 8


def test_no_case_comes_back_until_all_were_seen_and_then_it_says_so():
    play = practising()
    seen = []
    while play.step == "geval.kijk":
        seen.append(shown(play))
        answer(play, ANSWERS[len(seen) % 3])
    assert sorted(seen) == sorted(case["id"] for case in MANY)
    assert play.step == "herkennen.klaar"
    assert not any(button.endswith(":door") for button in play.buttons)
    play.press("genoeg")
    assert play.turn(entry="oefenen") == ["herkennen.begin", "herkennen.alles_gezien"]
    assert play.press("weer") == ["geval.kijk"]


def test_with_the_real_cases_too():
    play = practising(CONVERSATION.cases)
    seen = set()
    while play.step == "geval.kijk":
        assert shown(play) not in seen
        seen.add(shown(play))
        play.press("niet")
        assert play.press("doen") == ["geval.doen"]
        if play.press("volgende") == ["geval.pauze"]:
            play.press("volgende")
    assert seen == {case["id"] for case in CONVERSATION.cases}


def test_after_five_cases_a_break_is_offered_and_it_is_an_offer():
    play = practising()
    breaks = []
    for number in range(1, 13):
        play.press("wel")
        if play.press("volgende") == ["geval.pauze"]:
            breaks.append(number)
            play.press("volgende")
    assert breaks == [5, 10]


def test_after_any_case_one_may_stop_and_goes_on_later_with_what_was_not_seen():
    play = practising()
    answer(play, "wel")
    play.press("twijfel")
    seen = set(play.session["memory"]["geoefend"]) | {shown(play)}
    assert play.press("genoeg") == ["herkennen.klaar"]
    play.press("genoeg")
    play.wait(days=3)
    play.turn(entry="oefenen")
    assert shown(play) not in seen


def test_a_case_that_was_only_looked_at_comes_back():
    play = practising()
    first = shown(play)
    assert play.press("genoeg") == ["herkennen.einde"]
    play.turn(entry="oefenen")
    assert shown(play) == first


def test_the_card_at_the_end_says_what_was_met_and_holds_no_mark():
    play = practising()
    answer(play, "niet")
    play.press("niet")
    play.press("genoeg")
    met = [case for case in MANY if case["id"] in play.session["memory"]["geoefend"]]
    assert len(met) == 2
    assert all(WORDS[case["soort"]].text in play.text for case in met)
    assert not any(word in play.text.lower() for word in ("goed gedaan", "fout", "punten", "score", "van de "))
    assert not any(figure in play.text for figure in "0123456789")


def test_every_ground_and_kind_of_the_domain_has_its_words():
    cases = [made_up(n, ground, kind) for n, (ground, kind) in enumerate((g, k) for g in GROUNDS for k in KINDS)]
    told = in_words(cases, WORDS, {"geoefend": {case["id"]: "wel" for case in cases}, "gronden": GROUNDS})
    assert len(told["herkend"]) == len(KINDS) == 7
    assert len(GROUNDS) == 17 and all(WORDS[ground].text in told["gronden_herkend"] for ground in GROUNDS)


def test_a_case_that_a_release_took_away_is_passed_over():
    play = practising()
    answer(play, "twijfel")
    play.conversation = dataclasses.replace(CONVERSATION, cases=tuple(MANY[:5]))
    answer(play, "twijfel")
    while play.step == "geval.kijk":
        assert shown(play) in {case["id"] for case in MANY[:5]}
        answer(play, "wel")
    assert play.step == "herkennen.klaar"


def test_what_somebody_went_through_is_heard_also_in_the_middle_of_practice():
    play = practising()
    assert play.say("ze lachen mij ook uit om mijn naam, is dat discriminatie", "is_dit_discriminatie", story=True) == ["vertellen.gehoord"]
    assert play.session["kept"][0][-1]["flow"] == "geval"
    assert play.say("nee", "nee")[-1] == "systeem.hervat"


def test_from_a_case_to_ones_own_situation_loses_nothing_of_the_practice():
    play = practising()
    seen = shown(play)
    play.press("twijfel")
    assert play.press("zelf") == ["herkennen.over_jou", "situatie.begin", "situatie.verhaal"]
    assert play.session["memory"]["geoefend"] == {seen: "twijfel"}
