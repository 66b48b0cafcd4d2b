"""What a text that is no choice and no control word leads to: a question answered, a story taken up, a guess offered. Refuses to read it itself."""

from __future__ import annotations

from dataclasses import replace

from flows.abroad import Abroad
from flows.apart import PLAIN_ANSWERS
from flows.aside import GUESSES, HEAVY, PART_OF_STORY, SEEKS, SURE_IN_STORY
from flows.asked import INSULT
from flows.by_mail import ByMail
from flows.calling import Calling
from flows.crossed import Crossed
from flows.here import FEELS_HEAVY, OWN_STAGE, PARENT_ASKS, PRACTICE, TOLD, Here
from flows.matching import begins_with, mentions, pick_exact, plain, without_lead
from flows.model import Reading, Route
from flows.near import NAMES, OTHER
from flows.play import OF_A_CASE, REFUSAL, TELLING, YES, place
from flows.session import joined
from flows.steering import ABOUT_ME, NAME, REPORT
from flows.striking import LEAVES

STORY_AT_MOST = 20_000  # characters; a longer one has to be cut by the student, not by us
ASKED_HOW = "systeem.zacht"
SMALL_TALK = ("buiten_onderwerp", "beledigt_bot")
MISSED_BEFORE_HELP = 2
SURE_TO_LEAVE = 0.8  # "vaker" looks like a goodbye too
OFFERED, OFFERED_HEAVY = 0.2, 0.35  # from here a guess is offered: nobody who talks of a rota is asked whether somebody touched them
IN_ANY_STORY = ("praatwoorden",)  # lists of words that mean nothing there
ABOUT_CHAT = "privacy"
GREETINGS = ("groet", "bedankt")
ABOUT_US, SURE_ABOUT_US = "hulp_bot", 0.9  # "ben jij ook op stage" speaks of work and tells nothing
SURE_OF_PRACTICE = 0.95
NOTHING_SENT = "vragen_melden.niets_melden"  # in a report it ends that
SHORT_ANSWER = 6  # words
NOTHING_HAPPENED = "vragen_mens.gaat_goed"
SPEAKS_OF_ITSELF = ("vragen_mens.voor_opdracht", NOTHING_HAPPENED)
SURE_TOLD, BRIEFLY_FROM = 0.95, 3
STORY_FROM = 7  # words; who asks whether something counts in so many of them, tells what it is


