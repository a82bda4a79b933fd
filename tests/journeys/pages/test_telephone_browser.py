"""Pages on a telephone of 320 px: letters one can read, lists that end, a menu opened by key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from coopgraph.settings import sqlite_url
from tests.api.running import running
from tests.browser import axe, watched
from tests.journeys.pages.test_embed_browser import _LETTERS as LETTERS

pytestmark = pytest.mark.browser

SMALL: Final[dict[str, Any]] = {"viewport": {"width": 320, "height": 740}}
LEAST: Final = 14
HIGHEST: Final = {
    "": 10_500,
    "states": 5_000,
    "landscape": 5_000,
    "paths?from=haiti&to=mercosur": 6_000,
}
"""How high a page may be, in px: each was one and a half to four times as high."""


@pytest.fixture(scope="module")
def address(starter_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running service on a free port of the loopback."""
    with running(starter_url, sqlite_url(tmp_path_factory.mktemp("desk") / "desk.db")) as found:
        yield found


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("path", HIGHEST)
def test_a_page_is_read_on_a_telephone(
    browser: Browser, address: str, path: str, lang: str
) -> None:
    with watched(browser, **SMALL) as one:
        one.page.goto(f"{address}/{lang}/{path}", wait_until="load")
        assert one.page.evaluate(LETTERS) >= LEAST - 0.01
        assert one.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert one.page.evaluate("document.documentElement.scrollHeight") <= HIGHEST[path]
        assert axe(one.page) == []


@pytest.mark.parametrize("script", [True, False])
def test_the_rest_of_a_list_opens_below_it(browser: Browser, address: str, script: bool) -> None:
    with watched(browser, java_script_enabled=script, **SMALL) as one:
        one.page.goto(f"{address}/en/states")
        last = one.page.locator("#matrix .cg-twin tbody tr").last
        assert not last.is_visible()
        more = one.page.locator("#matrix .cg-twin details.cg-rest > summary").last
        more.focus()
        one.page.keyboard.press("Enter")
        assert last.is_visible()


def test_where_there_is_room_a_list_is_one_table(browser: Browser, address: str) -> None:
    with watched(browser, viewport={"width": 1280, "height": 800}) as one:
        one.page.goto(f"{address}/en/states")
        one.page.locator("#matrix .cg-twin > summary").click()
        twin = one.page.locator("#matrix .cg-twin")
        assert twin.locator("tbody tr").last.is_visible()
        assert not twin.locator("details.cg-rest > summary").first.is_visible()
        lefts = {box["x"] for cell in twin.locator("tbody td:nth-of-type(1)").all()
                 if (box := cell.bounding_box())}  # fmt: skip
        assert len(lefts) == 1


def test_the_menu_opens_by_key_and_is_open_where_there_is_room(
    browser: Browser, address: str
) -> None:
    with watched(browser, java_script_enabled=False, **SMALL) as one:
        one.page.goto(f"{address}/en/")
        entry = one.page.locator(".main a[href$='/en/about']")
        assert not entry.is_visible()
        one.page.locator(".main summary").focus()
        one.page.keyboard.press("Enter")
        assert entry.is_visible()
        one.page.set_viewport_size({"width": 1280, "height": 800})
        one.page.reload()
        assert entry.is_visible()
        assert not one.page.locator(".main summary").is_visible()
