"""Who begins gets room to tell; who tells hears no sentence twice, and what was said to us is no story. Refuses to load a model."""

from __future__ import annotations

import pytest

from flows.model import Reading
from tests.flows.playing import CONVERSATION, Play

TOLD = Reading(intent="ervaring_werkvloer", confidence=0.9, story=True)


def heard(line: str, intent: str = "ervaring_werkvloer", **more) -> Play:
    play = Play()
    play.say(line, intent, **more)
    return play


def telling() -> Play:
    return heard("ze zeggen op stage rare dingen over mijn haar", story=True)


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("ik weet niet of dit telt hoor", "luisteren.begin_telt"),
        ("geen idee of het telt", "luisteren.begin_telt"),
        ("hee het gaat niet over mij maar over een klasgenoot is dat ook goed", "luisteren.begin_ander"),
        ("hallo ik ben samuel. ik niet goed nederlands", "luisteren.begin_taal"),
        ("hoi mijn nederlands is niet zo goed sorry", "luisteren.begin_taal"),
        ("hoi kan ik hier iets vertellen", "vertellen.verhaal"),
        ("kk zooi op die stage man", "vertellen.verhaal"),
        ("ik vind het moeilijk om te vertellen", "vertellen.verhaal"),
        ("wat is dit voor ding", "luisteren.begin_wat"),
        ("haha op stage ben ik zelf de mop", "luisteren.begin_mop"),
        ("ik ben daar gewoon de clown", "luisteren.begin_mop"),
    ],
)
def test_a_beginning_tells_nothing_yet(line, step):
    play = heard(line, story=True)
    assert play.effects[-1]["say"] == step
    assert not play.session["memory"].get("verhaal")


@pytest.mark.parametrize("line", ["het gaat over een collega die mij elke dag uitscheldt", "ik weet niet of dit telt maar mijn baas noemt me aap"])
def test_who_tells_something_with_it_is_heard(line):
    assert heard(line, story=True).session["memory"]["verhaal"]


def test_no_sentence_comes_back_before_all_were_said():
    play = telling()
    said = []
    for number in range(10):
        play.say(f"en toen zei de kok op stage weer iets over mijn haar nummer {number}", "ervaring_werkvloer", story=True)
        said.append(play.effects[-1]["text"])
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ach ik lach gewoon mee hoor", "meelachen"),
        ("ze bedoelen het vast niet verkeerd", "bedoeld"),
        ("toen er iets weg was moest alleen ik mijn tas laten zien", "enige"),
        ("ze zegt er zelf niks over", "niets_gezegd"),
        ("ik durf er niks van te zeggen", "durft"),
        ("niemand deed iets", "niemand"),
    ],
)
def test_what_kind_of_thing_it_was_is_recognised_and_kept(line, kind):
    play = telling()
    intent = "nee" if line.startswith("nee") else "ervaring_werkvloer"
    play.say(line, intent, story=intent != "nee", aside=intent == "nee")
    assert f"luisteren.hoor_{kind}" in [effect.get("say") for effect in play.effects]
    assert line in play.session["memory"]["verhaal"]
    assert play.session["now"][-1]["step"] == "gehoord"


def test_every_kind_has_its_sentences():
    kinds = CONVERSATION.words["besturing"]["luisterwoorden"].labels
    assert {f"hoor_{kind}{more}" for kind in kinds for more in ("", "_2")} <= set(CONVERSATION.words["luisteren"])


def test_what_was_said_to_us_is_no_part_of_the_story():
    play = telling()
    play.say("nee niet boos op jou. man op stage zegt dat. en ik moet daar weg", "ervaring_werkvloer", story=True)
    assert "boos op jou" not in play.session["memory"]["verhaal"] and "man op stage zegt dat." in play.session["memory"]["verhaal"]


@pytest.mark.parametrize("line", ["op stage man zegt jij dom jij niet praat goed", "mijn baas zegt jij bent dom"])
def test_an_insult_by_another_is_told(line):
    assert line in heard(line, "beledigt_bot", aside=True).session["memory"]["verhaal"]


def test_an_insult_to_us_is_not():
    assert not heard("jij zegt steeds hetzelfde kut ding", "beledigt_bot", aside=True).session["memory"].get("verhaal")


def test_who_finds_it_hard_reads_the_short_card():
    play = heard("kan makkelijk praten?", "hulp_bot")
    assert play.effects[-1]["say"] == "luisteren.makkelijk"
    play.say("wie ziet dit", "privacy", aside=True)
    assert play.effects[-1]["say"] == "anders.privacy"


