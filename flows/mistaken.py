"""A card that the model raised by itself and that was wrong: who goes on about something else is answered for that, with the numbers once.

Refuses to let go of what a phrase of the crisis list said, or of a kind of danger that the model was sure of.
"""

from __future__ import annotations

from dataclasses import replace

from flows.card import ANOTHER, FORMALLY, KIND, QUOTED, SURE_ON_CARD, TELLS_FROM, Card
from flows.matching import mentions
from flows.model import Reading
from flows.play import TELLING

UNWELL = "onwel"  # of luisterwoorden
GUESS = "guess"  # of the card: nothing but a guess says that somebody is in danger
LIGHT = (None, "onbekend")  # kinds of a guess that may be anything
IN_DANGER, FEELS = "crisis", "emotie"  # intents
SMALL = ("ja", "nee", "bedankt", "groet", "afscheid", "stop", "terug", "opnieuw", "buiten_onderwerp")  # said in few words they say nothing of it
SURE_TOLD = 0.95
CLEAR = 0.8  # from here what is asked or ordered of us is clear, for who is in doubt of a guess
WRONG = "wrong_card"  # in the session: a card came for a guess here, and was let go
ABOUT_HELP = ("vragen_crisis.", "vragen_mens.")  # questions of who may need it
PARENT, WORRIES, WORRY = "ouder", "ouderzorgwoorden", "ouder_zorg"  # what a parent sees of a child; the answer, with the same numbers
HEAVY_GUESS, NO_CALLS = 0.8, "kindwilnietwoorden"


