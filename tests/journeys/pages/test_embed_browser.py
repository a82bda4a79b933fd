"""Pictures as other sites show them, in a real browser: framed by another origin, in a sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page

from coopgraph.asked import Asked
from coopgraph.embed_files import EmbedWanted, asked_of, listed_forms, write_embed
from coopgraph.settings import Settings, sqlite_url
from kg.base.i18n import LANGUAGES
from tests.api.embeds.embed_world import WITHDRAWN, make_attacked
from tests.api.running import running
from tests.browser import Watched, axe, watched
from tests.effort import paired
from tests.journeys.pages.embed_host import HOST_PAGE, hosting
from tests.viz.pictures.test_picture_forms import ASKED
from viz.pictures.picture_forms import FORMS

pytestmark = pytest.mark.browser

WIDTHS: Final = (320, 700, 1920)
ABOUT: Final = 200
"""Pixels by which a frame may be too high or too low: sources take one line or five."""
NARROW: Final = 600
LEAST, LEAST_NARROW = 9, 14
_LETTERS: Final = """() => {
  const shown = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const one = texts.currentNode, at = one.parentElement;
    if (!one.data.trim() || !at.getClientRects().length || !at.checkVisibility()) continue;
    const svg = at.closest("svg");
    const scale = svg && svg.viewBox.baseVal.width
      ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    shown.push(parseFloat(getComputedStyle(at).fontSize) * scale);
  }
  return Math.min(...shown);
}"""


class Places(NamedTuple):
    """The service, a site that may show its pictures, where that lies, and one that may not."""

    service: str
    site: str
    folder: Path
    stranger: str


@pytest.fixture(scope="module")
def places(starter_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    folder = tmp_path_factory.mktemp("site")
    desk = sqlite_url(tmp_path_factory.mktemp("desk") / "desk.db")
    with (
        hosting(folder) as site,
        hosting(folder) as stranger,
        running(starter_url, desk, embed_origins=(site,)) as service,
    ):
        yield Places(service, site, folder, stranger)


def address(places: Places, form: str, lang: str = "en", **more: str) -> str:
    query = "&".join(filter(None, [ASKED[form].query(), *(f"{k}={v}" for k, v in more.items())]))
    return f"{places.service}/{lang}/embed/{form}{'?' if query else ''}{query}"


def copied(places: Places, form: str, lang: str) -> list[str]:
    """Return what an editor copies from the page: the figure, and the script for the site."""
    query = ASKED[form].query()
    with urlopen(f"{places.service}/{lang}/embeds?form={form}&{query}") as answer:
        page = answer.read().decode()
    found = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    # Links hold the name of this machine that is said to be the public one.
    return [re.sub(r"http://localhost(?=:)", "http://127.0.0.1", unescape(one)) for one in found]


def framed(one: Watched) -> Frame:
    one.page.wait_for_function("told.length > 0")
    return one.page.frames[1]


def wrong(one: Watched, *ours: str) -> list[str]:
    elsewhere = [url for url in one.asked if not url.startswith((*ours, "data:"))]
    return [*one.said, *elsewhere]


@pytest.mark.parametrize(("form", "lang"), paired(FORMS, LANGUAGES))
def test_a_snippet_works_in_a_page_of_another_origin(
    browser: Browser, places: Places, form: str, lang: str
) -> None:
    snippet, script = copied(places, form, lang)
    page = HOST_PAGE.format(lang=lang, snippet=snippet, script=script)
    (places.folder / f"{form}-{lang}.html").write_text(page, "utf-8")
    with watched(browser) as one:
        one.page.goto(f"{places.site}/{form}-{lang}.html", wait_until="load")
        one.page.locator("iframe").scroll_into_view_if_needed()
        frame = framed(one)
        assert frame.evaluate("origin") == "null"
        assert frame.evaluate("getComputedStyle(document.querySelector('.cg-live')).whiteSpace")
        assert frame.locator("figure.cg-picture h1").is_visible()
        told = one.page.evaluate("told")
        assert {tuple(sorted(data)) for _, data in told} == {("coopgraph", "height")}
        one.page.wait_for_function(
            "document.querySelector('iframe').clientHeight === told.at(-1)[1].height"
        )
        assert one.page.context.cookies() == []
        assert wrong(one, places.service, places.site) == []
        assert axe(one.page) == []


@pytest.mark.parametrize(("shown", "scheme"), paired(product(FORMS, WIDTHS), ("light", "dark")))
def test_it_is_legible_and_accessible_at_every_width(
    browser: Browser, places: Places, shown: tuple[str, int], scheme: Any
) -> None:
    form, width = shown
    with watched(browser, viewport={"width": width, "height": 800}, color_scheme=scheme) as one:
        one.page.goto(address(places, form, "es"), wait_until="load")
        assert one.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        least = LEAST_NARROW if width < NARROW else LEAST
        assert one.page.evaluate(_LETTERS) >= least - 0.01
        assert axe(one.page) == []
        assert wrong(one, places.service) == []


NEEDS: Final = (
    {"forced_colors": "active"}, {"contrast": "more"}, {"reduced_motion": "reduce"},
    {"contrast": "more", "color_scheme": "dark"},
)  # fmt: skip


@pytest.mark.parametrize(("form", "context"), paired(FORMS, NEEDS))
def test_it_keeps_to_what_its_reader_needs(
    browser: Browser, places: Places, form: str, context: dict[str, Any]
) -> None:
    with watched(browser, **context) as one:
        one.page.goto(address(places, form), wait_until="load")
        assert axe(one.page) == []
        assert wrong(one, places.service) == []
        moving = "document.getAnimations().length"
        assert one.page.evaluate(moving) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_is_the_editors_choice(browser: Browser, places: Places, theme: str) -> None:
    other: Any = "dark" if theme == "light" else "light"
    with watched(browser, color_scheme=other) as one:
        one.page.goto(address(places, "actor", theme=theme))
        paper = one.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == ("rgb(18, 18, 18)" if theme == "dark" else "rgb(255, 255, 255)")
        drawn = "getComputedStyle(document.querySelector('.cg-drawing .cg-paper')).fill"
        assert one.page.evaluate(drawn) == paper


@pytest.mark.parametrize("form", FORMS)
def test_it_is_all_there_without_script(browser: Browser, places: Places, form: str) -> None:
    with watched(browser, java_script_enabled=False) as one:
        one.page.goto(address(places, form))
        assert one.page.locator(".cg-drawing svg").first.is_visible()
        row = one.page.locator(".cg-twin tbody th[scope=row]").first
        assert not row.is_visible()
        one.page.locator(".cg-twin > summary").click()
        assert row.is_visible()
        one.page.set_viewport_size({"width": 320, "height": 700})
        one.page.locator(".cg-twin").evaluate("one => one.removeAttribute('open')")
        narrow = one.page.locator("figure[data-narrow]").count()
        assert (one.page.locator(".cg-drawing svg").first.is_visible(), row.is_visible()) == (
            (True, False) if narrow else (False, True)
        )
        assert one.said == []


def test_another_site_may_not_show_it(browser: Browser, places: Places) -> None:
    frame = f'<iframe src="{address(places, "actor")}" title="x"></iframe>'
    page = HOST_PAGE.format(lang="en", snippet=frame, script="")
    (places.folder / "stranger.html").write_text(page, "utf-8")
    with watched(browser) as one:
        one.page.goto(f"{places.stranger}/stranger.html", wait_until="load")
        assert any("frame-ancestors" in line for line in one.said)
        assert one.page.evaluate("told") == []


def test_arrows_lead_on_and_what_is_chosen_is_told(browser: Browser, places: Places) -> None:
    with watched(browser) as one:
        page = one.page
        page.goto(address(places, "actor"))
        assert page.locator('.cg-drawing a[tabindex="0"]').count() == 1
        page.locator('.cg-drawing a[tabindex="0"]').focus()
        first = page.locator(".cg-live strong").inner_text()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        told = page.locator(".cg-live").inner_text()
        assert page.locator(".cg-live strong").inner_text() != first
        assert "→ Ibero-American General Secretariat (SEGIB)" in told
        assert "Sources: " in told
        assert page.locator(".cg-way").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(".cg-live").inner_text() == ""
        assert wrong(one, places.service) == []


def test_a_tap_tells_and_a_second_goes_on_inside(browser: Browser, places: Places) -> None:
    with watched(browser, has_touch=True) as one:
        page = one.page
        page.goto(address(places, "actor"))
        node = page.locator('.cg-drawing a[href^="actor?id=state/"] path').first
        node.tap()
        assert "segib" in page.url
        links = page.locator(".cg-live a")
        assert links.count() == 2
        assert links.nth(1).get_attribute("target") == "_blank"
        assert links.nth(1).get_attribute("rel") == "noopener"
        assert re.search(r"/en/node/state/[a-z]{3}$", links.nth(1).get_attribute("href") or "")
        node.tap()
        page.wait_for_url("**/en/embed/actor?id=state/*")
        assert page.locator("h1").is_visible()


def test_kinds_are_hidden_and_shown(browser: Browser, places: Places) -> None:
    with watched(browser) as one:
        page = one.page
        page.goto(address(places, "actor"))
        button = page.locator(".cg-filters button").first
        before = page.locator(".cg-drawing a:visible").count()
        lines = """[...document.querySelectorAll(".cg-drawing path[fill=none]")]
            .map((one) => one.getAttribute("d")).join("")"""
        drawn = page.evaluate(lines)
        button.click()
        assert button.get_attribute("aria-pressed") == "false"
        assert page.locator(".cg-drawing a:visible").count() < before
        assert len(page.evaluate(lines)) < len(drawn)
        assert axe(page) == []
        button.click()
        assert page.locator(".cg-drawing a:visible").count() == before
        assert page.evaluate(lines) == drawn


def test_what_leaves_the_frame_is_refused_where_a_site_lets_no_window_open(
    browser: Browser, places: Places
) -> None:
    size = 'title="x" width="900" height="900" sandbox="allow-scripts"'
    frame = f'<iframe src="{address(places, "actor")}" {size}></iframe>'
    page = HOST_PAGE.format(lang="en", snippet=frame, script="")
    (places.folder / "strict.html").write_text(page, "utf-8")
    with watched(browser) as one:
        one.page.goto(f"{places.site}/strict.html")
        inside = framed(one)
        link = inside.get_by_role("link", name="Open the page")
        assert link.is_visible()
        inside.locator(".cg-twin > summary").click()
        inside.locator('.cg-twin a[href^="actor?id=state/"]').first.click()
        one.page.frames[1].wait_for_url("**/en/embed/actor?id=state/*")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store whose names are attacks."""
    return make_attacked(tmp_path_factory.mktemp("attacked") / "world.db")


