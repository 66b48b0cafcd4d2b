"""Which questions a text looks like, where it is not clear which one it asks: they are offered as buttons. Refuses to answer a guess."""

from __future__ import annotations

from collections.abc import Sequence

from flows.asked import Asked
from flows.matching import mentions
from flows.model import Reading
from flows.play import OF_A_CASE

NAMES = "vraagnamen"  # how a question is called on a button; one without a name is never offered
OFFERED_AT_MOST = 2
PRACTISING, TELLS = "herkennen", "ervaring_werkvloer"  # the flow of made-up cases; the guess that somebody tells of themselves
OTHER = "iets_anders"  # the button for when it was none of these


class Near(Asked):
    """For what was asked and is not understood well, and for what got only a general answer."""

    def near(self, reading: Reading) -> list[str]:
        """The questions that may be meant, likeliest first; not the one of which the answer was given just before."""
        names = self.conversation.words[NAMES]
        return [one for one in reading.near if one in names and one != self.answered][:OFFERED_AT_MOST]

    def button_of(self, name: str) -> str:
        """What stands on the button of a guess: of a particular question, or of an intent."""
        space = NAMES if name in self.conversation.words[NAMES] else "bedoelingen"
        return self.conversation.words[space][name].text

    def offer(self, names: Sequence[str], otherwise: str | None, key: str = "bedoel_je") -> None:
        """Asks which of these was meant, with a button for when it was none."""
        self.session["nonce"] += 1
        self.session["unsure"] = {"nonce": self.session["nonce"], "text": self.text, "story": self.reading.story, "seen": self.seen}
        effect = self.system("systeem", key, buttons=False)
        shown = [(name, self.button_of(name)) for name in names]
        if otherwise:
            shown.append((otherwise, self.conversation.words["systeem"][otherwise].text))
        effect["buttons"] = [[f"{self.session['nonce']}:?{name}", label] for name, label in shown]
        self.effects.append(effect)

    def say_once_more(self) -> None:
        names = self.near(self.reading) if self._asked(refusal=False) else []
        if not names:
            super().say_once_more()
        elif not self.in_other_words():
            self.session["answered"] = self.answered
            self.offer(names, OTHER)

    def offer_near(self) -> None:
        """Under an answer that is about more than what was asked."""
        asked = self._asked(refusal=False) or (
            self.reading.aside and self.reading.intent in {*self.conversation.in_story} & {*self.conversation.told_instead}
        )
        if asked and not self.reading.story and (names := self.near(self.reading)):
            self.offer(names, None, "of_bedoel_je")

    def _tells_in_practice(self) -> Sequence[str]:
        """Beside a made-up case, "bij mij ook": what may be told."""
        practises = self.flow and self.session["now"][0]["flow"] == PRACTISING
        of_self = mentions(self.text, self.conversation.words["besturing"]["meningwoorden"].labels["over_jezelf"])
        return (TELLS,) if practises and of_self and not self._asked() else ()

    def _may_ask_of_case(self, intent: str) -> bool:
        """Nobody who sent nothing is asked whether they ask for news of it."""
        route = self.conversation.intents.get(intent)
        return not (route and route.flow == OF_A_CASE) or bool(self.input.data.get("zaken"))
