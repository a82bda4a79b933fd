"""Themes: only our own paint changes, and as much of it as the style sheet changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import viz
from kg.base.errors import BadOptionError
from viz.pictures.picture_themes import _DARK, theme_named, themed

CSS = (Path(viz.__file__).parent / "static" / "picture.css").read_text("utf-8")


def test_dark_changes_paint_and_no_text() -> None:
    text = 'fill="#1a1a1a" class="cg-ink"'
    drawing = f'<g class="cg-ink" fill="#1a1a1a"><text>{text}</text></g><path fill="#1a1a1a"/>'
    assert themed(drawing, "dark") == (
        f'<g class="cg-ink" fill="#f0f0f0"><text>{text}</text></g><path fill="#1a1a1a"/>'
    )
    assert themed(drawing, "light") == themed(drawing, "auto") == drawing


@pytest.mark.parametrize("name", _DARK)
def test_the_style_sheet_paints_the_same_classes(name: str) -> None:
    assert re.search(rf"\.{name}\b[^{{}}]*{{[^{{}}]*(?:fill|stroke): var\(--cg-", CSS)


@pytest.mark.parametrize("colour", sorted({c for found in _DARK.values() for c in found.values()}))
def test_the_style_sheet_has_the_same_colours(colour: str) -> None:
    assert colour in CSS


def test_another_theme_is_refused() -> None:
    with pytest.raises(BadOptionError, match="blue"):
        theme_named("blue")
