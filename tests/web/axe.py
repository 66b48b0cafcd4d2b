"""Runs axe on a page and tells what is wrong. Refuses to pass over anything that WCAG 2.2 A or AA asks."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], iframes: false})"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def barriers(page: Page) -> list[str]:
    """'rule: element' of each violation in what is shown now, frames included."""
    found = []
    for frame in page.frames:  # each by itself: a page in a frame has a heading and a main of its own
        if not frame.evaluate("typeof axe !== 'undefined'"):
            frame.evaluate(AXE.read_text(encoding="utf-8"))
        found += frame.evaluate(RUN, RULES)["violations"]
    return [f"{violation['id']}: {node['html']} {node.get('failureSummary', '')}" for violation in found for node in violation["nodes"]]
