"""The crisis card, when somebody does not tap but types: the answer fits, nobody is held there, nothing is sent by itself. Refuses nlu."""

from __future__ import annotations

from itertools import pairwise

import pytest

from flows.card import CRISIS
from flows.loader import CONTENT
from tests.flows.playing import CONVERSATION, Play

SAID = {
    "Ik wil de politie vragen wat ik moet doen": "vragen_crisis.politie_vragen",
    "moet ik morgen nog gaan": "vragen_crisis.morgen_gaan",
    "Bellen vind ik eng. Kan ik ook chatten?": "vragen_crisis.liever_chatten",
    "geef je dit automatisch door aan school?": "vragen_crisis.geef_je_door",
    "gaan jullie hem dan bellen??": "systeem.kaart_hoort_hij_het",
    "Ik wil praten met iemand die er iets van weet, geen algemeen praatje": "systeem.kaart_wie_weet_hiervan",
    "lees jij dit of een mens": "systeem.kaart_leest_mens",
    "weet niet": "systeem.kaart_weet_niet",
    "mijn zusje is thuis": "systeem.kaart_niet_alleen",
    "nee nu ben ik thuis": "systeem.kaart_veilig",
}


def on_card(kind: str | None = None, under: bool = True) -> Play:
    play = Play()
    if under:
        play.say("ze lachen elke dag om mijn accent op stage", "ervaring_werkvloer", story=True)
    play.say("ik zie het echt niet meer zitten", "crisis", crisis=True)
    assert play.step == "crisis.kaart"
    if kind:
        play.press(kind)
    return play


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("kind", [None, "zelfdoding", "gevaar", "aangeraakt", "thuis"])
def test_what_is_said_on_the_card_is_answered_and_the_numbers_stay(kind, said):
    play = on_card(kind)
    there = play.step
    answer, after = play.say(said, "privacy", 0.9)
    assert answer in (SAID[said], f"{SAID[said]}_{kind}") and after == there
    assert "112" in play.text


@pytest.mark.parametrize("kind", [None, "zelfdoding", "gevaar", "aangeraakt", "thuis"])
def test_who_wants_back_to_the_stage_gets_there_from_every_step_of_the_card(kind):
    assert on_card(kind).say("Ik wil terug naar de stage.", "terug", 0.2) == ["crisis.weer", "vertellen.gehoord"]
    assert on_card(kind, under=False).say("kan ik ook gewoon over stage praten?", "stage_zoeken", 0.2) == [
        "crisis.weer",
        "systeem.welkom_kort",
        "systeem.na_kaart",
    ]


@pytest.mark.parametrize("kind", [None, "zelfdoding", "gevaar"])
def test_who_goes_on_about_something_else_is_not_held_there(kind):
    play = on_card(kind)
    play.say("ze laten me ook nooit met klanten praten", "ervaring_werkvloer", story=True)
    if play.step != "vertellen.gehoord":
        assert play.say("en ik mag nooit mee met pauze", "ervaring_werkvloer", story=True)[0] == "systeem.kaart_verder"
    assert play.step == "vertellen.gehoord"


@pytest.mark.parametrize(
    "said", ["ik ben niet veilig", "het was geen grapje", "ben thuis maar hij staat buiten", "mijn zusje is thuis bij hem", "ja"]
)
def test_what_only_looks_like_good_news_is_not_heard_as_good_news(said):
    play = on_card()
    play.say(said, "onbekend", 0.3)
    assert not {"systeem.kaart_veilig", "systeem.kaart_niet_alleen", "crisis.weer"} & set(play.said)
    assert play.step == "crisis.kaart"


def test_new_danger_said_with_good_news_is_heard_first():
    play = on_card()
    assert play.say("ik ben thuis, ik heb pillen geslikt", "crisis", crisis=True, crisis_kind="zelfdoding") == ["crisis.zelfdoding"]


