"""Which particular question a text asks, and the answer to it. Refuses to read it itself: nlu named the question."""

from __future__ import annotations

from collections.abc import Sequence

from flows.matching import mentions, plain
from flows.model import Reading
from flows.noticing import BODY
from flows.play import Play

QUESTIONS = "vragen_"  # the namespaces of answers to one particular question
SURE_IN_STORY = 0.6  # a sentence of a story that is taken for a question would be lost at first
QUESTION_AT_MOST = 15  # words
AGES, AGE_AT_MOST = ("vragen_mens.onder_18", "vragen_mens.vanaf_18"), 4  # words: who says no more than that tells an age


class Asked(Play):
    """The answer may depend on whom it is about, on what was told, and on where it is asked."""

    def _question(self, reading: Reading) -> str | None:
        """The particular question that was asked, if there is an answer to it."""
        asked = self._of_age(reading)
        space, _, key = (asked or self._about_its_ground(reading) or "").partition(".")
        words = self.conversation.words.get(space, {}) if space.startswith(QUESTIONS) else {}
        told, ways = self.session["memory"], [key]
        if told.get("wie") == "omstander":
            ways.insert(0, f"{key}_ander")
        if told.get("soort_grens") == BODY:
            ways.insert(0, f"{key}_aangeraakt")
        if self.answered == f"{space}.{key}":  # who asks on, hears more of it
            ways.insert(0, f"{key}_weer")
        if self.frame:  # the same question, answered for where it is asked
            here = f"{key}_bij_{self.frame['flow']}"
            ways[:0] = [f"{here}_{self.frame['step']}", here]
        return next((f"{space}.{one}" for one in ways if one in words), None)

    def _of_age(self, reading: Reading) -> str | None:
        """Who says how old they are, hears what holds from that age: one figure makes that another question."""
        asked, unclear = reading.question, self._asked() and reading.confidence < self.conversation.unsure_below
        if asked not in AGES and (asked or (len(self.text.split()) > AGE_AT_MOST and not unclear)):
            return asked
        ages = self.conversation.words["besturing"]["leeftijdwoorden"].labels
        return next((one for one in AGES if mentions(self.text, ages[one.partition(".")[2]])), asked)

    def _about_its_ground(self, reading: Reading) -> str | None:
        """Who asks whether something may be done, and names one ground or told of one, hears what holds for that one."""
        words = self.conversation.words["besturing"]["magwoorden"].labels["mag"]
        sure = reading.intent in self.conversation.allowed and reading.confidence >= self.conversation.unsure_below
        asks = sure and ("?" in self.text if reading.story else self._asked())  # who tells something is believed first
        if not asks and not mentions(self.text, words):
            return None
        if self.session["memory"].get("soort_grens") == BODY:
            return self.conversation.by_ground.get(BODY)
        slot = next((name for name, what in self.conversation.noticing.items() if what == "grounds"), "")
        grounds = reading.grounds or self.session["memory"].get(slot) or ()
        answers = {self.conversation.by_ground[ground] for ground in grounds if ground in self.conversation.by_ground}
        return answers.pop() if len(answers) == 1 else None

    def _answer_question(self, question: str) -> None:
        self.session["missed"] = 0
        if question in self.conversation.rephrasing and self.in_other_words():
            return self._again(quiet=True)
        self.answer_here((question,))

    def _asks_us(self, text: str, reading: Reading) -> Sequence[str]:
        """The answers to a short question about the bot or about reporting, or to a word of going, in the middle of a story.
        Typed once more, it belongs to the story."""
        sure = reading.confidence >= max(SURE_IN_STORY, self.conversation.unsure_below)
        question = self._question(reading)
        ours = sure and reading.intent in self.conversation.in_story or bool(question)
        ours = ours and (self._asked(refusal=False) or question in self.conversation.leaving) and not reading.story
        if not ours or len(text.split()) > QUESTION_AT_MOST or plain(text) == self.frame.get("apart"):
            return ()
        return (question,) if question else self.conversation.intents[reading.intent].answer

    def _answer_apart(self, text: str, answers: Sequence[str]) -> None:
        self.frame["apart"] = plain(text)
        self.answer(answers)
        if self.conversation.leaving & set(answers):
            return
        self.say("systeem", "vraag_apart", buttons=False)
        self.ask("_meer" if self.held(self.step.slot) else "_opnieuw")
