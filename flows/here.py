"""What a text means here: who is talking, what was said just before, which made-up cases are practised with. Refuses to read it itself.

A teacher or a parent asks what a student asks, and needs another answer; "makkelijker" is about the card that was read just before.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.asked import HARDLY
from flows.asked import MORE as AFTER
from flows.matching import begins_with, mentions, plain, without_lead
from flows.model import Reading
from flows.noticing import OVER_A_LINE
from flows.play import OTHER_WORDS, TELLING, Play, place
from flows.practice import SEEN, answered
from flows.subjects import subject_of
from flows.words import Label

PRACTICE, CASE = "herkennen", "geval"
SUBJECT = "onderwerp"  # the slot with what somebody wants to practise about
NOW, AGAIN, MORE = "nieuw", "weer", "na"  # who says who they are for the first time, and once more; who asks on after the same answer
BRIEFLY, BRIEF_AT_MOST = "_kort", 10  # words
WITH_STORY, UNHEARD = "_verteld", "onbekend"  # and tells something with it; what nothing is understood of
ANY = ".*"  # the questions of one kind that have no answer of their own here
TOLD = "ervaring_werkvloer"
WORRIES = "ouderzorgwoorden"
AGE, AGE_ALONE = "kindleeftijdwoorden", 6  # words: how old a child is, and no more
WRITES = "aan_het_melden"  # who says who they are while a report of a student is written
STUDENTS = (TELLING, "grens")  # conversations for whom it happened to: who turns out to be somebody else is not kept in them
ANOTHER = "ander"  # of `hier`: for who tells of somebody else, and has no role
ROLES = ("bedrijf", "docent", "ouder", "collega", "vertrouwenspersoon")
TELLS_FROM = 4  # words: a parent who says that much and asks nothing, tells
HALF_HEARD = 0.25  # who talks is known: a guess at what they ask is better than none
CLEAR = 0.8
ORDERS = frozenset({"melden", "melden_anoniem", "melden_vertrouwelijk"})
MAYBE = "misschien_"  # words that say who somebody is only beside what they ask
LESSONS = tuple(f"vragen_mens.docent{of}" for of in ("", "_ziet", "_les_hoe", "_iets_echts", "_gesprek", "_plek_kwijt", "_plicht", "_eis"))
SPEAKS_SO = {
    "ouder": ("omstander", "vragen_mens.ouder"),
    "docent": ("mentor_info", *LESSONS),
    "bedrijf": ("vragen_mens.leerbedrijf", "vragen_mens.wie_belt_school", "vragen_mens.collega_aanspreken", "vragen_mens.over_ons_gemeld"),
}
PARENT, OWN_STAGE = "ouder", "eigenstagewoorden"  # who has a child may be on a stage as well
PARENT_ASKS = "vragen_mens.ouder"
WHO_ALONE = (PARENT_ASKS, "vragen_mens.docent", "vragen_mens.leerbedrijf")  # these say who asks, and little of what
FEELS, FEELS_HEAVY = "emotie", "zacht_gevoel"
SOFTLY = {"ouder": "zacht_ouder", "docent": "zacht_docent", "bedrijf": "zacht_docent"}
OF_TEACHERS = "mentor_info"  # the intent that says who asks, and not what
SURE_OF_ANOTHER = 0.7
OF_ANOTHER = "omstander"  # the intent, and whom it happened to
NO_OPINION = frozenset(
    {
        "beledigt_bot", "oefenen", "hulp_bot", "afscheid", "bedankt", "groet", "grens", "crisis", "melden", "melden_anoniem",
        "melden_vertrouwelijk", "bewaren", "status_melding", "intrekken", "stop", "terug", "opnieuw",
    }
)  # fmt: skip


class Here(Play):
    """Everything here looks at the open step, the answer before, and the speaker; it changes where the text leads."""

    # who is talking ---------------------------------------------------------------------------------------------

    def hear_who(self, reading: Reading) -> str | None:
        """Notes that somebody says to be a parent or a teacher. NOW, or AGAIN when that was known; None when they say no such thing."""
        slot, said = self._speaker, self._said_to_be(reading)
        if not slot or not said:
            return None
        known, self.session["memory"][slot] = self.session["memory"].get(slot), said
        if said == "student":
            del self.session["memory"][slot]
            return None
        return AGAIN if known == said else NOW

    def soften(self) -> None:
        """In words for who says it; who says that they are not in danger or only angry is not asked how they are."""
        reading = self.reading
        who = self._said_to_be(reading) or self.session["memory"].get(self._speaker)
        if not who and reading.intent == OF_ANOTHER and self.seen.get("who") == OF_ANOTHER:
            who = "ander"
        if not who and reading.intent == FEELS and not (self.step or self._told()):
            return self._hears_feeling()
        if not who and mentions(self.text, self.conversation.words["besturing"]["rustwoorden"].labels["rust"]):
            return
        key = SOFTLY.get(who or "", f"zacht_{who}")
        if key not in self.conversation.words["systeem"]:
            return super().soften()
        if not self.session.get("soft"):
            self.session["soft"] = True
            self.say("systeem", key, buttons=False)

    def _hears_feeling(self) -> None:
        """Who begins with how heavy it is, is asked what there is; that is the answer to it."""
        if not self.session.get("soft"):
            self.session["soft"] = True
            self.say("systeem", FEELS_HEAVY)

    @property
    def _speaker(self) -> str:
        return next((name for name, what in self.conversation.noticing.items() if what == "speaker"), "")

    def _said_to_be(self, reading: Reading) -> str | None:
        words = self.conversation.words["besturing"]["rolwoorden"].labels
        said = next((role for role, label in words.items() if not role.startswith(MAYBE) and self._says_itself(label)), None) or self._named()
        if said == PARENT and self.says(OWN_STAGE):
            said = None  # "ik ben moeder van een dochtertje, en mijn baas zegt …"
        heard = {reading.intent if reading.confidence >= self.conversation.unsure_below else "", reading.question}
        if reading.confidence < self.conversation.unsure_below and not reading.question:
            heard |= set(reading.near[:2])  # "wat voor tent sturen jullie mijn kind heen"
        roles = {role: so for role, so in SPEAKS_SO.items() if role != PARENT or not self.says(OWN_STAGE)}
        return said or next((r for r, so in roles.items() if heard & set(so) and mentions(self.text, words[MAYBE + r])), None)

    def _says_itself(self, label: Label) -> bool:
        """Whether the text holds such words, and not as what somebody else said."""
        text, quoted = plain(self.text), self.conversation.words["besturing"]["citaatwoorden"].labels["citaat"]
        hit = label.pattern.search(text)
        return bool(hit) and not mentions(text[: hit.start()], quoted)

    def _named(self) -> str | None:
        """The role of "ik ben trouwens haar docent Nederlands": a name of one, behind words that say nothing of it."""
        words = self.conversation.words["besturing"]
        names, quoted, text = words["rolnaamwoorden"].labels, words["citaatwoorden"].labels["citaat"], plain(self.text)
        leads = [(text[: lead.start()], text[lead.end() :]) for lead in names["aanloop"].pattern.finditer(text)]
        begun = self._bare(text)  # "met de mentor van Bo" says who it is; "hij praat met de mentor" does not
        leads += [("", begun.removeprefix(words)) for words in names["vooraan"].said if begun.startswith(f"{words} ")]
        for before, after in leads:
            bare = without_lead(after, names["tussen"])
            if (role := next((one for one in ROLES if begins_with(bare, names[one])), None)) and not mentions(before, quoted):
                return role
        return None

    @property
    def speaker(self) -> str | None:
        """Who somebody that is no student says to be, now or before."""
        said = self._said_to_be(self.reading)
        return None if said == "student" else said or self.session["memory"].get(self._speaker)

    def leaves_report(self, reading: Reading) -> bool:
        """Somebody for whom the report of a student is not turns out to be writing one: nothing of it stays."""
        who = self._said_to_be(reading)
        said = self.conversation.here.get(who or "", {}).get(WRITES)
        self.hear_who(reading)
        if not said:
            return False
        self.end_thread(lambda name, slot: False)
        self.answer_here((said,))
        return True

    def _contexts(self) -> list[str]:
        step = f"{self.frame['flow']}.{self.frame['step']}" if self.frame else ""
        before = (self.answered or "").removeprefix(f"{OTHER_WORDS}.")  # the same card, said in other words
        who = self.session["memory"].get(self._speaker) or (ANOTHER if self.about_another else None)
        return [name for name in (who, before, step) if name in self.conversation.here]

    def answer_for_here(self, reading: Reading, sure: bool) -> str | None:
        """The answer that takes the place of the ordinary one."""
        who, asked = self.hear_who(reading), self._asked(refusal=False)
        if self.speaker and (said := self._role_in_words() or (self._meant_by_role(reading) if asked else self._told_by_role(reading))):
            self._leave_story()
            return said
        heard = asked or not reading.story or reading.question in self.conversation.also_told
        question = reading.question if heard else None
        if who and not asked:
            brief = who == NOW and not reading.story and len(self.text.split()) <= BRIEF_AT_MOST  # who they are, and no more
            keys = [who + WITH_STORY, who] if reading.story else [who + BRIEFLY, who] if brief else [who]
            known = who == AGAIN or (reading.intent in self.conversation.allowed and not brief)  # "als ouder: een nummer" says more than who they are
            keys = [reading.intent, *keys] if known and sure and not reading.story else keys
        elif question and question not in WHO_ALONE:
            keys = [question, *([reading.intent] if sure else ()), question.partition(".")[0] + ANY]
        elif who == NOW:
            rule = sure and reading.intent in self.conversation.allowed
            keys = [] if question else [*([reading.intent] if rule else ()), NOW]
        else:
            keys = [question] if question in WHO_ALONE and reading.intent == OF_TEACHERS and who != NOW else []
            guessed = reading.intent == OVER_A_LINE and "line" not in self.seen and reading.confidence < SURE_OF_ANOTHER
            guessed = guessed or (
                reading.intent in ORDERS and reading.story and reading.confidence < self.conversation.unsure_below
            )  # "school zegt dat hij een betere brief moet maken"
            tells = self.speaker == PARENT and not (asked or self.conversation.is_sure(reading)) and len(self.text.split()) >= TELLS_FROM
            guessed = guessed or tells
            keys += [reading.intent] if (sure or reading.confidence >= HALF_HEARD) and not guessed else []
            keys += [TOLD] if tells else []
            keys += [] if sure or self.step else [UNHEARD]
            keys += [TOLD] if reading.story else []
        for context in self._contexts():
            said = self.conversation.here[context]
            found = next((said[key] for key in keys if key in said), None)
            if found and found == self.answered and (asked or reading.intent not in ORDERS):  # who orders the same once more, is served
                return said.get(f"{MORE} {found}", found)
            if found and found != self.answered:
                if context == self.session["memory"].get(self._speaker):
                    self._leave_story()
                return found if found == said.get(question or "") else self._not_again(found, said)
        return None

    def _leave_story(self) -> None:
        """For whom it did not happen, is not kept in a conversation for whom it did."""
        if self.flow and self.session["now"][0]["flow"] in STUDENTS:
            self.end_thread(lambda name, slot: slot.shared)

    def _not_again(self, found: str, said: Mapping[str, str]) -> str:
        """What comes after a general answer that was given shortly before."""
        passed = [found]
        while self.given(passed[-1]) and (after := said.get(f"{MORE} {passed[-1]}")) and after not in passed:
            passed.append(after)
        return passed[-1] if not self.given(passed[-1]) else found

    def _role_in_words(self) -> str | None:
        """What only somebody of this role asks, in words of its own."""
        mine = {name.split()[1]: answer for name, answer in self.conversation.by_words.items() if name.startswith(f"{self.speaker} ")}
        if self._asked(refusal=False):
            mine.pop(WORRIES, None)  # what is asked beside a worry, is answered
        if len(self.text.split()) > AGE_ALONE:
            mine.pop(AGE, None)
        found = next((answer for name, answer in mine.items() if self.says(name)), None)
        return found and self._not_again(found, self.conversation.here.get(self.speaker or "", {}))

    def _meant_by_role(self, reading: Reading) -> str | None:
        """A question that has an answer for who is no student: the one that is asked, or the one that it looks like; the last counts for less
        than an intent that is clear."""
        said, near = self.conversation.here.get(self.speaker or "", {}), reading.near if reading.nearest >= HARDLY else ()
        clear = self._clear(reading) and not set(near[:1]) & set(self.conversation.narrower.get(reading.intent, ()))
        likely = (reading.question,) if reading.question else (*(() if clear else near[:1]), None)
        if found := next((found for one in likely if (found := self.for_speaker(reading, one))), None):
            return found
        if reading.question or (reading.intent in said and reading.intent not in ORDERS and self._clear(reading)):
            return None
        own = (said.get(one) for one in near if one in said)
        return next((found for one in near if (found := self.for_speaker(reading, one))), None) or next(own, None)

    @staticmethod
    def _clear(reading: Reading) -> bool:
        return reading.confidence >= CLEAR and reading.intent != "buiten_onderwerp"  # that is only said to be about something else

    def _told_by_role(self, reading: Reading) -> str | None:
        """What only somebody of this role tells, and has an answer of its own: what a company asked of a teacher, for one."""
        own = SPEAKS_SO.get(self.speaker or "", ())
        likely = reading.question or (next(iter(reading.near), None) if reading.story else None)
        if likely not in own or likely in WHO_ALONE:
            return None
        space, more = place(f"{likely}{AFTER}")
        if self.given(likely) and more in self.wordings(space) and f"{space}.{more}" != self.answered:
            return f"{space}.{more}"
        return likely if likely != self.answered else None

    # practice ---------------------------------------------------------------------------------------------------

    def take_subject(self, reading: Reading) -> bool:
        """Notes what somebody wants to practise about; whether they said anything about that."""
        words = self.conversation.words["besturing"]["onderwerpwoorden"].labels
        subject = subject_of(plain(self.text), reading.grounds, words, self.conversation.cases)
        if subject:
            self.session["memory"][SUBJECT] = subject
        return bool(subject)

    def _names_practice(self, reading: Reading) -> bool:
        """Whether practice is asked for by its name, and nothing is told: a story that was told stays, so nothing is lost by it."""
        named = mentions(self.text, self.conversation.words["besturing"]["oefennamen"].labels["oefenen"])
        return named and not reading.story and not (self.step and self.step.gather)

    def practises(self, reading: Reading) -> bool:
        """In the middle of practice: asks for a case about something, or says in own words what they think of this one. Goes on with that."""
        if not self.flow or self.session["now"][0]["flow"] != PRACTICE or reading.crisis_doubt:
            return False
        wants = reading.intent == "oefenen" and reading.confidence >= self.conversation.unsure_below
        wants = wants or mentions(self.text, self.conversation.words["besturing"]["oefenwoorden"].labels["oefenen"])
        wants = wants and not reading.story
        if wants and self.flow.name == CASE and self.take_subject(reading):
            self.session["missed"] = 0
            self.say("systeem", "over_dat", buttons=False)
            self.leave("gedaan")
            self.walk()
            return True
        if wants and "door" in self.step.options and self.take_subject(reading):
            self._picked("door")
            return True
        if self.step.opinion and self._opines(reading):
            self.session["missed"] = 0
            self.frame["past"].append(self.step.name)
            self.put(self.step.slot, "eigen")
            self.go(self.step.opinion)
            self.walk()
            return True
        return False

    def _opines(self, reading: Reading) -> bool:
        words = self.conversation.words["besturing"]
        own, lead = words["meningwoorden"].labels["over_jezelf"], words["meningwoorden"].labels["mening"]
        said = without_lead(self.text, words["aanloopwoorden"].labels["aanloop"])
        asks_us = (reading.question or "").startswith("vragen_bot.")
        elsewhere = reading.intent in NO_OPINION and reading.confidence >= SURE_OF_ANOTHER
        after = next((said.removeprefix(words) for words in sorted(lead.said, key=len, reverse=True) if f"{said} ".startswith(f"{words} ")), None)
        about_case = after is not None and not mentions(after, own)
        return about_case and len(said.split()) > 1 and "?" not in self.text and not elsewhere and not asks_us

    def begin_practice(self, reading: Reading) -> None:
        """Practice that begins now is about what is asked for, also where an earlier one was left; and else about anything."""
        self.session["memory"].pop(SUBJECT, None)
        if self.take_subject(reading):
            self.say("systeem", "over_dat", buttons=False)
            self._begins_anew()
        elif self.says("nogeenwoorden"):  # the one that lies open was seen
            self._begins_anew()

    def _begins_anew(self) -> None:
        for thread in self.session["kept"]:
            if thread[0]["flow"] == PRACTICE:
                shown = {str(frame["slots"]["geval"]): SEEN for frame in thread[1:] if frame["slots"].get("geval")}
                kept = self.session["memory"].get("geoefend") or {}
                self.session["memory"]["geoefend"] = {**shown, **dict.fromkeys(kept, SEEN), **answered(kept)}
                del thread[1:]
                thread[0]["loops"] = {}
