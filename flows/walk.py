"""Walks from step to step until somebody must answer, something must be done, or it ends. Refuses to read what was typed."""

from __future__ import annotations

from flows.lock import Lock
from flows.model import Flow, Step, Target
from flows.practice import ORDERS
from flows.session import joined, new_frame

STEPS_AT_MOST = 100


class Runaway(Exception):
    """A flow went round without ever asking anything: a mistake in its YAML."""


class Walker(Lock):
    """The open conversation, and the effects of this turn so far."""

    effects: list[dict]

    @property
    def frame(self) -> dict | None:
        return self.session["now"][-1] if self.session["now"] else None

    @property
    def flow(self) -> Flow | None:
        return self.conversation.flows[self.frame["flow"]] if self.frame else None

    @property
    def step(self) -> Step | None:
        return self.flow.steps[self.frame["step"]] if self.frame else None

    # slots ------------------------------------------------------------------------------------------------------

    def put(self, name: str, value: object) -> None:
        """Fills a slot of the open flow. A slot that the flow does not declare is not kept."""
        slot = self.flow.slots.get(name)
        if slot:
            (self.session["memory"] if slot.shared else self.frame["slots"])[name] = value

    def held(self, name: str | None) -> object | None:
        slot = self.flow.slots.get(name) if name else None
        return (self.session["memory"] if slot.shared else self.frame["slots"]).get(name) if slot else None

    def drop(self, name: str) -> None:
        if name == "*":
            self.session.update(memory={}, kept=[], news=[], told=True)
            self.frame["slots"] = {}
        else:
            slot = self.flow.slots.get(name)
            (self.session["memory"] if slot and slot.shared else self.frame["slots"]).pop(name, None)

    @property
    def frames(self) -> list[dict]:
        """Of every conversation, the open one and those that wait."""
        return [frame for thread in [self.session["now"], *self.session["kept"]] for frame in thread]

    def forget_fleeting(self) -> None:
        """What is only for this turn goes with it, wherever it stands."""
        for holder in [self.session["memory"], *(frame["slots"] for frame in self.frames)]:
            for name in self.conversation.fleeting:
                holder.pop(name, None)

    # roads ------------------------------------------------------------------------------------------------------

    def enter(self, flow: str, fill: dict) -> None:
        """A new frame of a flow, on top of what is open."""
        self.session["now"].append(new_frame(flow, self.conversation.flows[flow].start))
        for name, value in fill.items():
            self.put(name, value)

    def open(self, flow: str) -> None:
        """Makes a flow the open one; one of that name that was kept goes on where it was."""
        again = next((thread for thread in self.session["kept"] if thread[0]["flow"] == flow), None)
        if again:
            self.session["kept"].remove(again)
        if again and self.conversation.flows[flow].resume:
            self.session["now"] = again
        else:
            self.enter(flow, {})

    def go(self, road: Target | None) -> None:
        if road is None or road.kind == "end":
            self.leave(None)
        elif road.kind == "start":
            given = self._given_to(self.step)
            self.session["now"] = []
            self.open(road.name)
            for name, value in given.items():
                if value:
                    self.put(name, joined(self.held(name), value))
        elif road.kind == "pick":
            raise Runaway(road.name)
        elif road.kind == "resume":
            self.session["now"] = self.session["kept"].pop() if self.session["kept"] else []
        elif road.kind == "change":
            asking = next(step for step in self.flow.steps.values() if step.waits and step.slot == road.name)
            if asking.many:
                chosen = [item["id"] for item in self.items(asking, self.frame) if item.get("gekozen")]
                self.frame["picked"] = chosen or list(self.held(road.name) or ())  # type: ignore[call-overload]
            self.frame["corrected"] = {"step": self.frame["step"], "slot": road.name, "value": self.held(road.name)}
            self.drop(road.name)
            self.frame["past"].append(self.frame["step"])
            self.frame["step"] = asking.name
        else:
            self.frame["step"] = road.name

    def leave(self, result: str | None) -> None:
        """Ends the open flow; a flow that called it goes on with the result."""
        ended = self.session["now"].pop()
        if not self.session["now"] or ended.get("guard"):
            return
        step = self.step
        if step.slot and result is not None:
            self.put(step.slot, result)
        loop = self.frame["loops"].get(step.name)
        if loop:
            self._keep_result(step, loop["items"][loop["at"]], ended["slots"])
            loop["at"] += 1
            loop["items"][loop["at"] :] = self._in_order(step, loop["items"][loop["at"] :])
            if loop["at"] < len(loop["items"]) and result not in step.until:
                return
            del self.frame["loops"][step.name]
        self.go(step.next)

    def walk(self) -> None:
        """Goes on until a step waits, a `do` is handed to the shell, or nothing is open any more."""
        for _ in range(STEPS_AT_MOST):
            if not self.frame:
                return
            if self.shut(self.session["now"]):
                self.guard()
            step = self.step
            if step.when and not self.holds(step.when, self.frame):
                self.go(step.otherwise or step.next)
            elif step.verb == "say":
                if not (step.once and step.name in self.frame["said"]):
                    self.effects.append(self.say_step(step, self.frame))
                    self.frame["said"].append(step.name) if step.once else None
                for name in step.clear:
                    self.drop(name)
                self.go(step.next)
            elif step.waits:
                value = self.held(step.slot)
                if value == "" and not step.empty:
                    value = None  # nothing was told: it is asked again
                if value is None and step.single and len(self.items(step, self.frame)) == 1:
                    value = str(self.items(step, self.frame)[0]["id"])
                    self.put(step.slot, value)
                if value is None or step.add or self.frame.get("open") == step.name:
                    return self.ask()
                self.go(self.road_of(step, value) if step.verb == "choose" else step.next)
            elif step.verb == "call":
                self._call(step)
            elif step.verb == "do":
                names = {name: self.values(self.frame).get(name) for name in step.hand_over}
                self.effects.append({"do": step.action, "with": names})
                return
            else:
                road = step.next
                self.leave(step.result)
                if road and not self.frame:
                    self.open(road.name)
        raise Runaway(f"{self.frame['flow']}.{self.frame['step']}")

    def road_of(self, step: Step, value: object) -> Target | None:
        """Where an answered step leads; of a step that was written, `value` is the button that ended it."""
        return (step.options.get(value) if isinstance(value, str) else None) or step.next

    def _call(self, step: Step) -> None:
        values = self.values(self.frame)
        item = None
        if step.each:
            if step.name not in self.frame["loops"]:
                items = [str(i["id"]) if isinstance(i, dict) else i for i in values[step.each]]
                self.frame["loops"][step.name] = {"items": self._in_order(step, items), "at": 0}
            loop = self.frame["loops"][step.name]
            if not loop["items"]:
                del self.frame["loops"][step.name]
                return self.go(step.next)
            item = loop["items"][loop["at"]]
        self.enter(step.flow, self._given_to(step, item))

    def _in_order(self, step: Step, items: list[str]) -> list[str]:
        """What is still to come, in the step's order; without one as it came."""
        return ORDERS[step.order](items, self.values(self.frame), self.input.chance) if step.order else items

    def _keep_result(self, step: Step, item: str, slots: dict) -> None:
        for name, theirs in step.results.items():
            if slots.get(theirs) is not None:
                held = {key: value for key, value in (self.held(name) or {}).items() if key != item}
                self.put(name, {**held, item: slots[theirs]})

    def _given_to(self, step: Step, item: str | None = None) -> dict[str, object]:
        values = self.values(self.frame)
        return {name: self._given(value, values, item) for name, value in step.fill.items()}

    @staticmethod
    def _given(value: object, values, item: str | None) -> object:
        if value == "$each":
            return item
        return values.get(value[1:]) if isinstance(value, str) and value.startswith("$") else value

    # asking -----------------------------------------------------------------------------------------------------

    def ask(self, suffix: str = "") -> None:
        """Says the open step with fresh buttons. Those of before are stale, unless this same question had them."""
        if self.shut(self.session["now"]):
            self.guard()
            suffix = ""
        if not self.step.slot:
            self.frame.pop("corrected", None)  # back where answers are looked over: the correction is done
        self.session["nonce"] += 1
        if not suffix:
            self.frame["since"] = self.session["nonce"]
        self.effects.append(self.say_step(self.step, self.frame, suffix))
