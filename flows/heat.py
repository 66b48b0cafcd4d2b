"""A threat said in anger, short of danger: answered calmly, and no part of what is told. Refuses to take the place of the card with the numbers."""

from __future__ import annotations

import re

from flows.aside import PART_OF_STORY
from flows.card import REPORT
from flows.interrupted import Interrupted
from flows.matching import mentions
from flows.model import Reading

ANGRY, ANGRY_AGAIN, NOT_MEANT, ENOUGH_OF_IT = "heet_hoofd", "heet_hoofd_weer", "heet_hoofd_niet", "heet_hoofd_klaar"
SAID = tuple(f"systeem.{one}" for one in (ANGRY, ANGRY_AGAIN))
CLAUSES = re.compile(r"[.!?,;\n]+(?:\s|$)")
TELLS_FROM = 4  # words of a clause beside it
FED_UP_AS = ("nee", "emotie", "beledigt_bot")  # what "ik ben er klaar mee" is taken for


class Heat(Interrupted):
    """For who says what they would like to do to somebody."""

    def _in_heat(self, reading: Reading) -> bool:
        """Answers it; what was told beside it goes on as it would alone."""
        words = self.conversation.words["besturing"]["heethoofdwoorden"].labels
        if self._on_card() or reading.crisis or (self.step and (self.step.secret or (self.step.verb == "write" and not self.step.gather))):
            return False
        threat = mentions(self.text, words["dreigt"])
        beside = [part for part in CLAUSES.split(self.text) if threat and not mentions(part, words["dreigt"]) and len(part.split()) >= TELLS_FROM]
        goes_on = bool(beside) and (reading.story or self._orders_report(reading))
        if self.answered in SAID and not goes_on and mentions(self.text, words["niet_echt"]):
            return self._calmly(NOT_MEANT)
        if self.answered in SAID and not goes_on and mentions(self.text, words["echt"]):
            return self._calmly(ANGRY_AGAIN)
        if not threat:
            return self._fed_up(reading)
        key = ANGRY_AGAIN if self.answered in SAID else ANGRY
        if goes_on:
            self.say("systeem", key, buttons=False)
            self.session["answered"] = f"systeem.{key}"
            self.text = ". ".join(part.strip() for part in beside)
            return False
        return self._calmly(key, offers=bool(self.step and (self.step.gather or self.step.adds)))

    def _orders_report(self, reading: Reading) -> bool:
        """Whether they want school to know, or to talk to somebody: that is heard as well."""
        route = self.conversation.intents.get(reading.intent)
        return bool(route and route.flow == REPORT and self.conversation.is_sure(reading))

    def _calmly(self, key: str, offers: bool = False) -> bool:
        self.session["missed"] = 0
        if offers:
            self.offer((), PART_OF_STORY, key)
        else:
            self.say("systeem", key, buttons=not self.step)
        self.session["answered"] = f"systeem.{key}"
        self._go_on_telling() if self.step and self.step.gather else self._again(quiet=True)
        return True

    def _fed_up(self, reading: Reading) -> bool:
        """ "Nee man, ik ben er klaar mee" does not say that the talk is over."""
        words = self.conversation.words["besturing"]["heethoofdwoorden"].labels
        if reading.story or not self.step or not self.step.adds or reading.intent not in FED_UP_AS or not mentions(self.text, words["klaar_mee"]):
            return False
        return self._calmly(ENOUGH_OF_IT)
