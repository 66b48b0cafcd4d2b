"""Who waits for an answer while nothing was sent, and who wants it sent before it can be: they hear that first, and what is still asked.

Refuses to speak of a day, of a reader or of a reminder where nothing lies with the school.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from flows.apart import DIGITS, NAME, NUMBER
from flows.here import TOLD
from flows.matching import plain
from flows.model import Reading
from flows.near import OTHER
from flows.play import TELLING, YES
from flows.routing import ASKED_HOW, STORY_FROM
from flows.steering import CALL, ORDER_AT_MOST, REPORT
from flows.striking import SENDING
from flows.written import Written

AWAY = timedelta(hours=8)  # so long that who comes back may think that it was sent
NEWS, SURE_OF_NEWS = "status_melding", 0.7
SILENCE = "stiltewoorden"
WAITING = tuple(f"vragen_melden.{one}" for one in ("al_gelezen", "hoe_lang_duurt_het", "school_doet_niks", "loopt_het_nog"))
READ, WHETHER_SENT = WAITING[0], "vragen_melden.is_verstuurd"
ELSEWHERE, OTHER_PLACE = "eldersheenwoorden", "vragen_melden.ander_meldpunt"  # who loses patience may go to another
NOTHING = "_niets"  # of an answer: its wording for who half made a report and sent none
WAITS_AT_MOST, SENDS_AT_MOST = 14, 8  # words
SAYS_SO = tuple(f"systeem.{one}" for one in ("nog_niets_weg", "nog_niet_verstuurd", "gehoord_eerst_naam", "straks_zeggen"))


class Unsent(Written):
    """For a report or a call that was begun here, as long as nothing of this chat lies with the school."""

    returned, stood = False, ("", "")

    def note_return(self, now: datetime) -> None:
        """Whether somebody was away for long, and where they stood."""
        at = self.session["at"]
        self.returned = at is not None and now - datetime.fromisoformat(at) >= AWAY
        self.stood = self._stand

    @property
    def _stand(self) -> tuple[str, str]:
        return (self.frame["flow"], self.frame["step"]) if self.frame else ("", "")

    @property
    def _half_made(self) -> bool:
        """A report or a call was begun and not sent, open now or put aside; and nothing else of this chat was."""
        threads = [thread for thread in [self.session["now"], *self.session["kept"]] if thread]
        return not self.input.data.get("zaken") and any(frame["flow"] in (REPORT, CALL) for thread in threads for frame in thread)

    def _ways(self, reading: Reading, key: str, words: object) -> list[str]:
        ways = super()._ways(reading, key, words)
        return [f"{key}{NOTHING}", *ways] if self._half_made else ways

    # who waits ----------------------------------------------------------------------------------------------------

    def waits_for_nothing(self, reading: Reading) -> bool:
        """ "nog niemand gebeld he", "heeft iemand mijn ding al gelezen", of who sent nothing: that is why."""
        busy = (self.flow and self.flow.name == "crisis") or (self.step and self.step.secret)
        if self._still_waits(reading):
            self._answer_question(READ)
            return True
        waits = self._half_made or (self.flow and self.flow.name == TELLING and self._told() and not self.input.data.get("zaken"))
        if busy or not waits or reading.crisis_doubt or len(self.text.split()) > WAITS_AT_MOST:
            return False
        asked, question = self._asked(refusal=False), reading.question
        if not question and (asked or self.returned) and not reading.story:
            question = next((one for one in reading.near[:1] if one in WAITING), None)
        news = reading.intent == NEWS and reading.confidence >= self.conversation.unsure_below
        gathers = bool(self.step and self.step.gather)
        beside = asked or (self.returned and (reading.aside or not reading.story)) or not gathers  # a part of a story is not lost
        silent = self.says(SILENCE) and beside and (news or (self.returned and not reading.story))
        bare = bool(self.step and self.step.verb == "write" and not gathers)  # a name is asked
        hopes = news and not reading.question and not self._asks_whether_sent(reading) and not self.stood[0].startswith("status")
        hopes = hopes and ((asked and reading.confidence >= SURE_OF_NEWS) or (beside and (self.returned or bare)))
        if self._half_made and not gathers and self.says(ELSEWHERE):
            question = OTHER_PLACE
        if question in (*WAITING, OTHER_PLACE) and self._half_made and (asked or reading.aside or not reading.story):
            said = self._question(replace(reading, question=question))
            self._answer_question(said) if said else self._says_nothing_went()
        elif silent or hopes:
            self._says_nothing_went()
        elif self._cannot_be_sent_here(reading):
            self._says_and_stays("nog_niet_verstuurd")
        else:
            return False
        if not self.step and self.session["kept"]:
            self._verder()  # what it is that still stands here
        return True

    def _says_nothing_went(self) -> None:
        if not (self.step and self.step.gather and self.held(self.step.slot)):
            self._says_and_goes_on("nog_niets_weg")
            return
        self.say("systeem", "nog_niets_weg", buttons=False)
        self._go_on_telling()

    @staticmethod
    def _asks_whether_sent(reading: Reading) -> bool:
        return WHETHER_SENT in (reading.question, *reading.near[:1])  # has an answer of its own

    def _still_waits(self, reading: Reading) -> bool:
        """ "ligt dit nou gewoon op een stapel", once it was said that nothing is to be seen here."""
        asks_on = not (self.step or self.input.data.get("zaken") or reading.story or reading.crisis_doubt)
        return asks_on and self.answered in WAITING and self.answered != READ and self.says(SILENCE)

    def _cannot_be_sent_here(self, reading: Reading) -> bool:
        """ "ja zo mag het weg", where first something else must be chosen."""
        chooses = self.flow and self.flow.name in (REPORT, CALL) and self.step.verb == "choose" and not self.step.takes
        return bool(chooses and self._orders_sending() and not reading.story and not self._pointed() and not self._heard(reading))

    # who wants it sent, or comes back ---------------------------------------------------------------------------------

    def say_unsent(self) -> None:
        """After a turn: an order to send that sends nothing yet, or something said days later where a report stands half made."""
        open_still = bool(self.text and self._half_made and self.flow and self.flow.name in (REPORT, CALL) and self.step.waits)
        names = [str(effect.get("say", "")) for effect in self.effects]
        done = any("do" in effect or "hide" in effect for effect in self.effects)
        if not open_still or done or not any(names) or any(self._says_so(name) for name in names):
            return
        if "versturen" not in self.step.options and self._orders_sending() and self.stood[0] in (REPORT, CALL):
            return self.effects.insert(-1, self._unsent("nog_niet_verstuurd"))
        if self.returned and self.stood == self._stand:
            self.effects.insert(0, self._unsent("nog_open"))

    def _unsent(self, key: str) -> dict:
        return self.system("systeem", key, buttons=False)

    @staticmethod
    def _says_so(name: str) -> bool:
        return name in SAYS_SO or name.endswith(NOTHING) or name.startswith(ASKED_HOW)

    def _orders_sending(self) -> bool:
        return len(self.text.split()) <= SENDS_AT_MOST and not self._asked() and self.says(SENDING)

    # what is typed where a name is asked --------------------------------------------------------------------------------

    def _answered(self, text: str, reading: Reading) -> None:
        """ "ja is goed zo doe maar" is no name: there is nothing to say yes to."""
        nameless = self.flow.name in (REPORT, CALL) and self.step.slot in (NAME, NUMBER) and not self._own_given(asked=True)
        agrees = reading.intent == YES and reading.confidence >= self.conversation.unsure_below and len(text.split()) <= SENDS_AT_MOST
        if nameless and not DIGITS.search(text) and len(text.split()) > 1 and (agrees or self._orders_sending()):
            return self._says_and_stays("nog_niet_verstuurd")
        super()._answered(text, reading)

    def _unanswered(self, reading: Reading, asked: bool) -> None:
        """Something else than a name: a question is offered what it looks like, what was told goes in the report, and who says more is heard."""
        why = asked and NAME in plain(self.text).split()  # why a name is asked, is said with it
        if why or len(self.text.split()) <= ORDER_AT_MOST or self.step.slot != NAME or self.flow.name not in (REPORT, CALL):
            return super()._unanswered(reading, asked)
        if asked:
            return self.offer(names, OTHER) if (names := self.near(reading)) else self._says_and_stays("onbegrepen_vraag")
        told = reading.story or (len(self.text.split()) >= STORY_FROM and not reading.aside)
        if told and self.flow.name == REPORT:
            return self._add_to_story(self.conversation.intents[TOLD])
        self._says_and_stays("straks_zeggen" if self.flow.name == CALL else "gehoord_eerst_naam")

    def _says_and_stays(self, key: str) -> None:
        self.session["missed"] = 0
        self.say("systeem", key, buttons=False)
        self.ask("_opnieuw")