def test_a_reply_to_an_offer_tells_nothing():
    play = telling()
    before = play.session["memory"]["verhaal"]
    play.say("wat moet ik zeggen als ze dat doen", "reageren", aside=True)
    play.say("iets grappigs want anders denken ze van alles", "ervaring_werkvloer", story=True)
    assert "vragen_mens.zin_grappig" in [effect.get("say") for effect in play.effects]
    assert play.session["memory"]["verhaal"] == before


def test_what_was_a_question_is_answered_and_taken_out():
    play = telling()
    play.say("ik zit nog zonder plek. dat hulp van school", "buiten_onderwerp", near=("vragen_wet.school_zoekt_mee",))
    assert "zonder plek" in play.session["memory"]["verhaal"]
    play.say("ja dat was een vraag", "ja", aside=True)
    assert "vragen_wet.school_zoekt_mee" in [effect.get("say") for effect in play.effects]
    assert "zonder plek" not in play.session["memory"]["verhaal"]


def test_yes_to_more_asks_for_it():
    play = telling()
    play.say("en de kok doet het ook op stage", "ervaring_werkvloer", story=True)
    play.say("ja", "ja", aside=True)
    assert play.effects[-1]["say"] == "vertellen.gehoord" and play.session["now"][-1]["flow"] == "vertellen"
    assert play.effects[-1]["text"] in {CONVERSATION.flows["vertellen"].words[key].text for key in ("gehoord_ja", "gehoord_ja_2")}


@pytest.mark.parametrize(
    ("line", "intent"),
    [
        ("school doet toch geen fuck", "melden_zinloos"),
        ("kk school doet toch geen reet", "melden_zinloos"),
        ("dat die kk gast z'n bek houdt. als ik wat zeg ben ik me stage kwijt toch", "bang_gevolgen"),
        ("fuck als ik wat zeg vlieg ik eruit", "bang_gevolgen"),
    ],
)
@pytest.mark.parametrize("gathers", [True, False])
def test_an_angry_fear_after_telling_gets_its_answer(gathers, line, intent):
    play = heard("kk zooi op die stage man", "emotie") if gathers else Play()
    play.say("de voorman noemt mij elke dag ali baba", "ervaring_werkvloer", story=True)
    play.say(line, intent)
    assert f"antwoorden.{intent}" in [effect.get("say") for effect in play.effects]
    assert line not in play.session["memory"]["verhaal"]


@pytest.mark.parametrize("line", ["laat ze mij maar bellen dan", "laat school me maar bellen", "ze moeten me maar gewoon bellen dan"])
def test_who_lets_them_call_is_asked_for_a_name(line):
    play = telling()
    assert play.say(line, "melden_vertrouwelijk", 0.98, aside=True)[-1] == "bellen.naam"


def test_who_finds_dutch_hard_reads_easy_words_while_telling():
    play = heard("hallo ik ben samuel. ik niet goed nederlands", "groet")
    for said in ("man op stage zegt jij dom", "en ik moet alleen eten. andere mensen samen eten", "altijd ik moet schoonmaken"):
        play.say(said, "ervaring_werkvloer", story=True)
        assert play.step == "vertellen.gehoord"
        assert play.effects[-1]["text"] in {
            section.text for key, section in CONVERSATION.flows["vertellen"].words.items() if key.startswith("gehoord") and "_makkelijk" in key
        }
    asked = play.say("mijn baas weet dat?", "privacy", 0.33, aside=True, near=("vragen_melden.hoort_bedrijf_het", "vragen_mens.weet_het_niet"))
    assert asked[0].startswith("vragen_melden.hoort_bedrijf_het") or "hoort_bedrijf_het" in asked[0]


@pytest.mark.parametrize("said", ["14 winkels. 14 keer nee", "ik had nog maar 9 weken", "50 jaar, zij-instromer, ict beheer"])
def test_a_statement_of_which_nothing_is_understood_is_heard_and_not_guessed_at(said):
    play = Play()
    assert play.say(said, "buiten_onderwerp", 0.4)[-1].startswith("vertellen.gehoord")
    assert play.session["memory"]["verhaal"] == said


def test_what_may_be_a_wish_is_not_taken_for_a_statement():
    assert Play().say("iets waar hij rustig bij blijft", "reageren", 0.4, near=("vragen_mens.zin_rustig",))[-1] == "systeem.bedoel_je"
    assert Play().say("ik ga zo naar de sportschool", "buiten_onderwerp", 0.95)[-1].startswith("antwoorden.buiten_onderwerp")
