"""Finds phrases with stems, gaps, numbers and one wrong letter, in a text of any length. Refuses to know what they mean.

In a list `*` is at most three words, `$` a number, `§` one from 35 to 70, `stem~` any word that begins so, `~` any word,
`(a|b c|)` one of these or nothing.
spaCy's matcher over all phrases at once took 12 ms a story. So there is one for each word that a phrase begins with, and only those
whose word is in the text are asked.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

from nlu.phrases import plain

FUZZY_FROM = 7  # letters
GAP = 3  # words that `*` stands for, at most
NUMBERS = frozenset("twee drie vier vijf zes zeven acht negen tien elf twaalf".split())
OTHER, NUMBER, GROWN = "_", "$", "§"
CHOICE = re.compile(r"\(([^()]*)\)")


class Phrases:
    """Lists by name, ready to search."""

    def __init__(self, lists: Mapping[str, Iterable[str]], spelling: Iterable[str] = ()):
        wordings = {name: [way.split() for phrase in phrases for way in _ways(str(phrase))] for name, phrases in lists.items()}
        pieces = {piece for ways in wordings.values() for way in ways for piece in way}
        self.stems = {piece[:-1] for piece in pieces if piece.endswith("~") and len(piece) > 1}
        self.shortest = min(map(len, self.stems), default=0)
        self.exact = {piece for piece in pieces if not piece.endswith("~") and piece not in ("*", NUMBER)}
        self.near: dict[str, set[str]] = {}
        for word in spelling:
            for form in _without_one(word):
                self.near.setdefault(form, set()).add(word)
        self.nlp = spacy.blank("nl")
        self.matchers: dict[str, Matcher] = {}
        for name, ways in wordings.items():
            for begin, group in itertools.groupby(sorted(way for way in ways if way), key=lambda way: way[0]):
                self.matchers.setdefault(begin, Matcher(self.nlp.vocab)).add(name, [self._pattern(way) for way in group])

    def find(self, text: str) -> dict[str, list[tuple[int, int]]]:
        """Of each list that is found: from which word to which."""
        seen = [self._see(word) for word in plain(text).split()]
        found: dict[str, list[tuple[int, int]]] = {}
        if not seen:
            return found
        doc = Doc(self.nlp.vocab, words=[word for word, _ in seen], lemmas=[stem for _, stem in seen])
        for begin in {begin for word, stem in seen for begin in (word, stem, *self._stems_of(stem))}:
            if begin in self.matchers:
                for name, start, end in self.matchers[begin](doc):
                    found.setdefault(self.nlp.vocab.strings[name], []).append((start, end))
        return found

    def _stems_of(self, stem: str) -> list[str]:
        """As a phrase begins with them: "moslim~" for moslimgrap."""
        return [f"{stem[:length]}~" for length in range(self.shortest, len(stem) + 1) if stem[:length] in self.stems]

    def _see(self, word: str) -> tuple[str, str]:
        """The word as the lists know it, and its longest stem."""
        if word.isdigit():
            return (word if word in self.exact else GROWN if len(word) == 2 and word >= "35" and word < "71" else NUMBER), NUMBER
        known = word if word in self.exact else None
        stem = self._stem(word)
        if not known and stem == OTHER and len(word) >= FUZZY_FROM:
            known = next((near for form in _without_one(word) for near in sorted(self.near.get(form, ())) if _one_apart(word, near)), None)
            stem = self._stem(known) if known else OTHER
            known = known if known in self.exact else None
        return known or OTHER, NUMBER if word in NUMBERS and stem == OTHER else stem

    def _stem(self, word: str) -> str:
        return next((word[:length] for length in range(len(word), self.shortest - 1, -1) if word[:length] in self.stems), OTHER)

    def _pattern(self, way: list[str]) -> list[dict]:
        found: list[dict] = []
        for piece in way:
            if piece == "*":
                found += [{"OP": "?"}] * GAP
            elif piece == "~":
                found.append({})
            elif piece == NUMBER:
                found.append({"LEMMA": NUMBER})
            elif piece.endswith("~"):
                longer = sorted(stem for stem in self.stems if stem.startswith(piece[:-1]))
                found.append({"LEMMA": longer[0]} if len(longer) == 1 else {"LEMMA": {"IN": longer}})
            else:
                found.append({"ORTH": piece})
        return found


def _ways(phrase: str) -> list[str]:
    """ "(a|b) c" is "a c" and "b c"."""
    parts = [part.split("|") if place % 2 else [part] for place, part in enumerate(CHOICE.split(phrase))]
    return [" ".join("".join(way).split()) for way in itertools.product(*parts)]


def _without_one(word: str) -> list[str]:
    return [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]


def _one_apart(one: str, other: str) -> bool:
    """One letter more, less, different, or two changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    first = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[first:], other[first:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
