"""Drawings and files in a real browser: no line runs through a text, none leaves the paper.

In the letters of this machine, whichever they are, and in those of PNG files.
"""

from __future__ import annotations

import base64
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kg.base.i18n import LANGUAGES
from kg.knowledge import KnowledgeBase
from tests.browser import watched
from tests.viz.pictures.test_picture_forms import ask
from tests.viz.pictures.test_picture_forms import starter as starter  # noqa: PLC0414 (a fixture)
from viz.pictures.drawing import drawn
from viz.pictures.picture_files import credit, picture_svg
from viz.pictures.picture_forms import FORMS, picture

pytestmark = pytest.mark.browser

STRUCK = Path(__file__).parents[1].joinpath("struck.js").read_text("utf-8")
FACE = "@font-face { font-family: Files; src: url(data:font/ttf;base64,%s); }"


def letters_of_files() -> str:
    """Return a style in which all letters are those that Typst draws."""
    if find_spec("fontpkg_source_sans_3") is None:
        pytest.skip("the typefaces of papers are not installed")
    from viz.papers.paper_fonts import font_folders

    (font,) = (
        path for folder in font_folders() for path in Path(folder).glob("SourceSans3*.ttf")
        if "Italic" not in path.name
    )  # fmt: skip
    face = FACE % base64.b64encode(font.read_bytes()).decode()
    return f"{face} svg, svg * {{ font-family: Files !important; }}"


def wrong(page: Page, svg: str, style: str = "") -> list[str]:
    """Return the texts of a drawing that are struck or cut, as the page shows it."""
    page.set_content(f"<style>{style}</style>{svg.rpartition('?>')[2]}")
    page.evaluate("document.fonts.ready")
    found: list[str] = page.evaluate(STRUCK)
    return found


@pytest.mark.parametrize("form", FORMS)
def test_no_text_of_a_drawing_is_struck_or_cut(
    browser: Browser, starter: KnowledgeBase, form: str
) -> None:
    with watched(browser) as one:
        for lang in LANGUAGES:
            assert wrong(one.page, drawn(picture(ask(starter, form, lang)))) == []


@pytest.mark.parametrize("form", FORMS)
def test_no_text_of_a_file_is_struck_or_cut(
    browser: Browser, starter: KnowledgeBase, form: str
) -> None:
    with watched(browser) as one:
        for lang in LANGUAGES:
            asked = ask(starter, form, lang)
            whose = credit(asked.view.publisher, lang, "https://pictures.example.org/en/")
            file = picture_svg(picture(asked), whose=whose)
            assert wrong(one.page, file) == []
            assert wrong(one.page, file, letters_of_files()) == []


def test_what_is_struck_or_cut_is_found(browser: Browser) -> None:
    """A measure that finds nothing would prove nothing."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">'
        '<path d="M0 46H200" fill="none" stroke="black"/>{}'
        '<text x="10" y="50">struck</text><text x="190" y="90">cut</text></svg>'
    )
    plate = '<path class="cg-paper" d="M5 30h100v30h-100z" fill="white"/>'
    with watched(browser) as one:
        assert wrong(one.page, svg.format("")) == ["struck: struck", "cut: cut"]
        assert wrong(one.page, svg.format(plate)) == ["cut: cut"]
