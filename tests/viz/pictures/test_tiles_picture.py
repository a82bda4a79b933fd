"""What tiles show: classes and no amounts, examples apart, what judges for the board alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest

from kg.base.audience import Audience
from kg.base.errors import BadOptionError, ForbiddenError
from kg.knowledge import KnowledgeBase
from tests.conftest import TODAY
from viz.pictures.picture import AskedPicture, Picture
from viz.pictures.picture_form import PictureAsk, PictureNeedsError
from viz.pictures.picture_forms import picture
from viz.pictures.tile_map import TileMap
from viz.pictures.tiles_shown import SHOWN, of_records

WATER = "sector/dac/140"


@pytest.fixture(scope="module")
def starter(starter_url: str) -> Iterator[KnowledgeBase]:
    with closing(KnowledgeBase(starter_url, cache=None)) as base:
        yield base


def shown(
    known: KnowledgeBase, of: str = "", *ids: str, audience: Audience = "public", **more: str
) -> Picture:
    choice = tuple((name, text) for name, text in {"of": of, **more}.items() if text)
    asked = AskedPicture("tiles", ids, choice=choice)
    return picture(PictureAsk(asked, known.inquiry(TODAY, audience, "en"), "/n/{}".format))


def classes(found: Picture) -> dict[str, int]:
    assert isinstance(found.body, TileMap)
    names: dict[int | None, str] = {**dict(enumerate(found.body.classes)), None: "-"}
    return Counter(names[tile.of] for tile in found.body.tiles)


def test_members_stand_in_classes_of_how_they_belong(starter: KnowledgeBase) -> None:
    found = shown(starter, "", "org/mercosur")
    assert found.title == "Members: Southern Common Market (MERCOSUR)"
    assert found.sentence == "5 of the 35 states are full members."
    assert classes(found) == {"full member": 5, "associate": 7, "suspended": 1, "-": 22}


def test_the_twin_names_every_state_under_its_class(starter: KnowledgeBase) -> None:
    twin = shown(starter, "members", "org/mercosur").twin
    assert [group.title for group in twin.groups][:3] == ["full member", "associate", "suspended"]
    assert twin.count() == 35
    assert [row.name.text for row in twin.groups[2].rows] == ["Venezuela"]


def test_without_records_it_shows_who_has_contributed(starter: KnowledgeBase) -> None:
    found = shown(starter)
    assert found.title == "Who has contributed"
    assert sum(classes(found).values()) == 35


def test_what_is_shown_follows_from_the_record(starter: KnowledgeBase) -> None:
    assert (of_records([]), of_records([WATER]), of_records(["org/oas"])) == (
        "contributed", "offers", "members",
    )  # fmt: skip
    assert shown(starter, "needs", WATER).title.startswith("Who has stated needs: ")


@pytest.mark.parametrize("of", ["coverage", "freshness"])
@pytest.mark.parametrize("audience", ["public", "states"])
def test_what_judges_is_for_the_board(starter: KnowledgeBase, of: str, audience: Audience) -> None:
    ids = ("org/segib",) if of == "coverage" else ()
    with pytest.raises(ForbiddenError):
        shown(starter, of, *ids, audience=audience)
    assert sum(classes(shown(starter, of, *ids, audience="board")).values()) == 35


def test_coverage_counts_among_the_members_that_are_asked_about(starter: KnowledgeBase) -> None:
    found = shown(starter, "coverage", "org/segib", "org/caricom", audience="board",
                  within="org/oas")  # fmt: skip
    assert found.sentence == "30 of 32 states are reached by SEGIB, CARICOM."
    assert classes(found)["not counted: no full member of Organization of American States"] == 3


@pytest.mark.parametrize(
    ("of", "ids"),
    [
        ("members", ()),
        ("members", ("org/oas", "org/segib")),
        ("members", (WATER,)),
        ("offers", ("org/oas",)),
        ("contributed", ("org/oas",)),
        ("coverage", ()),
    ],
)
def test_wrong_records_are_refused(starter: KnowledgeBase, of: str, ids: tuple[str, ...]) -> None:
    with pytest.raises(PictureNeedsError):
        shown(starter, of, *ids, audience="board")


def test_no_tile_shows_an_amount(starter: KnowledgeBase) -> None:
    with pytest.raises(BadOptionError):
        shown(starter, "ranking")
    assert {*SHOWN} == {
        "contributed", "members", "offers", "needs", "coverage", "freshness",
    }  # fmt: skip


def test_examples_are_told_apart_and_on_no_tile(starter: KnowledgeBase) -> None:
    found = shown(starter, "offers", WATER)
    assert classes(found) == {"-": 35}
    group = found.twin.groups[-1]
    assert group.title == "Examples: made up, and on no tile"
    assert group.rows
