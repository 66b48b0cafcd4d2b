"""Gives tests/demo the browser of tests/web, and marks what needs it. Refuses to hide a missing browser from CI."""

from __future__ import annotations

import pytest

from tests.web.fixtures import browser, desktop, page

__all__ = ["browser", "desktop", "page"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("chromium")
