"""What is said in another language: answered with where to go, and what is heavy first. Refuses to guess at a sentence that it cannot read."""

from __future__ import annotations

from flows.aside import HEAVY
from flows.listening import Listening
from flows.model import Reading

SURE_IF_FOREIGN = 0.6  # students mix; a whole sentence of another language is mostly guessed at
ABROAD = "andere_taal"
CLEAR_ABROAD = 0.97
# Nothing is begun or ended on a guess at another language.
COMMITS = ("melden", "melden_anoniem", "melden_vertrouwelijk", "intrekken", "stop", "opnieuw")
SHORT_ABROAD = ("oefenen", "groet", "bedankt", "afscheid", "ja", "nee", "stop", "opnieuw", "terug")  # what is said in a few words of any language


class Abroad(Listening):
    """Nothing else is lost by it: what was open asks again."""

    def _foreign(self, reading: Reading) -> bool:
        """Whether it is in another language, and not clear enough to be answered: our sentence vectors know English too."""
        if not reading.foreign or (reading.intent in SHORT_ABROAD and reading.confidence >= SURE_IF_FOREIGN):
            return False
        asks = bool(reading.question) and not reading.story and not str(reading.question).endswith(ABROAD)
        return not (asks or self._clear_abroad(reading))

    def _clear_abroad(self, reading: Reading) -> bool:
        tells = reading.story or self._tells(self.conversation.intents.get(reading.intent))
        return reading.confidence >= CLEAR_ABROAD and not tells and reading.intent not in HEAVY and reading.intent not in COMMITS

    def _answers_in_dutch(self, reading: Reading) -> None:
        """Said once to who is answered in a language that they did not write."""
        if reading.foreign and not reading.story and reading.intent not in SHORT_ABROAD and not self.session.get("abroad"):
            self.say("systeem", "andere_taal_kort", buttons=False)
            self.session["abroad"] = True

    def _in_dutch(self, reading: Reading) -> None:
        self.session["missed"] = 0
        heavy = reading.crisis_doubt or reading.intent in HEAVY
        key = "andere_taal_zwaar" if heavy else "andere_taal_weer" if self.answered == f"systeem.{ABROAD}" else ABROAD
        self.say("systeem", key, buttons=not self.step)
        if not heavy:
            self.session["answered"] = f"systeem.{ABROAD}"
        self._again(quiet=True)
