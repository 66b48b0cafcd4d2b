"""What a text that is no choice and no control word leads to: a question answered, a story taken up, a guess offered. Refuses to read it itself."""

from __future__ import annotations

from dataclasses import replace

from flows.matching import begins_with, mentions, plain, without_lead
from flows.model import Reading, Route
from flows.play import TELLING, Play
from flows.session import joined

STORY_AT_MOST = 20_000  # characters; a longer one has to be cut by the student, not by us
PRACTICE, NAME, TOLD = "herkennen", "naam", "ervaring_werkvloer"
QUESTIONS = "vragen_"  # the namespaces of answers to one particular question
MISSED_BEFORE_HELP = 2
SURE_IN_STORY = 0.6  # a sentence of a story that is taken for a question would be lost at first
SURE_IF_FOREIGN = 0.6  # students mix; a whole sentence of another language is mostly guessed at
SURE_TO_LEAVE = 0.8  # "vaker" looks like a goodbye too
QUESTION_AT_MOST = 15  # words
STORY_FROM = 7  # words; who asks whether something counts in so many of them, tells what it is


class Routing(Play):
    """`unsure` is the text of the turn before, when two guesses were offered for it."""

    unsure: dict | None = None

    def _route(self, reading: Reading) -> None:
        if self.flow and self.flow.name == "crisis":  # no card about something else may come between
            if (question := self._question(reading)) in self.conversation.in_crisis:
                return self._answer_question(question)
            if reading.intent in self.conversation.in_crisis and self._asked():
                return self.answer_here(self.conversation.intents[reading.intent].answer)
            self.say("systeem", "bij_crisis", buttons=False)
            return self._again(quiet=True)
        route = self.conversation.intents.get(reading.intent)
        sure = reading.confidence >= self.conversation.unsure_below
        if reading.story and not sure:  # which kind of story it is may be unsure; that it is one, is not
            route = next((r for name, _ in reading.alternatives if self._tells(r := self.conversation.intents.get(name))), route)
            sure = self._tells(route)
        if self._sounds_told(reading, route if sure else None):
            route, sure = self.conversation.intents[TOLD], True
        story = self._holds_a_story(reading.story, route if sure else None)
        # A statement may look like a question that others put that way: who tells something is heard first.
        if (self._asked() or not reading.story) and (question := self._question(reading)):
            if not (reading.story and sure and self._tells(route)):
                self.take_story(route, reading.story and (not self.flow or self.flow.name == TELLING))
                return self._answer_question(question)
            self.say(*question.split("."), buttons=False)
            route = replace(route, answer=(), asked=(), fill={})  # what they told is heard as well, and not asked about again
        if sure and self._tells(route) and self._belongs_here(route):
            if not self._asked():
                return self._add_to_story(route)
            route = replace(route, flow=None) if route.answer else None  # a question at a report takes nobody out of it
        if route and ((route.control in ("opnieuw", "terug") and self._asked()) or (route.flow == PRACTICE and self.flow and self.flow.resume)):
            sure = False  # too much to lose for a guess
        if self.step and self.step.adds and self._more_of_it(reading, route if sure else None, story) and self._fits_in(self.text):
            self.session["missed"] = 0
            self._add(self.text)
            if not self.step.words:
                return self.ask("_meer")
            self.frame["past"].append(self.step.name)  # a question of our own is answered with it
            self.go(self.step.next)
            return self.walk()
        if reading.foreign and (reading.confidence < SURE_IF_FOREIGN or reading.intent == "buiten_onderwerp"):
            self.say("systeem", "andere_taal", buttons=not self.step)
            return self._again(quiet=True)
        if route and sure:
            self.session["missed"] = 0
            return self._follow(route, story)
        self.session["missed"] += 1
        if self.session["missed"] >= MISSED_BEFORE_HELP:
            self.session["missed"] = 0
            self.say("systeem", "onbegrepen_weer", buttons=True)
            return self._again(quiet=True)
        likely = [intent for intent, _ in reading.alternatives if intent in self.conversation.words["bedoelingen"]][:2]
        if likely:
            self.session["nonce"] += 1
            self.session["unsure"] = {"text": self.text, "story": reading.story, "seen": self.seen}
            effect = self.system("systeem", "bedoel_je", buttons=False)
            names = [(intent, self.conversation.words["bedoelingen"][intent].text) for intent in likely]
            names.append(("iets_anders", self.conversation.words["systeem"]["iets_anders"].text))
            effect["buttons"] = [[f"{self.session['nonce']}:?{intent}", name] for intent, name in names]
            self.effects.append(effect)
        else:
            self.say("systeem", "onbegrepen", buttons=not self.step)
            self._again(quiet=True)

    def _question(self, reading: Reading) -> str | None:
        """The particular question that was asked, if there is an answer to it."""
        space, _, key = (reading.question or self._about_its_ground(reading) or "").partition(".")
        words = self.conversation.words.get(space, {}) if space.startswith(QUESTIONS) else {}
        about_another = f"{key}_ander" if self.session["memory"].get("wie") == "omstander" else key
        return next((f"{space}.{one}" for one in (about_another, key) if one in words), None)

    def _about_its_ground(self, reading: Reading) -> str | None:
        """Who asks whether something may be done, and names one ground or told of one, hears what holds for that one."""
        words = self.conversation.words["besturing"]["magwoorden"].labels["mag"]
        asks = reading.intent in self.conversation.allowed and reading.confidence >= self.conversation.unsure_below and self._asked()
        if not asks and not mentions(self.text, words):
            return None
        slot = next((name for name, what in self.conversation.noticing.items() if what == "grounds"), "")
        grounds = reading.grounds or self.session["memory"].get(slot) or ()
        answers = {self.conversation.by_ground[ground] for ground in grounds if ground in self.conversation.by_ground}
        return answers.pop() if len(answers) == 1 else None

    def _answer_question(self, question: str) -> None:
        self.session["missed"] = 0
        if question in self.conversation.rephrasing and self.in_other_words():
            return self._again(quiet=True)
        self.answer_here((question,))

    def _instead(self, reading: Reading) -> str | None:
        """The entry that a word in the text points to, where the intent alone would lead elsewhere."""
        route = self.conversation.intents.get(reading.intent)
        if not route or reading.confidence < self.conversation.unsure_below or reading.story or (self.flow and self.flow.name == "crisis"):
            return None
        words = self.conversation.words["besturing"]
        return next((entry for name, entry in route.instead.items() for label in words[name].labels.values() if mentions(self.text, label)), None)

    def _begun(self, text: str) -> str | None:
        """The choice that a text begins with, where that counts."""
        labels = self.labels(self.step, self.frame) if self.step.begins else {}
        said = without_lead(text, self.conversation.words["besturing"]["aanloopwoorden"].labels["aanloop"])
        return next((option for option, label in labels.items() if begins_with(said, label) or begins_with(text, label)), None)

    def _leads_away(self, route: Route | None, reading: Reading) -> bool:
        """Whether a typed answer asks for something else: more than three words; of a name, more than one in which no name is recognised."""
        if not route or self._tells(route) or not (route.flow or route.answer):
            return False
        words = len(self.text.split())
        return bool(words > 1 and not reading.identifying) if self.step.slot == NAME else bool(words > 3 and route.flow)

    def _belongs_here(self, route: Route) -> bool:
        """Whether a story is typed where one is being reported, at a question about something else: it stays in that report."""
        report = self.flow is not None and self.flow.resume and self.flow.name != TELLING and not self.step.adds and not self.step.gather
        return report and route.story in self.flow.slots and bool(self.held(route.story))

    def _add_to_story(self, route: Route) -> None:
        self.session["missed"] = 0
        self.put(route.story, joined(self.held(route.story), self.text))
        self.notice(self.flow.slots)
        self.say("systeem", "bij_je_verhaal", buttons=False)
        self._again()

    def _sounds_told(self, reading: Reading, route: Route | None) -> bool:
        """A sentence about work that was understood as nothing, or as small talk: who tells something is not sent away."""
        words = self.conversation.words["besturing"]["werkwoorden"].labels["werk"]
        unheard = route is None or reading.intent in self.conversation.told_instead
        long_enough = len(self.text.split()) >= STORY_FROM
        return unheard and long_enough and not reading.foreign and not self._asked(refusal=False) and mentions(self.text, words)

    def _holds_a_story(self, heard: bool, route: Route | None) -> bool:
        return heard or (self._tells(route) and len(self.text.split()) >= STORY_FROM)

    def _more_of_it(self, reading: Reading, route: Route | None, story: bool) -> bool:
        """Whether it belongs to what the open step gathers: no clear question, and nothing that leads elsewhere."""
        goes = route and self.conversation.leaving & set(route.answer) and reading.confidence >= SURE_TO_LEAVE
        if reading.intent in self.step.includes and not goes and (reading.intent in ("ja", "nee") or not self._asked()):
            return True
        if route is None and self._asked() and not story:
            return False  # a question of which nothing is understood is no part of a story
        return route is None or route.flow == self.frame["flow"] or (self._tells(route) and (story or not route.answer))

    @staticmethod
    def _tells(route: Route | None) -> bool:
        return route is not None and route.flow == TELLING

    def _meant(self, intent: str) -> None:
        self.session["missed"] = 0
        route = self.conversation.intents.get(intent)
        if route and self.unsure:
            self.text, self.seen = self.unsure["text"], self.unsure["seen"]
            return self._follow(route, self._holds_a_story(self.unsure["story"], route))
        if self.step:
            return self.ask("_opnieuw")
        self._follow(self.conversation.entries["start"])

    def _goes_on(self, reading: Reading) -> bool:
        """Whether somebody who has the card before them talks of something else for the second time: who was misunderstood is not held there."""
        on_card = self.flow is not None and self.flow.name == "crisis" and self.frame["step"] == self.flow.start
        if not on_card or reading.crisis_doubt or reading.intent in ("crisis", "emotie"):
            return False
        heard = {self._question(reading), reading.intent} & set(self.conversation.in_crisis)
        if heard or mentions(self.text, self.conversation.words["besturing"]["praatwoorden"].labels["praten"]):
            return False
        again = self.frame.get("else", False)
        self.frame["else"] = True
        return again

    def _guessed(self, text: str) -> str | None:
        """The guess that was offered and is typed instead of tapped."""
        if not self.unsure:
            return None
        names = {
            name: self.conversation.words["bedoelingen"][name].text
            for name in self.conversation.intents
            if name in self.conversation.words["bedoelingen"]
        }
        names["iets_anders"] = self.conversation.words["systeem"]["iets_anders"].text
        return next((name for name, said in names.items() if plain(said) == plain(text)), None)

    def _asks_us(self, text: str, reading: Reading) -> bool:
        """A short question about the bot or about reporting, or a word of going, in the middle of a story. Typed once more, it belongs to it."""
        sure = reading.confidence >= max(SURE_IN_STORY, self.conversation.unsure_below)
        question = self._question(reading)
        ours = sure and reading.intent in self.conversation.in_story or bool(question)
        ours = ours and (self._asked(refusal=False) or question in self.conversation.leaving) and not reading.story
        return ours and len(text.split()) <= QUESTION_AT_MOST and plain(text) != self.frame.get("apart")

    def _answer_apart(self, text: str, reading: Reading) -> None:
        self.frame["apart"] = plain(text)
        question = self._question(reading)
        self.answer((question,) if question else self.conversation.intents[reading.intent].answer)
        if question in self.conversation.leaving:
            return
        self.say("systeem", "vraag_apart", buttons=False)
        self.ask("_meer" if self.held(self.step.slot) else "_opnieuw")

    def _fits_in(self, text: str) -> bool:
        held = self.held(self.step.adds or self.step.slot)
        return len(str(held or "")) + len(text) <= STORY_AT_MOST

    def _add(self, text: str) -> None:
        step = self.step
        slot = step.adds or step.slot
        held = self.held(slot) if step.gather or step.adds else None
        self.put(slot, joined(held, text.strip()))
        if step.gather or step.adds:
            self.notice(self.flow.slots)
        if step.gather:
            self.frame["open"] = step.name
