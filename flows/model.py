"""What a conversation is made of: flows, steps, routes. Refuses to read files or to run anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from flows.contacts import Contact
from flows.words import Words

NOTICES = ("grounds", "phase", "identifying", "over_grens", "line", "who", "feeling", "often", "speaker")
LOCKS = ("always", "kept")
VERBS = ("say", "choose", "write", "call", "do", "end")
CONTROLS = ("stop", "terug", "opnieuw", "hulp", "weg", "wis", "verder")


@dataclass(frozen=True)
class Target:
    """Where a road leads: a step of this flow, another flow (`start x`), a slot to correct (`change x`), a choice as if it was
    pressed (`pick step choice`), or only noted for when that step comes (`note step choice`), what was kept (`resume`) or the end."""

    kind: str  # step, start, change, pick, note, resume, end
    name: str = ""
    option: str = ""


@dataclass(frozen=True)
class Step:
    """One step: exactly one verb of VERBS, and what belongs to it. `line` is where it stands in the YAML file."""

    name: str
    verb: str
    line: int
    next: Target | None = None
    # Passed over, along `otherwise` or else `next`, unless this guard holds.
    when: str | None = None
    otherwise: Target | None = None
    # choose: fixed options, or a list from the data; write: ways out beside what is typed; write and choose: the slot that is filled
    options: Mapping[str, Target | None] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    many: bool = False
    single: bool = False  # a list of one is not asked
    page: int = 8
    slot: str | None = None
    hears: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()  # choose: options whose label goes into the slot as the student's own words, beside what is typed
    opinion: Target | None = None  # choose: where a text leads that says in own words what somebody thinks
    includes: tuple[str, ...] = ()  # intents that are part of the answer here, and lead nowhere else
    # write: gathered over several messages until the button `klaar`; with options it may be left along another road too
    gather: bool = False
    empty: bool = False
    secret: bool = False  # what is typed here (a code) is read by nobody else
    add: bool = False  # asks for more of what is there already
    takes: bool = False  # choose: a text that is no choice and no question is the answer, as if it was asked to write
    begins: bool = False  # choose: a text that begins with a choice is that choice: "wel, want alleen hij moet het"
    adds: str | None = None  # choose: a text that is no choice and no clear question is more for this slot; with `next` it goes on there
    number: str | None = None  # choose: a text of digits alone is for this slot, and goes on along `next`
    said: str | None = None  # choose: what was typed when it was understood as one of the choices (`hears`), for whatever else stands in it
    loose: bool = False  # whoever leaves it here, loses nothing: a flow that is resumed is not offered again
    owns: str | None = None  # choose: the choice that a text is which is nothing else; the text itself goes where `keeps` says
    keeps: str | None = None  # choose: what was typed beside the choice that was heard in it, goes in this slot
    points: Mapping[str, Target] = field(default_factory=dict)  # a list of words of besturing.md -> the road of who types one of them here
    offers: Mapping[str, str] = field(default_factory=dict)  # write: a button -> the value that it fills in
    # call; `fill` is also what a flow that is started from this step gets
    flow: str | None = None
    fill: Mapping[str, object] = field(default_factory=dict)
    each: str | None = None
    order: str | None = None  # one of ORDERS (flows/practice.py), asked again after each item
    results: Mapping[str, str] = field(default_factory=dict)  # a slot here → the slot of the called flow that it keeps, by item
    until: tuple[str, ...] = ()  # results that end a loop
    # do
    action: str | None = None
    hand_over: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    ok: Target | None = None
    failed: Target | None = None
    # end, and the result that a call waits for
    result: str | None = None
    # words
    lists: str | None = None
    without: str | None = None  # a slot with ids that the list leaves out
    variant: str | None = None  # a slot whose value picks the wording `step_value`
    remarks: Mapping[str, str] = field(default_factory=dict)  # guard -> the wording `step_remark` that goes in {opmerkingen} when it holds
    once: bool = False
    sensitive: bool = False
    clear: tuple[str, ...] = ()  # say, and do that went well: slots that are forgotten then

    @property
    def waits(self) -> bool:
        """Whether the step asks something and waits for the answer."""
        return self.verb in ("choose", "write")

    @property
    def targets(self) -> list[Target]:
        roads = [self.next, self.otherwise, self.ok, self.failed, self.opinion, *self.options.values()]
        return [road for road in [*roads, *self.points.values()] if road is not None]


@dataclass(frozen=True)
class Slot:
    """What a flow may remember. `shared` outlives the flow; `source` is the list of data whose item the slot names.

    `notices`, one of NOTICES, for a shared slot: what is noticed in what the student tells gathers in it by itself.
    `masked`: a text of which the flow shows and hands over only what may be readable (flows/masking.py); it is kept as it was typed.
    `plain`: what an action puts in it says nothing of anybody.
    `passing`, for a shared slot: it goes after ten idle minutes, and with *stop* and *weg*. `fleeting`: it goes with the turn, and is never kept.
    `part`: a text that is also a line of the place with this name, which holds all such slots of the flow that are filled.
    """

    shared: bool = False
    source: str | None = None
    notices: str | None = None
    part: str | None = None
    masked: bool = False
    plain: bool = False
    passing: bool = False
    fleeting: bool = False


@dataclass(frozen=True)
class Flow:
    """One conversation. Only declared slots are kept; a shared slot outlives the flow, in the session's memory.

    `locked`, one of LOCKS: after a rest the pincode stands before it, always or only before what was told before that rest.
    """

    name: str
    start: str
    steps: Mapping[str, Step]
    slots: Mapping[str, Slot]
    words: Words
    file: str
    resume: bool  # kept, and offered again, when something else comes in between
    locked: str | None = None
    cards: bool = False  # only to be read: an answer to something else takes its place


@dataclass(frozen=True)
class Route:
    """What an intent, an entry or an event leads to: an answer (a card), a control word, or the start of a flow with slots filled."""

    answer: tuple[str, ...] = ()
    flow: str | None = None
    control: str | None = None
    fill: Mapping[str, object] = field(default_factory=dict)
    instead: Mapping[str, str] = field(
        default_factory=dict
    )  # a list of words of besturing.md -> the entry that was meant, when one stands in the text
    asked: tuple[str, ...] = ()  # the answer to somebody who only asks whether it can be done
    story: str | None = None  # the slot that takes the student's own words, when there is a story in them
    line: int = 0


@dataclass(frozen=True)
class Conversation:
    """All that can be said and where it leads. Immutable; made by loader.load."""

    flows: Mapping[str, Flow]
    intents: Mapping[str, Route]
    entries: Mapping[str, Route]
    events: Mapping[str, Route]
    unsure_below: float
    surer: Mapping[str, float]  # intents of which more is asked: they look like what is only told
    in_story: tuple[str, ...]  # intents whose question is answered also while a story is being told
    in_crisis: tuple[str, ...]  # questions that are answered also while the crisis card stands
    off_card: tuple[str, ...]  # intents that, when they are clear, say that somebody talks of something else
    also_told: tuple[str, ...]  # questions whose answer fits who tells it as well
    openings: tuple[str, ...]  # questions that somebody begins with, in which nothing is told; no part of a story only where none is open
    to_us: tuple[str, ...]  # questions that are also put as a statement to us, in the middle of a story
    told_instead: tuple[str, ...]  # intents that are no answer to a sentence about work
    rephrasing: tuple[str, ...]  # questions for the last answer in other words
    leaving: frozenset[str]  # answers to somebody who goes: nothing is asked after them
    buttoned: frozenset[str]  # answers that keep their buttons where a step waits: what they speak of is to be had there
    allowed: tuple[str, ...]  # intents that ask whether something may be done
    by_ground: Mapping[str, str]  # and the answer that belongs to the ground it is about
    narrower: Mapping[str, tuple[str, ...]]  # an intent -> the questions it mostly turns out to be, where the text looks like one of them
    by_words: Mapping[str, str]  # a list of words, behind a role where only that one asks it so -> the answer to who asks in those words
    asks_ground: Mapping[str, str]  # the ground that is asked about by who gets this answer
    told_words: Mapping[str, str]  # a list of words -> the answer to who tells something in them, beside a story or not
    of_self: Mapping[str, str]  # a question that only who tells of another asks -> what it is for who told of themselves
    precise: Mapping[str, Mapping[str, str]]  # a question or a clear intent -> a list of words -> what is asked by who puts it in those
    here: Mapping[str, Mapping[str, str]]  # who talks, or what was just said -> what is asked -> the answer that takes the place of the ordinary one
    offered: Mapping[str, Mapping[str, str]]  # an answer that offers more -> a word of aanbodwoorden -> the answer to who says it
    anywhere: Mapping[str, str]  # a list of words -> the entry that is meant by who says them, wherever they are
    of_case: Mapping[str, str]  # a list of words, a question or an intent -> the entry that is meant by who has a report open
    words: Mapping[str, Words]  # namespaces without a flow: control words, answers, system lines
    contacts: Mapping[str, Contact]  # by the place in a text, such as {contact_113}
    cases: tuple[Mapping[str, str], ...]  # made-up cases to practise with, the list `gevallen`

    def is_sure(self, reading: Reading) -> bool:
        """Whether what was understood is sure enough to be answered."""
        return reading.confidence >= self.surer.get(reading.intent, self.unsure_below)

    @cached_property
    def noticing(self) -> dict[str, str]:
        """The slots in which gathers by itself what is noticed in a story, and which of NOTICES that is."""
        return {name: slot.notices for flow in self.flows.values() for name, slot in flow.slots.items() if slot.notices}

    @cached_property
    def passing(self) -> set[str]:
        """The slots that do not outlive a rest."""
        return {slot for flow in self.flows.values() for slot, kind in flow.slots.items() if kind.passing}

    @cached_property
    def fleeting(self) -> set[str]:
        """The slots that do not outlive a turn, in whichever flow."""
        return {slot for flow in self.flows.values() for slot, kind in flow.slots.items() if kind.fleeting}

    @cached_property
    def stories(self) -> set[str]:
        """The slots in which a student's own words are kept when they tell something."""
        return {route.story for route in self.intents.values() if route.story}

    @property
    def shared(self) -> set[str]:
        return {slot for flow in self.flows.values() for slot, kind in flow.slots.items() if kind.shared}


