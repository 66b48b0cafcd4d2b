"""Which particular question a text asks, and the answer to it. Refuses to read it itself: nlu named the question."""

from __future__ import annotations

from dataclasses import replace

from flows.matching import first_words, mentions, plain
from flows.model import Reading
from flows.noticing import BODY
from flows.play import ANSWERS, OF_A_CASE, OTHER_WORDS, REPORTING, Play, place
from flows.whom import WORDS as WHOM
from flows.whom import speaks_of_self

MORE = "_weer"  # of an answer: what comes after it
QUESTIONS = "vragen_"  # the namespaces of answers to one particular question
SIMPLER, TOO_MUCH, YES_OR_NO = "vragen_wet.simpeler", "vragen_bot.te_veel_tekst", "vragen_bot.ja_of_nee"
AGES, AGE_AT_MOST = ("vragen_mens.onder_18", "vragen_mens.vanaf_18"), 4  # words: who says no more than that tells an age
OPENS = "vragen_bot.stelt_zich_voor"  # the answer to who says who they are
READER = "vragen_bot.vp_wat"  # what somebody is for, to whom a report goes
OF_ANOTHER = "ander"  # before a list of words: for who tells of somebody else
FOR_A_WORD = "hoeheetwoorden"
DEMAND = "eis"  # of the words for what a company may ask, and of the answer to it
INSULT, SURE_INSULT = "beledigt_bot", 0.99
ONE_SENTENCE, ONE_AT_LEAST = "systeem.een_zin", 4  # words: "kort: nee" says too little
LOST = ("weggestuurd", "stage_weg")  # answers to who was sent away
IN_PLAIN_WORDS = 6  # words
REMINDS, SURE_OF_REMINDER = "herinnering", 0.9
ASKED_IN_WORDS = 24  # words; a longer text tells something
BAD_LUCK, WHICH = "vragen_mens.pech", "vragen_wet.welke_grond"  # who asks whether it is only that, asks whether it counts
ELSEWHERE = "vragen_melden."
EVIDENCE, PICTURE, SURE_OF_NONE = "geen_bewijs", "vragen_melden.foto_of_bewijs", 0.8
HAS_IT, HAS_NONE, MATTERS = "antwoorden.heeft_bewijs", "antwoorden.geen_bewijs", "antwoorden.bewijs_maakt_uit"
HARDLY = 0.1  # below it a text looks like no question that is known
POINTS_AT_MOST, SURE_IT_COUNTS = 6, 0.8  # words that only point to what was told; of who asks whether that counts
GROUNDS_ASKED = "uitleg_gronden"
FIRST = "eerst"  # before a list of words that goes before what nlu named


