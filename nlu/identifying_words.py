"""The words of a text with what the lists know of them. Refuses to say what they are: that do the rules for companies and for people."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

HERE = Path(__file__).resolve().parent
WORD = re.compile(r"v\.d\.(?=\s)|['’]t(?=\s)|[^\W\d_]+(?:['’-][^\W\d_]+)*")
LONGEST_NAME = 6  # words
DETERMINERS = frozenset("de het een mijn mn me ons onze dat die deze dit zijn haar hun jouw zon".split())
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


class Page:
    """One text; a word is used once."""

    def __init__(self, text: str):
        self.text, self.words = text, words()
        self.tokens = tokens_of(text)
        self.taken: dict[int, str] = {}
        self.spans: list[Span] = []
        shouted = sum(token.capital and not token.first and token.key in self.words.common and len(token.key) > 1 for token in self.tokens)
        self.capitals = shouted < 3  # "Ik Ben Zo Boos": then a capital says nothing

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
        return (
            token.end - 2
            if token.text.lower().endswith(("'s", "’s")) and token.key.split("'")[0] in self.words.names | self.words.names_too
            else token.end
        )

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
