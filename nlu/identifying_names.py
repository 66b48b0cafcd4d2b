"""Finds names of people and companies by lists and by the words around them. Refuses to know everybody: the student looks at the preview.

A name that is a word too (Storm, Bloem, Action) needs a capital inside a sentence or a sign beside it: "heet", "collega", "zegt".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

HERE = Path(__file__).resolve().parent
WORD = re.compile(r"v\.d\.(?=\s)|['’]t(?=\s)|[^\W\d_]+(?:['’-][^\W\d_]+)*")
INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,4}(?:(?:van|de|der|den|el|al|ter|ten)\s){0,3}(?P<last>[A-Z][^\W\d_]+(?:[-'’][^\W\d_]+)*)")
CAMEL = re.compile(r"[A-Z][a-z]{2,}(?:[A-Z][a-z]{2,})+")
LONGEST_NAME = 6  # words
STRONG = frozenset("zei zegt vroeg vraagt riep roept lacht lachte vindt vond noemt noemde appte appt belde mailde fluisterde schreef schold vertelde zelf".split())
DETERMINERS = frozenset("de het een mijn mn me ons onze dat die deze dit zijn haar hun jouw zon".split())
TO_A_PLACE = frozenset("in uit naar te vanuit richting op via zo".split())
BESIDE_ONE = frozenset("volgens door met tegen vroeg belde appte mailde omdat dat toen ene namens zoals noemen".split())
WHO = frozenset("ik k hij zij ze die en".split())
NEAR = frozenset("bij van in naar voor".split())
ASIDE = frozenset("die dus mijn mn een onze de hij zij ze zo".split())
OF_A_LAND = ("ische", "aanse", "ese", "isch", "aans", "achtig")
SMALL_PARTICLES = frozenset("v.d. vd van de der den el al ten ter bin ben da dos di du le la von vande vander".split())
Span = tuple[int, int, str]


class Token(NamedTuple):
    start: int
    end: int
    text: str
    key: str  # lower case, without accents
    first: bool  # of a sentence, a quotation or a line
    near: bool  # only one space after the token before

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() and not (len(self.text) > 1 and self.text.isupper())


def key_of(word: str) -> str:
    """ "Gül" is "gul"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return bare.lower().replace("ı", "i").replace("’", "'").replace("i̇", "i")


class Words(NamedTuple):
    """The lists, ready to look up."""

    names: frozenset[str]
    names_too: frozenset[str]
    surnames: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    before: frozenset[tuple[str, ...]]
    after: frozenset[str]
    common: frozenset[str]
    kinds: frozenset[str]
    endings: tuple[str, ...]
    behind: frozenset[str]
    company_after: frozenset[str]
    nobody: frozenset[str]
    towns: frozenset[str]
    chains: dict[str, list[tuple[str, ...]]]
    chains_too: frozenset[str]


@cache
def words() -> Words:
    def read(name: str) -> dict:
        return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))

    def keys(items: list) -> frozenset[str]:
        return frozenset(key_of(str(item)) for item in items)

    people, firms = read("names.yml"), read("companies.yml")
    common = frozenset(read("common_words.yml")["woorden"].split())
    known = keys(people["voornamen"]) | keys(people["meer_voornamen"])
    too = keys(people["ook_woorden"]) | (known & common)
    chains: dict[str, list[tuple[str, ...]]] = {}
    for chain in firms["ketens"]:
        parts = tuple(key_of(part) for part in WORD.findall(str(chain)))
        chains.setdefault(parts[0], []).append(parts)
    towns = frozenset(key_of(part) for town in read("identifying.yml")["steden"] for part in WORD.findall(town) if len(part) > 3)
    return Words(
        names=known - too,
        names_too=too,
        surnames=keys(people["achternamen"]),
        particles=keys(people["tussenvoegsels"]),
        titles=keys(people["aanspreken"]),
        roles=keys(people["rollen"]),
        before=frozenset(tuple(key_of(part) for part in WORD.findall(str(sign))) for sign in people["naam_volgt"]),
        after=keys(people["naam_voor"]),
        common=common,
        kinds=keys(firms["soorten"]),
        endings=tuple(firms["soort_uitgangen"]),
        behind=keys([str(word).replace(".", "") for word in firms["achter_de_naam"]]),
        company_after=keys(firms["bedrijf_volgt"]),
        nobody=keys(firms["geen_naam"]),
        towns=towns,
        chains={first: sorted(ways, key=len, reverse=True) for first, ways in chains.items()},
        chains_too=keys(firms["ketens_ook_woorden"]),
    )


