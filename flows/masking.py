"""Makes unreadable what tells who somebody is, alike in what is shown and in what is sent. Refuses to find details: nlu notices, the student looks.

A detail stays unreadable unless the student lets it stay; the company stays unless they take it out; a date stays.
With the student's own name given only a BSN is unreadable, for no report needs one, and what the student makes so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.matching import plain

if TYPE_CHECKING:
    from flows.words import Label

UNREADABLE = ("NAAM", "TELEFOON", "EMAIL", "ADRES", "BSN", "STUDENTNUMMER", "SOCIAL")
READABLE = ("BEDRIJF",)
ALWAYS = "BSN"
WORDS = ("NAAM", "BEDRIJF")  # kinds that could be a part of an ordinary word: Jan in januari
GIVES_AWAY = ("BEDRIJF", "DATUM", "ADRES")
SHORTEST_PART = 3
OWN = ("NAAM", "TELEFOON", "EMAIL")  # what somebody gives who wants to be known
NEAR = 5  # words between "mijn naam" and the name


@dataclass(frozen=True)
class Detail:
    """Something that tells who somebody is, in the ways in which it was typed. `place` is what stands there when it is not readable: [naam 1]."""

    id: str
    texts: tuple[str, ...]
    kind: str
    place: str
    readable: bool

    @property
    def ways(self) -> Iterator[tuple[str, list[str]]]:
        """Each way it was typed, with its patterns: as whole words, and then inside a word, for where it stands only there.

        In any capitals, over any white space; of a name also the parts that look like one: "Yilmaz" of "meneer Yilmaz".
        """
        for text in self.texts:
            whole = "(?i:" + r"\s+".join(map(re.escape, text.split())) + ")"
            parts = [re.escape(part) for part in text.split()[1:] if part[:1].isupper() and len(part) >= SHORTEST_PART]
            bounded = "|".join(rf"(?<!\w){way}(?=s?(?!\w))" for way in (whole, *parts))
            yield text, [bounded, whole] if self.kind in WORDS else [whole]

    def found_in(self, text: str) -> list[tuple[str, str]]:
        """(as it was typed, the pattern that finds it) for each way in which it stands in the text."""
        found = ((typed, next((pattern for pattern in patterns if re.search(pattern, text)), None)) for typed, patterns in self.ways)
        return [(typed, pattern) for typed, pattern in found if pattern]


class Masking:
    """What was noticed in some texts of one student, and what of it is readable.

    `noticed` is what the slot of `identifying` holds, `keep` the ids that the student lets stay (None: not asked),
    `name_of` says the word for a kind.
    """

    def __init__(self, noticed: Iterable[Mapping], texts: Collection[str], named: bool, keep: Collection[str] | None, name_of: Callable[[str], str]):
        self._named = named
        self._keep = keep
        self.details: list[Detail] = []
        groups = same_detail(noticed)
        for kind, typed in groups:
            alike = [its for other, its in groups if other == kind]
            number = f" {alike.index(typed) + 1}" if len(alike) > 1 else ""
            id = _id(typed[0])
            detail = Detail(id, tuple(typed), kind, f"[{name_of(kind)}{number}]", self._is_readable(id, kind))
            if any(detail.found_in(text) for text in texts):
                self.details.append(detail)

    def _is_readable(self, id: str, kind: str) -> bool:
        if kind not in UNREADABLE + READABLE:
            return True
        return kind in READABLE or (self._named and kind != ALWAYS) if self._keep is None else id in self._keep

    def text(self, text: str) -> str:
        """The text with every unreadable detail replaced by its place."""
        hidden = [(typed, pattern, one.place) for one in self.details if not one.readable for typed, pattern in one.found_in(text)]
        if not hidden:
            return text
        hidden.sort(key=lambda found: -len(found[0]))  # the longest first: a name before a part of it
        whole = "|".join(f"({pattern})" for _, pattern, _ in hidden)
        return re.sub(whole, lambda hit: hidden[(hit.lastindex or 1) - 1][2], text)

    @property
    def choices(self) -> list[dict]:
        """What the student can make readable or not, as a list of the data: id, plek, tekst, soort, gekozen (whether it is readable now)."""
        return [
            {"id": one.id, "plek": one.place, "tekst": one.texts[0], "soort": one.kind, "gekozen": one.readable}
            for one in self.details
            if one.kind in UNREADABLE + READABLE
        ]

    @property
    def company_stays(self) -> bool:
        return not self._named and any(one.kind in READABLE and one.readable for one in self.details)

    def gives_away(self, only_one: bool) -> bool:
        """Whether what is readable together tells who it is: two or more of company, date, address, and being the only one."""
        kinds = {one.kind for one in self.details if one.readable and one.kind in GIVES_AWAY}
        return not self._named and len(kinds) + only_one >= 2


def own_name(noticed: Iterable[Mapping], text: str, words: Label, just_before: Label) -> str | None:
    """The name that the student gave as their own ("ik heet …"), with the number and mail address that were typed; None without one."""
    found = [one for one in noticed if one["soort"] in OWN and one["tekst"] in text]
    said = (
        one["tekst"] for one in found if one["soort"] == OWN[0] and (_follows(one["tekst"], text, words) or _ends(one["tekst"], text, just_before))
    )
    name = next(said, None)
    return ", ".join(dict.fromkeys([name, *(one["tekst"] for one in found if one["soort"] in OWN[1:])])) if name else None


def _follows(name: str, text: str, words: Label) -> bool:
    """Whether one of these wordings stands shortly before the name."""
    before = (plain(text[: hit.start()]).split()[-NEAR:] for hit in re.finditer(re.escape(name), text))
    return any(words.pattern.search(" ".join(near)) for near in before)


def _ends(name: str, text: str, just_before: Label) -> bool:
    """Whether a clause is "ik ben" and the name, and nothing behind it: "ik ben Kees zijn stagiair" names another."""
    before = "|".join(re.escape(one) for one in just_before.said)
    return bool(re.search(rf"(?i)(?<!\w)(?:{before})\s+{re.escape(name)}(?=\s*(?:[.,;:!?\n]|$)|\s+en\s)", text))


def same_detail(noticed: Iterable[Mapping]) -> list[tuple[str, list[str]]]:
    """(kind, the ways in which one detail was typed), in the order of telling. "Kees" and "KEES Willems" are taken for one person."""
    groups: list[tuple[str, list[str]]] = []
    for one in noticed:
        words = set(one["tekst"].casefold().split())
        if not words:
            continue
        for kind, typed in groups:
            others = [set(other.casefold().split()) for other in typed]
            if kind == one["soort"] and (words in others or (kind == "NAAM" and any(words < other or other < words for other in others))):
                typed.append(one["tekst"])
                break
        else:
            groups.append((one["soort"], [one["tekst"]]))
    return groups


def _id(text: str) -> str:
    """The same for the same detail in other capitals; says nothing on a button."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:12]
