"""Each rule of `flows check` is shown failing: on a copy of the real conversations with one mistake in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from flows.check import check
from flows.draw import draw
from flows.loader import CONTENT, GESPREKKEN, load

TODAY = date(2026, 11, 21)


@pytest.fixture
def copy(tmp_path):
    """The real flows and words, to make a mistake in."""
    shutil.copytree(GESPREKKEN, tmp_path / "gesprekken")
    shutil.copytree(CONTENT, tmp_path / "nl")
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name} any more: choose another mistake"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_conversations_as_they_are_have_no_problems():
    assert check(date.today()) == []


MISTAKES = [
    ("gesprekken/hulp.yml", "school: school", "school: zolder", "gaat naar 'zolder', maar die stap is er niet"),
    ("gesprekken/hulp.yml", "nu: start crisis", "nu: start paniek", "begint 'paniek', maar dat gesprek is er niet"),
    ("gesprekken/welkom.yml", "start: menu", "start: deur", "begint bij 'deur', maar die stap is er niet"),
    ("gesprekken/status.yml", "    next: zeker", "    next: klaar", "stap 'zeker' wordt nooit bereikt"),
    ("gesprekken/melden.yml", "  niet_nu:\n    say:\n    next: end", "  niet_nu:\n    say:", "loopt dood"),
    ("gesprekken/melden.yml", "    failed: mislukt", "    once: false", "loopt dood"),
    ("gesprekken/melden.yml", "when: cannot_report", "when: het_regent", "staat niet in flows/guards.py"),
    ("gesprekken/melden.yml", "notices: phase", "notices: weer", "merkt 'weer' op: dat kan alleen met"),
    ("gesprekken/code.yml", "{shared: true, passing: true}", "{passing: true}", "dat kan alleen als het shared is"),
    ("gesprekken/melden.yml", "slot: wens", "slot: wensje", "staat niet bij slots"),
    ("gesprekken/melden.yml", "wens: change wens", "wens: change hobby", "geen stap vraagt daarnaar"),
    ("gesprekken/melden.yml", "hears: {ja: goed, nee: weglaten}", "hears: {ja: prima}", "maar die keuze is er niet"),
    ("gesprekken/herkennen.yml", "call: geval", "call: gevallen_allemaal", "maar dat gesprek is er niet"),
    ("gesprekken/welkom.yml", "    choose:", "    say:\n    choose:", "2 werkwoorden"),
    ("gesprekken/welkom.yml", "    only:", "    alleen:", "'alleen' kent een stap niet"),
    ("gesprekken/welkom.yml", "start: menu", "begin: menu", "kent een gesprek niet"),
    ("gesprekken/nazorg.yml", "{ja: onthoud,", "{no: onthoud,", "leest YAML soms als waar of onwaar"),
    ("gesprekken/uitleg.yml", "  kaart:\n    choose", "  kaart: {\n    choose", "deze YAML is niet te lezen"),
    ("gesprekken/routes.yml", "oefenen: {start: herkennen}", "oefenen: {}", "leidt nergens heen"),
    ("gesprekken/routes.yml", "answer: privacy", "answer: geheim", "antwoordt met 'geheim', maar die tekst is er niet"),
    ("gesprekken/routes.yml", "{control: stop}", "{control: halt}", "noemt het stuurwoord 'halt'"),
    ("gesprekken/routes.yml", "fill: {vraag: gekozen}", "fill: {vraag: verder}", "'vertellen' vult 'vraag' met 'verder', en zo heet ook"),
    ("gesprekken/grens.yml", "with: {vraag: gekozen}", "with: {vraag: verder}", "stap 'begin' vult 'vraag' met 'verder', en zo heet ook"),
    ("gesprekken/routes.yml", "fill: {manier: anoniem}", "fill: {soort: anoniem}", "vult 'soort', maar 'melden' kent dat niet"),
    (
        "gesprekken/melden.yml",
        "    only: {leesbaar: has_choices}\n    sensitive: true",
        "    only: {leesbaar: has_choices}",
        "'controle' toont aanvulling, naam, verhaal en blijft",
    ),
    ("gesprekken/melden.yml", "antwoord_uiterlijk: {plain: true}", "antwoord_uiterlijk: {}", "'bon' toont antwoord_uiterlijk en blijft"),
    ("gesprekken/status.yml", "    single: true\n    sensitive: true", "    single: true", "'zaak' toont zaken en blijft"),
    ("gesprekken/nazorg.yml", "slot: gesproken\n    sensitive: true", "slot: gesproken", "'gesproken' toont zaak en blijft"),
    ("gesprekken/nieuws.yml", "locked: always\n", "locked: kept\n", "'nieuws' toont een melding, ook aan wie de telefoon vindt"),
    ("gesprekken/melden.yml", "locked: kept\n", "", "'melden' toont wat eerder verteld is, ook aan wie"),
    ("gesprekken/melden.yml", "locked: kept\n", "locked: soms\n", "'locked: soms' bestaat niet"),
    ("nl/antwoorden.md", "## groet_1\n", "## groet_1\n{zaken} ", "'groet_1' toont 'zaken', en blijft staan"),
    ("nl/hulp.md", "## school\nOp", "## schol\nOp", "stap 'school' heeft geen tekst"),
    ("nl/hulp.md", "## buiten\nDeze", "## zomaar\nHoi.\n\n## buiten\nDeze", "hoort bij geen stap"),
    ("nl/hulp.md", "## buiten", "## school\nHoi.\n\n## buiten", "staat hier twee keer"),
    ("nl/welkom.md", "### oefenen\nOefenen met situaties\noefenen\n", "", "ontbreekt de knop '### oefenen'"),
    ("nl/welkom.md", "### hulp", "### toeter\nToeter\n\n### hulp", "hoort bij geen keuze"),
    ("nl/welkom.md", "### hulp\nHulp", "### hulp\n", "geen tekst voor de knop"),
    ("nl/welkom.md", "Je mag ook gewoon typen.", "Je mag ook {grap} typen.", "'{grap}' in 'menu' wordt door niets ingevuld"),
    ("nl/besturing.md", "### weg\n", "### wegg\n", "het stuurwoord 'weg' ontbreekt"),
    ("nl/antwoorden.md", "### start\nMenu", "### maan\nMenu", "de knop 'maan' leidt naar geen ingang"),
    ("nl/bedoelingen.md", "## stage_weg", "## stage_kwijt", "staat niet bij intents"),
    ("nl/systeem.md", "## gesprek_melden", "## gesprek_meld", "'gesprek_melden' ontbreekt"),
    ("nl/vertellen.md", "Ik luister.", "Weet je het zeker?", "dat mag Stagemaat nooit zeggen"),
    ("nl/vertellen.md", "Ik luister.", "Ik luister naar " + "alles en " * 10 + "meer.", "hooguit 15"),
    ("nl/uitleg.md", "controleren voor: 2027-11-21", "controleren voor: 2026-01-01", "opnieuw gecontroleerd"),
    ("nl/uitleg.md", "; jaar: 2024", "", "ontbreekt: jaar"),
    ("nl/uitleg.md", "gecontroleerd: 2026-11-21", "gecontroleerd: vorige week", "geen JJJJ-MM-DD"),
    ("nl/vertellen.md", "Ik luister.", "Bij 24% ook.", "noemt een cijfer of jaar zonder bron"),
    ("nl/verboden.yml", "'weet je (\\w+ )?zeker dat'", "'weet je (zeker dat'", "dit patroon is niet te lezen"),
    ("nl/uitzonderingen.yml", "lijdend:", "kort:", "de regel 'kort' is er niet"),
    ("nl/uitzonderingen.yml", "lijdend:", "lijdend: ja\nkort:", "een dubbele punt en de reden"),
    ("nl/leeskopie.md", "## handelingen", "## daden", "het kopje '## handelingen' ontbreekt"),
    ("nl/leeskopie.md", "### can_report", "### kan_melden", "bij 'voorwaarden' ontbreekt 'can_report'"),
    ("nl/contacten.yml", "controleren_voor: 2027-05-21", "controleren_voor: 2026-05-21", "moest voor 2026-05-21 opnieuw gecontroleerd worden"),
    ("nl/contacten.yml", '  nummer: "113"', '  nummer: "0900-0113"', "contact '113' moet er zijn, met nummer 113"),
    ("nl/contacten.yml", "  bron: domain.md sectie 3 (gratis", "  bronnen: domain.md sectie 3 (gratis", "'bron' ontbreekt"),
    ("nl/contacten.yml", "  website: s-bb.nl\n", "", "geen nummer en geen website"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), MISTAKES, ids=[mistake[3][:40] for mistake in MISTAKES])
def test_a_mistake_is_found_with_file_and_line(copy, file, old, new, said):
    change(copy / file, old, new)
    problems = check(TODAY, copy / "gesprekken", copy / "nl")
    assert any(said in str(problem) and problem.line >= 1 for problem in problems), [str(problem) for problem in problems]


def test_a_missing_or_unreadable_file_is_named(copy):
    (copy / "nl/hulp.md").unlink()
    (copy / "nl/melden.md").write_bytes(b"## kan\n\xff\xfe")
    problems = [str(problem) for problem in check(TODAY, copy / "gesprekken", copy / "nl")]
    assert any("hulp.md" in problem and "ontbreekt" in problem for problem in problems)
    assert any("melden.md" in problem and "UTF-8" in problem for problem in problems)


def test_check_ends_with_code_one_and_prints_file_and_line(copy):
    change(copy / "gesprekken/hulp.yml", "school: school", "school: zolder")
    done = subprocess.run(
        [sys.executable, "-m", "flows", "check", "--flows", copy / "gesprekken", "--content", copy / "nl"], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "hulp.yml:7: stap 'hulp' gaat naar 'zolder'" in done.stdout


def test_the_drawings_are_fresh():
    assert (GESPREKKEN.parent / "README.md").read_text(encoding="utf-8") == draw(load()), "run: python -m flows draw"