def test_a_time_typed_at_the_call_back_goes_with_it_and_no_number_is_no_number():
    play = on_card("zelfdoding")
    play.press("bellen")
    assert play.say("mijn moeder weet dat") == ["crisis.geen_nummer", "crisis.bel_mij"]
    assert play.say("06 12345678") == ["crisis.bel_zeker"]
    play.say("morgen graag, na drie uur", "herinnering", 0.9)
    assert play.step == "crisis.bel_zeker" and "na drie uur" in play.text and "06 12345678" in play.text
    play.say("laat maar")
    assert play.said[0] == "besturing.kaart_weg"


def test_letting_it_be_after_the_card_is_no_curt_end():
    play = on_card(under=False)
    assert play.say("laat maar") == ["besturing.kaart_weg"] and "113" in play.text and "112" in play.text
    assert play.say("laat maar") == ["besturing.kaart_weg"]
    assert Play().say("laat maar")[-1] == "besturing.niets_bezig"


def test_a_worry_beside_small_talk_is_not_sent_away():
    play = Play()
    assert play.say("ik spring nog eens uit het raam van dat verslag", "buiten_onderwerp", 0.9, crisis_doubt=True)[-1] == "systeem.zacht"
    assert play.say("nog steeds trouwens", "buiten_onderwerp", 0.9, crisis_doubt=True) == ["systeem.zacht_weer"]


def test_every_word_list_of_the_card_leads_somewhere():
    lists = set(CONVERSATION.words["besturing"]["kaartwoorden"].labels) - {"niet", "niets_ernstigs"}  # these two answer nothing by themselves
    options = set(CONVERSATION.flows["crisis"].steps["kaart"].options)
    answers = set(CONVERSATION.words["vragen_crisis"]) | {key.removeprefix("kaart_") for key in CONVERSATION.words["systeem"]}
    answers |= {key.removesuffix(f"_{kind}") for key in answers for kind in CRISIS.values()}  # some have words for one kind of help only
    assert CONTENT.exists() and lists <= options | answers
    assert "bellen" in answers  # also where school cannot be reached


@pytest.mark.parametrize("kind", ["gevaar_nu", "dreigt", "seksueel_geweld", "thuis"])
def test_what_fits_comes_first_with_112_and_113_stands_under_it(kind):
    play = Play()
    assert play.say("dit gaat mis", "crisis", crisis=True, crisis_kind=kind) == ["crisis.kaart"]
    assert "Bel 112" in play.text or "Bel nu 112" in play.text
    assert play.text.index("112") < play.text.index("113") and any(data.endswith(":zelfdoding") for data in play.buttons)


def test_who_clears_the_screen_is_not_greeted_on_it():
    play = Play()
    assert play.say("ik wil dood", "crisis", crisis=True) == ["crisis.kaart"]
    assert "systeem.welkom_kort" not in play.say("weg")


def test_a_stranger_in_danger_is_greeted_when_the_card_is_gone():
    play = Play()
    assert play.say("ik wil dood", "crisis", crisis=True) == ["crisis.kaart"]
    assert play.say("laat maar") == ["besturing.kaart_weg"]
    assert play.say("wat doe jij", "uitleg_gronden", 0.9)[0] == "systeem.welkom_kort"
    assert "systeem.welkom_kort" not in play.say("en nu", "uitleg_gronden", 0.9)


def test_who_has_no_report_and_seems_to_ask_for_it_stays_on_the_card():
    assert on_card("zelfdoding").say("ik heb er nog met niemand over gepraat", "status_melding")[-1].startswith("crisis.")


@pytest.mark.parametrize("intent", [one for one in CONVERSATION.off_card if one != "status_melding"])
def test_a_clear_wish_leaves_the_card_at_once_and_the_numbers_stay(intent):
    play = on_card()
    assert play.say("dit wil ik graag van je", intent)[0] == "systeem.kaart_verder"
    assert "112" in play.text and "113" in play.text
    assert on_card().say("dit wil ik graag van je", intent, crisis_doubt=True)[-1] == "crisis.kaart"
    assert on_card().say("dit wil ik graag van je", intent, 0.5)[-1] == "crisis.kaart"