class Asked(Play):
    """The answer may depend on whom it is about, on what was told, on who asks, and on where it is asked."""

    speaker: str | None = None  # who somebody that is no student says to be

    def _question(self, reading: Reading) -> str | None:
        """The particular question that was asked, if there is an answer to it."""
        asked = self._of_evidence(reading) or self._more_precisely(reading, self._of_age(reading))
        if asked == BAD_LUCK and reading.intent in self.conversation.allowed and " of " in plain(self.text):
            asked = self._about_its_ground(reading)  # "is dat iets, of is het gewoon pech": whether it counts
        elif asked in (YES_OR_NO, BAD_LUCK, WHICH):  # says nothing of what it is about
            asked = self._about_its_ground(reading) or asked
        elif not asked and self.step and self._pointed():
            return None  # the words for where this is asked go before a guess: "kan ik ze een berichtje sturen", at a report
        elif not asked or asked in self.conversation.rephrasing or self.says(FOR_A_WORD):  # what it is called, not what it is
            asked = (
                self._in_words()
                or self._about_a_reader()
                or asked
                or self._narrower(reading)
                or self._about_its_ground(reading)
                or self._likeliest(reading)
            )
        if asked in self.conversation.of_self and self._told_of_self():
            asked = self.conversation.of_self[asked]
        space, key = place(asked or "")
        own = (HAS_IT, HAS_NONE, MATTERS, *self.conversation.told_words.values())
        known = space.startswith(QUESTIONS) or asked in own or asked in self._in_routes
        words = self.wordings(space) if known else {}
        before = "" if space == ANSWERS else f"{space}."
        ways = [f"{before}{way}" for one in self._ways(reading, key, words) for way in (f"{one}{MORE}", one) if way in words]
        return next((way for way in ways if self._says_more(way)), None)

    @property
    def _in_routes(self) -> set[str]:
        """The answers that stand beside words or a ground, and need no question."""
        conversation = self.conversation
        precise = (answer for of in conversation.precise.values() for answer in of.values())
        return {*conversation.by_words.values(), *conversation.by_ground.values(), *precise}

    def _more_precisely(self, reading: Reading, asked: str | None) -> str | None:
        """ "die docent gaat boos zijn" asks of school what it looks like asking of a boss: some words make it another question."""
        about = asked or (reading.intent if self.conversation.is_sure(reading) and not reading.story else "")
        lists = self.conversation.precise.get(about, {})
        return next((answer for name, answer in lists.items() if self.says(name)), asked)

    def _for_whom(self, reading: Reading) -> bool:
        """Whether there are answers of their own for who asks: somebody with a role, or who asks for another."""
        return bool(self.speaker) or (self.about_another and reading.asks)

    def _told_of_self(self) -> bool:
        """Whether what was told is about the one who told it."""
        told = self.all_told()
        return not (self.about_another or self.speaker) and speaks_of_self(told, self.conversation.words["besturing"][WHOM].labels)

    def _says_more(self, way: str) -> bool:
        """Who asks on, hears more of it: just after it; later too, where it can be said in other words, or by who is no student."""
        before = way.removesuffix(MORE)
        later = before in self.conversation.words[OTHER_WORDS] or before.endswith(f"_{self.speaker}")
        return before == way or (
            (self.answered == before or (later and (self.given(before) or self.given(f"{OTHER_WORDS}.{before}")))) and not self.given(way)
        )

    def _ways(self, reading: Reading, key: str, words: object) -> list[str]:
        """The wordings that may fit, the most particular first."""
        told, ways = self.session["memory"], [key]
        if len(grounds := set(self._grounds(reading))) == 1:
            ways.insert(0, f"{key}_{grounds.pop()}")
        ways.insert(0, f"{key}_{reading.intent}")  # what is asked about it: what comes after, for one
        if mentions(self.text, self.conversation.words["besturing"]["meerwoorden"].labels["meer"]):
            ways.insert(0, f"{key}_meer")
        if self.about_another:
            ways.insert(0, f"{key}_ander")
        if told.get("soort_grens") == BODY and not self.about_another:
            ways.insert(0, f"{key}_aangeraakt")
        if any(self.given(one) for one in LOST):
            ways.insert(0, f"{key}_weg")
        if self.speaker:
            ways.insert(0, f"{key}_{self.speaker}")
        if f"{key}_loopt" in words and self.shows_case():  # for whose report is with the school
            ways.insert(0, f"{key}_loopt")
        if self.frame:  # the same question, answered for where it is asked
            here = f"{key}_bij_{self.frame['flow']}"
            ways[:0] = [f"{here}_{self.frame['step']}", here]
        return ways

    def for_speaker(self, reading: Reading, question: str | None) -> str | None:
        """The answer to this question for who is no student, where there is one."""
        said = self._question(replace(reading, question=question))
        return said if said and said.removesuffix(MORE).endswith(f"_{self.speaker}") else None

    def _only_asks(self, reading: Reading) -> bool:
        """Whether it is a question that is known, of an intent that leads to nothing else: "staat het ook niet meer in telegram" orders nothing."""
        route = self.conversation.intents.get(reading.intent)
        return bool(reading.question and route and route.answer and not (route.flow or route.story) and reading.intent in self.conversation.in_story)

    def _in_words(self) -> str | None:
        """What is asked in words of its own, of which nlu knows no question."""
        if (self.reading.story and not self._asked(refusal=False)) or len(self.text.split()) > ASKED_IN_WORDS:
            return None
        if self.reading.intent == REMINDS and self.reading.confidence >= SURE_OF_REMINDER:
            return None  # "stuur me over een week een berichtje" asks for no example of one
        return self._by_lists()

    def _by_lists(self) -> str | None:
        """The answer that belongs to a list of words of which something is said."""
        about = (FIRST, OF_ANOTHER) if self.about_another else (FIRST,)
        lists = {name: answer for name, answer in self.conversation.by_words.items() if " " not in name or name.split()[0] in about}
        answers = (answer for name, answer in lists.items() if self.says(name.split()[-1]))
        return next((one for one in answers if one != self.answered or place(f"{one}{MORE}")[1] in self.wordings(place(one)[0])), None)

    def _of_evidence(self, reading: Reading) -> str | None:
        """Who has it on paper hears what to do with that; who has nothing, and asks what that is worth, that it is not needed."""
        if self.given(EVIDENCE) and self.says("maaktuitwoorden"):
            return MATTERS
        about = reading.intent == EVIDENCE or PICTURE in (reading.question, *reading.near)
        if reading.question in self.conversation.to_us or not about:
            return None
        if self.says("heeftbewijswoorden") and reading.question in (None, PICTURE):
            return HAS_IT
        none = reading.intent == EVIDENCE and reading.confidence >= SURE_OF_NONE and reading.question != PICTURE
        return HAS_NONE if none and self.says("bewijswaardwoorden") else None

    def _in_words_first(self) -> str | None:
        """What is asked in so many words, whatever it looks like."""
        if len(self.text.split()) > ASKED_IN_WORDS:
            return None
        return next((answer for name, answer in self.conversation.by_words.items() if name.split()[0] == FIRST and self.says(name.split()[-1])), None)

    def _about_a_reader(self) -> str | None:
        """ "en die Noor, wat doet die": who was named to them is asked about by that name."""
        if self.reading.story or not self.says("lezervraagwoorden") or self.shows_case():
            return None
        said = set(plain(self.text).split())
        readers = (one for one in self.input.data.get("ontvangers") or () if one["leest"])
        return READER if any(plain(str(one["naam"])).split()[0] in said for one in readers) else None

    def _likely_question(self, reading: Reading) -> str | None:
        """The question that was asked, or the one that the text looks like."""
        return self._question(reading if reading.question else replace(reading, question=next(iter(reading.near), None)))

    def _narrower(self, reading: Reading) -> str | None:
        """The question that a text looks like, where the intent says the same in general: "in welke wet staat dat", of what the law says."""
        route = self.conversation.intents.get(reading.intent)
        of_case = route and route.flow == OF_A_CASE and self.shows_case()
        sure = reading.confidence >= self.conversation.unsure_below
        if reading.intent == INSULT and reading.confidence >= SURE_INSULT:
            return None  # it asks nothing of us
        if of_case or not sure or reading.story or self._instead(reading):
            return None
        return next((one for one in reading.near[:2] if one in self.conversation.narrower.get(reading.intent, ())), None)

    def _likeliest(self, reading: Reading) -> str | None:
        """ "mijn baas weet dat?", of who finds Dutch hard: to choose from a list of questions would be harder still."""
        plain_words = self.session.get("simple") and "?" in self.text and len(self.text.split()) <= IN_PLAIN_WORDS
        return next(iter(reading.near), None) if plain_words and not reading.story and reading.nearest >= HARDLY else None

    def _of_age(self, reading: Reading) -> str | None:
        """Who says how old they are, hears what holds from that age: one figure makes that another question."""
        if reading.question in AGES and self._only_says_who_it_is(reading):
            return None if self._told() else OPENS
        asked, unclear = reading.question, self._asked() and reading.confidence < self.conversation.unsure_below
        if asked not in AGES and (asked or (len(self.text.split()) > AGE_AT_MOST and not unclear)):
            return asked
        ages = self.conversation.words["besturing"]["leeftijdwoorden"].labels
        return next((one for one in AGES if mentions(self.text, ages[one.partition(".")[2]])), asked)

    def _only_says_who_it_is(self, reading: Reading) -> bool:
        """ "ik ben 19 en getrouwd": who begins to tell, and asks nothing of an age."""
        long = len(self.text.split()) > AGE_AT_MOST and not (reading.asks or self._asked() or self.says(REPORTING))
        told_more = any(ground != "leeftijd" for ground in reading.grounds)
        return long and told_more and not self.session["memory"].get("soort_grens") and "ouders" not in plain(self.text)

    def _grounds(self, reading: Reading) -> tuple[str, ...]:
        """What it is about: what is said, less what it is set against; what was asked about before; what was told."""
        slot = next((name for name, what in self.conversation.noticing.items() if what == "grounds"), "")
        told = self._grounds_told() or tuple(self.session["memory"].get(slot) or ())
        if reading.grounds and told and self.says("tegenoverwoorden"):  # "geldt dat ook, of moet het over afkomst gaan"
            return self._grounds_in(self._before("tegenoverwoorden")) or tuple(one for one in told if one not in reading.grounds) or reading.grounds
        asked = (self.conversation.asks_ground.get(one) for one in (self.answered, *self.session.get("given", ())))
        return reading.grounds or tuple({one for one in asked if one}) or told

    def _grounds_told(self) -> tuple[str, ...]:
        """What stands in the story in so many words."""
        return self._grounds_in(self.all_told())

    def _grounds_in(self, text: str) -> tuple[str, ...]:
        return tuple(ground for ground, label in self.conversation.words["besturing"]["grondwoorden"].labels.items() if mentions(text, label))

    def _before(self, name: str) -> str:
        """The text up to the first of these words."""
        text, labels = plain(self.text), self.conversation.words["besturing"][name].labels.values()
        return text[: min((hit.start() for label in labels if (hit := label.pattern.search(text))), default=0)]

    def _names_ground(self) -> bool:
        return bool(self._grounds_in(self.text))

    def _about_its_ground(self, reading: Reading) -> str | None:
        """Who asks whether something may be done, and names one ground or told of one, hears what holds for that one."""
        words = self.conversation.words["besturing"]["magwoorden"].labels
        allowed = reading.intent in self.conversation.allowed
        sure = allowed and reading.confidence >= self.conversation.unsure_below
        clear = allowed and reading.confidence >= SURE_IT_COUNTS
        asks = sure and ("?" in self.text if reading.story else self._asked() or reading.asks)  # who tells something is believed first
        asks = asks or (clear and reading.aside) or (self.says("jaofneewoorden") and self._opens(self.text))
        holds = (sure or reading.intent == GROUNDS_ASKED) and mentions(self.text, words["geldt"])
        elsewhere = reading.nearest >= HARDLY and any(one.startswith(ELSEWHERE) for one in reading.near)
        holds = holds and not elsewhere  # "geldt dat ook voor mijn mentor"
        says = mentions(self.text, words["mag"]) or holds
        if not (asks or says) or (self.step and self._pointed()):  # "dan mag het weg"
            return None
        points = clear and len(self.text.split()) <= POINTS_AT_MOST and mentions(self.text, words["wijst"])
        if not reading.grounds and reading.near and reading.nearest >= HARDLY and not (says or points or self.says("jaofneewoorden")):
            return None  # what was told before is not what this asks
        if self.session["memory"].get("soort_grens") == BODY:
            return self.conversation.by_ground.get(BODY)
        grounds = self._grounds(reading) or self._demanded()
        answers = {self.conversation.by_ground[ground] for ground in grounds if ground in self.conversation.by_ground}
        return answers.pop() if len(answers) == 1 else None

    def _demanded(self) -> tuple[str, ...]:
        """What was told of is a demand, and no ground: a licence to drive, a level."""
        told = self.all_told()
        return (DEMAND,) if mentions(told, self.conversation.words["besturing"]["gevraagdwoorden"].labels[DEMAND]) else ()

    def _answer_question(self, question: str) -> None:
        self.session["missed"] = 0
        if question == TOO_MUCH:
            self.session["simple"] = True  # and so from then on
        if question in self.conversation.rephrasing and self.in_other_words():
            return self._again(quiet=True)
        shortened = str(self.answered).startswith(f"{OTHER_WORDS}.")
        if question in (SIMPLER, TOO_MUCH) and shortened and not self.given(ONE_SENTENCE):
            self._note_given(ONE_SENTENCE)
            self.session["answered"] = self.answered
            self.say(*place(ONE_SENTENCE), buttons=False, zin=first_words(self.system(*place(self.answered or ""))["text"], ONE_AT_LEAST))
            return self._again(quiet=True)
        if (question == TOO_MUCH and shortened) or (
            question == SIMPLER and self.answered not in (None, SIMPLER)
        ):  # its own answer would be about something else
            self.say("systeem", "niet_korter", buttons=not self.step)
            return self._again(quiet=True)
        if question in self.conversation.by_ground.values() and self.says("jaofneewoorden"):
            self.say("systeem", "ja_of_nee", buttons=False)
            question = (
                f"{OTHER_WORDS}.{question}" if question in self.conversation.words[OTHER_WORDS] else question
            )  # who wants yes or no, wants it short
        self.answer_here((question,))
