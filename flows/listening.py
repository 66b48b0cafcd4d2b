"""What is said back to who tells: room at the beginning, and after each part a sentence that was not said before. Refuses to judge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.aside import SEEKS, SURE_IN_STORY
from flows.asked import INSULT, SIMPLER
from flows.matching import last_sentence, mentions, plain
from flows.model import Reading
from flows.near import OTHER
from flows.noticing import THREATENED, WHO
from flows.play import REPORTING, TELLING, YES
from flows.striking import WAYS
from flows.whom import NEAR, settled
from flows.whom import OTHER as OTHER_ONE
from flows.whom import SAID as IN_WORDS
from flows.wished_words import WishedWords
from flows.words import Label

SPACE = "luisteren"
OPENS = 0.15  # from here what looks most like a beginning is one
TRIED = "al_gedaan"  # of aanbodwoorden: what was offered was done already
MAY_TELL, NOTEBOOK = 0.05, "bewaren"
ABOUT_REPORTING = "vragen_melden."
TOLD = "ervaring_werkvloer"
FEARS, SURE_OF_FEAR = ("bang_gevolgen", "melden_zinloos"), 0.9
HALF, ANOTHER, LANGUAGE, ANGRY, BETWEEN = "half", "ander", "taal", "boos", "tussen"  # of beginwoorden; the last says nothing by itself
LEAD_FROM = 6  # words
LEFT_AT_MOST = 2  # words beside those of a beginning: a name, a "gewoon"
HALF_AT_MOST = 8
SHORT_WISH, SHORT_REPLY, FEW, YES_AT_MOST = 8, 15, 6, 2  # words
SAID = re.compile(r"(?<=[.!?…])\s+|\n")
OBJECTS = re.compile(
    r"(?:en|maar) (?!dan\b|toen\b)(?:\S+ ){1,3}?dan(?: |$)"
)  # "en jongens dan, die …" asks how that is, and tells nothing of oneself
BEFORE_TELLING = ("welkom", TELLING)  # conversations in which somebody may still begin
EASIER = [(f"{SPACE}.{one}", f"{SPACE}.{next}") for one, next in (("makkelijk", "makkelijk_weer"), ("makkelijk_weer", "makkelijk_mens"))]
WENT_WELL = "goed_begin"  # the entry of who begins with what went well
FOR_A_TASK = "vragen_mens.voor_opdracht"
NEVER_MEANT = (YES, "nee", INSULT, "buiten_onderwerp", "groet", "crisis", "grens", "emotie")


class Listening(WishedWords):
    """For who begins, and for a step that gathers a story or adds to one."""

    lead: dict | None = None  # what was told in the turn before, and answered with room to tell more
    passed: dict | None = None  # what was typed in the turn before as a part of a story, and what it looked like

    @property
    def reading(self) -> Reading:
        """An insult that somebody else said to them, is told: "baas zegt jij bent dom"."""
        reading = super().reading
        telling = self.flow is None or self.flow.name == TELLING
        if telling and reading.question not in (None, *self.conversation.also_told) and self._plainly_told():
            reading = replace(reading, question=None)  # "ben er zo klaar mee" asks nothing of a report
        if self._rather_told(reading):
            reading = replace(reading, intent=TOLD, question=None, story=True, aside=False)
        if self._fears(reading):
            reading = replace(reading, aside=True)
        if reading.intent == INSULT and self._asked(refusal=False) and (opening := self._opening(reading)):
            reading = replace(reading, intent="onbekend", confidence=0.0, question=opening)  # "mag ik iets doms vragen"
        plainly = not reading.story or "?" in self.text
        if plainly and (reading.asks or reading.foreign or self._asked(refusal=False)) and (first := self._in_words_first()):
            reading = replace(reading, question=first, story=False)
        if wished := self._words_wished(reading):
            reading = replace(reading, question=wished)
        if self._works_on_a_task(reading):
            reading = replace(reading, question=FOR_A_TASK, story=False)
        if reading.story and reading.question and OBJECTS.match(plain(self.text)):
            reading = replace(reading, intent="onbekend", confidence=0.0, story=False)
        if self._only_opens(reading):
            reading = replace(reading, question=reading.near[0])
        said = self._listed("citaatwoorden")
        quoted = reading.intent == INSULT and mentions(self.text, said["citaat"]) and not mentions(self.text, said["aan_ons"])
        return replace(reading, intent=TOLD, story=True, aside=False) if quoted else reading

    def _works_on_a_task(self, reading: Reading) -> bool:
        """ "ik maak voor school een filmpje over stagiairs": what it looks like, and no story of their own."""
        return reading.near[:1] == (FOR_A_TASK,) and not self._told() and mentions(self.text, self._listed("opdrachtwoorden")["opdracht"])

    def _only_opens(self, reading: Reading) -> bool:
        """ "ik wil iets kwijt maar het mag nergens heen": looks most like a beginning, and says nothing else."""
        opens = (reading.near or ("",))[0] in self.conversation.openings and OPENS <= reading.nearest < 1
        nothing_else = not (reading.question or reading.story or reading.grounds or reading.crisis_doubt or self.conversation.is_sure(reading))
        return opens and nothing_else and not (self.step or self._told() or self._asked())

    def _opening(self, reading: Reading) -> str | None:
        return next((one for one in reading.near if one in self.conversation.openings), None)

    def _fears(self, reading: Reading) -> bool:
        """What somebody fears or expects of a report is said to us: "school doet toch niks", with a curse; "melden is voor de vorm"."""
        if reading.intent not in FEARS or reading.story:
            return False
        angrily = reading.confidence >= SURE_OF_FEAR and mentions(self.text, self._listed("vloekwoorden")["vloek"])
        of_report = str(reading.question).startswith(ABOUT_REPORTING) or mentions(self.text, self._listed("meldwoorden")["melden"])
        return angrily or (of_report and reading.confidence >= SURE_IN_STORY)

    def _listed(self, name: str) -> dict[str, Label]:
        return self.conversation.words["besturing"][name].labels

    def listens(self, reading: Reading) -> bool:
        """What is answered before anything is understood of it."""
        if self._on_card() or (self.step and self.step.secret):
            return False
        return (
            self._was_asked() or self._goes_on_with_yes(reading) or self._takes_offer() or self._begins(reading) or self._wants_plain_words(reading)
        )

    # the beginning ----------------------------------------------------------------------------------------------

    def _begins(self, reading: Reading) -> bool:
        """Answers who comes in and has told nothing yet: with room to tell."""
        clearly = not reading.story and mentions(self.text, self._listed("duidelijkwoorden")["duidelijk"])
        if clearly or mentions(self.text, self._listed("beginwoorden")[LANGUAGE]):
            self.session["simple"] = True
        kind = self._beginning() if not self._told() and self._may_begin() and not (reading.crisis_doubt or self.speaker) else None
        if not kind or (kind == ANGRY and reading.question):
            return False
        self.session["missed"] = 0
        if kind == ANOTHER:
            slot = next(name for name, what in self.conversation.noticing.items() if what == "who")
            self.session["memory"].setdefault(slot, WHO["omstander"])
        if f"verhaal_{kind}" in self.conversation.flows[TELLING].words:  # more of it is on its way
            self._begin(TELLING, {"vraag": kind})
        else:
            self.answer_here((f"{SPACE}.begin_{kind}",))
        return True

    def note_whom(self) -> None:
        """Who says that it is about another, is answered for that from then on, also before anything of it is told."""
        told = IN_WORDS in self.seen and (self.seen[IN_WORDS] != NEAR or self.reading.intent == OTHER_ONE)  # "mijn neef heeft t ook gemeld"
        if self.seen.get("who") == OTHER_ONE and told and not (self._on_card() or (self.step and self.step.secret)):
            slot = next(name for name, what in self.conversation.noticing.items() if what == "who")
            self.session["memory"][slot] = settled(self.session["memory"].get(slot), self.seen)

    def _may_begin(self) -> bool:
        return not self.step or (self.flow.name in BEFORE_TELLING and len(self.session["now"]) == 1)

    def _beginning(self) -> str | None:
        """Which beginning the text is, where it is little else."""
        kinds, left = self._less_known(self.text)
        kind = next((kind for kind in kinds if kind != BETWEEN), None)
        if kind == HALF:
            return kind if self.reading.story and len(self.text.split()) <= HALF_AT_MOST else None
        return kind if len(left) <= LEFT_AT_MOST else None

    def _less_known(self, text: str, *more: Label) -> tuple[list[str], list[str]]:
        """The beginnings that stand in a text, and the words that are left without them and without small words."""
        left, kinds = plain(text), []
        for kind, label in self._listed("beginwoorden").items():
            if kind == HALF:
                found = any(left.endswith(f" {words}") for words in label.said)
            else:
                left, found = label.pattern.subn(" ", left)
            kinds += [kind] if found else []
        for label in more:
            left = label.pattern.sub(" ", left)
        small = {*self._listed("aanloopwoorden")["aanloop"].said, *self._listed("randwoorden")["rand"].said}
        return kinds, [word for word in left.split() if word not in small]

    # in plain words ---------------------------------------------------------------------------------------------

    def _wants_plain_words(self, reading: Reading) -> bool:
        """Who finds the words hard reads what was said in easier ones, and so from then on."""
        asked = mentions(self.text, self._listed("moeilijkwoorden")["moeilijk"]) and len(self.text.split()) <= SHORT_WISH
        if not asked or reading.story or mentions(self.text, self._listed("werkwoorden")["werk"]):
            return False
        self.session["simple"] = True
        if reading.question == SIMPLER:
            return False  # answered for what was read just before
        self.session["missed"] = 0
        if not self.in_other_words():
            self.answer((next((after for before, after in EASIER if before == self.answered), EASIER[0][0]),))
        self._again(quiet=True)
        return True

    def _takes_offer(self) -> bool:
        """A reply to what the answer before offered: "iets grappigs, want anders …" tells nothing."""
        offered = self.conversation.offered.get(self.answered or "", {})
        words = self._listed("aanbodwoorden")
        said = next((answer for key, answer in offered.items() if mentions(self.text, words[key])), None)
        if not said or len(self.text.split()) > SHORT_REPLY:
            return False
        self.session["missed"] = 0
        if mentions(self.text, words[TRIED]) and self.reading.story and self.step and self.step.adds and self._fits_in(self.text):
            self._add(self.own_words())  # "heb ik al gedaan, hij lacht me uit" is told as well
        self.answer_here((said,))
        return True

    # after each part of a story ---------------------------------------------------------------------------------

    def acknowledge(self) -> None:
        """Says that it was heard: where the words are sure of what kind of thing it was, in words for that."""
        self._note_passed()
        answered = "answered" in self.session  # in this turn: that was the reaction
        if f"{self.step.name}_verder" in self.flow.words and not (answered or self.session.get("simple")) and (said := self._recognised()):
            self.say(SPACE, said, buttons=False)
            self.effects[-1]["sensitive"] = self.step.sensitive  # it shows what was told
            return self.ask("_verder")
        self.ask("_meer")

    def touched(self) -> str | None:
        """The kind of thing that was said."""
        return next((kind for kind, label in self._listed("luisterwoorden").items() if mentions(self.text, label)), None)

    def moves(self, reading: Reading) -> bool:
        """Whether a kind of thing is told in what looks like a plain answer, or like nothing: "nee hoor, maar ik ben er klaar mee"."""
        small = reading.intent in self.conversation.told_instead or not self.conversation.is_sure(reading)
        return small and self.touched() is not None and not self._asked(refusal=False) and not self._fears(reading)

    def _plainly_told(self) -> bool:
        """In a few words, and beside a story."""
        beside = self.step and (self.step.gather or self.step.adds) and len(self.text.split()) <= FEW
        return bool(beside and self.touched()) and not self._asked(refusal=False)

    def _asks_us(self, text: str, reading: Reading) -> Sequence[str]:
        said = last_sentence(text) if self._fears(reading) else text
        return () if self.moves(reading) else super()._asks_us(said, reading)

    def _is_apart(self, text: str, reading: Reading) -> bool:
        return super()._is_apart(text, reading) and not self.moves(reading)

    def _set_apart(self, text: str, reading: Reading) -> None:
        self._note_passed()
        super()._set_apart(text, reading)

    def _recognised(self) -> str | None:
        """The sentence for that kind that was not said yet in this chat."""
        kind, gave = self.touched(), self.session.get("gave", [])
        words, known = self.conversation.words[SPACE], self._listed("voorwiewoorden")
        whom = [f"hoor_{kind}_{one}" for one, label in known.items() if mentions(self.text, label)]
        said = next((key for key in (*whom, f"hoor_{kind}", f"hoor_{kind}_2") if key in words and f"{SPACE}.{key}" not in gave), None)
        if said:
            self.was_given(f"{SPACE}.{said}")
        return said

    def own_words(self) -> str:
        """What was typed, less the sentences that say something to us; all of it, where nothing else would be left."""
        to_us = self._listed("tegenbotwoorden")["tegen_ons"]
        told = [part for part in SAID.split(self.text) if self._less_known(part, to_us)[1]]
        return " ".join(told) if told and len(told) < len(SAID.split(self.text)) else super().own_words()

    def _goes_on_with_yes(self, reading: Reading) -> bool:
        """A bare yes to "is there more?"."""
        asked = self.passed and self.step and f"{self.step.name}_ja" in self.flow.words
        if not asked or reading.intent != YES or len(self.text.split()) > YES_AT_MOST:
            return False
        self.ask("_ja")
        return True

    # a question that was taken for a part of it -----------------------------------------------------------------

    def answer(self, answers: Sequence[str]) -> None:
        """Who says that they find no stage, and not why yet, may tell that next: what they said is how it begins."""
        super().answer(answers)
        begun = (self.conversation.entries[SEEKS].answer, self.conversation.entries[WENT_WELL].answer)
        invites = tuple(answers) in map(tuple, begun) and not (self.step or self.speaker or self._told())
        if invites and self.text and not self._asked() and len(self.text.split()) >= LEAD_FROM:
            self.session["lead"] = {"text": self.own_words(), "seen": self.seen}

    def take_lead(self, reading: Reading) -> None:
        """The beginning of the story that is told now."""
        if not self.lead or not reading.story or self.step or self.speaker or self._told():
            return
        now = self.text, self.seen
        self.text, self.seen = self.lead["text"], self.lead["seen"]
        self.take_told()
        self.text, self.seen = now

    def _note_passed(self) -> None:
        reading = self.reading
        looks = [*([reading.question] if reading.question else []), *self.near(reading)]
        if not looks and reading.intent in self.conversation.words["bedoelingen"] and reading.intent not in NEVER_MEANT:
            looks = [] if self._tells(self.conversation.intents.get(reading.intent)) else [reading.intent]
        self.session["passed"] = {"text": self.own_words(), "looks": looks, "seen": self.seen}

    def _was_asked(self) -> bool:
        """Who says that it was a question, gets it answered; and it is no part of the story any more."""
        passed = self.passed
        if not passed or not mentions(self.text, self._listed("vraagwaswoorden")["vraag"]) or len(self.text.split()) > SHORT_WISH:
            return False
        slot = self.step and (self.step.adds or self.step.slot)
        held = str(self.held(slot) or "") if slot else ""
        if held.endswith(passed["text"]):
            left = held.removesuffix(passed["text"]).rstrip("\n")
            self.put(slot, left) if left else self.drop(slot)
            if not left and self.step.gather:  # nothing was told
                self.end_thread(lambda name, slot: slot.shared)
        self.session["missed"] = 0
        self.text, self.unsure = passed["text"], {"text": passed["text"], "seen": passed["seen"], "story": False}
        if len(passed["looks"]) == 1:
            self._meant(passed["looks"][0])
        elif passed["looks"]:
            self.offer(passed["looks"], OTHER)
        else:
            self.say(SPACE, "vraag_weer", buttons=False)
            self._again(quiet=True)
        return True

    def _means_report(self, reading: Reading) -> bool:
        """Whether a story that looks like a report is one in so many words, or can hardly be anything else."""
        if self.flow and self.flow.name == NOTEBOOK:  # "ze weten t niet van mij"
            return self.says(REPORTING)
        if self.says(REPORTING) or any(self.says(name) for name in WAYS.values()):
            return True
        return self._asked() or not (self._may_tell(reading) or self.step)

    def _may_tell(self, reading: Reading) -> bool:
        return any(chance >= MAY_TELL and self._tells(self.conversation.intents.get(one)) for one, chance in reading.alternatives)

    def _over_somebody(self) -> bool:
        return "over_grens" in self.seen or self.seen.get("line") == THREATENED
