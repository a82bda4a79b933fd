"""Headless Chromium for tests: the page as a reader gets it, and what went wrong in it.

``browser`` is a fixture of all tests, one for each module: while it is open, a loop runs in its
thread, and no other can be started there. Without Chromium such tests are skipped, unless
COOPGRAPH_REQUIRE_BROWSER is set: then they fail. COOPGRAPH_BROWSER names another executable.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
NAMES = ("chromium", "chromium-browser", "google-chrome")
EXPERIMENTAL = {"label-content-name-mismatch": {"enabled": True}}
"""Rules of WCAG 2.2 A (2.5.3) that axe runs only where it is told to."""
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@dataclass(slots=True)
class Watched:
    """A page with what its console said and which addresses it asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def executable() -> str | None:
    """Return the path of a Chromium, None where there is none."""
    named = os.environ.get("COOPGRAPH_BROWSER")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless Chromium that is closed again."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        yield found
        found.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the tests of a module."""
    if executable() is None:
        message = "no Chromium found: install one or name it in COOPGRAPH_BROWSER"
        if os.environ.get("COOPGRAPH_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    with chromium() as found:
        yield found


@contextmanager
def watched(browser: Browser, **context: Any) -> Iterator[Watched]:
    """Give a fresh page whose console, errors and requests are kept; options of the context."""
    opened = browser.new_context(**context)
    try:
        page = opened.new_page()
        found = Watched(page)
        page.on("console", lambda message: found.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: found.said.append(f"error: {error}"))
        page.on("request", lambda request: found.asked.append(request.url))
        yield found
    finally:
        opened.close()


def axe(page: Page) -> list[str]:
    """Return the violations that axe finds, WCAG 2.2 A and AA and its good practice, one a line.

    Run from outside the page (``page.evaluate``), so a strict policy does not stop it.
    """
    from axe_playwright_python.base import AXE_FILE_PATH

    page.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
    result = page.evaluate(
        "([tags, rules]) => axe.run({runOnly: tags, rules, resultTypes: ['violations']})",
        [list(WCAG), EXPERIMENTAL],
    )
    return [
        f"{found['id']}: {node['html'][:200]}"
        for found in result["violations"]
        for node in found["nodes"]
    ]
