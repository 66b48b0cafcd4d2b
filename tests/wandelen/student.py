"""What a made-up student, their school and time do next. Refuses to know any flow: it goes by what is on the screen and what the open step is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.store import NoSuchMove
from tests.wandelen.world import World

LINES = (
    "ze lachen elke dag om mijn accent", "mijn begeleider zegt dat ik niet in het team pas", "Kees en ik waren er allebei",
    "ik werk bij Bakkerij Vos in Ede", "kan iemand zien wie ik ben?", "wat gebeurt er dan", "ik weet het niet zo goed", "nee", "ja", "klaar",
    "hij zei stop", "bedankt he", "kk bot", "het gaat niet goed met mij", "0612345678", "1111", "Sam", "1 juli", "01-07-2027", "over een maand", "3",
    "", "🙃", "\u200f", "alle",
)  # fmt: skip
LONG = "en toen zei hij dat weer. " * 150
MOVES = (
    timedelta(minutes=3), timedelta(minutes=11), timedelta(hours=2), timedelta(hours=26), timedelta(days=4), timedelta(days=9), timedelta(days=40),
)  # fmt: skip
STUDENT_KINDS = ("knop", "typen", "label", "oude_knop", "ingang", "stuurwoord", "nog_eens")
# how often each kind comes, in a student who goes on and in one who wanders
STEADY = {"knop": 50, "typen": 24, "label": 6, "oude_knop": 1, "ingang": 2, "stuurwoord": 2, "nog_eens": 1, "klok": 4, "school": 6, "gebeurtenis": 2}
WANDERING = {"knop": 24, "typen": 20, "label": 8, "oude_knop": 5, "ingang": 8, "stuurwoord": 12, "nog_eens": 2, "klok": 8, "school": 6,
             "gebeurtenis": 4, "foto": 1, "geblokkeerd": 1}  # fmt: skip


@dataclass(frozen=True)
class Came:
    """What came in: its kind, and for the student's own what `Turns.receive` gets."""

    kind: str
    given: dict


async def do_something(world: World, habits: dict[str, int], session: dict | None) -> Came:
    """Picks what comes next in a chat with this session, and brings it. Returns what it was."""
    rng = world.rng
    kind = rng.choices(list(habits), list(habits.values()))[0]
    step = world.step_of(session)
    if kind == "knop" and step and step.verb == "write" and rng.random() < (0.5 if step.gather else 0.9):
        kind = "typen"
    given = _given(world, kind, step)
    if given is None:
        kind = "typen"
        given = _given(world, kind, step)
    turns, address = world.parts.turns, world.address
    if kind in STUDENT_KINDS:
        world.updates += kind != "nog_eens"
        update = f"u{world.updates}"
        if "text" in given:
            world.typed = given["text"]
        await turns.receive(address, update, message_id=f"s{world.updates}" if "text" in given else None, **given)
    elif kind == "klok":
        await world.move(rng.choice(MOVES))
    elif kind == "school":
        await _school(world, given["case"])
    elif kind == "gebeurtenis":
        await turns.event(address, given)
    else:
        world.updates += 1
        await (turns.decline(address, f"u{world.updates}", "foto") if kind == "foto" else turns.blocked(address, f"u{world.updates}"))
    return Came(kind, given)


def _given(world: World, kind: str, step) -> dict | None:
    rng, phone = world.rng, world.phone
    match kind:
        case "knop" | "label":
            newest = phone.newest()
            if newest is None:
                return None
            button = rng.choice(newest[1])
            if kind == "knop":
                return {"button": button.data, "under": newest[0]}
            return {"text": rng.choice((button.label, button.label.lower(), button.label[:-1] or "x", str(1 + newest[1].index(button))))}
        case "oude_knop":
            return {"button": rng.choice(phone.buttons)} if phone.buttons else None
        case "ingang":
            return {"entry": world.came_for if rng.random() < 0.4 else rng.choice([*world.conversation.entries, "nieuws", "les-onbekend"])}
        case "stuurwoord":
            label = rng.choice(list(world.conversation.words["besturing"]["knoppen"].labels.values()))
            return {"text": rng.choice((label.text, *label.wordings))}
        case "school" | "gebeurtenis":
            cases = world.store.links.of_chat(world.address)
            if not cases:
                return None
            flows, events = world.conversation.flows, world.conversation.events
            of_a_case = [name for name, route in events.items() if any(slot.source == "zaken" for slot in flows[route.flow].slots.values())]
            return {"case": rng.choice(cases), "event": rng.choice(of_a_case)}
        case "nog_eens":
            return {"text": world.typed}
        case "typen":
            return {"text": _text(world, step)}
    return {}


def _text(world: World, step) -> str:
    rng = world.rng
    if step and step.verb == "write" and not step.gather and rng.random() < 0.6:
        return rng.choice((world.favourite, world.favourite, world.typed, _copied(world), _copied(world)))
    if step and step.gather and rng.random() < 0.3:
        return "klaar"
    return LONG if rng.random() < 0.01 else rng.choice(LINES)


def _copied(world: World) -> str:
    """A piece of what the bot said last: that is how a code is typed back."""
    pieces = ["x"]
    for message in list(world.phone.screen.values())[-2:]:
        pieces += [message.text[start : start + length] for start, length, _ in message.spans]
        pieces += filter(None, re.split(r"\n+", message.text))
    return world.rng.choice(pieces)


async def _school(world: World, case: str) -> None:
    """Somebody at school answers, or moves the case."""
    rng, now, cases = world.rng, world.clock.now(), world.store.cases
    readers = cases.readers_of(case)
    if not readers or world.store.waiting.until(case):
        return
    reader = rng.choice(sorted(readers))
    if rng.random() < 0.6:
        cases.answer(case, reader, "We gaan met ze praten. Wanneer kun je?", now)
        await world.parts.turns.answered(case)
        return
    try:
        cases.set_state(case, reader, rng.choice(("gezien", "gesprek", "stappen", "afgerond")), now)
    except NoSuchMove:
        pass
