"""Finds what an editor must mend in conversations and words: one file a kind of mistake. Refuses to mend anything itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.check import facts, first_help, forbidden, graph, keys, language, reading_words, routes, sensitive, texts
from flows.loader import CONTENT, GESPREKKEN, load
from flows.model import Conversation
from flows.words import ContentError, Problem


def check(today: date, flows: Path = GESPREKKEN, content: Path = CONTENT) -> list[Problem]:
    """All problems, by file and line; none when everything is well. `today` decides which facts are overdue."""
    problems = keys.check(flows)
    try:
        conversation = load(flows, content)
    except ContentError as error:
        return sorted(problems + error.problems, key=lambda p: (p.file, p.line))
    problems += broken(conversation)
    rules = (
        lambda: forbidden.check(content),
        lambda: language.check(content),
        lambda: facts.check(content, today),
        lambda: reading_words.check(conversation, content),
    )
    for rule in rules:
        try:
            problems += rule()
        except ContentError as error:
            problems += error.problems
    return sorted(problems, key=lambda p: (p.file, p.line))


def broken(conversation: Conversation) -> list[Problem]:
    """What would stop a student halfway: roads, words and places that are not there. A bot does not start with it."""
    problems = graph.check(conversation) + texts.check(conversation) + routes.check(conversation)
    return problems + sensitive.check(conversation) + first_help.check(conversation)
