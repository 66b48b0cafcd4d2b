"""kill -9 at any moment: a turn is there whole or not at all, and what was acknowledged is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.store.world import NOW, STUDENT, make_world, open_store

ROOT = Path(__file__).parents[2]
KILLS = 20

TURNS = """
import sys
from datetime import timedelta
from pathlib import Path
from tests.store.world import NOW, STUDENT, open_store

store = open_store(Path(sys.argv[1]))
number = (store.sessions.load(STUDENT) or {"n": 0})["n"]
print("klaar", flush=True)
while True:
    number += 1
    with store.transaction():
        assert store.seen.first_time("web", str(number), NOW)
        store.sessions.save(STUDENT, {"n": number, "verhaal": "x" * (number % 1500)}, NOW, timedelta(days=7))
        for _ in range(2):
            store.outbox.put(STUDENT, {"op": "send", "text": str(number)}, NOW)
        if number % 10 == 0:
            case_id = store.cases.file("naam", {"n": number}, ["noor", "samir"], NOW)
            store.links.make(case_id, STUDENT)
            store.due.plan("recipient_first_answer", case_id, NOW)
        if number % 25 == 0:
            for case_id in store.links.of_chat(STUDENT)[:2]:
                store.cases.close(case_id, "student", NOW)
    print(number, flush=True)
"""


def test_after_each_kill_every_turn_is_whole_and_none_that_was_acknowledged_is_lost(tmp_path: Path):
    data = tmp_path / "data"
    make_world(data).store.close()
    chance = random.Random(0)
    for _ in range(KILLS):
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        child = subprocess.Popen([sys.executable, "-c", TURNS, str(data)], cwd=ROOT, stdout=subprocess.PIPE, env=env)
        assert child.stdout
        assert child.stdout.readline() == b"klaar\n"
        time.sleep(chance.random() * 0.15)
        child.send_signal(signal.SIGKILL)
        said = [int(line) for line in child.stdout.read().split(b"\n")[:-1]]
        child.stdout.close()
        child.wait()
        store = open_store(data)
        number = (store.sessions.load(STUDENT) or {"n": 0})["n"]
        assert number >= max(said, default=0)
        assert not store.seen.first_time("web", str(number), NOW) and store.seen.first_time("web", "volgende", NOW)
        store._db.run("DELETE FROM seen WHERE tag=?", (store._db.key.tag("seen", "web\0volgende"),))
        assert store._db.one("SELECT count(*) FROM seen")[0] == number
        assert store.outbox.waiting() == 2 * number
        assert sum(store.cases.count().values()) == number // 10
        assert store.due.open_cases_without_next_due() == 0
        assert store._db.one("PRAGMA integrity_check")[0] == "ok"
        store.close()
    assert number > KILLS