def hostile_query(form: str, attacked: str) -> str:
    """Return what a form is asked in the attacked world."""
    forms = listed_forms(Asked(Settings(store=attacked, cache="off"))).forms
    ids = next(tuple(one.ids) for one in forms if one.form == form)
    return asked_of(FORMS[form], ids).query()


@pytest.mark.parametrize("form", FORMS)
def test_hostile_names_stay_text(
    browser: Browser, attacked: str, tmp_path: Path, form: str
) -> None:
    with running(attacked, sqlite_url(tmp_path / "desk.db")) as service, watched(browser) as one:
        path = f"{form}?{hostile_query(form, attacked)}"
        for place in (f"en/embed/{path}", f"en/embed/{path.replace('?', '.svg?', 1)}"):
            answer = one.page.goto(f"{service}/{place}", wait_until="load")
            assert answer is not None
            assert answer.status == 200
            assert one.page.evaluate("window.__xss") is None
            assert one.page.locator("img, script:not([src])").count() == 0
        one.page.goto(f"{service}/en/embed/{path}")
        for link in one.page.locator(".cg-drawing a").all()[:8]:
            link.focus()
            assert one.page.locator(".cg-live img, .cg-live script").count() == 0
        assert one.page.evaluate("window.__xss") is None
        assert wrong(one, service) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_there_is_no_picture_there_are_words(
    browser: Browser, attacked: str, tmp_path: Path, lang: str
) -> None:
    with running(attacked, sqlite_url(tmp_path / "desk.db")) as service, watched(browser) as one:
        for path in (f"actor?id={WITHDRAWN}", "actor?id=org/nobody", "cake", "actor?id=x&y=1"):
            one.page.goto(f"{service}/{lang}/embed/{path}")
            assert len(one.page.locator("main").inner_text()) > 40
            assert axe(one.page) == []
        # That an address answers 404 or 410 is all that the console says.
        assert [line for line in one.said if "Failed to load resource" not in line] == []


