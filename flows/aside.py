"""What is said to us in the middle of a story, and is no part of it. Refuses to lose it: typed once more, or with its button, it is part."""

from __future__ import annotations

from collections.abc import Sequence

from flows.matching import begins_with, mentions, plain
from flows.model import Reading
from flows.near import Near
from flows.play import TELLING, YES, place
from flows.whom import WORDS as WHOM
from flows.whom import speaks_of_self

SURE_IN_STORY = 0.6  # a sentence of a story that is taken for a question would be lost at first
QUESTION_AT_MOST = 15  # words
NO_MORE_AT_MOST = 8  # words; "nee, ik ga dit niet opnieuw aan haar vertellen" is more than a no
LIKELY = 0.2  # a guess that is less likely is not worth a button
GUESSES = 3
SEEKS, SEEKING = "zoekt", "zoeken"  # the entry of who looks for a stage, and that moment
NOD_AT_MOST = 6  # words
HALF_FROM = 7  # words
TELLS_ON_FROM = 6
STATES_FROM = 4  # of what is heard as told, though nothing of it is understood
MEANT = 0.4  # a wish that is less likely is not asked about, where nothing is asked
WORTH, AT_ALL = 0.2, 0.03  # so is a question that a statement looks like; one about who may not know, from the last
ASIDE = "systeem.terzijde"
FELT = ("emotie",)  # what is asked in it is no question to school: "is het mijn schuld?"
FACTS, SURE_OF_FACTS = ("cijfers", "na_melding"), 0.95  # what is asked of us in whatever form: nobody tells it of themselves
FOR_CARDS = (
    "wie_vertrouwenspersoon",
    "uitleg_gronden",
    "uitleg_stagediscriminatie",
    "uitleg_microagressie",
    "rechten_school",
    "cijfers",
    "externe_hulp",
)
TO_SCHOOL = "bericht"  # the slot of what is written to them
HEAVY = ("crisis", "grens", "emotie")  # nobody is asked on a guess whether it is that
PART_OF_STORY = "hoort_bij_verhaal"  # the button beside a guess


