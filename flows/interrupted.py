"""Who says in a few words that somebody comes, and that we must wait: 112 comes first, and then that the phone may be put away.

Refuses where a danger was told, where a word of fear stands, and while the card stands: who may be in danger keeps the card.
"""

from __future__ import annotations

from flows.matching import mentions
from flows.mistaken import LIGHT, Mistaken
from flows.model import Reading
from flows.play import SHOWN

COMING_AT_MOST = 7  # words
LINE = "soort_grens"  # the slot with which line was crossed
NOW = "gevaar_nu"  # of what kind a guess at it mostly is


class Interrupted(Mistaken):
    """ "Wacht hij komt eraan" is mostly said by who types in secret; the model takes it for an attack."""

    def _good_news(self, reading: Reading) -> bool:
        if self._only_comes(reading):
            self.session["missed"] = 0
            self.say("systeem", "komt_iemand")
            return True
        return super()._good_news(reading)

    def _only_comes(self, reading: Reading) -> bool:
        """Whether a guess alone sees a danger in it, in a chat in which none was told or shown."""
        words = self.conversation.words["besturing"]["komtiemandwoorden"].labels
        guess = reading.crisis and reading.crisis_guess and reading.crisis_kind in (NOW, *LIGHT)
        told = self.session["memory"].get(LINE) or self.seen.get("line") or self.session.get("soft") == SHOWN
        brief = len(self.text.split()) <= COMING_AT_MOST and not self._asked(refusal=False)
        if not (guess and brief) or told or self.speaker:
            return False
        return mentions(self.text, words["wacht"]) and mentions(self.text, words["komt"]) and not mentions(self.text, words["bang"])
