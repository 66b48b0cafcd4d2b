"""Who to reach: 112 and 113 always, the rest only while somebody has checked it. Refuses a number that nobody confirmed in time."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.check import broken, check
from flows.check.first_help import BOTH, DANGER
from flows.contacts import ALWAYS, overdue, read_contacts
from flows.loader import CONTENT, GESPREKKEN, load
from flows.words import ContentError
from tests.flows.playing import CONVERSATION, Play

CONTACTS = CONTENT / "contacten.yml"
LONG_AFTER = datetime(2036, 1, 7, 9, tzinfo=UTC)


@pytest.fixture
def content(tmp_path) -> Path:
    """The real words, to make a mistake in."""
    return shutil.copytree(CONTENT, tmp_path / "nl")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name} any more"
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("number", ALWAYS)
def test_112_and_113_cannot_be_removed_changed_or_left_without_a_number(content, number):
    for old, new in (
        (f'"{number}":\n', f'"{number}-uit":\n'),
        (f'nummer: "{number}"', 'nummer: "0900-0000"'),
        (f'  nummer: "{number}"\n', ""),
    ):
        shutil.copy(CONTACTS, content)
        change(content / "contacten.yml", old, new)
        with pytest.raises(ContentError, match=f"'{number}' moet er zijn, met nummer {number}"):
            load(GESPREKKEN, content)


def test_112_and_113_are_shown_also_when_nobody_checked_them_for_ten_years():
    play = Play()
    play.now = LONG_AFTER
    assert play.say("ik wil er niet meer zijn", crisis=True)[-1] == "crisis.kaart"
    assert "Bel 112." in play.text and "Bel 113 of chat op 113.nl." in play.text


@pytest.mark.parametrize(("flow", "key"), [(flow, key) for cards in (BOTH, DANGER) for flow, keys in cards.items() for key in keys])
def test_a_bot_does_not_start_when_a_card_for_danger_loses_its_number(content, flow, key):
    change(content / f"{flow}.md", "{contact_112}", "de politie")
    problems = [str(problem) for problem in broken(load(GESPREKKEN, content))]
    assert any(f"bij '{key}' moet altijd" in problem and problem.startswith(f"{flow}.md:") for problem in problems)


def test_of_an_overdue_contact_a_student_reads_only_the_name():
    play = Play()
    play.turn(entry="hulp")
    play.press("buiten")
    assert "0800-0880" in play.text and "0800-0432" in play.text
    late = Play()
    late.now = LONG_AFTER
    late.turn(entry="hulp")
    late.press("buiten")
    assert "zoek online op Discriminatie.nl" in late.text and "zoek online op Kindertelefoon" in late.text
    assert "0800" not in late.text and "kindertelefoon.nl" not in late.text


def test_a_contact_is_good_until_its_day_and_the_day_itself():
    until = CONVERSATION.contacts["contact_csg"].until
    for when, shown in ((until, True), (date.fromordinal(until.toordinal() + 1), False)):
        play = Play()
        play.now = datetime(when.year, when.month, when.day, 12, tzinfo=UTC)
        play.turn(entry="nu")
        play.press("aangeraakt")
        assert ("0800-0188" in play.text) is shown


def test_the_editor_and_the_operator_are_told_which_contacts_are_overdue():
    late = [str(problem) for problem in overdue(CONTACTS, LONG_AFTER.date())]
    assert len(late) == len(read_contacts(CONTACTS))
    assert all("opnieuw gecontroleerd" in problem for problem in late)
    assert set(late) <= {str(problem) for problem in check(LONG_AFTER.date())}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('nummer: "0900-8844"', "nummer: 09008844", "het nummer is geen telefoonnummer"),
        ('nummer: "0900-8844"', 'nummer: "bel de wijkagent"', "het nummer is geen telefoonnummer"),
        ("controleren_voor: 2027-05-21", "controleren_voor: volgend jaar", "geen datum als JJJJ-MM-DD"),
    ],
)
def test_a_contact_that_cannot_be_trusted_stops_the_start_with_its_line(content, old, new, said):
    change(content / "contacten.yml", old, new)
    with pytest.raises(ContentError, match=rf"contacten.yml:\d+: contact .*{said}"):
        load(GESPREKKEN, content)
