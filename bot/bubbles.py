"""Puts what is said in one turn into as few messages as can carry it. Refuses to change a word, and to mix what must go with what stays.

One message a turn: a class of thirty that starts in the same second has its answers within that second, for a channel sends thirty a second.
"""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 4096  # UTF-16 code units, as Telegram counts


PARTS = ("text", "spans", "buttons", "sensitive", "controls", "in_place")


def bubbles(said: Iterable[dict]) -> list[dict]:
    """The messages for the `say` effects of one turn: {"steps", "text", "spans", "buttons", "sensitive", "controls", "in_place"}."""
    joined: list[dict] = []
    for effect in said:
        if joined and _go_together(joined[-1], effect):
            joined[-1] = _join(joined[-1], effect)
        else:
            joined.append({"steps": [effect["say"]], **{name: effect[name] for name in PARTS}})
    return [part for bubble in joined for part in _cut(bubble)]


def _go_together(bubble: dict, effect: dict) -> bool:
    same = bubble["sensitive"] == effect["sensitive"] and not any(one[mark] for one in (bubble, effect) for mark in ("controls", "in_place"))
    return same and not bubble["buttons"] and units(bubble["text"]) + units(effect["text"]) + 2 <= LONGEST


def _join(bubble: dict, effect: dict) -> dict:
    shift = len(bubble["text"]) + 2
    spans = [*bubble["spans"], *([start + shift, length, kind] for start, length, kind in effect["spans"])]
    text = f"{bubble['text']}\n\n{effect['text']}"
    return {**bubble, "steps": [*bubble["steps"], effect["say"]], "text": text, "spans": spans, "buttons": effect["buttons"]}


def _cut(bubble: dict) -> list[dict]:
    """A text that is too long for one message goes on in the next; the buttons stand under the last."""
    text, at, parts = bubble["text"], 0, []
    while units(text[at:]) > LONGEST:
        end = _break(text, at)
        parts.append((at, end))
        at = end
    parts.append((at, len(text)))
    if len(parts) == 1:
        return [bubble]
    made = []
    for start, end in parts:
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip("\n"))
        stop = begin + len(piece.strip("\n"))
        if text[begin:stop].strip():
            made.append({**bubble, "text": text[begin:stop], "spans": _within(bubble["spans"], begin, stop), "buttons": []})
    made[-1]["buttons"] = bubble["buttons"]
    return made


def _break(text: str, start: int) -> int:
    """Where a message that begins at `start` may end: after a paragraph, a line, a sentence or a word, the latest that fits."""
    end = start + LONGEST
    while units(text[start:end]) > LONGEST:
        end -= max(1, (units(text[start:end]) - LONGEST) // 2)
    for mark in ("\n\n", "\n", ". ", " "):
        found = text.rfind(mark, start + LONGEST // 2, end)
        if found > 0:
            return found + len(mark)
    return end


def _within(spans: list, start: int, end: int) -> list:
    """The spans of text[start:end], counted from its begin."""
    kept = ((max(begin, start), min(begin + length, end), kind) for begin, length, kind in spans)
    return [[begin - start, stop - begin, kind] for begin, stop, kind in kept if begin < stop]


def units(text: str) -> int:
    """How long a text is for Telegram: characters outside the basic plane (emoji) count as two."""
    return len(text) + sum(character > "\uffff" for character in text)
