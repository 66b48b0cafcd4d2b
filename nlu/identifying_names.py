"""Finds names of people and companies by lists and by the words around them. Refuses to know everybody: the student looks at the preview.

A name that is a word too (Storm, Bloem, Action) needs a capital inside a sentence or a sign beside it: "heet", "collega", "zegt".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.identifying_companies import Companies
from nlu.identifying_words import DETERMINERS, SMALL_PARTICLES, Span, key_of

STRONG = frozenset(
    "zei zegt vroeg vraagt riep roept lacht lachte vindt vond noemt noemde appte appt belde mailde fluisterde schreef schold vertelde zelf".split()
)
BESIDE_ONE = frozenset("volgens door met tegen vroeg belde appte mailde omdat dat toen ene namens zoals noemen".split())
TO_A_PLACE = frozenset("in uit naar te vanuit richting op via zo".split())
WHO = frozenset("ik k hij zij ze die en".split())
ASIDE = frozenset("die dus mijn mn een onze de hij zij ze zo".split())
INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,4}(?:(?:van|de|der|den|el|al|ter|ten)\s){0,3}(?P<last>[A-Z][^\W\d_]+(?:[-'’][^\W\d_]+)*)")


class Finder(Companies):
    """Companies first, then people."""

    def find(self) -> list[Span]:
        for rule in (self._chains, self._kinds, self._endings, self._initials, self._titles, self._people, self._near, self._again):
            rule()
        return self.spans

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
                good = key in w.names or (
                    not strict
                    and self._key(i - 1) not in DETERMINERS
                    and len(key) > 1
                    and key not in w.common | w.roles | w.after | w.particles | w.nobody | w.kinds
                )
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
        full = self._near_next(i) and (
            self._cap(i + 1) and self._key(i + 1) in w.surnames | w.names or self._key(i + 1) in SMALL_PARTICLES and self._name_end(i) > i
        )
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

    def _again(self) -> None:
        """Who was named once is found again; "Kok zelf zei" after "Slagerij Kok" is a person."""
        w = self.words
        people = {self.tokens[i].text for i, kind in self.taken.items() if kind == "NAAM"}
        firms = {self.tokens[i].text for i, kind in self.taken.items() if kind == "BEDRIJF"}
        for i, token in enumerate(self.tokens):
            if (
                i in self.taken
                or len(token.text) < 3
                or not token.text[0].isupper()
                or token.key in w.common | w.titles | w.particles | w.kinds | w.nobody
            ):
                continue
            if token.text in people or token.text in firms and (self._key(i + 1) in w.after or token.key in w.surnames) and token.key not in w.behind:
                self._take(i, i, "NAAM")


def spans(text: str) -> Iterator[Span]:
    """Names of people and companies, never overlapping."""
    yield from Finder(text).find()
