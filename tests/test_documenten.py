"""What the documents point to is there: files, tests, commands. Refuses a threat model whose tests do not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
FOLDERS = ("bot/", "flows/", "nlu/", "content/", "tests/", "docs/")
MADE = ("bot/static/age.js", "nlu/models", "nlu/.venv")  # by set-up, not committed


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_and_test_that_is_named_is_there(document: Path):
    missing, last = [], None
    for quoted in re.findall(r"`([^`\n]+)`", document.read_text(encoding="utf-8")):
        name, _, test = quoted.partition("::")
        if name.startswith(FOLDERS) and not name.startswith(MADE) and " " not in name:
            last = ROOT / name
            if not last.exists():
                missing.append(quoted)
                continue
        if test and last and not re.search(rf"\b{re.escape(test)}\b", last.read_text(encoding="utf-8")):
            missing.append(quoted)
    assert missing == []


def test_links_between_documents_lead_somewhere():
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_readme_names_every_command_of_make():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in ("demo", "test", "check", "bench"):
        assert f"make {command}" in (ROOT / "README.md").read_text(encoding="utf-8")
        assert f"\n{command}:" in makefile
