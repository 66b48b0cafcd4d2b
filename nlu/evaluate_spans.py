"""Measures grounds, moments and identifying details on lines of a stranger. Refuses to mix development with held back.

Even lines of nlu/evaluation/*.jsonl are for development, odd lines are held back. What the held-back lines gave the first time
is kept in nlu/evaluation/first_time.json and stays in the report, whatever is mended afterwards.
"""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent / "evaluation"
STORIES, IDENTIFYING, FIRST, REPORT = (HERE / name for name in ("stories.jsonl", "identifying.jsonl", "first_time.json", "VERHALEN.md"))
PARTS = ("development", "held_back")
COVERS, TIMES = 0.9, 2.0  # how much of the wanted span, and how many times as long at most


def lines_of(file: Path, part: str) -> list[dict]:
    """Numbered from one: even is development. Raises SystemExit with file and line for what is no JSON."""
    chosen = []
    for number, row in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if (number % 2 == 0) == (part == "development"):
            try:
                chosen.append(json.loads(row))
            except ValueError:
                raise SystemExit(f"{file}:{number}: hier hoort een JSON-object te staan") from None
    return chosen


def evaluate(part: str) -> dict:
    """All figures of one part, through the whole reader: what the door would say."""
    from nlu.understand import Reader

    reader = Reader()
    asyncio.run(reader.read("eerst warm worden, alles wordt geladen"))
    stories, details = lines_of(STORIES, part), lines_of(IDENTIFYING, part)
    said = [asyncio.run(reader.read(line["text"])) for line in stories]
    found = [asyncio.run(reader.read(line["text"]))["identifying"] for line in details]
    return {
        "stories": len(stories),
        "grounds": ground_figures([line["grounds"] for line in stories], [row["grounds"] for row in said]),
        "phase": phase_figures([line["phase"] for line in stories], [row["phase"] for row in said]),
        "lines": len(details),
        "identifying": {"lenient": span_figures(details, found, fits), "strict": span_figures(details, found, same)},
        "own_ms": own_time([line["text"] for line in (*stories, *details)]),
    }


def ground_figures(wanted: Sequence[Sequence[str]], got: Sequence[Sequence[str]]) -> dict[str, dict]:
    """Of each ground and of all together: how many were right, said and wanted."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for want, have in zip(wanted, got, strict=True):
        for ground in {*want, *have}:
            for name in (ground, "alle"):
                counts[name] += Counter(right=ground in want and ground in have, said=ground in have, wanted=ground in want)
    return {name: dict(counts[name]) for name in sorted(counts, key=lambda name: (name == "alle", name))}


def phase_figures(wanted: Sequence[str | None], got: Sequence[str | None]) -> dict[str, int]:
    """`right` counts an open phase left open too; `answered` and `answered_right` look only at lines that have a phase."""
    pairs = list(zip(wanted, got, strict=True))
    clear = [(want, have) for want, have in pairs if want]
    return {
        "lines": len(pairs),
        "right": sum(want == have for want, have in pairs),
        "clear": len(clear),
        "answered": sum(have is not None for _, have in clear),
        "answered_right": sum(want == have for want, have in clear),
        "open": len(pairs) - len(clear),
        "open_left_open": sum(want is None and have is None for want, have in pairs),
    }


def fits(want: dict, have: dict) -> bool:
    """Same kind, covers nine tenths of what was wanted, and is at most twice as long."""
    length = want["end"] - want["start"]
    both = min(want["end"], have["end"]) - max(want["start"], have["start"])
    return want["kind"] == have["kind"] and both >= COVERS * length and have["end"] - have["start"] <= TIMES * length


def same(want: dict, have: dict) -> bool:
    """Not a character more or less."""
    return want == have


def span_figures(lines: Sequence[dict], found: Sequence[list[dict]], agrees: Callable[[dict, dict], bool]) -> dict[str, dict]:
    """Of each kind and of all together; each wanted span is found by at most one."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for line, have in zip(lines, found, strict=True):
        left = list(have)
        for name in _both(span["kind"] for span in have):
            counts[name]["said"] += 1
        for want in line["identifying"]:
            hit = next((span for span in left if agrees(want, span)), None)
            if hit:
                left.remove(hit)
            for name in (want["kind"], "alle"):
                counts[name] += Counter(wanted=1, right=hit is not None)
    return {name: {"right": 0, "said": 0, "wanted": 0, **counts[name]} for name in sorted(counts, key=lambda name: (name == "alle", name))}


