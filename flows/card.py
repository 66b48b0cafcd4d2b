"""The card with 112 and 113, and the help that is chosen on it: what fits is said first, what is asked is answered, nobody is held there.

Refuses to take the card away for a guess: who may still be in danger keeps the numbers.
"""

from __future__ import annotations

from flows.card_words import (
    ANOTHER,
    CALMER,
    COMES,
    CRISIS,
    DANGER,
    DISTRUST,
    FORMALLY,
    HELPER,
    HOME,
    KIND,
    OWN_LIFE,
    QUOTED,
    THEIR_WORDS,
    THREAT,
    TIRED,
    TOUCHED,
    UNSAFE,
    CardWords,
)
from flows.matching import mentions, plain
from flows.model import Reading
from flows.noticing import BODY
from flows.play import OF_A_CASE, SHOWN
from flows.saying import BYSTANDER
from flows.striking import PARTS

WAY_BACK = "terug"  # the option that every step of the card has
CALM = ("veilig", "niet_alleen", WAY_BACK)  # what only is good news where nothing else is said
PARENTS = "vragen_melden.ouders"
ONESELF, THEM = frozenset({"ik", "me", "mij"}), frozenset({"haar", "hem"})
NOW, ACTS = "nog_gevaar", ("nog_gevaar", "onderweg", "schuilt", "ik_bel", "geholpen")  # in danger while they type; and what is heard then
TELLS_FROM = 6  # words
NOTHING, NOT_DEATH = "niets_ernstigs", "niet_dood"  # the card came for a way of speaking; for words that were turned round
FIRST_HELP = ("mag_112", "wachtrij", "ik_chat", ANOTHER, NOT_DEATH)  # heard also where they say again how bad it is: about the help, or another
BETTER = (CALMER, *HELPER)  # good news, also when the card is gone again
FROZE = "verstijfd"
TOMORROW = "morgen_gaan"
STILL = (FROZE, "alleen", TIRED, *BETTER)  # a question beside it is answered first
CALLED, REPORT = "bellen", "melden"
ENOUGH, WRONG = "genoeg", "verkeerd"  # that was no answer to them
ERASES, SURE_TO_HIDE = "intrekken", 0.8
WATCHED_AT_MOST = 16  # words
GOOD_NEWS_AT_MOST = 14  # words
SURE_ON_CARD, SURE_OF_HELP = 0.6, 0.8  # from here a clear wish leaves the card, and the help that was chosen on it


