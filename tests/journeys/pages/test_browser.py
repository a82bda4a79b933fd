"""The pages in a real browser: quiet, accessible, on small dark screens, without script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser

from coopgraph.settings import sqlite_url
from kg.base.i18n import LANGUAGES
from tests.api.asking import bearer, key_for
from tests.api.running import running
from tests.browser import axe, watched
from tests.effort import paired

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "search?q=haiti",
    "node/state/ven",
    "node/org/mercosur",
    "demands",
    "practices",
    "offers?state=state/xaa&show=all&sort=title",
    "demands?q=nothing",
    "demands?state=state/xaa&show=over&as_of=2029-01-01",
    "how-to/authority",
    "paths?from=haiti&to=mercosur",
    "paths?from=org/segib&to=org/mercosur",
    "bridges",
    "partners",
    "landscape",
    "states",
    "states?of=members&body=org/caricom&id=org/oas&id=org/sica&order=adds",
    "coverage?id=org/segib&id=org/mercosur&id=org/caricom&within=org/oas",
    "embeds?form=actor&id=org/segib",
    "diagram/org/segib",
    "initiatives",
    "about",
    "api",
]
SMALL: dict[str, Any] = {"viewport": {"width": 320, "height": 740}}
DARK: dict[str, Any] = {"color_scheme": "dark"}


class Site(NamedTuple):
    """A running service, and the context of a reader of the board."""

    address: str
    board: dict[str, Any]


@pytest.fixture(scope="module")
def site(starter_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running service on a free port of the loopback, and a key."""
    desk = sqlite_url(tmp_path_factory.mktemp("desk") / "desk.db")
    key, _ = key_for(desk, "board")
    with running(starter_url, desk) as address:
        yield Site(address, {"extra_http_headers": bearer(key)})


def problems(browser: Browser, site: Site, path: str, **context: Any) -> list[str]:
    """Return what is wrong with a page: what it said, asked elsewhere, overflowed, or hid."""
    with watched(browser, **site.board, **context) as one:
        response = one.page.goto(f"{site.address}/{path}", wait_until="load")
        assert response is not None
        assert response.status == 200
        wide = one.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        elsewhere = [
            url for url in one.asked if not url.startswith((site.address, "data:", "blob:"))
        ]
        return [
            *one.said,
            *elsewhere,
            *axe(one.page),
            *([f"{wide} px too wide"] if wide > 0 else []),
        ]


@pytest.mark.parametrize(("path", "lang"), paired(PAGES, LANGUAGES))
def test_a_page_is_quiet_and_accessible(browser: Browser, site: Site, path: str, lang: str) -> None:
    assert problems(browser, site, f"{lang}/{path}") == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_small_dark_screen(browser: Browser, site: Site, path: str) -> None:
    assert problems(browser, site, f"es/{path}", **SMALL, **DARK) == []


@pytest.mark.parametrize(
    "path", ["", "node/state/ven", "partners", "diagram/org/segib", "landscape", "bridges"]
)
def test_a_page_works_without_script(browser: Browser, site: Site, path: str) -> None:
    with watched(browser, **site.board, java_script_enabled=False) as one:
        one.page.goto(f"{site.address}/en/{path}")
        assert one.page.locator("main h1").is_visible()
        pictures = one.page.locator("main svg").first
        assert path in ("", "partners") or pictures.is_visible()
        assert one.said == []


def test_one_can_search_and_go_on_by_keyboard_alone(browser: Browser, site: Site) -> None:
    with watched(browser, **site.board, java_script_enabled=False) as one:
        one.page.goto(f"{site.address}/en/")
        one.page.keyboard.press("Tab")
        assert one.page.locator("a.skip").is_visible()
        one.page.locator("#q").fill("Haiti")
        one.page.keyboard.press("Enter")
        one.page.wait_for_url("**/en/search?q=Haiti")
        one.page.get_by_role("link", name="Haiti", exact=True).first.click()
        assert one.page.locator("h1").inner_text() == "Haiti"
        one.page.locator("#as_of").fill("2020-05-05")
        one.page.locator("form.as-of button").click()
        assert "as_of=2020-05-05" in one.page.url
