"""The pages in a browser: offline, under a strict policy, by keyboard, without script."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe, watched
from tests.viz.conftest import overlaps
from viz.boxes import Box
from viz.composition import compose
from viz.diagram_html import STATIC, diagram_file, diagram_page
from viz.scene import Scene
from viz.svg import svg

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
READY = "[data-ready]"
DRAWN = "[data-drawn]"
_LETTERS = """(svg) => {
    const own = (one) => one.getAttribute("font-size");
    const sizes = [...svg.querySelectorAll("[font-size]")].map(own);
    return svg.getBoundingClientRect().width / svg.viewBox.baseVal.width * Math.min(...sizes);
}"""


class Handler(SimpleHTTPRequestHandler):
    """Offers a folder under the policy of our server."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder and the address under which it is offered, our static files in it."""
    (tmp_path / "static").symlink_to(STATIC)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def served(scene: Scene, folder: Path) -> None:
    page = diagram_page(compose(scene), "/static")
    head = "".join(f'<link rel="stylesheet" href="{a}">' for a in page.styles)
    head += "".join(f'<script src="{a}" defer></script>' for a in page.scripts)
    text = (
        f'<!doctype html><html lang="{scene.lang}"><head><meta charset="utf-8"><title>x</title>'
        f'<link rel="icon" href="data:,">{head}</head>'
        f"<body><main><h1>x</h1>{page.fragment}</main></body></html>"
    )
    (folder / "page.html").write_text(text, "utf-8")


def saved(scene: Scene, folder: Path) -> str:
    path = folder / "diagram.html"
    path.write_text(diagram_file(compose(scene)), "utf-8")
    return path.as_uri()


def moved(page: Page) -> None:
    """Have the library draw the diagram, as who enlarges it has."""
    page.wait_for_selector(READY)
    page.locator(".cg-tools [data-do='whole']").click()
    page.wait_for_selector(DRAWN)


def ink(page: Page) -> int:
    """How many points of the canvas are not blank."""
    return int(
        page.evaluate(
            """() => {
                const canvas = document.querySelector(".cg-canvas canvas");
                const pen = canvas.getContext("2d");
                const {data} = pen.getImageData(0, 0, canvas.width, canvas.height);
                let count = 0;
                for (let i = 3; i < data.length; i += 4) if (data[i]) count++;
                return count;
            }"""
        )
    )


@pytest.mark.parametrize("name", ["segib", "landscape", "hostile"])
def test_file_opens_offline(
    name: str, request: pytest.FixtureRequest, browser: Browser, tmp_path: Path
) -> None:
    scene: Scene = request.getfixturevalue(name)
    with watched(browser, offline=True) as seen:
        address = saved(scene, tmp_path)
        seen.page.goto(address)
        seen.page.wait_for_selector(READY)
        assert axe(seen.page) == []
        moved(seen.page)
        assert ink(seen.page) > 1000
        assert seen.page.locator(".cg-poster").is_hidden()
        assert axe(seen.page) == []
        assert seen.asked == [address]
        assert seen.said == []


def test_dark_theme_is_as_accessible(segib: Scene, browser: Browser, tmp_path: Path) -> None:
    with watched(browser, color_scheme="dark") as seen:
        seen.page.goto(saved(segib, tmp_path))
        seen.page.wait_for_selector(READY)
        assert axe(seen.page) == []
        assert seen.said == []


