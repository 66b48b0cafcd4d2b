"""Finds what could tell who somebody is: numbers, addresses, handles, dates, names with a clear sign. Refuses to promise that it finds all.

Offsets are code points in the text as it came. Names by their sign only (ik heet, mevrouw): the student looks at the preview.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
STREETS = "straat|laan|weg|plein|kade|dijk|singel|gracht|hof|pad"
SOCIALS = "insta(?:gram)?|snap(?:chat)?|tiktok|discord|telegram"
STUDENT_NUMBERS = r"(?:studentnummer|studentnr|leerlingnummer|leerlingnr|stud\.?\s?nr)\.?\s?(?:is|:)?\s*"
SHOPS = "Albert Heijn|Jumbo|Lidl|Kruidvat|Coolblue|MediaMarkt|PostNL"
WORDS_TOO = "AH|Aldi|Action|Etos|Hema|Gamma|Praxis|Karwei|IKEA|KPN|ING|Rabobank|NS"  # only behind "bij de", or "action" is one
DAY, MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
BETWEEN = r"(?:van|de|der|den|el|al|ten|ter|[A-Z][\w'-]+)"
KINDS = (
    ("EMAIL", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")),
    ("SOCIAL", re.compile(r"(?<![\w@])@\w[\w.]{2,29}")),
    ("SOCIAL", re.compile(rf"(?i)(?<!\w)(?:{SOCIALS})\s?(?:naam|is|:|=)+\s*(?:is\s)?@?([\w.]{{3,30}})")),
    ("TELEFOON", re.compile(r"(?<![\w+])(?:\+31|0031|0)[\s-]?(?:\(0\)[\s-]?)?[1-9](?:[\s-]?\d){8}(?!\d)")),
    ("STUDENTNUMMER", re.compile(rf"(?i)(?<!\w){STUDENT_NUMBERS}(s?\d{{5,9}})(?!\d)")),
    ("BSN", re.compile(r"(?<!\d)\d{4}[. ]?\d{2}[. ]?\d{2,3}(?!\d)|(?<!\d)\d{3}[. ]\d{3}[. ]\d{3}(?!\d)")),
    ("STUDENTNUMMER", re.compile(r"(?i)(?<!\w)s\d{6,9}(?!\d)")),
    ("ADRES", re.compile(rf"(?<!\w)[A-Z][\w'-]{{0,40}}?(?:{STREETS})\s\d{{1,4}}\s?[a-zA-Z]?(?!\w)")),
    ("ADRES", re.compile(r"(?<!\d)[1-9]\d{3}\s?[A-Z]{2}(?!\w)")),
    ("DATUM", re.compile(rf"(?<!\d){DAY}[-/.]{MONTH}(?:[-/.]\d{{2,4}})?(?![\d,\w])")),
    ("DATUM", re.compile(rf"(?i)(?<!\d){DAY}\s(?:{MONTHS})(?:\s\d{{4}})?(?!\w)")),
    ("NAAM", re.compile(rf"(?i:(?:ik heet|mijn naam is|mn naam is)\s)([A-Z][\w'-]+(?:\s{BETWEEN})*)")),
    ("NAAM", re.compile(r"(?i:(?:meneer|mevrouw|mevr\.?|dhr\.?|juf|meester)\s)((?:(?:van|de|der|den|el|al)\s)*[A-Z][\w'-]+)")),
    ("BEDRIJF", re.compile(rf"(?i:\b(?:bij|van)\s(?:de|het)\s)((?:{SHOPS}|{WORDS_TOO})\b)")),
    ("BEDRIJF", re.compile(rf"\b({SHOPS})\b")),
)


class Detail(NamedTuple):
    start: int
    end: int
    kind: str


def details_in(text: str) -> list[Detail]:
    """By place, never overlapping; where two kinds fit, the one named first above wins."""
    found: list[Detail] = []
    for kind, expression in KINDS:
        for hit in expression.finditer(text):
            start, end = hit.span(hit.lastindex or 0)
            if kind == "BSN" and not passes_eleven(re.sub(r"\D", "", hit[0])):
                continue
            if all(end <= other.start or start >= other.end for other in found):
                found.append(Detail(start, end, kind))
    return sorted(found)


def passes_eleven(digits: str) -> bool:
    """The check of a citizen service number: 9×a + 8×b + … + 2×h − i is a multiple of eleven."""
    digits = digits.zfill(9)
    return digits != "000000000" and sum(int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0
