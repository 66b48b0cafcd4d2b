"""Writes REPORT.md out of what it measures and of nlu/evaluation/opmerkingen.md. Refuses to say anything that was not measured or signed.

python -m nlu report
"""

from __future__ import annotations

import asyncio
import json
import resource
import time
from collections import Counter
from collections.abc import Mapping, Sequence

from nlu.crisis import DOUBT, SURE, crisis_in
from nlu.crossvalidate import crossvalidate
from nlu.evaluate import figures, latency, read_all, wilson
from nlu.lines_on_disk import (
    EXAM,
    HERE,
    CrisisLine,
    Line,
    crisis_lines,
    exam_asides,
    exam_everyday,
    exam_lines,
    exam_questions,
    gate_lines,
    question_lines,
    training_lines,
)
from nlu.training import MODEL
from nlu.understand import Reader

FILE = HERE / "REPORT.md"
STEPS = (0.10, 0.15, 0.18, 0.20, 0.25, 0.30, 0.35, 0.40, 0.50)


def write() -> str:
    """Returns the name of the file that it wrote."""
    start = time.perf_counter()
    reader = Reader()
    ready = time.perf_counter() - start
    known, lines, two, held = training_lines(), exam_lines("lines"), exam_lines("two_things"), crisis_lines(held_back=True)
    said, times = read_all(reader, [line.text for line in lines])
    seen = {"lines": said, "two": read_all(reader, [line.text for line in two])[0], "held": read_all(reader, [line.text for line in held])[0]}
    seen |= {"urgency": {line.text: asyncio.run(reader.urgency(line.text)) for line in [*held, *lines]}}
    asked = exam_questions(strangers=True)
    of_asked = read_all(reader, [line for line, _ in asked])[0]
    aside = exam_asides()
    of_aside = read_all(reader, [line for line, _ in aside])[0]
    everyday = {file: read_all(reader, exam_everyday(file))[0] for file in ("short", "ordinary")}
    cross = crossvalidate()
    voices = Counter(line.voice for line in known)
    every = figures([line[:2] for line in lines], said)
    parts = [
        "# Wat nlu begrijpt\n\nGeschreven door `python -m nlu report`; niet met de hand wijzigen. Woorden erbij: `nlu/evaluation/opmerkingen.md`.",
        f"Trainingsregels: {len(known)} ({', '.join(f'{voice} {count}' for voice, count in voices.most_common())}); "
        f"de poort leert daarnaast van {len(gate_lines())} regels. Model {MODEL.stat().st_size / 1e6:.0f} MB, geladen in {ready:.1f} s, "
        f"hoogste geheugen van dit hele verslag {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (de kruisvalidatie meegeteld).",
        _exam(lines, said, every, two, seen["two"], times),
        _confusions(every),
        _calibration(every, cross),
        _gate(held, seen["held"], lines, said, seen["urgency"]),
        _everyday(everyday),
        _questions(asked, of_asked),
        _asides(aside, of_aside),
        _cross(cross),
        _pipelines(),
        (EXAM / "opmerkingen.md").read_text(encoding="utf-8").strip(),
    ]
    FILE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return str(FILE.relative_to(HERE.parent))


def _exam(lines: Sequence[Line], said: Sequence[dict], every: dict, two: Sequence[Line], of_two: Sequence[dict], times: Sequence[float]) -> str:
    rows = [_row("alle stemmen", every)]
    for voice in sorted({line.voice for line in lines}):
        here = [place for place, line in enumerate(lines) if line.voice == voice]
        rows.append(_row(f"stem {voice}", figures([lines[place][:2] for place in here], [said[place] for place in here])))
    rows.append(_row("twee dingen in een regel", figures([line[:2] for line in two], of_two)))
    speed = latency(times)
    return (
        "## Examen\n\nRegels van schrijvers die de trainingsregels niet kenden. Doel: .90, .90 en .96.\n\n"
        "| | regels | nauwkeurigheid (95%) | macro-F1 | goede bij eerste twee |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n\n"
        f"Een bericht lezen, zonder de deur eromheen: p50 {speed['p50']} ms, p99 {speed['p99']} ms."
    )


def _row(name: str, one: dict) -> str:
    low, high = wilson(round(one["accuracy"] * one["lines"]), one["lines"])
    return f"| {name} | {one['lines']} | {one['accuracy']:.3f} ({low:.3f}-{high:.3f}) | {one['macro_f1']:.3f} | {one['top2']:.3f} |"


