"""Plays a golden conversation: a text file that reads like a chat, against a real instance. Refuses a line that it does not know.

student: …            somebody types;  `student: > Label` presses a button (`>>` the oldest with that label), `student: @melden` opens a link
bot: [flow.step]      what the bot says, in order; every message of the turn must stand there
klok: +2d             time goes by (m, u, d), and what became due is done
noor: antwoordt …     a recipient answers (by first name);  `noor: heeft N meldingen`,  `noor: krijgt N mails`
noor: leest …         it stands in what their key opens of their newest case (`leest niet …`: nowhere);  `noor: ziet STAND`
bewaard: a, b         the slots that hold something of this chat;  `bewaard: niets`
scherm: a.b, …        what is left on the student's screen;  `scherm: leeg`
zegt: …               words that the last message must hold;  `zwijgt: …` words that it may not hold
andere chat           from here on another student's chat; the next time the first again
{code} in a line      the words that the bot last showed; {typfout}: with a typo in each; {andere code}: words that open nothing
herstart              the process ends and starts again on the same data
nlu: weg              (first line) only the rule reader
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot import sealing
from bot.channels.base import Message
from bot.codes import mended
from bot.turn import Reader
from bot.wire import ROOT, Parts, build
from tests.doors import Door, Said

UNITS = {"m": "minutes", "u": "hours", "d": "days"}


class Unlike(AssertionError):
    """The conversation went another way than the file says."""


class Golden:
    """One file, played in one data folder, through one door."""

    def __init__(self, path: Path, data: Path, reader: Callable[[bool], Reader], door: Door):
        self.lines = [(n, line.strip()) for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]
        self.path, self.data = path, data
        self.reader = reader(("nlu: weg") in (line for _, line in self.lines))
        self.said: Said = []
        self.door = door
        self.code = ""
        self.secrets: dict[str, str] = {}

    async def _open(self) -> None:
        door = self.door
        self.parts: Parts = build(self.data, ROOT / "config.yml", self.reader, {door.address.channel: door.channel}, movable=True)
        self.people = self.parts.config.recipients
        self.secrets = give_keys(self.parts) or self.secrets
        await door.open(self.parts)

    async def play(self) -> None:
        """Raises Unlike, with file and line, at the first difference."""
        await self._open()
        try:
            for number, line in self.lines:
                if line and not line.startswith("#"):
                    try:
                        await self._line(line)
                    except Exception as error:
                        raise Unlike(f"{self.path.name}:{number}: {line!r}: {error}") from error
            self._heard_all()
        finally:
            self.parts.close()

    async def _line(self, line: str) -> None:
        who, _, what = (part.strip() for part in line.partition(":"))
        if who == "bot":
            if not self.said:
                raise Unlike("the bot said nothing more")
            step, self.last = self.said.pop(0)
            self.code = _shown_code(self.last) or self.code
            if what not in (f"[{step}]", f"[{plain_step(step)}]"):
                raise Unlike(f"the bot said [{step}]")
            return
        if who == "zegt":
            if what not in self.last.text:
                raise Unlike(f"it says {self.last.text!r}")
            return
        if who == "zwijgt":
            if what in self.last.text:
                raise Unlike(f"it says {self.last.text!r}")
            return
        if who not in ("bewaard", "scherm", "noor", "samir"):
            self._heard_all()
        if who == "student":
            await self._student(what)
            await self._listen()
        elif who == "klok":
            by = timedelta(**{UNITS[what[-1]]: int(what[1:-1])})
            self.parts.clock.move(by)
            await self.parts.sweep()
            await self._listen()
        elif who == "bewaard":
            self._kept(what)
        elif who == "scherm":
            steps = [plain_step(step) for message in self.door.screen() for step in message.steps]
            if steps != ([] if what == "leeg" else [step.strip() for step in what.split(",")]):
                raise Unlike(f"on the screen: {steps}")
        elif line == "andere chat":
            self.door.change()
        elif line == "herstart":
            self.parts.close()
            await self._open()
        elif line != "nlu: weg":
            await self._recipient(who, what)

    def _heard_all(self) -> None:
        if self.said:
            raise Unlike(f"the bot also said {[step for step, _ in self.said]}")

    async def _listen(self) -> None:
        """One message can say several steps."""
        self.said += [(step, message) for message in await self.door.heard() for step in message.steps]

    async def _student(self, what: str) -> None:
        typos = " ".join(word[:1] + "q" + word[1:] for word in self.code.split())
        for place, words in (("{code}", self.code), ("{typfout}", typos), ("{andere code}", "aanblik aanbod aandacht aandeel aangaan")):
            what = what.replace(place, words)
        if what.startswith(("> ", ">> ")):
            await self.door.press(what.lstrip("> "), oldest=what.startswith(">> "))
        elif what.startswith("@"):
            await self.door.enter(what[1:])
        else:
            await self.door.say(what)

    async def _recipient(self, name: str, what: str) -> None:
        person = next((person for person in self.people if person.name.split()[0].lower() == name), None)
        if person is None:
            raise Unlike("a line that the runner does not know")
        store, now = self.parts.store, self.parts.clock.now()
        cases = store.cases.list_for(person.id)
        verb, _, rest = what.partition(" ")
        if verb == "antwoordt":
            store.cases.answer(cases[0].id, person.id, rest, now)
            await self.parts.turns.answered(cases[0].id)
            await self._listen()
        elif what.endswith(("meldingen", "melding")):
            if len(cases) != int(rest.split()[0]):
                raise Unlike(f"there are {len(cases)}")
        elif verb == "leest":
            text = "\n".join(self._opened(cases[0].id, person.id))
            unwanted = rest.startswith("niet ")
            if (rest.removeprefix("niet ") in text) == unwanted:
                raise Unlike(f"they read {text!r}")
        elif verb == "ziet":
            if cases[0].state != rest:
                raise Unlike(f"it is {cases[0].state}")
        elif what.endswith(("mails", "mail")):
            mails = sum(person.name in path.read_text() for path in self.parts.spool.waiting())
            if mails != int(rest.split()[0]):
                raise Unlike(f"there were {mails}")
        else:
            raise Unlike("a line that the runner does not know")

    def _opened(self, case_id: str, person_id: str) -> list[str]:
        entries = self.parts.store.cases.entries_for(case_id, person_id)
        return [sealing.open_sealed(entry.sealed, self.secrets[person_id]).decode() for entry in entries]

    def _kept(self, what: str) -> None:
        session = self.parts.store.sessions.load(self.door.address) or {"memory": {}, "now": [], "kept": []}
        kept = {name for name, value in session["memory"].items() if value}
        for thread in [session["now"], *session["kept"]]:
            kept |= {name for frame in thread for name, value in frame["slots"].items() if value}
        if "verhaal" in kept:  # what was noticed in a story comes and goes with it
            kept -= set(self.parts.turns.conversation.noticing)
        wanted = set() if what == "niets" else {name.strip() for name in what.split(",")}
        if kept != wanted:
            raise Unlike(f"kept are {sorted(kept)}")


def _shown_code(message: Message) -> str | None:
    """Code words stand there in bold."""
    bold = [message.text[start : start + length] for start, length, kind in message.spans if kind == "bold"]
    return next((words for words in bold if words.isascii() and mended(words) == words), None)


def plain_step(step: str) -> str:
    """Of texts with several wordings (groet_1, groet_2) chance picks one."""
    return step.rstrip("123456789").rstrip("_")


def give_keys(parts: Parts) -> dict[str, str]:
    """Every recipient of config.yml, and the recovery holder, gets a real key, once. Returns the recipients' secrets, none when they had one."""
    recipients, now = parts.store.recipients, parts.clock.now()
    secrets: dict[str, str] = {}
    if recipients.key_holders():
        return secrets
    for person in parts.config.recipients:
        public, secrets[person.id] = sealing.make_identity()
        recipients.redeem(recipients.invite(person.id, now), public, "-----BEGIN AGE ENCRYPTED FILE-----\n", now)
    recipients.set_recovery(parts.config.recovery.id, sealing.make_identity()[0])
    return secrets
