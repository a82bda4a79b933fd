"""Tiles as SVG: legible on a telephone as they are, each state once, told apart without colour."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from viz.pictures.picture import AskedPicture, Picture, Twin
from viz.pictures.tile_drawing import CODE, WIDTH, tile_legend, tile_map_svg
from viz.pictures.tile_map import MappedTile, TileMap
from viz.state_tiles import PLACES
from viz.text_width import width_of

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script> & \u202e"


def shown(name: str = "Saint Vincent and the Grenadines", *ids: str) -> Picture:
    tiles = tuple(
        MappedTile(id_, name, at % 3 if at % 4 else None, f"/n/{id_}")
        for at, id_ in enumerate((*sorted(PLACES), *ids))
    )
    body = TileMap(("members", "associates", "observers"), tiles, "others")
    return Picture(AskedPicture("tiles"), "en", "T", "S.", "C.", body, Twin(("Name",), ()))


def drawn(picture: Picture, *, heading: bool = False) -> ET.Element:
    return ET.fromstring(tile_map_svg(picture, heading=heading))


def test_codes_are_fourteen_pixels_high_on_a_telephone() -> None:
    codes = [one for one in drawn(shown()).iter(f"{SVG}text") if "cg-code" in one.get("class", "")]
    assert len(codes) == 35
    assert {float(one.get("font-size", 0)) for one in codes} == {CODE}
    assert CODE * 288 / WIDTH >= 14
    room = WIDTH / 8
    assert all(width_of(one.text or "", CODE) / 1.05 <= room - 1.5 for one in codes)


def test_each_tile_leads_to_its_state() -> None:
    links = [one.get("href") for one in drawn(shown()).iter(f"{SVG}a")]
    assert links == [f"/n/{id_}" for id_ in sorted(PLACES)]


def test_tiles_lie_apart_and_on_the_sheet() -> None:
    places = set()
    for link in drawn(shown()).iter(f"{SVG}a"):
        x, y = map(float, link.get("transform", "")[len("translate(") : -1].split())
        places.add((x, y))
        assert x >= 0
        assert x + WIDTH / 8 - 1.5 <= WIDTH
    assert len(places) == 35


def test_names_wait_for_room() -> None:
    names = [one for one in drawn(shown()).iter(f"{SVG}text") if "cg-fine" in one.get("class", "")]
    assert names
    assert {one.get("display") for one in names} == {"none"}


def test_a_state_without_a_place_is_not_drawn() -> None:
    assert len([*drawn(shown("N", "state/xaa")).iter(f"{SVG}a")]) == 35


def test_its_legend_counts_and_differs_in_more_than_colour() -> None:
    entries = tile_legend(shown())
    assert [word.partition(":")[0] for _, word in entries] == [
        "members", "associates", "observers", "others",
    ]  # fmt: skip
    assert sum(int(word.rpartition(" ")[2]) for _, word in entries) == 35
    patterns = [*drawn(shown()).iter(f"{SVG}pattern")]
    strokes = {path.get("d") for one in patterns for path in one.iter(f"{SVG}path")}
    assert len(strokes) == len(patterns) - 1  # the first is full


def test_alone_the_legend_is_in_the_drawing() -> None:
    words = [one.text or "" for one in drawn(shown(), heading=True).iter(f"{SVG}text")]
    assert any(word.startswith("others: ") for word in words)
    inside = [one.text or "" for one in drawn(shown()).iter(f"{SVG}text")]
    assert not any(word.startswith("others: ") for word in inside)


def test_texts_stay_texts() -> None:
    root = drawn(shown(HOSTILE), heading=True)
    assert not [one for one in root.iter() if "script" in one.tag]
    assert "\u202e" not in "".join(root.itertext())