class Card(CardWords):
    """From every state, and outside the bound of digressions: nothing else is lost for it."""

    @property
    def guessed(self) -> bool:
        """Whether the model alone sees it in what may as well be told."""
        return self.reading.crisis_guess and not self._asked()

    def _crisis(self) -> None:
        """One card at once, from anywhere."""
        now = self.session["now"]
        before = now[0]["step"] if now and now[0]["flow"] == "crisis" else None
        if before in CRISIS.values():  # the help that was chosen stays, with the numbers
            return self.ask("_opnieuw")
        had = now[0]["slots"].get(KIND) if before else None
        kind = CRISIS.get(self.input.readings[0].crisis_kind or "") if self.input.readings else None
        if had == THREAT and mentions(self.text, self._card_words()[UNSAFE]):
            kind = had  # "ik meen het" is about the threat
        if self.seen.get("line") == BODY and (not kind or (kind == DANGER and "often" in self.seen)):  # what goes on for long, is not only now
            kind = TOUCHED
        if (
            had in (ANOTHER, FORMALLY)
            and kind != THREAT
            and not mentions(self.text, self.conversation.words["besturing"]["anderwoorden"].labels["zelf"])
        ):
            kind = had
        if not kind and self._unsafe_at_home():
            kind = HOME
        if kind != THREAT and (self._fears_for_another(kind) or (kind == OWN_LIFE and mentions(self.text, self._card_words()[ANOTHER]))):
            kind = FORMALLY if self.speaker else ANOTHER
        of_death = not self.reading.crisis_guess or self._speaks_of_death()
        if (kind == OWN_LIFE or (kind is None and of_death)) and self._quotes():
            kind = QUOTED
        told = self.reading.story or len(self.text.split()) >= TELLS_FROM
        if (kind in (DANGER, TOUCHED, QUOTED) or (kind is None and (self.reading.story or self.guessed))) and (not now or before) and told:
            # Nothing is open that takes it: what happened is still theirs to report.
            self.take_told()
        self._lay_card()
        self.put(KIND, kind or had)
        if kind == ANOTHER:  # what they ask later, is about that one
            self.session["memory"].setdefault(next(name for name, what in self.conversation.noticing.items() if what == "who"), BYSTANDER)
        if before != self.flow.start:
            return self.walk()
        # Who says more while the card stands, is not shown it anew: the help that fits what is said now.
        return self._picked(kind) if kind in self.step.options else self.ask("_opnieuw")

    def _fears_for_another(self, kind: str | None) -> bool:
        """Whether it is somebody else who may be in danger. Who says a word of their own danger, is the one."""
        words = self.conversation.words["besturing"]["anderwoorden"].labels
        if mentions(self.text, words["zelf"]):
            return False
        said = set(plain(self.text).split())
        if kind == HOME and said & ONESELF and not said & THEM and not self.speaker:
            return False  # "als mijn vader dit leest, slaat hij me"
        return mentions(self.text, words["ander"]) or bool((self.speaker or self.about_another) and mentions(self.text, words["wie"]))

    def _unsafe_at_home(self) -> bool:
        """ "Als ze dat thuis zien, ben ik niet veilig": more than a question who gets to know it."""
        if self._on_card() or self.speaker or self._asked(refusal=False):
            return False
        words = self.conversation.words["besturing"]["onveiligwoorden"].labels
        fears = (self.reading.question or "").startswith(PARENTS) and mentions(self.text, words["onveilig"])
        return fears or any(mentions(part, words["thuis"]) for part in PARTS.split(self.text))

    def _quotes(self) -> bool:
        """Whether it is told as what others said to them, at work for one."""
        words, said = self.conversation.words["besturing"], set(plain(self.text).split())
        told = self.reading.story and self._tells(self.conversation.intents.get(self.reading.intent))
        at_them = bool(said & set(words["gerichtwoorden"].labels["jij"].said)) and not said & set(words["gerichtwoorden"].labels["ik"].said)
        return bool(told or at_them) and mentions(self.text, words["citaatwoorden"].labels["citaat"])

    def _lay_card(self) -> None:
        now = self.session["now"]
        over = now[0].get("over", False) if now and now[0]["flow"] == "crisis" else bool(now)
        if now and now[0]["flow"] == "crisis":
            self.session["now"] = []
        self._set_aside(for_crisis=True)
        self.session["soft"] = SHOWN
        self.enter("crisis", {})
        self.frame["over"] = over  # whether something lies under the card

    def leave_card(self) -> None:
        """Back to what lay under the card, with the numbers once more."""
        self.take_card_away()
        self.say("systeem", "kaart_verder", buttons=False)

    def take_card_away(self) -> None:
        under = self.session["kept"][-1][-1] if self.frame.get("over") and self.session["kept"] else None
        waits = under and self.conversation.flows[under["flow"]].steps[under["step"]].waits  # what was being done, is offered again later
        self.session["now"] = self.session["kept"].pop() if waits else []

    def _on_card(self) -> bool:
        """Whether the card stands, or the help that was chosen on it."""
        return self.flow is not None and self.flow.name == "crisis" and WAY_BACK in self.step.options

    def back_to_card(self, reading: Reading) -> None:
        """Who was asked for a number and types no digit, twice or about something else of the card, does not want to be called: that stands again."""
        frame = self.frame
        if not self.flow or self.flow.name != "crisis" or self.step.verb != "write" or any(letter.isdecimal() for letter in self.text):
            return
        if frame.get("numberless") or self._topic() not in (None, UNSAFE, CALLED, TIRED) or reading.crisis:
            past = [name for name in frame["past"] if WAY_BACK in self.flow.steps[name].options]
            frame.update(step=past[-1] if past else self.flow.start, past=past[:-1])
            frame.pop("corrected", None)
        frame["numberless"] = True

    def only_no(self, option: str | None) -> bool:
        """Whether the one word "nee" answers what the card asks ("kun je veilig weg?"); said once more it puts the card away."""
        if not self._on_card() or option != WAY_BACK or not self.held(KIND) or len(self.text.split()) > 1:
            return False
        said, self.frame["no"] = self.frame.get("no", False), True
        return not said

    def _heard_on_card(self, reading: Reading) -> bool:
        """What is mostly said there, told by its words: few things are, so that a word says more than a guess. It is chosen, or answered.

        Who is in danger while they say it, hears the help for that; only a question is answered first, with the numbers under it.
        """
        self._takes_another()
        if not reading.crisis and self.says(DISTRUST):
            self._say_on_card(self.conversation.by_words[DISTRUST])
            return True
        topic = self._topic()
        same = topic in CALM and self.held(KIND) == DANGER == CRISIS.get(reading.crisis_kind or "")  # "hij is weggegaan" is about that danger
        same = same or (topic == COMES and self._kind() == HOME == reading.crisis_kind)
        same = same or (topic == CALMER and self.held(KIND) in (ANOTHER, FORMALLY))
        same = same or (topic in HELPER and reading.crisis_kind != OWN_LIFE and self._speaks_of_helper())
        same = same or (topic == TOMORROW and self._kind() == TOUCHED and len(self.text.split()) < TELLS_FROM)  # 113 stands under it
        denied = topic != NOT_DEATH and mentions(self.text, self._card_words()[NOT_DEATH])  # "ik denk niet aan zelfmoord, maar …"
        acts = same or denied or topic in FIRST_HELP or (topic in ACTS and reading.crisis_kind != OWN_LIFE)
        if topic in (None, UNSAFE) or (reading.crisis and not acts and not (self._asked() and topic not in CALM)):
            return False
        if topic in CALM and (reading.intent == "emotie" or self._asked_on_card(reading)):
            return False  # what stands beside it weighs more
        if topic in STILL and self._asked() and self._asked_on_card(reading) and not mentions(self.text, self._card_words()[WRONG]):
            return False
        if topic not in (*ACTS, *CALM, *FIRST_HELP, *HELPER) and self._tells_or_wishes(reading):
            return False  # a word of it says less than the whole
        if topic == NOTHING or (topic == NOT_DEATH and not reading.crisis):
            return self._not_meant(topic)
        self.frame["else"] = topic != NOW and (self.frame.get("else", False) or topic in (*CALM, *BETTER, THEIR_WORDS, NOT_DEATH, "doe_ik_niet"))
        if topic == FROZE:
            self.take_told()
        if topic in self.labels(self.step, self.frame):
            self._picked(topic)
        elif topic == ENOUGH:
            self.session["now"] = []
            self.say("systeem", "kaart_genoeg", buttons=False)
        else:
            answers = topic in self.conversation.words["vragen_crisis"]
            self._say_on_card(self._card_text(topic, "vragen_crisis") if answers else self._card_text(f"kaart_{topic}"))
        return True

    def _tells_or_wishes(self, reading: Reading) -> bool:
        """Whether somebody clearly tells of their stage, or orders what no card can give: "ik wil dat school dit weet"."""
        route = self.conversation.intents.get(reading.intent)
        told = reading.story and self._tells(route)
        wish = route and route.flow == REPORT and reading.intent in self.conversation.off_card and not self._asked()
        return bool(told or wish) and reading.confidence >= SURE_ON_CARD

    def _not_meant(self, topic: str) -> bool:
        """Who says that it was no danger, is answered for what they said, with the numbers. Where it was about their life only who denies that."""
        own = OWN_LIFE in (self.held(KIND), self.step.name)
        if self.held(KIND) == THREAT or own and topic != NOT_DEATH:
            return False
        self.leave_card()
        self._text(self.text)
        return True

    def _asked_on_card(self, reading: Reading) -> str | None:
        """The question that is answered while the card stays."""
        question = self._question(reading)
        return question if question and any(question == one or question.startswith(f"{one}_") for one in self.conversation.in_crisis) else None

    def _for_card(self, reading: Reading) -> str | None:
        """The same, or the intent of which that holds."""
        return self._asked_on_card(reading) or (reading.intent if reading.intent in self.conversation.in_crisis and self._asked() else None)

    def _answer_on_card(self, reading: Reading) -> None:
        """What the card's own words did not hear."""
        if said := self.answer_for_here(reading, reading.confidence >= self.conversation.unsure_below):
            return self._say_on_card(said)
        if answer := self._for_card(reading):
            space, _, key = answer.rpartition(".")
            return self._say_on_card(self._card_text(key, space) if space else self.conversation.intents[answer].answer[0])
        tells = reading.story or "often" in self.seen or any(letter.isdecimal() for letter in self.text)
        if tells and not self._asked() and self._kind() in (DANGER, TOUCHED, QUOTED):
            self.take_told()  # more of what happened
        if self.step.adds and not self._asked() and self._fits_in(self.text):  # at what time, for one
            self._add(self.text)
            return self._again()
        self._say_on_card(self._card_text("bij_crisis"))

    def _say_on_card(self, said: str) -> None:
        """An answer with the numbers under it; never the one of just before, and never "you heard that already"."""
        if said == self.answered:
            said = self._card_text("bij_crisis")
        self.session["answered"] = said
        space, _, key = said.rpartition(".")
        self.say(space or "antwoorden", key, buttons=False)
        if not self.conversation.leaving & {said}:
            self._again(quiet=True)

    def _goes_on(self, reading: Reading) -> bool:
        """Whether somebody who has the card before them talks of something else: who was misunderstood is not held there.

        Who tells what happened or has a clear wish is followed at once; anything else when it is said for the second time. Who chose a kind of
        help first has to be understood well.
        """
        if not self._on_card() or reading.intent in ("crisis", "emotie"):
            return False
        route = self.conversation.intents.get(reading.intent)
        if route and route.flow == OF_A_CASE and not self.input.data.get("zaken"):
            return False  # "met niemand over gepraat" asks nothing of a report that is not there
        if reading.crisis_doubt and not (self.frame.get("else") and reading.intent in self.conversation.off_card):
            self.frame["else"] = reading.intent in self.conversation.off_card
            return False
        chosen = self.frame["step"] != self.flow.start
        if chosen and (reading.confidence < self.conversation.unsure_below or reading.intent in self.conversation.told_instead):
            return False
        talk = not reading.story and mentions(self.text, self.conversation.words["besturing"]["praatwoorden"].labels["praten"])
        if self._for_card(reading) or talk:
            return False
        again = self.frame.get("else", False)
        self.frame["else"] = True
        clear = reading.confidence >= (SURE_OF_HELP if chosen else SURE_ON_CARD)
        wish = clear and reading.intent in self.conversation.off_card or (self._asked() and self._question(reading))
        if self.held(KIND) and reading.confidence < SURE_ON_CARD:
            again = False  # "ze zijn er" is no other subject
        told = not chosen and reading.story and self._tells(self.conversation.intents.get(reading.intent))
        return bool(again or wish or told)

    def _good_news(self, reading: Reading) -> bool:
        """Who had the card before, and now says that somebody is there or that it is calmer, is answered for that wherever they are."""
        writes = self.step and self.step.verb == "write"
        if self.session.get("soft") != SHOWN or writes or reading.crisis or self._asked(refusal=False) or len(self.text.split()) > GOOD_NEWS_AT_MOST:
            return False
        topic = self._helper() or next((one for one in BETTER if one in self._card_words() and mentions(self.text, self._card_words()[one])), None)
        if not topic or mentions(self.text, self._card_words()[UNSAFE]):
            return False
        self.session["answered"] = f"systeem.kaart_{topic}"
        self.say("systeem", f"kaart_{topic}", buttons=False)
        self.say("crisis", "weer", buttons=False)
        self._again(quiet=True)
        return True

    def _hides(self) -> bool:
        """Who is not safe at home or near somebody, and wants the talk gone, has it off the screen at once."""
        words = self.conversation.words["besturing"]["wegwoorden"].labels
        watched = mentions(self.text, words["meekijkt"]) and len(self.text.split()) <= WATCHED_AT_MOST
        if watched and not (self.reading.story or self._asked(refusal=False)):
            return True
        if not self._on_card() or self._kind() not in (DANGER, HOME):
            return False
        wants = self.reading.intent == ERASES and self.reading.confidence >= SURE_TO_HIDE
        return wants or mentions(self.text, words["gesprek"])
