"""Plays conversations through Rasa's own dialogue loop, for `make bench`. Refuses a figure of a conversation that did not fill its form.

nlu/peer holds a form, rules and a domain; the pipeline is ours. Everything it makes lies in a temporary folder and goes with it: unlike the
bot, Rasa's tracker store keeps every sentence, so nothing but made-up lines may come here.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEER = HERE / "peer"


def measure(texts: Sequence[str], conversations: int) -> dict:
    """Trains, plays one conversation to get warm and then `conversations`, and gives the figures of those.

    Raises SystemExit when a conversation does not end with a filled form in the database.
    """
    with tempfile.TemporaryDirectory(prefix="stagemaat-peer-") as made:
        folder = Path(made)
        return asyncio.run(measure_with(train(folder), folder / "tracker.db", texts, conversations))


def train(folder: Path, each: int | None = None) -> Path:
    """Makes one model of our pipeline and lines with the peer's rules; returns where it is. `each` is how many lines of an intent; None is all."""
    import yaml  # noqa: I001  quiet_rasa comes before anything of rasa

    from nlu import quiet_rasa  # noqa: F401
    from rasa.model_training import train as train_rasa

    def read(path: Path) -> dict:
        return yaml.safe_load(path.read_text(encoding="utf-8"))

    blocks = [block for path in sorted((HERE / "data").glob("*.yml")) for block in read(path)["nlu"]]
    domain = read(PEER / "domain.yml")
    domain["intents"] = sorted({*domain["intents"], *(block["intent"] for block in blocks)})
    config = {**read(PEER / "config.yml"), "pipeline": read(HERE / "config.yml")["pipeline"]}
    lines = [{**block, "examples": "\n".join(block["examples"].splitlines()[:each]) + "\n"} for block in blocks]
    for name, content in (("domain.yml", domain), ("config.yml", config), ("lines.yml", {"version": "3.1", "nlu": lines})):
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    learned = [str(folder / "lines.yml"), str(PEER / "rules.yml")]
    with contextlib.redirect_stdout(io.StringIO()):
        made = train_rasa(str(folder / "domain.yml"), str(folder / "config.yml"), learned, str(folder), fixed_model_name="peer").model
    if not made:
        raise RuntimeError("rasa trained nothing")
    return Path(made)


class Peer:
    """Rasa as it comes: an Agent, and its tracker store on a SQLite file."""

    def __init__(self, model: Path, database: Path):
        from nlu.quiet_rasa import Agent  # noqa: I001  before anything of rasa
        from rasa.core.tracker_store import SQLTrackerStore

        self._store = SQLTrackerStore(db=str(database))
        self._agent = Agent.load(str(model), tracker_store=self._store)

    async def say(self, sender: str, text: str) -> list[str]:
        """What it answers; returns after its commit."""
        return [answer["text"] for answer in await self._agent.handle_text(text, sender_id=sender)]

    async def form(self, sender: str) -> tuple[bool, dict]:
        """Whether the form ended and what is in it, out of the database: after an error Rasa goes on in memory and says nothing."""
        tracker = await self._store.retrieve(sender)
        if tracker is None:
            return False, {}
        slots = {name: tracker.get_slot(name) for name in self._agent.domain.required_slots_for_form("melding_form")}
        return tracker.active_loop_name is None and tracker.get_slot("requested_slot") is None, slots


async def measure_with(model: Path, database: Path, texts: Sequence[str], conversations: int) -> dict:
    """The same with a model that is there already."""
    peer, times, bytes_written = Peer(model, database), [], 0
    for number in range(conversations + 1):
        before = written()
        took = []
        for text in texts:
            start = time.perf_counter()
            await peer.say(str(number), text)
            took.append((time.perf_counter() - start) * 1000)
        if number:  # the first one builds caches
            times += took
            bytes_written += written() - before
        ended, slots = await peer.form(str(number))
        if not ended or None in slots.values():
            sys.exit(f"het gesprek vulde het formulier niet, dus dit meet niets: {slots}")
    ordered = sorted(times)
    return {
        "turns": len(ordered),
        "p50_ms": round(ordered[len(ordered) // 2], 2),
        "p99_ms": round(ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)], 2),
        "per_second": round(len(ordered) / sum(ordered) * 1000, 1),
        "written_mb": round(bytes_written / 2**20, 2),
    }


def written() -> int:
    """Bytes that this process sent to disk until now; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/io").read_text().splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("write_bytes:"))
