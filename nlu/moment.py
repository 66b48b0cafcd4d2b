"""Says whether a story happened while looking for a stage or on the work floor: by words and model. Refuses to guess: then the bot asks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from nlu.phrase_matcher import Phrases

FILE = Path(__file__).resolve().parent / "moment.yml"
MODEL_WEIGHS, UNSURE_MODEL = 0.6, 0.05  # a phrase weighs 1, the model's log odds this; below the second it says little
CLEAR_FROM = 0.35


def phase_in(text: str, readings: Sequence[Mapping[str, float]]) -> str | None:
    """`readings` gives the chance of each intent, for the whole and for each part of the message."""
    looking = max((chances.get("ervaring_zoeken", 0.0) for chances in readings), default=0.0)
    # what oversteps somebody's boundary (`grens`) happens at the stage
    working = max((chances.get("ervaring_werkvloer", 0.0) + chances.get("grens", 0.0) for chances in readings), default=0.0)
    score = words_say(text) + MODEL_WEIGHS * math.log((looking + UNSURE_MODEL) / (working + UNSURE_MODEL))
    if abs(score) < CLEAR_FROM:
        return None
    return "zoeken" if score > 0 else "werkvloer"


def words_say(text: str) -> float:
    """Above nought for looking, below for working; each place in the text counts once, and a long text no more than a short one."""
    found = _phrases().find(text)
    looking, working = (len(_apart(found.get(name, []))) for name in ("zoeken", "werkvloer"))
    return 2.0 * (looking - working) / math.sqrt(looking + working) if looking + working else 0.0


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without those that overlap an earlier one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


@cache
def _phrases() -> Phrases:
    return Phrases(yaml.safe_load(FILE.read_text(encoding="utf-8")))
