"""Decides whether a text asks the particular question that it looks like. Refuses to answer a statement as if it was a question.

`nlu.components.question_finder` says which of nlu/questions it would be, and how surely; here it is held against the form of
the text and against its intent. The thresholds were chosen on nlu/evaluation/questions.jsonl and the exam, REPORT.md says what they give.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.phrases import lists, plain

FILE = "asking.yml"
ASKED, SAID = 0.08, 0.4  # from here a question counts; and a text that has not the form of one
ASKED_TALK, TALKED = 0.2, 0.35  # the same for a few words about how we talk: "kort graag"
BESIDE, CLEAR = 0.55, 0.7  # from here a question counts beside an intent of OWN that is this clear
SAID_BESIDE, CERTAINLY = 0.8, 0.95  # and a text that has not the form of one; beside an order
BESIDE_SOME = {
    "reageren": 0.28,
    "rechten_school": 0.3,
    "stage_zoeken": 0.4,
    "oefenen": 0.4,
    "uitleg_gronden": 0.3,
    "is_dit_discriminatie": 0.15,
    "externe_hulp": 0.2,
    "geen_bewijs": 0.97,
    "status_melding": 0.8,
}  # "wat kan ik doen" is mostly no question what to say back
# Where these are clear, a conversation of their own, or their own answer, is what was asked for.
OWN = frozenset(
    {
        "intrekken", "bewaren", "herinnering", "grens", "crisis", "stop", "terug", "opnieuw", "ja", "nee",
        "groet", "bedankt", "afscheid", "stage_weg", "buiten_onderwerp", "beledigt_bot",
        "wie_vertrouwenspersoon", "cijfers", "uitleg_stagediscriminatie", "uitleg_microagressie", "melden", "melden_anoniem", "melden_vertrouwelijk",
        *BESIDE_SOME,
    }
)  # fmt: skip
CERTAIN = 0.99
LOOKS, LOOKS_SAID, LOOKS_AS = 0.015, 0.06, 0.25  # from here it looks like a question; without the form of one; the second beside the first
LOOKS_CERTAIN = 0.3  # and where the intent is certain, which has an answer of its own
# Who says this, says it to the bot, and tells nothing that happened: who they are, for whom they come, that nothing may be sent.
TOLD_NOTHING = frozenset(
    {
        "vragen_bot.wil_iets_zeggen", "vragen_bot.stelt_zich_voor", "vragen_bot.verklikker", "vragen_bot.wat_heb_ik_hieraan",
        "vragen_melden.niets_melden", "vragen_mens.lach_je", "vragen_mens.het_werkte", "vragen_mens.voor_iemand",
    }
)  # fmt: skip
TOLD_IN = 18  # words; in a longer text something may be told beside it
YES_OR_NO = 3  # words of a plain one
OF_THIS_TALK = ("vragen_bot.te_veel_tekst", "vragen_wet.simpeler", "vragen_bot.niet_begrepen")
OF_ALL = ("vragen_wet.vraag_naar_afkomst", "vragen_wet.voorbeeld_beide")  # about how it is in general
ALONE = 4  # words that a question says enough in
SENTENCES = re.compile(r"(?<=[.!?\n])\s+")
# "ben 25 en doe entree", "mag niet op de trekker": who leaves out "ik" begins as a question does.
NO_SUBJECT = re.compile(
    r"ben (?!(?:ik|je|jij|jullie|u|er|hier|daar|dit) )|(?:mag|moet|kan|hoef) (?:niet|nooit|altijd|steeds|elke) (?!(?:ik|je|jij|u|hij|zij|ze|we) )"
)
SHORT = 12  # words: "ik heb dyslexie, kan het korter" tells nothing
PRACTICE = "oefenen"  # "geef een voorbeeld" looks like it, and asks for an explanation
ACCOUNTS = frozenset({"ervaring_zoeken", "ervaring_werkvloer"})  # "zijn er vier stagiairs en ik ben de enige" begins as a question does
KEEP = "bewaren"  # who says so without asking, wants it
ORDERS = frozenset({"melden", "melden_anoniem", "melden_vertrouwelijk"})
COMMANDS = ORDERS | {"stop", "terug", "opnieuw", "intrekken", "status_melding", "herinnering", "crisis", "grens"}  # to miss one of these costs most


def question_in(text: str, likeliest: tuple[str, float], intent: str, confidence: float) -> str | None:
    """The question of nlu/questions that `text` asks, by name: `vragen_wet.zwanger`."""
    name, chance = likeliest
    asked = asks(text) and not (intent in ACCOUNTS and confidence >= CERTAIN and not surely_asks(text))
    of_talk = name in OF_THIS_TALK and len(text.split()) <= SHORT
    needed = (ASKED_TALK if of_talk else ASKED) if asked else TALKED if of_talk else SAID
    if not asked and not of_talk and len(text.split()) <= YES_OR_NO:
        needed = SAID_BESIDE  # "mijn baas" is the answer to something
    ordered = intent not in ORDERS or not _begins(text, "open")  # "wat is het verschil" orders nothing
    answered = intent in OWN and not (intent in ("ja", "nee") and len(text.split()) > YES_OR_NO)  # "nee, dat durf ik niet" is more than no
    if answered and confidence >= CLEAR and ordered:
        explain = intent == PRACTICE and lists(FILE)["uitleg"].search(plain(text))
        enough = CERTAINLY if intent in COMMANDS else SAID_BESIDE
        if not asked and not explain and (intent == KEEP or chance < enough):  # "ik wil iets bewaren in een notitieboek"
            return None
        if intent == PRACTICE and lists(FILE)["oefenen"].search(plain(text)):
            return None
        beside = CERTAINLY if intent in ORDERS else BESIDE_SOME.get(intent, BESIDE)
        needed = max(needed, beside)
    return name if name and chance >= needed else None


def looks_like(text: str, questions: Sequence[tuple[str, float]], confidence: float) -> list[str]:
    """Of `questions`, likeliest first with their chances, those that may be meant: to be asked, not to be answered.

    `confidence`: that of the intent; one that is certain has its own answer."""
    first = questions[0][1]
    if confidence >= CERTAIN and first < LOOKS_CERTAIN:
        return []
    needed = max(LOOKS if asks(text) else LOOKS_SAID, LOOKS_AS * first)
    return [name for name, chance in questions if name and chance >= needed]


def only_asks(text: str, question: str | None) -> bool:
    """Whether it is a question from its first word to its last: what else stands in it is what is asked about, and nothing told."""
    if question in OF_THIS_TALK and len(text.split()) <= SHORT:
        return True
    if question in TOLD_NOTHING and len(text.split()) <= TOLD_IN:
        return True
    if question in OF_ALL and asks(text) and len(text.split()) <= SHORT:
        return True
    return _begins(text, "alleen") or (_begins(text, "begin") and (bool(question) or text.rstrip().endswith("?")))


def asks(text: str) -> bool:
    """Whether it has the form of a question."""
    return "?" in text or _begins(text, "begin") or _asks_within(text)


def surely_asks(text: str) -> bool:
    """The same, and no story has that form: "is gisteren gebeurd" begins as a question does."""
    return "?" in text or _begins(text, "alleen") or _asks_within(text)


def _asks_within(text: str) -> bool:
    return bool(lists(FILE)["midden"].search(plain(text))) and not _begins(text, "twijfel")


def asked_last(text: str, story: bool) -> str | None:
    """The last sentence of a text, where it may be what is asked and says by itself what that is about; in a story only with the form of one."""
    *before, last = [part for part in SENTENCES.split(text.strip()) if part.strip()] or [""]
    return last.strip() if before and len(last.split()) >= ALONE and (asks(last) or not story) else None


def _begins(text: str, name: str) -> bool:
    """What stands before it and says nothing ("maar", "oke") is passed over."""
    words, lead = plain(text), lists(FILE)["aanloop"]
    while found := lead.match(words):
        words = words[found.end() - 1 :]
    return bool(lists(FILE)[name].match(words)) and not (name != "open" and NO_SUBJECT.match(words.lstrip()))
