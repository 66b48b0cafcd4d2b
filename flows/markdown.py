"""Writes pieces of Markdown for the documents that are made: a link, a quote, a table. Refuses to know what they say."""

from __future__ import annotations

import re


def link(words: str, heading: str) -> str:
    """To a heading of the same page, by the name that GitHub makes of it."""
    return f"[{words}](#{anchor(heading)})"


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def quote(text: str) -> str:
    """As it stands on a screen: every line of the source stays a line."""
    lines = text.split("\n")
    for at, (line, after) in enumerate(zip(lines, lines[1:], strict=False)):
        if line and after and not line.startswith("- ") and not after.startswith("- "):
            lines[at] = line + "\\"
    return "\n".join(f"> {line}".rstrip() for line in lines)


def table(columns: str, rows: list[list[str]]) -> str:
    """The columns' names stand in one line, with a bar between them."""
    heads = columns.split(" | ")
    lines = [heads, ["---"] * len(heads), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