@pytest.mark.parametrize("kind", [None, "zelfdoding", "gevaar", "aangeraakt", "thuis"])
def test_the_same_words_are_never_said_twice_in_a_row_on_the_card(kind):
    play = on_card(kind)
    for said in ("ik tril nog", "hij is nog daar", "tja"):
        told = [play.say(said, "emotie", 0.9)[0] for _ in range(4)]
        assert all(one != other for one, other in pairwise(told)), told
        assert "112" in play.text


def test_who_asked_to_be_called_and_types_no_number_is_not_held_there():
    play = on_card("bellen")
    assert play.say("ik ben zo moe", "emotie", 0.9) == ["crisis.geen_nummer", "crisis.bel_mij"]
    assert play.say("het is me te veel", "emotie", 0.9)[-1] == "crisis.kaart"
    play = on_card("bellen")
    assert play.say("de politie is er nu", "externe_hulp", 0.9) == ["systeem.kaart_geholpen", "crisis.kaart"]


@pytest.mark.parametrize(
    ("said", "answer"), [("ik ben 17 ja", "onder_18"), ("bijna 18", "onder_18"), ("ben 18", "vanaf_18"), ("ik ben 24", "vanaf_18")]
)
def test_a_figure_says_what_holds_from_that_age(said, answer):
    for question in ("vragen_mens.onder_18", "vragen_mens.vanaf_18", None):
        play = on_card()
        assert play.say(said, "buiten_onderwerp", 0.4, question=question)[0] == f"vragen_mens.{answer}_bij_crisis"
        assert ("Kindertelefoon" in play.text) == (answer == "onder_18")


def test_one_no_is_an_answer_to_the_card_and_two_put_it_away():
    play = Play()
    play.say("hij staat voor me met een mes", "crisis", crisis=True, crisis_kind="gevaar_nu")
    assert play.say("nee", "nee")[-1] == "crisis.kaart"
    assert play.say("nee", "nee")[0] == "crisis.weer"


def test_who_is_in_danger_keeps_the_card_when_little_is_understood():
    play = Play()
    play.say("hij staat voor me met een mes", "crisis", crisis=True, crisis_kind="gevaar_nu")
    for said in ("ze lopen rond", "en nog een", "tja"):
        assert play.say(said, "omstander", 0.54)[-1] == "crisis.kaart"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("ik ga mn zus appen of ze komt", "kaart_komt"),
        ("mijn moeder is er nu", "kaart_is_er"),
        ("het zakt een beetje", "kaart_rustiger"),
        ("ben alleen thuis. ga niks doen denk ik", "kaart_alleen"),
        ("ik ben gewoon zo moe", "kaart_moe"),
        ("daar vroeg ik niet om", "kaart_verkeerd"),
        ("dat zei hij he, niet ik", "kaart_zeiden_zij"),
        ("moet ik 112 bellen als ik het niet zeker weet?", "kaart_mag_112"),
    ],
)
def test_on_the_card_what_is_said_is_answered(said, answer):
    play = on_card()
    assert play.say(said, "privacy", 0.6, question="vragen_melden.ouders") == [f"systeem.{answer}", "crisis.kaart"]
    assert "112" in play.text and "113" in play.text


def test_who_was_called_in_may_come_and_be_there():
    play = on_card()
    assert play.say("ik heb mn vriendin geappt", "omstander", 0.5)[0] == "systeem.kaart_komt"
    assert play.say("ze komt eraan", "emotie", 0.5)[0] == "systeem.kaart_komt_weer"
    assert play.say("ze is er", "emotie", 0.5)[0] == "systeem.kaart_is_er"


def test_who_says_that_it_is_calmer_is_heard_beside_who_comes():
    play = on_card()
    play.say("ik ga mn zus appen of ze komt", "omstander", 0.5)
    assert play.say("ze komt eraan. voel me wel iets rustiger", "emotie", 0.9, crisis_doubt=True)[0] == "systeem.kaart_komt_rustiger"
    assert "bang voor wie" not in play.text


