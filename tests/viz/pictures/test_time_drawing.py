"""Pictures of time and of two sides as drawn: no text on another, none cut off, links that lead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from kg.base.i18n import LANGUAGES
from kg.knowledge import KnowledgeBase
from tests.conftest import TODAY
from viz.pictures.drawing import drawn
from viz.pictures.picture import AskedPicture
from viz.pictures.picture_form import PictureAsk
from viz.pictures.picture_forms import picture
from viz.pictures.wide_sheet import SIZE, WIDTH
from viz.text_width import width_of

SVG = "{http://www.w3.org/2000/svg}"
NARROWEST = 600
"""Pixels at which it is still drawn; what is narrower shows the twin."""
LEAST = 9
ASKED = (
    AskedPicture("timeline"),
    AskedPicture("timeline", ("org/oas",)),
    AskedPicture("timeline", ("state/ven",)),
    AskedPicture("timeline", ("org/iacd",), choice=(("show", "work"),)),
    AskedPicture("sectors"),
    AskedPicture("sectors", ("sector/dac/100",), choice=(("nature", "demonstrated"),)),
)


class Box(NamedTuple):
    """A text and where it stands."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two texts lie on each other."""
        level = self.top < other.bottom and other.top < self.bottom
        return level and self.left < other.right and other.left < self.right


@pytest.fixture(scope="module")
def starter(starter_url: str) -> Iterator[KnowledgeBase]:
    made = KnowledgeBase(starter_url, cache=None)
    yield made
    made.close()


def boxes(tree: ET.Element) -> list[Box]:
    found = []
    for one in tree.iter(f"{SVG}text"):
        wide = width_of(one.text or "", SIZE)
        x, y = float(one.get("x", "")), float(one.get("y", ""))
        left = x - {"middle": wide / 2, "end": wide}.get(one.get("text-anchor", ""), 0)
        found.append(Box(one.text or "", left, left + wide, y - SIZE + 3, y + 3))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("asked", ASKED, ids=lambda one: f"{one.form} {one.query()}")
def test_texts_can_be_read(starter: KnowledgeBase, asked: AskedPicture, lang: str) -> None:
    ask = PictureAsk(asked, starter.inquiry(TODAY, "public", lang), "/n/{}".format)
    tree = ET.fromstring(drawn(picture(ask)))
    found = boxes(tree)
    assert found
    assert not [(a.text, b.text) for a, b in combinations(found, 2) if a.meets(b)]
    assert all(box.left >= 0 and box.right <= WIDTH for box in found)
    assert NARROWEST / WIDTH * SIZE >= LEAST
    assert all(a.get("href", "").startswith("/n/") for a in tree.iter(f"{SVG}a"))
    assert all(a.find(f"{SVG}title") is not None for a in tree.iter(f"{SVG}a"))
