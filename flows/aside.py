"""What is said to us in the middle of a story, and is no part of it. Refuses to lose it: typed once more, or with its button, it is part."""

from __future__ import annotations

from collections.abc import Sequence

from flows.matching import mentions, plain
from flows.model import Reading
from flows.near import Near
from flows.play import TELLING

SURE_IN_STORY = 0.6  # a sentence of a story that is taken for a question would be lost at first
QUESTION_AT_MOST = 15  # words
NO_MORE_AT_MOST = 8  # words; "nee, ik ga dit niet opnieuw aan haar vertellen" is more than a no
LIKELY = 0.2  # a guess that is less likely is not worth a button
GUESSES = 3
ASIDE = "systeem.terzijde"
HEAVY = ("crisis", "grens", "emotie")  # nobody is asked on a guess whether it is that
PART_OF_STORY = "hoort_bij_verhaal"  # the button beside a guess


class Aside(Near):
    """For a step that gathers a story, or adds to one."""

    def _asks_us(self, text: str, reading: Reading) -> Sequence[str]:
        """The answers to a short question about the bot or about reporting, or to a word of going."""
        sure = reading.confidence >= max(SURE_IN_STORY, self.conversation.unsure_below)
        question = self._question(reading)
        ours = sure and reading.intent in self.conversation.in_story or bool(question)
        ours = (
            ours
            and (self._asked(refusal=False) or reading.aside or question in (*self.conversation.leaving, *self.conversation.to_us))
            and not reading.story
        )
        if not ours or len(text.split()) > QUESTION_AT_MOST or plain(text) == self.frame.get("apart"):
            return ()
        return (question,) if question else self.conversation.intents[reading.intent].answer

    def _answer_apart(self, text: str, answers: Sequence[str]) -> None:
        self.frame["apart"] = plain(text)
        self.answer(answers)
        if self.conversation.leaving & set(answers):
            return
        if self._asked(refusal=False):
            self.say("systeem", "vraag_apart", buttons=False)
        self._go_on_telling()

    def _is_apart(self, text: str, reading: Reading) -> bool:
        story = (self.step.adds or self.step.slot) in self.conversation.stories
        theirs = mentions(text, self.conversation.words["besturing"]["hoortbijwoorden"].labels["hoort"])
        return story and (reading.aside or self._keeps_secret(reading)) and not theirs and plain(text) != self.frame.get("apart")

    def _keeps_secret(self, reading: Reading) -> bool:
        """Whether it looks most like a word about who may not know of it, and tells nothing: what is secret goes along in no story unseen."""
        return not reading.story and not reading.grounds and (reading.near or ("",))[0] in self.conversation.to_us

    def _has_no_more(self, reading: Reading) -> bool:
        """Whether it says no to "is there more?"."""
        return (
            reading.intent == "nee"
            and reading.confidence >= SURE_IN_STORY
            and len(self.text.split()) <= NO_MORE_AT_MOST
            and "klaar" in self.labels(self.step, self.frame)
            and bool(self.held(self.step.slot))
        )

    def _set_apart(self, text: str, reading: Reading) -> None:
        """Of what leads to no answer here: asks what is meant, or leaves it at that."""
        self.frame["apart"] = plain(text)
        self.session["missed"] = 0
        guesses = [name for name, chance in reading.alternatives if chance >= LIKELY and self._may_be_meant(name)][:2]
        if reading.intent in self.conversation.told_instead:
            guesses = []
        if guesses := [*self.near(reading), *guesses][:GUESSES]:
            return self.offer(guesses, PART_OF_STORY)
        kind = "terzijde_vraag" if self._asked(refusal=False) else "terzijde_weer" if self.answered == ASIDE else "terzijde"
        self.session["answered"] = ASIDE
        if kind == "terzijde_vraag":
            self.say("systeem", kind, buttons=False)
        else:
            self.offer((), PART_OF_STORY, kind)
        self._go_on_telling()

    def _may_be_meant(self, intent: str) -> bool:
        route = self.conversation.intents.get(intent)
        return intent in self.conversation.words["bedoelingen"] and intent not in HEAVY and not (route and route.flow == TELLING)

    def _go_on_telling(self) -> None:
        self.ask("_meer" if self.step.gather and self.held(self.step.slot) else "_opnieuw")
