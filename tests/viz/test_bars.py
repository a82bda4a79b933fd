"""Counts as pictures: to scale, escaped, and said in words as well."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from viz.bars import Bar, Strip, bars, strips
from viz.count_picture import WIDTH

HOSTILE = "</text><script>alert(1)</script> & \"x\" 'y'"
RECT = "{http://www.w3.org/2000/svg}rect"


def widths(picture: str, name: str = "width") -> list[float]:
    return [float(rect.attrib[name]) for rect in ET.fromstring(picture).iter(RECT)]


def test_bars_are_to_one_scale_from_nothing() -> None:
    found = bars("Counts", [Bar("a", 40, "40"), Bar("b", 10, "10"), Bar("c", 0, "0")], "en")
    assert widths(found) == [WIDTH, WIDTH / 4, 0]


def test_columns_are_to_one_scale_over_all_strips() -> None:
    found = strips("Weeks", [Strip("a", (0, 4, 2), "4"), Strip("b", (0, 0, 1), "1")], "en")
    assert widths(found, "height") == [30, 15, 7.5]


@pytest.mark.parametrize("draw", [
    lambda label: bars(label, [Bar(label, 1, label)], "en"),
    lambda label: strips(label, [Strip(label, (1, 2), label)], "en"),
])  # fmt: skip
def test_texts_stay_texts(draw: Callable[[str], str]) -> None:
    root = ET.fromstring(draw(HOSTILE))
    assert not [element for element in root.iter() if "script" in element.tag]
    assert HOSTILE in "".join(root.itertext())


def test_nothing_at_all_is_a_picture_too() -> None:
    ET.fromstring(bars("None", [], "en"))
    ET.fromstring(strips("None", [Strip("a", (), "0")], "en"))
    assert widths(bars("Zero", [Bar("a", 0, "0")], "en")) == [0]


def test_it_is_said_in_words() -> None:
    root = ET.fromstring(bars("Counts", [Bar("Asked", 3, "3")], "fr"))
    assert root.attrib["role"] == "img"
    assert root.attrib["lang"] == "fr"
    assert [element.text for element in root][:2] == ["Counts", "Asked\u00a0: 3"]
