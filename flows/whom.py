"""Whom it happened to, told by the words of a text: the one who tells, or another. Refuses to name anybody for it in doubt.

That another is named is not enough: "een vrouw zegt", "ik vertelde het aan een collega" and "maar die collega mag wel" tell of oneself.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.matching import mentions, plain
from flows.model import Reading
from flows.words import Label

WORDS = "overwiewoorden"
SELF, OTHER = "zelf", "omstander"
SAID = "said"  # beside `who`: that it was said in so many words, and of whom it is not; or that it is about somebody NEAR
NEAR, NOT_SELF = "naaste", f"niet_{SELF}"
MANY, WHICH = "ze", "die"
NEAR_BY, FAR_BEFORE, FAR_AFTER = 2, 3, 6  # words


def said_of(text: str, own: bool, words: Mapping[str, Label]) -> str | None:
    """Of whom it is said in so many words that it is not; or that it is about somebody for whom one comes: "mijn zusje moet …"."""
    said = plain(text).split()
    if _not_of_self(text, words):
        return NOT_SELF
    if own:
        return None if _somebody(said, words) else f"niet_{OTHER}"
    near = not _first_person(said, words) and any(_hit(said, at, words, near=True) for at in _named(said, words["naaste"]))
    return NEAR if near else None


def concerns_another(text: str, words: Mapping[str, Label]) -> bool:
    """Whether the other in the text is the one it happens to, and does not do it, hear of it or fare better."""
    if mentions(text, words["gezien"]) or _done_to(text, words):
        return True
    said = plain(text).split()
    return any(_hit(said, at, words) for at in _people(said, words))


def names_only_others(text: str, reading: Reading, words: Mapping[str, Label]) -> bool:
    """Whether somebody else is spoken of, and nobody who does it, hears of it or fares better."""
    said = plain(text).split()
    spoken = {*words["die"].said, *words["hem"].said}
    return not _people(said, words) and bool(set(said) & spoken or any(kind == "NAAM" for _, _, kind in reading.identifying))


def tells_of_self(text: str, words: Mapping[str, Label]) -> bool:
    """Whether somebody who is no other stands in the text."""
    said = plain(text).split()
    return _first_person(said, words) or not set(said) & {*words["die"].said, *words["hem"].said}


def speaks_of_self(text: str, words: Mapping[str, Label]) -> bool:
    return _first_person(plain(text).split(), words)


def settled(held: object, seen: Mapping[str, object]) -> object:
    """Whom it happened to, after what was held: the first stays, unless the contrary is said in so many words."""
    found = seen.get("who")
    return found if not held or (found and seen.get(SAID) == f"niet_{held}") else held


def _not_of_self(text: str, words: Mapping[str, Label]) -> bool:
    """ "het gaat om een klasgenoot", and not "het gaat niet om een klasgenoot", nor one who does it: "om een collega die mij …"."""
    hit = words["niet_over_mij"].pattern.search(said := plain(text))
    if not hit or (" niet " in hit[0] and "mij" not in hit[0] and "me" not in hit[0].split()):
        return False
    which = said[hit.end() :].split()
    return which[:1] != [WHICH] or not (which == [WHICH] or _first_person(which, words))


def _somebody(said: list[str], words: Mapping[str, Label]) -> bool:
    """Whether one other is spoken of: "ze noemen me aap" is about many, "toen ze er niet bij was" about one."""
    many = (MANY, WHICH)  # the last points to a thing as well
    others = (*words["die"].said, *words["hem"].said)
    one = any(word in others and word not in many and not _does_to_me(said[at + 1 :], words) for at, word in enumerate(said))
    return one or any(word == MANY and set(said[at + 1 : at + FAR_BEFORE + 2]) & set(words["een"].said) for at, word in enumerate(said))


def _does_to_me(after: list[str], words: Mapping[str, Label]) -> bool:
    """What stands behind who does it: "hij" in "hij noemt me zo"."""
    return after[:1] != [] and after[0] in (*words["doet"].said, *words["raakt"].said) and _first_person(after[1 : 2 + NEAR_BY], words)


def _named(said: list[str], nouns: Label) -> list[int]:
    return [at for at, word in enumerate(said) if word in nouns.said]


def _people(said: list[str], words: Mapping[str, Label]) -> list[int]:
    """Where somebody is named, near or not."""
    return [*_named(said, words["naaste"]), *_named(said, words["iemand"])]


def _hit(said: list[str], at: int, words: Mapping[str, Label], near: bool = False) -> bool:
    """Whether it happens to the one who is named there."""
    begins = at
    while begins and at - begins < FAR_BEFORE and said[begins - 1] not in (*words["aan"].said, *words["maar"].said):
        begins -= 1
        if said[begins] in words["bepaald"].said:
            break
    before, after = said[:begins], said[at + 1 : at + 1 + FAR_AFTER]
    suffers = any(word in words["overkomt"].said for word in after)
    first = next((word for word in after if word in (*words["overkomt"].said, *words["doet"].said)), None)
    if first in words["doet"].said:
        return False
    if before and before[-1] in words["aan"].said:
        return False
    if before and before[-1] in words["tegen"].said:
        return not _first_person(before, words)
    if before and before[-1] in words["maar"].said and (len(before) == 1 or _first_person(before, words)):
        return any(word in words["lijdt"].said for word in after)
    if near:
        return said[begins] in words["bepaald"].said and (suffers or not before)
    return True


def _done_to(text: str, words: Mapping[str, Label]) -> bool:
    """ "noemen hem", "zei tegen haar", and not "ik zei tegen haar"."""
    said = plain(text).split()
    for at, word in enumerate(said):
        if word in words["hem"].said and at:
            before = said[at - 1]
            verb = at - 2 if before in words["tegen"].said and at > 1 else at - 1
            if said[verb] in words["raakt"].said and not (verb and said[verb - 1] in words["ik"].said):
                return True
    return False


def _first_person(said: list[str], words: Mapping[str, Label]) -> bool:
    near = {*words["naaste"].said, *words["iemand"].said}
    return any(word in words["ik"].said and not near & set(said[at + 1 : at + 1 + NEAR_BY]) for at, word in enumerate(said))
