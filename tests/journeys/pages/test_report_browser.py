"""A report dropped on the desk in a real browser: read, taken away, refused in words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kg.base.i18n import LANGUAGES
from tests.api.pages.desk.browsing import Running, running_exchange
from tests.browser import axe, watched
from tests.kg.condense.reports import TEXT

pytestmark = pytest.mark.browser
NARROW: dict[str, Any] = {"viewport": {"width": 375, "height": 740}}


@pytest.fixture(scope="module")
def running(starter_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    copy = shutil.copy(starter_path, tmp_path_factory.mktemp("reports") / "copy.db")
    with running_exchange(f"sqlite:///{copy}") as found:
        yield found


@pytest.fixture(scope="module")
def officer(browser: Browser, running: Running) -> Any:
    """What a browser holds of an officer who has signed in."""
    with watched(browser) as one:
        running.sign_in(one.page, "island")
        return one.page.context.storage_state()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


def dropped(page: Page, running: Running, lang: str, report: Path, state: str = "") -> None:
    page.goto(f"{running.address}/{lang}/desk/report")
    page.locator("#for").select_option(state)
    page.locator("#report").set_input_files(report)
    page.locator("main form button").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_officer_reads_on_a_telephone_what_concerns_the_state(
    browser: Browser, running: Running, officer: Any, report: Path, lang: str
) -> None:
    with watched(browser, **NARROW, storage_state=officer) as one:
        dropped(one.page, running, lang, report, "state/hti")
        assert "1,250 officials of Haiti" in one.page.locator("main").inner_text()
        wide = one.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (axe(one.page), wide) == ([], 0)
        assert one.said == []
        assert all(url.startswith((running.address, "data:")) for url in one.asked)


def test_the_paper_is_taken_away_without_a_script(
    browser: Browser, running: Running, officer: Any, report: Path
) -> None:
    with watched(browser, java_script_enabled=False, storage_state=officer) as one:
        dropped(one.page, running, "en", report)
        for ending, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
            with one.page.expect_download() as waiting:
                one.page.locator(f'.paper-tools a[download$=".{ending}"]').click()
            assert Path(waiting.value.path()).read_bytes().startswith(begins)


def test_a_file_that_is_no_report_is_refused_in_words(
    browser: Browser, running: Running, officer: Any, tmp_path: Path
) -> None:
    broken = tmp_path / "<b>x.pdf"
    broken.write_bytes(b"\0\1\2")
    with watched(browser, storage_state=officer) as one:
        dropped(one.page, running, "fr", broken, "state/hti")
        assert one.page.locator("[role=alert]").inner_text()
        assert one.page.locator("#for").input_value() == "state/hti"
        assert axe(one.page) == []


SIGNED = """\
Report of the Agency

The Government of Jamaica and the CAF signed a cooperation agreement on ports on 3 May 2026.

Haiti and Belize concluded a memorandum of understanding on fisheries.
"""


def test_the_secretariat_puts_it_in_the_queue_by_keyboard(
    browser: Browser, running: Running, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    path.write_text(SIGNED, "utf-8")
    with watched(browser, **NARROW, java_script_enabled=True) as one:
        page = one.page
        running.sign_in(page, "secretariat")
        page.goto(f"{running.address}/en/desk/report")
        assert axe(page) == []
        page.locator("#report").set_input_files(path)
        page.locator("#propose").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator(".paper-tools").wait_for()
        assert (
            "2 rows of this report wait in the queue." in page.locator("[role=status]").inner_text()
        )
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (axe(page), wide) == ([], 0)
        page.locator(".recognised a").first.click()
        page.wait_for_url("**/desk/held/*")
        assert "The Government of Jamaica" in page.locator("main").inner_text()


BROKEN = """() => [...document.querySelectorAll('.paper td, .paper tbody th')].filter(cell => {
  const all = document.createRange(); all.selectNodeContents(cell);
  const lines = new Set([...all.getClientRects()].map(one => Math.round(one.top)));
  return lines.size > cell.innerText.trim().split(/[\\s-]+/).length;
}).map(cell => cell.innerText)"""
"""The cells of a paper that have more lines than words."""


def test_no_word_of_a_table_is_broken_on_a_telephone(
    browser: Browser, running: Running, officer: Any, tmp_path: Path
) -> None:
    rows = "".join(
        f"<tr><td>Row {n} of the register</td><td>Haiti</td><td>1,{n}93</td><td>2,202</td>"
        f"<td>{n}50,000</td></tr>"
        for n in range(1, 5)
    )
    columns = ("No.", "State", "Requests that were received", "Places", "Amount (US$)")
    head = "<tr>" + "".join(f"<th>{one}</th>" for one in columns) + "</tr>"
    path = tmp_path / "report.html"
    path.write_text(f"<h1>Report</h1><table>{head}{rows}</table>", "utf-8")
    with watched(browser, **NARROW, storage_state=officer) as one:
        dropped(one.page, running, "fr", path, "state/hti")
        assert one.page.locator(".paper tbody tr").count() > 1
        assert one.page.evaluate(BROKEN) == []


def test_printed_it_is_the_paper_alone(
    browser: Browser, running: Running, officer: Any, report: Path
) -> None:
    with watched(browser, storage_state=officer) as one:
        dropped(one.page, running, "en", report, "state/hti")
        one.page.emulate_media(media="print")
        for selector in ("nav.desk", ".paper-tools", ".session"):
            assert not one.page.locator(selector).first.is_visible(), selector
        assert one.page.locator("article.paper").is_visible()
