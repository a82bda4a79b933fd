"""What is typed outlives lost sessions and lost connections, on this device and for this office."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.pages.desk.browsing import Running, running_exchange
from tests.browser import axe, watched

pytestmark = pytest.mark.browser

ENTRY = "/en/desk/new/demands"
OFFER = ".notice.draft"


@pytest.fixture
def site(starter_copy: str) -> Iterator[Running]:
    with running_exchange(starter_copy) as found:
        yield found


def kept(page: Page) -> int:
    found: int = page.evaluate(
        "Object.keys(localStorage).filter(k => k.startsWith('coopgraph-draft:')).length"
    )
    return found


def type_in(page: Page, site: Running, title: str) -> None:
    page.goto(f"{site.address}{ENTRY}")
    page.locator("#f-title").fill(title)
    page.locator("#v-states").check()
    for _ in range(50):  # a policy without eval: what waits for functions does not run
        if kept(page):
            return
        page.wait_for_timeout(100)
    pytest.fail("nothing was kept")


def test_without_script_a_form_outlives_its_session(browser: Browser, site: Running) -> None:
    with watched(browser, java_script_enabled=False) as one:
        page = one.page
        site.sign_in(page, "island")
        page.goto(f"{site.address}{ENTRY}")
        page.locator("#f-title").fill("Clean water")
        page.context.clear_cookies()
        page.locator("button[value=draft]").click()
        assert "Your session ended" in page.locator("main").inner_text()
        other = page.context.new_page()
        site.sign_in(other, "island")
        page.get_by_role("button", name="I have signed in: go on").click()
        page.get_by_role("button", name="Go on writing").click()
        assert page.locator("#f-title").input_value() == "Clean water"


def test_what_was_typed_is_offered_again_after_a_lost_connection(
    browser: Browser, site: Running
) -> None:
    with watched(browser) as one:
        page = one.page
        site.sign_in(page, "island")
        type_in(page, site, "Clean water")
        page.context.set_offline(offline=True)
        page.locator("button[value=draft]").click()
        page.wait_for_timeout(300)
        page.context.set_offline(offline=False)
        page.goto(f"{site.address}/en/desk")
        page.goto(f"{site.address}{ENTRY}")
        expect(page.locator(OFFER)).to_be_visible()
        assert axe(page) == []
        assert page.locator("#f-title").input_value() == ""
        page.get_by_role("button", name="Put it back").click()
        assert page.locator("#f-title").input_value() == "Clean water"
        assert page.locator("#v-states").is_checked()
        page.locator("button[value=draft]").click()
        page.wait_for_url("**/desk/entries/*")
        assert kept(page) == 0, "it was sent"


def test_it_is_there_for_the_same_office_alone_and_gone_at_signing_out(
    browser: Browser, site: Running
) -> None:
    with watched(browser) as one:
        page = one.page
        site.sign_in(page, "island")
        type_in(page, site, "Ours")
        page.context.clear_cookies()
        site.sign_in(page, "other")
        page.goto(f"{site.address}{ENTRY}")
        assert page.locator(OFFER).count() == 0
        page.context.clear_cookies()
        site.sign_in(page, "island")
        page.goto(f"{site.address}{ENTRY}")
        expect(page.locator(OFFER)).to_be_visible()
        page.goto(f"{site.address}/en/offers")
        page.locator("form.who button").click()
        page.wait_for_url("**/en/")
        assert kept(page) == 0


def test_it_can_be_forgotten(browser: Browser, site: Running) -> None:
    with watched(browser) as one:
        page = one.page
        site.sign_in(page, "island")
        type_in(page, site, "No")
        page.reload()
        page.get_by_role("button", name="Forget it").click()
        assert kept(page) == 0
        page.reload()
        assert page.locator(OFFER).count() == 0
        assert [line for line in one.said if "error" in line] == []
