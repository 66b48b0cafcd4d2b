"""Reads content/nl/uitzonderingen.yml: what a language rule lets pass, and why. Refuses one that is not needed any more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from flows.check.student_texts import Line
from flows.words import Problem
from flows.yaml_file import line_of, read_yaml

FILE = "uitzonderingen.yml"
RULES = ("lang", "moeilijk", "lijdend", "leesbaarheid", "voorlezen")


@dataclass(frozen=True)
class Finding:
    """What a rule found: `what` are the words that it stumbled over, in lower case (empty: the whole), within `sentence`."""

    rule: str
    line: Line
    sentence: str
    what: str
    mend: str


def less_exceptions(findings: list[Finding], content: Path) -> list[Problem]:
    """The findings without an exception, and the exceptions without a finding. Raises ContentError when the file cannot be read."""
    path = content / FILE
    raw = read_yaml(path)
    problems = []
    excused: set[int] = set()
    for rule, allowed in raw.items():
        if rule not in RULES:
            problems.append(Problem(FILE, line_of(raw, rule), f"de regel '{rule}' is er niet: kies uit {', '.join(RULES)}"))
            continue
        if not isinstance(allowed, CommentedMap):
            problems.append(
                Problem(FILE, line_of(raw, rule), f"onder '{rule}' hoort op elke regel: een tekst of woorden, een dubbele punt en de reden")
            )
            continue
        for where, reason in allowed.items():
            hits = [at for at, finding in enumerate(findings) if finding.rule == rule and _covers(str(where), finding)]
            if not reason:
                problems.append(Problem(FILE, line_of(allowed, where), f"'{where}' heeft geen reden: schrijf erachter waarom het mag"))
            if not hits:
                problems.append(Problem(FILE, line_of(allowed, where), f"'{where}' ({rule}) is niet meer nodig: haal deze regel weg"))
            excused.update(hits)
    problems += [Problem(finding.line.file, finding.line.number, finding.mend) for at, finding in enumerate(findings) if at not in excused]
    return problems


def _covers(where: str, finding: Finding) -> bool:
    """`file.md#kopje` is one text; anything else are words, that hold what the rule stumbled over."""
    if ".md" in where:
        return where == f"{finding.line.file}#{finding.line.key}"
    return finding.what in where.lower() and where.lower() in finding.sentence.lower()
