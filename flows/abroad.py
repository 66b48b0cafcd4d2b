"""What is said in another language: answered with where to go, and what is heavy first. Easy English is heard as what is told.

Refuses to guess at a sentence that it cannot read, and to begin or end anything on one.
"""

from __future__ import annotations

from dataclasses import replace

from flows.aside import HEAVY
from flows.denying import Denying
from flows.listening import TOLD
from flows.matching import begins_with, mentions, plain, without_lead
from flows.model import Reading

SURE_IF_FOREIGN = 0.6  # students mix; a whole sentence of another language is mostly guessed at
ABROAD, ENGLISH = "andere_taal", "engels"
CLEAR_ABROAD, CLEAR_ENGLISH = 0.97, 0.8  # from here a question is answered; the second of one that is put in English
TOLD_ENGLISH_FROM, PART_ENGLISH = 5, 0.5  # words; of those the part that only English has
FEELS, OVER_A_LINE, COUNTS = "emotie", "grens", "is_dit_discriminatie"  # intents
# Nothing is begun or ended on a guess at another language.
COMMITS = ("melden", "melden_anoniem", "melden_vertrouwelijk", "intrekken", "stop", "opnieuw")
SHORT_ABROAD = ("oefenen", "groet", "bedankt", "afscheid", "ja", "nee", "stop", "opnieuw", "terug")  # what is said in a few words of any language


class Abroad(Denying):
    """Nothing else is lost by it: what was open asks again."""

    @property
    def reading(self) -> Reading:
        """What is told in English, is told; which kind of story it is need not be sure."""
        reading = super().reading
        if self._asks_whether_it_counts(reading):
            return replace(reading, intent=COUNTS, confidence=CLEAR_ENGLISH, story=False, foreign=False, asks=True)
        if not self._tells_in_english(reading):
            return reading
        route = self.conversation.intents.get(reading.intent)
        known = (self._tells(route) or reading.intent == OVER_A_LINE) and self.conversation.is_sure(reading)
        return replace(reading, intent=reading.intent if known else TOLD, story=True, foreign=False, question=None, near=(), aside=False)

    def listens(self, reading: Reading) -> bool:
        """Says once that English is read a little, to who tells in it; from then on the words are easy."""
        first = self.input.readings[0] if self.input.readings else Reading()
        if not self._tells_in_english(first) or self._on_card() or (self.step and self.step.secret):
            return super().listens(reading)
        self.session["simple"] = True
        heavy = "engels_gevoel" if first.intent == FEELS and self.conversation.is_sure(first) else None
        heavy = "engels_zwaar" if first.crisis_doubt or (first.intent == OVER_A_LINE and self.conversation.is_sure(first)) else heavy
        if first.crisis_doubt:
            self.session["soft"] = self.session.get("soft") or True  # that line is softer than this
        if heavy or not self.session.get("english"):
            self.say("systeem", heavy or "engels_gelezen", buttons=False)
        self.session["english"] = True
        return super().listens(reading)

    def _tells_in_english(self, reading: Reading) -> bool:
        """Whether it is a statement in easy English, and nothing in it is heavier than that."""
        if not reading.foreign or reading.crisis or not self._is_english() or self._asks_in_english():
            return False
        return (
            len(self.text.split()) >= TOLD_ENGLISH_FROM and not (reading.aside and not reading.story) and (reading.story or not self._orders(reading))
        )

    def _orders(self, reading: Reading) -> bool:
        return reading.intent in (*COMMITS, *SHORT_ABROAD) and self.conversation.is_sure(reading)

    def _is_english(self) -> bool:
        words, said = plain(self.text).split(), set(self._listed("engelswoorden")[ENGLISH].said)
        return bool(words) and sum(word in said for word in words) / len(words) >= PART_ENGLISH / 2

    def _asks_in_english(self) -> bool:
        words = self._listed("engelswoorden")
        return "?" in self.text or begins_with(without_lead(self.text, words["aanloop"]), words["vraag"])

    def _asked(self, refusal: bool = True) -> bool:
        """Also in a few words of English in the middle of a sentence."""
        in_english = any(mentions(self.text, label) for label in (self._listed("engelswoorden")["telt"], self._listed("engelsewiewoorden")["wie"]))
        return super()._asked(refusal) or (in_english and not (self.step and self.step.secret))

    def _asks_whether_it_counts(self, reading: Reading) -> bool:
        """ "is it like a thing, or just rude": of which nothing is understood but that."""
        unsure = not self.conversation.is_sure(reading) and not (reading.crisis or reading.crisis_doubt or reading.question)
        return unsure and self._is_english() and mentions(self.text, self._listed("engelswoorden")["telt"])

    def _foreign(self, reading: Reading) -> bool:
        """Whether it is in another language, and not clear enough to be answered: our sentence vectors know English too."""
        if not reading.foreign or (reading.intent in SHORT_ABROAD and reading.confidence >= SURE_IF_FOREIGN):
            return False
        asks = bool(reading.question) and not reading.story and not str(reading.question).endswith(ABROAD)
        return not (asks or self._clear_abroad(reading))

    def _clear_abroad(self, reading: Reading) -> bool:
        tells = reading.story or self._tells(self.conversation.intents.get(reading.intent))
        asks = self._is_english() and self._asks_in_english()
        clear = reading.confidence >= (CLEAR_ENGLISH if asks else CLEAR_ABROAD)
        return clear and not tells and reading.intent not in HEAVY and reading.intent not in COMMITS

    def _answers_in_dutch(self, reading: Reading) -> None:
        """Said once to who is answered in a language that they did not write."""
        if reading.foreign and not reading.story and reading.intent not in SHORT_ABROAD and not self.session.get("abroad"):
            self.say("systeem", "andere_taal_kort", buttons=False)
            self.session["abroad"] = True

    def _in_dutch(self, reading: Reading) -> None:
        self.session["missed"] = 0
        heavy = reading.crisis_doubt or reading.intent in HEAVY
        name = ENGLISH if self._is_english() else ABROAD
        again = self.answered in (f"systeem.{ABROAD}", f"systeem.{ENGLISH}") or (name == ENGLISH and self.session.get("english"))
        key = "andere_taal_zwaar" if heavy else f"{name}_weer" if again else name
        if name == ENGLISH and mentions(self.text, self._listed("engelswoorden")["antwoord"]) and again:
            key = "engels_alleen"
        self.say("systeem", key, buttons=not self.step)
        if name == ENGLISH:
            self.session["simple"] = self.session["english"] = True
        if not heavy:
            self.session["answered"] = f"systeem.{name}"
        self._again(quiet=True)
