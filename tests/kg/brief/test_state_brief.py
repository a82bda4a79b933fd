"""The state brief: matches with whom to write to, what changed, how to begin where nothing is."""

from __future__ import annotations

import pytest

from kg.base.errors import BadOptionError, UnknownIdError
from kg.brief.desk_of_papers import desk_for
from kg.brief.drawings import Network
from kg.brief.paper import Content, Picture, Points, Section, Table, Tiles, numbered
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import Telling
from kg.brief.state_facts import facts
from tests.kg.brief.making import OLD, Maker
from tests.kg.brief.reading import blocks, texts, words

WITH_RECORDS = 450, 700
"""Words of a brief of a state with matches: 550 to 700 with tables of eight rows, which are six."""
TO_BEGIN = 280, 480
"""Of a state of which nothing is on record: there is less to tell, and how to begin."""


def section(content: Content, title: str) -> Section:
    return next(one for one in content.sections if one.title == title)


def test_it_names_who_can_meet_a_demand_and_whom_to_write_to(maker: Maker) -> None:
    content = maker.made("state", "state/hnd").content
    (table,) = section(content, "Best matches for its demands").blocks
    assert isinstance(table, Table)
    (row,) = table.rows
    assert [cell.text for cell in row[:2]] == ["Wells: demand/water", "Colombia"]
    assert row[2].text.startswith("The same subject")
    assert "Presidential Agency of International Cooperation of Colombia" in row[3].text
    (figure,) = row[2].figures
    assert figure.rests == "proposed"
    assert content.standings == ("offers-for-demand 3: A proposal: not adopted by the board.",)


def test_it_names_whom_its_offers_can_help(maker: Maker) -> None:
    content = maker.made("state", "state/col").content
    (table,) = section(content, "What it can offer, and to whom").blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0][:2]] == ["Wells: offer/water", "Honduras"]


def test_the_public_reads_less(maker: Maker) -> None:
    public = list(texts(maker.made("state", "state/hnd", audience="public").content))
    assert "Wells: demand/water" not in public
    assert "Honduras has 0 offers and 1 demand open." in public


def test_its_key_figures_are_six(maker: Maker) -> None:
    (tiles,) = section(maker.made("state", "state/hnd").content, "Key figures").blocks
    assert isinstance(tiles, Tiles)
    assert [tile.shown for tile in tiles.tiles[:3]] == ["0", "2", "1"]
    assert [tile.shown for tile in tiles.tiles[4:]] == ["1", "not known"]


def test_a_state_without_records_is_helped_to_begin(maker: Maker) -> None:
    content = maker.made("state", "state/brb").content
    (steps,) = section(content, "How to begin").blocks
    assert isinstance(steps, Points)
    assert steps.ordered
    assert isinstance(section(content, "What it can build on").blocks[1], Table)
    assert "No offer is known." in content.missing


@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
def test_it_is_as_long_as_two_pages(lang: str, maker: Maker) -> None:
    for subject, (least, most) in (("state/xaa", WITH_RECORDS), ("state/brb", TO_BEGIN)):
        paper = maker.made("state", subject, lang)
        assert least <= len(words(*texts(paper.content))) <= most
        tables = [block for block in blocks(paper.content) if isinstance(block, Table)]
        assert len(tables) <= 2
        assert all(len(table.rows) <= 8 for table in tables)
        pictures = [block for block in blocks(paper.content) if isinstance(block, Picture)]
        assert [type(one.drawing) for one in pictures] == [Network]


def test_of_a_base_that_was_begun_since_it_says_so(maker: Maker) -> None:
    new = maker.made("state", "state/hnd", since=OLD).content
    said = "The base was begun after January 1, 2026: all that it holds is new."
    assert said in list(texts(new))


def test_no_state_is_ranked_or_judged(maker: Maker) -> None:
    said = " ".join(texts(maker.made("state", "state/hnd").content)).lower()
    assert not {"rank", "best state", "worst", "late", "poor"} & set(words(said))


def test_a_subject_is_a_state_that_the_reader_sees(maker: Maker) -> None:
    with pytest.raises(UnknownIdError):
        maker.made("state", "state/zzz")
    with pytest.raises(BadOptionError):
        maker.made("state", "org/oas")


def test_its_figures_are_few_enough_to_be_read(maker: Maker) -> None:
    assert 5 <= len(numbered(maker.made("state", "state/hnd"))) <= 12
    assert len(numbered(maker.made("state", "state/xaa"))) <= 18


def test_what_fits_is_asked_once_as_long_as_nothing_changes(maker: Maker) -> None:
    first, again = (facts(Telling(_asked(maker))) for _ in range(2))
    assert first.demands
    assert first.demands[0].best is again.demands[0].best


def _asked(maker: Maker) -> PaperAsked:
    inquiry = maker.knowledge.inquiry(maker.day, "states", "en")
    return PaperAsked(inquiry, desk_for("states", None, maker.day, "en"), "state/hnd")


def test_gaps_say_what_to_do(maker: Maker) -> None:
    section = next(
        one for one in maker.made("state", "state/hti").content.sections
        if one.title == "Gaps to fill in the sheet"
    )  # fmt: skip
    (gaps,) = section.blocks
    assert isinstance(gaps, Points)
    assert all(": enter" in one.text or ": name" in one.text for one in gaps.items)
