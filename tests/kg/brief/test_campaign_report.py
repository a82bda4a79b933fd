"""The campaign report: who has contributed is named, and nobody as late."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from kg.access.clock import utc_now
from kg.brief.drawings import StateTiles
from kg.brief.paper import Picture, Points, Tiles, numbered
from kg.exchange.moving import begin, new_id
from kg.exchange.parties import Who
from kg.model.desk_types import FocalPoint
from kg.model.documents import StateCoverage
from kg.questions import StatusQuestion
from kg.store.opening import create_store
from tests.api.asking import client_for, desk_beside
from tests.kg.brief.making import Maker, maker_of, planted
from tests.kg.brief.reading import blocks, texts, words
from tests.kg.brief.tracing import traced


@pytest.fixture
def invited(starter_copy: str) -> Iterator[Maker]:
    """A maker of papers where one office was invited, and others were not."""
    url = planted(starter_copy)
    with closing(create_store(desk_beside(url), room="desk")) as desk:
        new = FocalPoint.model_validate({
            "id": new_id(FocalPoint), "role": "authority", "office": "org/amexcid",
            "mailbox": "desk@amexcid.example.org", "lang": "es",
        })  # fmt: skip
        begin(desk, new, "invite", Who("secretariat"), utc_now())
        made = maker_of(url, desk)
        yield made
        made.knowledge.close()


def test_those_who_contributed_are_on_the_map_and_no_others(maker: Maker) -> None:
    content = maker.made("campaign").content
    (picture,) = [block for block in blocks(content) if isinstance(block, Picture)]
    assert picture.drawing == StateTiles(("has contributed",), (("state/col", 0), ("state/hnd", 0)))
    assert picture.alternative == "These states have contributed: Colombia, Honduras."


def test_nobody_is_named_who_has_not_contributed(invited: Maker) -> None:
    content = invited.made("campaign").content
    names = {one.label for one in _states(invited) if one.id not in {"state/col", "state/hnd"}}
    said = " ".join(texts(content))
    assert not [name for name in names if name in said]
    assert "AMEXCID" not in said


def test_what_the_public_does_not_read_does_not_count_for_it(maker: Maker) -> None:
    public, states = (maker.made("campaign", audience=one).content for one in ("public", "states"))
    assert public != states
    tiles = next(block for block in blocks(public) if isinstance(block, Tiles))
    assert [tile.shown for tile in tiles.tiles] == ["2", "0", "1", "1"]


def test_totals_of_the_desk_are_for_states_and_traced(invited: Maker, starter_copy: str) -> None:
    paper = invited.made("campaign")
    tiles = next(block for block in blocks(paper.content) if isinstance(block, Tiles))
    assert [tile.label for tile in tiles.tiles[4:]] == [
        "states on the list", "states with a focal point",
    ]  # fmt: skip
    with client_for(starter_copy, "board") as client:
        assert list(traced(client, paper)) == []
    public = invited.made("campaign", audience="public")
    assert not [one for one in numbered(public) if "/v1/desk" in one.address]


def test_it_says_how_to_contribute_and_by_which_list_it_counts(maker: Maker) -> None:
    content = maker.made("campaign").content
    steps = [block for block in blocks(content) if isinstance(block, Points) and block.ordered]
    assert len(steps[0].items) == 5
    assert content.standings == ("campaign-list-2026 0.1, a proposal: not adopted by the board.",)


@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
def test_it_is_short(lang: str, maker: Maker) -> None:
    assert 150 <= len(words(*texts(maker.made("campaign", lang=lang).content))) <= 350


def _states(maker: Maker) -> list[StateCoverage]:
    return maker.knowledge.inquiry(maker.day, "states", "en").answer(StatusQuestion()).states