@pytest.mark.parametrize("form", FORMS)
def test_files_work_with_the_network_cut_off(
    browser: Browser, starter_url: str, tmp_path: Path, form: str
) -> None:
    asked = Asked(Settings(store=starter_url, cache="off"))
    written = write_embed(asked, EmbedWanted(ASKED[form], "auto", tmp_path))
    page = next(name for name in written.files if name.endswith(".html"))
    with watched(browser, offline=True) as one:
        one.page.goto(Path(page).as_uri(), wait_until="load")
        assert one.page.locator("h1").is_visible()
        assert one.page.locator(".cg-drawing svg").first.is_visible()
        assert one.page.evaluate("document.styleSheets.length") == 1
        # Before axe, which asks for the style sheet again, in vain.
        assert wrong(one, "file:") == []
        assert axe(one.page) == []


def under_the_pointer(button: Locator) -> None:
    """Wait until a button is: where a page was scrolled a frame that lies above may still be."""
    for _ in range(100):
        button.hover()
        if button.evaluate("button => button.matches(':hover')"):
            return
        button.page.wait_for_timeout(50)
    raise AssertionError(button)


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_an_editor_copies_and_pastes(browser: Browser, places: Places, by: str) -> None:
    """What stands in the clipboard, pasted into a page of another origin, shows the picture."""
    with watched(browser, permissions=["clipboard-read", "clipboard-write"]) as one:
        page: Page = one.page
        page.goto(f"{places.service}/es/embeds")
        page.locator("#id-1").fill("SEGIB")
        page.locator("form.filters button").click()
        page.wait_for_url("**/es/embeds?**SEGIB**")
        frame = page.frame_locator("iframe.framed")
        page.locator("iframe.framed").scroll_into_view_if_needed()
        assert frame.locator("figure.cg-picture h1").is_visible()
        said = page.locator("#snippet").get_attribute("data-copied")
        page.evaluate("navigator.clipboard.writeText('nothing yet')")
        button = page.locator("#snippet + button")
        if by == "mouse":
            under_the_pointer(button)
            page.mouse.down()
            page.mouse.up()
        else:
            page.locator("#snippet").focus()
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
        page.locator("#snippet + button", has_text=said or "").wait_for()
        pasted = page.evaluate("navigator.clipboard.readText()")
        assert pasted == page.locator("#snippet").input_value()
        assert axe(page) == []
        # Links hold the name of this machine that is said to be the public one.
        pasted = pasted.replace("http://localhost:", "http://127.0.0.1:")
        site = HOST_PAGE.format(lang="es", snippet=pasted, script="")
        (places.folder / f"pasted-{by}.html").write_text(site, "utf-8")
        page.goto(f"{places.site}/pasted-{by}.html")
        page.locator("iframe").scroll_into_view_if_needed()
        assert framed(one).locator("h1").is_visible()
        assert wrong(one, places.service, places.site) == []


