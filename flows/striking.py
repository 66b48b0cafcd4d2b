"""Takes a word or a name out of what a student told, for good: also out of the draft. Refuses to guess which, and to leave nothing of a story.

"Amina eruit, de rest mag blijven" is an order about one word. What names a sentence ("dat stuk over mijn eten") is for the list of sentences.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce

from flows.masking import UNREADABLE, same_detail
from flows.matching import mentions, one_edit_apart, plain
from flows.play import TELLING, Play
from flows.saying import TAKEN_OUT
from flows.sentences import moved
from flows.words import Label

ADDRESS = re.compile(r"(?<!\S)[^\s@]+@\S+")  # of mail: the words in it say nothing
WORD = re.compile(r"[^\W_]+")
CLAUSES = re.compile(r"[.,;!?\n]+|\b(?:maar|en)\b")
PARTS = re.compile(r"[.,;:!?\n]+(?:\s|$)|\b(?:maar|want)\b")
PLACES = re.compile(r"\[[^\]]*\]")
ORDER_AT_MOST = 16  # words
LONG_WORD, ENOUGH_WORDS, SAME_SHARE = 4, 6, 0.5  # letters; such words of a story; the share that comes back when it is written anew
SHORTEST = 2
DENIAL, SURE = "niet", "zeker"  # the words of a list by which the others do not count; by which they count all the same
SENDING, LATER = "verstuurwoorden", ("uitstelwoorden", "laterwoorden")
WAY, WAY_AT_MOST = "manier", 4  # the slot of how it is reported; words that only repeat it
WAYS = {"anoniem": "anoniemwoorden", "naam": "naamwoorden", "code": "codewoorden"}
OF_NOTES = ("notitiewegwoorden", "dezewegwoorden")  # orders about a whole note
SOME_WORD = "[…]"
LEAVES = "stage_weg"  # the intent of who wants to leave the company
NAMES = UNREADABLE[0]


def struck(text: str, phrases: Iterable[Sequence[str]], place: str) -> str:
    """The text with `place` where one of these phrases (plain words) stands, in any capitals, with accents or without; an s behind it stays."""
    text = unicodedata.normalize("NFC", text)
    tokens = [(hit.start(), hit.end(), plain(hit[0])) for hit in WORD.finditer(text)]
    ordered, made, at, done = sorted(map(list, phrases), key=len, reverse=True), [], 0, 0
    while at < len(tokens):
        found = next((length for phrase in ordered if (length := _standing(tokens[at : at + len(phrase)], phrase))), None)
        if found:
            begin, (_, end, last) = tokens[at][0], tokens[at + found - 1]
            genitive = [last] not in [phrase[-1:] for phrase in ordered]
            made += [text[done:begin], place, text[end - 1 : end] if genitive else ""]
            done = end
        at += found or 1
    return "".join([*made, text[done:]])


def _standing(tokens: Sequence[tuple[int, int, str]], phrase: Sequence[str]) -> int:
    said = [word for _, _, word in tokens]
    same = bool(phrase) and said[:-1] == list(phrase[:-1]) and said[-1:] in ([phrase[-1]], [f"{phrase[-1]}s"])
    return len(phrase) if same else 0


def words_in(text: str) -> list[str]:
    return [plain(hit[0]) for hit in WORD.finditer(unicodedata.normalize("NFC", text))]


class Striking(Play):
    """`seen` also holds what was noticed in the order itself: a name that nobody noticed in the story is noticed there."""

    def says(self, name: str) -> bool:
        """Whether the text says something of this list; what denies it, denies it in its own clause; of what cannot be undone, in all."""
        if name == SENDING:
            return self._said_in(self._beside_the_way(), name)
        return any(self._said_in(part, name) for part in (self.text, *PARTS.split(self.text)))

    def _beside_the_way(self) -> str:
        """The text without the few words that only repeat how it is reported: "verstuur maar, zonder naam"."""
        chosen = WAYS.get(str(self.held(WAY))) if self.flow and WAY in self.flow.slots else None
        again = (one for one in PARTS.split(self.text) if chosen and len(one.split()) <= WAY_AT_MOST and self._said_in(one, chosen))
        return reduce(lambda text, one: text.replace(one, " "), again, self.text)

    def _said_in(self, text: str, name: str) -> bool:
        labels, text = self.conversation.words["besturing"][name].labels, ADDRESS.sub(" ", text)
        said = {key for key, label in labels.items() if mentions(text, label)}
        return bool(said - {DENIAL}) and (DENIAL not in said or SURE in said)

    def _sends(self) -> bool:
        """Whether the text says that it may go, where that is asked or where sending is near."""
        return bool(self.step) and SENDING in self.step.points and self.says(SENDING)

    def _strikes(self) -> bool:
        """Whether the text orders a word out of what was told; it is out then, or it was said why not."""
        texts = dict(self._own_words())
        if not texts or self.step.secret or len(self.text.split()) > ORDER_AT_MOST:
            return False
        if self.flow.name == TELLING and self.reading.question and self._asked(refusal=False):
            return False  # "kan dat filmpje weg?" is asked of the film
        words, told = self.conversation.words["besturing"]["weghaalwoorden"].labels, "\n".join(texts.values())
        order = self._order(words)
        if order is None or self._goes_away(order, words) or self._sends() or any(self.says(name) for name in LATER) or self._means_a_note():
            return False  # "dan mag het weg" is no order about a word, and "kan het pas op 1 juli weg" is none either
        groups = list(self._groups(order, words, told))
        if not groups:
            return self._names_what_is_not_there(order, words)
        after = self._without(texts, groups)
        if self._nothing_left(after):
            self.say("systeem", "woord_is_alles", buttons=False)
            self._again()
            return True
        self._keep_without(groups)
        self.session["missed"] = 0
        self.say("systeem", "woord_eruit", buttons=False)
        self._show_again()
        return True

    def _goes_away(self, order: str, words: Mapping[str, Label]) -> bool:
        """Whether it is they who want to go: "ik wil daar weg" takes no word out."""
        reading = self.input.readings[0] if self.input.readings else None
        leaves = reading and reading.intent == LEAVES and reading.confidence >= self.conversation.unsure_below
        leaves = leaves or self.says("ikwegwoorden")
        return bool(leaves) and not (mentions(order, words["woord"]) or mentions(order, words["naam"]) or self.seen.get("identifying"))

    def _means_a_note(self) -> bool:
        """Whether it is about a note, which stands in the notebook and not in what is told here."""
        return any(self.says(name) for name in OF_NOTES if name in self.step.points or name in self.conversation.anywhere)

    def _names_what_is_not_there(self, order: str, words: Mapping[str, Label]) -> bool:
        """A word that was named as one, or a name that is no reader's, and stands nowhere."""
        known = {part for label in (*words.values(),) for said in label.said for part in said.split()}
        strange = [word for word in order.split() if word not in known]
        named = mentions(order, words["woord"]) or mentions(order, words["naam"]) or bool(self.seen.get("identifying"))
        if not named or not strange or self._reader_words & set(strange) or self.step.gather or self.step.adds or self.step.source:
            return False
        self.say("systeem", "woord_staat_er_niet", buttons=False)
        self._again()
        return True

    @property
    def _reader_words(self) -> set[str]:
        """The words of the names of who may read a report."""
        return {word for one in self.input.data.get("ontvangers") or () for word in words_in(str(one["naam"]))}

    def _own_words(self) -> Iterator[tuple[str, str]]:
        """What the open conversation would send, or holds as told."""
        for name, slot in (self.flow.slots if self.flow and self.step.waits else {}).items():
            held = self.held(name) if slot.masked or name in self.conversation.stories else None
            if isinstance(held, str) and held:
                yield name, held

    def _order(self, words: Mapping[str, Label]) -> str | None:
        """What of the text says what must go, without what may stay."""
        gone = [part for part in CLAUSES.split(self.text) if not mentions(part, words["blijft"]) or mentions(part, words["weg"])]
        order = words["blijft"].pattern.sub(" ", plain(" ".join(gone)))
        quoted = mentions(self.text, self.conversation.words["besturing"]["citaatwoorden"].labels["citaat"])
        return order if mentions(order, words["weg"]) and not mentions(order, words["zin"]) and not quoted else None

    def _groups(self, order: str, words: Mapping[str, Label], told: str) -> Iterator[tuple[list[list[str]], str | None]]:
        """(the phrases of one person or thing, its kind) for each that the order names and that stands in what was told."""
        stand, said = set(words_in(told)), order.split()
        details = [*(self.session["memory"].get(self._details) or ()), *self.seen.get("identifying", ())]
        small = set(words["klein"].said)
        telling = [word for one in said if one not in small and len(one) >= SHORTEST and (word := _in(one, stand))]
        proper = [word for word in telling if any(word in words_in(one["tekst"]) for one in details) or _has_capital(word, told)]
        near = " ".join(part for part in CLAUSES.split(self.text) if mentions(part, words["weg"])) or order  # "goed, dan mag het weg"
        alone = len(telling) == 1 and not mentions(order, words["over"]) and _in(telling[0], {*words_in(near)}) is not None
        if not proper and mentions(order, words["woord"]):
            telling = [word for word in telling if word in (_in(one, stand) for one in _after(said, words["woord"]))][:1]
            alone = True
        for word in dict.fromkeys(proper or (telling if alone else ())):
            alike = next((group for kind, group in same_detail(details) if any(word in words_in(text) for text in group)), [])
            kind = next((one["soort"] for one in details if one["tekst"] in alike), NAMES if mentions(order, words["naam"]) else None)
            parts = [part for text in alike for part in text.split()[1:] if part[:1].isupper()]
            yield [[word], *(words_in(text) for text in [*alike, *parts])], kind
        if not telling:
            kinds = [kind for kind, label in self.conversation.words["besturing"]["soortwoorden"].labels.items() if mentions(order, label)]
            for kind, alike in same_detail(details):
                if kind in kinds and any(set(words_in(text)) <= stand for text in alike):
                    yield [words_in(text) for text in alike], kind

    @property
    def _details(self) -> str:
        return next((name for name, what in self.conversation.noticing.items() if what == "identifying"), "")

    def _without(self, texts: Mapping[str, str], groups: Sequence[tuple[list[list[str]], str | None]]) -> dict[str, str]:
        """The texts without these; of two persons the second is [naam 2]."""
        made = dict(texts)
        for phrases, kind in groups:
            place = SOME_WORD
            if kind:
                name, so_far = self.conversation.words["systeem"][f"gegeven_{kind}"].text, "\n".join(made.values())
                place = next(one for one in _numbered(name) if one not in so_far)
            made = {name: struck(text, phrases, place) for name, text in made.items()}
        return made

    @staticmethod
    def _nothing_left(texts: Mapping[str, str]) -> bool:
        return not any(words_in(PLACES.sub("", text)) for text in texts.values())

    def _keep_without(self, groups: Sequence[tuple[list[list[str]], str | None]]) -> None:
        """Everywhere where the words are kept; nothing that was noticed in them stays either."""
        self._change_words(lambda held: self._without(held, groups))
        self._forget_details([phrase for found, _ in groups for phrase in found])

    def _change_words(self, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
        """What a student told is changed everywhere where it is kept, all that stands in one place together; a sentence that was out stays out."""
        ours = {name for flow in self.conversation.flows.values() for name, slot in flow.slots.items() if slot.masked} | self.conversation.stories
        memory, before = self.session["memory"], {}
        for holder in [memory, *(frame["slots"] for frame in self.frames)]:
            held = {name: value for name, value in holder.items() if name in ours and isinstance(value, str)}
            before |= held
            holder.update(change(held))
        after = {**before, **{name: memory[name] for name in before if name in memory}}
        for frame in self.frames:
            frame.pop("apart", None)
            for holder, key in ((frame["slots"], TAKEN_OUT), (frame, "picked")):
                if key in holder:
                    holder[key] = moved(holder[key], before.values(), after.values())

    def _forget_details(self, phrases: Sequence[Sequence[str]]) -> None:
        """What was noticed in words that are gone, goes with them."""
        memory = self.session["memory"]
        noticed = memory.get(self._details) or []
        memory[self._details] = [one for one in noticed if struck(one["tekst"], phrases, "") == unicodedata.normalize("NFC", one["tekst"])]

    def _written_anew(self, slot: str) -> bool:
        """Whether a story takes the place of the one that is held: typed where that is offered, or made of mostly the same words.
        What was noticed in the old one goes with it."""
        adds = any(mentions(self.text, label) for label in self.conversation.words["besturing"]["toevoegwoorden"].labels.values())
        old, new = ({word for word in words_in(text) if len(word) >= LONG_WORD} for text in (str(self.held(slot)), self.text))
        offered = any(road and road.kind == "change" and road.name == slot for road in self.step.options.values())
        if adds or not (offered or (len(old) >= ENOUGH_WORDS and len(old & new) >= SAME_SHARE * len(old))):
            return False
        kept = set(words_in("\n".join(text for name, text in self._own_words() if name != slot)))
        memory = self.session["memory"]
        memory[self._details] = [one for one in memory.get(self._details) or [] if set(words_in(one["tekst"])) <= kept]
        return True

    def _show_again(self) -> None:
        """Where the words are shown, they are shown anew, and from a question what to change the way leads back there; a list of sentences
        to take out has done its work."""
        step = self.step
        if back := next((road for road in step.options.values() if road and road.kind == "step" and self.flow.steps[road.name].lists), None):
            if any(road and road.kind == "change" for road in step.options.values()) and not step.slot and not step.lists:
                self.frame["past"].append(step.name)
                self.go(back)
                return self.walk()
        if step.slot == TAKEN_OUT:
            return self._picked("klaar")
        if step.gather:
            return self.ask("_meer")
        return self.ask() if step.lists and step.sensitive else self._again()


def _numbered(name: str) -> Iterator[str]:
    yield f"[{name}]"
    yield from (f"[{name} {number}]" for number in range(2, 100))


def _in(word: str, stand: set[str]) -> str | None:
    """The word as it stands there: with one letter typed wrong, or with an s behind it ("Amina's naam")."""
    if word in stand:
        return word
    return next((one for one in sorted(stand) if one == word.removesuffix("s") or one == f"{word}s" or one_edit_apart(word, one)), None)


def _after(said: Sequence[str], label: Label) -> Sequence[str]:
    at = next((place for place, word in enumerate(said) if word in label.said), 0)
    return said[at:]


def _has_capital(word: str, told: str) -> bool:
    """Whether it has a capital in the middle of a sentence."""
    hits = (hit for hit in WORD.finditer(told) if plain(hit[0]) == word and hit[0][:1].isupper())
    return any((before := told[: hit.start()].rstrip(" \t\"'“‘")) and before[-1] not in ".!?…\n:" for hit in hits)
