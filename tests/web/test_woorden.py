"""The words of the pages and of the passphrases: none missing, none left over, none alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.inbox.page_words import PageWords

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "bot" / "static"
FILES = {
    "postvak": ["bot/inbox/templates/*.html", "bot/static/inbox.js", "bot/static/case.js", "bot/static/invitation.js"],
    "demo": ["bot/demo/templates/*.html", "bot/demo/routes.py", "bot/static/demo.js", "bot/static/chat.js", "bot/static/bubbles.js"],
}


@pytest.mark.parametrize("name", FILES)
def test_each_word_that_a_page_says_is_there_and_each_that_is_there_is_said(name: str):
    source = "\n".join(path.read_text(encoding="utf-8") for pattern in FILES[name] for path in ROOT.glob(pattern))
    there = PageWords.read(name).texts
    groups = set(re.findall(r"[\"'`](?:[^\"'`\n]*\")?([a-z-]+)\.(?:\$\{|'|\")", source)) | {"te-laat", "wacht-op"}
    said = {key for key in there if re.search(rf"[\"'`]{re.escape(key)}[\"'`]", source)}
    asked = set(re.findall(r"(?<![\w.])(?:t|paragraphs|hasWords|closeEverything|leave)\(\s*[\"']([a-z0-9_.-]+)[\"']", source))
    assert {key for key in asked if key not in there and not key.endswith(".")} == set()
    assert {key for key in there if key not in said and key.partition(".")[0] not in groups} == set()


@pytest.mark.parametrize("name", FILES)
def test_pages_speak_words_from_content_only(name: str):
    """A template holds no sentence of its own: outside of tags and {{ }} there are no letters."""
    for pattern in FILES[name][:1]:
        for path in ROOT.glob(pattern):
            text = re.sub(r"<!doctype[^>]*>|{%.*?%}|{{.*?}}|<[^>]+>", "", path.read_text(encoding="utf-8"), flags=re.S | re.I)
            assert re.findall(r"[A-Za-z]{2,}", text) == [], path.name


def _apart(one: str, other: str, least: int) -> bool:
    """Whether at least `least` edits lie between two words."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        new = [place]
        for at, mate in enumerate(other, 1):
            new.append(min(row[at] + 1, new[-1] + 1, row[at - 1] + (letter != mate)))
        if min(new) >= least:
            return True
        row = new
    return row[-1] >= least


def test_the_words_of_a_passphrase_are_many_and_far_apart():
    words = (STATIC / "woorden.txt").read_text(encoding="ascii").split()
    assert len(words) == len(set(words)) == 2048
    assert words == sorted(words)
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in words)
    near = [(one, other) for at, one in enumerate(words) for other in words[at + 1 :] if abs(len(one) - len(other)) < 3 and not _apart(one, other, 3)]
    assert near == []


def test_our_scripts_never_make_html_out_of_text():
    for path in STATIC.glob("*.js"):
        if path.name == "age.js":  # built out of a locked package
            continue
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source.partition("\n")[2]), path.name
        assert "http://" not in source, path.name


def test_the_lock_file_names_no_registry_and_every_package_has_its_hash():
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert text.count('"node_modules/') == text.count('"integrity": "sha512-')
