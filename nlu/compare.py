"""Puts the pipelines side by side, on unseen writers and on the exam. Refuses to choose: what it writes is for REPORT.md and for people.

python -m nlu compare     some ten minutes; writes nlu/evaluation/pipelines.json
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence

import numpy as np
import yaml
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import FeatureUnion

from nlu import quiet_rasa  # noqa: F401  before anything of rasa
from nlu.components.line_classifier import LineClassifier
from nlu.lines_on_disk import EXAM, HERE, Line, exam_lines, training_lines

FILE = EXAM / "pipelines.json"
OUT = (("tc", "tg"), ("ta", "te"))  # the writers that stay out, two at a time; leaving out each would take an hour
Guess = Callable[[Sequence[str]], list[list[str]]]  # of lines, the intents of each, likeliest first


def compare() -> list[dict]:
    """Each pipeline learns without one writer and is asked that writer's lines; and learns all, and is asked the exam."""
    ways = {
        "a. wat Rasa zelf rekent: tellingen, LogisticRegressionClassifier (nagebouwd)": (_rasa, {}),
        "b. eigen, woorden en letters, zonder encoder": (_own, {"vector_weight": 0.0}),
        "c. eigen, met encoder (gekozen)": (_own, {}),
        "d. als c, woorden zoals spaCy ze knipt": (_own, {"tokens": "spacy"}),
    }
    rows = []
    for name, (make, settings) in ways.items():
        known, asked = training_lines(), exam_lines("lines")
        folds = [([x for x in known if x.voice not in out], [x for x in known if x.voice in out]) for out in OUT]
        unseen = [_figures(make(learn, settings), test)[0] for learn, test in folds]
        start = time.perf_counter()
        guess = make(known, settings)
        seconds = time.perf_counter() - start
        exam, milliseconds = _figures(guess, asked)
        rows.append(
            {
                "pipeline": name,
                "unseen_writers": dict(zip(map(" en ".join, OUT), unseen, strict=True)),
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
    """What Rasa's own components compute, without Rasa: raw counts and scikit-learn's regression at strength 1.

    Its LogisticRegressionClassifier looks at a sentence's features only, where the lexical ones of tokens do not come, and it
    stores itself with a package that is not in this environment.
    """
    counts = FeatureUnion(
        [
            ("words", CountVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b")),
            ("letters", CountVectorizer(analyzer="char_wb", ngram_range=(2, 4))),
        ]
    )
    model = LogisticRegression(max_iter=100, random_state=42)
    model.fit(counts.fit_transform([line.text for line in known]), [line.intent for line in known])
    return lambda lines: [[model.classes_[place] for place in np.argsort(-row)] for row in model.predict_proba(counts.transform(lines))]
