"""Pictures of papers: large enough, labels apart, the same each time, whatever they hold."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from kg.base.i18n import LANGUAGES
from kg.brief.coverage_bars import coverage_bars
from kg.brief.drawings import (
    BarRow,
    BarRows,
    Drawing,
    Network,
    Span,
    Spot,
    Stages,
    StateTiles,
    Timeline,
    TwoSides,
)
from kg.model.documents import Coverage, CoverageStep
from viz.paper_pictures import drawn
from viz.paper_sheet import LEADING, MOST, SIZE, WIDTH, lines_of, wide

SVG: Final = "{http://www.w3.org/2000/svg}"
LEAST: Final = 7.5
LONG: Final = "Organización de Estados Iberoamericanos para la Educación, la Ciencia y la Cultura"
HOSTILE: Final = "<script>alert(1)</script>\u202e\x00 & \"'"
LABELS: Final = ("SEGIB", LONG, "CARICOM", HOSTILE, "W" * 90, "")


def bars(count: int) -> tuple[BarRow, ...]:
    return tuple(BarRow(LABELS[n % 6], n * 7.0, f"{n * 7:,}") for n in range(count))


def network(count: int) -> Network:
    body = tuple(Spot(f"org/{n}", LABELS[n % 6], "Organisation", 2) for n in range(count))
    fixed = Spot("org/x", LONG, "Organisation", 0), Spot("state/x", "Haiti", "State", 1)
    lines = [("org/x", "state/x", "authority")]
    lines += [("state/x", spot.id, "member of" if n % 2 else LONG) for n, spot in enumerate(body)]
    return Network((*fixed, *body), tuple(lines))


DRAWINGS: Final[dict[str, Drawing]] = {
    **{f"bars {n}": BarRows(bars(n)) for n in (0, 1, 6, 30)},
    **{f"stages {n}": Stages(tuple(reversed(bars(n)))) for n in (0, 1, 6, 30)},
    **{
        f"sides {n}": TwoSides("offers", LONG, tuple((LABELS[i % 6], i, n - i) for i in range(n)))
        for n in (0, 1, 6, 30)
    },
    **{f"network {n}": network(n) for n in (0, 1, 6, 30)},
    "no network": Network((), ()),
    "no timeline": Timeline((), "2026-11-29"),
    "timeline": Timeline(
        tuple(
            Span(LABELS[n % 6], since, until, "in force")
            for n, (since, until) in enumerate([
                ("2009-09-24", None), (None, "2015-01-01"), ("2027-03-31", "2027-03-31"),
                (None, None), ("2022-06-22", "2023-06-30"), ("0001-01-01", "9999-12-31"),
            ])
        ),
        "2026-11-29",
    ),
    "tiles": StateTiles(("a", LONG), (("state/hti", 0), ("state/bra", 1), ("state/xaa", 1))),
}  # fmt: skip


def svg_of(name: str, lang: str = "en") -> ET.Element:
    return ET.fromstring(drawn(DRAWINGS[name], lang, f"Title of {name}", f"Words: {HOSTILE}"))


def labels(svg: ET.Element) -> list[tuple[str, float, float, float, float]]:
    """Return each text with the box that it takes: left, top, right, bottom."""
    found = []
    for one in svg.iter(f"{SVG}text"):
        text, x, y = one.text or "", float(one.attrib["x"]), float(one.attrib["y"])
        width = wide(text)
        left = (
            x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[one.get("text-anchor", "start")]
        )
        found.append((text, left, y - SIZE * 0.75, left + width, y + SIZE * 0.2))
    return found


@pytest.mark.parametrize("name", DRAWINGS)
def test_letters_are_large_enough_in_print(name: str) -> None:
    svg = svg_of(name)
    assert svg.get("viewBox", "").split()[2] == str(WIDTH)
    scales = [float(found) for found in re.findall(r"scale\(([\d.]+)\)", ET.tostring(svg).decode())]
    scale = min(scales, default=1.0)
    sizes = [float(one.attrib["font-size"]) for one in svg.iter() if "font-size" in one.attrib]
    assert sizes
    inner = sizes[1:] or sizes
    assert min(inner) * (scale if sizes[1:] else 1) >= LEAST


@pytest.mark.parametrize("name", [name for name in DRAWINGS if name != "tiles"])
def test_labels_lie_apart_and_inside(name: str) -> None:
    svg = svg_of(name)
    height = float(svg.attrib["viewBox"].split()[3])
    found = [one for one in labels(svg) if one[0]]
    for text, left, top, right, bottom in found:
        assert left >= -0.5, text
        assert right <= WIDTH + 0.5, text
        assert top >= -1, text
        assert bottom <= height + 1, text
    for one, other in combinations(found, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one, other)


@pytest.mark.parametrize("name", ["bars 30", "stages 30", "sides 30", "network 30"])
def test_what_is_more_than_its_reader_takes_in_is_a_number(name: str) -> None:
    said = [text for text, *_ in labels(svg_of(name))]
    assert "and 12 more" in said if name == "network 30" else "and 10 more" in said
    assert len(list(svg_of(name).iter(f"{SVG}rect"))) <= 2 * MOST + 2


@pytest.mark.parametrize("name", DRAWINGS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_value_gives_the_same_picture(name: str, lang: str) -> None:
    one, other = (drawn(DRAWINGS[name], lang, "T", "S") for _ in range(2))
    assert one == other
    svg = ET.fromstring(one)
    title, desc = svg.findall(f"{SVG}title"), svg.findall(f"{SVG}desc")
    assert [part.text for part in (*title, *desc)] == ["T", "S"]
    assert svg.get("aria-labelledby") == f"{title[0].get('id')} {desc[0].get('id')}"
    assert "script>" not in one
    assert "style=" not in one


@pytest.mark.parametrize("name", ["bars 0", "stages 0", "sides 0", "no network", "no timeline"])
def test_of_nothing_it_says_so(name: str) -> None:
    assert [text for text, *_ in labels(svg_of(name))] == ["Nothing is on record."]


def test_bars_are_to_scale_and_one_of_nothing_is_seen() -> None:
    rows = BarRow("a", 10, "10"), BarRow("b", 5, "5"), BarRow("c", 0, "0")
    svg = ET.fromstring(drawn(BarRows(rows), "en", "T", "S"))
    whole, half, none = (float(one.attrib["width"]) for one in svg.iter(f"{SVG}rect"))
    assert whole == pytest.approx(2 * half, abs=0.2)
    assert 0 < none < 1


def test_two_sides_differ_without_colour() -> None:
    svg = ET.fromstring(drawn(TwoSides("o", "d", (("x", 3, 3),)), "en", "T", "S"))
    fills = [one.get("fill", "") for one in svg.iter(f"{SVG}rect") if one.get("stroke")]
    assert [fill.startswith("url(#") for fill in fills] == [False, True]


def test_a_label_in_lines_is_no_wider_than_its_room() -> None:
    for text in (*LABELS, "A B C " * 40):
        for width in (40, 90, 170):
            lines = lines_of(text, width)
            assert len(lines) <= 2
            assert all(wide(line) <= width for line in lines)
    assert LEADING > SIZE


def test_coverage_by_partner_is_bars_in_the_order_of_the_answer() -> None:
    steps = [
        CoverageStep(id="org/a", label="A", adds=19, reached=19, new=[]),
        CoverageStep(id="org/b", label="B", adds=0, reached=19, new=[]),
    ]
    found = Coverage(
        revision=1, as_of="2026-11-29", lang="pt", of="states", within=None, total=35,
        steps=steps, unreached=[],
    )  # fmt: skip
    shown = [(row.label, row.value, row.shown) for row in coverage_bars(found).rows]
    assert shown == [("A", 19, "19 / 35 (+19)"), ("B", 19, "19 / 35 (+0)")]