def place_of(page: Page, id_: str) -> tuple[float, float]:
    """Return where a record lies on the screen: places count from the middle of the drawing."""
    data = json.loads(page.locator(".cg-data").text_content() or "")
    node = next(one for one in data["nodes"] if one["id"] == id_)
    if page.locator(DRAWN).count():
        box = page.locator(".cg-canvas").bounding_box()
        assert box is not None
        scale = min(box["width"] / data["size"][0], box["height"] / data["size"][1], 2)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        return x + node["x"] * scale, y + node["y"] * scale
    x, y = (node[axis] + size // 2 for axis, size in zip("xy", data["size"], strict=True))
    spot = page.evaluate(
        """([x, y]) => {
            const lies = document.querySelector(".cg-poster svg > g");
            const spot = new DOMPoint(x, y).matrixTransform(lies.getScreenCTM());
            return [spot.x, spot.y];
        }""",
        [x, y],
    )
    return spot[0], spot[1]


def bring(page: Page, id_: str) -> None:
    """Move the picture sideways, as a finger does, until a record is in sight."""
    page.locator(".cg-sheet").evaluate(
        "(sheet, x) => { sheet.scrollLeft += x - sheet.clientWidth / 2; }", place_of(page, id_)[0]
    )


def told_of(page: Page, id_: str) -> str:
    """What is told where a record lies."""
    page.mouse.move(*place_of(page, id_))
    page.wait_for_selector("div.vis-tooltip", state="visible")
    return page.inner_text("div.vis-tooltip")


def test_hostile_labels_are_inert(hostile: Scene, browser: Browser, tmp_path: Path) -> None:
    with watched(browser) as seen:
        seen.page.goto(saved(hostile, tmp_path))
        seen.page.wait_for_selector(READY)
        seen.page.mouse.move(*place_of(seen.page, "org/hub"))
        assert "<HUB>" in (seen.page.locator(".cg-canvas").get_attribute("title") or "")
        seen.page.mouse.click(*place_of(seen.page, "org/hub"))
        assert "<HUB>" in seen.page.locator(".cg-live").inner_text()
        seen.page.wait_for_selector(DRAWN)
        assert "<HUB>" in told_of(seen.page, "org/hub")
        seen.page.focus(".cg-canvas")
        for key in ("Home", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"):
            seen.page.keyboard.press(key)
        assert seen.page.evaluate("typeof window.__xss") == "undefined"
        assert seen.page.locator("img, .cg-live b, td b, td i").count() == 0
        assert seen.said == []


def test_server_page_under_a_strict_policy(
    hostile: Scene, browser: Browser, site: tuple[Path, str]
) -> None:
    folder, address = site
    served(hostile, folder)
    with watched(browser) as seen:
        seen.page.goto(f"{address}/page.html")
        seen.page.wait_for_selector(READY)
        assert not any("vendor" in url for url in seen.asked)
        moved(seen.page)
        assert ink(seen.page) > 1000
        assert axe(seen.page) == []
        assert seen.said == []
        assert all(url.startswith((address, "data:")) for url in seen.asked)
        assert seen.page.evaluate("typeof window.__xss") == "undefined"


def test_keyboard(hostile: Scene, browser: Browser, site: tuple[Path, str]) -> None:
    folder, address = site
    served(hostile, folder)
    with watched(browser) as seen:
        page = seen.page
        page.goto(f"{address}/page.html")
        page.wait_for_selector(READY)
        page.focus(".cg-canvas")
        page.keyboard.press("Home")
        live = page.locator(".cg-live")
        assert live.inner_text().startswith("Centro (<HUB>), Organisation: 9 relations shown.")
        page.keyboard.press("ArrowRight")
        moved = live.inner_text()
        assert moved
        assert not moved.startswith("Centro")
        page.keyboard.press("ArrowLeft")
        assert live.inner_text().startswith("Centro")
        page.keyboard.press("Escape")
        assert live.inner_text() == ""
        page.keyboard.press("Home")
        page.keyboard.press("Enter")
        page.wait_for_url("**/en/node/org/hub?a=1&b=2")


def test_what_is_touched_is_told_at_once_and_stays_chosen(
    segib: Scene, browser: Browser, tmp_path: Path
) -> None:
    """The picture tells; vis-network comes after, and goes on where the picture was."""
    with watched(browser) as seen:
        page = seen.page
        page.goto(saved(segib, tmp_path))
        page.wait_for_selector(READY)
        page.mouse.click(*place_of(page, "org/segib"))
        assert "(SEGIB)" in page.locator(".cg-live").inner_text()
        page.wait_for_selector(DRAWN)
        page.focus(".cg-canvas")
        page.keyboard.press("ArrowRight")
        assert "(SEGIB)" not in page.locator(".cg-live").inner_text()
        assert seen.said == []


def test_high_contrast_keeps_the_picture_and_tells(
    segib: Scene, browser: Browser, tmp_path: Path
) -> None:
    with watched(browser, forced_colors="active") as seen:
        page = seen.page
        page.goto(saved(segib, tmp_path))
        page.wait_for_selector(READY)
        page.mouse.click(*place_of(page, "org/segib"))
        assert "(SEGIB)" in page.locator(".cg-live").inner_text()
        page.focus(".cg-canvas")
        for key in ("+", "ArrowRight"):
            page.keyboard.press(key)
        assert "(SEGIB)" not in page.locator(".cg-live").inner_text()
        assert page.locator(".cg-poster svg").is_visible()
        assert page.locator(".cg-tools").is_hidden()
        assert page.locator(DRAWN).count() == 0
        assert axe(page) == []
        assert seen.said == []


def test_one_tab_stop_for_the_graph(segib: Scene, browser: Browser, tmp_path: Path) -> None:
    with watched(browser) as seen:
        seen.page.goto(saved(segib, tmp_path))
        seen.page.wait_for_selector(READY)
        assert seen.page.locator(".cg-poster a:not([tabindex='-1'])").count() == 0
        moved(seen.page)
        assert seen.page.locator(".cg-canvas [tabindex]").count() == 0
        assert seen.page.locator(".cg-canvas").get_attribute("tabindex") == "0"


def test_wheel_scrolls_the_page(segib: Scene, browser: Browser, tmp_path: Path) -> None:
    with watched(browser, viewport={"width": 900, "height": 600}) as seen:
        seen.page.goto(saved(segib, tmp_path))
        seen.page.wait_for_selector(READY)
        seen.page.locator(".cg-canvas").hover()
        seen.page.mouse.wheel(0, 200)
        seen.page.wait_for_function("window.scrollY > 0")


def test_without_script(segib: Scene, browser: Browser, tmp_path: Path) -> None:
    with watched(browser, java_script_enabled=False) as seen:
        seen.page.goto(saved(segib, tmp_path))
        assert seen.page.locator(".cg-poster svg").is_visible()
        assert seen.page.locator(".cg-canvas").is_hidden()
        assert seen.page.locator(".cg-table tbody tr").count() == len(segib.nodes)


def test_on_a_phone(segib: Scene, browser: Browser, tmp_path: Path) -> None:
    phone = {"viewport": {"width": 375, "height": 700}, "has_touch": True, "is_mobile": True}
    with watched(browser, **phone) as seen:
        seen.page.goto(saved(segib, tmp_path))
        explore = seen.page.locator(".cg-start")
        assert explore.is_visible()
        assert seen.page.locator(".cg-poster svg").is_visible()
        wide = seen.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 375
        assert seen.page.locator(".cg-poster svg").evaluate(_LETTERS) >= 9
        bring(seen.page, "org/segib")
        seen.page.touchscreen.tap(*place_of(seen.page, "org/segib"))
        assert "(SEGIB)" in seen.page.locator(".cg-live").inner_text()
        assert seen.page.locator(".cg-ring").is_visible()
        assert seen.page.locator(DRAWN).count() == 0
        explore.tap()
        seen.page.wait_for_selector(DRAWN)
        assert axe(seen.page) == []


@pytest.mark.parametrize("name", ["segib", "landscape", "hostile"])
def test_drawn_text_does_not_overlap(
    name: str, request: pytest.FixtureRequest, browser: Browser
) -> None:
    scene: Scene = request.getfixturevalue(name)
    with watched(browser) as seen:
        seen.page.set_content(svg(compose(scene)))
        boxes = seen.page.evaluate(
            """() => [...document.querySelectorAll("svg text")].map((text) => {
                const b = text.getBoundingClientRect(), half = b.height * .14;
                return [b.left, b.top + half, b.right, b.bottom - half];
            })"""
        )
    assert len(boxes) > 10
    assert overlaps([Box(*box) for box in boxes]) == 0