@pytest.mark.parametrize("said", ["gaat wel. mn zus blijft slapen", "mijn vriendin blijft vannacht bij me", "ik slaap bij mn tante"])
def test_who_stays_the_night_is_good_news(said):
    play = on_card(under=False)
    assert play.say(said, "emotie", 0.4)[0] == "systeem.kaart_blijft"
    play.press("terug")
    assert play.say(said, "emotie", 0.4)[:2] == ["systeem.kaart_blijft", "crisis.weer"]


def test_a_doubt_that_is_not_understood_gets_only_the_caring_question():
    play = Play()
    said = play.say("ik trek het niet meer", "emotie", 0.43, crisis_doubt=True, near=("vragen_mens.wegblijven",))
    assert said[-1] == "systeem.zacht_gevoel" and "systeem.bedoel_je" not in said


@pytest.mark.parametrize("said", ["mijn vader komt eraan", "mijn broer is er nu"])
def test_who_comes_where_home_is_not_safe_is_no_good_news(said):
    play = Play()
    play.say("mijn vader slaat me", "crisis", crisis=True, crisis_kind="thuis")
    assert not {"systeem.kaart_komt", "systeem.kaart_is_er"} & set(play.say(said, "crisis", crisis=True, crisis_kind="thuis"))


def test_good_news_is_heard_also_when_the_card_is_gone():
    play = on_card()
    play.press("terug")
    assert play.say("nee het gaat juist beter, mn zus is er nu", "nee", 0.7, aside=True)[:2] == ["systeem.kaart_is_er", "crisis.weer"]
    assert play.step == "vertellen.gehoord" and "113" in play.text


@pytest.mark.parametrize("kind", ["gevaar", "aangeraakt", "thuis", "zelfdoding"])
def test_the_button_of_what_was_said_stands_foremost(kind):
    play = Play()
    play.say("dit gaat mis", "crisis", crisis=True, crisis_kind={one: nlu for nlu, one in CRISIS.items()}[kind])
    assert play.buttons[0].endswith(f":{kind}")


def test_what_others_said_to_them_is_answered_as_that_and_kept():
    play = Play()
    said = "ze zeiden elke dag dat niemand mij zou missen"
    assert play.say(said, "ervaring_werkvloer", 0.7, story=True, crisis=True) == ["crisis.kaart"]
    assert play.text.startswith("Wat erg dat ze dat") and "112" in play.text and "113" in play.text
    assert play.session["memory"]["verhaal"] == said
    enough = "nee ik denk er nu niet aan, dat zeiden zij. ik wou t alleen ff kwijt"
    assert play.say(enough, "ervaring_zoeken", 0.3, story=True)[0] == "systeem.kaart_genoeg"


def touched() -> Play:
    play = Play()
    play.say("mn leidinggevende legde gister zn hand op mn heup", "grens", 1.0, story=True, crisis=True, crisis_kind="seksueel_geweld")
    return play


def test_who_was_touched_hears_what_they_ask():
    play = touched()
    assert play.say("ik verstijfde gewoon. en vorige week ook al", "status_melding", 0.4)[0] == "systeem.kaart_verstijfd_aangeraakt"
    assert "ik verstijfde gewoon" in play.session["memory"]["verhaal"]
    assert play.say("ik moet morgen weer werken met hem en ik durf niet", "afscheid", 0.8)[0] == "vragen_crisis.morgen_gaan_aangeraakt"
    said = "nee ik denk niet aan zelfmoord. ik wil gewoon weten wat ik morgen moet doen"
    assert play.say(said, "crisis", 1.0, crisis=True, crisis_kind="zelfdoding")[0] == "vragen_crisis.morgen_gaan_aangeraakt_weer"
    assert play.say("wat kan ik tegen hem zeggen", "reageren", 1.0)[0] == "systeem.kaart_wat_zeggen_aangeraakt"
    assert play.step == "crisis.kaart"


