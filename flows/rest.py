"""What happens around a conversation: a new release, news from outside, and what is said when nothing is open. Refuses to interrupt for news."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flows.matching import plain
from flows.play import TELLING, Play
from flows.session import IDLE, is_idle, new_session
from flows.words import Label

CALL, HEARD = "bellen", "gehoord"  # the flow, and the step of a story of which all was told
BACK_AT_MOST, MORE_AT_MOST = 8, 2  # words of who comes back, and of what may stand behind it


class Rest(Play):
    """News waits for rest; what was interrupted is offered again."""

    def _renew(self, aloud: bool) -> None:
        """A new release does not know where the old session stood: what was typed stays, the way begins again."""
        memory = {name: value for name, value in self.session.get("memory", {}).items() if name in self.conversation.shared}
        news = [item for item in self.session.get("news", []) if item["flow"] in self.conversation.flows]
        nonce = self.session.get("nonce", 0) + 1
        self.session = {**new_session(), "memory": memory, "news": news, "nonce": nonce, "at": self.session.get("at")}
        self.session["before"] = bool(memory)
        if aloud:  # an event may not say on a lock screen that there was something
            self.say("systeem", "vernieuwd")

    def _rest(self, ended: str | None) -> None:
        """Nothing is open (any more): what was interrupted is offered again, what waited is told."""
        if any("hide" in effect for effect in self.effects):
            return
        if self.session["kept"] and ended == "crisis" and not self._stopped_all():
            self._verder()
        elif ended == "crisis" and self._left_for_nothing():
            self.say("systeem", "na_kaart")
        elif self.session["kept"] and ended and not self.shut(self.session["kept"][-1]) and not self._rests(self.session["kept"][-1][0], ended):
            flow = self.session["kept"][-1][0]["flow"]
            self.session["kept"][-1][0]["offered"] = True
            self.say("systeem", "hervat", gesprek=self.conversation.words["systeem"][f"gesprek_{flow}"].text)
        elif self.session["news"] and not self.session["told"]:
            self._announce()

    @staticmethod
    def _rests(frame: Mapping, ended: str) -> bool:
        """A story waits for nothing, as a report does: nobody went on with it when it was offered, or school calls about it now."""
        called = ended == CALL and frame["step"] == HEARD
        return frame["flow"] == TELLING and (called or bool(frame.get("offered")))

    def comes_back(self, back: Label) -> bool:
        """Somebody who was away says that, and little else, and there is something to go on with."""
        said = plain(self.text)
        found = back.pattern.search(said) if len(said.split()) <= BACK_AT_MOST else None
        brief = found and len(said[found.end() :].split()) <= MORE_AT_MOST
        return bool(brief and (self.step or self.session["kept"] or self._told()))

    def _hervat(self) -> None:
        """Who was away and is back: where they were."""
        if self.step:
            return self._again()
        if self.session["kept"]:
            return self._verder()
        self._follow(self.conversation.entries[TELLING])

    def happened(self, event: Mapping, now: datetime) -> None:
        """Something happened outside. It waits for rest; on a lock screen it says nothing."""
        route = self.conversation.events.get(str(event.get("event")))
        if route:
            item = {"flow": route.flow, "fill": {**route.fill, **{k: v for k, v in event.items() if k != "event"}}}
            if item not in self.session["news"]:
                self.session["news"].append(item)
                self.session["told"] = False
        if self.session["told"] or not self.session["news"]:
            return
        if is_idle(self.session, now):
            self._announce()
        else:
            self.effects.append({"due": "nieuws", "after": int(IDLE.total_seconds())})

    def _left_for_nothing(self) -> bool:
        """The card was put away with its own button, and there was nothing under it to go on with."""
        said = [effect.get("say") for effect in self.effects]
        return said[-1:] == ["crisis.weer"]

    def _stopped_all(self) -> bool:
        """Who stopped the talk on the card, stopped what lay under it as well."""
        return any(effect.get("say") == "besturing.gestopt_kaart" for effect in self.effects)

    def introduce(self, ended: str | None) -> None:
        """Who began in danger hears who this is, and what may be done with it, once the card is put away."""
        said = [effect.get("say") for effect in self.effects]
        if not self.session.get("unmet") or (self.flow and self.flow.name == "crisis") or not any(said):
            return
        if "besturing.kaart_weg" in said or any("hide" in effect for effect in self.effects):
            return  # who goes, or clears the screen, is not held for it
        del self.session["unmet"]
        effect = {**self.system("systeem", "welkom_kort", buttons=False), "controls": True}
        self.effects.insert(1 if ended == "crisis" else 0, effect)  # after the numbers, which are said as the card goes

    def _announce(self) -> None:
        self.session["told"] = True
        kinds = {f"nieuws_{item['flow']}" for item in self.session["news"]}
        asks = kinds.pop() if len(kinds) == 1 else ""  # a question is no answer of the school: nobody is given hope by it
        self.say("systeem", asks if asks in self.conversation.words["systeem"] else "nieuws")

    def _tell(self) -> None:
        if not self.session["news"]:
            return self._follow(self.conversation.entries["status"])
        item = self.session["news"].pop(0)
        self.session["told"] = not self.session["news"]
        self._begin(item["flow"], item["fill"])
