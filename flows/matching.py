"""Decides whether what somebody typed is one of some known wordings. Refuses to guess: a part of a sentence never counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.words import Label

SENTENCES = re.compile(r"[.!]+\s+|\n")
BETWEEN = re.compile(r"(?<=[.!?])\s+|\n+")
SHORT_IT = re.compile(r"(?<!\S)t(?!\S)")
NOT_A_WORD = re.compile(r"[^\w\s]|_")
FIGURE_IN_A_WORD = re.compile(r"[0134](?<=[^\W\d_][0134])(?=[^\W\d_])")  # "anoni3m"
DRAWN_OUT = re.compile(r"(.)\1+$")  # "heyy", "okeee"
MEANT = {"0": "o", "1": "i", "3": "e", "4": "a"}
_seen: ContextVar[dict[str, str] | None] = ContextVar("seen", default=None)


@contextmanager
def one_turn() -> Iterator[None]:
    """Within it each text is made plain once: a turn looks for a hundred lists of words in the same one. After it nothing of a text is kept."""
    before = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(before)


def plain(text: str) -> str:
    """Lower case, without accents, punctuation and emoji, spaces folded; a figure inside a word is the letter that it looks like."""
    if (seen := _seen.get()) is None:
        return _made_plain(text)
    if text not in seen:
        seen[text] = _made_plain(text)
    return seen[text]


def _made_plain(text: str) -> str:
    bare = text if text.isascii() else "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    bare = FIGURE_IN_A_WORD.sub(lambda hit: MEANT[hit[0]], bare)
    return " ".join(NOT_A_WORD.sub(" ", bare).lower().split())


def pick_exact(text: str, labels: Mapping[str, Label]) -> str | None:
    """The key of the label whose words, or another wording of it, `text` is as a whole."""
    typed = plain(text)
    return next((key for key, said in _said(labels).items() if typed and typed in said), None)


def pick_label(text: str, labels: Mapping[str, Label]) -> str | None:
    """The same, and also its place ("2"), how it begins ("alles" for "alles, ook …"), a whole label with more behind it, or one small typo;
    only if it is one alone."""
    typed = plain(text)
    if not typed:
        return None
    keys = list(labels)
    if typed.isdecimal() and len(typed) < 3 and 1 <= int(typed) <= len(keys):
        return keys[int(typed) - 1]
    said = _said(labels)
    for near in (
        lambda words: typed == words,
        lambda words: words.startswith(typed + " "),
        lambda words: _with_more(typed, words),
        lambda words: one_edit_apart(typed, words),
    ):
        found = [key for key in keys if any(near(words) for words in said[key])]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def begins_with(text: str, label: Label) -> bool:
    """Whether `text` begins with one of the label's wordings, as whole words."""
    return f"{plain(text)} ".startswith(label.begins)


def ends_with(text: str, label: Label) -> bool:
    """Whether `text` ends with one of the label's wordings, as whole words."""
    return f" {plain(text)}".endswith(label.ends)


def without_lead(text: str, label: Label) -> str:
    """`text` without the label's words that it begins with: "en maar mag dat" as "mag dat"."""
    words = plain(text).split()
    while words and {words[0], DRAWN_OUT.sub(r"\1", words[0])} & set(label.said):
        del words[0]
    return " ".join(words)


def spelled_out(text: str) -> str:
    """A plain text with the "t" of speech as it is written: "staat t er" as "staat het er"."""
    return SHORT_IT.sub("het", text)


def last_sentence(text: str) -> str:
    return SENTENCES.split(text.strip().rstrip(".!"))[-1]


def first_words(text: str, at_least: int) -> str:
    """The first sentence, and the next one with it where that has too few words."""
    sentences = BETWEEN.split(text.strip())
    return " ".join(sentences[: 1 if len(sentences[0].split()) >= at_least else 2])


def mentions(text: str, label: Label) -> bool:
    """Whether one of the label's wordings stands somewhere in `text`, as whole words."""
    return bool(label.pattern.search(plain(text)))


def _said(labels: Mapping[str, Label]) -> dict[str, Sequence[str]]:
    return {key: label.said for key, label in labels.items()}


def _with_more(typed: str, words: str) -> bool:
    """ "school moet iets doen aan dat bedrijf": a label of three words or more that goes on."""
    return len(words.split()) >= 3 and typed.startswith(words + " ")


def one_edit_apart(one: str, other: str) -> bool:
    """One letter too many, too few, wrong or swapped; only in words long enough not to turn into another."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, tail = one[at:], other[at:]
    return rest[1:] == tail[1:] or rest[1:] == tail or rest == tail[1:] or (rest[:2] == tail[:2][::-1] and rest[2:] == tail[2:])
