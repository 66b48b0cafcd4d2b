"""One made-up student's world: the real shell and store in a folder of its own, a phone that is a list, a clock that only we move.

Less durable than in service on purpose: where there is a folder in memory it is used, so that a commit does not wait for a disk; and
hashes that are slow on purpose are made quick. Refuses everything else that is not as in service.
"""

from __future__ import annotations

import random
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from unittest.mock import patch

import bot.wire
from bot import sealing
from bot.actions import ACTIONS, EXPECTED
from bot.channels.base import Address, Message
from bot.wire import ROOT, build
from flows.engine import _Turn
from flows.loader import load
from flows.model import Reading, Step

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
MEMORY = Path("/dev/shm")
OLD_BUTTONS = 200


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = MONDAY

    def now(self) -> datetime:
        return self.time


class Phone:
    """The channel and the screen."""

    name, limits = "wandel", None

    def __init__(self) -> None:
        self.screen: dict[str, Message] = {}
        self.said: list[Message] = []
        self.buttons: deque[str] = deque(maxlen=OLD_BUTTONS)
        self.count = 0

    async def send(self, chat: str, message: Message) -> str:
        self.count += 1
        return await self.edit(chat, f"b{self.count}", message)

    async def edit(self, chat: str, message_id: str, message: Message) -> str:
        self.screen[message_id] = message
        self.said.append(message)
        self.buttons.extend(button.data for row in message.buttons for button in row)
        return message_id

    async def delete(self, chat: str, message_ids: Sequence[str]) -> None:
        for message_id in message_ids:
            self.screen.pop(message_id, None)

    def newest(self) -> tuple[str, list] | None:
        """The newest message with buttons that is not gone: its id and its buttons."""
        for message_id, message in reversed(self.screen.items()):
            if message.buttons:
                return message_id, [button for row in message.buttons for button in row]
        return None


class AnyReader:
    """Understands a text in any way that nlu could."""

    def __init__(self, rng: random.Random, intents: list[str]):
        self.rng, self.intents = rng, intents
        self.means = rng.choice(intents)

    async def read(self, text: str) -> Reading:
        rng = self.rng
        if len(text) < 8:
            return Reading()
        first, second = rng.sample(self.intents, 2)
        first = self.means if rng.random() < 0.3 else first
        sure = rng.choice((0.1, 0.4, 0.5, 0.7, 0.95, 0.95))
        crisis = first == "crisis" or rng.random() < 0.02
        starts = sorted(rng.sample(range(len(text) - 3), min(rng.randrange(4), len(text) - 3)))
        return Reading(
            "crisis" if crisis else first,
            sure,
            ((first, sure), (second, 0.1)),
            crisis,
            rng.choice(("zelfdoding", "gevaar_nu", "seksueel_geweld", "thuis")) if crisis else None,
            not crisis and rng.random() < 0.05,
            story=rng.random() < 0.5,
            aside=rng.random() < 0.2,
            foreign=rng.random() < 0.05,
            phase=rng.choice((None, "zoeken", "werkvloer")),
            grounds=tuple(rng.sample(("afkomst", "godsdienst", "geslacht", "handicap"), rng.randrange(3))),
            identifying=tuple((at, at + 3, rng.choice(("NAAM", "TELEFOON", "BEDRIJF", "DATUM"))) for at in starts),
        )


class World:
    """`picks` are the choices of the student since a report was last filed, `done` the steps that were reached."""

    def __init__(self, rng: random.Random, folder: Path, keys: bool = True):
        self.rng, self.phone, self.clock = rng, Phone(), Clock()
        self.address = Address(self.phone.name, "student")
        self.conversation = _conversation()
        reader = AnyReader(rng, sorted(self.conversation.intents))
        self.parts = build(folder, ROOT / "config.yml", reader, {self.phone.name: self.phone}, movable=True)
        self.parts.clock = self.parts.turns.clock = self.parts.outbox._clock = self.clock
        self.store = self.parts.store
        self.picks: list[tuple[str, str, str]] = []
        self.reached: set[str] = set()
        self.filed: list[str] = []
        self.came_for = rng.choice(sorted(self.conversation.entries))
        self.updates = 0
        self.typed = ""
        self.favourite = str(rng.randrange(1000, 999_999))
        if keys:
            self._give_keys()
        if rng.random() < 0.3:  # the flow that chooses one is walked too, but seldom to its end
            self.store.pins.set(self.address, self.favourite)

    def _give_keys(self) -> None:
        recipients, now = self.store.recipients, self.clock.now()
        for person in self.parts.config.recipients:
            recipients.redeem(recipients.invite(person.id, now), _key(person.id), sealing.ARMOR + "\n", now)
        recipients.set_recovery(self.parts.config.recovery.id, _key("recovery"))

    def session(self) -> dict | None:
        return self.store.sessions.load(self.address)

    def step_of(self, session: dict | None) -> Step | None:
        if not session or not session["now"]:
            return None
        frame = session["now"][-1]
        return self.conversation.flows[frame["flow"]].steps[frame["step"]]

    def cases(self) -> int:
        return self.store._db.one("SELECT count(*) FROM cases")[0]

    async def heard(self) -> list[Message]:
        """What the bot said since the last time."""
        await self.parts.outbox.drain()
        said, self.phone.said = self.phone.said, []
        return said

    async def move(self, by: timedelta) -> None:
        self.clock.time += by
        await self.parts.sweep()


@contextmanager
def world(seed: str) -> Iterator[World]:
    """A student who is the same for the same seed, in a folder that goes afterwards."""
    rng = random.Random(seed)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="stagemaat-", dir=MEMORY if MEMORY.is_dir() else None))
        for name, value in {
            "secrets.randbelow": rng.randrange,
            "secrets.token_hex": lambda size=32: rng.randbytes(size).hex(),
            "bot.store.pins.COST": 2,
            "bot.wire.read_conversation": _conversation,
            "bot.wire.load_config": _config,
        }.items():
            stack.enter_context(patch(name, value))
        made = World(rng, Path(folder), keys=rng.random() < 0.92)
        stack.callback(made.parts.close)
        stack.enter_context(patch("bot.turn.ACTIONS", {name: _watched(made, name, action) for name, action in ACTIONS.items()}))
        stack.enter_context(patch.object(_Turn, "_picked", _watched_pick(made, _Turn._picked)))
        stack.enter_context(patch.object(_Turn, "_outcome", _watched_outcome(made, _Turn._outcome)))
        yield made


def _watched(made: World, name: str, action):
    """Fails now and then, as an action may; and notes what it filed."""

    def run(moment, /, **given):  # a flow may hand over a slot of that name too
        if made.rng.random() < 0.06:
            raise made.rng.choice(EXPECTED)
        before = made.cases()
        values = action(moment, **given)
        made.filed += [name] * (made.cases() - before)
        return values

    return run


def _watched_pick(made: World, picked):
    def run(turn, option):
        words = turn.labels(turn.step, turn.frame)[option].text
        made.picks.append((turn.flow.name, turn.step.name, words if option != "opnieuw" else "verstuur opnieuw"))
        return picked(turn, option)

    return run


def _watched_outcome(made: World, outcome):
    def run(turn, result):
        made.reached.add(f"{turn.flow.name}.{turn.step.name}")
        return outcome(turn, result)

    return run


@cache
def _conversation():
    return load()


_load_config = bot.wire.load_config


@cache
def _config(path: Path):
    return _load_config(path)


@cache
def _key(name: str) -> str:
    return sealing.make_identity()[0]
