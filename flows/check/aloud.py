"""Finds what makes no sense when a text is spoken: signs, abbreviations and words that point at a place on the screen. Refuses to know voices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from flows.check.exceptions import Finding
from flows.check.student_texts import Line

# A voice says these one letter at a time, and so do people.
SPELLED = set("AI BBL BOL BPV BSN CAO CBS DUO EU GGD GGZ HBO HR ICT ID IND JOB KIS MBO OK OV PDF ROA ROC SBB SMS TV UWV VMBO VSO".split())
SHORT = re.compile(r"\b(?:[Bb]ijv|[Bb]v|o\.a|d\.w\.z|[Ii]\.v\.m|m\.b\.t|t/m|enz|etc|e\.d|evt|a\.u\.b|blz|nr|resp)\.|\bt/m\b")
PLACE = re.compile(r"\b(?:hieronder|hierboven|linksboven|rechtsboven|linksonder|rechtsonder|onderstaande?|bovenstaande?)\b", re.IGNORECASE)
CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
WEB = re.compile(r"\S+\.(?:nl|org|com|eu)\S*|(?<!\w)/\w+")  # an address is read as it is, and so is a command
SIGNS = "/+=<>#&|~^_@\\"


def findings(line: Line) -> Iterator[Finding]:
    """What a voice would skip, spell or stumble over in one line."""
    words = WEB.sub("", line.counted)
    for sign in dict.fromkeys(c for c in words if c in SIGNS or unicodedata.category(c) in ("So", "Sm", "Sk", "Co")):
        yield _found(line, sign, f"'{sign}' is alleen te zien, niet te horen: schrijf het in woorden")
    for hit in dict.fromkeys(SHORT.findall(words)):
        yield _found(line, hit, f"de afkorting '{hit}' leest slecht voor: schrijf haar voluit")
    for hit in dict.fromkeys(PLACE.findall(words)):
        yield _found(line, hit, f"'{hit}' wijst naar een plek op het scherm: noem de knop of de kaart bij de naam")
    for hit in dict.fromkeys(CAPITALS.findall(words)):
        if hit not in SPELLED:
            yield _found(line, hit, f"'{hit}' staat in hoofdletters: zo spelt een stem het letter voor letter. Gebruik **vet** voor nadruk")


def _found(line: Line, what: str, mend: str) -> Finding:
    return Finding("voorlezen", line, line.counted, what.lower(), mend)