class Aside(Near):
    """For a step that gathers a story, or adds to one."""

    def _asks_us(self, text: str, reading: Reading) -> Sequence[str]:
        """The answers to a short question about the bot or about reporting, or to a word of going."""
        if self.step.slot == TO_SCHOOL and "?" not in text:
            return ()  # "helpt school mij zoeken" is asked of school
        sure = reading.confidence >= max(SURE_IN_STORY, self.conversation.unsure_below)
        question = self._question(reading)
        ours = sure and reading.intent in self.conversation.in_story or bool(question)
        ours = (
            ours
            and (
                self._asked(refusal=False)
                or reading.aside
                or self._asks_facts(reading)
                or question in (*self.conversation.leaving, *self.conversation.to_us)
            )
            and not reading.story
        )
        if not ours or len(text.split()) > QUESTION_AT_MOST or plain(text) == self.frame.get("apart"):
            return ()
        return (question,) if question else self.conversation.intents[reading.intent].answer

    @staticmethod
    def _asks_facts(reading: Reading) -> bool:
        return reading.intent in FACTS and reading.confidence >= SURE_OF_FACTS and not reading.story

    def _answer_apart(self, text: str, answers: Sequence[str]) -> None:
        self.frame["apart"] = plain(text)
        self.answer(answers)
        if self.conversation.leaving & set(answers):
            return
        if self._asked(refusal=False) and self.reading.intent not in FELT and not self.frame.get("kept_apart"):
            self.frame["kept_apart"] = True  # said once in a story
            self.say("systeem", "vraag_apart", buttons=False)
        self._go_on_telling()

    def _is_apart(self, text: str, reading: Reading) -> bool:
        story = (self.step.adds or self.step.slot) in self.conversation.stories
        theirs = mentions(text, self.conversation.words["besturing"]["hoortbijwoorden"].labels["hoort"])
        return story and (reading.aside or self._keeps_secret(reading)) and not theirs and plain(text) != self.frame.get("apart")

    def _keeps_secret(self, reading: Reading) -> bool:
        """Whether it looks most like a word about who may not know of it, and tells nothing: what is secret goes along in no story unseen."""
        return not reading.story and not reading.grounds and (reading.near or ("",))[0] in self.conversation.to_us

    def _has_no_more(self, reading: Reading) -> bool:
        """Whether it says no to "is there more?"."""
        return (
            reading.intent == "nee"
            and reading.confidence >= SURE_IN_STORY
            and len(self.text.split()) <= NO_MORE_AT_MOST
            and "klaar" in self.labels(self.step, self.frame)
            and bool(self.held(self.step.slot))
        )

    def _set_apart(self, text: str, reading: Reading) -> None:
        """Of what leads to no answer here: asks what is meant, or leaves it at that."""
        self.session["missed"] = 0
        if self._tells_on(reading) and self._fits_in(text):
            self._add(text)
            return self.acknowledge()
        self.frame["apart"] = plain(text)
        guesses = [name for name, chance in reading.alternatives if chance >= LIKELY and self._may_be_meant(name)][:2]
        if reading.intent in self.conversation.told_instead:
            guesses = []
        if guesses := [*self.near(reading), *guesses][:GUESSES]:
            return self.offer(guesses, PART_OF_STORY)
        kind = "terzijde_vraag" if self._asked(refusal=False) else "terzijde_weer" if self.answered == ASIDE else "terzijde"
        self.session["answered"] = ASIDE
        if kind == "terzijde_vraag":
            self.say("systeem", kind, buttons=False)
        else:
            self.offer((), PART_OF_STORY, kind)
        self._go_on_telling()

    def _tells_on(self, reading: Reading) -> bool:
        """ "ik ben die kosten zo zat": a statement about oneself behind what was told, that asks and wishes nothing of us."""
        words = self.conversation.words["besturing"]
        to_us = mentions(self.text, words["vraagachterwoorden"].labels["jij"]) or mentions(self.text, words["citaatwoorden"].labels["aan_ons"])
        asks = to_us or self._asked() or reading.asks or reading.question or reading.foreign or reading.crisis_doubt
        small = reading.intent in self.conversation.told_instead or reading.confidence < MEANT
        told = self.flow.name == TELLING and bool(self.held(self.step.slot or self.step.adds))
        own = speaks_of_self(self.text, words[WHOM].labels) and len(self.text.split()) >= TELLS_ON_FROM
        return told and own and small and not (asks or self._looks_meant(reading) or self._keeps_secret(reading) or self._fears(reading))

    def _nods(self, story: bool) -> bool:
        """ "ja dat dacht ik al", to what was answered beside the story: no part of it."""
        answered = str(self.answered).partition("_")[0] not in ("None", "systeem.terzijde")
        begins = begins_with(self.text, self.conversation.words["besturing"]["aanloopwoorden"].labels["aanloop"])
        return answered and begins and not story and len(self.text.split()) <= NOD_AT_MOST

    def _seeks(self, reading: Reading) -> bool:
        """Who has no stage yet, cannot leave it: "wie helpt mij aan een andere plek" is a search."""
        slot = next((name for name, what in self.conversation.noticing.items() if what == "phase"), "")
        return self.session["memory"].get(slot) in (SEEKING, [SEEKING]) and reading.phase in (None, SEEKING)

    def _may_be_meant(self, intent: str) -> bool:
        route = self.conversation.intents.get(intent)
        return intent in self.conversation.words["bedoelingen"] and intent not in HEAVY and not (route and route.flow == TELLING)

    def _go_on_telling(self) -> None:
        """In few words: something was said just before."""
        self.ask(self._briefly() if self.step.gather and self.held(self.step.slot) else "_opnieuw")

    def _briefly(self) -> str:
        """The short wording of a step at which more may be told."""
        return "_verder" if f"{self.step.name}_verder" in self.flow.words else "_meer"

    def _continues(self, reading: Reading) -> bool:
        """ "terwijl Jelle nooit zaterdag werkt, en dat mag dan wel?": half a sentence, of which the other half was told."""
        half = begins_with(self.text, self.conversation.words["besturing"]["vervolgwoorden"].labels["vervolg"])
        return half and bool(self.step and self.step.adds) and not reading.aside and len(self.text.split()) >= HALF_FROM

    def _is_unread_statement(self, reading: Reading) -> bool:
        """A statement of which nothing is understood, where nothing is being asked: heard as told, for a guess at it is mostly wrong."""
        route = self.conversation.intents.get(reading.intent)
        brief = len(self.text.split()) < HALF_FROM  # "en dan nog wat daarmee"
        leads = route and (route.control or route.flow not in (None, TELLING)) and (reading.confidence >= MEANT or reading.intent in HEAVY or brief)
        wish = self._looks_meant(reading) or self._fears(reading) or (leads and not self._is_no_question(reading))
        beside = reading.aside and not reading.grounds
        asks = self._asked() or reading.asks or beside or self._question(reading) or reading.crisis_doubt or reading.foreign
        open_to_it = self.step is None or self.flow.name == TELLING
        return open_to_it and not asks and not wish and len(self.text.split()) >= STATES_FROM

    def _is_no_question(self, reading: Reading) -> bool:
        """ "is bij de balie van een kantoor": what looks like a question for a card and is a statement, asks for none."""
        return reading.intent in FOR_CARDS and reading.confidence < SURE_OF_FACTS and len(self.text.split()) >= HALF_FROM

    def _looks_meant(self, reading: Reading) -> bool:
        """Whether a statement looks enough like a question to be asked about it; or at all like one about who may not know."""
        first = (reading.near or ("",))[0]
        opens = first in self.conversation.openings  # who says where they are, tells that
        return bool(first) and not opens and (reading.nearest >= WORTH or (first in self.conversation.to_us and reading.nearest >= AT_ALL))

    def _offered_just_now(self, reading: Reading) -> str | None:
        """What a yes is said to, where the answer before offers first what can be chosen here too: "later versturen kan", "prima doe dat"."""
        if reading.intent != YES or not self.answered or not self.step.adds:
            return None
        space, key = place(self.answered)
        first = next(iter(self.wordings(space)[key].labels), None) if key in self.wordings(space) else None
        return first if first in self.step.options else None
