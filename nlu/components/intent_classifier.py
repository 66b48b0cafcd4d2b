"""The one component of the pipeline: Rasa's side of the line classifier. Refuses to store code in the model, and to look trained when it is not.

Besides the intent of the message it gives the probabilities of the message's parts, so that a story next to a question is seen,
and of all of them how much they look like something that cannot wait.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.aside_finder import AsideFinder
from nlu.components.features import Once
from nlu.components.line_classifier import LineClassifier, Seen
from nlu.components.lines import parts
from nlu.components.question_finder import NONE, QuestionFinder
from nlu.lines_on_disk import aside_lines, asks_nothing, gate_lines, orders_and_accounts, question_lines


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class StagemaatIntentClassifier(IntentClassifier, GraphComponent):
    """Needs no tokenizer or featurizer before it."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource):
        self._storage, self._resource = model_storage, resource
        self.lines = LineClassifier(config["ridge"], config["vector_weight"], config["sharpness"], config["tokens"])
        self.questions = QuestionFinder(self.lines)
        self.asides = AsideFinder(self.lines)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Chosen by cross-validation, see nlu/config.yml."""
        return {"ridge": 0.5, "vector_weight": 1.5, "sharpness": 19.0, "tokens": "plain"}

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
            component.questions.restore(folder)
            component.asides.restore(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the example lines, and the gate also from its own development half; stores what it learned."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self.lines.features.vectors = Once().of(self.lines.features.vectors)  # most lines that ask nothing are learned as well
        own = [(line.text, line.crisis, line.kind) for line in gate_lines()]
        self.lines.fit([example.get(TEXT) for example in examples], [example.get(INTENT) for example in examples], own)
        asked = [*question_lines(), *((line, NONE) for line in asks_nothing())]
        self.questions.fit([line for line, _ in asked], [name for _, name in asked])
        self.asides.fit(orders_and_accounts(), aside_lines())
        with self._storage.write_to(self._resource) as folder:
            self.lines.save(folder)
            self.questions.save(folder)
            self.asides.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds `intent`, the whole `intent_ranking`, `parts`: the same of each part of the message, `crisis`: of the whole and
        each part how much it looks like one, and which help would fit; of the whole `questions`, the likeliest of nlu/questions,
        and `aside`, how much it looks like something said to the bot."""
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            seen = self.lines.see([text, *parts(text)])
            rows, urgent, kinds = self.lines.judge(seen)
            whole, *rest = rows
            ranking = [{"name": self.lines.intents[place], "confidence": float(whole[place])} for place in np.argsort(-whole)]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set("parts", [dict(zip(self.lines.intents, map(float, row), strict=True)) for row in rest], add_to_output=True)
            message.set("crisis", [[float(one), kind] for one, kind in zip(urgent, kinds, strict=True)], add_to_output=True)
            message.set("questions", [list(one) for one in self.questions.likeliest(seen)], add_to_output=True)
            message.set("aside", float(self.asides.read(Seen(*(part[:1] for part in seen)))[0]), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after it learns from its answers."""
        return training_data
