"""Turns the Markdown of content/nl into plain text with spans, and fills places in. Refuses markup from a value.

A value is put in after the Markdown was read, so whatever a student typed stays literally that, in every channel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt

PLACE = re.compile(r"\{(\w+)\}")
_markdown = MarkdownIt("zero").enable(["emphasis", "list", "newline", "escape"])
SPANS = {"strong_open": "bold", "em_open": "italic"}


@dataclass(frozen=True)
class Rich:
    """Plain text and spans over it: (offset, length, kind), in code points; kinds are bold and italic."""

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()

    def fill(self, values: Mapping[str, object]) -> Rich:
        """This text with every `{place}` filled in. Raises KeyError when a value is missing."""
        out, shifts, last, grown = [], [], 0, 0
        for hit in PLACE.finditer(self.text):
            value = str(values[hit[1]])
            out += [self.text[last : hit.start()], value]
            last = hit.end()
            grown += len(value) - len(hit[0])
            shifts.append((hit.end(), grown))
        if not shifts:
            return self

        def moved(at: int) -> int:
            return at + next((by for end, by in reversed(shifts) if end <= at), 0)

        spans = tuple((moved(at), moved(at + size) - moved(at), kind) for at, size, kind in self.spans)
        return Rich("".join([*out, self.text[last:]]), spans)


def read_markup(markdown: str) -> Rich:
    """Paragraphs, **bold**, *italic* and `- ` lists; anything else is plain text."""
    text, spans = "", []
    gap = ""
    for token in _markdown.parse(markdown):
        if token.type == "list_item_open":
            gap = gap or "\n"
            text, gap = text + (gap if text else "") + "• ", ""
        elif token.type == "inline":
            text += gap if text and not text.endswith("• ") else ""
            gap = ""
            text, more = _inline(token.children or [], text)
            spans += more
        elif token.type in ("paragraph_close", "bullet_list_close"):
            gap = "\n" if token.hidden else "\n\n"
    return Rich(text, tuple(spans))


def _inline(children, text: str) -> tuple[str, list[tuple[int, int, str]]]:
    open_at, spans = [], []
    for child in children:
        if child.type in SPANS:
            open_at.append((len(text), SPANS[child.type]))
        elif child.type in ("strong_close", "em_close"):
            at, kind = open_at.pop()
            spans.append((at, len(text) - at, kind))
        elif child.type in ("softbreak", "hardbreak"):
            text += "\n"
        else:
            text += child.content
    return text, spans
