"""Measures a file of lines through everything that the bot uses. Refuses to show a figure without its count."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score

WORST, EXAMPLES = 10, 2


def evaluate(file: Path) -> dict:
    """`file` has one JSON object a line: {"text", "intent"}. Raises SystemExit with file and line for one that has not."""
    lines = _lines(file)
    from nlu.understand import Reader

    said, times = read_all(Reader(), [text for text, _ in lines])
    return figures(lines, said) | {"latency_ms": latency(times)}


def read_all(reader, texts: Sequence[str]) -> tuple[list[dict], list[float]]:
    """What a `Reader` says of each text, and how many milliseconds each took."""
    asyncio.run(reader.read("eerst warm worden, dat is een zin met delen"))
    said, times = [], []
    for text in texts:
        start = time.perf_counter()
        said.append(asyncio.run(reader.read(text)))
        times.append((time.perf_counter() - start) * 1000)
    return said, times


def figures(lines: Sequence[tuple[str, str]], said: Sequence[dict]) -> dict:
    """Accuracy, macro-F1, top-2, the ten worst confusions with examples, and how sure it was against how often it was right."""
    wanted, got = [intent for _, intent in lines], [row["intent"] for row in said]
    right = np.array([want == have for want, have in zip(wanted, got, strict=True)])
    second = [want in [name for name, _ in row["alternatives"][:2]] for want, row in zip(wanted, said, strict=True)]
    return {
        "lines": len(lines),
        "accuracy": round(float(right.mean()), 4),
        "macro_f1": round(float(f1_score(wanted, got, average="macro", zero_division=0)), 4),
        "top2": round(float(np.mean(second)), 4),
        "confusion": _confusion(lines, got),
        "calibration": _calibration(np.array([row["confidence"] for row in said]), right),
    }


def latency(times: Sequence[float]) -> dict[str, float]:
    """The middle one, and the one that one in a hundred is above."""
    return {"p50": round(float(np.percentile(times, 50)), 2), "p99": round(float(np.percentile(times, 99)), 2)}


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Between what and what the true share lies, 19 times in 20."""
    if not of:
        return 0.0, 1.0
    z, seen = 1.96, hits / of
    middle, spread = seen + z * z / (2 * of), z * ((seen * (1 - seen) + z * z / (4 * of)) / of) ** 0.5
    return round((middle - spread) / (1 + z * z / of), 4), round((middle + spread) / (1 + z * z / of), 4)


def _confusion(lines: Sequence[tuple[str, str]], got: Sequence[str]) -> list[dict]:
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (text, want), have in zip(lines, got, strict=True):
        if want != have:
            wrong[want, have].append(text)
    most = sorted(wrong.items(), key=lambda pair: -len(pair[1]))[:WORST]
    return [{"intent": want, "read_as": have, "times": len(texts), "examples": texts[:EXAMPLES]} for (want, have), texts in most]


def _calibration(sure: np.ndarray, right: np.ndarray) -> list[dict]:
    fifths = np.minimum((sure * 5).astype(int), 4)
    return [
        {
            "from": fifth / 5,
            "lines": int((fifths == fifth).sum()),
            "sure": round(float(sure[fifths == fifth].mean()), 3),
            "right": round(float(right[fifths == fifth].mean()), 3),
        }
        for fifth in range(5)
        if (fifths == fifth).any()
    ]


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
