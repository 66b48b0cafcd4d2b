"""The rules of `flows check` about practice and the looks, each shown failing."""

from __future__ import annotations

import pytest

from flows.check import check
from tests.flows.test_check import TODAY, change, copy  # noqa: F401  (copy is a fixture)

MISTAKES = [
    ("gesprekken/herkennen.yml", "order: what_was_hard", "order: moeilijkste_eerst", "staat niet in flows/practice.py"),
    ("gesprekken/herkennen.yml", "results: {geoefend:", "results: {gedaan:", "noemt 'gedaan', maar dat staat niet bij slots"),
    (
        "gesprekken/situatie.yml",
        "words: [anders, ook, weet_niet]",
        "words: [anders, ook, misschien]",
        "de woorden van 'misschien' over, maar die keuze",
    ),
    (
        "gesprekken/situatie.yml",
        "includes: [emotie, buiten",
        "includes: [gevoel, buiten",
        "houdt 'gevoel' bij zich, maar die bedoeling is er niet",
    ),
    ("nl/herkend.md", "## raakt_grensgeval", "## raakt_grens", "het kopje 'raakt_grensgeval' ontbreekt"),
    ("nl/situatie.md", "## verhaal_meer_2", "## verhalen_meer_2", "hoort bij geen stap"),
    ("nl/situatie.md", "{gronden_woorden}", "{grond_woorden}", "'{grond_woorden}' in 'link_bekend' wordt door niets ingevuld"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), MISTAKES, ids=[mistake[3][:40] for mistake in MISTAKES])
def test_a_mistake_is_found_with_file_and_line(copy, file, old, new, said):  # noqa: F811
    change(copy / file, old, new)
    problems = check(TODAY, copy / "gesprekken", copy / "nl")
    assert any(said in str(problem) and problem.line >= 1 for problem in problems), [str(problem) for problem in problems]
