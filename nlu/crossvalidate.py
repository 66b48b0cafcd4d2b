"""Measures the classifier on lines that it did not learn from, fold by fold. Refuses to measure on its own training lines.

The constants in config.yml, crisis.py and story.py come from the figures that this prints.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from nlu import quiet_rasa  # noqa: F401  before anything of rasa
from nlu.components.intent_classifier import LineClassifier
from nlu.components.lines import parts
from nlu.crisis import crisis_in
from nlu.story import TELLING

HERE = Path(__file__).resolve().parent
CANNOT_TELL = {"is_dit_discriminatie", "niet_geloofd", "crisis", "emotie", "bang_gevolgen"}  # these may hold a story as well


def examples() -> tuple[list[str], list[str]]:
    """All training lines and their intents."""
    lines, intents = [], []
    for path in sorted((HERE / "data").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            own = [line.removeprefix("-").strip() for line in block["examples"].splitlines() if line.strip()]
            lines += own
            intents += [block["intent"]] * len(own)
    return lines, intents


def crossvalidate(folds: int = 5) -> dict:
    """Accuracy, macro-F1 and top-2 by folds; for each threshold what the crisis gate and the look for stories find and invent."""
    pipeline = yaml.safe_load((HERE / "config.yml").read_text(encoding="utf-8"))["pipeline"][0]
    lines, intents = map(np.array, examples())
    names = np.unique(intents)
    chances, crisis, at = np.zeros((len(lines), len(names))), np.zeros(len(lines)), list(names).index("crisis")
    for learn, test in StratifiedKFold(folds, shuffle=True, random_state=0).split(lines, intents):
        classifier = LineClassifier(pipeline["strength"], pipeline["vector_weight"])
        classifier.fit(list(lines[learn]), list(intents[learn]))
        chances[test] = classifier.probabilities(list(lines[test]))
        for place in test:
            inside = parts(lines[place])
            rows = classifier.probabilities(inside) if inside else chances[place][None]
            crisis[place] = max(chances[place, at], rows[:, at].max())
    best = np.argsort(-chances, axis=1)
    return {
        "lines": len(lines),
        "accuracy": _share(names[best[:, 0]] == intents),
        "macro_f1": round(float(f1_score(intents, names[best[:, 0]], average="macro")), 4),
        "top2": _share((names[best[:, :2]] == intents[:, None]).any(axis=1)),
        "crisis": _crisis(lines, intents == "crisis", crisis),
        "story": _story(intents, chances[:, np.isin(names, TELLING)].sum(axis=1)),
    }


def _crisis(lines: np.ndarray, real: np.ndarray, chance: np.ndarray) -> list[dict]:
    by_list = np.array([crisis_in(line, 0.0).is_crisis for line in lines])
    return [
        {
            "from": step,
            "model": {"found": _share(chance[real] >= step), "false": _share(chance[~real] >= step)},
            "model_and_list": {"found": _share((by_list | (chance >= step))[real]), "false": _share((by_list | (chance >= step))[~real])},
        }
        for step in (0.06, 0.08, 0.10, 0.12, 0.15, 0.20, 0.25, 0.30, 0.40)
    ]


def _story(intents: np.ndarray, telling: np.ndarray) -> list[dict]:
    real = np.isin(intents, TELLING)
    other = ~real & ~np.isin(intents, list(CANNOT_TELL))
    return [
        {"from": step, "found": _share(telling[real] >= step), "false": _share(telling[other] >= step)} for step in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
    ]


def _share(hits: np.ndarray) -> float:
    return round(float(np.mean(hits)), 4)
