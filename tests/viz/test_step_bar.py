"""A bar of what a step adds: to one scale, in words too, without letters of its own."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from viz.step_bar import FULL, PALE, WIDTH, step_bar

SVG = "{http://www.w3.org/2000/svg}"


def parts(adds: int, reached: int, total: int) -> dict[str, tuple[float, float]]:
    root = ET.fromstring(step_bar(adds, reached, total, "<said>", "en"))
    rects = [*root.iter(f"{SVG}rect")]
    return {one.get("fill", ""): (float(one.get("x", 0)), float(one.get("width", 0)))
            for one in rects[1:]}  # fmt: skip


@pytest.mark.parametrize(
    ("step", "drawn"),
    [
        ((16, 16, 32), {FULL: (0, WIDTH / 2)}),
        ((0, 16, 32), {PALE: (0, WIDTH / 2)}),
        ((8, 24, 32), {PALE: (0, WIDTH / 2), FULL: (WIDTH / 2, WIDTH / 4)}),
        ((0, 0, 0), {}),
    ],
)
def test_parts_add_up(step: tuple[int, int, int], drawn: dict[str, tuple[float, float]]) -> None:
    assert parts(*step) == drawn


def test_it_says_in_words_what_it_shows() -> None:
    root = ET.fromstring(step_bar(1, 2, 3, "<b>adds 1</b>", "en"))
    assert root.get("role") == "img"
    assert root[0].text == "<b>adds 1</b>"
    assert not [*root.iter(f"{SVG}text")]
