"""Trains the model out of nlu/data, when something changed since the last time. Refuses to leave half a model behind."""

from __future__ import annotations

import fcntl
import functools
import hashlib
import os
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODELS = HERE / "models"
MODEL = MODELS / "stagemaat.tar.gz"
STAMP = MODELS / "stagemaat.sha256"


def fingerprint() -> str:
    """Of all that the model is made from."""
    files = [
        HERE / name for name in ("config.yml", "requirements.txt", "typing.yml", "concepts.yml", "aside.yml", "gate.jsonl", "evaluation/crisis.jsonl")
    ]
    made_from = [
        *files,
        *sorted((HERE / "components").glob("*.py")),
        *sorted((HERE / "data").glob("*.yml")),
        *sorted((HERE / "questions").glob("*.yml")),
    ]
    digest = hashlib.sha256()
    for path in made_from:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_fresh() -> bool:
    """Whether the model on disk is of these lines and this pipeline."""
    return MODEL.exists() and STAMP.exists() and STAMP.read_text() == fingerprint()


def train() -> bool:
    """Trains if needed; returns whether it did. A minute. Who comes while another trains waits, and finds it done."""
    if is_fresh():
        return False
    MODELS.mkdir(exist_ok=True)
    with open(MODELS / ".bezig", "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if is_fresh():
            return False
        _train()
    return True


def _train() -> None:
    import contextlib
    import io

    from nlu.quiet_rasa import train_nlu

    _read_lines_once()
    made_from = fingerprint()  # before: what is edited meanwhile is not in this model
    with tempfile.TemporaryDirectory(dir=MODELS) as passing, contextlib.redirect_stdout(io.StringIO()):
        made = train_nlu(str(HERE / "config.yml"), str(HERE / "data"), passing, fixed_model_name="stagemaat")
        if not made:
            raise RuntimeError("rasa trained nothing")
        os.replace(made, MODEL)
    STAMP.write_text(made_from)


def _read_lines_once() -> None:
    """Rasa reads all lines twice, as it names the language once and once not: a tenth of the time of training."""
    from rasa.shared.importers import utils

    read = functools.cache(utils.training_data_from_paths)
    utils.training_data_from_paths = lambda paths, language: read(tuple(paths), "nl")
