"""What somebody says of being called where a name or a number is asked: when, by whom not, rather in the chat. Refuses to take it for a name."""

from __future__ import annotations

import re

from flows.apart import DIGITS, MOMENT, MORE, NAME, NUMBER
from flows.matching import mentions
from flows.steering import CALL, REPORT, Steering

WISH_OF_CALL = 16  # words
CLAUSES = re.compile(r"[.,;:!?\n]+(?:\s|$)")


class Calling(Steering):
    """Each wish is said back, and goes along; the name is asked again after it."""

    def _takes_call_parts(self) -> bool:
        at = self.step.slot in (NAME, NUMBER) and self.flow.name in (CALL, REPORT)
        if not at or self.reading.crisis or len(self.text.split()) > WISH_OF_CALL or DIGITS.search(self.text):
            return super()._takes_call_parts()
        return self._rather_in_chat() or self._by_whom_not() or self._at_what_time() or super()._takes_call_parts()

    def _call_words(self, key: str) -> bool:
        return mentions(self.text, self.conversation.words["besturing"]["belwenswoorden"].labels[key])

    def _own_moment(self) -> str:
        """The clauses that say when they can be called, and ask nothing."""
        parts = [part.strip(" -") for part in CLAUSES.split(self.text)]
        asked = self.conversation.words["besturing"]["belwenswoorden"].labels["hoe_laat"]
        return ", ".join(part for part in parts if self._said_in(part, "tijdwoorden") and not mentions(part, asked))

    def _rather_in_chat(self) -> bool:
        """ "Liever appen": nobody is called. Who says at which time not to call, does want to be."""
        if not self._call_words("chat") or (self._call_words("niet_bellen") and self._own_moment() and not self._call_words("liever")):
            return False
        if self.flow.name == CALL:
            self.end_thread(lambda name, slot: slot.shared)
            self.say("systeem", "liever_chat")
            return True
        self._notes("niet_bellen")
        return True

    def _by_whom_not(self) -> bool:
        if not (self._call_words("niet") and self._call_words("wie")):
            return False
        self._keeps()
        self.say("systeem", "bel_wie_niet", buttons=False)
        self.ask("_opnieuw")
        return True

    def _at_what_time(self) -> bool:
        """A time is kept, said beside a question as well; who asks when, hears that it is theirs to say."""
        moment, asks = self._own_moment(), self._call_words("hoe_laat")
        calls = self.flow.name == CALL or self._call_words("bellen")
        if not calls or not (moment or asks) or (moment and next(self._names(asked=True), "")):
            return False
        if moment and self.flow.name == CALL:
            self.put(MOMENT, moment)
        self._notes("bel_tijd" if moment else "bel_hoe_laat")
        return True

    def _notes(self, key: str) -> None:
        self._keeps()
        self.session["missed"] = 0
        self.say("systeem", key, buttons=False)
        self.ask("_opnieuw")

    def _keeps(self) -> None:
        if MORE in self.flow.slots:
            self._keep_more(self.text)

    def _begin(self, flow: str, fill: dict) -> None:
        """The time that was said with the wish to be called is said back."""
        super()._begin(flow, fill)
        if (
            flow == CALL
            and self.text
            and self.flow
            and self.flow.name == CALL
            and not fill.get(MOMENT)
            and self.held(MOMENT)
            and self.step.slot == NAME
        ):
            self.effects.insert(-1, self.system("systeem", "bel_tijd", buttons=False))
