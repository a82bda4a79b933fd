"""The matrix of states by bodies: facts for everybody, what is added for the board alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from kg.base.audience import Audience
from kg.base.errors import BadOptionError, ForbiddenError
from kg.base.text import fold
from kg.knowledge import KnowledgeBase
from tests.conftest import TODAY
from viz.pictures.matrix_drawing import MOST
from viz.pictures.picture import AskedPicture, Picture
from viz.pictures.picture_form import PictureAsk
from viz.pictures.picture_forms import picture
from viz.pictures.picture_html import PictureLinks, picture_fragment
from viz.pictures.state_matrix import StateMatrix

PILOT = ("org/segib", "org/mercosur", "org/caricom")
ADDS = ("order", "adds")


@pytest.fixture(scope="module")
def starter(starter_url: str) -> Iterator[KnowledgeBase]:
    with closing(KnowledgeBase(starter_url, cache=None)) as base:
        yield base


def shown(
    starter: KnowledgeBase, audience: Audience = "public", lang: str = "en", **asked: Any
) -> Picture:
    inquiry = starter.inquiry(TODAY, audience, lang)
    return picture(PictureAsk(AskedPicture("states", **asked), inquiry, "/n/{}".format))


def body(found: Picture) -> StateMatrix:
    assert isinstance(found.body, StateMatrix)
    return found.body


@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
def test_all_states_and_bodies_in_the_order_of_the_alphabet(
    starter: KnowledgeBase, lang: str
) -> None:
    matrix = body(shown(starter, lang=lang))
    heads = [column.head for column in matrix.columns]
    assert heads == sorted(heads, key=fold)
    assert len(heads) <= MOST
    titles = [region.title for region in matrix.regions]
    assert titles == sorted(titles, key=fold)
    assert sum(len(region.rows) for region in matrix.regions) == 35
    for region in matrix.regions:
        names = [row.name for row in region.rows]
        assert names == sorted(names, key=fold)


def test_counts_are_of_full_members(starter: KnowledgeBase) -> None:
    counts = {column.id: column.count for column in body(shown(starter)).columns}
    assert (counts["org/oas"], counts["org/mercosur"], counts["org/sica"]) == ("32", "5", "8")


def test_the_public_reads_no_marginal_gain(starter: KnowledgeBase) -> None:
    found = shown(starter, ids=PILOT)
    assert [column.head for column in body(found).columns] == ["CARICOM", "MERCOSUR", "SEGIB"]
    assert {column.adds for column in body(found).columns} == {""}
    assert body(found).left_out == ""
    for audience in ("public", "states"):
        with pytest.raises(ForbiddenError):
            shown(starter, audience, ids=PILOT, choice=(ADDS,))


def test_for_the_board_columns_say_what_each_adds(starter: KnowledgeBase) -> None:
    found = shown(starter, "board", ids=PILOT, choice=(ADDS, ("within", "org/oas")))
    matrix = body(found)
    assert [(one.head, one.adds) for one in matrix.columns] == [
        ("SEGIB", "+16"), ("MERCOSUR", "+0"), ("CARICOM", "+14"),
    ]  # fmt: skip
    left_out = [row.name for region in matrix.regions for row in region.rows if row.left_out]
    assert left_out == ["Canada", "United States of America"]
    assert found.sentence == (
        "Together they reach 30 of 32; left out: Canada, United States of America."
    )


def test_choosing_columns_counts_again(starter: KnowledgeBase) -> None:
    fewer = shown(starter, "board", ids=PILOT[:2], choice=(ADDS, ("within", "org/oas")))
    assert "16 of 32" in fewer.sentence
    chosen = shown(starter, "board", choice=(ADDS,))
    assert next(column.adds for column in body(chosen).columns) != "+0"


def test_the_twin_says_all_that_is_drawn(starter: KnowledgeBase) -> None:
    found = shown(starter, ids=("org/mercosur", "org/oas"))
    said = {
        row.name.text: [line.text for line in row.said[0]]
        for group in found.twin.groups
        for row in group.rows
    }
    assert said["Venezuela"] == ["suspended: MERCOSUR", "disputed: OAS"]
    assert said["Chile"] == ["full member: OAS", "associate: MERCOSUR"]
    assert said["Organization of American States (OAS)"] == ["32 states are full members"]
    assert len(said) == 37


def test_a_dispute_is_told_with_every_position(starter: KnowledgeBase) -> None:
    notes = " ".join(shown(starter, ids=("org/oas",)).notes)
    assert "is disputed, and not counted as a full one" in notes
    assert notes.count("Position: ") == 2


def test_an_order_that_nobody_knows_is_refused(starter: KnowledgeBase) -> None:
    with pytest.raises(BadOptionError, match="best"):
        shown(starter, choice=(("order", "best"),))


def test_its_element_stays_small(starter: KnowledgeBase) -> None:
    import gzip

    element = str(picture_fragment(shown(starter), PictureLinks()))
    assert len(gzip.compress(element.encode(), 6)) < 9_000
