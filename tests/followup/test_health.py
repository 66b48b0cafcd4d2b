"""What the operator is shown: reminders that stopped, mail that goes nowhere. Refuses nothing: a command's words are checked, not its inside."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import time_machine
from click.testing import CliRunner

from bot.commands.health import health
from bot.store.due import MOST_ATTEMPTS
from bot.wire import ROOT, build
from tests.golden import give_keys


def test_a_reminder_that_stopped_is_shown_and_set_going_again(tmp_path: Path):
    parts = build(tmp_path, ROOT / "config.yml", None, {}, movable=True)
    give_keys(parts)
    now = parts.clock.now()
    case = parts.store.cases.file("naam", {"verhaal": "geheim"}, ["vertrouwenspersoon", "vervanger"], now)
    parts.store.due.plan("recipient_first_answer", case, now)
    for attempt in range(MOST_ATTEMPTS):
        row = parts.store.due.claim(now + timedelta(hours=attempt))
        parts.store.due.failed(row.id, "Stuk", now + timedelta(hours=attempt))
    parts.close()
    shown = CliRunner().invoke(health, ["--data", str(tmp_path)])
    assert shown.exit_code == 1
    assert "vastgelopen: recipient_first_answer" in shown.output
    assert case not in shown.output and "geheim" not in shown.output
    assert CliRunner().invoke(health, ["--data", str(tmp_path), "--opnieuw"]).exit_code == 0
    again = CliRunner().invoke(health, ["--data", str(tmp_path)])
    assert (again.exit_code, "verder alles in orde" in again.output) == (0, True), again.output


def test_contacts_that_nobody_checked_in_time_are_shown_and_make_it_ill(tmp_path: Path):
    parts = build(tmp_path, ROOT / "config.yml", None, {}, movable=True)
    give_keys(parts)
    parts.close()
    with time_machine.travel("2036-01-07 09:00:00+00:00", tick=False):
        shown = CliRunner().invoke(health, ["--data", str(tmp_path)])
    assert shown.exit_code == 1
    assert "contact 'csg' moest voor" in shown.output and "verder alles in orde" not in shown.output
