"""What somebody asks who was touched, wherever they tell it: what to do tomorrow, what to say; and that they froze. Refuses to ask for more."""

from __future__ import annotations

from flows.heat import Heat
from flows.matching import last_sentence, mentions
from flows.model import Reading
from flows.noticing import BODY
from flows.play import TELLING

ANSWERS = {
    "als_het_weer": "systeem.kaart_als_het_weer_aangeraakt",
    "wat_zeggen": "systeem.kaart_wat_zeggen_aangeraakt",
    "morgen_gaan": "vragen_crisis.morgen_gaan_aangeraakt",
    "verstijfd": "systeem.kaart_verstijfd_aangeraakt",
}
QUESTIONS = ("als_het_weer", "wat_zeggen", "morgen_gaan")
NUMBERS = "kaart_opnieuw_aangeraakt"  # of the card, for who is not on it
NOT_OF_THE_BODY = "nietseksueelwoorden"
OF_THE_BODY = ("over_grens", "line")  # what was noticed of it
LINE = "soort_grens"  # the slot with which line was crossed
WHERE = (TELLING, "grens")
TOLD_FROM = 15  # words: a longer story asks nothing, unless it ends with that


class Touched(Heat):
    """The words are those of the card: it is the same person, before or after it."""

    def _asks_touched(self, reading: Reading) -> bool:
        """Answers it, and keeps what was told with it."""
        if self.flow and self.flow.name in WHERE and self.says(NOT_OF_THE_BODY) and (self.flow.name != TELLING or self._taken_for_it()):
            return self._is_something_else()
        here = self.flow is None or self.flow.name in WHERE
        if not here or reading.crisis or self.speaker or BODY not in (self.seen.get("line"), self.session["memory"].get(LINE)):
            return False
        last = last_sentence(self.text)
        topic = self._touched_topic(last) or (self._touched_topic(self.text) if self._asked() or len(self.text.split()) <= TOLD_FROM else None)
        if not topic or (topic not in QUESTIONS and self._asked()):
            return False
        name, again = ANSWERS[topic], f"{ANSWERS[topic]}_weer"
        space, _, key = again.partition(".")
        name = again if self.given(name) and key in self.conversation.words[space] else name
        asked, whole = topic in QUESTIONS, self.text
        told = whole.removesuffix(last).rstrip(" ?!.") if asked and last in whole and self._touched_topic(last) else whole
        if reading.story or topic not in QUESTIONS:
            self._keep(told)
        self.answer((name,))
        if asked:
            self.say("crisis", NUMBERS, buttons=False)
        if self.step:
            self._go_on_telling() if self.step.gather else self._again(quiet=True)
        elif told and reading.story:
            self._begin("grens", {})
        return True

    def _taken_for_it(self) -> bool:
        held = (self.session["memory"].get(name) for name, what in self.conversation.noticing.items() if what in OF_THE_BODY)
        return any(held) or bool(set(OF_THE_BODY) & set(self.seen))

    def _is_something_else(self) -> bool:
        """It was taken for something sexual and is not: that is forgotten, and what was told stays, with what they tell now."""
        told = self.own_words()
        self.seen = {what: said for what, said in self.seen.items() if what not in OF_THE_BODY}
        if told != self.text:
            self._keep(told)
        for name, what in self.conversation.noticing.items():
            if what in OF_THE_BODY:
                self.session["memory"].pop(name, None)
        self.end_thread(lambda name, slot: slot.shared)
        self.say("systeem", "niet_seksueel", buttons=False)
        self._begin(TELLING, {})
        return True

    def _keep(self, told: str) -> None:
        """As part of the story."""
        whole, self.text = self.text, told
        if told and self.step and (self.step.gather or self.step.adds):
            self._add(told)
        elif told:
            self.take_told()
        self.text = whole

    def _touched_topic(self, text: str) -> str | None:
        words = self._card_words()
        return next((topic for topic in ANSWERS if mentions(text, words[topic])), None)
