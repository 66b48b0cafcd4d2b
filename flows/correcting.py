"""Puts something right in what a student told: "het was woensdag, niet dinsdag". Refuses to guess what was wrong: what cannot be found is added."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Collection, Mapping

from flows.apart import MORE, Apart
from flows.matching import begins_with, mentions
from flows.striking import ORDER_AT_MOST, struck, words_in
from flows.words import Label

WORDS = "verbeterwoorden"
PHRASE_AT_MOST = 5  # words of what was wrong, and of what it has to be
ALIKE, LONG_ENOUGH = 0.8, 6  # of a name that was typed wrong; letters
MONTH = 3  # letters
NUMBER = re.compile(r"\d")
SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
BREAKS = re.compile(r"[.,;:!?\n]+(?:\s|$)")


class Correcting(Apart):
    """For a step that shows or gathers a report, and for a story that is told."""

    def _corrects(self) -> bool:
        """Whether the text says what was wrong and what it has to be; it is right then, and shown again."""
        told = self._told_here()
        wrong, right = self._said_wrong(self.conversation.words["besturing"][WORDS].labels, told) if told else ("", "")
        if not wrong or not right:
            return False
        self._put_right(wrong, right)
        for part in BREAKS.split(self.text):  # "het was woensdag niet dinsdag. 18 nov dus"
            if MORE in self.flow.slots and NUMBER.search(part) and right not in part:
                self._keep_more(part.strip())
        self._shown("verbeterd")
        return True

    def _puts_right(self) -> bool:
        return self._in_turn() or self._corrects()

    def _in_turn(self) -> bool:
        """One word put right and another taken out, in one breath: each in its own sentence. What is not done of it, is read alone."""
        parts = [part for part in SENTENCES.split(self.text.strip()) if part]
        long = len(self.text.split()) > ORDER_AT_MOST
        if not long or len(parts) != 2 or not self.step or self.step.secret or not dict(self._own_words()):
            return False
        lists, told = self.conversation.words["besturing"], "\n".join(dict(self._own_words()).values())
        whole, wrong = self.text, [self._wrong_in(part, lists[WORDS].labels, told) for part in parts]
        gone = [mentions(part, lists["weghaalwoorden"].labels["weg"]) for part in parts]
        if not ((wrong[0] and gone[1]) or (gone[0] and wrong[1])):
            return False
        for part in parts:
            self.text, before = part, len(self.effects)
            if not (self._corrects() or self._strikes()):
                return False
            if part is parts[0]:
                del self.effects[before + 1 :]  # the question comes once
        self.text = whole
        return True

    def _wrong_in(self, part: str, words: Mapping[str, Label], told: str) -> bool:
        whole, self.text = self.text, part
        found = self._said_wrong(words, told)[0]
        self.text = whole
        return bool(found)

    def _adds_correction(self) -> bool:
        """Whether something is said to be wrong in what is shown, and it is not clear what: that is added to it."""
        shown = MORE in self.flow.slots and self.step.verb == "choose" and not (self.step.adds or self.step.many) if self.step else False
        if not shown or not self._told_here() or self._asked(refusal=False) or self.reading.crisis:
            return False
        if not mentions(self.text, self.conversation.words["besturing"][WORDS].labels["fout"]):
            return False
        self._keep_more(self.text)
        self._shown("verbetering_erbij")
        return True

    def _told_here(self) -> str:
        long = "?" in self.text.rstrip("?! ") or len(self.text.split()) > ORDER_AT_MOST
        supposes = self.conversation.words["besturing"]["vraagachterwoorden"].labels["als"]  # "en als ik geen zin meer heb, moet het dan?"
        long = long or ("?" in self.text and begins_with(self._bare(self.text), supposes))
        return "" if long or not self.step or self.step.secret else "\n".join(dict(self._own_words()).values())

    def _shown(self, key: str) -> None:
        self.session["missed"] = 0
        self.say("systeem", key, buttons=False)
        self._show_again()

    def _said_wrong(self, words: Mapping[str, Label], told: str) -> tuple[str, str]:
        """What stands there and is wrong, and what it has to be; each empty where the text does not say it."""
        said = " ".join(self.text.split())
        if order := re.search(rf"(?i)\b(?:{_any(words['verander'])})\s+(.+?)\s+(?:{_any(words['wordt'])})\s+(.+)", said):
            return self._standing(order[1], told), _phrase(order[2])
        quoted = self.conversation.words["besturing"]["citaatwoorden"].labels["citaat"]
        no, was = rf"(?:{_any(words['niet'])})", rf"(?:{_any(words['was'])})"
        forms = (
            rf"(?i)\b{no}\s+(?P<wrong>.+?)(?:,|\s+maar)\s+(?P<right>.+)",  # niet gister, maandag; geen actrice maar een gast
            rf"(?i)\b{was}\s+(?!{no}\b)(?P<right>.+?),?\s+(?:en\s+)?{no}\s+(?P<wrong>.+)",  # het was woensdag, niet dinsdag
        )
        hits = (hit for form in forms if (hit := re.search(form, said)) and not mentions(said[: hit.start()], quoted))
        found = ((self._standing(hit["wrong"], told), _phrase(hit["right"])) for hit in hits)
        plainly = ((wrong, _after_article(wrong, right, told)) for wrong, right in found if wrong and not self._standing(right, told))
        named = re.search(rf"(?i)\b{was}\s+(.+)", said)
        right = _phrase(named[1]) if named else ""
        typed_wrong = _alike(right, told) if right[:1].isupper() or mentions(said, words["fout"]) else None
        return next(plainly, None) or typed_wrong or _other_number(right, told, words["dagen"].said)

    def _standing(self, said: str, told: str) -> str:
        """Of a phrase the longest part that stands in what was told, from its first or second word; empty where it is only small words."""
        tokens, stand = words_in(_phrase(said)), f" {' '.join(words_in(told))} "
        small = set(self.conversation.words["besturing"]["weghaalwoorden"].labels["klein"].said)
        tries = (tokens[start:length] for start in (0, 1) for length in range(len(tokens), start, -1))
        return next((" ".join(one) for one in tries if set(one) - small and f" {' '.join(one)} " in stand), "")

    def _put_right(self, wrong: str, right: str) -> None:
        """Everywhere where the words are kept; what was noticed in what was wrong goes."""
        phrase = words_in(wrong)
        self._change_words(lambda held: {name: struck(text, [phrase], right) for name, text in held.items()})
        self._forget_details([phrase])
        self.notice(self.flow.slots)


def _other_number(right: str, told: str, days: Collection[str]) -> tuple[str, str]:
    """ "het was woensdag 18" where woensdag 17 stands; "het was woensdag 18 nov" where dinsdag 17 november stands."""
    tokens, stand = words_in(right), words_in(told)
    for word, number in itertools.pairwise(tokens):
        for there, other in itertools.pairwise(stand):
            if number != other and number.isdecimal() and other.isdecimal() and (word == there or {word, there} <= set(days)):
                return f"{there} {other}", f"{word} {number}"
    for number, word in itertools.pairwise(tokens):
        for other, there in itertools.pairwise(stand):
            month = len(word) >= MONTH and (word.startswith(there) or there.startswith(word)) and len(there) >= MONTH
            if month and number != other and number.isdecimal() and other.isdecimal():
                return f"{other} {there}", f"{number} {word}"
    return "", ""


def _alike(right: str, told: str) -> tuple[str, str] | None:
    """ "het is Pieter de Witt" where Peter de Wit stands."""
    tokens, stand = words_in(right), words_in(told)
    windows = [stand[at : at + len(tokens)] for at in range(len(stand) - len(tokens) + 1)]
    if len("".join(tokens)) < LONG_ENOUGH or tokens in windows:
        return None
    near = (one for one in windows if difflib.SequenceMatcher(None, " ".join(one), " ".join(tokens)).ratio() >= ALIKE)
    return next(((" ".join(one), right) for one in near), None)


def _any(label: Label) -> str:
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in sorted(label.said, key=len, reverse=True))


def _phrase(said: str) -> str:
    """The first words, up to where another clause begins."""
    return " ".join(BREAKS.split(said)[0].split()[:PHRASE_AT_MOST])


def _after_article(wrong: str, right: str, told: str) -> str:
    """What has to come, without the article that stands there already: "een actrice" becomes "een gast"."""
    first, _, rest = right.partition(" ")
    return rest if rest and f"{first} {wrong}" in " ".join(words_in(told)) else right