def _both(kinds: Iterable[str]) -> Iterable[str]:
    for kind in kinds:
        yield from (kind, "alle")


def own_time(texts: Sequence[str]) -> dict[str, float]:
    """Milliseconds that grounds and details take, without the model."""
    from nlu.grounds import grounds_in
    from nlu.identifying import details_in

    taken = []
    for text in texts:
        start = time.perf_counter()
        grounds_in(text)
        details_in(text)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return {"p50": round(taken[len(taken) // 2], 2), "p99": round(taken[len(taken) * 99 // 100], 2)}


def share(right: int, of: int) -> str:
    """ "0.91 (0.84-0.95, 71/78)": the figure, its 95% interval after Wilson, and the counts."""
    if not of:
        return "-"
    z, p = 1.96, right / of
    middle, spread = p + z * z / (2 * of), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    low, high = ((middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of))
    return f"{p:.2f} ({max(low, 0):.2f}-{min(high, 1):.2f}, {right}/{of})"


def write_report() -> str:
    """Measures both parts, keeps the first held-back figures, writes VERHALEN.md and returns it."""
    now = {part: evaluate(part) for part in PARTS}
    if not FIRST.exists():
        FIRST.write_text(json.dumps(now["held_back"], indent=1) + "\n", encoding="utf-8")
    first = json.loads(FIRST.read_text(encoding="utf-8"))
    text = "\n".join(_report({"ontwikkeling": now["development"], "achtergehouden, eerste keer": first, "achtergehouden, nu": now["held_back"]}))
    REPORT.write_text(text + "\n", encoding="utf-8")
    return text


def _report(columns: dict[str, dict]) -> Iterable[str]:
    heads = "| | " + " | ".join(columns) + " |"
    rule = "|---" * (len(columns) + 1) + "|"
    yield "# Verhalen: gronden, moment en herkenbare gegevens"
    yield ""
    yield "Gemaakt door `python -m nlu evaluate-stories`. De regels zijn van één schrijver die `nlu` niet kende. Even regels: ontwikkeling, daarop is"
    yield "bijgesteld. Oneven regels: achtergehouden. *Eerste keer* is bevroren; alles daarna is een algemene verbetering. Tussen haakjes het"
    yield "95%-interval (Wilson) en de aantallen. Twee achtergehouden verhalen (regel 1 en 3, allebei afkomst) zijn bij het begin gezien."
    yield from _table("Gronden: precisie", heads, rule, columns, lambda c: c["grounds"], "right", "said")
    yield from _table("Gronden: gevonden", heads, rule, columns, lambda c: c["grounds"], "right", "wanted")
    yield from ("", "## Moment (zoeken of werkvloer)", "", heads, rule)
    for label, right, of in (
        ("alle regels goed", "right", "lines"),
        ("goed waar er een moment is", "answered_right", "clear"),
        ("goed waar ook iets gezegd is", "answered_right", "answered"),
        ("opengelaten waar het open is", "open_left_open", "open"),
    ):
        yield f"| {label} | " + " | ".join(share(c["phase"][right], c["phase"][of]) for c in columns.values()) + " |"
    for key, label in (("lenient", "ruim: zelfde soort, dekt 90%, hooguit twee keer zo lang"), ("strict", "streng: precies dezelfde tekens")):
        yield from _table(f"Herkenbaar, gevonden ({label})", heads, rule, columns, lambda c, key=key: c["identifying"][key], "right", "wanted")
        yield from _table(f"Herkenbaar, precisie ({label})", heads, rule, columns, lambda c, key=key: c["identifying"][key], "right", "said")
    times = columns["achtergehouden, nu"]["own_ms"]
    yield from ("", f"Tijd van gronden en gegevens samen, zonder het model: p50 {times['p50']} ms, p99 {times['p99']} ms per regel.")


def _table(title: str, heads: str, rule: str, columns: dict[str, dict], of: Callable[[dict], dict], right: str, base: str) -> Iterable[str]:
    yield from ("", f"## {title}", "", heads, rule)
    names = dict.fromkeys(name for c in columns.values() for name in of(c))
    for name in sorted(names, key=lambda name: (name == "alle", name)):
        counts = [of(c).get(name, {"right": 0, "said": 0, "wanted": 0}) for c in columns.values()]
        yield f"| {name} | " + " | ".join(share(row[right], row[base]) for row in counts) + " |"
