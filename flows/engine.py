"""Runs conversations: advance(conversation, session, input, now) → (session, effects). Pure; refuses clock, chance and I/O.

Effects are plain JSON, in the order in which they must happen:
    {"say": step, "text", "spans", "buttons": [[data, label], …], "sensitive", "controls", "in_place"}
                                  controls: the buttons that always work come with it; in_place: it may replace the message whose button was pressed
    {"do": action, "with": {…}}   always the last: run it, then advance again with Input(outcome={"ok", "values"})
    {"hide": true}                what is on the screen leaves it
    {"due": "nieuws", "after": seconds}
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime

from flows.card_words import CRISIS
from flows.matching import mentions, one_turn, pick_exact, pick_label, plain
from flows.model import CONTROLS, Conversation, Input, Reading
from flows.noticing import noticed
from flows.play import REFUSAL
from flows.rest import Rest
from flows.session import fits, joined, new_session
from flows.steering import TALK
from flows.unsent import Unsent
from flows.whom import WORDS as WHOM
from flows.written import SHORT


def advance(conversation: Conversation, session: Mapping | None, input: Input, now: datetime) -> tuple[dict, list[dict]]:
    """One turn. `session` is None for somebody new; it is never changed, a new one comes back."""
    play = _Turn(conversation, json.loads(json.dumps(session)) if session else new_session(input.chance), input, now.date())
    with one_turn():
        play.run(now)
    return play.session, play.effects


def texts_to_read(conversation: Conversation, session: Mapping | None, text: str | None) -> list[str]:
    """What nlu has to read for this text: the text, and in a gathered story also the story so far with it."""
    if text is None:
        return []
    if session and session["now"] and fits(conversation, session):
        frame = session["now"][-1]
        step = conversation.flows[frame["flow"]].steps[frame["step"]]
        so_far = frame["slots"].get(step.slot) or session["memory"].get(step.slot)
        if step.verb == "write" and step.gather and so_far:
            return [text, joined(so_far, text)]
    return [text]


def takes_secret(conversation: Conversation, session: Mapping | None) -> bool:
    """Whether the open step asks for something that nobody else may read."""
    if not session or not session["now"] or not fits(conversation, session):
        return False
    frame = session["now"][-1]
    return conversation.flows[frame["flow"]].steps[frame["step"]].secret


class _Turn(Unsent, Rest):
    """One turn of one chat: what came in, and which move it asks for."""

    def __init__(self, conversation: Conversation, session: dict, input: Input, today: date):
        super().__init__(conversation, session, input, today)
        self.effects, self.text = [], ""
        self.unsure, self.answered, self.passed, self.lead = (session.pop(name, None) for name in ("unsure", "answered", "passed", "lead"))

    def run(self, now: datetime) -> None:
        if not fits(self.conversation, self.session):
            self._renew(aloud=self.input.event is None)
        # Who taps a button was told before what this is: the session is gone by its date, the message is not.
        greets = self.session["at"] is None and (self.input.text is not None or self.input.entry is not None)
        if greets and self._calls_for_help():  # help comes first, and who this is when the card is put away
            self.session["unmet"] = True
        elif greets:
            self.say("systeem", "welkom")
            self.effects[-1]["controls"] = True
        was_open = self.session["now"][0]["flow"] if self.session["now"] else None
        input = self.input
        if input.event is not None:
            self.happened(input.event, now)
            return
        if input.outcome is None and self.rested(now):
            self.close_up()
        self.note_return(now)
        if self.session.pop("shut", False):
            self.say("systeem", "dicht", buttons=False)
        if input.outcome is not None:
            self._outcome(input.outcome)
        elif input.entry is not None:
            self._entry(input.entry)
        elif input.button is not None:
            self._button(input.button)
        elif input.text is not None:
            self._text(input.text)
            self.say_unsent()
        self.session["at"] = None if greets and {"hide": True} in self.effects else now.isoformat()  # not greeted after all: the next time
        self.session["before"] = self.session.get("before", False) and self.holds_something()
        self.keep_in_mind()
        if not self._doing:
            self.forget_fleeting()
            if not self.session["now"]:
                self._rest(was_open)
            self.introduce(was_open)

    @property
    def _doing(self) -> bool:
        return bool(self.effects) and "do" in self.effects[-1]

    # what comes in ----------------------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        self.text = text.strip()
        reading = self.reading
        words = self.conversation.words["besturing"]
        self.seen = noticed(text, reading, words["grenswoorden"].labels, words[WHOM].labels)
        self.note_whom()
        step = self.step
        if self.shut(self.session["now"]):
            return self._knocked(text)
        if step and step.verb == "choose" and (option := pick_label(text, self.labels(step, self.frame)) or self._begun(text)):
            if not self.only_no(option):
                return self._chosen(option)
        if guess := self._guessed(text):
            return self._meant(guess)
        if control := self._control_word(text):
            return self._control(control)
        entry = pick_exact(text, self.conversation.words["besturing"]["ingangen"].labels)
        answers = self._on_card() or (step and (step.verb == "write" or step.takes))  # the card for itself; "weet niet" where something is asked
        if answers and entry and entry != REFUSAL and self.conversation.entries[entry].answer:
            entry = None
        if entry == REFUSAL or entry and not (step and (step.verb == "write" or step.takes) and not (step.gather and len(text.split()) > 1)):
            return self._entry(entry)
        if step and step.verb == "write" and (option := pick_exact(text, self.labels(step, self.frame)) or self._finished(text)):
            return self._picked(option)
        if step and step.verb == "choose" and pick_exact(text, self.conversation.words["besturing"]["klaarwoorden"].labels):
            return self._again()  # said where nothing can be done with it: no reason to stop
        if self.leaves(reading) or self.hears_out(reading) or self._rather_mailed():
            return
        self.back_to_card(reading)
        step = self.step
        words = self.conversation.words["besturing"]
        if not step and any(pick_exact(text, words[name].labels) for name in ("klaarwoorden", "goedzowoorden")):
            return self.answer(("klaar_zo",))
        if self._heard_on_card(reading) if self._on_card() else self._good_news(reading):
            return
        if self._was_mistaken(reading):
            return self._let_go()
        if self._cannot_wait():
            if step and (step.gather or step.adds) and self._fits_in(text):
                self._add(text)
                self.frame["crisis_seen"] = True
            return self._crisis()
        if self._unsafe_at_home():
            return self._crisis()
        if self._in_heat(reading) or self._asks_touched(reading):
            return
        text = self.text
        if self._unasked(text, reading) or self._puts_right() or self._strikes() or self._adds_correction():
            return None
        if self.waits_for_nothing(reading) or self._from_anywhere(reading):
            return None
        if self.listens(reading):
            return None
        if step and (step.verb == "write" or step.takes):
            return self._written(text, reading)
        question = self._question(reading)
        if reading.story or not (self._asked() or question in self.conversation.leaving):
            question = None
        if step and not question and (road := self._pointed()):
            return self._steer(road)
        if step and not question and self._answers_list():
            return None
        if entry := self._of_case(None if reading.story else self._question(reading), not question):
            return self._to_case(entry)
        if not question and (entry := self._instead(reading)):
            self.take_story(self.conversation.intents[reading.intent], reading.story and (entry != TALK or bool(reading.grounds)))
            return self._entry(entry)
        if not question and self.practises(reading):
            return
        if step and not question and (heard := self._heard(reading)):  # who asks what the choice means has not chosen
            if step.said:
                self.put(step.said, text)
            return self._chosen(heard)
        if step and step.owns and not question and self._is_own_wish(reading):
            self.say("systeem", "wens_eigen", buttons=False)
            return self._chosen(step.owns)
        if self._goes_on(reading):
            self.leave_card()
            return self._text(text)
        if self._in_doubt(reading) and not question and not self._calls_for_help():  # the card says more than that
            self.soften()
        self.take_lead(reading)
        self._route(reading)

    def _knocked(self, text: str) -> None:
        """Somebody writes after a rest, and the pincode comes first: more of a story is kept, and nothing is shown."""
        if control := self._control_word(text):
            return self._control(control)
        step = self.step
        if (step.gather or step.adds) and self._fits_in(text) and not pick_exact(text, self.labels(step, self.frame)):
            self._add(text)
        if self._cannot_wait():
            self.frame["crisis_seen"] = True
            return self._crisis()
        self.ask()

    def _cannot_wait(self) -> bool:
        """The text itself; or the story with it, unless it was answered before for what stands in it, or what is said now is no part of it."""
        first, *rest = self.input.readings or (Reading(),)
        beside = first.aside and not first.crisis_doubt
        return first.crisis or (any(whole.crisis for whole in rest) and not beside and not self.frame.get("crisis_seen"))

    def _calls_for_help(self) -> bool:
        return self._cannot_wait() or (self.reading.intent == "crisis" and self.reading.confidence >= self.conversation.unsure_below)

    def _control_word(self, text: str) -> str | None:
        words = self.conversation.words["besturing"]
        once = text.split()[0] if len(set(plain(text).split())) == 1 else text  # "weg weg weg"
        control = pick_exact(once, words["knoppen"].labels)
        last = re.split("[,.!;]", text.rstrip(" .!"))[-1]  # "shit mn chef, weg"
        if len(text.split()) <= SHORT + 1 and (
            mentions(text, words["wegwoorden"].labels["weg"]) or pick_exact(last, words["knoppen"].labels) == "weg"
        ):
            return "weg"
        if control is None and self._hides():
            return "weg"
        if self.comes_back(words["wegwoorden"].labels["terug"]):
            return "hervat"
        return None if control == "verder" and not self.session["kept"] else control

    def _button(self, data: str) -> None:
        if data.startswith("@"):
            name = data[1:]
            return self._control(name) if name in CONTROLS else self._entry(name)
        if self.shut(self.session["now"]):
            return self.ask()
        if data == self.session.get("last"):
            return  # the second tap of a double tap
        nonce, _, option = data.partition(":")
        if not self._fresh(nonce, option):
            if option in CRISIS.values():  # help does not go stale
                self._lay_card()
                return self._picked(option)
            if self._leads_here(option):
                return self._go_on_telling()
            self.say("systeem", "oude_knop", buttons=not self.step)
            return self._again()
        self.session["last"] = data
        if option.startswith("?"):
            return self._meant(option[1:])
        if self.step and self.step.waits and option in self.labels(self.step, self.frame):
            return self._picked(option)
        self._again()

    def _leads_here(self, option: str) -> bool:
        """Whether a button of the step before leads to what is being written now: their words brought them there already."""
        if not self.step or not self.step.gather or not self.frame["past"]:
            return False
        road = self.flow.steps[self.frame["past"][-1]].options.get(option)
        return bool(road and road.kind == "step" and road.name == self.step.name)

    def _entry(self, name: str) -> None:
        if name == "nieuws":
            return self._tell()
        route = self.conversation.entries.get(name) or self.conversation.entries["start"]
        self._follow(route)

    def _outcome(self, outcome: Mapping) -> None:
        step = self.step
        if not step or step.verb != "do":
            return
        if outcome["ok"]:
            for name in step.fills:
                self.put(name, outcome.get("values", {}).get(name))
            for name in step.clear:
                self.drop(name)
            self.frame["past"] = []
        self.go(step.ok or step.next if outcome["ok"] else step.failed)
        self.walk()

    # what it does -----------------------------------------------------------------------------------------------

    def _picked(self, option: str) -> None:
        step, frame = self.step, self.frame
        self.session["missed"] = 0
        if step.verb == "write" and option == "klaar" and not (self.held(step.slot) or step.empty):
            return self.ask("_opnieuw")
        if option == "meer" and step.source:
            pages = -(-len(self.items(step, frame)) // step.page)
            frame["page"] = (frame.get("page", 0) + 1) % pages
            return self._ask_in_place()
        if step.many and option != "klaar":
            picked = frame.setdefault("picked", [])
            picked.remove(option) if option in picked else picked.append(option)
            return self._ask_in_place()
        frame["past"].append(step.name)
        for name in step.clear:
            self.drop(name)
        if step.many:
            frame.pop("open", None)
            self.put(step.slot, frame.pop("picked", []))
        elif option in step.words:
            self.put(step.slot, joined(self.held(step.slot), self.labels(step, frame)[option].text))
        elif step.verb == "choose" and step.slot and not step.words:
            self.put(step.slot, option)
        elif step.verb == "write":
            frame.pop("open", None)
            if option in step.offers:
                self.put(step.slot, self.values(frame).get(step.offers[option]))
            if option == "klaar" and self.held(step.slot) is None:
                self.put(step.slot, "")
        frame.pop("page", None)
        self.go(self.road_of(step, option))
        self.walk()

    def _ask_in_place(self) -> None:
        """The same question, with other buttons."""
        self.ask("_opnieuw")
        self.effects[-1]["in_place"] = self.input.button is not None