class Routing(ByMail, Here, Abroad, Crossed, Calling):
    def _route(self, reading: Reading) -> None:
        if reading.question in self.conversation.openings and not (self.step or reading.grounds or reading.crisis_doubt):
            reading = replace(reading, story=False)
        if reading.question == PARENT_ASKS and self.says(OWN_STAGE):
            reading = replace(reading, question=None)
        if reading.intent == INSULT and (narrow := self._narrower(reading)):
            reading = replace(reading, intent=ABOUT_US, question=narrow)  # "jij bent maar een computer" insults nobody
        if reading.near[:1] == (NOTHING_HAPPENED,) and not (self._told() or self.conversation.is_sure(reading)):
            reading = replace(reading, question=NOTHING_HAPPENED, story=False)  # "nee er is mij niks gebeurd" tells nothing
        if not reading.question and self._asked() and (question := self._in_words()):
            reading = replace(reading, question=question, story=False)
        if self.flow and self.flow.name == "crisis":  # no card about something else may come between
            return self._answer_on_card(reading)
        if reading.crisis_doubt and reading.intent in SMALL_TALK:  # nobody about whom there is a doubt is sent away
            if not any(effect.get("say") == "systeem.zacht" for effect in self.effects):
                self.say("systeem", "zacht_weer", buttons=False)
            return self._again(quiet=True)
        if any(effect.get("say") == f"systeem.{FEELS_HEAVY}" for effect in self.effects) and not (reading.story or reading.question):
            return None  # it was answered, and nothing more is asked beside it
        route = self.conversation.intents.get(reading.intent)
        if reading.intent == LEAVES and self._seeks(reading):
            route = self.conversation.entries[SEEKS]
        sure = self.conversation.is_sure(reading)
        greets = reading.intent in GREETINGS and len(self.text.split()) >= STORY_FROM  # "goeiendag, ik doe bbl en ze noemen me daar …"
        if reading.story and (not sure or greets):  # which kind of story it is may be unsure; that it is one, is not
            route = next((r for name, _ in reading.alternatives if self._tells(r := self.conversation.intents.get(name))), route)
            sure = self._tells(route)
        route, sure = self._over_a_line(reading, route, sure)
        if route and route.flow == REPORT and reading.story and not self._means_report(reading):
            route, sure = self.conversation.intents[TOLD], True  # "niemand weet dat ik het ben" tells, and orders nothing
        if self._tells_where(reading, route):
            route, sure = self.conversation.intents[TOLD], True
        unread = (not (route and sure) or self._is_no_question(reading)) and self._is_unread_statement(reading)
        if unread or self._sounds_told(reading, route if sure else None):
            route, sure = self.conversation.intents[TOLD], True
        story = self._holds_a_story(reading.story or unread, route if sure else None)
        adds = bool(self.step and self.step.adds)
        if self._foreign(reading) and not (adds and reading.story):
            return self._in_dutch(reading)
        self._answers_in_dutch(reading)
        if reading.story and self.flow and self.flow.resume and (self.flow.name != TELLING or not self._for_whom(reading)):
            self.hear_who(reading)
        elif said := self.answer_for_here(reading, bool(route and sure)):
            self.session["missed"] = 0
            self.take_story(route, reading.story)
            return self.answer_here((said,))
        # A statement may look like a question that others put that way: who tells something is heard first.
        question = self._question(reading)
        if sure and self._tells(route) and len(self.text.split()) < STORY_FROM and not self._asked() and question not in self._statements():
            question = None  # "om mijn hoofddoek" tells why, and asks nothing
        if question in self.conversation.openings and not self._asked() and (self._told() or (self.flow and self.flow.resume)):
            question = None  # who told already, says where that was
        if (question or "").startswith(NOTHING_SENT) and self.flow and self.flow.name == REPORT and not self._asked(refusal=False):
            return self._entry(REFUSAL)
        writes = bool(self.flow and self.flow.resume and self.flow.name != TELLING)  # a note, a report: there a story is written down
        looks_asked = not reading.story or (not writes and (reading.asks or question in self.conversation.also_told))
        if question and (self._asked() or looks_asked):
            if not (reading.story and sure and self._tells(route)):
                told = reading.story or (sure and self._tells(route) and not self._asked())  # "om mijn hoofddoek"
                told = told and question not in self.conversation.openings and (question not in SPEAKS_OF_ITSELF or bool(reading.grounds))
                self.take_story(route, told and (not self.flow or self.flow.name == TELLING or self.step.adds == route.story))
                return self._answer_question(question)
            self.say(*place(question), buttons=False)
            self.session["answered"] = question
            route = replace(route, answer=(), asked=(), fill={})  # what they told is heard as well, and not asked about again
        if sure and self._tells(route) and self._belongs_here(route) and not reading.aside:
            if not self._asked() or (question and reading.story):  # "het was haar zus, kan dat nog anders" is told as well
                return self._add_to_story(route)
            route = replace(route, flow=None) if route.answer else None  # a question at a report takes nobody out of it
        if route and reading.intent == SMALL_TALK[0] and self.flow and self.flow.name == REPORT and self._asked(refusal=False):
            sure = False  # what is asked of a report that is made, is asked of that
        practises = route and route.flow == PRACTICE and self._unsure_of_practice(reading) and not self._names_practice(reading)
        if practises or (route and route.control in ("opnieuw", "terug") and self._asked()):
            sure = False  # too much to lose for a guess
        if route and route.flow == OF_A_CASE and self.flow and self.flow.resume and not self.input.data.get("zaken"):
            sure = False  # who is still writing one, asks nothing of one that was sent
        clear = sure and route and reading.aside and reading.intent != YES  # "bewijs dan eens dat het zo vaak is"
        more = "often" in self.seen and not self._asked() and not clear  # "ja vaker" is told
        apart = bool(self.step and self.step.adds) and not more and self._is_apart(self.text, reading)
        belongs = bool(self.step and self.step.adds) and (more or self.moves(reading) or self._more_of_it(reading, route if sure else None, story))
        if belongs and not apart and self._fits_in(self.text):
            self.session["missed"] = 0
            self._add(self.own_words())
            if not self.step.words and not self.step.next:
                return self.acknowledge()
            self.frame["past"].append(self.step.name)  # a question of our own is answered with it
            self.go(self.step.next)
            return self.walk()
        if self._foreign(reading):
            return self._in_dutch(reading)
        if apart and reading.intent != YES and reading.confidence >= SURE_IN_STORY and (option := self.step.hears.get(reading.intent)):
            return self._chosen(option)
        if apart and not self._answers_apart(reading) and not (route and sure and reading.intent not in self.step.includes):
            return self._set_apart(self.text, reading)
        if route and (sure or (apart and self._answers_apart(reading))):
            self.session["missed"] = 0
            if route.flow == PRACTICE:
                self.begin_practice(reading)
            elif route.flow and self.conversation.flows[route.flow].cards:
                self.notice(self.conversation.flows[route.flow].slots)  # whom it is about may be said in the question
            self._follow(route, story)
            if reading.intent not in SMALL_TALK and (route.answer or (route.flow and self.conversation.flows[route.flow].cards)):
                self.offer_near()
            return None
        if not self.step and any(effect.get("say", "").startswith(ASKED_HOW) for effect in self.effects):
            return None  # who was just asked how they are, is asked nothing beside it
        self.session["missed"] += 1
        names = self.conversation.words["bedoelingen"]
        guesses = [one for one, chance in reading.alternatives if one in names and chance >= (OFFERED_HEAVY if one in HEAVY else OFFERED)]
        likely = [*self._tells_in_practice(), *(one for one in guesses if self._may_ask_of_case(one))][:2]
        likely = [*(() if reading.story else self.near(reading)), *likely][:GUESSES]
        if self.session["missed"] >= MISSED_BEFORE_HELP:
            self.session["missed"] = 0
            ways = self.system("systeem", "onbegrepen_weer")["buttons"]
            self.offer(likely, None, "onbegrepen_weer")
            self.effects[-1]["buttons"] += ways
            return self._again(quiet=True)
        if likely:
            self.offer(likely, OTHER)
        else:
            self.say("systeem", "onbegrepen", buttons=not self.step)
            self._again(quiet=True)

    def _statements(self) -> tuple[str, ...]:
        return (*self.conversation.openings, *self.conversation.to_us, *self.conversation.also_told)

    def _answers_apart(self, reading: Reading) -> bool:
        """Whether what was said to us beside a story has an answer: nobody tells it, so that it need not be as sure as elsewhere."""
        return reading.intent in self.conversation.in_story and reading.confidence >= self.conversation.unsure_below

    def _unsure_of_practice(self, reading: Reading) -> bool:
        return bool(self.flow and self.flow.resume) and (reading.story or reading.confidence < SURE_OF_PRACTICE)

    def _instead(self, reading: Reading) -> str | None:
        """The entry that a word in the text points to, where the intent alone would lead elsewhere."""
        route = self.conversation.intents.get(reading.intent)
        if not route or reading.confidence < self.conversation.unsure_below or (self.flow and self.flow.name == "crisis"):
            return None
        if reading.intent == ABOUT_CHAT and reading.question:
            return None  # what stays in this chat, and no wish for a code
        if any(reading.intent in self.conversation.here[context] for context in self._contexts()):
            return None
        if self._only_asks(reading):
            return None
        lists = {name: entry for name, entry in route.instead.items() if not (reading.story and name in IN_ANY_STORY)}
        return next((entry for name, entry in lists.items() if self._said_in(self.text, name)), None)

    def _begun(self, text: str) -> str | None:
        """The choice that a text begins with, where that counts."""
        labels = self.labels(self.step, self.frame) if self.step.begins else {}
        said = without_lead(text, self.conversation.words["besturing"]["aanloopwoorden"].labels["aanloop"])
        begun = next((option for option, label in labels.items() if begins_with(said, label) or begins_with(text, label)), None)
        if begun and self.step.opinion and self._question(self.reading) in SPEAKS_OF_ITSELF:
            begun = None  # "nee, mij is niks gebeurd" is no opinion about the case
        return begun or pick_exact(self._without_edges(text), self.labels(self.step, self.frame))

    def _heard(self, reading: Reading) -> str | None:
        """The option that the intent stands for in this step."""
        if reading.confidence < self.conversation.unsure_below or not self.step.options:
            return None
        if (reading.intent in PLAIN_ANSWERS and len(self.text.split()) > 3) or (
            self.step.adds and "often" in self.seen and (reading.intent == YES or not reading.aside)
        ):
            return None  # "nee dat was gisteren" refuses nothing, "ja vaker" chooses nothing
        if reading.story and (self.step.adds or self._tells(self.conversation.intents.get(reading.intent))):
            return None  # what somebody went through is more than an answer
        route = self.conversation.intents.get(reading.intent)
        asks = self._asked(refusal=False) or (reading.asks and self.about_another)
        if self.flow.name == TELLING and route and route.asked and asks and (self.about_another or self.answered not in route.asked):
            return None  # "mag ik het ook later melden?" is answered first
        option = self._offered_just_now(reading) or self.step.hears.get(reading.intent, reading.intent)
        return option if option in self.labels(self.step, self.frame) else None

    def _leads_away(self, route: Route | None, reading: Reading) -> bool:
        """Whether a typed answer asks for something else: more than three words; of a name, more than one in which no name is recognised."""
        if not route or self._tells(route) or not (route.flow or route.answer) or reading.intent in self.step.includes:
            return False
        words = len(self.text.split())
        return bool(words > 1 and not reading.identifying) if self.step.slot == NAME else bool(words > 3 and route.flow)

    def _belongs_here(self, route: Route) -> bool:
        """Whether a story is typed where one is being reported, at a question about something else: it stays in that report."""
        report = self.flow is not None and self.flow.resume and self.flow.name != TELLING and not self.step.adds and not self.step.gather
        return report and route.story in self.flow.slots and bool(self.held(route.story))

    def _add_to_story(self, route: Route) -> None:
        self.session["missed"] = 0
        anew = self._written_anew(route.story)
        self.put(route.story, self.text if anew else joined(self.held(route.story), self.text))
        self.notice(self.flow.slots)
        self.say("systeem", "verhaal_nieuw" if anew else "bij_je_verhaal", buttons=False)
        self._show_again()

    def _sounds_told(self, reading: Reading, route: Route | None) -> bool:
        """A sentence about work that was understood as nothing, or as small talk: who tells something is not sent away."""
        words = self.conversation.words["besturing"]["werkwoorden"].labels["werk"]
        of_us = reading.intent == ABOUT_US and reading.confidence >= SURE_ABOUT_US
        of_us = of_us or (reading.aside and reading.intent in self.conversation.in_story)  # "als ik het meld belt school dan mn baas"
        unheard = route is None or (reading.intent in self.conversation.told_instead and not of_us)
        long_enough = len(self.text.split()) >= STORY_FROM
        dated = bool(self.step and self.step.adds) and begins_with(self.text, self.conversation.words["besturing"]["dagboekwoorden"].labels["dag"])
        at_work = mentions(self.text, words) or self._names_ground() or bool(reading.grounds and not reading.question)
        told = (dated or (long_enough and at_work)) and not self._asked(refusal=False)
        return unheard and (told or self._continues(reading)) and not reading.foreign and not self._fears(reading)

    def _holds_a_story(self, heard: bool, route: Route | None) -> bool:
        brief = self.reading.confidence >= SURE_TOLD and len(self.text.split()) >= BRIEFLY_FROM and self.says(ABOUT_ME)  # "noemen me aap"
        return heard or (self._tells(route) and (brief or len(self.text.split()) >= STORY_FROM))

    def _more_of_it(self, reading: Reading, route: Route | None, story: bool) -> bool:
        """Whether it belongs to what the open step gathers: no clear question, and nothing that leads elsewhere."""
        goes = route and self.conversation.leaving & set(route.answer) and reading.confidence >= SURE_TO_LEAVE
        if reading.intent == YES and self._nods(story):
            return False
        asks = self._asked() or self._asks_facts(reading)
        if reading.intent in self.step.includes and not goes and (reading.intent in PLAIN_ANSWERS or not asks):
            return True
        if route is None and self._asked() and not story:
            return False  # a question of which nothing is understood is no part of a story
        if route and route.answer and route.flow == TELLING and not story and self._asked():
            return False  # whether it counts, for one
        if route and route.flow and self.conversation.flows[route.flow].cards and self._states(reading):
            return True  # "ik kon door de grond zakken" asks for no card with grounds
        return route is None or route.flow == self.frame["flow"] or (self._tells(route) and (story or not route.answer))

    def _states(self, reading: Reading) -> bool:
        return not (reading.aside or reading.question or self._asked() or self._asks_facts(reading)) and len(self.text.split()) >= STORY_FROM

    @staticmethod
    def _tells(route: Route | None) -> bool:
        return route is not None and route.flow == TELLING

    def _meant(self, intent: str) -> None:
        self.session["missed"] = 0
        if self.unsure and intent in self.conversation.words[NAMES]:
            self.text, self.seen = self.unsure["text"], self.unsure["seen"]
            return self._answer_question(self._question(Reading(question=intent)) or intent)
        route = self.conversation.intents.get(intent)
        if intent == PART_OF_STORY and self.unsure and self.step and (self.step.gather or self.step.adds):
            self.text, self.seen = self.unsure["text"], self.unsure["seen"]
            self._add(self.text)
            return self.acknowledge()
        if route and self.unsure:
            self.text, self.seen = self.unsure["text"], self.unsure["seen"]
            return self._follow(route, self._holds_a_story(self.unsure["story"], route))
        if self.step:
            return self.ask("_opnieuw")
        self._follow(self.conversation.entries["start"])

    def _guessed(self, text: str) -> str | None:
        """The guess that was offered and is typed instead of tapped."""
        if not self.unsure:
            return None
        gathers = self.step and (self.step.gather or self.step.adds) and len(text.split()) <= SHORT_ANSWER
        if gathers and mentions(text, self.conversation.words["besturing"]["hoortbijwoorden"].labels["hoort"]):
            return PART_OF_STORY
        names = {name: said.text for space in (NAMES, "bedoelingen") for name, said in self.conversation.words[space].items()}
        names |= {name: self.conversation.words["systeem"][name].text for name in (OTHER, PART_OF_STORY)}
        return next((name for name, said in names.items() if plain(said) == plain(text)), None)

    def _fits_in(self, text: str) -> bool:
        held = self.held(self.step.adds or self.step.slot)
        return len(str(held or "")) + len(text) <= STORY_AT_MOST

    def _add(self, text: str) -> None:
        step = self.step
        slot = step.adds or step.slot
        held = self.held(slot) if step.gather or step.adds else None
        self.put(slot, joined(held, text.strip()))
        if step.gather or step.adds:
            self.notice(self.flow.slots)
        if step.gather:
            self.frame["open"] = step.name
