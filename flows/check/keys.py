"""Finds keys that other readers of YAML take for true or false: `on`, `no`, `yes`. Refuses nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from flows.words import Problem

KEY = re.compile(r"^\s*(?:-\s+)?(on|off|yes|no|y|n|true|false)\s*:|[{,]\s*(on|off|yes|no|y|n|true|false)\s*:", re.IGNORECASE)


def check(flows: Path) -> list[Problem]:
    return [
        Problem(path.name, number, f"'{hit[1] or hit[2]}' leest YAML soms als waar of onwaar: kies een ander woord, of zet er aanhalingstekens om")
        for path in sorted(flows.glob("*.yml"))
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if (hit := KEY.search(line.split("#")[0]))
    ]
