"""Who wants out, or not yet: a report that is refused, a conversation that is stopped; and what is said in trust, which starts no report.

Refuses to take a refusal for a choice, a wish or an addition: nothing is sent on a misunderstanding.
"""

from __future__ import annotations

from dataclasses import replace

from flows.card_words import DISTRUST
from flows.listening import NOTEBOOK
from flows.masking import OWN
from flows.matching import begins_with, ends_with, mentions, pick_exact
from flows.model import Reading
from flows.play import REPORTING, SHOWN, TELLING
from flows.routing import ABOUT_CHAT, Routing
from flows.session import joined
from flows.steering import REPORT, WAY
from flows.striking import PARTS, SENDING, WAYS, words_in

TAKES_OUT_AT_MOST = 16  # words
CARD = "crisis"  # the flow that may not be left on a guess
OUT_AT_MOST, HALF_AT_MOST, THANKS_AT_MOST, MENDS_AT_MOST, CONFIDES_AT_MOST, NO_MORE_AT_MOST, SENDS_AT_MOST = 12, 9, 4, 10, 30, 4, 6  # words
SURE_OF_OUT = 0.8
REFUSES, NOT_YET, STOPS, HALF = "nietmeldwoorden", "nognietwoorden", "stopwoorden", "halvewoorden"
WAIT, STAYS_OPEN, WITHDRAWS = "wachtwoorden", "openhoudwoorden", "intrekken"
ONLY_ASKS = "alleenwetenwoorden"
ONLY_TELLS = "alleenvertellenwoorden"
CONFIDED, OF_SELF = "toevertrouwwoorden", "overmijwoorden"
CONFIDENCES = ("systeem.toevertrouwd", "systeem.toevertrouwd_weer")
LIKED = "vragen_mens.zin_goed"  # the question of who likes a sentence that was given
READS = "meekrijgwoorden"
SELF = "zelf"
CHAT = "gesprek"  # of STOPS: says that it is the talk with us that must end
ELSEWHERE = (
    "anoniemwoorden",
    "weglaatwoorden",
    "eruitwoorden",
    "uitstelwoorden",
    "laterwoorden",
    "belwoorden",
    "bewaarwoorden",
)  # orders of another kind


