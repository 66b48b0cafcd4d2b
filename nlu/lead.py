"""Finds what stands behind a yes, a no or a thank you that a text begins with. Refuses to leave out a word that says more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlu.asking import asks, question_in
from nlu.phrases import lists, plain
from nlu.story import tells

FILE = "lead.yml"
WORDS_AT_LEAST = 4  # a shorter one is the yes or the no itself
REST_AT_LEAST = 2
TAIL = 3
LONGEST_FIRST = (3, 2, 1)  # words of a lead
SURE, IN_DOUBT, NOTHING = 0.5, 0.7, 0.45  # from here the rest is understood; below here a yes or no is in doubt, and anything else no guess
ANSWERS = ("ja", "nee", "bedankt")
# What is no more than the yes or no itself, and what may not be set going by a part of a sentence.
NO_MORE = frozenset(
    {"ja", "nee", "groet", "bedankt", "afscheid", "buiten_onderwerp", "beledigt_bot", "hulp_bot", "stop", "terug", "opnieuw", "crisis"}
)


def behind(text: str) -> str | None:
    """ "nee dank u, ik ben docent" → "ik ben docent"; None for a text that does not begin so, or says nothing more."""
    words = text.split()
    at, answers = 0, False
    while length := next((n for n in LONGEST_FIRST if at + n <= len(words) and _in("aanloop", words[at : at + n])), 0):
        answers = answers or _in("antwoord", words[at : at + length])
        at += length
    return " ".join(words[at:]) if answers and len(words) >= WORDS_AT_LEAST and len(words) - at >= REST_AT_LEAST else None


def without_tail(text: str) -> str:
    """ "Kan mijn baas bellen, ja of nee" is that question; nothing else is left out."""
    words = text.split()
    rest = " ".join(words[:-TAIL])
    ends = bool(lists(FILE)["staart"].fullmatch(plain(" ".join(words[-TAIL:]))))
    return rest if ends and len(words) - TAIL >= TAIL and asks(rest) else text


def outweighs(
    rest: str, whole: Mapping[str, float], of_rest: Mapping[str, float], parts: Sequence[Mapping[str, float]], likeliest: tuple[str, float]
) -> bool:
    """Whether the rest is what the text says: it was taken for a yes, a no or thanks, or not understood, and the rest means more.

    `parts` are those of the rest, and `likeliest` the particular question that it would be, with its chance."""
    if not whole or not of_rest:
        return False
    (first, chance), (intent, clear) = (max(chances.items(), key=lambda pair: pair[1]) for chances in (whole, of_rest))
    if first not in ANSWERS and chance >= NOTHING:
        return False
    if tells(rest, of_rest, parts):
        return intent not in ANSWERS or chance < IN_DOUBT
    if first in ANSWERS and question_in(rest, likeliest, intent, clear):
        return True
    return intent not in NO_MORE and (clear >= SURE or (first in ANSWERS and chance < IN_DOUBT))


def _in(name: str, words: Sequence[str]) -> bool:
    said = plain(" ".join(words))
    return (name == "aanloop" and not said.strip()) or bool(lists(FILE)[name].fullmatch(said))
