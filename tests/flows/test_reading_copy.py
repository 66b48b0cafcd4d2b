"""The documents that a vertrouwenspersoon reads are complete, fresh, and lead where they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.check.facts import facts_of
from flows.check.student_texts import lines_of, student_files
from flows.fact_list import fact_list
from flows.loader import CONTENT
from flows.markdown import anchor
from flows.markup import PLACE
from flows.reading_copy import reading_copy
from tests.flows.playing import CONVERSATION

DOCS = Path(__file__).resolve().parents[2] / "docs"
COPY = reading_copy(CONVERSATION, CONTENT)


def test_the_reading_copy_is_fresh():
    assert (DOCS / "gesprekken.md").read_text(encoding="utf-8") == COPY, "run: python -m flows lees"


def test_the_list_of_facts_is_fresh():
    assert (DOCS / "feiten.md").read_text(encoding="utf-8") == fact_list(CONTENT), "run: python -m flows lees"


def test_every_link_of_the_copy_leads_to_one_heading():
    headings = [anchor(line.lstrip("#").strip()) for line in COPY.splitlines() if line.startswith("#")]
    links = set(re.findall(r"\]\(#([^)]*)\)", COPY))
    assert {link for link in links if headings.count(link) != 1} == set()


@pytest.mark.parametrize("path", student_files(CONTENT), ids=lambda path: path.stem)
def test_the_copy_holds_every_word_that_a_student_reads(path):
    plain = COPY.replace("**", "").replace("*", "")
    for line in lines_of(path, CONTENT):
        for part in PLACE.split(line.words)[::2]:  # between the places, which may be filled in
            assert part in plain, f"{line.file}:{line.number}: {part}"


def test_every_intent_has_its_row_with_a_way_and_a_beginning():
    for name in CONVERSATION.intents:
        row = next(line for line in COPY.splitlines() if line.startswith(f"| `{name}` |"))
        _, _, what, way, begins, _ = row.split("|")
        assert what.strip() and way.strip() and begins.strip(), row


def test_the_student_meets_the_welcome_before_the_menu_and_the_menu_before_the_rest():
    shown = [COPY.index(text) for text in ("> Hoi, ik ben **Stagemaat**", "### welkom: menu", "### melden: verhaal", "### crisis: kaart")]
    assert shown == sorted(shown)


TWO_FACTS = """## tekst
<!-- bron: KIS (003:201); CBS (004:650); jaar: 2022 -->
Een op de tien.

<!-- bron: wet; jaar: 2024 -->
Het mag niet.

### ja
Ja
"""


def test_a_fact_ends_where_the_next_source_begins_and_its_source_may_have_a_semicolon(tmp_path):
    (tmp_path / "proef.md").write_text(TWO_FACTS, encoding="utf-8")
    one, other = facts_of(tmp_path / "proef.md", tmp_path)
    assert (one.line, one.words, one.says["bron"]) == (2, "Een op de tien.", "KIS (003:201); CBS (004:650)")
    assert (other.line, other.words, other.says) == (5, "Het mag niet.", {"bron": "wet", "jaar": "2024"})