def tokens_of(text: str) -> list[Token]:
    found: list[Token] = []
    end = 0
    for hit in WORD.finditer(text):
        gap = text[end : hit.start()]
        first = not found or bool(re.search(r"[.!?:;\n\"'‘’“”«(*•]|\s-", gap))
        found.append(Token(hit.start(), hit.end(), hit[0], key_of(hit[0]), first, bool(found) and gap in (" ", "  ")))
        end = hit.end()
    return found


class Finder:
    """One text. Companies first, then people; a word is used once."""

    def __init__(self, text: str):
        self.text, self.words = text, words()
        self.tokens = tokens_of(text)
        self.taken: dict[int, str] = {}
        self.spans: list[Span] = []
        shouted = sum(token.capital and not token.first and token.key in self.words.common and len(token.key) > 1 for token in self.tokens)
        self.capitals = shouted < 3  # "Ik Ben Zo Boos": then a capital says nothing

    def find(self) -> list[Span]:
        for rule in (self._chains, self._kinds, self._endings, self._initials, self._titles, self._people, self._near, self._again):
            rule()
        return self.spans

    # what a word may be

    def _cap(self, i: int) -> bool:
        return self.capitals and 0 <= i < len(self.tokens) and self.tokens[i].capital

    def _key(self, i: int) -> str:
        return self.tokens[i].key if 0 <= i < len(self.tokens) else ""

    def _near_next(self, i: int) -> bool:
        return i + 1 < len(self.tokens) and self.tokens[i + 1].near

    def _unknown(self, i: int) -> bool:
        """With a capital, and no word, place or people of which we know that it is nobody."""
        key = self._key(i)
        w = self.words
        if key.endswith(OF_A_LAND) or len(key) < 2:
            return False
        return self._cap(i) and not (key in w.common or key in w.nobody or key in w.towns or key in w.roles or key in w.titles)

    def _take(self, first: int, last: int, kind: str, end: int | None = None) -> None:
        if any(i in self.taken for i in range(first, last + 1)):
            return
        for i in range(first, last + 1):
            self.taken[i] = kind
        self.spans.append((self.tokens[first].start, end or self._bare_end(last), kind))

    def _bare_end(self, i: int) -> int:
        """Without the s of "Sanne's", but with that of "McDonald's"."""
        token = self.tokens[i]
        return token.end - 2 if token.text.lower().endswith(("'s", "’s")) and token.key.split("'")[0] in self.words.names | self.words.names_too else token.end

    # companies

    def _chains(self) -> None:
        w = self.words
        for i, token in enumerate(self.tokens):
            for way in w.chains.get(token.key, ()):
                last = i + len(way) - 1
                if tuple(self._key(j) for j in range(i, last + 1)) == way and self._close(i, last):
                    after = self.text[self.tokens[last].end : self.tokens[last].end + 4]
                    self._take(i, last, "BEDRIJF", self.tokens[last].end + 4 if after == ".com" else None)
                    break
            else:
                if token.key in w.chains_too and self._is_chain(i):
                    self._take(i, i, "BEDRIJF")

    def _close(self, first: int, last: int) -> bool:
        return all(len(self.text[self.tokens[i].end : self.tokens[i + 1].start].strip()) <= 1 and self.tokens[i + 1].start - self.tokens[i].end <= 3 for i in range(first, last))

    def _is_chain(self, i: int) -> bool:
        before, token = self._key(i - 1), self.tokens[i]
        behind = before in NEAR or (before == "de" and self._key(i - 2) in NEAR)
        if token.text[0].isupper() and (self.capitals or behind) and not token.first:
            return behind or token.key not in self.words.names_too and token.key not in self.words.nobody
        return token.near and (before == "bij" or (before == "de" and self._key(i - 2) in NEAR)) and token.key not in self.words.common

    def _kinds(self) -> None:
        """ "Zorggroep Lindehof", "fysio Beweegt", "bij garage van dijk"."""
        w = self.words
        for i, token in enumerate(self.tokens):
            typed = token.key in w.kinds or (self._cap(i) and len(token.key) > 6 and token.key.endswith(w.endings))
            if not typed or not self._near_next(i) or i in self.taken:
                continue
            last = self._company_end(i)
            if last > i:
                alone = token.text[0].islower() and self._key(i - 1) in DETERMINERS
                self._take(i + alone, last, "BEDRIJF", self._and_sons(last))

    def _company_end(self, i: int) -> int:
        """The last word of the name that follows the kind of company at i; i itself when none does."""
        last, j = i, i
        while self._near_or_and(j) and j - i < LONGEST_NAME - 1:
            j += 1
            token = self.tokens[j]
            if token.text[0].isupper() and (self.capitals or token.key in self.words.surnames) and not (token.first and j == i + 1):
                if token.key in self.words.common and last == i and not self._cap(j + 1):
                    break
                if last == i and (token.key in self.words.nobody or token.key in self.words.towns) and self.tokens[i].text[0].islower():
                    break
                last = j
            elif token.key in self.words.surnames and token.key not in self.words.common and (last == i):
                last = j
                break
            elif token.key == "en" and self._key(j + 1) in ("zonen", "zoon", "zn", "dochters", "partners", "co"):
                continue
            elif token.key not in SMALL_PARTICLES | {"het", "'t"}:
                break
        return last

    def _near_or_and(self, i: int) -> bool:
        if i + 1 >= len(self.tokens):
            return False
        return self.tokens[i + 1].near or self.text[self.tokens[i].end : self.tokens[i + 1].start] in (" & ", "&", " + ")

    def _and_sons(self, last: int) -> int | None:
        end = self.tokens[last].end
        return end + 1 if self.tokens[last].key in ("zn", "co") and self.text[end : end + 1] == "." else None

    def _endings(self) -> None:
        """ "Brink Techniek", "NetPulse BV", "WorkFlex"."""
        for i, token in enumerate(self.tokens):
            behind = token.text[0].isupper() and token.key in self.words.behind and token.near and not token.first
            if behind and i and self._unknown(i - 1):
                first = i - 1
                while first and self.tokens[first].near and self._unknown(first - 1) and not self.tokens[first].first:
                    first -= 1
                self._take(first, i, "BEDRIJF")
        for i, token in enumerate(self.tokens):
            if CAMEL.fullmatch(token.text) and token.key not in self.words.nobody and token.key not in self.words.names:
                self._take(i, i, "BEDRIJF")

    def _near(self) -> None:
        """ "bij Van Mossel", "van Broodzaak", "stage bij de Xenia"."""
        w = self.words
        for i, token in enumerate(self.tokens):
            if token.key not in w.company_after:
                continue
            j = i + 1
            if self._near_next(i) and self._key(j) in ("de", "het", "den") and not self._cap(j) and token.key in ("bij", "van"):
                j += 1
            if j >= len(self.tokens) or not self.tokens[j].near or j in self.taken or token.key in ("voor", "tegen", "naar", "over", "aan") and j > i + 1:
                continue
            if self._cap(j) and self._key(j) in ("van", "de", "het", "den", "'t") and self._cap(j + 1) and self._near_next(j):
                self._take(j, self._run(j + 1), "BEDRIJF")
            elif self._unknown(j) and self._key(j) not in w.names | w.names_too | w.surnames and token.key not in ("voor", "tegen", "naar"):
                self._take(j, self._run(j), "BEDRIJF")

    def _run(self, i: int) -> int:
        """The last of the words with a capital that follow each other."""
        while self._near_or_and(i) and self._cap(i + 1) and not self.tokens[i + 1].first and i + 1 not in self.taken:
            i += 1
        return i

    # people

    def _initials(self) -> None:
        for hit in INITIALS.finditer(self.text):
            key, letters = key_of(hit["last"]), re.sub(r"[^A-Z]", "", hit[0][: hit.start("last") - hit.start()])
            if (key in self.words.surnames or key not in self.words.common | self.words.nobody) and letters not in ("BV", "NV", "VOF"):
                inside = [i for i, token in enumerate(self.tokens) if token.start >= hit.start() and token.end <= hit.end()]
                if inside:
                    self._take(inside[0], inside[-1], "NAAM")

    def _titles(self) -> None:
        w = self.words
        for i, token in enumerate(self.tokens):
            if token.key not in w.titles or i in self.taken or not self._follows(i):
                continue
            j = i + 1
            while self._key(j) in SMALL_PARTICLES and self._near_next(j) and j < i + 4:
                j += 1
            strict = token.key in ("mr", "ms", "hr", "dr", "miss", "meester", "heer", "oom", "tante", "ome", "dokter", "abi", "abla", "mej")
            key = self._key(j)
            if self.tokens[j].text[0].isupper():
                good = key not in w.common and key not in w.nobody or key in w.surnames | w.names
            elif j > i + 1:
                good = key in w.surnames
            else:
                good = key in w.names or (not strict and self._key(i - 1) not in DETERMINERS and len(key) > 1 and key not in w.common | w.roles | w.after | w.particles | w.nobody | w.kinds)
            if good and j not in self.taken:
                self._take(i, self._name_end(j), "NAAM")

    def _follows(self, i: int) -> bool:
        return i + 1 < len(self.tokens) and self.text[self.tokens[i].end : self.tokens[i + 1].start] in (" ", ". ", ".")

    def _people(self) -> None:
        w = self.words
        for i, token in enumerate(self.tokens):
            if i in self.taken:
                continue
            key = token.key.removesuffix("'s")
            if self._signed(i) or self._after_role(i):
                good = self._signed_name(i, key)
            elif key in w.names:
                good = not (token.text.isupper() and len(key) < 4 and len(self.tokens) > 1)
            elif key in w.names_too:
                good = self._is_name_too(i, key)
            elif key.partition("-")[0] in w.names and key.partition("-")[2] in w.names | w.names_too:
                good = True
            else:
                good = self._looks_like_one(i, key)
            if good:
                self._take(self._name_start(i), self._name_end(i), "NAAM")

    def _signed(self, i: int) -> bool:
        """Whether "heet", "mijn naam is", "groetjes" stands before."""
        back = tuple(self._key(j) for j in range(max(0, i - 4), i))
        return any(back[-length:] in self.words.before for length in (1, 2, 3, 4) if len(back) >= length)

    def _after_role(self, i: int) -> bool:
        return i > 0 and self.tokens[i].near and self._key(i - 1) in self.words.roles

    def _signed_name(self, i: int, key: str) -> bool:
        w, token = self.words, self.tokens[i]
        back = self._key(i - 1)
        if key in w.names:
            return True
        if token.first and back not in ("naam", "groet", "groetjes", "groeten", "liefs", "mvg", "gr", "namens", "heet"):
            return self._is_name_too(i, key) if key in w.names_too else False
        if token.text[0].isupper() and self.capitals:
            return self._unknown(i) and key not in w.kinds or key in w.names_too and key not in w.nobody
        who = self._key(i - 2)
        if back in ("heet", "heette") and (who in WHO or who in w.roles) or back == "genaamd" or (back == "is" and who == "naam"):
            return len(key) > 2 and key not in w.common | w.particles | w.after | w.nobody
        return key in w.names_too and key not in w.common and self._key(i + 1) in STRONG

    def _is_name_too(self, i: int, key: str) -> bool:
        w, token = self.words, self.tokens[i]
        after, before = self._key(i + 1), self._key(i - 1)
        if not self._cap(i):
            return key not in w.common and after in STRONG and (token.first or before in ("en", "maar", "want", "omdat", "dat", "toen"))
        full = self._near_next(i) and (self._cap(i + 1) and self._key(i + 1) in w.surnames | w.names or self._key(i + 1) in SMALL_PARTICLES and self._name_end(i) > i)
        if not token.first:
            return full or before not in DETERMINERS - {"mijn", "mn", "me"} and key not in w.nobody
        if key in w.common:
            return bool(full)
        aside = self.text[token.end : token.end + 1] == "," and after in ASIDE
        return bool(full) or after in w.after or aside or len(self.tokens) == 1

    def _looks_like_one(self, i: int, key: str) -> bool:
        """A word with a capital that no list knows."""
        w, token = self.words, self.tokens[i]
        if not self._unknown(i) or key in w.kinds:
            return False
        if not token.first and key in w.surnames:
            return self._key(i - 1) not in DETERMINERS
        if token.near and self._key(i - 1) in w.company_after:
            return False
        alone = token.first or self._key(i - 1) in DETERMINERS
        if self._near_next(i) and self._unknown(i + 1) and self._key(i + 1) in w.surnames:
            return True
        if alone or self._key(i - 1) in TO_A_PLACE or len(key) < 3 or "'" in key or key == "den":
            return False
        follows = self._key(i - 1) in BESIDE_ONE and token.near or (self.taken.get(i - 2) == "NAAM" and self._key(i - 1) in ("en", "of"))
        return follows or self._near_next(i) and self._key(i + 1) in w.after - {"en", "uit", "van", "hier", "ook", "wel"}

    def _name_start(self, i: int) -> int:
        """ "van der Berg zei", "El Amrani": the small words before a surname."""
        first = i
        while self.tokens[i].key in self.words.surnames and first and self.tokens[first].near and self._key(first - 1) in SMALL_PARTICLES:
            first -= 1
        firm = i - first > 1 or (first < i and (self._cap(first) or self._key(first) in ("v.d.", "vd", "el", "al", "ben", "ten", "ter")))
        return first if firm and not any(j in self.taken for j in range(first, i)) else i

    def _name_end(self, i: int) -> int:
        """The last word of the name that begins at i."""
        w = self.words
        last, j = i, i
        while j + 1 < len(self.tokens) and j - i < LONGEST_NAME:
            j += 1
            token = self.tokens[j]
            dotted = token.near or self.text[self.tokens[j - 1].end : token.start] == ". " and len(self.tokens[j - 1].text) == 1
            if not dotted or j in self.taken:
                break
            particles = j > last + 1
            if token.key in SMALL_PARTICLES and not (self._cap(j) and not self._near_next(j)):
                continue
            firm = token.key in w.chains or token.key in w.chains_too or token.key in w.kinds
            if token.text[0].isupper() and self.capitals and (not token.first or dotted):
                if firm and particles or token.key in w.nobody or (token.key in w.common and not particles) or token.key in w.towns:
                    break
                last = j
            elif token.key in w.surnames and not (firm and particles) and (token.key not in w.common and (particles or token.key not in w.names_too)):
                last = j
            else:
                break
        return last

    def _again(self) -> None:
        """Who was named once is found again; "Kok zelf zei" after "Slagerij Kok" is a person."""
        w = self.words
        people = {self.tokens[i].text for i, kind in self.taken.items() if kind == "NAAM"}
        firms = {self.tokens[i].text for i, kind in self.taken.items() if kind == "BEDRIJF"}
        for i, token in enumerate(self.tokens):
            if i in self.taken or len(token.text) < 3 or not token.text[0].isupper() or token.key in w.common | w.titles | w.particles | w.kinds | w.nobody:
                continue
            if token.text in people or token.text in firms and (self._key(i + 1) in w.after or token.key in w.surnames) and token.key not in w.behind:
                self._take(i, i, "NAAM")


def spans(text: str) -> Iterator[Span]:
    """Names of people and companies, never overlapping."""
    yield from Finder(text).find()
