"""Tiles of states: each of the 35 once, told apart without colour, said in words as well."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from kg.brief.drawings import StateTiles
from kg.graph.actors import states
from kg.graph.view import View
from viz.count_picture import WIDTH
from viz.state_tiles import PLACES, ROWS, state_tiles

SVG = "{http://www.w3.org/2000/svg}"
SHOWN = StateTiles(("Only A", "A and B"), (("state/hti", 0), ("state/jam", 0), ("state/bra", 1)))
HOSTILE = "</text><script>alert(1)</script> & \"x\" 'y' \u202e"


def drawn(shown: StateTiles = SHOWN, **names: str) -> ET.Element:
    known = {f"state/{code}": name for code, name in names.items()}
    return ET.fromstring(state_tiles("Tiles", shown, known, "en", "Nobody"))


def titles(root: ET.Element) -> list[str]:
    return [group.find(f"{SVG}title").text or "" for group in root.iter(f"{SVG}g")]  # type: ignore[union-attr]


def test_each_state_of_the_hemisphere_has_one_tile(starter_view: View) -> None:
    assert sorted(PLACES) == [starter_view.id(node) for node in states(starter_view)]
    assert len({*PLACES.values()}) == len(PLACES)
    assert {len(row.split()) for row in ROWS} == {8}


def test_a_tile_says_its_state_and_its_class() -> None:
    said = titles(drawn(hti="Haiti", bra="Brazil"))
    assert len(said) == 35
    assert {"Haiti: Only A", "JAM: Only A", "Brazil: A and B", "USA: Nobody"} <= {*said}


def test_classes_differ_in_more_than_colour() -> None:
    many = StateTiles(tuple("abcdefg"), tuple(zip(sorted(PLACES), range(7), strict=False)))
    patterns = [*drawn(many).iter(f"{SVG}pattern")]
    strokes = {path.attrib["d"] for one in patterns for path in one.iter(f"{SVG}path")}
    assert len(patterns) == 7
    assert len(strokes) == 6  # the first is full
    assert len({one.attrib["id"] for one in patterns}) == 7


def test_its_description_counts_the_classes() -> None:
    root = drawn()
    assert [part.text for part in root][:2] == ["Tiles", "Only A: 2; A and B: 1; Nobody: 32"]
    assert root.attrib["role"] == "img"


def test_a_class_of_nobody_is_not_in_the_legend() -> None:
    texts = [text.text for text in drawn(StateTiles(("Only A",), ())).iter(f"{SVG}text")]
    assert texts[35:] == ["Nobody: 35"]


def test_all_of_it_lies_within_the_picture() -> None:
    root = drawn(StateTiles(("A long name of a class, " * 8,), (("state/hti", 0),)))
    high = float(root.attrib["height"])
    for rect in root.iter(f"{SVG}rect"):
        x, y = float(rect.attrib.get("x", 0)), float(rect.attrib.get("y", 0))
        assert x + float(rect.attrib["width"]) <= WIDTH
        assert y + float(rect.attrib["height"]) <= high
    assert all(float(text.attrib["y"]) < high for text in root.iter(f"{SVG}text"))


def test_texts_stay_texts() -> None:
    shown = StateTiles((HOSTILE,), (("state/hti", 0),))
    root = ET.fromstring(state_tiles(HOSTILE, shown, {"state/hti": HOSTILE}, "en", HOSTILE))
    assert not [element for element in root.iter() if "script" in element.tag]
    assert "\u202e" not in "".join(titles(root))


def test_the_same_bytes_each_time() -> None:
    again = [state_tiles("Tiles", SHOWN, {}, "en", "Nobody") for _ in range(2)]
    assert again[0] == again[1]
    assert " style=" not in again[0]


def test_a_state_without_a_tile_is_not_drawn() -> None:
    assert len(titles(drawn(StateTiles(("A",), (("state/xaa", 0),))))) == 35
