"""The matrix as SVG: heads never touch, nothing leaves the sheet, no mark needs its colour."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from kg.browse.state_memberships import STANDINGS
from viz.pictures.matrix_drawing import MOST, MOST_ADDING, WIDTH, matrix_svg
from viz.pictures.matrix_marks import MARKS, marks
from viz.pictures.picture import AskedPicture, Picture, Twin
from viz.pictures.state_matrix import MatrixColumn, MatrixRegion, MatrixRow, StateMatrix
from viz.text_width import SIZE, width_of

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Saint Vincent and the Grenadines"
HOSTILE = "</text><script>alert(1)</script> \u202e & \"x\" 'y'"


def matrix(count: int, head: str = "CARIFORUM", name: str = LONG, adds: str = "") -> StateMatrix:
    columns = tuple(
        MatrixColumn(f"org/{n}", head, head, "35", f"/o/{n}", f"+{n}" if adds else "")
        for n in range(count)
    )
    every = tuple((n, list(STANDINGS)[n % len(STANDINGS)]) for n in range(count))
    rows = (MatrixRow("state/vct", name, every, "/s/vct", left_out=bool(adds)),)
    legend = tuple((name, word.text("en")) for name, word in STANDINGS.items())
    return StateMatrix(columns, (MatrixRegion(name, rows),), legend, "members", adds,
                       "left out" if adds else "")  # fmt: skip


def drawn(body: StateMatrix, *, heading: bool = False) -> ET.Element:
    asked = AskedPicture("states")
    picture = Picture(asked, "en", "T", "S.", "C.", body, Twin(("Name",), ()), ("A note.",))
    return ET.fromstring(matrix_svg(picture, heading=heading))


def heads(root: ET.Element) -> list[tuple[float, float, str]]:
    """Left end, base line and text of each slanted head."""
    found = []
    for text in root.iter(f"{SVG}text"):
        place = re.match(r"translate\(([\d.]+) ([\d.]+)\)rotate", text.get("transform", ""))
        if place:
            found.append((float(place[1]), float(place[2]), "".join(text.itertext())))
    return found


@pytest.mark.parametrize("count", [1, 3, MOST_ADDING, MOST])
def test_heads_do_not_touch_and_stay_on_the_sheet(count: int) -> None:
    found = heads(drawn(matrix(count)))
    assert len(found) == count
    slant = math.radians(60)
    for (x, _, _), (next_x, _, _) in pairwise(found):
        assert (next_x - x) * math.sin(slant) >= SIZE
    for x, y, text in found:
        assert x + width_of(text) * math.cos(slant) <= WIDTH
        assert y - width_of(text) * math.sin(slant) >= 0


def test_a_head_without_an_acronym_is_cut_and_keeps_its_name() -> None:
    root = drawn(matrix(MOST, head="Alliance of very many and very long words"))
    assert all("…" in text for _, _, text in heads(root))
    titles = {title.text for title in root.iter(f"{SVG}title")}
    assert "Alliance of very many and very long words" in titles


def test_at_600_pixels_letters_are_nine_high() -> None:
    root = drawn(matrix(MOST))
    sizes = [float(one.get("font-size", SIZE)) for one in root.iter() if one.tag.endswith("text")]
    assert min(sizes) * 600 / WIDTH >= 9


def test_each_standing_has_a_shape_of_its_own() -> None:
    assert MARKS.keys() == STANDINGS.keys()
    assert len({*MARKS.values()}) == len(MARKS)


def test_marks_of_a_row_are_two_paths() -> None:
    found = marks([(1, 2, "member"), (3, 4, "observer"), (5, 6, "disputed"), (7, 8, "member")])
    assert len(found) == 2
    assert found[0].count("M") == found[1].count("M") == 2


def test_what_each_adds_and_who_is_left_out_is_drawn_where_it_is_said() -> None:
    texts = ["".join(one.itertext()) for one in drawn(matrix(3, adds="adds")).iter(f"{SVG}text")]
    assert {"adds", "+0", "+2", "left out"} <= {*texts}
    plain = ["".join(one.itertext()) for one in drawn(matrix(3)).iter(f"{SVG}text")]
    assert not {"adds", "+0", "left out"} & {*plain}


def test_names_and_heads_lead_to_their_pages() -> None:
    links = [one.get("href") for one in drawn(matrix(2)).iter(f"{SVG}a")]
    assert links == ["/o/0", "/o/1", "/s/vct"]


def test_texts_stay_texts() -> None:
    root = drawn(matrix(2, head=HOSTILE, name=HOSTILE), heading=True)
    assert not [one for one in root.iter() if "script" in one.tag]
    assert "\u202e" not in "".join(root.itertext())


def test_alone_it_says_what_it_is() -> None:
    texts = [one.text for one in drawn(matrix(2), heading=True).iter(f"{SVG}text")]
    assert texts[:2] == ["T", "S."]
    assert texts[-2:] == ["C.", "A note."]


def test_a_matrix_without_columns_is_drawn() -> None:
    empty = replace(matrix(1), columns=(), regions=(MatrixRegion("R", ()),))
    assert drawn(empty).get("viewBox", "").startswith(f"0 0 {WIDTH} ")
