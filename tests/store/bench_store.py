"""Measures the store's share of a turn, on the disk of this machine: `python -m tests.store.bench_store [folder]`. Refuses to be a test.

Numbers differ per machine, and with what else it is doing.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot import sealing
from bot.channels.base import Address, Message
from bot.clock import Clock
from bot.outbox import Outbox
from tests.store.world import NOW, World, make_world, open_store

SESSION = {"versie": 1, "stapel": [{"flow": "melden", "stap": "voorbeeld", "vakken": {"verhaal": "Ze zeiden dat ik niet bij de klanten mag. " * 15}}]}
REPORT = {"verhaal": "Ze zeiden dat ik niet bij de klanten mag. " * 15, "wens": "praten"}


def measure(name: str, act: Callable[[int], object], times: int) -> dict[str, float | str]:
    """Milliseconds of one call, and calls a second in a row."""
    for number in range(min(50, times)):
        act(-number - 1)
    took = []
    for number in range(times):
        start = time.perf_counter()
        act(number)
        took.append((time.perf_counter() - start) * 1000)
    cuts = statistics.quantiles(took, n=100)
    return {"what": name, "p50_ms": round(cuts[49], 3), "p99_ms": round(cuts[98], 3), "per_second": round(1000 * times / sum(took))}


def turn(world: World, number: int) -> None:
    """All that a turn asks of the store: load, seen, save, two messages, one commit."""
    store, address = world.store, Address("web", str(number % 100))
    store.sessions.load(address)
    with store.transaction():
        store.seen.first_time("web", str(number), NOW)
        store.sessions.save(address, {**SESSION, "n": number}, NOW, timedelta(days=7))
        for text in ("Dank je. Wil je dat school dit weet?", "Kies hieronder."):
            store.outbox.put(address, {"op": "send", "text": text, "spans": [], "buttons": [[{"label": "Ja", "data": "1:ja"}]]}, NOW)


class Nowhere:
    name = "web"

    async def send(self, chat: str, message: Message) -> str:
        return "1"


def main(folder: Path) -> list[dict[str, float | str]]:
    world = make_world(folder / "data")
    rows = [measure("turn: load, seen, save, 2 outbox rows, commit (FULL)", lambda n: turn(world, n), 3000)]
    world.store._db.run("PRAGMA synchronous=OFF")
    rows.append(measure("the same without waiting for the disk", lambda n: turn(world, n + 10**6), 3000))
    world.store._db.run("PRAGMA synchronous=FULL")
    waiting = world.store.outbox.waiting()
    start = time.perf_counter()
    asyncio.run(Outbox(world.store, {"web": Nowhere()}, Clock()).drain())  # type: ignore[dict-item]
    took = time.perf_counter() - start
    name = f"outbox: {waiting} rows of 100 chats, each noted on disk"
    rows.append({"what": name, "p50_ms": round(took * 1000 / waiting, 3), "p99_ms": "", "per_second": round(waiting / took)})
    keys = [sealing.make_identity()[0] for _ in range(3)]
    plain = json.dumps(REPORT, ensure_ascii=False).encode()
    rows.append(measure("seal a report to 3 keys (age)", lambda n: sealing.seal(plain, keys), 2000))
    rows.append(measure("server key: seal and open a session", lambda n: world.store._db.key.open(world.store._db.key.seal(plain, "x"), "x"), 2000))
    rows.append(measure("file a report, log emptied", lambda n: world.store.cases.file("naam", REPORT, ["noor", "samir"], NOW), 300))
    rows.append(measure("inbox: list of 300 cases", lambda n: world.store.cases.list_for("noor"), 100))
    rows.append(measure("erase a session, traces wiped", lambda n: world.store.sessions.erase(Address("web", str(n))), 100))
    size = (folder / "data" / "stagemaat.db").stat().st_size / 1e6
    world.store.close()
    rows.append(measure(f"open a database of {size:.1f} MB", lambda n: open_store(folder / "data").close(), 20))
    return rows


if __name__ == "__main__":
    place = Path(tempfile.mkdtemp(dir=sys.argv[1] if len(sys.argv) > 1 else None))
    try:
        for row in main(place):
            print(f"{row['what']:56} p50 {row['p50_ms']:>8} ms   p99 {row['p99_ms']:>8} ms   {row['per_second']:>7}/s")
    finally:
        shutil.rmtree(place)
