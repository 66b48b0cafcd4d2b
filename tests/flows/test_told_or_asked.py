"""Who tells or decides something and asks nothing is heard, and gets no buttons with guesses. Refuses to load a model."""

from __future__ import annotations

import pytest

from tests.flows.playing import Play

STORY = "ze noemen me elke dag aap op mijn stage"
WEAK = {"near": ("vragen_wet.opleiding_niveau", "vragen_mens.vanaf_18"), "nearest": 0.05}


def told() -> Play:
    play = Play()
    play.say(STORY, "ervaring_werkvloer", story=True)
    return play


def offers(play: Play) -> bool:
    return any(":?" in data for data in play.buttons)


@pytest.mark.parametrize(
    ("line", "intent", "chance", "more"),
    [
        ("ben 31 en begin opnieuw want school lukte vroeger nooit", "mentor_info", 0.2, WEAK),
        ("ik had dit jaar nog maar zes weken te gaan", "herinnering", 0.3, WEAK),
        ("mag niet op de kraan van die opzichter want ik ben een meid", "intrekken", 0.32, WEAK),
        ("maandag zei ik het en dinsdag stond mijn kluisje leeg", "niet_geloofd", 0.35, {"story": True}),
        (
            "het is in de winkel bij de kassa van mijn stage",
            "wie_vertrouwenspersoon",
            0.86,
            {"near": ("vragen_bot.stelt_zich_voor",), "nearest": 0.3},
        ),
        ("ik heb epilepsie en moet om drie uur mijn pillen hebben", "buiten_onderwerp", 0.75, {"grounds": ("handicap",)}),
    ],
)
def test_a_statement_is_heard_as_told_and_asks_for_no_guess(line, intent, chance, more):
    play = Play()
    play.say(line, intent, chance, **more)
    assert play.step == "vertellen.gehoord" and not offers(play)
    assert play.session["memory"]["verhaal"] == line


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("geldt het ook voor iemand van 31 die opnieuw begint?", WEAK),
        ("ben 31 en begin opnieuw want school lukte vroeger nooit", {**WEAK, "nearest": 0.3}),
    ],
)
def test_a_question_or_what_looks_much_like_one_is_still_asked_about(line, more):
    play = Play()
    play.say(line, "mentor_info", 0.2, **more)
    assert offers(play) and "verhaal" not in play.session["memory"]


@pytest.mark.parametrize(
    "line", ["ik moet die balie wel doen voor mijn proeve", "misschien moet ik er gewoon tegen kunnen", "ik ben dat reizen zo zat"]
)
def test_behind_what_was_told_a_sigh_is_more_of_it(line):
    play = told()
    play.say(line, "buiten_onderwerp", 0.9, aside=True, near=("vragen_melden.stage_en_diploma",), nearest=0.06)
    assert play.said == ["vertellen.gehoord"] and line in play.session["memory"]["verhaal"]


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("jij snapt er ook niks van vind ik", {}),
        ("ik wil niet dat mijn ouders het horen", {"near": ("vragen_melden.ouders",), "nearest": 0.06}),
        ("moet ik die balie echt doen dan?", {"near": ("vragen_mens.weigeren",), "nearest": 0.06}),
    ],
)
def test_what_is_said_to_us_or_must_stay_secret_goes_along_in_no_story(line, more):
    play = told()
    play.say(line, "buiten_onderwerp", 0.9, aside=True, **more)
    assert play.session["memory"]["verhaal"] == STORY


@pytest.mark.parametrize("line", ["ik vind het wat moeilijk om erover te beginnen", "er moet iets van mijn hart maar niet naar school"])
def test_who_only_begins_gets_room(line):
    play = Play()
    assert play.say(line, "reageren", 0.4, near=("vragen_bot.wil_iets_zeggen",), nearest=0.16)[-1] == "vragen_bot.wil_iets_zeggen"


def test_who_was_answered_once_about_a_headscarf_need_not_name_it_again():
    play = Play()
    play.say("mag een winkel zeggen dat mijn hoofddoek af moet?", "rechten_school", question="vragen_wet.hoofddoek", grounds=("godsdienst",))
    play.say("de klant wil dat niet zei hij tegen mij", "ervaring_werkvloer", story=True)
    assert play.say("dus mag dat nou of niet", "is_dit_discriminatie", asks=True, aside=True)[0] == "antwoorden.om_je_geloof"
    said = play.say("en als ik nee zeg, sturen ze me dan weg?", "bang_gevolgen", asks=True, aside=True, question="vragen_wet.stoppen_of_ontslag")
    assert said[0] == "vragen_wet.stoppen_of_ontslag_godsdienst"


def test_who_asks_about_a_headscarf_in_general_told_nothing_of_it():
    play = Play()
    play.say("mag een winkel een hoofddoek verbieden?", "rechten_school", question="vragen_wet.hoofddoek", grounds=("godsdienst",))
    assert "gronden" not in play.session["memory"]