def test_the_same_is_answered_beside_the_card():
    play = Play()
    assert play.say("vorige week lag zijn hand op mijn been", "grens", 1.0, story=True)[-1] == "grens.begin"
    assert play.say("ik zei niks", "nee", 0.7) == ["systeem.kaart_verstijfd_aangeraakt", "grens.begin"]
    assert play.say("wat moet ik morgen doen", "reageren", 0.5) == [
        "vragen_crisis.morgen_gaan_aangeraakt",
        "crisis.kaart_opnieuw_aangeraakt",
        "grens.begin",
    ]
    play = Play()
    play.turn(entry="vertellen")
    asked = "mn leidinggevende legt zn hand op mn heup en ik moet morgen weer. wat kan ik tegen hem zeggen"
    assert play.say(asked, "reageren", 1.0, story=True)[0] == "systeem.kaart_wat_zeggen_aangeraakt"
    assert play.session["memory"]["verhaal"] == "mn leidinggevende legt zn hand op mn heup en ik moet morgen weer"


def test_a_worry_about_another_is_answered_by_what_is_asked():
    play = Play()
    play.say("ik wil dood zei hij", "crisis", crisis=True, crisis_kind="zelfdoding")
    said = "nee niet ik. hij. moet ik 112 bellen als ik het niet zeker weet?"
    assert play.say(said, "crisis", crisis=True, crisis_kind="zelfdoding")[0] == "systeem.kaart_mag_112_ander"
    assert play.say("het gaat om mijn VRIEND. wat moet ik zeggen als hij wel opneemt", "reageren")[0] == "systeem.kaart_wat_zeggen_ander"
    assert play.say("ze is rustiger nu, mijn moeder zit bij haar", "omstander", 0.5)[0] == "systeem.kaart_rustiger_ander"


@pytest.mark.parametrize("said", ["haal dit gesprek weg", "gooi dit weg", "haal alles weg voor hij het ziet"])
def test_who_is_not_safe_at_home_has_the_talk_off_the_screen_at_once(said):
    play = Play()
    play.say("mijn vader slaat me", "crisis", crisis=True, crisis_kind="thuis")
    play.say(said, "intrekken", 0.9)
    assert {"hide": True} in play.effects
    play = on_card()
    play.say(said, "intrekken", 0.9)
    assert {"hide": True} not in play.effects


def test_a_mail_address_in_the_place_of_a_number_is_heard():
    mail = "kevin.dvs@gmail.com"
    found = ((0, len(mail), "EMAIL"),)
    play = Play()
    play.turn(entry="bellen")
    play.say("kevin", "buiten_onderwerp", 0.3)
    assert play.say("mail is genoeg", "geen_bewijs", 0.5) == ["systeem.kaart_mailen_weer"]
    play.say(f"{mail} mailen dus niet bellen", "nee", 0.7, identifying=found)
    assert play.step == "melden.lezers" and play.session["now"][0]["slots"]["naam"] == f"kevin, {mail}"
    play = on_card("bellen")
    assert play.say(mail, "buiten_onderwerp", 0.3, identifying=found)[0] == "systeem.kaart_verder"
    assert "112" in play.text and play.step == "melden.lezers" and not play.done


def test_a_threat_in_anger_is_answered_and_is_no_story():
    play = Play()
    play.say("die voorman noemt mij elke dag ali baba", "ervaring_werkvloer", 0.9, story=True)
    assert play.say("ik sla m op zn bek als ie nog 1x wat zegt", "beledigt_bot", 0.3, story=True)[0] == "systeem.heet_hoofd"
    assert "112" in play.text and "bek" not in play.session["memory"]["verhaal"]
    assert play.say("ja ik meen het", "ja", 0.9)[0] == "systeem.heet_hoofd_weer"
    assert play.say("nee tuurlijk doe ik dat niet echt maar ik ben er klaar mee", "nee", 0.8, aside=True)[0] == "systeem.heet_hoofd_niet"
    assert play.say("man ik ben er zo klaar mee", "nee", 0.9, aside=True)[0] == "systeem.heet_hoofd_klaar"
    assert play.step == "vertellen.gehoord"
    play = Play()
    play.say("hij noemt me steeds aap. ik sla m op zn bek", "ervaring_werkvloer", 0.9, story=True)
    assert play.session["memory"]["verhaal"] == "hij noemt me steeds aap"
    play = Play()
    play.say("ik ga die chef in elkaar slaan", "crisis", crisis=True, crisis_kind="dreigt")
    assert play.say("nee joh doe ik niet echt", "nee", 0.8)[0] == "systeem.kaart_doe_ik_niet_dreigt"


