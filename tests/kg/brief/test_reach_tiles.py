"""Tiles of reach: one class for each partner alone, one for several together."""

from __future__ import annotations

import pytest

from kg.base.errors import ForbiddenError
from kg.brief.reach_tiles import reach_tiles
from tests.graphs import view_of

NODES: dict[str, dict[str, object]] = {
    "org/a": {"name": {"en": "The first"}, "acronym": "ONE"},
    "org/b": {"name": {"en": "The second", "fr": "La deuxième"}},
    "org/c": {"name": {"en": "The third"}},
}
LINES = """
state/hti MEMBER_OF org/a
state/hti MEMBER_OF org/b
state/jam MEMBER_OF org/b
state/bra MEMBER_OF org/a
state/per MEMBER_OF org/c
"""


def test_of_two_there_is_each_alone_and_both() -> None:
    tiles = reach_tiles(view_of(LINES, NODES), ["org/a", "org/b"], "en")
    assert tiles.classes == ("Only by ONE", "Only by The second", "By both")
    assert dict(tiles.of) == {"state/hti": 2, "state/jam": 1, "state/bra": 0}


def test_of_three_several_are_one_class() -> None:
    tiles = reach_tiles(view_of(LINES, NODES), ["org/a", "org/b", "org/c"], "en")
    assert tiles.classes[3:] == ("By two or more of them",)
    assert dict(tiles.of)["state/hti"] == 3


def test_of_one_there_is_no_only() -> None:
    tiles = reach_tiles(view_of(LINES, NODES), ["org/a"], "en")
    assert tiles.classes == ("Reached by ONE",)
    assert {at for _, at in tiles.of} == {0}


def test_of_nobody_all_are_of_no_class() -> None:
    tiles = reach_tiles(view_of(LINES, NODES), [], "en")
    assert (tiles.classes, tiles.of) == ((), ())


def test_it_is_for_the_board() -> None:
    with pytest.raises(ForbiddenError):
        reach_tiles(view_of(LINES, NODES, "states"), ["org/a"], "en")
