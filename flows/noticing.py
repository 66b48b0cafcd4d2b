"""Gathers what was noticed in what a student tells: grounds, moment, details that tell who somebody is. Refuses to conclude anything from it."""

from __future__ import annotations

from flows.model import Reading


def noticed(text: str, reading: Reading) -> dict[str, object]:
    """What each of NOTICES (flows/model.py) finds in one text; plain JSON, without what was not found."""
    details = [{"tekst": text[start:end], "soort": kind} for start, end, kind in reading.identifying]
    found = {"grounds": list(reading.grounds), "phase": reading.phase, "identifying": details}
    return {what: value for what, value in found.items() if value}


def gathered(held: object, more: object) -> object:
    """What was held and what was noticed now, each thing once, in the order in which it was told. The first moment stays."""
    if not isinstance(more, list):
        return held or more
    return [*(held or []), *(one for one in more if one not in (held or []))]
