"""Entering and leaving in a real browser: without script, by keyboard, on small screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from coopgraph.settings import sqlite_url
from kg.access.clock import utc_now
from kg.access.entry_code import new_code
from kg.base.i18n import LANGUAGES
from kg.store.opening import create_store
from tests.api.running import running
from tests.browser import Watched, axe, watched
from tests.effort import met

pytestmark = pytest.mark.browser

NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 568}, "color_scheme": "dark"}


class Site(NamedTuple):
    """A running service and its code."""

    address: str
    code: str


@pytest.fixture
def site(starter_url: str, tmp_path: Path) -> Iterator[Site]:
    desk = sqlite_url(tmp_path / "desk.db")
    create_store(desk, room="desk").close()
    text, code = new_code(utc_now())
    with running(starter_url, desk, code=code) as address:
        yield Site(address, text)


def problems(page: Page) -> list[str]:
    """Return what axe finds, and by how much a page is too wide."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*axe(page), *([f"{wide} px too wide"] if wide > 0 else [])]


def complaints(one: Watched) -> list[str]:
    """Return what the console said, but for the wrong code and what leaving clears."""
    return [line for line in one.said if "403" not in line and "Clear-Site-Data" not in line]


@pytest.mark.parametrize("lang", met(LANGUAGES, 3, 4))
def test_the_form_is_accessible_and_leads_in_and_out(
    browser: Browser, site: Site, lang: str
) -> None:
    with watched(browser, **NARROW, locale=lang) as one:
        page = one.page
        page.goto(f"{site.address}/-/enter")
        assert page.locator("html").get_attribute("lang") == lang
        assert problems(page) == []
        page.locator("#code").fill("wrong")
        page.keyboard.press("Enter")
        page.locator("#code-wrong").wait_for()
        assert problems(page) == []
        page.locator("#code").fill(site.code.lower())
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site.address}/{lang}/")
        assert problems(page) == []
        page.goto(f"{site.address}/{lang}/partners")
        assert page.locator(".partner").count() > 0
        assert problems(page) == []
        page.goto(f"{site.address}/-/enter")
        assert page.locator("#code").count() == 0
        assert problems(page) == []
        page.locator("form.who button").click()
        page.wait_for_url(f"{site.address}/{lang}/")
        assert page.locator("form.who").count() == 0
        page.goto(f"{site.address}/-/enter")
        assert problems(page) == [], "that there is no code any more"
        assert complaints(one) == []
        assert all(url.startswith((site.address, "data:")) for url in one.asked)


def test_it_works_without_script(browser: Browser, site: Site) -> None:
    with watched(browser, java_script_enabled=False, locale="en") as one:
        page = one.page
        page.goto(f"{site.address}/-/enter")
        page.locator("#code").fill(site.code)
        page.get_by_role("button", name="Enter").click()
        page.wait_for_url(f"{site.address}/en/")
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(f"{site.address}/en/")
        assert page.get_by_role("button", name="Sign out").count() == 0
        assert complaints(one) == []


def test_another_port_of_the_machine_cannot_send_the_form(browser: Browser, site: Site) -> None:
    """What browsers call the same site: cookies come along, so the origin must be looked at."""
    with watched(browser, locale="en") as one:
        page = one.page
        page.goto(f"{site.address}/-/enter")
        token = page.locator("input[name=token]").get_attribute("value")
        form = (
            f'<form method="post" action="{site.address}/-/enter">'
            f'<input name="token" value="{token}">'
            f'<input name="code" value="{site.code}"><button>Send</button></form>'
        )
        page.route(
            "http://127.0.0.1:9/", lambda route: route.fulfill(body=form, content_type="text/html")
        )
        page.goto("http://127.0.0.1:9/")
        page.get_by_role("button", name="Send").click()
        page.wait_for_url(f"{site.address}/-/enter")
        assert "does not come from a page of this service" in page.content()
        page.goto(f"{site.address}/en/partners")
        assert page.locator(".partner").count() == 0