@pytest.mark.parametrize("size", ["wide", "column"])
@pytest.mark.parametrize("form", FORMS)
def test_a_frame_is_as_high_as_what_it_shows(
    browser: Browser, places: Places, form: str, size: str
) -> None:
    """Without the script for the site: nearly nothing is scrolled, nearly nothing is empty."""
    with watched(browser, viewport={"width": 1280, "height": 900}) as one:
        query = f"form={form}&size={size}&{ASKED[form].query()}"
        one.page.goto(f"{places.service}/en/embeds?{query}")
        shown = one.page.locator("iframe.framed")
        shown.scroll_into_view_if_needed()
        inside = one.page.frames[1]
        inside.locator(".cg-twin > summary").wait_for(state="attached")
        high = int(shown.get_attribute("height") or 0)
        needs = inside.evaluate("document.documentElement.getBoundingClientRect().height")
        assert abs(high - needs) <= ABOUT


def test_a_day_that_is_named_is_shown(browser: Browser, places: Places) -> None:
    asked = replace(ASKED["actor"], as_of="2001-01-01")
    with watched(browser) as one:
        one.page.goto(f"{places.service}/en/embed/actor?{asked.query()}")
        assert "2001" in one.page.locator("figcaption").inner_text()
        assert "as_of=2001-01-01" in (
            one.page.locator(".cg-take a").first.get_attribute("href") or ""
        )
