"""A question in a story that nothing answers, a worry beside a report, a reaction of a few words. Refuses to take them for more of the story.

Nothing that was told is lost: what may be part of it stays in it, and it is said that we saw a question.
"""

from __future__ import annotations

from flows.leaving import Leaving
from flows.listening import SAID, SPACE, TOLD
from flows.matching import begins_with, ends_with, mentions, plain
from flows.model import Reading, Route
from flows.near import OTHER
from flows.play import REPORTING, TELLING
from flows.steering import ABOUT_REPORTING, REPORT
from flows.wished_words import REPLIES

SURELY, SURE_OF_ORDER = 0.9, 0.95  # from here a question in a story gets the answer that it gets elsewhere; an order ends the story
SEEN, SEEN_AGAIN, ASKED_OR_PART = "vraag_gezien", "vraag_gezien_weer", "vraag_in_verhaal"
WORRIES, FOUND_OUT = ("bang_gevolgen", "privacy", "melden_zinloos", "na_melding", "melden_anoniem"), "vragen_melden.erachter_komen"
TAIL_AT_MOST, QUESTION_FROM = 8, 2  # words of a question behind a comma; of one at all
REACTION_AT_MOST, REACTION_BEHIND = 6, 12  # words of which little else than the reaction; of a joke behind it
WORRY_AT_MOST = 16  # words
COUNTS = "is_dit_discriminatie"
HALF_OF_TWO, THEN, SUPPOSED = "als", "dan", 0.3
FIGURES, MARKS = "cijfers", "schoolcijferwoorden"  # the intent of who asks how often it happens; marks at school
OPPOSITE = "overdrijfwoorden"
BESIDE_A_CODE = {"toevoegwoorden": "staat_er_al_bij", "leeswoorden": "staat_bij_mij"}  # what is said there -> the text
MAY_KNOW = "schoolmagwoorden"
TELLS_FROM = 7  # words
TELLS_AT_MOST = 16  # words of what has an answer of its own


