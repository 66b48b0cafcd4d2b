"""What is typed where something is asked for in own words: a story, a name, a code. Refuses to take a question to us for an answer."""

from __future__ import annotations

from flows.matching import begins_with, pick_exact
from flows.model import Reading
from flows.play import OF_A_CASE
from flows.steering import CALL, NAME, ONCE_MORE, WAY
from flows.wondering import Wondering

SHORT = 4  # words of an order
MEANT_AT_MOST = 10  # words; a longer one is what they write
PARTING = ("bedankt", "groet")
SURE_IN_ANSWER = 0.8  # from here a sentence that was typed as an answer may lead to another conversation


class Written(Wondering):
    """For a step that somebody writes at."""

    def _written(self, text: str, reading: Reading) -> None:
        step = self.step
        if not self._fits_in(text):
            return self.say("systeem", "te_lang", buttons=False)
        if not self.text:
            return self.ask("_meer" if self.held(step.slot) else "_opnieuw")
        return self._gathered(text, reading) if step.gather else self._answered(text, reading)

    def _gathered(self, text: str, reading: Reading) -> None:
        """More of a story, or what is said to us beside it. How to report, said here already, is repeated back."""
        step, before = self.step, self.held(WAY) if WAY in self.flow.slots else None
        self._gather(text, reading)
        way = self.held(WAY) if self.step is step and WAY in self.flow.slots else before
        if way != before and f"gekozen_{way}" in self.conversation.words["systeem"]:
            self.effects.insert(-1, self.system("systeem", f"gekozen_{way}", buttons=False))

    def _gather(self, text: str, reading: Reading) -> None:
        step = self.step
        if self._pointed_while_telling() or self.leaves_report(reading) or self._wants_it_reported(text, reading):
            return None
        asks = self.speaker and not reading.story and self._asked(refusal=False)
        if asks and (said := self.answer_for_here(reading, self.conversation.is_sure(reading))):
            return self._answer_apart(text, (said,)) if self.frame else self.answer_here((said,))
        if not self.held(step.slot) and reading.intent in PARTING and reading.confidence >= SURE_IN_ANSWER and len(text.split()) <= SHORT:
            self.answer(self.conversation.intents[reading.intent].answer)  # "dankje" is nothing to tell
            return self.ask("_opnieuw")
        if self._explains(text, reading):
            self.say("systeem", "voor_school", buttons=False)
            return self._go_on_telling()
        if answers := self._asks_us(text, reading) or self._wishes_here(reading):
            return self._answer_apart(text, answers)
        if reading.intent == "stop" and reading.confidence >= SURE_IN_ANSWER and len(text.split()) <= SHORT:
            return self._stop(keep=True)
        if route := self._ordered_again(reading):
            for name, value in route.fill.items():
                self.put(name, value)
            return self.ask("_meer" if self.held(step.slot) else "_opnieuw")
        if self._is_apart(text, reading):
            return self._picked("klaar") if self._has_no_more(reading) else self._set_apart(text, reading)
        self.says_line(reading)
        self._add(self.own_words())
        if self._looks_asked(reading):
            self.say("systeem", "vraag_in_verhaal", buttons=False)
        self.acknowledge()
        return self.soften() if self._in_doubt(reading) else None

    def _explains(self, text: str, reading: Reading) -> bool:
        """ "ik bedoel naar school", of what they want to write: said to us, before a word of it was written."""
        lead = self.conversation.words["besturing"]["bedoelwoorden"].labels["bedoel"]
        brief = begins_with(self._bare(text), lead) and len(text.split()) <= MEANT_AT_MOST
        return self.flow.name == OF_A_CASE and not self.held(self.step.slot) and brief and reading.aside and not reading.story

    def _answered(self, text: str, reading: Reading) -> None:
        """One answer, unless it asks for something else."""
        step = self.step
        if self._takes_call_parts():
            return None
        asked = self._asked()
        if not (asked and self._question(reading)) and (road := self._pointed()):
            return self._steer(road)
        if self._told_beside(reading):
            return None
        # A code is read by nobody, so what was read here is none; half of one may look like anything.
        told = step.secret and reading.intent != "buiten_onderwerp" and not reading.foreign
        if (asked or told or self._opens(text)) and (question := self._question(reading)):
            return self._answer_question(question)
        if self.flow.name == CALL and not asked and self.says("belwoorden"):  # "bel mij", said once more: it is being asked for
            return self.ask(ONCE_MORE)
        route = self.conversation.intents.get(reading.intent)
        sure = reading.confidence >= max(0.6, self.conversation.unsure_below) and reading.intent in self.conversation.intents
        # "ok dan eerst bewaren" is no name: a short answer is taken as it is, a sentence that asks for another conversation is not.
        if (asked or told or (reading.confidence >= SURE_IN_ANSWER and self._leads_away(route, reading))) and sure:
            return self._route(reading)
        done = self.conversation.words["besturing"]["klaarwoorden"].labels
        if asked or self._no_name(text) or (step.slot == NAME and pick_exact(self._without_edges(text, "nee"), done)):
            return self._unanswered(reading, asked)
        self._add_answer(text)
        self.frame["past"].append(step.name)
        self.frame.pop("open", None)
        self.session["missed"] = 0
        self.go(step.next)
        self.walk()

    def _unanswered(self, reading: Reading, asked: bool) -> None:
        """What answers nothing of what is asked."""
        self.ask("_opnieuw")