def _confusions(every: dict) -> str:
    rows = [f"| {one['intent']} | {one['read_as']} | {one['times']} | {' · '.join(one['examples'])} |" for one in every["confusion"]]
    return "## De tien grootste verwarringen\n\n| is | gelezen als | keer | voorbeelden |\n|---|---|---|---|\n" + "\n".join(rows)


def _calibration(every: dict, cross: dict) -> str:
    exam = [f"| {one['from']:.1f} | {one['lines']} | {one['sure']:.2f} | {one['right']:.2f} |" for one in every["calibration"]]
    asked = [
        f"| {one['below']:.2f} | {one['asked']:.3f} | {one['asked_needlessly']:.3f} | {one['helped']:.3f} | {one['answered_wrong']:.3f} |"
        for one in cross["unsure"]
    ]
    return (
        "## Hoe zeker is zeker\n\nOp het examen: hoe zeker het zei te zijn, en hoe vaak het klopte.\n\n"
        "| vanaf | regels | zei | klopte |\n|---|---|---|---|\n" + "\n".join(exam) + "\n\n"
        "`unsure_below`, uit de kruisvalidatie: onder de grens biedt de bot de twee waarschijnlijkste aan.\n\n"
        "| grens | vraagt | vraagt onnodig | vraag redt het | antwoordt fout |\n|---|---|---|---|---|\n" + "\n".join(asked)
    )


def _gate(held: Sequence[CrisisLine], said: Sequence[dict], lines: Sequence[Line], of_lines: Sequence[dict], urgency: dict[str, float]) -> str:
    real = [row for line, row in zip(held, said, strict=True) if line.crisis]
    twins = [row for line, row in zip(held, said, strict=True) if not line.crisis]
    other = [row for line, row in zip(lines, of_lines, strict=True) if line.intent != "crisis"]
    kinds = [(line.kind, row["crisis_kind"]) for line, row in zip(held, said, strict=True) if line.crisis and row["crisis"]]
    table = [
        _share("gevonden", sum(row["crisis"] for row in real), len(real)),
        _share("gevonden of getwijfeld", sum(row["crisis"] or row["crisis_doubt"] for row in real), len(real)),
        _share("vals alarm bij wat er op lijkt", sum(row["crisis"] for row in twins), len(twins)),
        _share("twijfel bij wat er op lijkt", sum(row["crisis_doubt"] for row in twins), len(twins)),
        _share("vals alarm bij gewone examenregels", sum(row["crisis"] for row in other), len(other)),
        _share("twijfel bij gewone examenregels", sum(row["crisis_doubt"] for row in other), len(other)),
        _share("van het gevondene de goede hulp", sum(want == have for want, have in kinds), len(kinds)),
    ]
    steps = []
    for step in STEPS:
        found = [sum(_above(row["text"], urgency[row["text"]], step) for row in rows) / len(rows) for rows in (real, twins, other)]
        steps.append(f"| {step:.2f} | " + " | ".join(f"{one:.3f}" for one in found) + " |")
    return (
        "## Crisispoort\n\nDe achtergehouden helft: stem c, en de oneven regels van b. Doel: .99 gevonden met hooguit .03 vals.\n\n"
        "| | aantal | deel (95%) |\n|---|---|---|\n" + "\n".join(table) + "\n\n"
        f"Nu staat de grens op {SURE} (zeker) en {DOUBT} (een zachte zin). Bij een andere grens, met de zinnenlijst erbij:\n\n"
        "| zeker vanaf | gevonden | vals bij wat er op lijkt | vals bij gewone regels |\n|---|---|---|---|\n" + "\n".join(steps)
    )


def _everyday(said: Mapping[str, Sequence[dict]]) -> str:
    rows = []
    for file, lines in said.items():
        rows.append(_share(f"`{file}.txt`: kaart", sum(row["crisis"] for row in lines), len(lines)))
        rows.append(_share(f"`{file}.txt`: zachte zin", sum(row["crisis_doubt"] for row in lines), len(lines)))
    return "Bij gewone zinnen, waarvan geen enkele een crisis is:\n\n| | aantal | deel (95%) |\n|---|---|---|\n" + "\n".join(rows)


