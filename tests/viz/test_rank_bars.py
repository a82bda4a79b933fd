"""Shares of places: to one scale, said in words, texts that stay texts."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from viz.rank_bars import HIGH, PlaceShare, rank_bars

SVG = "{http://www.w3.org/2000/svg}"
SHARES = [
    PlaceShare("1", 500_000, "50%"),
    PlaceShare("2", 250_000, "25%"),
    PlaceShare("3+", 0, "0%"),
]


def test_columns_are_shares_of_one_whole() -> None:
    root = ET.fromstring(rank_bars("org/a", "Places", SHARES, "en"))
    high = [float(rect.attrib["height"]) for rect in root.iter(f"{SVG}rect")]
    assert high == [HIGH / 2, HIGH / 4, 0]


def test_it_is_said_in_words() -> None:
    root = ET.fromstring(rank_bars("org/a", "Places <&>", SHARES, "en"))
    assert [part.text for part in root][:2] == ["Places <&>", "1: 50%; 2: 25%; 3+: 0%"]


def test_pictures_of_two_partners_have_names_of_their_own() -> None:
    one, other = (
        ET.fromstring(rank_bars(id_, "Places", SHARES, "en")) for id_ in ("org/a", "org/b")
    )
    assert one.attrib["aria-labelledby"] != other.attrib["aria-labelledby"]


def test_all_of_it_lies_within_the_picture() -> None:
    root = ET.fromstring(rank_bars("org/a", "Places", [PlaceShare("1", 1_000_000, "100%")], "en"))
    assert all(0 < float(text.attrib["y"]) <= float(root.attrib["height"])
               for text in root.iter(f"{SVG}text"))  # fmt: skip


def test_nothing_at_all_is_a_picture_too() -> None:
    ET.fromstring(rank_bars("org/a", "Places", [], "en"))
