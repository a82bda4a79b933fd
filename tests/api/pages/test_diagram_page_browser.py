"""The diagram in a real browser: by mouse, keyboard and touch, in any colours, without script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from coopgraph.settings import sqlite_url
from tests.api.running import running
from tests.browser import Watched, axe, watched

pytestmark = pytest.mark.browser

READY = ".cg-explorer[data-ready]"
PHONE: dict[str, Any] = {
    "viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True,
}  # fmt: skip
SEGIB = "en/diagram/org/segib"


@pytest.fixture(scope="module")
def site(starter_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running service that everybody may read."""
    desk = sqlite_url(tmp_path_factory.mktemp("desk") / "desk.db")
    with running(starter_url, desk) as address:
        yield address


def opened(one: Watched, site: str, path: str = SEGIB) -> Page:
    one.page.goto(f"{site}/{path}")
    one.page.wait_for_selector(READY)
    return one.page


def node(page: Page, id_: str) -> Any:
    return page.locator(f".cg-node[data-id='{id_}']")


def shown(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.cg-node')].map((node) => node.dataset.id)"
    )
    return found


def places(page: Page) -> dict[str, list[float]]:
    """Where records lie in the measures of the drawing, which zooming does not change."""
    found: dict[str, list[float]] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".cg-node")].map((node) => {
            const halo = node.querySelector(".cg-halo");
            const at = halo.ownerSVGElement.getScreenCTM().inverse().multiply(halo.getScreenCTM());
            const x = halo.cx.baseVal.value + at.e, y = halo.cy.baseVal.value + at.f;
            return [node.dataset.id, [Math.round(x), Math.round(y)]];
        }))"""
    )
    return found


def test_what_is_chosen_is_told_beside_the_picture(browser: Browser, site: str) -> None:
    with watched(browser, viewport={"width": 1280, "height": 900}) as one:
        page = opened(one, site)
        node(page, "state/col").click()
        entry = page.locator(".cg-entry[data-id='state/col']")
        assert entry.get_attribute("open") is not None
        assert "member of" in entry.inner_text()
        box, drawing = entry.bounding_box(), page.locator(".cg-drawing").bounding_box()
        assert box is not None
        assert drawing is not None
        assert box["x"] >= drawing["x"] + drawing["width"]
        assert 0 <= box["y"] < 900
        assert page.url.endswith("#row-state/col")
        assert page.locator(".cg-live").inner_text().startswith("Colombia")
        assert axe(page) == []
        assert one.said == []


def test_neighbours_open_where_they_are_and_a_copied_link_shows_the_same(
    browser: Browser, site: str
) -> None:
    with watched(browser) as one:
        page = opened(one, site)
        before = places(page)
        node(page, "state/col").dblclick()
        page.wait_for_url("**open=state%2Fcol**")
        after = places(page)
        assert len(after) > len(before)
        assert {id_: after[id_] for id_ in before} == before
        copied, all_shown = page.url, shown(page)
        page.locator(".cg-entry[data-id='state/col'] button[name='fold']").click()
        page.wait_for_url(lambda url: "open=" not in url)
        assert shown(page) == [id_ for id_ in all_shown if id_ in before]
        page.goto(copied)
        page.wait_for_selector(READY)
        assert shown(page) == all_shown
        assert node(page, "state/col").get_attribute("aria-current") == "true"
        assert one.said == []


def test_by_keyboard_alone(browser: Browser, site: str) -> None:
    with watched(browser) as one:
        page = opened(one, site)
        page.locator(".cg-tools button").last.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Home")
        current = page.locator(".cg-node[aria-current]")
        assert current.get_attribute("data-id") == "org/segib"
        page.keyboard.press("ArrowRight")
        first = current.get_attribute("data-id")
        assert first != "org/segib"
        page.keyboard.press("ArrowLeft")
        assert current.get_attribute("data-id") == "org/segib"
        page.keyboard.press("ArrowRight")
        count = len(shown(page))
        page.keyboard.press("Enter")
        page.wait_for_url("**open=**")
        assert len(shown(page)) > count
        assert page.evaluate("document.activeElement.dataset.id") == first
        page.keyboard.press("Backspace")
        page.wait_for_url(lambda url: "open=" not in url)
        assert len(shown(page)) == count
        wide = page.locator(".cg-svg").get_attribute("viewBox")
        page.keyboard.press("+")
        assert page.locator(".cg-svg").get_attribute("viewBox") != wide
        page.keyboard.press("0")
        page.keyboard.press("Escape")
        assert current.count() == 0
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "find"
        page.keyboard.type("bogota colom")
        page.locator("#find").fill("Colombia")
        page.keyboard.press("Enter")
        assert current.get_attribute("data-id") == "state/col"
        assert one.said == []


def test_on_a_telephone(browser: Browser, site: str) -> None:
    with watched(browser, **PHONE) as one:
        page = opened(one, site)
        assert page.locator(".cg-drawing").is_hidden()
        assert page.locator(".cg-fine").is_hidden()
        small = page.evaluate(
            """[...document.querySelectorAll(".cg-list summary, .cg-list button, .cg-explore")]
               .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 44).length"""
        )
        assert small == 0
        letters = page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('.cg-entry summary')).fontSize)"
        )
        assert letters >= 14
        page.locator(".cg-entry[data-id='state/col'] summary").tap()
        page.locator(".cg-entry[data-id='state/col'] button[name='open']").tap()
        page.wait_for_url("**open=state%2Fcol**")
        page.locator(".cg-explore").tap()
        drawing = page.locator(".cg-dialog .cg-drawing")
        assert drawing.is_visible()
        box = drawing.bounding_box()
        assert box is not None
        assert box["width"] > 340
        scale = page.evaluate("document.querySelector('.cg-svg').getScreenCTM().a")
        assert scale * 11 >= 13.5
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        assert axe(page) == []
        page.locator(".cg-dialog [data-do='full']").tap()
        assert page.locator(".cg-dialog .cg-drawing").count() == 0
        assert one.said == []


def test_two_fingers_enlarge(browser: Browser, site: str) -> None:
    with watched(browser, has_touch=True, viewport={"width": 820, "height": 1100}) as one:
        page = opened(one, site)
        wide = page.evaluate("document.querySelector('.cg-svg').viewBox.baseVal.width")
        page.evaluate(
            """() => {
                const stage = document.querySelector(".cg-drawing");
                const box = stage.getBoundingClientRect();
                const at = (pointerId, type, x) => stage.dispatchEvent(new PointerEvent(type, {
                    pointerId, pointerType: "touch", bubbles: true,
                    clientX: box.left + x, clientY: box.top + 90 }));
                at(1, "pointerdown", 200);
                at(2, "pointerdown", 240);
                at(2, "pointermove", 280);
                at(1, "pointerup", 200);
                at(2, "pointerup", 280);
            }"""
        )
        now = page.evaluate("document.querySelector('.cg-svg').viewBox.baseVal.width")
        assert now == pytest.approx(wide / 2, rel=0.02)


def test_fingers_choose_and_open(browser: Browser, site: str) -> None:
    with watched(browser, has_touch=True, viewport={"width": 820, "height": 1100}) as one:
        page = opened(one, site)
        node(page, "state/col").tap()
        assert node(page, "state/col").get_attribute("aria-current") == "true"
        assert "open=" not in page.url
        node(page, "state/col").tap()
        page.wait_for_url("**open=state%2Fcol**")
        assert one.said == []


def test_what_cannot_be_fetched_leads_to_the_address_itself(browser: Browser, site: str) -> None:
    with watched(browser) as one:
        page = opened(one, site)
        page.evaluate("() => { window.fetch = () => Promise.reject(new Error('none')); }")
        node(page, "state/col").dblclick()
        page.wait_for_url("**open=state%2Fcol**")
        page.wait_for_selector(READY)
        assert len(shown(page)) > 34


def test_a_form_leaves_out_and_a_slider_goes_to_a_year(browser: Browser, site: str) -> None:
    with watched(browser) as one:
        page = opened(one, site)
        page.locator("[data-menu='filter'] summary").click()
        page.locator("input[name='hide'][value='State']").check()
        page.locator("[data-menu='filter'] button").click()
        page.wait_for_url("**hide=State**")
        assert not [id_ for id_ in shown(page) if id_.startswith("state/")]
        page.locator("[data-menu='date'] summary").click()
        page.locator("#year").focus()
        page.keyboard.press("ArrowLeft")
        page.wait_for_url("**as_of=**")
        assert "hide=State" in page.url
        assert page.locator(".languages a[lang='es']").get_attribute("href", timeout=500)
        assert "as_of" in str(page.locator(".languages a[lang='es']").get_attribute("href"))
        assert one.said == []


def test_what_moves_records_by_hand_comes_when_it_is_asked_for(browser: Browser, site: str) -> None:
    with watched(browser) as one:
        page = opened(one, site)
        assert not [url for url in one.asked if "vis-network" in url]
        page.locator("[data-do='hand']").click()
        page.wait_for_selector(".cg-canvas[data-ready]")
        assert [url for url in one.asked if "vis-network" in url]
        assert page.locator(".cg-canvas canvas").is_visible()
        assert axe(page) == []
        page.locator("[data-do='hand']").click()
        assert page.locator(".cg-drawing").is_visible()
        assert one.said == []


@pytest.mark.parametrize(
    "colours",
    [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"contrast": "more"},
     {"reduced_motion": "reduce"}],
    ids=lambda one: "-".join(map(str, *one.items())),
)  # fmt: skip
def test_in_any_colours(browser: Browser, site: str, colours: dict[str, Any]) -> None:
    with watched(browser, **colours) as one:
        page = opened(one, site, f"{SEGIB}?to=org/caricom#row-state/arg")
        assert axe(page) == []
        assert one.said == []


@pytest.mark.parametrize("width", [375, 768, 1280])
def test_without_script(browser: Browser, site: str, width: int) -> None:
    size = {"width": width, "height": 800}
    with watched(browser, java_script_enabled=False, viewport=size) as one:
        page = one.page
        page.goto(f"{site}/{SEGIB}")
        assert page.locator(".cg-svg").is_visible() == (width >= 768)
        assert page.locator(".cg-tools").is_hidden()
        if width >= 768:
            node(page, "state/col").click()
        else:
            page.locator(".cg-entry[data-id='state/col'] summary").click()
        page.locator(".cg-entry[data-id='state/col'] button[name='open']").click()
        page.wait_for_url("**open=state%2Fcol**")
        page.locator("[data-menu='files'] summary").click()
        with page.expect_download() as saved:
            page.locator(".cg-files a", has_text="CSV").click()
        assert saved.value.suggested_filename == "org-segib.csv"


def test_it_can_be_touched_soon(browser: Browser, site: str) -> None:
    """On slow 4G with a processor four times slower, and without what is heavy."""
    with watched(browser, **PHONE) as one:
        session = one.page.context.new_cdp_session(one.page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": 150, "downloadThroughput": 200_000,
            "uploadThroughput": 90_000,
        })  # fmt: skip
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        one.page.goto(f"{site}/{SEGIB}")
        one.page.wait_for_selector(READY)
        got = one.page.evaluate(
            """performance.getEntriesByType("resource")
               .concat(performance.getEntriesByType("navigation"))
               .reduce((sum, entry) => sum + entry.transferSize, 0)"""
        )
        assert got < 64_000
