"""Styles of a page of the web: what they hide is not read, what only looks so is."""

from __future__ import annotations

import pytest

from ingest.child.reports.html_styles import HiddenNames, declared, hides, is_white
from tests.ingest.child.reports.telling import tell

HIDING = (
    "display:none", "DISPLAY : NONE !important", "visibility:hidden", "font-size:0.1pt",
    "font-size:1px", "font:0/0 a", "font:italic .5pt serif", "opacity:0.01", "opacity:1%",
    "position:absolute;left:-9999px", "text-indent:-999em", "height:0;overflow:hidden",
    "max-height:0;overflow:hidden", "width:1px;height:1px;overflow:hidden;position:absolute",
    "clip:rect(0,0,0,0);position:absolute", "clip-path:inset(100%)", "transform:scale(0)",
    "dis/**/play:none", "display:\\6eone", "content-visibility:hidden",
    "background:red;display:none",
)  # fmt: skip
WHITE = ("#fff", "#FEFEFE", "white", "rgb(255, 255,255)", "hsl(0,0%,100%)", "rgba(0,0,0,0)",
         "transparent", "#00000000")  # fmt: skip
SHOWN = (
    "font-size:0.9em", "font-size:8pt", "opacity:0.6", "left:-9999px", "height:0", "color:#ff0000",
    "position:absolute;left:20px", "font:12pt/14pt serif", "overflow:hidden;height:90px",
    "display:inline", "color:#fed", "transform:scale(0.9)", "color:rgb(25,25,25)",
    "text-indent:-2em", "clip-path:inset(5%)", "color:hsl(100,50%,40%)",
)  # fmt: skip


@pytest.mark.parametrize("style", HIDING)
def test_what_hides(style: str) -> None:
    assert hides(declared(style))
    found = tell(f"<p>Seen.</p><p style='{style}'>Not.</p><p>Seen too.</p>".encode())
    assert found.texts == ["Seen.", "Seen too."]
    assert found.unread == {"hidden-places": {"n": 1}}


@pytest.mark.parametrize("color", WHITE)
def test_letters_as_white_as_paper(color: str) -> None:
    assert is_white(declared(f"color:{color}"))
    found = tell(
        f"<p>Seen.</p><p style='color:{color}'>Not.</p><font color='white'>Not.</font>".encode()
    )
    assert (found.texts, found.unread) == (["Seen."], {"hidden-places": {"n": 2}})


@pytest.mark.parametrize("around", ["style='background:#003'", "bgcolor='navy'"])
def test_white_on_what_is_dark_is_seen(around: str) -> None:
    assert tell(f"<div {around}><p style='color:#fff'>Seen.</p></div>".encode()).texts == ["Seen."]


@pytest.mark.parametrize("style", SHOWN)
def test_what_only_looks_so(style: str) -> None:
    found = tell(f"<p style='{style}'>Seen.</p>".encode())
    assert (found.texts, found.unread) == (["Seen."], {})


def test_classes_and_names_of_a_sheet() -> None:
    sheet = """@import "x.css"; /* .no{display:none} */ p.a, .b:hover, #c { visibility: hidden }
    @media print { .d { display: none } } .e .f { display:none } .g{color:red} @page{margin:0}
    .h { display:none }"""
    names = HiddenNames()
    names.read(sheet)
    assert (names.classes, names.ids) == ({"a", "h"}, {"c"})
    page = f"<style>{sheet}</style><p class='x a'>Not.</p><p id='c'>Not.</p><p class='d'>Seen.</p>"
    assert tell(page.encode()).texts == ["Seen."]


def test_rules_without_end_take_no_time() -> None:
    for sheet in ("{" * 200_000, "}" * 200_000, ".a{" * 60_000, "@a " * 60_000, "/*" * 90_000):
        HiddenNames().read(sheet)