class Wondering(Leaving):
    """For what is typed where a story or a report is made, and is neither."""

    # a question in a story -----------------------------------------------------------------------------------------

    def _asked(self, refusal: bool = True) -> bool:
        read = self.input.readings[0] if self.input.readings else Reading()
        return super()._asked(refusal) or self._asks_behind() or self._wonders(read) or self._asks_if(read)

    def _asks_behind(self) -> bool:
        """ "ze willen wel, hoe doen we dat dan": a question of our own behind a comma; its verb tells it from "ik weet niet hoe dat moet"."""
        words = self._listed("vraagachterwoorden")
        found = None if self.step and self.step.secret else words["achter"].pattern.search(text := plain(self.text))
        behind = text[found.start() :] if found else ""
        return bool(found) and len(behind.split()) <= TAIL_AT_MOST and not mentions(text[: found.end()], words["niet"]) and not self._is_quoted(text)

    def _wonders(self, reading: Reading) -> bool:
        """ "overdrijf ik nou": put to us, though no word of a question stands in it."""
        return reading.intent == COUNTS and not reading.story and begins_with(self._bare(self.text), self._listed(OPPOSITE)["ik"])

    def _asks_if(self, reading: Reading) -> bool:
        """ "als ik meer zeg, ga jij dat dan doorvertellen": of which nlu knows the question; "en als ik wacht, kan het dan nog"."""
        words = self._listed("vraagachterwoorden")
        of_us = mentions(self.text, words["jij"]) and bool(reading.question or reading.near)  # "ben ik dan veilig" is not
        begins = begins_with(self._bare(self.text), words[HALF_OF_TWO]) and (of_us or self._supposes(reading))
        return begins and not reading.story and not self._is_quoted(self.text)

    def _likeliest(self, reading: Reading) -> str | None:
        """Also what is supposed of us, where it looks enough like one question."""
        supposed = bool(reading.near) and reading.nearest >= SUPPOSED and self._asks_if(reading)
        return reading.near[0] if supposed else super()._likeliest(reading)

    def _supposes(self, reading: Reading) -> bool:
        """ "als ik het vertel, gaan ze dan bellen": half a sentence of what may be, and of what comes then the other."""
        return (reading.asks or reading.aside) and THEN in plain(self.text).split()

    def _follow(self, route: Route, story: bool = False) -> None:
        """Who supposes it, or asks whether it can be done as well, is answered: it orders no report."""
        words, bare = self._listed("vraagachterwoorden"), self._bare(self.text)
        only_asks = begins_with(bare, words["ook_dat"]) or begins_with(bare, words[HALF_OF_TWO])
        elsewhere = not (self.flow and self.flow.name == route.flow)
        if route.asked and only_asks and elsewhere and not story and self.answered not in route.asked and self._asked(refusal=False):
            self.answer(route.asked)
            return self._again(quiet=True)
        super()._follow(route, story)

    def _is_quoted(self, text: str) -> bool:
        return mentions(text, self._listed("vraagachterwoorden")["aangehaald"])

    def _asks_in_story(self) -> bool:
        """Whether one of its sentences is put to us, and is neither what somebody said to them nor a sigh."""
        quoted, sigh = False, self._listed("vraagachterwoorden")["zucht"]
        for part in SAID.split(self.text):
            said = part.strip()
            quoted = quoted or ":" in said or '"' in said
            to_us = not (quoted or self._is_quoted(said) or begins_with(self._bare(said), sigh)) and len(said.split()) >= QUESTION_FROM
            if to_us and self._is_question(said):
                return True
            quoted = quoted or ends_with(said, self._listed("vraagachterwoorden")["aangehaald"])
        return self._asks_behind()

    def _is_question(self, said: str) -> bool:
        words = self._listed("vraagachterwoorden")
        if mentions(said, self._listed("jaofneewoorden")["janee"]):
            return self._opens(said)
        return said.endswith("?") and (self._opens(said) or begins_with(self._bare(said), words["begin"]) or ends_with(said, words["slot"]))

    def acknowledge(self) -> None:
        """What may be part of the story stays there; a question in it is answered where that is known, or we say that we saw it."""
        said = {effect.get("say") for effect in self.effects}
        belongs = plain(self.text) == self.frame.get("apart")  # typed once more: it is part of the story
        worded = self._in_words() if self._asked(refusal=False) else None
        if belongs or f"systeem.{ASKED_OR_PART}" in said or "answered" in self.session or not (worded or self._asks_in_story()):
            return super().acknowledge()
        self._note_passed()
        if worded:
            self.answer((worded,))
            return self.ask(self._briefly())
        reading, near = self.reading, self.near(self.reading)
        route = self.conversation.intents.get(reading.intent)
        if route and route.answer and reading.intent in self.conversation.in_story and reading.confidence >= SURELY:
            self.answer(route.answer)
        elif len(near) == 1 and len(reading.near) == 1:  # one alone is worth a button; of three none is likely
            return self.offer(near, OTHER, "vraag_gezien_dit")
        else:
            key = SEEN_AGAIN if f"systeem.{SEEN}" in self.session.get("gave", []) else SEEN
            self.was_given(f"systeem.{SEEN}")
            self.say("systeem", key, buttons=False)
        self.ask(self._briefly())

    def _holds_a_story(self, heard: bool, route: Route | None) -> bool:
        """Who told already and then asks whether it counts, tells no more with it."""
        asks = self.reading.asks and self.reading.intent == COUNTS and self._told()
        return heard if asks else super()._holds_a_story(heard, route)

    # an order, a worry ---------------------------------------------------------------------------------------------

    def _wants_it_reported(self, text: str, reading: Reading) -> bool:
        """ "school mag het weten, met mijn naam erbij", behind what was told: it is told, and this is the order."""
        route = self.conversation.intents.get(reading.intent)
        surely = bool(route) and route.flow == REPORT and reading.confidence >= SURE_OF_ORDER and self.says(REPORTING)
        told = self.flow.name == TELLING and bool(self.held(self.step.slot)) and not (reading.story or self._asked())
        if not told or mentions(text, self._listed("wilmeldenwoorden")["niet"]) or not (surely or self.says("schoolmagwoorden")):
            return False
        self.session["missed"] = 0
        entry = self._instead(reading) if surely else REPORT
        self._entry(entry) if entry else self._follow(route)
        return True

    def _fears_in_report(self, reading: Reading) -> bool:
        """ "ik ben de enige, dus dan weten ze het toch", at a report: answered, and not sent along unseen."""
        at = self.flow and self._reports and not (self.step.secret or self.step.many)
        if not at:
            return False
        if plain(self.text) == self.frame.get("apart"):  # typed once more: it does belong there
            held = reading.story and not self.step.gather and bool(self.held(self.conversation.intents[TOLD].story))
            if held:
                self._add_to_story(self.conversation.intents[TOLD])
            return held
        known = (
            reading.confidence >= self.conversation.unsure_below and reading.intent in WORRIES and str(reading.question).startswith(ABOUT_REPORTING)
        )
        said = self.says("herkenwoorden") and len(self.text.split()) <= WORRY_AT_MOST
        if not (known or said) or self._asked(refusal=False) or self.says(REPORTING):
            return False
        self.frame["apart"], self.session["missed"] = plain(self.text), 0
        question = self._question(reading) if known else FOUND_OUT
        self.answer((question or FOUND_OUT,))
        if reading.story:
            self.say("systeem", "zorg_apart", buttons=False)
        self._go_on_telling() if self.step.gather else self.ask("_opnieuw")
        return True

    # a few words ---------------------------------------------------------------------------------------------------

    def _reacts(self, reading: Reading) -> bool:
        """ "oke gelukkig", "leuk": to what we said; it chooses nothing, and is no greeting."""
        words, step = self._listed("reactiewoorden"), self.step
        if self._on_card() or (step and (step.secret or step.takes or (step.verb == "write" and not step.gather))) or reading.crisis_doubt:
            return False
        if self._asked(refusal=False) or reading.question or reading.story or self.touched():
            return False
        if ends_with(self.text, words["nadenken"]) and len(self.text.split()) <= REACTION_BEHIND and not self.says(REPORTING):
            self.session["missed"] = 0
            self.answer_here(("nadenken",))
            return True
        bare = plain(self._without_edges(self.text))
        listens = bool(step) and (step.gather or (step.adds and not self.held(step.variant)))  # "zullen we samen kijken?" asks for a yes
        only = bare in words["blij"].said and (not step or step.gather or step.adds or self.answered)
        only = only or (bare in words["goed"].said and (listens or (not step and self.answered)))
        leads = not self.conversation.is_sure(reading) and begins_with(self._bare(self.text), words["vooraan"])
        joke = leads and bool(self.answered or step) and len(self.text.split()) <= REACTION_BEHIND and not (step and step.adds)
        if not ((only and len(self.text.split()) <= REACTION_AT_MOST) or joke):
            return False
        self.session["missed"] = 0
        if step and not self.flow.cards:
            self.say(SPACE, "reactie_kort", buttons=False)
            self._go_on_telling() if step.gather else self._again(quiet=True)
        else:
            self._put_card_away()
            self.say("antwoorden", "reactie")
        return True

    # what has an answer of its own ----------------------------------------------------------------------------------

    def _told_apart(self, reading: Reading) -> bool:
        """What is told in words to which there is something to say: that is said, and what they told goes with the story."""
        name = next((one for one in self.conversation.told_words if self.says(one)), None)
        open_to_it = (self.step is None or self.flow.name == TELLING) and reading.intent != REPLIES  # words that fit go before
        if not name or not open_to_it or self.speaker or reading.crisis or reading.crisis_doubt or self._asked(refusal=False):
            return False
        if len(self.text.split()) > TELLS_AT_MOST or self.given(self.conversation.told_words[name]):
            return False
        if self.step and self.step.adds and not reading.aside and self._fits_in(self.text):
            self._add(self.text)
        self.session["missed"] = 0
        self.answer_here((self.conversation.told_words[name],))
        return True

    def _beside_a_code(self) -> bool:
        """ "kan je dat erbij zetten", "wat heb ik bij je staan", where the words of a code are asked; and who wants it reported after all."""
        if not (self.step and self.step.secret and self._told()) or self.input.code:
            return False
        if self.says(MAY_KNOW):
            self._entry(REPORT)
            return True
        key = next((text for name, text in BESIDE_A_CODE.items() if self.says(name)), None)
        if key:
            self.session["missed"] = 0
            self.say("systeem", key, buttons=False)
            self.ask("_opnieuw")
        return bool(key)

    def _tells_where(self, reading: Reading, route: Route | None) -> bool:
        """ "is bij de balie van een kantoor, ik doe beveiliging" tells, and asks for no card of who is who."""
        card = bool(route and route.flow and self.conversation.flows[route.flow].cards)
        asks = reading.asks or reading.aside or reading.question or self._asked()
        return card and reading.story and not asks and bool(reading.phase) and len(self.text.split()) >= TELLS_FROM

    def _speaks_of_marks(self, reading: Reading) -> bool:
        """ "hun cijfers zijn beter dan die van mij" is told, and asks for no figures."""
        marks = reading.intent == FIGURES and self.says(MARKS) and "?" not in self.text
        if not marks or not (self.step and self.step.adds and self._fits_in(self.text)):
            return False
        self._add(self.text)
        self.acknowledge()
        return True

    def listens(self, reading: Reading) -> bool:
        if self._beside_a_code() or self._speaks_of_marks(reading) or self._told_apart(reading):
            return True
        return self._fears_in_report(reading) or self._reacts(reading) or super().listens(reading)
