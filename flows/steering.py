"""What somebody types at a step that asks something else, and that changes what is being made: words that point to another road, one of a list,
an addition to a report that was sent. Refuses to change anything unseen: each leads to the step that shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.apart import DIGITS, NAME, NUMBER, PLAIN_ANSWERS, WISH
from flows.aside import QUESTION_AT_MOST
from flows.correcting import Correcting
from flows.matching import begins_with, mentions, pick_exact, plain
from flows.model import Reading, Route, Target
from flows.play import TELLING
from flows.saying import TAKEN_OUT
from flows.session import joined
from flows.striking import DENIAL, LATER, PARTS, WAY

SENTENCE = "zin"
REPORT, CALL, ABOUT_ME = "melden", "bellen", "mijwoorden"
TALK = "praten"  # the entry of who wants to tell it to somebody: what they say of that is no story
BESIDE_A_STORY = 14  # words
POINTS_AT_MOST = 20  # words; a longer text tells something
WORDS_BESIDE = 3
LETTERS_OF_A_NAME, LETTERS_OF_A_WORD = 3, 6
SURE_OF_ORDER, ORDER_AT_MOST, ORDER_APART = 0.8, 4, 8  # words; the last where it is no part of the story
PINCODE = range(4, 7)  # digits
WISH_AT_MOST = 12
WORDS_OF_AN_ADDITION = 7  # "ik ben nog iets vergeten" says only that there is one
ADDING = "toevoegwoorden"  # the words of who wants to add something to a report
ONCE_MORE = "_weer"  # the wording of a step for who asks for it while it stands open
CODE, CODE_OF = "code", 5  # the slot that takes the words of a code, and how many those are
DENIED_WISHES = ("actiewoorden",)
ABOUT_REPORTING = "vragen_melden."
WHEN = "wanneer"
AS_TYPED = "getypt"  # of a route: the slot gets what was typed
NOT_IN_LIST = "_niet_erbij"  # the words of a list for an answer that names nothing in it


class Steering(Correcting):
    """Roads that lead from the words to a step, without a button."""

    def _chosen(self, option: str) -> None:
        """A choice that was typed. What was said beside it may not be lost."""
        step, road = self.step, self.step.options.get(option)
        if road and road.kind == "start" and self.input.readings and self._from_anywhere(self.input.readings[0]):
            return
        if step.slot == WAY:
            if self.says("weglaatwoorden"):
                self.say("systeem", "lezers_straks", buttons=False)
            self._give_name(option)
        elif self.flow.name != REPORT and WAY in self.flow.slots and step.hears.get(self.reading.intent) == option:
            self.put(WAY, self.conversation.intents[self.reading.intent].fill.get(WAY))  # goes along into the report
        if (
            step.keeps
            and not self._only_wishes(self.text, self.flow)
            and len(self.text.split()) >= WORDS_BESIDE
            and pick_exact(self.text, self.labels(step, self.frame)) != option
        ):
            self.put(step.keeps, joined(self.held(step.keeps), self.text))
            self.notice(self.flow.slots)
        self._picked(option)

    def _pointed(self) -> Target | None:
        """The road that words in the text point to, from where it was typed; of a long answer to how it is reported its first words."""
        if len(self.text.split()) > POINTS_AT_MOST:
            first = PARTS.split(self.text)[0] if self.step.slot == WAY else ""
            roads = self.step.points.items() if len(first.split()) <= WORDS_BESIDE else ()
            return next((road for name, road in roads if road.name == WAY and self._said_in(first, name)), None)
        corrected = begins_with(self.text, self.conversation.words["besturing"]["randwoorden"].labels["nee"])  # "nee man, pas na 3 mei zei ik"
        told = self.reading.story and not corrected  # "vanaf maart zit ik daar" says nothing of when school may know
        roads = {name: road for name, road in self.step.points.items() if not (told and road.kind == "step" and self.flow.steps[road.name].takes)}
        return next((road for name, road in roads.items() if self.says(name) and not self._stands(road)), None)

    def _steer(self, road: Target) -> None:
        """Along that road; where it ends at a list, the one that the text names is ticked, or it says that none is."""
        self.session["missed"] = 0
        if road.kind == "pick" and road.name == self.step.name:
            self._picked(road.option) if self._sends() else self._chosen(road.option)
        elif road.kind == "pick":
            self._pick_elsewhere(road)
        elif road.kind == "note":
            self._note(road)
        else:
            if road.kind == "step":
                self.frame["past"].append(self.step.name)
            self.go(road)
            if road.kind == "step" and self.step.takes:  # when it may go, for one: said already
                self.put(self.step.slot or "", self.text)
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
        self._give_name(road.option)
        self._picked(road.option)

    def _give_name(self, way: str) -> None:
        """With the way to report, the name that was given with it, and what else was said."""
        if way == NAME and (own := self._own_given()):
            self.put(NAME, own)
        if way != self.step.owns and self.step.name != WISH:
            self._note_rest()

    def _pointed_while_telling(self) -> bool:
        """A short text beside a story about how it should go: heard, and no part of the story. Who told already goes on with it."""
        reading = self.reading
        route = self.conversation.intents.get(reading.intent) if reading.confidence >= self.conversation.unsure_below else None
        report = route.flow in (REPORT, self.flow.name) if route and reading.intent not in PLAIN_ANSWERS else not reading.story
        if not report or len(self.text.split()) > BESIDE_A_STORY or not (road := self._pointed()):
            return False
        if road.kind == "pick" and self.held(self.step.slot) is None:
            self.put(self.flow.steps[road.name].slot or "", road.option)
            self._give_name(road.option)
            self.ask("_opnieuw")
        else:
            self.frame.pop("open", None)
            self._steer(road)
        return True

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

    def _of_case(self, question: str | None, words_count: bool) -> str | None:
        """The entry that is meant by who has a report open and is not writing one."""
        words = self.conversation.words["besturing"]
        for what, entry in self.conversation.of_case.items():
            route, flow = self.conversation.entries[entry], self.flow
            elsewhere = flow and (flow.resume or flow.name == "crisis" or (flow.locked and not route.answer))
            if elsewhere and flow.name != route.flow:
                continue
            told = what == ADDING or not self._asked(refusal=False)  # "word ik ontslagen als ik meld" tells nothing
            fits = words_count and (told if route.story else len(self.text.split()) <= WISH_AT_MOST)
            if what == question or (fits and what in words and any(mentions(self.text, label) for label in words[what].labels.values())):
                return entry if (self.shows_case() if route.answer else self.input.data.get("zaken")) else None
        return None

    def _to_case(self, entry: str) -> None:
        route = self.conversation.entries[entry]
        if route.answer:
            return self.answer_here(route.answer)
        if route.story in self.conversation.stories:
            self.notice()
        self._begin(route.flow, {**route.fill, **({route.story: self.text} if route.story and self._says_what() else {})})

    def _says_what(self) -> bool:
        """Whether what is to be added stands in the text; or only that there is something, a mail for one."""
        words = self.conversation.words["besturing"]
        announced = words[ADDING].labels["erbij"].pattern.search(text := plain(self.text))
        if not announced or len(text[announced.end() :].split()) >= WORDS_BESIDE:
            return True
        return len(text.split()) >= WORDS_OF_AN_ADDITION and not mentions(text, words["stukwoorden"].labels["stuk"])

    def _told_beside(self, reading: Reading) -> bool:
        """Something told where a code is asked is kept for after it."""
        dated = begins_with(self.text, self.conversation.words["besturing"]["dagboekwoorden"].labels["dag"]) and len(self.text.split()) > CODE_OF
        if not (self.step.secret and (reading.story or dated)) or self._asked():
            return False
        self.take_told()
        self.say("systeem", "onthouden", buttons=False)
        self.ask("_opnieuw")
        return True

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
            if step and self._put_away_first(text):
                return True
            self._follow(replace(self.conversation.entries["code"], fill={"code": text}))
            return True
        digits = "".join(text.split())
        if step and step.number and digits.isdecimal():
            self.put(step.number, digits)
            self.frame["past"].append(step.name)
            self.go(step.next)
            self.walk()
            return True
        if not step and not self.answered and not plain(text) and text.isascii():  # a dot: somebody is at the door
            self.answer(("leeg_bericht",))
            return True
        if not step and digits.isdecimal() and len(digits) in PINCODE:
            self.answer(("los_getal",))
            return True
        return False

    def _put_away_first(self, code: str) -> bool:
        """What was written for the notebook, and stands nowhere else, goes into it; then the code opens it."""
        slot = self.step.adds or (self.step.slot if self.step.gather else "")
        if CODE not in self.flow.slots or not self.held(slot) or self.flow.slots[slot].shared:
            return False
        if self.step.adds:
            self.go(self.step.next)
        self.put(CODE, code)
        self._picked("klaar")
        return True

    def _ordered_again(self, reading: Reading) -> Route | None:
        """The wish that this conversation began with, typed once more where a story is asked: "anoniem" is no part of it."""
        route = self.conversation.intents.get(reading.intent)
        same = route and route.flow == self.flow.name and not route.answer and not reading.story and not self._asked()
        same = same and not (route.story and (self.says(ABOUT_ME) or "often" in self.seen))  # "noemen me aap" is told
        short = len(self.text.split()) <= (ORDER_APART if reading.aside else ORDER_AT_MOST)
        return route if same and short and reading.confidence >= SURE_OF_ORDER else None

    def _is_own_wish(self, reading: Reading) -> bool:
        """Whether a text that is no choice is an answer in own words: no question, no story, no order of another kind."""
        route = self.conversation.intents.get(reading.intent)
        elsewhere = route and (route.control or (route.flow and (route.flow != REPORT or route.flow == TELLING)))
        ordered = elsewhere and reading.confidence >= (self.conversation.unsure_below if route.flow == TELLING else SURE_OF_ORDER)
        denied = any(mentions(self.text, self.conversation.words["besturing"][name].labels[DENIAL]) for name in DENIED_WISHES)
        return len(self.text.split()) >= WORDS_BESIDE and not (denied or ordered or reading.foreign or self._asked(refusal=False))

    def _from_anywhere(self, reading: Reading) -> bool:
        """What somebody orders in words of its own, wherever they are: to be called, to report with their name. What they gave with it is kept."""
        busy = self.flow and (self.flow.name == "crisis" or self.step.secret)
        telling = self.step and self.step.gather and reading.story and reading.grounds  # "bel me op 06…" in the middle of what happened
        if busy or telling or len(self.text.split()) > POINTS_AT_MOST + BESIDE_A_STORY:
            return False
        entry = next((entry for name, entry in self.conversation.anywhere.items() if self._means(name, entry)), None)
        if not entry:
            return False
        self.session["missed"] = 0
        told = bool(reading.grounds) or (self.conversation.entries[entry].flow == REPORT and len(self.text.split()) >= WORDS_OF_AN_ADDITION)
        self.take_story(self.conversation.intents.get(reading.intent), reading.story and told and not self._told())
        self._entry(entry)
        return True

    def _means(self, name: str, entry: str) -> bool:
        route = self.conversation.entries[entry]
        open_ = self.flow.name if self.flow else None
        if open_ == route.flow or (self.step and name in self.step.points) or not self.says(name):
            return False  # the step may have a road of its own for these words
        if route.flow != REPORT:  # to be called: also while a story is told, not where a report is nearly ready
            return open_ != REPORT or not (self.step.lists or "praatwenswoorden" in self.step.points)
        told = self._told() or self.says("meldwoorden") or str(self.answered).startswith(ABOUT_REPORTING)
        passing = not self.flow or self.flow.name == TELLING or not self.flow.resume
        return told and passing and not (self._asked(refusal=False) or self._only_asks(self.reading)) and not (self.step and self.step.gather)

    def _begin(self, flow: str, fill: dict) -> None:
        """With what the text gives beside the wish: a name for a report with one; name, number and moment for a call.
        Who asks for what stands open already, hears it in other words."""
        if not fill and len(self.session["now"]) == 1 and self.flow.name == flow and f"{self.step.name}{ONCE_MORE}" in self.flow.words:
            return self.ask(ONCE_MORE)
        if self.text and flow == REPORT and fill.get(WAY):
            own = self._own_given() if fill[WAY] == NAME else ""
            if self.says("weglaatwoorden"):
                self.say("systeem", "lezers_straks", buttons=False)
            fill = {**fill, **self._said_beside(self.conversation.flows[flow]), **({NAME: own} if own else {})}
            if mentions(self.text, self.conversation.words["besturing"]["weghaalwoorden"].labels["weg"]):
                self.say("systeem", "eruit_straks", buttons=False)
            if any(self.says(name) for name in LATER):
                fill[WHEN] = self.text
        fill = {name: self.text if value == AS_TYPED else value for name, value in fill.items()}
        if self.text and flow == CALL:
            fill = {
                **self._told_of_oneself(),
                **fill,
                **self._call_parts(asked=bool(DIGITS.search(self.text)) and len(self.text.split()) <= ORDER_APART),
            }
        super()._begin(flow, fill)
        beside = self._likely_question(self.reading) if flow == CALL and self.text and self.step else None
        if beside and beside.endswith(f"_bij_{CALL}"):  # asked in one breath with the wish: "een mevrouw, geen meneer"
            self.say(*beside.split("."), buttons=False)
            self.effects.insert(-1, self.effects.pop())

    def _told_of_oneself(self) -> dict[str, str]:
        """The name and the number that stand in the report that is open."""
        said = str((self.frame or {}).get("slots", {}).get(NAME) or "") if self.flow and self.flow.name == REPORT else ""
        numbers, name = DIGITS.findall(said), said.partition(",")[0].strip()
        return {**({NUMBER: numbers[0]} if numbers else {}), **({NAME: name} if name and not DIGITS.search(name) else {})}

    def _add_answer(self, text: str) -> None:
        if self.step.slot != NAME:
            return self._add(text)
        name = self._name_in(text)
        self._add(name)
        if name != text:
            self._note_rest()
