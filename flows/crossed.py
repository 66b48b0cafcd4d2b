"""Whether somebody's line was crossed, so that the short road `grens` fits. Refuses to take a story for that without a word or a sign of it."""

from __future__ import annotations

from flows.aside import LIKELY
from flows.card_words import DANGER, KIND
from flows.listening import TOLD, Listening
from flows.matching import mentions
from flows.model import Reading, Route
from flows.noticing import BODY, OF_THE_BODY, OVER_A_LINE, SURE_UNSAID, THREATENED
from flows.play import TELLING
from flows.saying import BYSTANDER
from flows.striking import SENDING
from flows.touched import LINE, Touched

ROAD = "grens"
OWN, ANOTHERS = "grens_lijf", "grens_ander"  # answers, between two parts of a story
POSTPONES = "uitstelwoorden"


class Crossed(Touched, Listening):
    """For what is told: nobody is asked about their body because of a rota, and nobody who is touched only reads "I hear you"."""

    line_said = False  # in this turn

    def _over_a_line(self, reading: Reading, route: Route | None, sure: bool) -> tuple[Route | None, bool]:
        """The route of a story, and whether it is sure."""
        over, told = self.conversation.intents[OVER_A_LINE], self.conversation.intents[TOLD]
        if not reading.story:
            return route, sure
        if not sure:
            return (over, True) if self._line_crossed(reading) else (route, sure)
        if reading.intent == OVER_A_LINE:
            more = self.step and self.step.adds and not self._over_somebody()  # nobody touched or threatened them
            unsaid = reading.confidence < SURE_UNSAID and not self._signs()
            return (told, True) if more or unsaid else (route, sure)
        if reading.intent in (TOLD, BYSTANDER) and self._touches():
            words = self.conversation.words["besturing"]["grenswoorden"].labels
            sees = reading.intent == BYSTANDER and mentions(self.text, words["iemand_anders"]) and not mentions(self.text, words["misschien_zelf"])
            if sees:  # of who tells this, it need not be as sure
                self.seen.setdefault("who", BYSTANDER)
            if not self.flow:
                return over, True
            self.says_line(reading)
        return route, sure

    def _line_crossed(self, reading: Reading) -> bool:
        """Bullying is told in words that are used of much else: it has to look like it as well."""
        bullied = any(intent == OVER_A_LINE and chance >= LIKELY for intent, chance in reading.alternatives)
        return "line" in self.seen and (self._over_somebody() or self.seen["line"] == BODY or bullied)

    def _signs(self) -> bool:
        """Whether a word of touching, threat or bullying stands in it, or a sign of that."""
        words = self.conversation.words["besturing"]["grenswoorden"].labels
        return "line" in self.seen or any(mentions(self.text, words[one]) for one in ("teken", "pesten"))

    def _touches(self) -> bool:
        """Whether it is told for the first time that somebody's body was touched or meant; hair and faith have answers of their own."""
        words = self.conversation.words["besturing"]["grenswoorden"].labels
        other = set(self.seen.get("grounds", ())) - OF_THE_BODY or mentions(self.text, words["geen_lijf"])
        return self._newly() and self.seen.get("line") == BODY and not other

    def _newly(self) -> bool:
        """Whether nothing was said of it yet, and a story is or may be told here."""
        here = not self.speaker and (self.flow is None or self.flow.name == TELLING)
        memory = self.session["memory"]
        return here and not (memory.get(LINE) == BODY or memory.get("over_grens") or self.given(OWN) or self.given(ANOTHERS))

    def says_line(self, reading: Reading) -> None:
        """Says whose fault it is not and who can help, between two parts of a story, where it is told for the first time."""
        looks = reading.intent == OVER_A_LINE and "over_grens" in self.seen
        if self._touches() or (looks and self._newly()):
            name = ANOTHERS if self.about_another or self.seen.get("who") == BYSTANDER else OWN
            self._note_given(name)
            self.line_said = True
            self.say("antwoorden", name, buttons=False)

    def soften(self) -> None:
        """Not in the same breath: where to go stands there, or on the road that begins."""
        if not (self.line_said or self._touches()):
            super().soften()

    def _from_anywhere(self, reading: Reading) -> bool:
        """On that road, who hides until somebody is gone is in danger now."""
        hides = self.conversation.words["besturing"]["grenswoorden"].labels["schuilt_nu"]
        if not self.flow or self.flow.name != ROAD or self._asked(refusal=False) or not mentions(self.text, hides):
            return super()._from_anywhere(reading)
        if self.step.adds and self._fits_in(self.text):
            self._add(self.text)
        self._lay_card()
        self.put(KIND, DANGER)
        self._picked(DANGER)
        return True

    def _means(self, name: str, entry: str) -> bool:
        """Nobody who is touched, threatened or perhaps in danger is asked for a day; unless it is sending that must wait."""
        crossed = {self.seen.get("line"), self.session["memory"].get(LINE)} & {BODY, THREATENED}
        unsafe = bool(crossed) or self.reading.crisis_doubt or (self.flow and self.flow.name == ROAD)
        return not (name == POSTPONES and unsafe and not self.says(SENDING)) and super()._means(name, entry)
