"""Whatever students do, in whatever order: the engine's invariants hold."""

from __future__ import annotations

import json

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.flows.playing import CASE, CONVERSATION, Play

INTENTS = sorted(CONVERSATION.intents)
WORDS = st.sampled_from(["ja", "nee", "klaar", "1", "2", "hoi", "weet niet", "hij zei stop", "wat?", "ik ben Sam", "", " ", "\u200f", "🙃"])


class AnyStudent(RuleBasedStateMachine):
    """Types, taps old and new buttons, opens links, walks away; actions succeed or fail."""

    def __init__(self):
        super().__init__()
        self.play = Play(cases=[CASE])
        self.seen_buttons: list[str] = []

    def _after(self) -> None:
        self.seen_buttons += self.play.buttons

    @rule(text=WORDS, intent=st.sampled_from(INTENTS), confidence=st.sampled_from([0.1, 0.4, 0.9]), story=st.booleans(), doubt=st.booleans())
    def types(self, text, intent, confidence, story, doubt):
        self.play.say(text, intent, confidence, story=story, crisis_doubt=doubt, alternatives=((intent, confidence), ("melden", 0.1)))
        self._after()

    @rule(pick=st.randoms(use_true_random=False))
    @precondition(lambda self: self.seen_buttons)
    def taps_any_button_ever_seen(self, pick):
        self.play.turn(button=pick.choice(self.seen_buttons))
        self._after()

    @rule(pick=st.randoms(use_true_random=False))
    @precondition(lambda self: self.play.buttons)
    def taps_a_button_on_the_screen(self, pick):
        self.play.turn(button=pick.choice(self.play.buttons))
        self._after()

    @rule(entry=st.sampled_from([*CONVERSATION.entries, "les-onbekend", "nieuws"]))
    def opens_a_link(self, entry):
        self.play.turn(entry=entry)
        self._after()

    @rule(kind=st.sampled_from([*CONVERSATION.events, "tick"]))
    def something_happens_outside(self, kind):
        self.play.turn(event={"event": kind, "zaak": "z1"})
        self._after()

    @rule(
        minutes=st.sampled_from([1, 9, 11, 90, 12_000]),
        succeeds=st.booleans(),
        can=st.booleans(),
        pin=st.booleans(),
        right=st.booleans(),
        code=st.sampled_from(["telt", "fout", "wacht", "geen_woorden", "zaak", "vraag", "notitieboek"]),
    )
    def time_goes_by_and_the_world_changes(self, minutes, succeeds, can, pin, right, code):
        self.play.wait(minutes=minutes)
        self.play.code = code
        self.play.data["heeft_notitieboek"] = can != succeeds
        self.play.succeeds, self.play.pin_right = succeeds, right
        self.play.data["kan_melden"] = can
        if pin != self.play.data["heeft_pin"] or minutes > 10:  # what was said before stays said
            self.play.effects = []
        self.play.data["heeft_pin"] = pin

    @rule(word=st.sampled_from(["stop", "hulp", "weg", "wis alles", "opnieuw"]))
    def a_control_word_works_in_one_step(self, word):
        said = self.play.say(word)
        assert word == "hulp" or word == "wis alles" or not CONVERSATION.passing & set(self.play.session["memory"])
        expected = {"stop": "besturing.", "hulp": "hulp.hulp", "weg": "besturing.tip_", "wis alles": "wissen.", "opnieuw": "besturing.opnieuw"}[word]
        assert any(name.startswith(expected) for name in said), (word, said)
        self._after()

    @rule()
    def crisis_always_gets_the_card(self):
        said = self.play.say("ik wil dood nu", "emotie", 0.9, crisis=True)
        assert said[-1].startswith("crisis.") and "112" in self.play.text and "113" in self.play.text
        self._after()

    @invariant()
    def nothing_is_kept_that_no_flow_declares(self):
        session = self.play.session or {"now": [], "kept": [], "memory": {}}
        assert set(session["memory"]) <= CONVERSATION.shared
        for frame in (frame for thread in [session["now"], *session["kept"]] for frame in thread):
            slots = CONVERSATION.flows[frame["flow"]].slots
            assert all(name in slots and not slots[name].shared for name in frame["slots"])

    @invariant()
    def nothing_that_was_sent_is_shown_before_the_pincode(self):
        opened = self.play.session and self.play.session["memory"].get("ontgrendeld")
        if self.play.data["heeft_pin"] and not opened:
            flows = {name.split(".")[0] for name in self.play.said} & CONVERSATION.flows.keys()
            assert not [name for name in flows if CONVERSATION.flows[name].locked == "always"]

    @invariant()
    def nothing_that_is_for_one_turn_outlives_it(self):
        session = self.play.session or {"now": [], "kept": [], "memory": {}}
        slots = [session["memory"], *(frame["slots"] for thread in [session["now"], *session["kept"]] for frame in thread)]
        assert not any(CONVERSATION.fleeting & set(held) for held in slots)

    @invariant()
    def it_is_bounded_json(self):
        assert len(json.dumps(self.play.session)) < 200_000
        assert not self.play.session or len(self.play.session["kept"]) <= 4

    @invariant()
    def an_open_conversation_waits_for_an_answer(self):
        if self.play.session and self.play.session["now"]:
            frame = self.play.session["now"][-1]
            assert CONVERSATION.flows[frame["flow"]].steps[frame["step"]].waits

    @invariant()
    def nothing_was_delivered_without_a_press_on_send(self):
        for effect in self.play.done:
            if effect["do"] == "deliver":
                assert effect["with"]["verhaal"]


TestAnyStudent = AnyStudent.TestCase
TestAnyStudent.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
