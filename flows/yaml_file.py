"""Reads one YAML 1.2 file that remembers its lines. Refuses what is not a mapping, with file, line and mend."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML, YAMLError
from ruamel.yaml.comments import CommentedMap

from flows.words import ContentError, Problem


def read_yaml(path: Path) -> CommentedMap:
    """The mapping in `path`, to be read and not changed. Raises ContentError when it is missing, not UTF-8 or not YAML."""
    try:
        document = _parsed(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ContentError([Problem(str(path), 1, "dit bestand ontbreekt")]) from None
    except UnicodeDecodeError:
        raise ContentError([Problem(path.name, 1, "dit bestand is geen UTF-8: sla het op als UTF-8")]) from None
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "is geen YAML"
        mend = f"deze YAML is niet te lezen ({what}): kijk naar de inspringing en de dubbele punten op en boven deze regel"
        raise ContentError([Problem(path.name, mark.line + 1 if mark else 1, mend)]) from None
    if not isinstance(document, CommentedMap):
        raise ContentError([Problem(path.name, 1, "hier hoort een lijst van namen met een dubbele punt te staan")])
    return document


@lru_cache(maxsize=256)  # the same text is the same document, and nobody changes it: the checks of a test run read each file a hundred times
def _parsed(source: str) -> object:
    return YAML(typ="rt").load(source)


def line_of(mapping: CommentedMap, key: str) -> int:
    """The line, counted from 1, on which `key` stands."""
    return mapping.lc.key(key)[0] + 1
