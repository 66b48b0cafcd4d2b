"""Keeps shut what was told before, until whoever holds the phone gives the pincode. Refuses to know a pincode: an action looks at it.

A rest is ten minutes without a word of the student, or *weg*. After it, a flow that is `locked: always` (it shows what was sent) or
`locked: kept` (it shows what was told, and something was held before the rest) waits behind the flow `pin`, which lies on top of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flows.saying import Speaker
from flows.session import REST, new_frame

PIN = "pin"  # the flow that asks for it
UNLOCKED = "ontgrendeld"  # the shared slot that it fills


class Lock(Speaker):
    """Whether something is shut, and what happens to it then."""

    def rested(self, now: datetime) -> bool:
        """Whether the student said nothing for so long that somebody else may hold the phone."""
        return self.session["at"] is not None and now - datetime.fromisoformat(self.session["at"]) >= REST

    def close_up(self) -> None:
        """A rest: the pincode has to be given again, and all that is held was told before it."""
        self.session["memory"].pop(UNLOCKED, None)
        self.session.pop("soft", None)
        self.session["before"] = self.holds_something()

    def holds_something(self) -> bool:
        """Whether there is anything of the student that a locked flow could show."""
        open_ones = (thread for thread in [self.session["now"], *self.session["kept"]] if thread)
        return bool(self.session["memory"].keys() - {UNLOCKED}) or any("kept" in self._locks(thread) for thread in open_ones)

    def shut(self, thread: list[dict]) -> bool:
        """Whether the pincode has to come before this conversation goes on."""
        if not thread or thread[-1].get("guard") or self.session["memory"].get(UNLOCKED):
            return False
        locks = self._locks(thread)
        wanted = "always" in locks or ("kept" in locks and self.session.get("before"))
        return bool(wanted and self.input.data.get("heeft_pin"))

    def shows_case(self) -> bool:
        """Whether a report runs of which may be spoken: no pincode stands before it, or it was given."""
        open_now = not self.input.data.get("heeft_pin") or self.session["memory"].get(UNLOCKED)
        return bool(self.input.data.get("zaken") and open_now)

    def guard(self) -> None:
        """The pincode is asked before the open conversation; when it is right, that one goes on where it was."""
        self.session["now"].append({**new_frame(PIN, self.conversation.flows[PIN].start), "guard": True})

    def guarded(self) -> bool:
        """Whether the pincode stands before what is open, asked or not."""
        thread = self.session["now"]
        return bool(thread and thread[-1].get("guard")) or self.shut(thread)

    def take_guard_off(self) -> bool:
        """Who goes on with something else is asked again when they come back. Returns whether the pincode was being asked."""
        thread = self.session["now"]
        return bool(thread and thread[-1].get("guard") and thread.pop())

    def still_news(self, thread: list[dict]) -> None:
        """What was behind the pincode and was not opened: news stays news."""
        if thread[0]["flow"] in {route.flow for route in self.conversation.events.values()}:
            self.session["news"].insert(0, {"flow": thread[0]["flow"], "fill": thread[0]["slots"]})
            self.session["told"] = False

    def _locks(self, thread: list[Mapping]) -> set[str]:
        return {lock for frame in thread if (lock := self.conversation.flows[frame["flow"]].locked)}
