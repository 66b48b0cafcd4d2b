"""Sentences to say that fit what was told, and what is told though it looks like small talk. Refuses to change what nlu is sure of."""

from __future__ import annotations

from dataclasses import replace

from flows.listening import TOLD, Listening
from flows.matching import mentions
from flows.model import Reading
from flows.play import place
from flows.wished_words import REPLIES

SMALL, HALF_SURE, SURELY = ("buiten_onderwerp", "hulp_bot"), 0.7, 0.9
TOLD_FROM = 7  # words
GENERAL = ("vragen_mens.weerwoord", "vragen_mens.andere_zin", "vragen_mens.korte_zin")  # sentences that fit anything
FITS = {  # of the words of what was told: which sentences fit
    "verdacht": "vragen_mens.zin_verdacht",
    "naam": "vragen_mens.zin_naam",
    "geld": "vragen_mens.zin_geld",
    "voordoen": "vragen_mens.zin_voordoen",
}
INTRODUCED, INTRODUCED_AT_MOST = "vragen_bot.stelt_zich_voor", 9  # words
SEEKS_WORDS, GIVEN_WORDS = "zinvraagwoorden", "passendwoorden"


class Fitting(Listening):
    """For who asks what to say, begins with who they are, or tells what was asked of them."""

    @property
    def reading(self) -> Reading:
        reading = super().reading
        if reading.crisis or (self.step and self.step.secret):
            return reading
        if self._introduces(reading):
            return replace(reading, question=INTRODUCED, intent="onbekend", confidence=0.0, story=False)
        if said := self._fits(reading):
            return replace(reading, question=said, intent=REPLIES, confidence=max(reading.confidence, SURELY), story=False)
        return replace(reading, intent=TOLD, confidence=max(reading.confidence, HALF_SURE), aside=False) if self._is_told(reading) else reading

    def _fits(self, reading: Reading) -> str | None:
        """The sentences for who asks for words; a kind of sentence that they ask for by its name goes before."""
        asks = reading.intent == REPLIES and self.conversation.is_sure(reading) and not reading.story
        asks = asks or mentions(self.text, self._listed(SEEKS_WORDS)["zin"])
        general = reading.question is None or reading.question in GENERAL
        if not asks or not general or self.about_another or self._is_no_student() or self._offered_words():
            return None
        told = f"{self.all_told()} {self.text}"
        fits = (said for key, said in FITS.items() if mentions(told, self._listed(GIVEN_WORDS)[key]))
        return next((said for said in fits if said != self.answered or place(f"{said}_weer")[1] in self.wordings(place(said)[0])), None)

    def _introduces(self, reading: Reading) -> bool:
        """ "Ik ben Poolse en ik doe niveau 2", "k'eb suikerziekte", before anything was told: who they are, and what happened comes after it."""
        begins = not (self.step or self._told() or self._is_no_student() or self._asked(refusal=False) or reading.crisis_doubt)
        told = reading.story and self.conversation.is_sure(reading) and reading.confidence >= HALF_SURE
        brief = len(self.text.split()) <= INTRODUCED_AT_MOST and not mentions(self.text, self._listed("citaatwoorden")["citaat"])
        brief = brief and not mentions(self.text, self._listed("duidelijkwoorden")["duidelijk"])  # that has an answer of its own
        brief = brief and not any(mentions(self.text, label) for label in self._listed("leeftijdwoorden").values())
        return (
            begins
            and brief
            and not reading.question
            and not told
            and bool(reading.grounds)
            and mentions(self.text, self._listed("voorstelwoorden")["ik"])
        )

    def listens(self, reading: Reading) -> bool:
        """What somebody is, said to begin with, is kept for what they ask later."""
        if reading.question == INTRODUCED and reading.grounds and not self.step:
            self.notice([name for name, what in self.conversation.noticing.items() if what == "grounds"])
        return super().listens(reading)

    def _is_no_student(self) -> bool:
        return any(what == "speaker" and self.session["memory"].get(name) for name, what in self.conversation.noticing.items())

    def _offered_words(self) -> bool:
        offered = self.conversation.offered.get(self.answered or "", {})
        return any(mentions(self.text, self._listed("aanbodwoorden")[key]) for key in offered)

    def _answers_opening(self, reading: Reading) -> bool:
        """A sentence of which nothing is sure, right after "what happens at your stage?"."""
        states = not (self._asked(refusal=False) or reading.aside or reading.crisis_doubt or reading.foreign or reading.question)
        begins = self.step is None and self.answered in self.conversation.openings and not self._is_no_student()
        return begins and states and not self.conversation.is_sure(reading) and len(self.text.split()) >= TOLD_FROM

    def _is_told(self, reading: Reading) -> bool:
        """ "Bij gesprek hij vraag: heb je man?", and "dan zegtie kan je niet lezen": asked of them, and not of us."""
        words = self._listed("citaatwoorden")
        quoted = mentions(self.text, words["citaat"]) and not mentions(self.text, words["aan_ons"])
        if self._answers_opening(reading):
            return True
        if self._told() and reading.story and reading.intent == SMALL[0] and reading.confidence < SURELY:
            return True  # "ik ben geboren in zaandam??", in the middle of it
        told = reading.story or (quoted and not self._asked(refusal=False))
        return told and quoted and reading.intent in SMALL and reading.confidence < HALF_SURE and len(self.text.split()) >= TOLD_FROM
