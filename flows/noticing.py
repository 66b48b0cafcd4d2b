"""Gathers what was noticed in what a student tells: grounds, moment, whom it happened to, a feeling, details that tell who somebody is.

Refuses to conclude anything from it.
"""

from __future__ import annotations

from flows.model import Reading

SURE = 0.6
# Whom it happened to: the first that is said decides, for who tells of themselves compares with others afterwards.
WHO = {"omstander": "omstander", "ervaring_zoeken": "zelf", "ervaring_werkvloer": "zelf", "is_dit_discriminatie": "zelf"}
FEELING = {"emotie": "zwaar", "niet_geloofd": "zwaar"}


def noticed(text: str, reading: Reading) -> dict[str, object]:
    """What each of NOTICES (flows/model.py) finds in one text; plain JSON, without what was not found."""
    details = [{"tekst": text[start:end], "soort": kind} for start, end, kind in reading.identifying]
    intent = reading.intent if reading.confidence >= SURE else None
    found = {"grounds": list(reading.grounds), "phase": reading.phase, "identifying": details}
    found |= {"who": WHO.get(intent), "feeling": FEELING.get(intent)}
    return {what: value for what, value in found.items() if value}


def gathered(held: object, more: object) -> object:
    """What was held and what was noticed now, each thing once, in the order in which it was told. Of one thing the first stays."""
    if not isinstance(more, list):
        return held or more
    return [*(held or []), *(one for one in more if one not in (held or []))]
