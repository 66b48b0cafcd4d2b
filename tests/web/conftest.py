"""Gives tests/web its fixtures, and marks what needs a browser. Refuses to hide a missing browser from CI (see fixtures.browser)."""

from __future__ import annotations

import pytest

from tests.web.fixtures import browser, demo, desktop, empty_inbox, inbox, page

__all__ = ["browser", "demo", "desktop", "empty_inbox", "inbox", "page"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "chromium: needs Debian's Chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("chromium")
