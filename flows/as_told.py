"""What looks like an order or like an answer of somebody, and tells what happened. Refuses to take an order, or a question, for a story."""

from __future__ import annotations

from flows.aside import Aside
from flows.matching import mentions
from flows.model import Reading
from flows.play import REPORTING, TELLING

ORDERED = {"melden": (REPORTING,), "melden_anoniem": (REPORTING,), "intrekken": ("terughaalwoorden",)}  # an order, and its words
UNHEARD = "niet_geloofd"
TOLD_THEM = "doorverteldwoorden"
ORDER_FROM, QUOTE_FROM = 7, 3  # words
PLAINLY_ORDERED, HALF = 0.95, 0.5
QUOTES = "'\"‘’“”„"


class AsTold(Aside):
    """For who told something already and goes on, or begins with it."""

    def _rather_told(self, reading: Reading) -> bool:
        """Whether the words say that it is told, whatever it was understood as."""
        if not (self.flow is None or self.flow.name == TELLING) or reading.crisis or reading.asks or self._asked(refusal=False):
            return False
        return self._is_a_quote() or self._orders_in_no_word(reading) or self._told_nobody(reading) or self._tells_of_help(reading)

    def _is_a_quote(self) -> bool:
        """ "'we houden het hier graag gezellig'": what they said to them, behind what was told."""
        said = self.text.strip()
        return self._told() and said[:1] in QUOTES and said.rstrip(".!?")[-1:] in QUOTES and len(said.split()) >= QUOTE_FROM

    def _orders_in_no_word(self, reading: Reading) -> bool:
        """ "ik ben het niet geworden, reden onbekend": a guess at an order, of which no word is there."""
        lists = ORDERED.get(reading.intent)
        if not lists or reading.story or reading.question or not self._told() or len(self.text.split()) < ORDER_FROM:
            return False
        out = mentions(self.text, self.conversation.words["besturing"]["weghaalwoorden"].labels["weg"])
        return reading.confidence < PLAINLY_ORDERED and not (out or any(self.says(name) for name in lists))

    def _told_nobody(self, reading: Reading) -> bool:
        """ "mijn begeleider zei oke en deed het zelf": who was there, and to whom nothing was told."""
        return reading.intent == UNHEARD and reading.story and self._told() and not self.says(TOLD_THEM)

    def _tells_of_help(self, reading: Reading) -> bool:
        """ "mijn begeleider zei dat ik er geen zaak van moet maken": no question about who helps outside school."""
        likely = any(chance >= HALF and self._is_story_of(one) for one, chance in reading.alternatives)
        return reading.intent == "externe_hulp" and reading.story and likely

    def _is_story_of(self, intent: str) -> bool:
        route = self.conversation.intents.get(intent)
        return bool(route and route.story)
