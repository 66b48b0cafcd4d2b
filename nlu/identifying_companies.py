"""Finds companies: chains, "Zorggroep Lindehof", "Brink Techniek", "bij Van Mossel". Refuses a daily word without a sign."""

from __future__ import annotations

import re

from nlu.identifying_words import DETERMINERS, LONGEST_NAME, SMALL_PARTICLES, Page

CAMEL = re.compile(r"[A-Z][a-z]{2,}(?:[A-Z][a-z]{2,})+")
NEAR = frozenset("bij van in naar voor".split())


class Companies(Page):
    """The rules for companies; `again` comes after the people, for a name can be both."""

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
        return all(
            len(self.text[self.tokens[i].end : self.tokens[i + 1].start].strip()) <= 1 and self.tokens[i + 1].start - self.tokens[i].end <= 3
            for i in range(first, last)
        )

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
            if (
                j >= len(self.tokens)
                or not self.tokens[j].near
                or j in self.taken
                or token.key in ("voor", "tegen", "naar", "over", "aan")
                and j > i + 1
            ):
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