@dataclass(frozen=True)
class Reading:
    """How a text was understood. `story`: it holds an account of something that happened. `aside`: it is said
    to us, and would be no part of a story that is being told. `foreign`: it is not in Dutch. `asks`: it has a form that only a
    question has. `question`: the one particular question that it asks, named as its answer is: `vragen_wet.zwanger`; `near`:
    where that is not clear, those that it looks like, likeliest first, and `nearest` how likely that one is.
    `crisis_guess`: no phrase of the crisis list says it, or gives the doubt: the model alone sees it.

    `identifying`: (start, end, kind) of each detail that tells who somebody is, in code points of the text.
    """

    intent: str = "onbekend"
    confidence: float = 0.0
    alternatives: tuple[tuple[str, float], ...] = ()
    crisis: bool = False
    crisis_kind: str | None = None
    crisis_doubt: bool = False
    crisis_guess: bool = False
    story: bool = False
    aside: bool = False
    foreign: bool = False
    asks: bool = False
    question: str | None = None
    near: tuple[str, ...] = ()
    nearest: float = 1.0
    phase: str | None = None
    grounds: tuple[str, ...] = ()
    identifying: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Input:
    """What comes in: exactly one of text, button (its data), entry, event or outcome (of the `do` just asked).

    `code`: the text is a code that was not asked for, and that nobody read. `readings` belong to the texts that `texts_to_read` asked for.
    `data` gives named lists and values for choices and texts; it may load lazily. `chance` is any whole number: the engine has no dice of
    its own.
    """

    text: str | None = None
    button: str | None = None
    entry: str | None = None
    event: Mapping[str, object] | None = None
    outcome: Mapping[str, object] | None = None
    code: bool = False
    readings: tuple[Reading, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)
    chance: int = 0
