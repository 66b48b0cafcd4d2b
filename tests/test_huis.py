"""The house keeps its shape: who may import whom, and what a file must begin with (design.md section 1)."""

from __future__ import annotations

import ast
import inspect
import subprocess
from pathlib import Path

import pytest

from flows import engine

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [path for part in ("bot", "flows", "nlu") for path in sorted((ROOT / part).rglob("*.py")) if ".venv" not in path.parts]
SOURCE_IDS = [str(path.relative_to(ROOT)) for path in SOURCES]


def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def users_of(library: str) -> set[str]:
    return {str(path.relative_to(ROOT)) for path in SOURCES if any(name.split(".")[0] == library for name in imports(path))}


def test_no_part_calls_back_up():
    for path in SOURCES:
        part = path.relative_to(ROOT).parts[0]
        parts = {name.split(".")[0] for name in imports(path)}
        forbidden = {"bot": {"nlu", "rasa"}, "flows": {"bot", "nlu", "rasa"}, "nlu": {"bot", "flows"}}[part]
        assert not parts & forbidden, f"{path} imports {parts & forbidden}"


def test_the_core_does_no_io_knows_no_clock_and_throws_no_dice():
    pure = ["engine", "routing", "play", "walk", "saying", "lock", "session", "matching", "guards", "model", "markup", "noticing", "practice"]
    for name in pure:
        used = {module.split(".")[0] for module in imports(ROOT / "flows" / f"{name}.py")}
        assert not used & {"os", "pathlib", "random", "secrets", "time", "sqlite3", "httpx", "socket", "asyncio", "logging"}, name
        assert ".now(" not in (ROOT / "flows" / f"{name}.py").read_text(encoding="utf-8")


def test_each_library_has_its_one_place():
    assert all(path.startswith("bot/store/") for path in users_of("sqlite_utils"))
    assert users_of("pyrage") == {"bot/sealing.py"}
    assert all(path.startswith("bot/channels/telegram/") for path in users_of("telegram"))
    assert all(path.startswith("nlu/") for path in users_of("rasa"))


@pytest.mark.parametrize("path", SOURCES, ids=SOURCE_IDS)
def test_a_file_says_what_it_does_and_what_it_refuses(path):
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert "efuse" in said, f"{path}: the docstring says what it does, not what it refuses"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 320


def test_no_method_of_the_engine_hides_another_of_the_same_name():
    """Its parts share one object: a second method of one name is never the one that the first part meant, unless it asks that too."""
    defined: dict[str, list[str]] = {}
    for part in reversed(engine._Turn.__mro__):
        for name, function in vars(part).items():
            if inspect.isfunction(function) and not name.startswith("__"):
                asks_it_too = f"super().{name}(" in inspect.getsource(function)
                defined.setdefault(name, []).extend([] if asks_it_too else [part.__name__])
    assert {name: parts for name, parts in defined.items() if len(parts) > 1} == {}


def test_no_package_registry_is_named_in_what_is_committed():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "registry.npm" + "js", "npmjs" + ".org"]
    for name in filter(None, listed):
        path = ROOT / name
        if path.is_file():
            text = path.read_bytes().decode("utf-8", errors="ignore")
            assert not any(host in text for host in hosts), name
