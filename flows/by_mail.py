"""Who gives an address for mail where a number is asked, is mailed; who gives a number once a call was offered, is called.

Refuses to send either: they see it first.
"""

from __future__ import annotations

from flows.apart import DIGITS, NAME, NUMBER
from flows.matching import mentions
from flows.play import TELLING, place
from flows.steering import CALL, REPORT
from flows.striking import WAY
from flows.touched import Touched

STORY, ADDRESS = "verhaal", "EMAIL"
MAILING = "mailen"  # of the words of the card
ASKED_FOR = ("systeem.kaart_mailen", "systeem.kaart_mailen_weer")


class ByMail(Touched):
    """At the number to be called on; and on the card, once they were told that it can be by mail."""

    def _rather_mailed(self) -> bool:
        if DIGITS.search(self.text):
            return self._gives_number()
        if not self.step:
            return False
        calling = self.step.verb == "write" and self.step.slot == NUMBER
        address = next((one["tekst"] for one in self.seen.get("identifying", ()) if one["soort"] == ADDRESS), "")
        if address and (calling or (self._on_card() and (self.answered in ASKED_FOR or mentions(self.text, self._card_words()[MAILING])))):
            self._mail(address)
            return True
        if calling and self.flow.name != "crisis" and mentions(self.text, self._card_words()[MAILING]):
            self.say("systeem", "kaart_mailen_weer", buttons=False)
            return True
        return False

    def _gives_number(self) -> bool:
        """A number, and what stands beside it, after an answer with a button to be called: it is no part of a story."""
        space, key = place(self.answered or "")
        offered = self.answered and key in self.wordings(space) and CALL in self.wordings(space)[key].labels
        passing = not self.flow or (self.flow.name == TELLING and not self.step.gather)
        if not (offered and passing) or self.reading.crisis or self.reading.crisis_doubt or self.reading.grounds:
            return False
        self.session["missed"] = 0
        self._begin(CALL, self._call_parts(asked=True))
        return True

    def _mail(self, address: str) -> None:
        name = str(self.held(NAME) or "") if NAME in self.flow.slots else ""
        if self.flow.name == "crisis":
            self.leave_card()
        else:
            self.end_thread(lambda name, slot: slot.shared)
        asks = {} if self._told() else {STORY: self.conversation.words["systeem"]["mail_verhaal"].text}
        if self.session["now"] and self.session["now"][0]["flow"] == TELLING:
            asks = {}
        self.text = ""  # the address is where it belongs
        self._begin(REPORT, {**asks, WAY: NAME, NAME: f"{name}, {address}" if name else address})
