"""Takes apart what somebody says in one breath: a name, a number, when they can be called, how they want to report, what they wish.

Each goes where it belongs, so that it is not asked again and is no part of a story. Refuses to take the name of another for the student's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.masking import OWN
from flows.matching import begins_with, mentions, plain, without_lead
from flows.model import Flow, Target
from flows.session import joined
from flows.striking import PARTS, SENDING, Striking, words_in

NAME, NUMBER, MOMENT, MORE, WISH = "naam", "nummer", "belmoment", "aanvulling", "wens"
DIGITS = re.compile(r"\+?\d(?:[ \-/]?\d){7,}")
NAME_AT_MOST = 6  # words
A_NAME, BARE_WISH = 4, 3  # words
PLAIN_ANSWERS = ("ja", "nee")


class Apart(Striking):
    """What is said beside what is asked."""

    # who it is --------------------------------------------------------------------------------------------------

    def _own_given(self, asked: bool = False) -> str:
        """The student's own name and the ways to reach them, as the text gives them; where the name was `asked` any name is theirs."""
        contacts = [one["tekst"] for one in self.seen.get("identifying", ()) if one["soort"] in OWN[1:]]
        contacts = contacts or [hit[0] for hit in DIGITS.finditer(self.text)]
        name = next(self._names(asked), "")
        return ", ".join(dict.fromkeys([*([name] if name else []), *contacts])) if name or asked or not self.reading.story else ""

    def _names(self, asked: bool) -> Iterator[str]:
        clauses = [part.strip() for part in PARTS.split(DIGITS.sub(", ", self.text)) if part.strip()]
        naming = [at for at, part in enumerate(clauses) if self._names_itself(part)]
        found = [one["tekst"] for one in self.seen.get("identifying", ()) if one["soort"] == OWN[0]]
        for at in naming:  # "ik heet Teun"; "mijn naam mag erbij, Ria ter Braak"; "Bilal, ze mogen weten wie ik ben"
            if name := self._after_naming(clauses[at], found):
                yield name
            for beside in (at + 1, at - 1, 0, *reversed(range(len(clauses)))):
                if 0 <= beside < len(clauses) and self._is_name(clauses[beside], found, at < beside):
                    yield clauses[beside]
        if asked:
            yield from found
            yield from (part for part in clauses if self._is_name(part, found, True) and len(clauses) > 1)
            first = self._trimmed(clauses[0]) if len(clauses) > 1 and "?" not in self.text else ""
            if first.isalpha() and not self._nobody(first):
                yield first  # "dilara, zei ik al"

    def _names_itself(self, part: str) -> bool:
        words = self.conversation.words["besturing"]
        own = words["eigennaamwoorden"].labels
        return any(mentions(part, label) for label in (own["naam"], own["vlak_voor"], words["naamwoorden"].labels["naam"]))

    def _after_naming(self, part: str, found: Sequence[str]) -> str:
        """The name that comes behind "ik heet" in the same clause; behind "ik ben" only what looks like one."""
        own = self.conversation.words["besturing"]["eigennaamwoorden"].labels
        for key in ("vlak_voor", "misschien_voor"):
            before = "|".join(re.escape(one) for one in sorted(own[key].said, key=len, reverse=True))
            hits = list(re.finditer(rf"(?i)(?<!\w)(?:{before})\s+", part))
            rest = part[hits[-1].end() :].strip() if hits else ""
            if known := next((name for name in found if rest.startswith(name)), ""):
                return known
            surely = key == "vlak_voor" and len(rest.split()) == 1 and rest.isalpha() and not self._nobody(rest)
            if rest and (surely or self._is_name(rest, found, True)):
                return rest
        return ""

    def _is_name(self, part: str, found: Sequence[str], capitals: bool) -> bool:
        """Whether a clause is nothing but a name: one that was noticed, or with `capitals` words with a capital."""
        words = part.split()
        if not 0 < len(words) <= A_NAME or any(self._nobody(word) for word in words):
            return False
        known = {word for name in found for word in words_in(name)}
        named = [bool(set(words_in(word)) & known) or (capitals and word[:1].isupper() and word.isalpha()) for word in words]
        return named[0] and named[-1]

    def _nobody(self, word: str) -> bool:
        lists = self.conversation.words["besturing"]
        return plain(word) in {*lists["aanloopwoorden"].labels["aanloop"].said, *lists["eigennaamwoorden"].labels["geen_naam"].said}

    def _no_name(self, text: str) -> bool:
        """A sentence that was typed where a name is asked, and in which none is."""
        words = text.split()
        if len(words) <= 2 and self.reading.intent in PLAIN_ANSWERS and not self.seen.get("identifying"):
            return self.step.slot == NAME
        strange = len(words) > NAME_AT_MOST or (len(words) > 2 and any(self._nobody(word) for word in words))
        return self.step.slot == NAME and strange and not self._own_given(asked=True)

    def _name_in(self, text: str) -> str:
        """The name and the numbers that stand in a sentence; a short text is a name as it stands."""
        own = self._own_given(asked=True)
        return own if own and len(text.split()) > len(own.split()) else self._trimmed(text)

    def _trimmed(self, text: str) -> str:
        """The text without what says nothing at either end, in its own capitals: "teun zeg ik toch"."""
        said, words = self._without_edges(text).split(), plain(text).split()
        if not said or len(words) != len(text.split()):
            return text
        begin = words.index(said[0])
        return " ".join(text.split()[begin : begin + len(said)])

    def _without_edges(self, text: str, *more: str) -> str:
        """The text without what says nothing at either end: "jaja stuur maar", "zo is goed hoor"."""
        labels = self.conversation.words["besturing"]["randwoorden"].labels
        said, edges = plain(text), sorted({words for key in ("rand", *more) for words in labels[key].said}, key=len, reverse=True)
        while cut := next((words for words in edges if said.startswith(f"{words} ") or said.endswith(f" {words}")), None):
            said = said.removeprefix(f"{cut} ") if said.startswith(f"{cut} ") else said.removesuffix(f" {cut}")
        return said

    # what else it says ------------------------------------------------------------------------------------------

    def _note_rest(self) -> None:
        """Of what was said beside a name or a way to report, what is for the report, goes in it."""
        if MORE not in self.flow.slots:
            return
        for name, said in self._said_beside(self.flow).items():
            if name in self.flow.slots and not (name == NAME and self.held(name)):
                self.put(name, joined(self.held(name), said) if name == MORE else said)
        self.notice(self.flow.slots)

    def _said_beside(self, flow: Flow) -> dict[str, str]:
        """What somebody wishes, and how they want to be reached; both also in their own words."""
        found: dict[str, str] = {}
        for part in (part.strip() for part in re.split(r"[.!?\n]+(?:\s|$)|,\s", self.text)):
            wish = next((option for name, option in self._wish_words(flow) if self._said_in(part, name)), None)
            if wish:
                found.setdefault(WISH, wish)
            if (wish and not self._only_wishes(part, flow)) or self._said_in(part, "contactwoorden"):
                for given in self._own_given().split(", "):
                    part = part.replace(given, "").strip() or part
                found[MORE] = joined(found.get(MORE), self._without_lead(part))
        return found

    @staticmethod
    def _wish_words(flow: Flow) -> Iterator[tuple[str, str]]:
        points = flow.steps[WISH].points if WISH in flow.steps else {}
        wishes = ((name, road) for name, road in points.items() if name != SENDING)  # that it may go, says nothing of what must happen
        yield from ((name, road.option) for name, road in wishes if road.kind == "pick" and road.name == WISH)

    def _only_wishes(self, said: str, flow: Flow) -> bool:
        """Whether a few words say a wish and nothing beside it, and no name: that wish stands in the report already."""
        words = self._without_edges(said, "nee").split()
        named = any(word[:1].isupper() for word in said.split()[1:])
        return len(words) <= BARE_WISH and not named and any(self._said_in(said, name) for name, _ in self._wish_words(flow))

    def _without_lead(self, said: str) -> str:
        """A clause without the small words that it begins with, in its own capitals."""
        lead = self.conversation.words["besturing"]["aanloopwoorden"].labels["aanloop"]
        return " ".join(said.split()[len(plain(said).split()) - len(without_lead(said, lead).split()) :])

    def _note(self, road: Target) -> None:
        """An answer to what is asked only later; the question that is open stays, unless it was answered with a no."""
        if self.step.slot == NAME and next(self._names(asked=True), ""):
            self._answered_with(self._name_in(self.text))
            return
        asking = self.flow.steps[road.name]
        self.put(asking.slot or "", road.option)
        if asking.keeps and not self._only_wishes(self.text, self.flow):
            self._keep_more(self.text)
        self.say("systeem", "alvast", buttons=False)
        no = self.conversation.words["besturing"]["randwoorden"].labels["nee"]
        if self.step.gather and self.step.empty and begins_with(self.text, no):  # "nee, alleen laten weten": there is no more
            return self._picked("klaar")
        self._show_again()

    def _stands(self, road: Target) -> bool:
        """Whether it is so already: "ok anoniem dan", of a report that is."""
        elsewhere = road.kind == "pick" and road.name != self.step.name and road.option != NAME
        return elsewhere and self.held(self.flow.steps[road.name].slot) == road.option

    def _keep_more(self, said: str) -> None:
        held = str(self.held(MORE) or "")
        if said not in held:
            self.put(MORE, joined(held, self._without_lead(said)))
            self.notice(self.flow.slots)

    def _call_parts(self, asked: bool) -> dict[str, str]:
        """The name, the number and the moment that a text gives to who is to be called."""
        number = next((one["tekst"] for one in self.seen.get("identifying", ()) if one["soort"] == "TELEFOON"), "")
        number = number or next((hit[0] for hit in DIGITS.finditer(self.text)), "")
        rest = self.text.replace(number, ", ") if number else self.text
        clauses = [part.strip(" -") for part in re.split(r"[.,;:!?\n]+(?:\s|$)", rest) if part.strip(" -")]
        moments = [part for part in clauses if self._said_in(part, "tijdwoorden")]
        alone = [part for part in clauses if part not in moments]
        whole, self.text = self.text, ", ".join(alone)
        name = next(self._names(asked and (len(clauses) > 1 or bool(number))), "")
        self.text = whole
        if not name and asked and number and len(alone) == 1 and len(alone[0].split()) <= 2 and not self._said_in(alone[0], "belvulwoorden"):
            name = alone[0]
        return {key: said for key, said in ((NAME, name), (NUMBER, number), (MOMENT, ", ".join(moments))) if said}

    def _takes_call_parts(self) -> bool:
        """Where a name or a number is asked for a call: whatever of the two and of the moment the answer gives, each once."""
        step = self.step
        if step.slot == NAME and NUMBER not in self.flow.slots and "?" not in self.text and next(self._names(asked=False), ""):
            return self._answered_with(self._name_in(self.text))  # "noem me Bo" is no question
        if step.slot == NAME and NUMBER not in self.flow.slots and "?" in self.text and (name := self._name_first()):
            return self._answered_with(name)  # "Noor Haddad. Ik wil praten, en dat school iets doet. Kan dat allebei?"
        if NUMBER not in self.flow.slots or step.slot not in (NAME, NUMBER) or ("?" in self.text and not DIGITS.search(self.text)):
            return False
        parts = self._call_parts(asked=step.slot == NAME)
        if not parts or (self._asked() and set(parts) == {MOMENT}):
            return False
        for name, said in parts.items():
            self.put(name, said)
        if step.slot in parts:
            return self._answered_with(parts[step.slot])
        self.ask("_meer")
        return True

    def _name_first(self) -> str:
        """A name that is the whole first sentence, and was noticed as one or has capitals."""
        first, *more = re.split(r"[.!\n]+\s", self.text, maxsplit=1)
        found = [one["tekst"] for one in self.seen.get("identifying", ()) if one["soort"] == OWN[0]]
        return first.strip() if more and self._is_name(first, found, True) else ""

    def _answered_with(self, said: str) -> bool:
        step = self.step
        self.put(step.slot, said)
        self._note_rest()
        self.frame["past"].append(step.name)
        self.session["missed"] = 0
        self.go(step.next)
        self.walk()
        return True
