"""Who says that it has nothing to do with what they are: that is no ground of theirs. Refuses what another denies."""

from __future__ import annotations

from dataclasses import replace

from flows.fitting import Fitting
from flows.listening import TOLD
from flows.matching import mentions
from flows.model import Reading

HALF_SURE = 0.6


class Denying(Fitting):
    """ "Dat heeft niks met mijn kleur te maken, het gaat om de uren"."""

    @property
    def reading(self) -> Reading:
        reading, words = super().reading, self._listed("ontkenwoorden")
        named = reading.grounds or reading.question in self.conversation.by_ground.values()
        if not named or not mentions(self.text, words["niets_mee"]) or mentions(self.text, words["toch"]) or self._asked(refusal=False):
            return reading
        if (reading.crisis and not reading.crisis_guess) or mentions(self.text, self._listed("citaatwoorden")["citaat"]):
            return reading  # "hij zegt dat het niks met mijn kleur te maken heeft"
        return replace(reading, intent=TOLD, confidence=max(reading.confidence, HALF_SURE), story=True, question=None, grounds=(), near=())
