"""What a turn can set going: an answer, a flow, a control word, the crisis card, what was kept, news. Refuses to read what came in."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flows.matching import begins_with, without_lead
from flows.model import Route
from flows.noticing import gathered
from flows.session import joined, keep, without_passing
from flows.walk import Walker

CRISIS = {"zelfdoding": "zelfdoding", "gevaar_nu": "gevaar", "seksueel_geweld": "aangeraakt", "thuis": "thuis"}  # the button of each kind
REFUSAL = "niet_melden"  # the entry that is heard everywhere: no answer, no name, no part of a story
TELLING = "vertellen"  # the flow that a story leads to


class Play(Walker):
    """The moves of one turn of one chat. `text` is what was typed, as it may become a story; `seen` what was noticed in it."""

    text = ""
    seen: dict = {}
    answered: str | None = None  # the answer of the turn before

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
        if route.asked and self._asked() and not story and not self._told() and not (self.flow and self.flow.name == route.flow):
            self.answer(route.asked)
            return self._again(quiet=True)
        busy = self.step and self.conversation.flows[self.session["now"][0]["flow"]].resume
        told = bool(route.story) and story
        if route.answer and (not route.flow or (busy and not (told and route.flow == TELLING))):
            self.take_story(route, told)
            return self.answer_here(route.answer)
        fill = dict(route.fill)
        if told:
            fill[route.story] = self.text
            self.notice()
        self._begin(route.flow, fill)

    def soften(self) -> None:
        """One soft sentence in doubt, and not again and again."""
        if not self.session.get("soft"):
            self.session["soft"] = True
            self.say("systeem", "zacht", buttons=False)

    def take_story(self, route: Route | None, told: bool) -> None:
        """What somebody tells beside a question is kept, where the question itself leads to an answer only."""
        if told and route and route.story:
            self.session["memory"][route.story] = joined(self.session["memory"].get(route.story), self.text)
            self.notice()

    def notice(self, declared: Collection[str] | None = None) -> None:
        """The text becomes part of what is told: what was noticed in it goes with it, in the slots that the flow which took it has `declared`."""
        memory = self.session["memory"]
        for slot, what in self.conversation.noticing.items():
            if what in self.seen and (declared is None or slot in declared):
                memory[slot] = gathered(memory.get(slot), self.seen[what])

    def _asked(self) -> bool:
        words = self.conversation.words["besturing"]
        said = without_lead(self.text, words["aanloopwoorden"].labels["aanloop"])
        begins = begins_with(said, words["vraagwoorden"].labels["vraag"])
        begins = begins and not begins_with(said, words["uitroepen"].labels["uitroep"])
        return "?" in self.text or (begins and not (self.step and self.step.secret))  # a code may begin with any word

    def _told(self) -> bool:
        return any(self.session["memory"].get(slot) for slot in self.conversation.stories)

    def answer_here(self, answers: Sequence[str]) -> None:
        """Answers, and the step that was open asks again; a card that was only to be read gives way."""
        if self.flow and self.flow.cards:
            self.session["now"] = []
        self.answer(answers)
        self._again(quiet=True)

    def answer(self, answers: Sequence[str]) -> None:
        """Says one of the answers; its buttons only where no step of its own waits. The only one twice in a row answers nobody."""
        name = answers[self.input.chance % len(answers)]
        self.session["answered"] = name
        if self.text and name == self.answered and len(answers) == 1:
            name = "systeem.al_gezegd"
        space, _, key = name.rpartition(".")
        self.say(space or "antwoorden", key, buttons=not self.step)

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

    def _crisis(self) -> None:
        """One card at once, from anywhere; outside the bound of digressions, so that nothing else is lost for it."""
        now = self.session["now"]
        before = now[0]["step"] if now and now[0]["flow"] == "crisis" else None
        if before in CRISIS.values():  # the help that was chosen stays, with the numbers
            return self.ask("_opnieuw")
        self._lay_card()
        if before != self.flow.start:
            return self.walk()
        # Who says more while the card stands, is not shown it anew: the help that fits what is said now.
        kind = CRISIS.get(self.input.readings[0].crisis_kind or "") if self.input.readings else None
        return self._picked(kind) if kind else self.ask("_opnieuw")

    def _lay_card(self) -> None:
        now = self.session["now"]
        over = now[0].get("over", False) if now and now[0]["flow"] == "crisis" else bool(now)
        if now and now[0]["flow"] == "crisis":
            self.session["now"] = []
        self._set_aside(for_crisis=True)
        self.enter("crisis", {})
        self.frame["over"] = over  # whether something lies under the card

    def leave_card(self) -> None:
        """Back to what lay under the card, with the numbers once more."""
        over = self.frame.get("over")
        self.session["now"] = self.session["kept"].pop() if over and self.session["kept"] else []
        self.say("systeem", "kaart_verder", buttons=False)

    def _fresh(self, nonce: str, option: str) -> bool:
        """Of the newest message; or of an earlier one that asked the same, as there is one after each part of a story."""
        newest = self.session["nonce"]
        if nonce == str(newest):
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
        if not self.session["now"]:
            return self.say("besturing", "niets_bezig")
        if self.guarded():  # whoever cannot open it, cannot throw it away by accident either
            self._set_aside()
            return self.say("besturing", "dicht", buttons=False)
        if self.flow.name == "crisis":  # closes the card; what lies below it stays
            self.session["now"] = []
            return self.say("besturing", "kaart_weg", buttons=False)
        needed = {name for thread in self.session["kept"] for frame in thread for name in self.conversation.flows[frame["flow"]].slots}
        while self.frame:
            for name, slot in self.flow.slots.items():
                if not (slot.shared and (keep or name in needed)):
                    self.drop(name)
            self.session["now"].pop()
        self.session.update(without_passing(self.conversation, self.session))
        kept = self._told() and (keep or bool(needed))
        self.say("besturing", "gestopt_bewaard" if kept else "gestopt", buttons=not self.session["kept"])

    def _terug(self) -> None:
        if not self.frame:
            return self._follow(self.conversation.entries["start"])
        if self.guarded() or not any(frame["past"] for frame in self.session["now"]):
            self.say("besturing", "begin", buttons=False)
            return self._again()
        while not self.frame["past"]:
            self.session["now"].pop()
        self.frame.pop("open", None)
        self.frame["step"] = self.frame["past"].pop()
        if self.step.gather:  # a story is not thrown away by going back to it
            self.frame["open"] = self.step.name
        elif self.step.slot:
            self.drop(self.step.slot)
        corrected = self.frame.get("corrected")
        if corrected and corrected["step"] == self.step.name and corrected["value"] is not None:  # back from a correction: as it was before
            self.put(corrected["slot"], corrected["value"])
        self.walk()

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
            return self.ask()
        self.walk()

    # rest -------------------------------------------------------------------------------------------------------

    def _rest(self, ended: str | None) -> None:
        """Nothing is open (any more): what was interrupted is offered again, what waited is told."""
        if any("hide" in effect for effect in self.effects):
            return
        if self.session["kept"] and ended == "crisis":
            self._verder()
        elif self.session["kept"] and ended and not self.shut(self.session["kept"][-1]):
            flow = self.session["kept"][-1][0]["flow"]
            self.say("systeem", "hervat", gesprek=self.conversation.words["systeem"][f"gesprek_{flow}"].text)
        elif self.session["news"] and not self.session["told"]:
            self._announce()

    def _announce(self) -> None:
        self.session["told"] = True
        self.say("systeem", "nieuws")

    def _tell(self) -> None:
        if not self.session["news"]:
            return self._follow(self.conversation.entries["status"])
        item = self.session["news"].pop(0)
        self.session["told"] = not self.session["news"]
        self._begin(item["flow"], item["fill"])
