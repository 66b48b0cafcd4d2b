"""Lists what students read in content/nl, line by line, with where it stands. Refuses to judge it.

A line of Markdown is a line on the student's screen; the wordings below a button's own are typed, not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.markup import PLACE, read_markup
from flows.words import COMMENT, read_words

# Read by recipients, operators and editors. What is not in this list is read by students.
NOT_FOR_STUDENTS = {"beheer.md", "postvak.md", "post.md", "demo.md", "leeskopie.md", "LEESMIJ.md"}
FILLED_IN = "iets"  # what stands for a place that is still open, where words are counted


@dataclass(frozen=True)
class Line:
    """One line: `file` within content/nl, its number counted from 1, the key of its `##` heading, and its words without markup."""

    file: str
    number: int
    key: str
    words: str
    button: bool = False

    @property
    def counted(self) -> str:
        """The words with one word for every place."""
        return PLACE.sub(FILLED_IN, self.words)


def texts_of(content: Path) -> list[Path]:
    """The files with headings and words, the made-up cases included."""
    return sorted([*content.glob("*.md"), *content.glob("gevallen/*.md")])


def student_files(content: Path) -> list[Path]:
    return [path for path in texts_of(content) if path.name not in NOT_FOR_STUDENTS]


def lines_of(path: Path, content: Path) -> Iterator[Line]:
    """Every line of one file that is said or stands on a button. Raises ContentError."""
    name = path.relative_to(content).as_posix()
    sections = read_words(path).values()
    raw = COMMENT.sub(lambda hit: "\n" * hit[0].count("\n"), path.read_text(encoding="utf-8")).splitlines()
    for section in sections:
        for number, source in enumerate(raw[section.line :], section.line + 1):
            if source.startswith(("## ", "### ")):
                break
            words = source.strip().removeprefix("- ")
            if "*" in words or "\\" in words:  # most lines have no markup to read
                words = read_markup(words).text
            if words:
                yield Line(name, number, section.key, words)
        for label in section.labels.values():
            number = next(at for at in range(label.line, len(raw)) if raw[at].strip()) + 1
            yield Line(name, number, section.key, label.text, button=True)
