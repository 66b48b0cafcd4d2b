"""Lets Rasa be imported without TensorFlow. Refuses to let anything of TensorFlow be used: calling it raises.

Rasa 3.6 imports TensorFlow in nearly every module, also for pipelines that never touch it. The modules given here can be
imported, subclassed and used as decorator or annotation. After `refuse` whoever makes an object of them or calls a
function gets TensorFlowIsHollow. docs/besluiten says why this is better than 2 GB of TensorFlow.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

TENSORFLOW = frozenset({"tensorflow", "tensorflow_hub", "tensorflow_text", "tensorflow_addons", "keras"})
# Rasa's chat connectors, plots and cloud clients: imported at start, never used here; 40 MB of memory, 150 MB of disk.
UNUSED = frozenset(
    {
        "matplotlib", "PIL", "boto3", "botocore", "aiogram", "slack_sdk", "twilio", "pymongo", "redis", "webexteamssdk", "fbmessenger",
        "socketio", "engineio", "mattermostwrapper", "rocketchat_API", "google", "cachecontrol", "aio_pika", "aiormq", "sentry_sdk",
    }
)  # fmt: skip
ROOTS = TENSORFLOW | UNUSED


class TensorFlowIsHollow(RuntimeError):
    """Something tried to compute with TensorFlow, which is not installed here on purpose."""

    def __init__(self) -> None:
        super().__init__("Een onderdeel in nlu/config.yml heeft TensorFlow nodig, of iets anders dat hier niet in zit: kies een ander onderdeel.")


class _HollowType(type):
    strict = False  # while Rasa is being imported, its class bodies call TensorFlow's decorators and make constants

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Hollow

    def __or__(cls, other: object) -> Any:
        return cls

    __ror__ = __or__

    def __call__(cls, *args: Any, **options: Any) -> Any:
        if _HollowType.strict:
            raise TensorFlowIsHollow
        # `@tf.function` gets one function or class and must give it back
        decorates = cls is Hollow and len(args) == 1 and not options and callable(args[0])
        return args[0] if decorates else super().__call__(*args, **options)


class Hollow(metaclass=_HollowType):
    """Stands for every class, function and constant of TensorFlow. Its subclasses (DIET's layers) are as hollow."""

    def __init__(self, *args: Any, **options: Any):
        pass

    def __class_getitem__(cls, item: object) -> Any:
        return cls

    def __call__(self, *args: Any, **options: Any) -> Any:
        if _HollowType.strict:
            raise TensorFlowIsHollow
        return args[0] if len(args) == 1 and callable(args[0]) else Hollow()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Hollow


class _HollowModule(ModuleType):
    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Hollow


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] in ROOTS else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _HollowModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def install() -> None:
    """Puts the finder first. Twice does nothing twice. Call it before rasa is imported."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


def refuse() -> None:
    """From now on every use raises TensorFlowIsHollow. Call it when rasa and its components are imported."""
    _HollowType.strict = True
