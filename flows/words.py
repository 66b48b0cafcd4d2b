"""Reads a Markdown file of content/nl into sections of words. Refuses to know what the words are for.

A file is one namespace. `## key` starts a section, its text runs to the next heading; `### option`
below it names a button: its first line is the label, each further line another wording that counts as it.
A comment is for editors: where a fact comes from, for one, see flows/check/facts.py.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from markdown_it import MarkdownIt

from flows.markup import PLACE, Rich, read_markup
from flows.matching import plain

COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
BETWEEN = r"\s(?:\S+\s){0,6}?"
_markdown = MarkdownIt("commonmark")


@dataclass(frozen=True)
class Problem:
    """Something an editor must mend: where (file and line, counted from 1) and what, in Dutch."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class ContentError(Exception):
    """A file that cannot be used. `problems` says where and how to mend it."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Label:
    """A button: what stands on it, and other wordings that count as pressing it."""

    text: str
    wordings: tuple[str, ...]
    line: int

    @cached_property
    def said(self) -> tuple[str, ...]:
        """All its wordings as they are compared with what was typed."""
        return tuple(plain(wording) for wording in (self.text, *self.wordings))

    @cached_property
    def begins(self) -> tuple[str, ...]:
        return tuple(f"{words} " for words in self.said)

    @cached_property
    def ends(self) -> tuple[str, ...]:
        return tuple(f" {words}" for words in self.said)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds one of its wordings in a plain text, as whole words; "…" in a wording stands for up to six words or none."""
        found = (BETWEEN.join(re.escape(plain(part)) for part in wording.split("…")) for wording in (self.text, *self.wordings))
        return re.compile(rf"(?<!\S)(?:{'|'.join(found)})(?!\S)")


@dataclass(frozen=True)
class Section:
    """The words under one heading."""

    key: str
    text: str
    line: int
    labels: Mapping[str, Label] = field(default_factory=dict)

    @cached_property
    def rich(self) -> Rich:
        """The text with its markup read, places still open."""
        return read_markup(self.text)

    @property
    def places(self) -> set[str]:
        return set(PLACE.findall(self.text))


class Words(Mapping[str, Section]):
    """The sections of one file, by key. `about` is what the comment below its title says: `<!-- key: value; … -->`."""

    def __init__(self, name: str, sections: dict[str, Section], about: Mapping[str, str]):
        self.name = name
        self.about = about
        self._sections = sections

    def __getitem__(self, key: str) -> Section:
        return self._sections[key]

    def __iter__(self):
        return iter(self._sections)

    def __len__(self) -> int:
        return len(self._sections)

    def say(self, key: str, **values: object) -> str:
        """The text under `key` with `{place}` filled in, as it stands. For pages and operators, not for chat markup."""
        return PLACE.sub(lambda hit: str(values[hit[1]]), self._sections[key].text)


def read_words(path: Path) -> Words:
    """Reads one file. Raises ContentError when it is missing, not UTF-8, or a key stands twice."""
    name = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError([Problem(str(path), 1, "dit bestand ontbreekt")]) from None
    except UnicodeDecodeError:
        raise ContentError([Problem(str(path), 1, "dit bestand is geen UTF-8: sla het op als UTF-8")]) from None
    return _read(name, path.stem, text)


@lru_cache(maxsize=1024)  # the same text gives the same words: a check reads each file more than once, and a test run hundreds of times
def _read(name: str, stem: str, source: str) -> Words:
    lines = source.splitlines()
    heads = []
    tokens = _markdown.parse("\n".join(lines))
    for token, inline in itertools.pairwise(tokens):
        if token.type == "heading_open" and token.map and token.level == 0:
            heads.append((int(token.tag[1]), inline.content.strip(), token.map[0], token.map[1]))
    ends = [head[2] for head in heads[1:]] + [len(lines)] * bool(heads)
    sections: dict[str, Section] = {}
    problems: list[Problem] = []
    current = None
    about: dict[str, str] = {}
    for (level, key, start, body), end in zip(heads, ends, strict=True):
        text = "\n".join(lines[body:end]).strip()
        if level == 1:
            about |= {name: value for comment in COMMENT.findall(text) for name, value in _pairs(comment).items()}
        elif level == 2:
            if key in sections:
                problems.append(Problem(name, start + 1, f"het kopje '{key}' staat hier twee keer: geef een van beide een andere naam"))
                continue
            current = sections[key] = Section(key, COMMENT.sub("", text).strip(), start + 1, {})
        elif level == 3 and current is not None:
            wordings = [line.strip() for line in text.splitlines() if line.strip()]
            if not wordings:
                problems.append(Problem(name, start + 1, f"onder '{key}' staat geen tekst voor de knop: schrijf die op de regel eronder"))
            elif key in current.labels:
                problems.append(Problem(name, start + 1, f"de knop '{key}' staat twee keer onder '{current.key}'"))
            else:
                current.labels[key] = Label(wordings[0], tuple(wordings[1:]), start + 1)  # type: ignore[index]
    if problems:
        raise ContentError(problems)
    return Words(stem, sections, about)


def _pairs(comment: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in comment.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}
