"""What changed between two days: new, changed, gone; to each reader what they read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from coopgraph.settings import sqlite_url
from kg.base.audience import Audience
from kg.brief.changes_said import said
from kg.brief.changes_told import Told, between, revision_before
from kg.brief.desk_of_papers import desk_for
from kg.brief.paper import Points
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import Telling
from kg.knowledge import KnowledgeBase
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement, Withdrawal
from kg.store.opening import create_store
from tests.kg.exchange.declared import SOURCE, declared, source

DAYS: Final = ("2026-01-10", "2026-04-10", "2026-07-10", "2026-10-10")
TODAY: Final = date(2026, 11, 29)
MEMBER: Final = RelationKey("MEMBER_OF", "state/hnd", "org/sica")
Telltale = Callable[[Audience], Telling]


def batches() -> Iterator[list[Change]]:
    """Yield what is written on each of the days."""
    states = [NodeStatement(f"state/{code}", SOURCE, {"name": {"en": code}}) for code in _STATES]
    made_up = NodeStatement("state/xaa", SOURCE, {"name": {"en": "X"}, "nature": "example"})
    body = NodeStatement("org/sica", SOURCE, {"name": {"en": "SICA"}})
    sector = NodeStatement("sector/dac/14030", SOURCE, {"name": {"en": "Water"}})
    yield [
        source(), *states, made_up, body, sector,
        *declared("demand/old", "state/hnd", "public"),
        *declared("offer/old", "state/hnd", "public"),
        RelationStatement(MEMBER, SOURCE, {"status": "observer"}),
    ]  # fmt: skip
    yield [
        *declared("demand/new", "state/hnd", "states"),
        *declared("demand/closed", "state/hnd", "board"),
        NodeStatement("demand/made-up", SOURCE, {"nature": "example", "title": {"en": "X"}}),
        RelationStatement(RelationKey("DECLARES", "state/xaa", "demand/made-up"), SOURCE),
        RelationStatement(MEMBER, SOURCE, {"status": "member"}),
    ]
    yield [
        NodeStatement("demand/old", SOURCE, {"nature": "declared", "title": {"es": "Pozos"}}),
        *(Withdrawal(one, SOURCE) for one in ("offer/old", *_relations("offer/old"))),
    ]
    yield [*declared("demand/last", "state/hnd", "public")]


_STATES = ("hnd", "col")


def _relations(id_: str) -> tuple[RelationKey, RelationKey]:
    in_sector = RelationKey("IN_SECTOR", id_, "sector/dac/14030")
    return RelationKey("DECLARES", "state/hnd", id_), in_sector


@pytest.fixture
def told_to(tmp_path: Path) -> Iterator[Telltale]:
    """A base that was written on four days; for an audience how it is told."""
    with told_of(tmp_path, batches()) as telling:
        yield telling


@contextmanager
def told_of(folder: Path, written: Iterable[list[Change]]) -> Iterator[Telltale]:
    """A base that was written in four batches, each on its day; for an audience how it is told."""
    url = sqlite_url(folder / "past.db")
    with (
        closing(create_store(sqlite_url(folder / "now.db"))) as now,
        closing(create_store(url)) as past,
    ):
        for changes in written:
            now.apply(changes)
        with closing(now.journal()) as revisions:
            for revision, day in zip(revisions, DAYS, strict=True):
                past.replay(replace(revision, at=f"{day}T12:00:00+00:00", token=""))
    knowledge = KnowledgeBase(url, cache=None)

    def telling(audience: Audience) -> Telling:
        inquiry = knowledge.inquiry(TODAY, audience, "en")
        return Telling(PaperAsked(inquiry, desk_for(audience, None, TODAY, "en")))

    yield telling
    knowledge.close()


def marks(told: tuple[Told, ...], type_: str) -> dict[str, str]:
    return {
        one.subject if isinstance(one.subject, str) else one.subject.start: one.mark
        for one in told
        if one.type == type_
    }


def test_the_last_revision_before_a_day_is_found(told_to: Telltale) -> None:
    store = told_to("board").asked.inquiry.store
    found = [revision_before(store, date(2026, month, 10)) for month in (1, 4, 7, 10, 11)]
    assert found == [0, 1, 2, 3, 4]


def test_new_changed_and_gone_are_told_apart(told_to: Telltale) -> None:
    found = between(told_to("states"), date(2026, 2, 1), date(2026, 9, 30))
    assert marks(found.told, "Demand") == {"demand/new": "new", "demand/old": "changed"}
    assert marks(found.told, "Offer") == {"offer/old": "gone"}
    assert marks(found.told, "MEMBER_OF") == {"state/hnd": "changed"}
    assert not found.begun


def test_a_period_ends_where_it_says(told_to: Telltale) -> None:
    found = between(told_to("states"), date(2026, 2, 1), date(2026, 5, 1))
    assert marks(found.told, "Demand") == {"demand/new": "new"}
    assert marks(found.told, "Offer") == {}
    assert between(told_to("states"), date(2026, 11, 1), TODAY).told == ()


def test_each_reader_is_told_what_they_read(told_to: Telltale) -> None:
    days = date(2026, 4, 1), date(2026, 4, 30)
    assert marks(between(told_to("public"), *days).told, "Demand") == {}
    board = marks(between(told_to("board"), *days).told, "Demand")
    assert board == {"demand/new": "new", "demand/closed": "new"}


def test_what_was_closed_since_is_not_brought_back(tmp_path: Path) -> None:
    was = {"nature": "declared", "title": {"en": "Wells"}}

    def stated(id_: str, title: str, to: Audience) -> NodeStatement:
        said = {**was, "title": {"en": title}}
        return NodeStatement(id_, SOURCE, said, visibility=to)

    ids = ("closed", "closed-and-gone", "renamed", "gone")
    begun: list[Change] = [stated(f"demand/{one}", f"Secret {one}", "public") for one in ids]
    later: list[Change] = [
        stated("demand/closed", "Secret closed", "board"),
        stated("demand/closed-and-gone", "Secret closed-and-gone", "board"),
        stated("demand/renamed", "Open", "public"),
        NodeStatement("demand/gone", "source/other", was, visibility="board"),
        Withdrawal("demand/gone", SOURCE),
    ]
    days: list[list[Change]] = [
        [*next(batches()), *begun],
        [*declared("demand/x", "state/hnd", "public"),
         NodeStatement("source/other", "source/other", {"title": {"en": "Other"}})],
        later,
        [Withdrawal("demand/closed-and-gone", SOURCE)],
    ]  # fmt: skip
    with told_of(tmp_path, days) as telling:
        readers: tuple[Audience, ...] = ("public", "states")
        for audience in readers:
            told = between(telling(audience), date(2026, 2, 1), TODAY).told
            said = {one.subject: (one.mark, one.label) for one in told}
            assert said["demand/renamed"] == ("changed", "Open")
            assert said["demand/gone"] == ("gone", "Secret gone")
            assert not {"demand/closed", "demand/closed-and-gone"} & said.keys()


def test_of_a_base_that_was_begun_later_nothing_is_listed(told_to: Telltale) -> None:
    found = between(told_to("board"), date(2026, 1, 1), TODAY)
    assert found.begun
    assert found.told == ()


def test_a_line_names_what_changed_in_its_own_language(told_to: Telltale) -> None:
    telling = told_to("states")
    found = between(telling, date(2026, 2, 1), date(2026, 9, 30))
    _, points = said(telling, found, [one for one in found.told if one.type != "DECLARES"])
    assert isinstance(points, Points)
    assert [(one.text, one.lang, one.id) for one in points.items] == [
        ("Membership, changed: hnd – SICA", None, "state/hnd"),
        ("Demand, new: Wells: demand/new", None, "demand/new"),
        ("Demand, changed: Pozos", "es", "demand/old"),
        ("Offer, no longer on record: Wells: offer/old", None, None),
    ]