def _questions(asked: Sequence[tuple[str, str | None]], said: Sequence[dict]) -> str:
    real = [(want, row["question"]) for (_, want), row in zip(asked, said, strict=True) if want]
    none = [row["question"] for (_, want), row in zip(asked, said, strict=True) if not want]
    rows = [
        _share("het goede antwoord", sum(want == have for want, have in real), len(real)),
        _share("het antwoord op een andere vraag", sum(bool(have) and want != have for want, have in real), len(real)),
        _share("een antwoord terwijl er geen bepaalde vraag was", sum(map(bool, none)), len(none)),
    ]
    learned = [name for _, name in question_lines() if name]
    return (
        f"## Bepaalde vragen\n\n{len(set(learned))} vragen, geleerd van {len(learned)} regels; gemeten op `questions.jsonl`, van "
        "iemand die de regels niet kende. Wie geen bepaalde vraag herkend ziet, krijgt het antwoord van zijn bedoeling.\n\n"
        "| | aantal | deel (95%) |\n|---|---|---|\n" + "\n".join(rows)
    )


def _asides(lines: Sequence[tuple[str, bool]], said: Sequence[dict]) -> str:
    ours = [row["aside"] for (_, aside), row in zip(lines, said, strict=True) if aside]
    told = [row["aside"] for (_, aside), row in zip(lines, said, strict=True) if not aside]
    rows = [_share("tegen de bot, en zo gehoord", sum(ours), len(ours)), _share("van het verhaal, en er toch buiten gehouden", sum(told), len(told))]
    return (
        "## Midden in een verhaal\n\nGemeten op `asides.jsonl`. De schrijver kende onze regels niet; een deel van aside.yml is wel geschreven "
        "nadat deze regels gezien waren. Wat er ten onrechte buiten blijft, zegt de bot, en het hoort er bij een tweede keer typen wel bij.\n\n"
        "| | aantal | deel (95%) |\n|---|---|---|\n" + "\n".join(rows)
    )


def _above(text: str, urgency: float, step: float) -> bool:
    return crisis_in(text, [(1.0 if urgency >= step else 0.0, "onbekend")]).is_crisis


def _share(name: str, hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    return f"| {name} | {hits} van {of} | {hits / max(1, of):.3f} ({low:.3f}-{high:.3f}) |"


def _cross(cross: dict) -> str:
    gate = [f"| {one['from']:.2f} | " + " | ".join(f"{share:.3f}" for name, share in one.items() if name != "from") + " |" for one in cross["crisis"]]
    story = [f"| {one['from']:.1f} | {one['found']:.3f} | {one['false']:.3f} |" for one in cross["story"]]
    return (
        "## Kruisvalidatie\n\nElke schrijver van trainingsregels gelezen door een model dat geen regel van hem kende: hieruit zijn de getallen "
        f"gekozen.\n\nNauwkeurigheid {cross['accuracy']:.3f}, macro-F1 {cross['macro_f1']:.3f}, goede bij de eerste twee {cross['top2']:.3f}.\n\n"
        "Poort, op trainingsregels en op de ontwikkelhelft:\n\n| zeker vanaf | gevonden (training) | vals (training) | gevonden (poort) | "
        "vals bij wat er op lijkt |\n|---|---|---|---|---|\n"
        + "\n".join(gate)
        + f"\n\nWelke hulp past, bij wat een crisis is: goed bij {cross['crisis_kind']:.3f}."
        + "\n\nVerhaal (`story`):\n\n| vanaf | gevonden | vals |\n|---|---|---|\n"
        "" + "\n".join(story)
    )


def _pipelines() -> str:
    rows = []
    for one in json.loads((EXAM / "pipelines.json").read_text(encoding="utf-8")):
        unseen = ", ".join(f"{voice} {figure['accuracy']:.3f}" for voice, figure in one["unseen_writers"].items())
        exam = one["exam"]
        three = " | ".join(f"{exam[name]:.3f}" for name in ("accuracy", "macro_f1", "top2"))
        rows.append(f"| {one['pipeline']} | {unseen} | {three} | {one['training_s']:.0f} | {one['ms']:.1f} |")
    return (
        "## Pijplijnen naast elkaar\n\n`python -m nlu compare` meet dit opnieuw. Nauwkeurigheid op elke schrijver die het model niet kende, "
        "en op het examen.\n\n"
        "| pijplijn | ongeziene schrijvers | examen | macro-F1 | eerste twee | trainen (s) | per regel (ms) |\n|---|---|---|---|---|---|---|\n"
        + "\n".join(rows)
    )
