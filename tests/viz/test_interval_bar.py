"""A score as a bar: to scale, the unknown apart, called what it shows."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from viz.interval_bar import WIDE, interval_bar

RECT = "{http://www.w3.org/2000/svg}rect"


@pytest.mark.parametrize(("score", "high", "known", "unknown"), [
    (500_000, 750_000, WIDE / 2, WIDE / 4),
    (0, 0, 0, 0),
    (1_000_000, 1_000_000, WIDE, 0),
    (0, 2_000_000, 0, WIDE),
])  # fmt: skip
def test_it_is_to_scale(score: int, high: int, known: float, unknown: float) -> None:
    boxes = [*ET.fromstring(interval_bar("org/a", "Score", score, high, "en")).iter(RECT)]
    assert [float(box.attrib["width"]) for box in boxes] == [known, unknown, WIDE]
    assert float(boxes[1].attrib["x"]) == known


def test_it_is_called_what_it_shows() -> None:
    said = 'Score 0.5 "of" <1>'
    root = ET.fromstring(interval_bar("org/a", said, 1, 2, "fr"))
    assert (root.attrib["aria-label"], root.attrib["role"]) == (said, "img")