def test_who_cannot_say_it_hears_that_another_may():
    play = Play()
    play.say("een mevrouw op mn stage zei iets over mn kleur", "ervaring_werkvloer", 0.9, story=True)
    said = play.say("ze is een oude mevrouw, ik moet haar wassen. durf niet zo goed", "omstander", 0.3, story=True)
    assert said[0] == "luisteren.hoor_durft_klant" and "oude mevrouw" in play.session["memory"]["verhaal"]
    assert play.say("durf t gewoon niet te zeggen tegen haar", "omstander", 0.6, story=True)[0] == "luisteren.hoor_durft"
    assert play.say("kan iemand anders t tegen haar zeggen ofzo", "reageren", 0.9, story=True)[0] == "vragen_mens.ander_zegt_het"
    assert "iemand anders" not in play.session["memory"]["verhaal"]


def test_a_parent_is_not_told_of_touch_on_a_guess():
    play = Play()
    play.say("Ik ben de moeder van een student. Mijn zoon komt zijn kamer niet meer uit", "omstander", 0.8, story=True)
    assert play.say("Hij zit de hele dag op zijn kamer en eet niet", "grens", 0.5, story=True) == ["antwoorden.ouder_zorg"]


@pytest.mark.parametrize("threat", ["morgen zie ik m weer dan is ie nog niet jarig", "als ik hem tegenkom breek ik wat bij hem"])
def test_a_threat_in_other_words_is_answered_and_the_wish_beside_it_is_heard(threat):
    play = Play()
    play.say("die voorman noemt mij elke dag ali baba", "ervaring_werkvloer", 0.9, story=True)
    assert play.say(threat, "stage_weg", 0.2)[0] == "systeem.heet_hoofd"
    assert "112" in play.text and threat not in play.session["memory"]["verhaal"]
    said = play.say(f"ik meen het, {threat}, ik wil dat iemand van school mij belt", "melden_vertrouwelijk", 0.6)
    assert said[0] == "systeem.heet_hoofd_weer" and play.step == "bellen.naam"


def test_who_comes_back_from_the_card_is_not_asked_again_what_happened():
    play = Play()
    play.say("kan ik hier iets vertellen", "hulp_bot", question="vragen_bot.hoort_dit_hier")
    play.turn(entry="vertellen")
    play.say("mn leidinggevende legde zn hand op mn heup", "grens", story=True, crisis=True, crisis_kind="seksueel_geweld")
    assert play.step == "crisis.kaart"
    play.press("terug")
    assert play.step.startswith("vertellen.") and "staat er nog" in play.text and "Vertel maar" not in play.text


def test_what_to_do_when_it_happens_again_is_not_the_answer_about_tomorrow():
    play = Play()
    play.say("vorige week lag zijn hand op mijn been", "grens", 1.0, story=True)
    assert play.say("wat doe ik als hij het weer doet", "reageren", 0.5)[0] == "systeem.kaart_als_het_weer_aangeraakt"
    assert play.say("wat moet ik morgen doen", "reageren", 0.5)[0] == "vragen_crisis.morgen_gaan_aangeraakt"
    play.say("ok", "ja")
    assert play.say("en moet ik morgen gaan dan", "reageren", 0.5)[0] == "vragen_crisis.morgen_gaan_aangeraakt_weer"


def test_the_numbers_stand_once_under_what_is_asked():
    play = Play()
    play.say("vorige week lag zijn hand op mijn been", "grens", 1.0, story=True)
    play.say("wat moet ik morgen doen", "reageren", 0.5)
    assert play.text.count("112") == 1 and play.text.count("113") >= 1
