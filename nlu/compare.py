"""Puts the pipelines side by side, on unseen writers and on the exam. Refuses to choose: what it writes is for REPORT.md and for people.

python -m nlu compare     some ten minutes; writes nlu/evaluation/pipelines.json
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import yaml
from sklearn.metrics import f1_score

from nlu.components.line_classifier import LineClassifier
from nlu.lines_on_disk import EXAM, HERE, Line, exam_lines, training_lines
from nlu.quiet_rasa import Agent, train_nlu

FILE = EXAM / "pipelines.json"
RASA = [
    {"name": "WhitespaceTokenizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "word", "max_ngram": 2},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 2, "max_ngram": 4},
    {"name": "LogisticRegressionClassifier", "max_iter": 100},
]
Guess = Callable[[Sequence[str]], list[list[str]]]  # of lines, the intents of each, likeliest first


def compare() -> list[dict]:
    """Each pipeline learns without one writer and is asked that writer's lines; and learns all, and is asked the exam."""
    ways = {
        "a. Rasa: lexicale kenmerken, tellingen, LogisticRegressionClassifier": (_rasa, {}),
        "b. eigen, woorden en letters, zonder encoder": (_own, {"vector_weight": 0.0}),
        "c. eigen, met encoder (gekozen)": (_own, {}),
        "d. als c, woorden zoals spaCy ze knipt": (_own, {"tokens": "spacy"}),
    }
    rows = []
    for name, (make, settings) in ways.items():
        known, asked = training_lines(), exam_lines("lines")
        writers = sorted({line.voice for line in known})
        writers = writers[-1:] if make is _rasa else writers  # its training takes minutes
        folds = [([x for x in known if x.voice != writer], [x for x in known if x.voice == writer]) for writer in writers]
        unseen = [_figures(make(learn, settings), test)[0] for learn, test in folds]
        start = time.perf_counter()
        guess = make(known, settings)
        seconds = time.perf_counter() - start
        exam, milliseconds = _figures(guess, asked)
        rows.append(
            {
                "pipeline": name,
                "unseen_writers": dict(zip(writers, unseen, strict=True)),
                "exam": exam,
                "training_s": round(seconds, 1),
                "ms": milliseconds,
            }
        )
        FILE.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return rows


def _figures(guess: Guess, lines: Sequence[Line]) -> tuple[dict, float]:
    start = time.perf_counter()
    said = [guess([line.text])[0] for line in lines]
    each = (time.perf_counter() - start) / len(lines) * 1000
    wanted = [line.intent for line in lines]
    return {
        "accuracy": round(float(np.mean([one[0] == want for one, want in zip(said, wanted, strict=True)])), 4),
        "macro_f1": round(float(f1_score(wanted, [one[0] for one in said], average="macro", zero_division=0)), 4),
        "top2": round(float(np.mean([want in one[:2] for one, want in zip(said, wanted, strict=True)])), 4),
    }, round(each, 2)


def _own(known: Sequence[Line], changed: dict) -> Guess:
    settings = yaml.safe_load((HERE / "config.yml").read_text(encoding="utf-8"))["pipeline"][0]
    classifier = LineClassifier(**({name: value for name, value in settings.items() if name != "name"} | changed))
    classifier.fit([line.text for line in known], [line.intent for line in known])
    return lambda lines: [[classifier.intents[place] for place in np.argsort(-row)] for row in classifier.read(lines)[0]]


def _rasa(known: Sequence[Line], _: dict) -> Guess:
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        here = Path(folder)
        (here / "config.yml").write_text(
            yaml.safe_dump({"recipe": "default.v1", "assistant_id": "x", "language": "nl", "policies": [], "pipeline": RASA})
        )
        intents = sorted({line.intent for line in known})
        blocks = [{"intent": name, "examples": "\n".join(f"- {line.text}" for line in known if line.intent == name)} for name in intents]
        (here / "data").mkdir()
        (here / "data" / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True), encoding="utf-8")
        agent = Agent.load(train_nlu(str(here / "config.yml"), str(here / "data"), folder, fixed_model_name="rasa"))

    def guess(lines: Sequence[str]) -> list[list[str]]:
        return [[one["name"] for one in asyncio.run(agent.parse_message(line.lstrip("/ ")))["intent_ranking"]] for line in lines]

    return guess
