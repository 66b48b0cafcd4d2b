"""Imports Rasa so that it keeps silent. Refuses to let it print messages, phone home or use TensorFlow.

Import this before anything of rasa. Until its log is set to WARNING, Rasa prints every message that it parses.
"""

from __future__ import annotations

import logging
import os
import warnings
from pathlib import Path

from nlu import hollow_tensorflow

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"  # of the tracker store, which only the peer of the bench uses
os.environ["LOG_LEVEL"] = "WARNING"
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # sums this small are slower when threads share them
hollow_tensorflow.install()

# Rasa's own log lines can hold message text, also those at a higher level; ours never do and are raised as exceptions.
logging.disable(logging.CRITICAL)
# Libraries of 2023 complain about each other, some of them with a filter of their own; their lines can quote data too.
warnings.showwarning = lambda *parts, **named: None
# Rasa would keep every training it did; ours takes seconds, and only the last one counts.
os.environ["RASA_CACHE_DIRECTORY"] = str(Path(__file__).resolve().parent / "models" / "cache")
os.environ["RASA_MAX_CACHE_SIZE"] = "0"

import rasa.utils.log_utils  # noqa: E402

rasa.utils.log_utils.configure_structlog(logging.CRITICAL)

import rasa.engine.recipes.default_components  # noqa: E402, F401
from rasa.core.agent import Agent  # noqa: E402
from rasa.model_training import train_nlu  # noqa: E402

hollow_tensorflow.refuse()

__all__ = ["Agent", "train_nlu"]
