"""Reads config.yml, what a school edits. Refuses a file with anything unknown or impossible in it, and says on which line and how to mend it."""

from __future__ import annotations

import difflib
import itertools
import re
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.config_model import Config, Holiday, Holidays, MailConfig, Part, Retention, Terms
from bot.errors import OperatorError, operator_words

__all__ = ["Config", "Holiday", "Holidays", "MailConfig", "Terms", "load_config"]

LONGEST_HOLIDAY = 70


def load_config(path: Path) -> Config:
    """The whole file, checked. Raises OperatorError with one line a problem: `config.yml:LINE: what, and the mend`."""
    tree = _parse(path)
    try:
        config = Config.model_validate(tree)
    except ValidationError as error:
        raise _problems(path, [_translate(tree, problem) for problem in error.errors()]) from None
    problems = _cross_checks(config, tree)
    if problems:
        raise _problems(path, problems)
    return config


def _parse(path: Path) -> CommentedMap:
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        tree = YAML(typ="rt").load(text)
    except FileNotFoundError:
        raise OperatorError("config-weg", pad=path) from None
    except (OSError, UnicodeDecodeError):
        raise OperatorError("config-onleesbaar", pad=path) from None
    except DuplicateKeyError as error:
        raise _problems(path, [(_mark(error), operator_words().say("config-dubbele-sleutel"))]) from None
    except YAMLError as error:
        raise _problems(path, [(_mark(error), operator_words().say("config-geen-yaml"))]) from None
    except ValueError:  # a date like 2027-13-03: YAML's reader stumbles over it without saying where
        wrong = [number for number, line in enumerate(text.splitlines(), 1) if any(map(_impossible, _DATE.findall(line)))]
        kind = operator_words().say("config-soort-datum")
        raise _problems(path, [(number, operator_words().say("config-waarde", naam="datum", soort=kind)) for number in wrong or [1]]) from None
    if not isinstance(tree, CommentedMap):
        raise _problems(path, [(1, operator_words().say("config-geen-yaml"))])
    return tree


_DATE = re.compile(r"\b\d{4}-\d\d?-\d\d?\b")


def _impossible(text: str) -> bool:
    try:
        date(*map(int, text.split("-")))
    except ValueError:
        return True
    return False


def _mark(error: YAMLError) -> int:
    mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


def _problems(path: Path, problems: list[tuple[int, str]]) -> OperatorError:
    return OperatorError("config", regels="\n".join(f"{path.name}:{line}: {text}" for line, text in sorted(problems)))


def _line(tree: Any, place: tuple[int | str, ...]) -> int:
    """The line (from 1) of a place in the tree, or of the nearest thing around it that is there."""
    line = 1
    for step in place:
        try:
            if isinstance(tree, CommentedMap) and step in tree:
                line = tree.lc.key(step)[0] + 1
            elif isinstance(tree, CommentedSeq):
                line = tree.lc.item(step)[0] + 1
            tree = tree[step]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return line


_BOUNDS = {"greater_than_equal": "config-te-klein", "less_than_equal": "config-te-groot"}


def _translate(tree: CommentedMap, problem: Any) -> tuple[int, str]:
    """pydantic's problem in Dutch."""
    place, kind, limits = problem["loc"], problem["type"], problem.get("ctx", {})
    name = ".".join(str(step + 1) if isinstance(step, int) else step for step in place)
    say = operator_words().say
    if kind == "missing":
        text = say("config-ontbreekt", naam=name)
    elif kind == "extra_forbidden":
        near = difflib.get_close_matches(str(place[-1]), _known(place[:-1]), n=1)
        text = say("config-bijna" if near else "config-onbekend", naam=name, bedoeld=near[0] if near else "")
    elif kind in _BOUNDS:
        text = say(_BOUNDS[kind], naam=name, grens=limits.get("ge", limits.get("le")))
    elif kind == "literal_error":
        text = say("config-keuze", naam=name, keuze=limits["expected"].replace(" or ", " of "))
    else:
        text = say("config-waarde", naam=name, soort=say(f"config-soort-{_kind(place)}"))
    return _line(tree, place), text


_KINDS = {"mail": "mail", "van": "datum", "tot": "datum", "id": "id", "vervanger": "id", "url": "url", "versleuteld": "janee"}
_GROUPS = ("termijnen", "bewaren", "vakanties", "nlu", "mail", "web", "herstelsleutel")
_WHOLE = {field.alias for part in (Terms, Retention) for field in part.model_fields.values()} | {"poort"}


def _kind(place: tuple[int | str, ...]) -> str:
    """What belongs at a place, as a section of beheer.md (config-soort-…) names it."""
    key = place[-1] if place else ""
    if place == ("mail", "van"):
        return "mail"
    if key in ("ontvangers", "dagen"):
        return "lijst"
    if isinstance(key, int) or not key or (len(place) == 1 and key in _GROUPS):
        return "groep"
    return "getal" if key in _WHOLE else _KINDS.get(key, "tekst")


def _known(place: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand at a place."""
    model: Any = Config
    for step in place:
        if isinstance(step, int):
            continue
        field = next(f for name, f in model.model_fields.items() if (f.alias or name) == step)
        model = next(part for part in _parts(field.annotation))
    return [field.alias or name for name, field in model.model_fields.items()]


def _parts(annotation: Any) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [part for inner in getattr(annotation, "__args__", ()) for part in _parts(inner)]


def _cross_checks(config: Config, tree: CommentedMap) -> list[tuple[int, str]]:
    """What no single value shows."""
    say = operator_words().say
    problems = []
    ids = [recipient.id for recipient in config.recipients]
    for place, recipient in enumerate(config.recipients):
        if recipient.id in ids[:place]:
            problems.append((_line(tree, ("ontvangers", place, "id")), say("config-dubbel", id=recipient.id)))
        if recipient.deputy is not None and (recipient.deputy not in ids or recipient.deputy == recipient.id):
            problems.append((_line(tree, ("ontvangers", place, "vervanger")), say("config-vervanger", id=recipient.deputy, ids=", ".join(ids))))
    if config.recovery and config.recovery.id in ids:
        problems.append((_line(tree, ("herstelsleutel", "id")), say("config-herstel-ontvanger", id=config.recovery.id)))
    order = [("eerste_antwoord", config.terms.first_answer), ("gesprek", config.terms.conversation)]
    order += [("stappen", config.terms.steps), ("uitkomst", config.terms.outcome)]
    for (before, days), (after, more) in itertools.pairwise(order):
        if more < days:
            problems.append((_line(tree, ("termijnen", after)), say("config-volgorde", na=after, voor=before, dagen=days)))
    for place, holiday in enumerate(config.holidays.days):
        if not 0 <= (holiday.last - holiday.first).days < LONGEST_HOLIDAY:
            problems.append((_line(tree, ("vakanties", "dagen", place)), say("config-vakantie", naam=holiday.name, dagen=LONGEST_HOLIDAY)))
    return problems
