"""The board's page in a real browser: weights by keyboard, with and without script, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pypdfium2  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page, expect

from coopgraph.settings import sqlite_url
from kg.base.i18n import LANGUAGES
from tests.api.asking import bearer, key_for
from tests.api.running import running
from tests.browser import axe, watched
from tests.effort import met, paired

pytestmark = pytest.mark.browser

DAY = "as_of=2022-06-22"
BOTH = f"{DAY}&compare=org/segib&compare=org/caricom&with=org/segib&with=org/caricom"
SMALL: dict[str, Any] = {"viewport": {"width": 375, "height": 740}}
DARK: dict[str, Any] = {"color_scheme": "dark"}
LONG = 30_000
"""Milliseconds within which an answer comes on a machine that has much else to do."""
STILL: dict[str, Any] = {"reduced_motion": "reduce"}


class Site(NamedTuple):
    """A running service, and the context of a reader of the board."""

    address: str
    board: dict[str, Any]


@pytest.fixture(scope="module")
def site(starter_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    desk = sqlite_url(tmp_path_factory.mktemp("desk") / "desk.db")
    key, _ = key_for(desk, "board")
    with running(starter_url, desk) as address:
        yield Site(address, {"extra_http_headers": bearer(key), **STILL})


def first(page: Page) -> str:
    """Return what the page says who comes first."""
    return page.locator("#order-said").inner_text()


QUERIES: Final = (BOTH, f"{BOTH}&w.instruments=90", f"{DAY}&w.instruments=x")


def open_all(page: Page) -> None:
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")


@pytest.mark.parametrize(("query", "lang"), paired(QUERIES, LANGUAGES))
def test_it_is_quiet_and_accessible_with_all_of_it_open(
    browser: Browser, site: Site, lang: str, query: str
) -> None:
    with watched(browser, **site.board) as one:
        one.page.goto(f"{site.address}/{lang}/partners?{query}")
        open_all(one.page)
        said = [text for text in one.said if "422" not in text]
        assert [*said, *axe(one.page)] == []


@pytest.mark.parametrize("lang", met(LANGUAGES, 0, 4))
def test_it_fits_a_small_dark_screen(browser: Browser, site: Site, lang: str) -> None:
    with watched(browser, **site.board, **SMALL, **DARK) as one:
        one.page.goto(f"{site.address}/{lang}/partners?{BOTH}")
        open_all(one.page)
        wide = one.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide == 0
        assert axe(one.page) == []


def test_without_script_one_changes_a_weight_and_sends_it(browser: Browser, site: Site) -> None:
    with watched(browser, **site.board, java_script_enabled=False) as one:
        page = one.page
        page.goto(f"{site.address}/en/partners?{BOTH}")
        before = first(page)
        assert page.locator("#weights input[type=range]").first.is_hidden()
        page.locator("#w-instruments").fill("90")
        page.locator("#w-states_reached").fill("0")
        page.locator("#w-states_beyond").fill("0")
        page.keyboard.press("Enter")
        page.wait_for_url("**w.instruments=90**")
        assert first(page) != before
        assert "This is a trial, not the guideline." in page.locator("#order").inner_text()
        kept = parse_qs(urlsplit(page.url).query)
        assert kept["compare"] == ["org/segib", "org/caricom"]
        assert kept["with"] == ["org/segib", "org/caricom"]
        assert kept["as_of"] == ["2022-06-22"]
        page.get_by_role("link", name="Back to the guideline’s weights").click()
        assert first(page) == before
        assert one.said == []


def test_a_slider_moves_by_keyboard_and_keeps_its_focus(browser: Browser, site: Site) -> None:
    with watched(browser, **site.board) as one:
        page = one.page
        page.goto(f"{site.address}/en/partners?{BOTH}")
        before = first(page)
        page.locator("article.partner summary").first.click()
        opened = page.locator("article.partner details[open]").first.get_attribute("id")
        slider = page.locator("input[type=range][data-for=w-instruments]")
        slider.focus()
        page.keyboard.press("End")
        expect(page.locator("#order .trial")).to_be_visible(timeout=LONG)
        assert slider.evaluate("it => it === document.activeElement")
        assert page.locator("#w-instruments").input_value() == "100"
        assert "w.instruments=100" in page.url
        assert first(page) != before
        assert page.locator("#weights-said").text_content() == first(page)
        assert page.locator(f"[id='{opened}'][open]").count() == 1
        assert "w.instruments=100" in str(page.locator("a[hreflang=fr]").get_attribute("href"))
        page.reload()
        assert page.locator("#w-instruments").input_value() == "100"
        assert one.said == []


def test_what_is_typed_wrong_is_said_at_once_and_put_right(browser: Browser, site: Site) -> None:
    with watched(browser, **site.board) as one:
        page = one.page
        page.goto(f"{site.address}/en/partners?{DAY}")
        before = first(page)
        page.locator("#w-instruments").fill("500")
        expect(page.locator("#w-instruments")).to_have_attribute(
            "aria-invalid", "true", timeout=LONG
        )
        assert page.locator("#w-instruments").input_value() == "500"
        page.locator("#w-instruments").fill("10")
        expect(page.locator("#order-said")).to_be_visible(timeout=LONG)
        assert first(page) == before
        assert page.locator("[aria-invalid]").count() == 0


def test_two_partners_are_chosen_by_keyboard(browser: Browser, site: Site) -> None:
    with watched(browser, **site.board, java_script_enabled=False) as one:
        page = one.page
        page.goto(f"{site.address}/en/partners?{DAY}&w.instruments=90")
        page.locator("#compare-1").select_option("org/segib")
        page.locator("#compare-2").select_option("org/mercosur")
        page.locator("#compare-2").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**compare=org**")
        assert "leads by" in page.locator("#compare .said").inner_text()
        assert "w.instruments=90" in page.url


def test_tiles_follow_whom_one_chooses(browser: Browser, site: Site) -> None:
    with watched(browser, **site.board, java_script_enabled=False) as one:
        page = one.page
        page.goto(f"{site.address}/en/partners?{DAY}&with=org/segib")
        page.get_by_role("checkbox", name="Caribbean Community", exact=True).check()
        page.get_by_role("button", name="Show their reach").click()
        assert "33 of 35 states" in page.locator("#tiles").inner_text()
        assert page.locator("svg.cg-tiles").is_visible()


def test_each_printed_page_says_what_it_rests_on(browser: Browser, site: Site, tmp_path: Any) -> (
    None
):  # fmt: skip
    for query in (f"{DAY}&w.instruments=90", f"{DAY}&w.instruments=90&print=yes"):
        with watched(browser, **site.board) as one:
            one.page.goto(f"{site.address}/en/partners?{query}")
            one.page.pdf(path=tmp_path / "board.pdf", prefer_css_page_size=True)
        pages = [
            " ".join(sheet.get_textpage().get_text_bounded().split())
            for sheet in pypdfium2.PdfDocument(tmp_path / "board.pdf")
        ]
        for number, said in enumerate(pages, 1):
            for part in ("For the board.", "June 22, 2022", "version 0.2", "A trial", "Weights:",
                         f"{number} / {len(pages)}"):  # fmt: skip
                assert part in said, (query, number, part)
        whole = " ".join(pages)
        assert "How the score is made" in whole
        assert "Order by these weights" not in whole
        assert "Demands" not in pages[0].split("Which partners first")[0]
