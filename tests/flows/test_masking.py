"""What identifies is unreadable in the preview and in what is sent, in the same places, unless the student lets it stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.masking import Masking, own_name
from tests.flows.playing import CONVERSATION, Play

DETAILS = [
    ("Fatima", "NAAM"), ("meneer Yilmaz", "NAAM"), ("Jan", "NAAM"), ("Jan de Vries", "NAAM"), ("Kees O'Brien", "NAAM"), ("Zoë", "NAAM"),
    ("06-12345678", "TELEFOON"), ("zoe.k@school.example", "EMAIL"), ("Kerkstraat 12", "ADRES"), ("123456782", "BSN"),
    ("0912345", "STUDENTNUMMER"), ("@joyyy.kl", "SOCIAL"), ("Jumbo", "BEDRIJF"), ("3 november", "DATUM"),
]  # fmt: skip
ORDINARY = ["januari was druk", "ik mocht niet mee", "het jumbopak", "waarom, vroeg ik", "[naam 1] staat hier al", "\n", "(hij lachte)"]
HIDDEN_KINDS = {"NAAM", "TELEFOON", "EMAIL", "ADRES", "BSN", "STUDENTNUMMER", "SOCIAL"}
CAPITALS = [str, str.upper, str.lower, str.title]


def masking(noticed, text, named=False, keep=None) -> Masking:
    return Masking([{"tekst": typed, "soort": kind} for typed, kind in noticed], [text], named, keep, str.lower)


def to_preview(play: Play, story: str, noticed, addition: str, way: str) -> None:
    def spans(text):
        return tuple((hit.start(), hit.end(), kind) for typed, kind in noticed for hit in re.finditer(f"(?i){re.escape(typed)}", text))

    play.say(story, "melden_anoniem", story=True, identifying=spans(story))
    play.press("goed")
    if addition:
        play.say(addition, identifying=spans(addition))
    for option in ("klaar", "praten"):
        play.press(option)
    if way == "naam":
        play.press("aanpassen")
        play.press("manier")
        play.press("naam")
        play.say("Sem")
        play.press("goed")
    assert play.step == "melden.controle"


parts = st.lists(st.one_of(st.sampled_from(ORDINARY), st.tuples(st.sampled_from(DETAILS), st.sampled_from(CAPITALS))), min_size=1, max_size=8)


def told(some) -> str:
    return "op dinsdag " + " ".join(part if isinstance(part, str) else part[1](part[0][0]) for part in some)


@settings(max_examples=150, deadline=None)
@given(parts, st.one_of(st.just([]), parts), st.sets(st.integers(0, 20)), st.sampled_from(["anoniem", "naam"]))
def test_what_is_sent_is_what_the_preview_showed_and_no_unreadable_detail_is_in_it(first, second, taps, way):
    play = Play()
    story, addition = told(first), told(second) if second else ""
    to_preview(play, story, DETAILS, addition, way)
    readable = set()
    if any(data.endswith(":leesbaar") for data in play.buttons):
        play.press("leesbaar")
        for tap in taps:
            choices = [data for data in play.buttons if not data.endswith((":klaar", ":meer"))]
            play.turn(button=choices[tap % len(choices)])
        play.press("klaar")
        readable = {item["tekst"] for item in play.values()["herkenbaar"] if item["gekozen"]}
    preview = play.text
    play.press("versturen")
    sent = next(done["with"] for done in play.done if done["do"] == "deliver")
    texts = [sent["verhaal"], *([sent["aanvulling"]] if sent["aanvulling"] else [])]
    assert all(text in preview for text in texts)
    if way == "naam":
        assert "123456782" in readable or "123456782" not in preview
        return
    kept = {word for typed in readable for word in typed.casefold().split()}
    for typed, kind in DETAILS:
        if kind in HIDDEN_KINDS and not kept & set(typed.casefold().split()):
            for text in texts:
                rest = re.sub(r"\[[^\]]*\]", "", text)
                assert not re.search(rf"(?i)(?<!\w){re.escape(typed)}(?!\w)", rest), (typed, text)
    assert all("[datum" not in text for text in texts)


@pytest.mark.parametrize(
    "text, noticed, seen",
    [
        ("FATIMA en fatima's zus, niet in fatimaland", [("Fatima", "NAAM")], "[naam] en [naam]'s zus, niet in fatimaland"),
        ("Jans jas hing er in januari", [("Jan", "NAAM")], "[naam]s jas hing er in januari"),
        ("meneer Yilmaz riep. Yilmaz lachte.", [("meneer Yilmaz", "NAAM")], "[naam] riep. [naam] lachte."),
        ("Kees Bos en KEES, en Jo", [("Kees Bos", "NAAM"), ("KEES", "NAAM"), ("Jo", "NAAM")], "[naam 1] en [naam 1], en [naam 2]"),
        ("bel 0612345678 of\n06\n12", [("0612345678", "TELEFOON"), ("06 12", "TELEFOON")], "bel [telefoon 1] of\n[telefoon 2]"),
        ("ikbenfatima ja", [("fatima", "NAAM")], "ikben[naam] ja"),  # noticed inside a word: better too much
        ("bij de Jumbo op 3 mei", [("Jumbo", "BEDRIJF"), ("3 mei", "DATUM")], "bij de Jumbo op 3 mei"),
    ],
)
def test_a_detail_is_unreadable_wherever_it_stands_and_nothing_else_is(text, noticed, seen):
    assert masking(noticed, text).text(text) == seen


def test_with_a_name_given_only_a_bsn_is_unreadable_until_the_student_says_more():
    text, noticed = "Fatima zag mijn bsn 123456782", [("Fatima", "NAAM"), ("123456782", "BSN")]
    made = masking(noticed, text, named=True)
    assert made.text(text) == "Fatima zag mijn bsn [bsn]"
    assert [(item["tekst"], item["gekozen"]) for item in made.choices] == [("Fatima", True), ("123456782", False)]
    assert masking(noticed, text, named=True, keep=[]).text(text) == "[naam] zag mijn bsn [bsn]"


def test_the_company_stays_until_the_student_takes_it_out():
    text = "bij de Jumbo zei Kees"
    noticed = [("Jumbo", "BEDRIJF"), ("Kees", "NAAM")]
    assert masking(noticed, text).company_stays
    name = next(item["id"] for item in masking(noticed, text).choices if item["tekst"] == "Kees")
    assert masking(noticed, text, keep=[name]).text(text) == "bij de [bedrijf] zei Kees"


@pytest.mark.parametrize(
    "noticed, only_one, warned",
    [
        ([("Jumbo", "BEDRIJF")], False, False),
        ([("Jumbo", "BEDRIJF")], True, True),
        ([("Jumbo", "BEDRIJF"), ("3 mei", "DATUM")], False, True),
        ([("3 mei", "DATUM"), ("4 mei", "DATUM")], False, False),
        ([("Kees", "NAAM"), ("3 mei", "DATUM")], False, False),  # the name is not readable
    ],
)
def test_two_things_that_are_readable_give_away_together(noticed, only_one, warned):
    text = "Kees van de Jumbo zei op 3 mei en 4 mei dat"
    assert masking(noticed, text).gives_away(only_one) is warned


def test_a_detail_of_a_text_that_was_replaced_is_no_choice():
    assert masking([("Kees", "NAAM")], "niemand zei iets").choices == []


def test_an_ordinary_word_that_is_also_a_part_of_a_detail_does_not_stop_it():
    assert masking([("   ", "NAAM")], "een gat   in de tekst").text("een gat   in de tekst") == "een gat   in de tekst"


@pytest.mark.parametrize(
    ("text", "name"),
    [("hoi ik ben dilara. dinsdag was het weer zover", "dilara"), ("ik ben Kees zijn stagiair", None), ("ik ben bang voor Kees", None)],
)
def test_who_says_who_they_are_is_offered_that_name(text, name):
    own = CONVERSATION.words["besturing"]["eigennaamwoorden"].labels
    noticed = [{"tekst": one, "soort": "NAAM"} for one in ("dilara", "Kees")]
    assert own_name(noticed, text, own["naam"], own["misschien_voor"]) == name
