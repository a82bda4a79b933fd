"""The sector brief: supply and demand by name, what nobody meets, who has experience."""

from __future__ import annotations

import pytest

from kg.brief.drawings import Timeline, TwoSides
from kg.brief.paper import Content, Picture, Section, Table
from tests.kg.brief.making import Maker
from tests.kg.brief.reading import blocks, texts, words

WATER, AIR, EDUCATION = "sector/dac/140", "sector/dac/210", "sector/dac/110"


def section(content: Content, title: str) -> Section:
    return next(one for one in content.sections if one.title == title)


def drawings(content: Content) -> list[object]:
    return [block.drawing for block in blocks(content) if isinstance(block, Picture)]


def test_states_stand_by_their_names_with_what_they_offer_and_ask_for(maker: Maker) -> None:
    content = maker.made("sector", WATER).content
    (drawing,) = drawings(content)
    assert drawing == TwoSides("Offers", "Demands", (("Colombia", 1, 0), ("Honduras", 0, 1)))
    _, table = section(content, "Supply and demand, by state").blocks
    assert isinstance(table, Table)
    shown = [[cell.text for cell in row] for row in table.rows]
    assert shown == [["Colombia", "1", "0"], ["Honduras", "0", "1"]]


def test_what_nobody_meets_is_named_with_who_asks(maker: Maker) -> None:
    (table,) = section(maker.made("sector", AIR).content, "Demands that no offer meets").blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]] == ["Wells: demand/air", "Honduras"]


def test_a_practice_stands_with_its_proof_or_that_none_is_stated(maker: Maker) -> None:
    (table,) = section(maker.made("sector", WATER).content, "Good practices and their proof").blocks
    assert isinstance(table, Table)
    shown = [cell.text for cell in table.rows[0]]
    assert shown == ["Wells: practice/water", "Colombia", "not stated"]


def test_where_nothing_is_declared_activities_are_drawn(maker: Maker) -> None:
    content = maker.made("sector", EDUCATION).content
    (drawing,) = drawings(content)
    assert isinstance(drawing, Timeline)
    assert [span.since for span in drawing.spans] == sorted(s.since or "" for s in drawing.spans)


def test_a_trend_needs_two_dated_sources(maker: Maker) -> None:
    none = "No trend is told: that needs two dated sources or more."
    assert none in list(texts(maker.made("sector", WATER).content))
    assert none not in list(texts(maker.made("sector", EDUCATION).content))


def test_what_is_not_on_record_is_missing_not_nought(maker: Maker) -> None:
    missing = maker.made("sector", EDUCATION).content.missing
    assert "No open offer in this sector is on record." in missing
    assert "No activity in this sector is on record." not in missing


@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
def test_it_is_as_long_as_two_pages(lang: str, maker: Maker) -> None:
    # 500 to 650 words where a sector has offers, demands and practices; the starter has none.
    for sector in (WATER, EDUCATION):
        assert 180 <= len(words(*texts(maker.made("sector", sector, lang).content))) <= 650
