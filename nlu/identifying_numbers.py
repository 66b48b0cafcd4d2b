"""Finds phone, e-mail, handle, BSN, student number, address and date. Refuses a number that belongs to a parcel or a ticket.

Every expression is bounded, so that no text is a slow path. Which words stand around a number is in identifying.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parent / "identifying.yml"
LISTS = yaml.safe_load(FILE.read_text(encoding="utf-8"))
AROUND = 45  # characters in which a word still belongs to a number
Span = tuple[int, int, str]


def _any(words: Iterable[str]) -> str:
    """One expression for a list; the longest first, or "sept" would stop at "sep"."""
    return "(?:" + "|".join(re.escape(str(word)) for word in sorted(words, key=lambda word: -len(str(word)))) + ")"


AT = r"(?:@|\s@\s|\s?[(\[{<]\s?(?:at|@|apenstaartje)\s?[)\]}>]\s?|\s(?:at|apenstaartje|apestaartje)\s)"
DOT = r"(?:\.|\s?[(\[{]\s?(?:punt|dot)\s?[)\]}]\s?|\s(?:punt|dot)\s)"
EMAIL = re.compile(
    rf"(?i)(?<![\w.+-])[\w+-]{{1,40}}(?:{DOT}[\w+-]{{1,40}}){{0,4}}{AT}[\w-]{{1,40}}(?:{DOT}[\w-]{{1,40}}){{0,3}}{DOT}[a-z]{{2,12}}(?![\w-])"
)
EMAIL_PLAIN = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
EMAIL_BARE = re.compile(r"(?i)(?<![\w.+-])[\w.+-]{1,64}@(?:gmail|hotmail|outlook|live|icloud|yahoo|ziggo|kpn|student)(?![\w.])")
AT_HANDLE = re.compile(r"(?<![\w@./+-])@(\w(?:[\w.]{1,30}\w)?)")
SITE_HANDLE = re.compile(rf"(?i)(?<![\w@])(?:https?://)?(?:www\.|nl-nl\.)?{_any(LISTS['media_sites'])}/(?:in/|add/|user/|@)?@?[\w.-]{{2,40}}\w")
MEDIA_HANDLE = re.compile(
    rf"(?i)(?<![\w@.]){_any(LISTS['media'])}(?:naam|account|gebruikersnaam|name|tag)?(?P<sign>(?:\s?(?:naam|account|nick|user|username)(?=[\s:=]))?"
    rf"(?:\s?[:=(]+\s?|\s(?:is|heet|heten|naam|als|onder|met)\s|\s)(?:(?:is|:|=|heet|gewoon|als)\s?)?)@?(?P<handle>\w(?:[\w.-]{{1,30}}\w)(?:\#\d{{4}})?)(?![@\w])"
)
PHONE = re.compile(r"(?<![\w+])(?:\+|00)?\(?\d\)?(?:(?:\s?[-./]\s?|\s(?:en\s)?(?:dan\s)?)?\(?\d\)?){7,15}(?!\w)")
MOBILE_BARE = re.compile(r"(?<![\w+])6(?:[\s.-]?\d){8}(?!\w)")
_DIGIT_WORDS = _any(LISTS["cijferwoorden"])
SPOKEN = re.compile(rf"(?i)(?<!\w)(?:{_DIGIT_WORDS}|\d{{1,8}})(?:[\s,-]{{1,2}}(?:{_DIGIT_WORDS}|\d{{1,8}})){{6,13}}(?!\w)")
NINE = re.compile(r"(?<![\w+.-])\d(?:[ .-]?\d){7,8}(?!\d|\w|[.-]\d)")
STUDENT_SIGNED = re.compile(
    rf"(?i)(?<!\w){_any(LISTS['student_woorden'])}\.?(?:[\s:=]|is|zijn|was|dat|en|nr|nummer|van|mij|mn|mijn){{0,24}}(?P<number>[a-z]{{0,2}}\d{{5,9}})(?![\w@])"
)
STUDENT_MORE = re.compile(r"(?i)\s?(?:,|en|of|&)\s?(?P<number>[a-z]{0,2}\d{5,9})(?![\w@])")
STUDENT_LETTER = re.compile(r"(?i)(?<![\w@.])(?:s|st|p|d)\d{6,9}(?![\w@])")
SEVEN = re.compile(r"(?<![\w+.,-])\d{7}(?![\w@]|[.,-]\d)")
MONTH = _any(LISTS["maanden"])
DAY, NUMBER = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:(?:19|20)\d{2}|['’]?\d{2})"
_ON = r"(?:op|van|sinds|vanaf|tot|datum|d\.?d\.?|gisteren|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|geboren)"
DATES = (
    re.compile(rf"(?<![\w.,/-]){DAY}(?P<s>[-/.]){NUMBER}(?P=s){YEAR}(?![\w/-])"),
    re.compile(rf"(?<![\w.,/-]){DAY}\s?-\s?{NUMBER}\s?-\s?(?:19|20)\d{{2}}(?![\w/-])"),
    re.compile(rf"(?<![\w.,/-])(?:19|20)\d{{2}}-{NUMBER}-{DAY}(?![\w/-])"),
    re.compile(
        rf"(?i)(?<![\w.,/-]){DAY}(?:e|ste|de)?\s(?:van\s)?{MONTH}\.?(?:\s['’]?(?:(?:19|20)\d{{2}}|2\d(?!\s?(?:uur|keer|x|jaar|mensen|euro))))?(?!\w)"
    ),
    re.compile(rf"(?i)(?<!\w){_ON}:?\s(?P<date>{DAY}[-/]{NUMBER})(?![\w/-]|[.,]\d)"),
)
POSTCODE = r"[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}(?!\w)"
_TOWN = (
    "(?:"
    + "|".join(re.escape(town) for town in sorted(LISTS["steden"], key=lambda town: -len(town)))
    + r")(?:-(?:Noord|Zuid|Oost|West|Zuidoost))?(?!\w)"
)
_FLOOR = r"(?:\s?-\s?\d{1,3}|\s?-\s?I{1,3}V?(?!\w)|\s?[a-zA-Z](?![\w'’])|\s?(?:bis|hs|huis|rood|zwart|boven|I{1,3}|IV)(?!\w))"
_HOUSE = rf"(?:nr\.?\s|nummer\s|huisnummer\s)?\d{{1,4}}{_FLOOR}*(?![\w:])"
_TAIL = rf"(?:,?\s?{POSTCODE})?(?:,?\s{_TOWN})?"
_STREET_END = _any(LISTS["straten"]) + r"\.?"
_NO_COUNT = r"(?!\s?(?:keer|x|uur|dagen|weken|maanden|jaar|euro|mensen|man|minuten|personen)(?!\w))"
_ALONE = "(?:Gracht|Plein|Markt|Kade|Singel|Dijk|Laan|Brink|Hof|Hoven|Dreef|Steeg|Weg|Straat|Park|Haven|Wal|Vest|Dam|Zoom|Baan|Horst)"
_NOT_BEFORE = r"(?!(?:Op|In|Aan|Bij|Naar|Ik|Mijn|Adres|Woon|Maat|Kamer|Lokaal|Niveau)\s)"
_BEFORE = rf"(?:{_NOT_BEFORE}(?:[A-Z][\w'’-]{{0,20}}\.?|[1-3]e)\s(?:(?:de|der|den|van|het|ten|ter|in|[A-Z][\w'’-]{{0,20}}\.?)\s){{0,2}})?"
_OF = r"(?:Laan|Weg|Plein|Hof|Plaats|Singel|Park|Boulevard|Gracht|Straat)\s(?:(?:van|der|de|den|het|ter|ten)\s){1,2}(?:[A-Z][\w'’-]{1,25}\s){1,3}"
_NAMED = rf"(?P<street>[A-Z][\w'’-]{{1,30}}?{_STREET_END})"
ADDRESSES = (
    re.compile(rf"(?<!\w)Achter\s(?:(?:de|het|den)\s)?[A-Z][\w'’-]{{1,30}}\s{_HOUSE}{_TAIL}"),
    re.compile(rf"(?<!\w)Plein\s(?:19|20)\d{{2}}\s{_HOUSE}{_TAIL}"),
    re.compile(rf"(?<!\w)(?:{_BEFORE}{_NOT_BEFORE}{_NAMED}|(?:[A-Z][\w'’-]{{1,20}}\s){{1,3}}{_ALONE})\s{_HOUSE}{_NO_COUNT}{_TAIL}"),
    re.compile(rf"(?<!\w){_OF}{_HOUSE}{_TAIL}"),
    re.compile(rf"(?<!\w){_NOT_BEFORE}(?:[A-Z][\w'’-]{{1,25}}\s){{1,3}}{_HOUSE}(?=,?\s(?:{POSTCODE}|{_TOWN})){_TAIL}"),
    re.compile(rf"(?<!\w)(?:Winkelcentrum|Bedrijvenpark|Industrieterrein|Bedrijventerrein)\s[A-Z][\w'’-]{{1,30}}\s{_HOUSE}{_TAIL}"),
    re.compile(rf"(?<!\w){POSTCODE}(?:\s\d{{1,4}}[a-zA-Z]?(?![\w:]))?(?:,?\s{_TOWN})?"),
)
_SMALL = r"[a-z'’-]{3,30}?(?:straat|laan|weg|plein|kade|dijk|singel|gracht|hof|steeg|dreef|plantsoen|pad)|(?<=oude\s)gracht"
_OLD = r"(?:(?:lange|korte|oude|nieuwe|grote|kleine|hoge|lage)\s)?"
AT_HOME = re.compile(
    rf"(?i:(?<!\w)(?:woon|woont|wonen|adres|bezoekadres|postadres|gevestigd|bezorgd))(?:\s?:|\s(?:is|op|aan|in|we|nu|zelf|hier)){{0,3}}\s"
    rf"(?P<place>(?:(?:de|het)\s)?(?:[A-Z][\w'’-]{{1,25}}\s){{1,3}}{_HOUSE}{_NO_COUNT}{_TAIL})"
)
POST_BOX = re.compile(rf"(?i:(?<!\w)postbus)\s\d{{1,6}}(?!\w){_TAIL}")
STREET_SMALL = re.compile(rf"(?<![\w@.]){_OLD}(?P<street>{_SMALL})\s{_HOUSE}{_TAIL}{_NO_COUNT}")
POSTCODE_SMALL = re.compile(r"(?i)(?<!\w)(?:postcode|pc)(?:\sis)?:?\s(?P<code>[1-9]\d{3}\s?[a-z]{2})(?!\w)")


def spans(text: str) -> Iterator[Span]:
    """In the order in which they win."""
    for expression in (EMAIL_PLAIN, EMAIL, EMAIL_BARE):
        yield from ((hit.start(), hit.end(), "EMAIL") for hit in expression.finditer(text))
    yield from _handles(text)
    yield from _signed(text)
    for expression in ADDRESSES:
        yield from ((hit.start(), hit.end(), "ADRES") for hit in expression.finditer(text) if hit.groupdict().get("street") not in LISTS["steden"])
    yield from ((*hit.span("place"), "ADRES") for hit in AT_HOME.finditer(text))
    yield from ((hit.start(), hit.end(), "ADRES") for hit in POST_BOX.finditer(text))
    for expression in DATES:
        yield from (
            (*hit.span("date" if "date" in expression.groupindex else 0), "DATUM") for hit in expression.finditer(text) if _is_date(text, hit)
        )
    yield from _phones(text)
    yield from _unsigned(text)
    yield from ((hit.start(), hit.end(), "ADRES") for hit in STREET_SMALL.finditer(text) if hit["street"] not in LISTS["geen_straat"])
    yield from ((*hit.span("code"), "ADRES") for hit in POSTCODE_SMALL.finditer(text))


def passes_eleven(digits: str) -> bool:
    """The check of a citizen service number: 9×a + 8×b + … + 2×h − i is a multiple of eleven."""
    digits = digits.zfill(9)
    return digits != "000000000" and sum(int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0


def _handles(text: str) -> Iterator[Span]:
    for hit in SITE_HANDLE.finditer(text):
        yield hit.start(), hit.end(), "SOCIAL"
    for hit in AT_HANDLE.finditer(text):
        if hit[1].lower() not in LISTS["geen_handle"] and not hit[1].isdigit():
            yield hit.start(), hit.end(), "SOCIAL"
    place = 0
    while hit := MEDIA_HANDLE.search(text, place):
        handle, sign = hit["handle"], hit["sign"].strip().lower()
        strange = bool(re.search(r"\d|\w[._]\w|_|\#", handle)) and not re.fullmatch(r"\d{1,4}|\d+[.:]\d+", handle)
        known = handle.lower() in LISTS["na_media"] or handle.lower() in LISTS["media"]
        told = sign != "" and sign != "met"
        if strange or (told and not known):
            start = hit.start("handle") - (text[hit.start("handle") - 1] == "@")
            yield start, hit.end("handle"), "SOCIAL"
        place = hit.start() + 2


def _signed(text: str) -> Iterator[Span]:
    """Numbers that say themselves what they are."""
    for hit in STUDENT_SIGNED.finditer(text):
        yield (*hit.span("number"), "STUDENTNUMMER")
        more = STUDENT_MORE.match(text, hit.end())
        while more:
            yield (*more.span("number"), "STUDENTNUMMER")
            more = STUDENT_MORE.match(text, more.end())
    for hit in STUDENT_LETTER.finditer(text):
        yield hit.start(), hit.end(), "STUDENTNUMMER"
    for hit in NINE.finditer(text):
        if _words_before(text, hit.start()) & _set("bsn_woorden") and not hit[0].startswith("06"):
            yield hit.start(), hit.end(), "BSN"


def _unsigned(text: str) -> Iterator[Span]:
    """Numbers that only look like one: not when a word before says that they are of something else."""
    for hit in NINE.finditer(text):
        digits = re.sub(r"\D", "", hit[0])
        if (len(digits) == 9 or len(hit[0]) > 8) and passes_eleven(digits) and not _elsewhere(text, *hit.span()):
            yield hit.start(), hit.end(), "BSN"
    for hit in SEVEN.finditer(text):
        if not _elsewhere(text, *hit.span()):
            yield hit.start(), hit.end(), "STUDENTNUMMER"


def _phones(text: str) -> Iterator[Span]:
    for hit in PHONE.finditer(text):
        start, end = hit.span()
        digits = re.sub(r"\D", "", hit[0])
        if text[start] == "(" and ")" not in hit[0] or _elsewhere(text, start, end):
            continue
        abroad = hit[0].startswith(("+", "00"))
        dutch = digits.startswith("0") and not digits.startswith("00") and len(digits) == 10
        if dutch or (abroad and 10 <= len(digits.lstrip("0")) <= 14):
            yield start, end, "TELEFOON"
    for hit in MOBILE_BARE.finditer(text):
        if _words_before(text, hit.start()) & _set("telefoon_woorden"):
            yield hit.start(), hit.end(), "TELEFOON"
    for hit in SPOKEN.finditer(text):
        spoken = [LISTS["cijferwoorden"].get(word.lower(), word) for word in re.findall(r"\w+", hit[0])]
        if any(word.isalpha() for word in re.findall(r"\w+", hit[0])) and 8 <= len("".join(map(str, spoken))) <= 12:
            yield hit.start(), hit.end(), "TELEFOON"


def _is_date(text: str, hit: re.Match[str]) -> bool:
    """ "1 mei" is one; "5 mrt" too; but "10 mei-nummers" and a version number are not."""
    return not re.match(r"-\w", text[hit.end() : hit.end() + 2])


def _elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a word beside the number says that it is of a parcel, a ticket, a pass."""
    after = {word for word in re.findall(r"[^\W\d_]+", text[end : end + 18].lower())[:2]}
    return bool((_words_before(text, start) | (after & {"wachtwoord", "euro"}) | _after_as(text, end)) & _set("andermans_nummers"))


def _after_as(text: str, end: int) -> set[str]:
    """ "123456789 als wachtwoord"."""
    said = re.match(r"\s(?:als|is|was|voor)\s(?:het\s|mijn\s|mn\s|de\s|een\s)?(\w+)", text[end : end + AROUND])
    return {said[1].lower()} if said else set()


def _words_before(text: str, start: int) -> set[str]:
    """The words shortly before, up to the end of the sentence before."""
    before = re.split(r"[!?;\n]|\.\s", text[max(0, start - AROUND) : start])[-1].lower()
    return set(re.findall(r"[^\W\d_]+", before))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(LISTS[name])
