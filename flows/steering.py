"""What somebody types at a step that asks something else, and that changes what is being made: words that point to another road, one of a list,
an addition to a report that was sent. Refuses to change anything unseen: each leads to the step that shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.asked import QUESTION_AT_MOST
from flows.masking import OWN
from flows.matching import mentions, pick_exact, plain
from flows.model import Reading, Route, Target
from flows.saying import TAKEN_OUT
from flows.session import joined
from flows.striking import Striking

NAME, SENTENCE = "naam", "zin"
TALK = "praten"  # the entry of who wants to tell it to somebody: what they say of that is no story
POINTS_AT_MOST = 20  # words; a longer text tells something
WORDS_BESIDE = 3
LETTERS_OF_A_NAME, LETTERS_OF_A_WORD = 3, 6
SURE_OF_ORDER, ORDER_AT_MOST = 0.8, 4  # words
PINCODE = range(4, 7)  # digits
WISH_AT_MOST = 12
NAME_AT_MOST = 6
DENIAL = "niet"  # the words of a list by which the others do not count
WORDS_OF_AN_ADDITION = 7  # "ik ben nog iets vergeten" says only that there is one
NOT_IN_LIST = "_niet_erbij"  # the words of a list for an answer that names nothing in it


class Steering(Striking):
    """Roads that lead from the words to a step, without a button."""

    def _chosen(self, option: str) -> None:
        """A choice that was typed. What was said beside it may not be lost."""
        step = self.step
        if step.keeps and len(self.text.split()) >= WORDS_BESIDE and pick_exact(self.text, self.labels(step, self.frame)) != option:
            self.put(step.keeps, joined(self.held(step.keeps), self.text))
            self.notice(self.flow.slots)
        self._picked(option)

    def _pointed(self) -> Target | None:
        """The road that words in the text point to, from where it was typed."""
        words = self.conversation.words["besturing"]
        if len(self.text.split()) > POINTS_AT_MOST:
            return None
        for name, road in self.step.points.items():
            said = {key for key, label in words[name].labels.items() if mentions(self.text, label)}
            if said and DENIAL not in said:
                return road
        return None

    def _steer(self, road: Target) -> None:
        """Along that road; where it ends at a list, the one that the text names is ticked, or it says that none is."""
        self.session["missed"] = 0
        if road.kind == "pick" and road.name == self.step.name:
            self._chosen(road.option)
        elif road.kind == "pick":
            self._pick_elsewhere(road)
        else:
            if road.kind == "step":
                self.frame["past"].append(self.step.name)
            self.go(road)
            self.walk()
        if self._has_words_for_none():
            self.effects.pop()
            self._tick()

    def _pick_elsewhere(self, road: Target) -> None:
        asking = self.flow.steps[road.name]
        self.frame["corrected"] = {"step": road.name, "slot": asking.slot, "value": self.held(asking.slot)}
        self.drop(asking.slot)
        self.frame["past"].append(self.step.name)
        self.frame["step"] = road.name
        if road.option == NAME and (own := self._own_given()):
            self.put(NAME, own)
        self._picked(road.option)

    def _own_given(self) -> str:
        """The name and the ways to reach somebody that stand in the text; or what was put after a colon."""
        found = [one["tekst"] for one in self.seen.get("identifying", ()) if one["soort"] in OWN]
        _, _, last = self.text.rpartition(":")
        return ", ".join(found) or (last.strip(" .") if ":" in self.text and len(last.split()) <= NAME_AT_MOST else "")

    def _answers_list(self) -> bool:
        """A longer answer to a list, of which nothing else is known."""
        if not self._has_words_for_none() or self._asked() or len(self.text.split()) > POINTS_AT_MOST:
            return False
        self._tick()
        return True

    def _tick(self) -> None:
        """What is ticked already stays so: nothing is unticked on a guess."""
        item = self._item_in_text()
        if item and item not in self.frame.get("picked", []):
            return self._picked(item)
        self.ask("_opnieuw" if item else NOT_IN_LIST)

    def _has_words_for_none(self) -> bool:
        return bool(self.step and self.step.many and f"{self.step.name}{NOT_IN_LIST}" in self.flow.words)

    def _item_in_text(self) -> str | None:
        """The one item of the open list that a telling word of the text stands in: of somebody the name, of a sentence a long word."""
        said, words = set(plain(self.text).split()), {}
        for item in self.items(self.step, self.frame):
            telling = (NAME, LETTERS_OF_A_NAME) if NAME in item else (SENTENCE, LETTERS_OF_A_WORD)
            words[str(item["id"])] = {word for word in plain(str(item.get(telling[0], ""))).split() if len(word) >= telling[1]}
        named = [id for id, its in words.items() if any(sum(word in other for other in words.values()) == 1 for word in said & its)]
        return named[0] if len(named) == 1 and named[0] in self.labels(self.step, self.frame) else None

    def _of_case(self, question: str | None) -> str | None:
        """The entry that is meant by who has a report open and is not writing one."""
        words = self.conversation.words["besturing"]
        for what, entry in self.conversation.of_case.items():
            elsewhere = self.flow and (self.flow.resume or self.flow.locked or self.flow.name == "crisis")
            if elsewhere and self.flow.name != self.conversation.entries[entry].flow:
                continue
            if what == question or (not question and what in words and any(mentions(self.text, label) for label in words[what].labels.values())):
                return entry if self.input.data.get("zaken") else None
        return None

    def _to_case(self, entry: str) -> None:
        route = self.conversation.entries[entry]
        says_what = route.story and len(self.text.split()) >= WORDS_OF_AN_ADDITION
        self._begin(route.flow, {**route.fill, **({route.story: self.text} if says_what else {})})

    def _wishes_here(self, reading: Reading) -> Sequence[str]:
        """The answer to a short wish in the middle of a story, of how it should go: by telephone, later, without somebody."""
        entry = self._instead(reading) if len(self.text.split()) <= WISH_AT_MOST and plain(self.text) != self.frame.get("apart") else None
        return self.conversation.entries[entry].answer if entry else ()

    def _looks_asked(self, reading: Reading) -> bool:
        """Whether what was added to a story was perhaps a question to us, that nobody understood."""
        short = TAKEN_OUT in self.flow.slots and len(self.text.split()) <= QUESTION_AT_MOST
        return short and self.text.endswith("?") and not reading.story and plain(self.text) != self.frame.get("apart")

    def _unasked(self, text: str, reading: Reading) -> bool:
        """What is taken as it is, before anything is understood of it: a code, digits where a pincode is spoken of, a goodbye."""
        step = self.step
        if self.input.code and not (self.flow and self.flow.name == "crisis"):
            self._follow(replace(self.conversation.entries["code"], fill={"code": text}))
            return True
        digits = "".join(text.split())
        if step and step.number and digits.isdecimal():
            self.put(step.number, digits)
            self.frame["past"].append(step.name)
            self.go(step.next)
            self.walk()
            return True
        if not step and digits.isdecimal() and len(digits) in PINCODE:
            self.answer(("los_getal",))
            return True
        return False

    def _ordered_again(self, reading: Reading) -> Route | None:
        """The wish that this conversation began with, typed once more where a story is asked: "anoniem" is no part of it."""
        route = self.conversation.intents.get(reading.intent)
        same = route and route.flow == self.flow.name and not route.answer and not reading.story and not self._asked()
        return route if same and reading.confidence >= SURE_OF_ORDER and len(self.text.split()) <= ORDER_AT_MOST else None

    def _name_in(self, text: str) -> str:
        """The name and the numbers that stand in a sentence; a short text is a name as it stands."""
        own = self._own_given()
        return own if own and len(text.split()) > len(own.split()) + WORDS_BESIDE - 1 else text