class Mistaken(Card):
    """Only for the card itself: who chose a kind of help on it meant that."""

    def _crisis(self) -> None:
        if self._parent_worries():
            return self._hears_parent()
        stood = self._on_card()
        light = self.frame.get(GUESS, False) if stood else True
        super()._crisis()
        raised = next((one for one in self.input.readings if one.crisis), None)
        light = light and bool(raised and raised.crisis_guess) and self.held(KIND) in (None, ANOTHER, FORMALLY, QUOTED)
        if self._on_card() and light:
            self.frame[GUESS] = True

    def _parent_worries(self) -> bool:
        """Whether a parent tells of a child that is low, and nothing but a guess says that it is in danger: "hij wil niet meer gaan"."""
        reading, words = self.reading, self.conversation.words["besturing"][WORRIES].labels
        if self._on_card() or self.speaker != PARENT or not (reading.crisis and reading.crisis_guess) or mentions(self.text, words["niet"]):
            return False
        sure = reading.intent == IN_DANGER and reading.confidence >= HEAVY_GUESS
        return not sure and (reading.crisis_kind in LIGHT or mentions(self.text, words["zorg"]) or self.says(NO_CALLS))

    def _hears_parent(self) -> None:
        """The worry is answered, with the numbers in it; what comes after it is answered as it is, with the numbers under it."""
        if not self.given(WORRY):
            return self.answer_here((WORRY,))
        self.input = replace(self.input, readings=tuple(_without_crisis(one) for one in self.input.readings))
        self._text(self.text)
        self.effects.append(self.system("systeem", "kaart_los", buttons=False))

    def only_no(self, option: str | None) -> bool:
        return not (self._on_card() and self.frame.get(GUESS)) and super().only_no(option)

    def _in_doubt(self, reading: Reading) -> bool:
        """Whether somebody is asked how they are: not for a doubt of the model alone in what is surely told of a stage."""
        surely = reading.story and reading.confidence >= SURE_TOLD and self._tells(self.conversation.intents.get(reading.intent))
        return reading.crisis_doubt and not (reading.crisis_guess and surely)

    def _was_mistaken(self, reading: Reading) -> bool:
        """Whether a guess raised the card, and they go on: with a question, with more of what happened, with something that is clearly meant."""
        if not self._on_card():
            return self._is_no_danger() or self._is_idle_guess(reading)
        if not self.frame.get(GUESS) or self.frame["step"] != self.flow.start:
            return False
        words, clear = len(self.text.split()), self.conversation.is_sure(reading)
        again = reading.crisis and not _is_light(reading)
        heavy = (reading.intent == IN_DANGER and reading.confidence >= SURE_ON_CARD) or (reading.intent == FEELS and clear)
        if again or heavy or (self._for_card(reading) or "").startswith(ABOUT_HELP):
            return False
        if reading.story or self._question(reading):
            return True
        if mentions(self.text, self._card_words()["niet"]):
            return False
        if self._asked(refusal=False) or reading.asks:
            return clear or words >= TELLS_FROM
        doubted = (reading.crisis or reading.crisis_doubt) and self.held(KIND) in (None, QUOTED)
        return (clear and reading.intent not in SMALL and not doubted) or (words >= TELLS_FROM and not doubted)

    def _is_idle_guess(self, reading: Reading) -> bool:
        """Whether a guess would raise the card for what is clearly asked or ordered of us; or for more of a story, where it was wrong before.

        The numbers stand under the answer, as they do when the card is let go.
        """
        if (self.flow and self.flow.name == IN_DANGER) or not all(_is_light(one) for one in self.input.readings if one.crisis):
            return False
        ours = reading.aside and not reading.story and self._asked(refusal=False) and reading.confidence >= CLEAR
        ours = ours and (reading.intent in self.conversation.off_card or bool(self._question(reading)))
        quoted = (
            self._quotes() and not self._speaks_of_death() and (self.flow is None or self.flow.name == TELLING)
        )  # "niet de moeite, zegt ie": said of their hours
        told = reading.story and self._tells(self.conversation.intents.get(reading.intent))
        more = told and (self.session.get(WRONG, False) or quoted)
        return reading.crisis and (ours or more) and not (self._for_card(reading) or "").startswith(ABOUT_HELP)

    def _is_no_danger(self) -> bool:
        """Whether a guess is all there is, and the words are those of another thing: who nearly fainted at work."""
        raised = [one for one in self.input.readings if one.crisis]
        if not raised or not all(one.crisis_guess for one in raised) or (self.step and self.step.secret):
            return False
        return not self.speaker and self.touched() == UNWELL

    def _let_go(self) -> None:
        """Back to what lay under the card; what is typed is answered as if it had not been there, and the numbers stand under it."""
        self.input = replace(self.input, readings=tuple(_without_crisis(one) for one in self.input.readings))
        if self._on_card():
            self.session[WRONG] = True
            self.take_card_away()
        self._text(self.text)
        if self.frame:
            self.frame["crisis_seen"] = True
        if any(str(effect.get("say")).startswith(f"luisteren.hoor_{UNWELL}") for effect in self.effects):
            return  # says whom to call
        if any("hide" in effect for effect in self.effects) or self._on_card():
            return
        last = self.effects[-1] if self.effects else {}
        waits = "do" in last or (len(self.effects) > 1 and bool(self.step) and bool(last.get("buttons")))  # what is asked again stays the last
        self.effects.insert(len(self.effects) - waits, self.system("systeem", "kaart_los", buttons=False))


def _is_light(reading: Reading) -> bool:
    return reading.crisis and reading.crisis_guess and reading.crisis_kind in LIGHT


def _without_crisis(reading: Reading) -> Reading:
    """What else was understood."""
    others = [(intent, chance) for intent, chance in reading.alternatives if intent != IN_DANGER]
    left = 1 - dict(reading.alternatives).get(IN_DANGER, 0.0)
    if reading.intent == IN_DANGER and others and left > 0:
        (intent, chance), *_ = others
        reading = replace(reading, intent=intent, confidence=min(1.0, chance / left))
    return replace(reading, alternatives=tuple(others), crisis=False, crisis_kind=None, crisis_doubt=False, crisis_guess=False)
