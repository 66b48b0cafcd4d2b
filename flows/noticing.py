"""Gathers what was noticed in what a student tells: grounds, moment, whom it happened to, a feeling, details that tell who somebody is.

Refuses to conclude anything from it.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.matching import mentions
from flows.model import Reading
from flows.whom import NEAR, NOT_SELF, OTHER, SAID, SELF, concerns_another, names_only_others, said_of, settled, tells_of_self
from flows.words import Label

OVER_A_LINE = "grens"  # the intent
DOUBT, SURE_UNSAID = 0.2, 0.98  # from here it counts beside a sign of it; without any

EXPERIENCES = ("ervaring_zoeken", "ervaring_werkvloer")  # what is told of oneself
SURE, CLEARLY = 0.6, 0.9
# Whom it happened to: the first that is said decides, for who tells of themselves compares with others afterwards.
WHO = {"omstander": "omstander", "ervaring_zoeken": "zelf", "ervaring_werkvloer": "zelf", "is_dit_discriminatie": "zelf"}
BODY, THREATENED = "seksueel", "bedreigd"
LINES = {THREATENED: "dreigen", "gepest": "pesten"}  # which line was crossed, and the words that say so
OF_THE_BODY = frozenset({"geslacht", "genderidentiteit", "geaardheid", "zwangerschap"})  # grounds beside which it may be about that
OF_ONESELF = frozenset({"geaardheid", "genderidentiteit"})  # grounds of which somebody tells "ik ben …", "dat ik …"
FEELING = {"emotie": "zwaar", "niet_geloofd": "zwaar"}


def noticed(text: str, reading: Reading, words: Mapping[str, Label], whom: Mapping[str, Label]) -> dict[str, object]:
    """What each of NOTICES (flows/model.py) finds in one text; plain JSON, without what was not found.

    Of `words`, `zelf` is about the one who tells, `zwak` mostly (where `iemand_anders` is in it, only if nlu sees no bystander) and
    `misschien_zelf` perhaps; `grens` is about somebody's body, `pesten` about bullying and `dreigen` about threats; `line` says which
    of those three; `vaak` that it was not once. That something went over a line of somebody's body decides what a student hears
    beforehand about what school must pass on; so a doubt counts where a sign of it stands (`teken`), and so does a text that nobody
    could read (nlu is away): better once too often. Bullying said in so many words is no doubt, nor is a line that
    went over somebody's skin or faith only.
    """
    unread = not reading.alternatives
    doubt = any(intent == OVER_A_LINE and chance >= DOUBT for intent, chance in reading.alternatives)
    body = reading.crisis_kind == "seksueel_geweld" or mentions(text, words["grens"])
    elsewhere = bool(reading.grounds) and not OF_THE_BODY & set(reading.grounds)
    surely = reading.intent == OVER_A_LINE and reading.confidence >= SURE_UNSAID
    looks = unread or surely or ((doubt or reading.intent == OVER_A_LINE) and mentions(text, words["teken"]))
    over = body or (looks and not elsewhere and not mentions(text, words["pesten"]))
    details = [{"tekst": text[start:end], "soort": kind} for start, end, kind in reading.identifying]
    intent = reading.intent if reading.confidence >= SURE else None
    found = {"grounds": list(reading.grounds), "phase": reading.phase, "identifying": details, "over_grens": over}
    # Who is called names beside another, tells of themselves too; "ik word er boos van" is also said of somebody else.
    bystander = WHO.get(intent) == "omstander"
    own = mentions(text, words["zelf"]) or (mentions(text, words["zwak"]) and not (bystander and mentions(text, words["iemand_anders"])))
    doubted = mentions(text, words["misschien_zelf"]) or (OF_ONESELF & set(reading.grounds) and mentions(text, words["wie_ik_ben"]))
    said = said_of(text, own, whom)
    another = said == NOT_SELF or (said == NEAR and not own and not doubted and intent not in EXPERIENCES)
    who = OTHER if another else SELF if own else None if bystander and doubted else WHO.get(intent)  # in doubt nobody is taken for one
    if who == OTHER and not another:
        clear = concerns_another(text, whom) or (reading.confidence >= CLEARLY and names_only_others(text, reading, whom))
        who = OTHER if clear else None
    elif who == SELF and not own and not tells_of_self(text, whom):
        who = None  # "zij heeft epilepsie, en haar stage zei …"
    line = BODY if body else next((kind for kind, said in LINES.items() if mentions(text, words[said])), None)
    found["often"] = mentions(text, words["vaak"])  # asked only where it was not said
    found |= {"who": who, SAID: said if own or another else None, "feeling": FEELING.get(intent), "line": line}
    return {what: value for what, value in found.items() if value}


def gathered(held: object, more: object) -> object:
    """What was held and what was noticed now, each thing once, in the order in which it was told. Of one thing the first stays."""
    if not isinstance(more, list):
        return held or more
    return [*(held or []), *(one for one in more if one not in (held or []))]


def kept(what: str, held: object, seen: Mapping[str, object]) -> object:
    """What of one of NOTICES is known after this text."""
    return settled(held, seen) if what == "who" else gathered(held, seen[what])
