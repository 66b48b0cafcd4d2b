"""Which particular question a text asks, and the answer to it. Refuses to read it itself: nlu named the question."""

from __future__ import annotations

from flows.matching import mentions
from flows.model import Reading
from flows.noticing import BODY
from flows.play import Play

QUESTIONS = "vragen_"  # the namespaces of answers to one particular question
SIMPLER = "vragen_wet.simpeler"
AGES, AGE_AT_MOST = ("vragen_mens.onder_18", "vragen_mens.vanaf_18"), 4  # words: who says no more than that tells an age


class Asked(Play):
    """The answer may depend on whom it is about, on what was told, and on where it is asked."""

    def _question(self, reading: Reading) -> str | None:
        """The particular question that was asked, if there is an answer to it."""
        asked = self._of_age(reading) or self._in_words()
        space, _, key = (asked or self._about_its_ground(reading) or "").partition(".")
        words = self.conversation.words.get(space, {}) if space.startswith(QUESTIONS) else {}
        told, ways = self.session["memory"], [key]
        if told.get("wie") == "omstander":
            ways.insert(0, f"{key}_ander")
        if told.get("soort_grens") == BODY:
            ways.insert(0, f"{key}_aangeraakt")
        if f"{key}_loopt" in words and self.shows_case():  # for whose report is with the school
            ways.insert(0, f"{key}_loopt")
        if self.answered == f"{space}.{key}":  # who asks on, hears more of it
            ways.insert(0, f"{key}_weer")
        if self.frame:  # the same question, answered for where it is asked
            here = f"{key}_bij_{self.frame['flow']}"
            ways[:0] = [f"{here}_{self.frame['step']}", here]
        return next((f"{space}.{one}" for one in ways if one in words), None)

    def _in_words(self) -> str | None:
        """A question that is known by its words, where none was read."""
        labels = self.conversation.words["besturing"]["vragen_in_woorden"].labels
        return next((question for question, label in labels.items() if mentions(self.text, label)), None)

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
        if question == SIMPLER and self.answered not in (None, SIMPLER):  # its own answer would be about something else
            self.say("systeem", "niet_korter", buttons=not self.step)
            return self._again(quiet=True)
        self.answer_here((question,))
