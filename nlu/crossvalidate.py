"""Measures the classifier on lines of writers that it did not learn from. Refuses to measure on its own training lines, and to touch the exam.

The constants in config.yml, crisis.py, story.py, components/ and `unsure_below` in routes.yml come from the figures that this prints.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import yaml
from sklearn.metrics import f1_score

from nlu import quiet_rasa  # noqa: F401  before anything of rasa
from nlu.components.features import Once
from nlu.components.line_classifier import LineClassifier
from nlu.components.lines import parts
from nlu.crisis import crisis_in, strongest
from nlu.lines_on_disk import HERE, gate_lines, training_lines
from nlu.story import TELLING

CANNOT_TELL = {"is_dit_discriminatie", "niet_geloofd", "crisis", "emotie", "bang_gevolgen"}  # these may hold a story as well


FOLDS = 4  # of whole writers


class Measured(NamedTuple):
    """Of every training line what a classifier said that knew no line of its writer, and of the gate's own lines that it did not learn."""

    lines: np.ndarray
    intents: np.ndarray
    names: np.ndarray
    chances: np.ndarray
    urgent: np.ndarray
    own: np.ndarray
    own_real: np.ndarray
    own_urgent: np.ndarray
    own_kind: np.ndarray
    own_kind_read: np.ndarray


def measured(**other: object) -> Measured:
    """`other` changes what config.yml says. By folds of whole writers, of intents and of gate lines."""
    settings = yaml.safe_load((HERE / "config.yml").read_text(encoding="utf-8"))["pipeline"][0]
    settings = {name: value for name, value in settings.items() if name != "name"} | other
    known, gate = training_lines(), gate_lines()
    lines, intents, voices = (np.array([line[place] for line in known]) for place in range(3))
    own, own_real, own_kind, own_voices = (np.array([line[place] for line in gate]) for place in range(4))
    names = np.unique(intents)
    fold, turn = _folds(voices), _folds(own_voices)
    chances, urgent, own_urgent, own_read = np.zeros((len(lines), len(names))), np.zeros(len(lines)), np.zeros(len(own)), np.empty(len(own), object)
    vectors = Once()
    for number in range(FOLDS):
        classifier, learn = LineClassifier(**settings), fold != number
        classifier.features.vectors = vectors.of(classifier.features.vectors)  # the encoder learns nothing: each line once is enough
        more = [line[:3] for line, other in zip(gate, turn != number, strict=True) if other]
        classifier.fit(list(lines[learn]), list(intents[learn]), more)
        chances[~learn], urgent[~learn], _ = _read(classifier, lines[~learn])
        _, own_urgent[turn == number], own_read[turn == number] = _read(classifier, own[turn == number])
    return Measured(lines, intents, names, chances, urgent, own, own_real, own_urgent, own_kind, own_read)


def _folds(voices: np.ndarray) -> np.ndarray:
    """The writers over the folds, a writer never over two."""
    writers = sorted(set(voices))
    return np.array([writers.index(voice) % FOLDS for voice in voices])


def _read(classifier: LineClassifier, lines: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The chances of each line, how much it or a part of it looks like a crisis, and which."""
    chances, *whole = classifier.read(list(lines))
    inside = [parts(line) for line in lines]
    every = [part for found in inside for part in found]
    of_parts = zip(*classifier.read(every)[1:], strict=True) if every else iter(())
    seen = [strongest([one, *(next(of_parts) for _ in found)]) for one, found in zip(zip(*whole, strict=True), inside, strict=True)]
    return chances, np.array([chance for chance, _ in seen]), np.array([kind for _, kind in seen], object)


def crossvalidate() -> dict:
    """Accuracy, macro-F1 and top-2; for each threshold what the crisis gate, the look for stories and the question "which of two" give."""
    seen = measured()
    right, sure = seen.names[seen.chances.argmax(axis=1)] == seen.intents, seen.chances.max(axis=1)
    return {
        "lines": len(seen.lines),
        **figures(seen),
        "crisis": [_crisis(seen, step) for step in (0.08, 0.10, 0.12, 0.15, 0.18, 0.20, 0.22, 0.25, 0.30, 0.35, 0.40)],
        "crisis_kind": share((seen.own_kind == seen.own_kind_read)[seen.own_real]),
        "story": _story(seen.intents, seen.chances[:, np.isin(seen.names, TELLING)].sum(axis=1)),
        "calibration": calibration(sure, right),
        "unsure": [_unsure(seen, sure, right, step) for step in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)],
    }


def figures(seen: Measured) -> dict:
    """The three that the project aims at."""
    best = np.argsort(-seen.chances, axis=1)
    return {
        "accuracy": share(seen.names[best[:, 0]] == seen.intents),
        "macro_f1": round(float(f1_score(seen.intents, seen.names[best[:, 0]], average="macro")), 4),
        "top2": share((seen.names[best[:, :2]] == seen.intents[:, None]).any(axis=1)),
    }


def calibration(sure: np.ndarray, right: np.ndarray) -> list[dict]:
    """By tenths of confidence: how sure it said to be, how often it was right, of how many lines."""
    tenths = np.minimum((sure * 10).astype(int), 9)
    return [
        {"from": tenth / 10, "sure": share(sure[tenths == tenth]), "right": share(right[tenths == tenth]), "lines": int((tenths == tenth).sum())}
        for tenth in range(10)
        if (tenths == tenth).any()
    ]


def _crisis(seen: Measured, step: float) -> dict:
    real = seen.intents == "crisis"
    by_list, own_by_list = (np.array([crisis_in(line, [(0.0, "onbekend")]).is_crisis for line in lines]) for lines in (seen.lines, seen.own))
    found, own_found = by_list | (seen.urgent >= step), own_by_list | (seen.own_urgent >= step)
    return {
        "from": step,
        "found": share(found[real]),
        "false_among_all_lines": share(found[~real]),
        "own_found": share(own_found[seen.own_real]),
        "false_among_hard_negatives": share(own_found[~seen.own_real]),
    }


def _story(intents: np.ndarray, telling: np.ndarray) -> list[dict]:
    real = np.isin(intents, TELLING)
    other = ~real & ~np.isin(intents, list(CANNOT_TELL))
    return [{"from": step, "found": share(telling[real] >= step), "false": share(telling[other] >= step)} for step in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)]


def _unsure(seen: Measured, sure: np.ndarray, right: np.ndarray, step: float) -> dict:
    """Below `step` the bot offers the two likeliest: `helped` are those where one of the two is right and the first was not."""
    asked, best = sure < step, np.argsort(-seen.chances, axis=1)
    either = (seen.names[best[:, :2]] == seen.intents[:, None]).any(axis=1)
    return {
        "below": step,
        "asked": share(asked),
        "asked_needlessly": share(asked & right),
        "helped": share(asked & ~right & either),
        "answered_wrong": share(~asked & ~right),
    }


def share(hits: np.ndarray) -> float:
    """Rounded to four decimals."""
    return round(float(np.mean(hits)), 4)
