"""What is said in another language: answered with where to go, and what is heavy first. Refuses to guess at a sentence that it cannot read."""

from __future__ import annotations

from flows.aside import HEAVY
from flows.listening import Listening
from flows.model import Reading

SURE_IF_FOREIGN = 0.6  # students mix; a whole sentence of another language is mostly guessed at
ABROAD = "andere_taal"
SHORT_ABROAD = ("oefenen", "groet", "bedankt", "afscheid", "ja", "nee", "stop", "opnieuw", "terug")  # what is said in a few words of any language


class Abroad(Listening):
    """Nothing else is lost by it: what was open asks again."""

    @staticmethod
    def _foreign(reading: Reading) -> bool:
        return reading.foreign and (reading.confidence < SURE_IF_FOREIGN or reading.intent not in SHORT_ABROAD)

    def _in_dutch(self, reading: Reading) -> None:
        self.session["missed"] = 0
        heavy = reading.crisis_doubt or reading.intent in HEAVY
        key = "andere_taal_zwaar" if heavy else "andere_taal_weer" if self.answered == f"systeem.{ABROAD}" else ABROAD
        self.say("systeem", key, buttons=not self.step)
        if not heavy:
            self.session["answered"] = f"systeem.{ABROAD}"
        self._again(quiet=True)
