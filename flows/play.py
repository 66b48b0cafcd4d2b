"""What a turn can set going: an answer, a flow, a control word, the crisis card, what was kept, news. Refuses to read what came in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from flows.matching import begins_with, ends_with, last_sentence, mentions, pick_exact, spelled_out, without_lead
from flows.model import Route, Slot
from flows.noticing import kept
from flows.session import joined, keep, without_passing
from flows.walk import Walker

REFUSAL = "niet_melden"  # the entry that is heard everywhere: no answer, no name, no part of a story
OF_A_CASE = "status"  # the conversation about a report that was sent
SHOWN = "kaart"  # of session["soft"]: the card with the numbers was there since the last rest
TELLING = "vertellen"  # the flow that a story leads to
YES = "ja"  # the answer to a yes where nothing is open
REPORTING = "meldopdrachtwoorden"
GIVEN_AT_MOST = 6  # answers of which it is remembered that they were given
ANSWERS = "antwoorden"  # the namespace of an answer without one
OTHER_WORDS = "anders"  # the namespace of answers and cards said once more, shorter and with an example


class Play(Walker):
    """The moves of one turn of one chat. `text` is what was typed, as it may become a story; `seen` what was noticed in it."""

    text = ""
    seen: dict = {}
    answered: str | None = None  # the answer of the turn before
    unsure: dict | None = None  # the text of the turn before, when guesses were offered for it

    def say(self, space: str, key: str, buttons: bool = True, **values: object) -> None:
        self.effects.append(self.system(space, key, buttons, **values))

    def _follow(self, route: Route, story: bool = False) -> None:
        story = story and bool(self.text)  # an empty one would count as told
        if route.control == "stop":  # understood, not said: what was told is not thrown away on a guess
            return self._stop(keep=True)
        if route.control == "opnieuw":  # nor on a guess is anything wiped
            self._set_aside()
            return self._follow(self.conversation.entries["start"])
        if route.control:
            return self._control(route.control)
        elsewhere = not (self.flow and self.flow.name == route.flow)
        own = (story or (self._told() and self.says(REPORTING))) and not self.about_another  # told, and asked of it: begun, and left at any moment
        again = self.answered in route.asked and not self.about_another  # of one's own: then it is wanted
        asks = self._asked(refusal=not (self._told() or story)) or (self.reading.asks and self.about_another)
        if route.asked and elsewhere and not (own or again) and asks:
            self.take_story(route, story)
            self.answer(route.asked)
            return self._begin(TELLING, {}) if story and not self.step else self._again(quiet=True)
        if len(route.answer) == 1 and not story and self._same_as_before(route.answer[0]) and route.answer[0] in self.conversation.words[OTHER_WORDS]:
            return self.answer_here(route.answer)  # asked once more: the same card again would be no answer
        busy = self.step and self.conversation.flows[self.session["now"][0]["flow"]].resume
        told = bool(route.story) and story
        if route.answer and (not route.flow or (busy and not (told and route.flow == TELLING))):
            self.take_story(route, told)
            return self.answer_here(route.answer)
        self.notice() if told else None
        self._begin(route.flow, {**route.fill, **({route.story: self.own_words()} if told else {})})

    def soften(self) -> None:
        """One soft sentence in doubt, and not again and again; the card says more than that."""
        if not self.session.get("soft"):
            self.session["soft"] = True
            self.say("systeem", "zacht", buttons=False)

    def take_story(self, route: Route | None, told: bool) -> None:
        """What somebody tells beside a question is kept, where the question itself leads to an answer only."""
        if told and route and route.story:
            self.session["memory"][route.story] = joined(self.session["memory"].get(route.story), self.own_words())
            self.notice()

    def own_words(self) -> str:
        """What was typed, as it may become a story."""
        return self.text

    def take_told(self) -> None:
        """What was typed is told, whatever it was understood as."""
        self.take_story(next(route for route in self.conversation.intents.values() if route.flow == TELLING), True)

    def notice(self, declared: Collection[str] | None = None) -> None:
        """The text becomes part of what is told: what was noticed in it goes with it, in the slots that the flow which took it has `declared`."""
        memory = self.session["memory"]
        for slot, what in self.conversation.noticing.items():
            if what in self.seen and (declared is None or slot in declared):
                memory[slot] = kept(what, memory.get(slot), self.seen)

    def _asked(self, refusal: bool = True) -> bool:
        """Whether it is put as a question; a refusal counts as one where `refusal`."""
        if "?" in self.text or (self.step and self.step.secret):  # a code may begin with any word
            return "?" in self.text
        words = self.conversation.words["besturing"]
        if self._opens(self.text) or self._opens(last_sentence(self.text)) or ends_with(self.text, words["vraagslot"].labels["slot"]):
            return True
        if mentions(self.text, words["vraagwoorden"].labels["overal"]):
            return True
        story = bool(self.input.readings) and self.input.readings[0].story  # "nee grapje, maar mijn baas …" refuses nothing
        return refusal and not story and begins_with(self._bare(self.text), words["vraagwoorden"].labels["weigering"])

    def _opens(self, text: str) -> bool:
        """Whether a sentence begins as a question does."""
        words, bare = self.conversation.words["besturing"], spelled_out(self._bare(text))
        return begins_with(bare, words["vraagwoorden"].labels["vraag"]) and not begins_with(bare, words["uitroepen"].labels["uitroep"])

    def _bare(self, text: str) -> str:
        return without_lead(text, self.conversation.words["besturing"]["aanloopwoorden"].labels["aanloop"])

    def answer_here(self, answers: Sequence[str]) -> None:
        """Answers, and the step that was open asks again, unless somebody goes; a card that was only to be read gives way."""
        self._put_card_away()
        self.answer(answers)
        if not self.conversation.leaving & set(answers):  # who has to catch a bus is not asked anything more
            self._again(quiet=True)

    def answer(self, answers: Sequence[str]) -> None:
        """Says one of the answers; its buttons only where no step of its own waits. The only one twice in a row answers nobody."""
        name = self.answer_of(answers)
        if self.text and len(answers) == 1 and self._same_as_before(name):
            return self.say_once_more()
        if self.session.get("simple") and name in self.conversation.words[OTHER_WORDS]:
            name = f"{OTHER_WORDS}.{name}"
        elif self.text and len(answers) == 1 and self.given(name) and name in self.conversation.words[OTHER_WORDS]:
            other = f"{OTHER_WORDS}.{name}"
            name = name if self.given(other) else other
        self.say(*place(name), buttons=not self.step or name in self.conversation.buttoned)
        self._note_given(name)
        if name == YES and self.answered and not self.step:  # a yes to an answer: what that answer offered
            effect = self.effects[-1]
            offered = [button for button in self.system(*place(self.answered))["buttons"] if button[0][1:] in self.conversation.entries]
            effect["buttons"] = offered + effect["buttons"][-1:] if offered else effect["buttons"]

    def given(self, name: str) -> bool:
        """Whether this was answered shortly before: who asks it again is not told the same."""
        return name == self.answered or name in self.session.get("given", ())

    def _note_given(self, name: str) -> None:
        self.session["answered"] = name
        self.session["given"] = [*self.session.get("given", ()), name][-GIVEN_AT_MOST:]

    def say_once_more(self) -> None:
        """Instead of the same answer twice."""
        if not self.in_other_words():
            self.session["answered"] = self.answered
            self.say("systeem", "al_gezegd", buttons=not self.step)

    def in_other_words(self) -> bool:
        """Says what was said in the turn before shorter and with an example, once, where there are words for that."""
        if self.answered not in self.conversation.words[OTHER_WORDS]:
            return False
        self._put_card_away()
        self._note_given(f"{OTHER_WORDS}.{self.answered}")
        self.say(OTHER_WORDS, self.answered, buttons=not self.step)
        return True

    def _put_card_away(self) -> None:
        if self.flow and self.flow.cards:
            self.session["now"] = []

    def _same_as_before(self, name: str) -> bool:
        return self.answered in (name, f"{OTHER_WORDS}.{name}")

    def keep_in_mind(self) -> None:
        """What was said last, where it can be said in other words: a card of a flow is no answer of ours, and may not be clear either."""
        said = [effect["say"] for effect in self.effects if effect.get("say") in self.conversation.words[OTHER_WORDS]]
        if said:
            self.session.setdefault("answered", said[-1])

    def _begin(self, flow: str, fill: dict) -> None:
        """Starts a flow with what is known already; an open or kept one of that name goes on instead."""
        thread = self.session["now"]
        if thread and thread[0]["flow"] == flow and self.conversation.flows[flow].resume:
            del thread[1:]
            if not self.step.waits:  # under way to being sent, as it stood when that was pressed: back to there, with nothing changed
                self.frame["step"], fill = self.frame["past"].pop() if self.frame["past"] else self.flow.start, {}
        elif thread and thread[0]["flow"] == TELLING and self._takes_over(flow):
            self.session["now"] = []  # the story goes along: nothing is left to come back to
            self.open(flow)
        else:
            self._set_aside()
            self.open(flow)
        for name, value in fill.items():
            held = self.held(name)
            if held and name in self.conversation.shared:
                value = held if value in held else joined(held, value)
            self.put(name, value)
        self.walk()

    def _takes_over(self, flow: str) -> bool:
        there = self.conversation.flows[flow]
        return there.resume and bool(self.conversation.stories & set(there.slots))

    def _set_aside(self, for_crisis: bool = False) -> None:
        guarded = self.take_guard_off()
        thread = self.session["now"]
        if thread and (for_crisis or (self.conversation.flows[thread[0]["flow"]].resume and not self.step.loose)):
            keep(self.session, thread, for_crisis)
        elif thread and guarded:
            self.still_news(thread)
        self.session["now"] = []

    def _fresh(self, nonce: str, option: str) -> bool:
        """Of the newest message; or of an earlier one that asked the same, as there is one after each part of a story."""
        newest = self.session["nonce"]
        if nonce == str(newest) or (option.startswith("?") and self.unsure and nonce == str(self.unsure["nonce"])):
            return True
        if not self.step or not self.step.waits or self.step.many or not nonce.isdecimal():
            return False
        return self.frame.get("since", newest) <= int(nonce) < newest and option in self.labels(self.step, self.frame)

    def _again(self, quiet: bool = False) -> None:
        """The step that was open asks again."""
        if self.step and self.step.waits:
            self.ask("_opnieuw")
        elif not quiet and not any("say" in effect for effect in self.effects):
            self._follow(self.conversation.entries["start"])

    # from every state -------------------------------------------------------------------------------------------

    def _control(self, control: str) -> None:
        getattr(self, f"_{control}")()

    def _stop(self, keep: bool = False) -> None:
        """With `keep` a story stays, as it does after seven days' rest. What a conversation that waits still needs stays too."""
        # "laat maar" and "doei" do not order a story to be thrown away.
        keep = keep or (self._told() and bool(pick_exact(self.text, self.conversation.words["besturing"]["afhaakwoorden"].labels)))
        if not self.session["now"]:
            shown = self.session.get("soft") == SHOWN  # "laat maar" after the card is no reason to be curt
            idle = "niets_bezig_loopt" if self.shows_case() else "niets_bezig"
            return self.say("besturing", "kaart_weg" if shown else idle, buttons=not shown)
        if self.guarded():  # whoever cannot open it, cannot throw it away by accident either
            self._set_aside()
            return self.say("besturing", "dicht", buttons=False)
        if self.flow.name == "crisis":  # closes the card; what lies below it stays
            self.session["now"] = []
            return self.say("besturing", "kaart_weg", buttons=False)
        needed = {name for thread in self.session["kept"] for frame in thread for name in self.conversation.flows[frame["flow"]].slots}
        self.end_thread(lambda name, slot: slot.shared and (keep or name in needed))
        self.session.update(without_passing(self.conversation, self.session))
        kept = self._told() and (keep or bool(needed))
        sent = "gestopt_verstuurd" if self.input.data.get("zaken") else "gestopt"  # "nothing was sent" would not be true
        self.say("besturing", "gestopt_bewaard" if kept else sent, buttons=not self.session["kept"])

    def end_thread(self, stays: Callable[[str, Slot], bool]) -> None:
        """The open conversation is over, with all that it was called for; of what it held, only what `stays`."""
        while self.frame:
            for name, slot in self.flow.slots.items():
                if not stays(name, slot):
                    self.drop(name)
            self.session["now"].pop()

    def _terug(self) -> None:
        if not self.frame:
            return self._follow(self.conversation.entries["start"])
        passed = None if self.guarded() or self.frame["past"] else self._answered_beforehand()
        if passed:
            self.frame["past"].append(passed)
        if self.guarded() or not any(frame["past"] for frame in self.session["now"]):
            self.say("besturing", "begin", buttons=False)
            return self._again()
        while not self.frame["past"]:
            self.session["now"].pop()
        self.frame.pop("open", None)
        self.frame["step"] = self.frame["past"].pop()
        while self.frame["past"] and not (self.step.waits and (not self.step.when or self.holds(self.step.when, self.frame))):
            self.frame["step"] = self.frame["past"].pop()  # what asks nothing would only lead forward again
        if self.step.gather:  # a story is not thrown away by going back to it
            self.frame["open"] = self.step.name
        elif self.step.many and self.held(self.step.slot):  # nor is what was ticked, somebody left out for one
            self.frame.update(open=self.step.name, picked=list(self.held(self.step.slot)))
        elif self.step.slot:
            self.drop(self.step.slot)
        corrected = self.frame.get("corrected")
        if corrected and corrected["step"] == self.step.name and corrected["value"] is not None:  # back from a correction: as it was before
            self.put(corrected["slot"], corrected["value"])
        self.walk()

    def _answered_beforehand(self) -> str | None:
        """The step before this one that was passed over, for what it asks was said already: in the wish that began the conversation."""
        names = list(self.flow.steps)
        before = [self.flow.steps[name] for name in names[: names.index(self.step.name)]]
        return next((step.name for step in reversed(before) if step.verb == "choose" and self.held(step.slot) in step.options), None)

    def _opnieuw(self) -> None:
        self._set_aside()
        self.session.update(now=[], kept=[], memory={}, missed=0)
        self.say("besturing", "opnieuw", buttons=False)
        self._follow(self.conversation.entries["start"])

    def _hulp(self) -> None:
        self._begin("hulp", {})

    def _weg(self) -> None:
        """One tap: what is sensitive leaves the screen, an ordinary tip stays, nothing is withdrawn or lost."""
        self._set_aside()
        self.close_up()
        self.session.update(without_passing(self.conversation, self.session))
        self.effects[:] = [{"hide": True}]
        tips = [key for key in self.conversation.words["besturing"] if key.startswith("tip_")]
        self.say("besturing", tips[self.input.chance % len(tips)], buttons=False)

    def _wis(self) -> None:
        self._begin("wissen", {})

    def _verder(self) -> None:
        if not self.session["kept"]:
            return self._follow(self.conversation.entries["start"])
        self._set_aside()
        self.session["now"] = self.session["kept"].pop()
        if self.step.waits:
            return self.ask("_terug" if self.step.gather and self.held(self.step.slot) else "")
        self.walk()


def place(answer: str) -> tuple[str, str]:
    """Where the words of an answer stand: `anders.uitleg.gronden` is `uitleg.gronden` in `anders`."""
    if answer.startswith(f"{OTHER_WORDS}."):
        return OTHER_WORDS, answer.removeprefix(f"{OTHER_WORDS}.")
    space, _, key = answer.rpartition(".")
    return space or ANSWERS, key
