"""Every OperatorError in the code has its Dutch text, with the places that the code fills."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.errors import operator_words

BOT = Path(__file__).parents[2] / "bot"


def raised() -> list[tuple[str, str, set[str]]]:
    """(where, key, names of values) of each OperatorError("key", name=…) in bot/."""
    found = []
    for path in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "OperatorError" and node.args:
                for key in _texts(node.args[0]):
                    found.append((f"{path.name}:{node.lineno}", key, {word.arg or "" for word in node.keywords}))
    return found


def _texts(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


@pytest.mark.parametrize(("where", "key", "values"), raised())
def test_its_words_are_there(where: str, key: str, values: set[str]):
    assert key in operator_words(), where
    assert operator_words()[key].places <= values or "" in values, where
