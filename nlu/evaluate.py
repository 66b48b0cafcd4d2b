"""Measures a file of lines. Refuses to show a figure without its count."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from pathlib import Path

from sklearn.metrics import f1_score


def evaluate(file: Path) -> dict:
    """`file` has one JSON object a line: {"text", "intent"}. Raises SystemExit with file and line for one that has not."""
    lines = _lines(file)
    from nlu.understand import Reader

    reader = Reader()
    asyncio.run(reader.read("eerst warm worden"))
    said, times = [], []
    for text, _ in lines:
        start = time.perf_counter()
        said.append(asyncio.run(reader.read(text)))
        times.append((time.perf_counter() - start) * 1000)
    return _figures(lines, said, sorted(times))


def _lines(file: Path) -> list[tuple[str, str]]:
    try:
        rows = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"{file} kan niet gelezen worden ({getattr(error, 'strerror', None) or 'geen UTF-8'})")
    lines = []
    for number, row in enumerate(rows, 1):
        try:
            said = json.loads(row)
            lines.append((str(said["text"]), str(said["intent"])))
        except (ValueError, KeyError, TypeError):
            sys.exit(f'{file}:{number}: hier hoort {{"text": …, "intent": …}} te staan')
    return lines or sys.exit(f"{file} is leeg")


def _figures(lines: list, said: list[dict], times: list[float]) -> dict:
    wanted = [intent for _, intent in lines]
    got = [row["intent"] for row in said]
    wrong = Counter((want, have) for want, have in zip(wanted, got, strict=True) if want != have)
    second = sum(want in [name for name, _ in row["alternatives"][:2]] for want, row in zip(wanted, said, strict=True))
    return {
        "lines": len(lines),
        "accuracy": round(sum(want == have for want, have in zip(wanted, got, strict=True)) / len(lines), 4),
        "macro_f1": round(float(f1_score(wanted, got, average="macro", zero_division=0)), 4),
        "top2": round(second / len(lines), 4),
        "confusion": [{"intent": want, "read_as": have, "times": count} for (want, have), count in wrong.most_common(10)],
        "latency_ms": {"p50": round(times[len(times) // 2], 2), "p99": round(times[min(len(times) - 1, len(times) * 99 // 100)], 2)},
    }