class Leaving(Routing):
    """Heard before anything else that a text could mean in an open conversation."""

    def leaves(self, reading: Reading) -> bool:
        """Whether the text says that it must end, or not be sent yet; that is done then, or said."""
        if len(self.text.split()) > OUT_AT_MOST or self._asked(refusal=False) or (self.step and self.step.secret):
            return False
        if self._ends_with_stop(reading):
            return self._goes(reading)
        if self._only_asked(reading):
            return self._goes_on_asking(reading)
        if not self.flow or self.flow.cards:
            return False
        if self.flow.name == CARD:
            return self._ends_under_card(reading)
        if self._only_stops():
            return self._goes(reading)
        out = mentions(self.text, self.conversation.words["besturing"]["weghaalwoorden"].labels["weg"])
        if reading.crisis or out or any(self.says(name) for name in ELSEWHERE):
            return False
        if self._reports and (self.says(NOT_YET) or pick_exact(self.text, self.conversation.words["besturing"][WAIT].labels)):
            self._not_yet()
            return True
        if self._reports and self.says(REFUSES):
            return self._tells_instead() or self._goes(reading)
        if (self._reports or reading.intent in ("nee", "stop")) and self.says(STOPS) and not reading.story:
            return self._goes(reading)
        heard = len(self.text.split()) > 1 and reading.intent == "stop" and reading.confidence >= SURE_OF_OUT and reading.aside and not reading.story
        return heard and not self.step.opinion and self._goes(reading)

    @property
    def _reports(self) -> bool:
        return self.session["now"][0]["flow"] == REPORT

    def _only_stops(self) -> bool:
        """Whether it says nothing but that it must stop: "niemand. ik wil gewoon stoppen". After the card that may be meant otherwise."""
        words = self.conversation.words["besturing"]
        rest = words[STOPS].labels["stop"].pattern.sub(" ", self._bare(self.text))
        small = {*words["stoprestwoorden"].labels["rest"].said, *words["randwoorden"].labels["rand"].said, *words["randwoorden"].labels["nee"].said}
        return self.says(STOPS) and self.session.get("soft") != SHOWN and all(word in small for word in rest.split())

    def _tells_instead(self) -> bool:
        """ "niet melden, alleen vertellen": that is begun at once, with what was told already."""
        if not self.says(ONLY_TELLS):
            return False
        self.end_thread(lambda name, slot: slot.shared)
        self._entry(TELLING)
        return True

    def _only_asked(self, reading: Reading) -> bool:
        """ "ik wil nu nog niks melden, wou t alleen weten" """
        words = self.conversation.words["besturing"][ONLY_ASKS].labels
        said = ends_with(self.text, words["slot"]) or (ends_with(self.text, words["vraag"]) and self.says(REFUSES))
        return said and not reading.crisis and not (self.flow and self.flow.name == CARD)

    def _goes_on_asking(self, reading: Reading) -> bool:
        if self.flow and self._reports:
            return self._goes(reading)
        self.session["missed"] = 0
        told = bool(self.step and self.step.gather and self.held(self.step.slot))
        self.say("systeem", "alleen_weten_verteld" if told else "alleen_weten", buttons=False)
        self._go_on_telling() if told else self._again(quiet=True)
        return True

    def _ends_with_stop(self, reading: Reading) -> bool:
        """ "oke duidelijk. stop." """
        *before, last = [part for part in PARTS.split(self.text) if part.strip()] or [""]
        stop = pick_exact(last, self.conversation.words["besturing"]["knoppen"].labels) == "stop"
        return stop and not reading.story and not reading.crisis and len(" ".join(before).split()) <= THANKS_AT_MOST and not self._on_card()

    def _goes(self, reading: Reading) -> bool:
        if reading.crisis or reading.crisis_doubt:
            self.soften()
        self._stop(keep=True)
        return True

    def _ends_under_card(self, reading: Reading) -> bool:
        """Who says on the card that it is this talk that must stop: the card goes, and what lay under it."""
        label = self.conversation.words["besturing"][STOPS].labels[CHAT]
        if reading.crisis or not mentions(self.text, label):
            return False
        under = self.frame.get("over") and self.session["kept"]
        if not under:
            self._stop()
            return True
        self.session["now"] = self.session["kept"].pop()
        self._stop(keep=True)
        self.effects.pop()
        self.say("besturing", "gestopt_kaart" if self._told() else "kaart_weg", buttons=False)
        return True

    def _not_yet(self) -> None:
        self.session["missed"] = 0
        if f"{self.step.name}_nog_niet" in self.flow.words:
            return self.ask("_nog_niet")
        self.say("systeem", "nog_niet", buttons=False)
        self.ask("_opnieuw")

    # what is told, and is no order --------------------------------------------------------------------------------

    def hears_out(self, reading: Reading) -> bool:
        """Whether it is said in trust, begun and not finished, or puts right whom it is about: somebody listens, and nothing else begins."""
        if reading.crisis or self.input.code or (self.flow and self.flow.name == CARD) or (self.step and self.step.secret):
            return False  # the words of a code say nothing
        if self._names_no_reader(reading) or self._takes_out_later():
            return True
        if self._asked(refusal=False):
            return False
        return self._mends_who(reading) or self._confides(reading) or self._half(reading)

    def _mends_who(self, reading: Reading) -> bool:
        """ "nee het gaat over mij": who was taken for somebody that saw it happen."""
        taken_wrong = self.about_another
        telling = self.flow is not None and self.flow.name == TELLING and not reading.story
        if not (taken_wrong or telling) or len(self.text.split()) > MENDS_AT_MOST or not self.says(OF_SELF):
            return False
        self.session["memory"]["wie"] = SELF
        self.say("systeem", "over_jou_sorry" if taken_wrong else "over_jou", buttons=False)
        if reading.story and self._tells(self.conversation.intents.get(reading.intent)):
            return False  # and more is told with it
        self._again(quiet=True)
        return True

    def _says_and_goes_on(self, key: str) -> bool:
        self.session["missed"] = 0
        self.say("systeem", key, buttons=False)
        self._again()
        return True

    def _names_no_reader(self, reading: Reading) -> bool:
        """ "krijgt mevrouw Verhulst het ook?", of who stands in no list: she does not."""
        asks_here = bool(self.flow) and self._reports and self.step.verb == "choose" and not self.step.many and not reading.story
        if not asks_here or len(self.text.split()) > OUT_AT_MOST or not self.says(READS):
            return False
        named = {word for one in self.seen.get("identifying", ()) if one["soort"] == OWN[0] for word in words_in(one["tekst"])}
        if not named or named & self._reader_words:
            return False
        return self._says_and_goes_on("staat_niet_in_lijst")

    def _takes_out_later(self) -> bool:
        """ "haal dat stuk over mijn collega's eruit", before the report is shown: there it can be done."""
        later = self.flow and self._reports and not self.step.lists and not self.step.source and "eruitwoorden" not in self.step.points
        a_part = mentions(self.text, self.conversation.words["besturing"]["weghaalwoorden"].labels["zin"])
        if not (later and a_part) or len(self.text.split()) > TAKES_OUT_AT_MOST or not self.says("eruitwoorden"):
            return False
        return self._says_and_goes_on("straks_eruit")

    def _confides(self, reading: Reading) -> bool:
        """What nobody else knows: "ik ben het ook, maar dat weten ze niet". It is no wish to stay anonymous."""
        if (
            len(self.text.split()) > CONFIDES_AT_MOST
            or not self.says(CONFIDED)
            or self.says(REPORTING)
            or (self._question(reading) and not reading.story)
        ):
            return False
        self.session["missed"] = 0
        held = self.step and not self._reports and (self.step.adds or self.step.slot) in self.conversation.stories and self._fits_in(self.text)
        if not self.step or (reading.story and not held and not self._reports):
            self.take_told()
            self._begin(TELLING, {"vraag": "toevertrouwd"})
            return True
        if held:
            self._add(self.text)
        gave = self.session.get("gave", [])
        name = min(CONFIDENCES, key=lambda one: gave.index(one) if one in gave else -1) if held else "systeem.toevertrouwd_apart"
        self.was_given(name)
        self.say(*name.split("."), buttons=False)
        self._go_on_telling() if self.step.gather else self.ask("_opnieuw")
        return True

    def _half(self, reading: Reading) -> bool:
        """ "het gaat over een collega die": more comes, and nothing is said of it yet."""
        half = ends_with(self.text, self.conversation.words["besturing"]["halvewoorden"].labels["half"])
        if not half or not 1 < len(self.text.split()) <= HALF_AT_MOST or (self.flow and self.flow.name != TELLING):
            return False
        if not reading.story and self.conversation.is_sure(reading):
            return False
        if not self.step:
            self.open(TELLING)
        if self.step.when:  # at its start: nothing was told yet
            self.frame["step"] = self.step.otherwise.name
        self.put(self.step.adds or self.step.slot, joined(self.held(self.step.adds or self.step.slot), self.text))
        if self.step.gather:
            self.frame["open"] = self.step.name
        self.ask("_half")
        return True

    def _means(self, name: str, entry: str) -> bool:
        """Who asks what stays in this chat, orders no report; who does not trust the one of school, is heard also where nothing is open."""
        of_chat = self.reading.intent == ABOUT_CHAT and bool(self.reading.question) and self.conversation.entries[entry].flow == REPORT
        kept = self.flow and self.flow.name == NOTEBOOK and name in WAYS.values() and not self.says(REPORTING)  # "ze weten t niet van mij"
        return not (of_chat or kept) and (super()._means(name, entry) or (name == DISTRUST and not self.flow and self.says(name)))

    def _is_own_wish(self, reading: Reading) -> bool:
        """ "ik wil niet meer alleen eten", where a wish is asked: what they want, though it tells something too."""
        wish = begins_with(self._bare(self.text), self.conversation.words["besturing"]["wenswoorden"].labels["wens"])
        tells = self._tells(self.conversation.intents.get(reading.intent))
        return super()._is_own_wish(replace(reading, confidence=0.0) if wish and tells else reading)

    def _finished(self, text: str) -> str | None:
        """The button that ends what is gathered, said in other words."""
        words, bare = self.conversation.words["besturing"], self._without_edges(text, "nee")
        if not self.step.gather or not (self.held(self.step.slot) or self.step.empty):
            return None
        done = words["klaarwoorden"].labels
        sends = self.step.empty and len(text.split()) <= SENDS_AT_MOST and not self._asked() and self.says(SENDING)  # "ja verstuur maar"
        no_more = begins_with(text, words["randwoorden"].labels["nee"]) and len(bare.split()) <= NO_MORE_AT_MOST  # "nee, verder niks zegt ze"
        return "klaar" if sends or pick_exact(bare, done) or (no_more and any(begins_with(bare, label) for label in done.values())) else None

    def _chosen(self, option: str) -> None:
        """A wish to report that was typed may say how: "school mag het weten, niet wie ik ben"."""
        road, route = self.step.options.get(option), self.conversation.intents.get(self.reading.intent)
        report = road and road.kind == "start" and road.name == REPORT
        if report and route and route.flow == REPORT and WAY in route.fill and self.conversation.is_sure(self.reading):
            return self._begin(REPORT, {WAY: route.fill[WAY]})
        if road and road.kind == "start":
            self._keeps_sentence(road.name)
        super()._chosen(option)

    def _begin(self, flow: str, fill: dict) -> None:
        """A report that begins with "but do not send it yet" says first that nothing goes; who stops withdrawing one, that it stays."""
        if self.text and flow == REPORT and self.says(NOT_YET):
            self.say("systeem", "nog_niet", buttons=False)
        if self.text and self.flow and self.flow.name == WITHDRAWS and flow != WITHDRAWS and self.says(STAYS_OPEN):
            self.say(WITHDRAWS, "niet", buttons=False)
        self._keeps_sentence(flow)
        super()._begin(flow, fill)

    def _keeps_sentence(self, flow: str) -> None:
        """ "die is goed, bewaar die maar", of a sentence that was given: that is not what goes into a notebook by itself."""
        if self.text and flow == NOTEBOOK and LIKED in (self.reading.question, *self.reading.near[:1]):
            self.say("systeem", "zin_houden", buttons=False)
