"""The pages of each role are two of paper, in each language: printed by a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.pages.how_to_page import how_to_file
from coopgraph.settings import sqlite_url
from kg.base.i18n import LANGUAGES
from kg.model.desk_types import FOCAL_ROLES, FocalRole
from kg.store.opening import create_store
from tests.api.running import running
from tests.browser import axe, watched
from tests.effort import paired

pytestmark = pytest.mark.browser

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
EACH = pytest.mark.parametrize(("role", "lang"), paired(FOCAL_ROLES, LANGUAGES))


@pytest.fixture(scope="module")
def address(starter_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    desk = sqlite_url(tmp_path_factory.mktemp("desk") / "desk.db")
    create_store(desk, room="desk").close()
    with running(starter_url, desk) as found:
        yield found


@EACH
def test_two_pages_of_paper(
    browser: Browser, address: str, tmp_path: Path, role: FocalRole, lang: str
) -> None:
    with watched(browser, viewport={"width": 375, "height": 740}) as one:
        page = one.page
        page.goto(f"{address}/{lang}/how-to/{role}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert axe(page) == []
        assert one.said == []
        assert len(PAGE.findall(page.pdf(prefer_css_page_size=True))) == 2
        file = tmp_path / "how-to.html"
        file.write_text(
            how_to_file(role, lang, "https://knowledge.example.org/-/sign-in", "CooperaNet")
        )
        one.asked.clear()
        page.goto(file.as_uri())
        assert one.asked == [file.as_uri()], "the file needs no other"
        assert axe(page) == []
        assert len(PAGE.findall(page.pdf(prefer_css_page_size=True))) == 2
