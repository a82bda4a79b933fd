"""An office confirms what it declared: its age follows, and what it says stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.browse.status import status
from kg.exchange.acceptance import office_source
from kg.exchange.confirmations import confirm_records, confirmed_by, version_mark
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.changes import NodeStatement, RelationKey, RelationStatement, Withdrawal
from kg.model.claims import chosen_node
from kg.store.opening import create_store
from kg.store.protocol import Store

OFFICE, STATE, OFFER = "org/hnd-agency", "state/hnd", "offer/hnd-wells"
FILE, LATER = "source/file", "source/later"
DAY, NEXT = date(2026, 11, 29), date(2027, 2, 1)


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def knowledge(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A state, its office, and an offer of theirs that a file told, years ago."""
    neo4j = request.param == "neo4j"
    url = request.getfixturevalue("fresh_neo4j") if neo4j else sqlite_url(tmp_path / "k.db")
    with closing(create_store(url)) as store:
        store.apply([
            *(NodeStatement(id_, id_, {"title": {"en": id_}}) for id_ in (FILE, LATER)),
            NodeStatement(STATE, FILE, {"name": {"en": "Honduras"}}),
            NodeStatement(OFFICE, FILE, {"name": {"en": "The agency"}}),
            NodeStatement("sector/dac/14030", FILE, {"name": {"en": "Wells"}}),
            NodeStatement(
                OFFER, FILE, {"title": {"es": "Pozos"}, ON: "2020-01-01"}, dated="2024-01-01",
                visibility="public",
            ),
            RelationStatement(RelationKey("PART_OF", OFFICE, STATE), FILE),
            RelationStatement(RelationKey("DECLARES", STATE, OFFER), FILE),
            RelationStatement(RelationKey("IN_SECTOR", OFFER, "sector/dac/14030"), FILE),
        ])  # fmt: skip
        yield store


ON = "confirmed_on"


def shown(knowledge: Store) -> dict[str, object]:
    return chosen_node("Offer", knowledge.get([OFFER])[OFFER].statements)


def test_the_day_is_known_of_the_office_of_the_record_and_of_the_state(knowledge: Store) -> None:
    before, mark = shown(knowledge), version_mark(knowledge, OFFER)
    assert confirm_records(knowledge, OFFICE, [OFFER], DAY) == [OFFER]
    assert confirmed_by(knowledge, OFFICE, OFFER) == "2026-11-29"
    assert shown(knowledge) == {**before, ON: "2026-11-29"}
    assert version_mark(knowledge, OFFER) == mark
    view = View(snapshot_of(knowledge, "public"), DAY)
    (line,) = (s for s in status(view, "en").states if s.id == STATE)
    assert line.updated == "2026-11-29"


def test_again_on_the_day_it_alters_nothing_and_later_it_supersedes(knowledge: Store) -> None:
    confirm_records(knowledge, OFFICE, [OFFER], DAY)
    revision = knowledge.revision()
    confirm_records(knowledge, OFFICE, [OFFER, OFFER], DAY)
    assert knowledge.revision() == revision
    confirm_records(knowledge, OFFICE, [OFFER], NEXT)
    confirm_records(knowledge, OFFICE, [OFFER], DAY)
    assert confirmed_by(knowledge, OFFICE, OFFER) == shown(knowledge)[ON] == "2027-02-01"
    confirming = [r for r in knowledge.relations_of(OFFER) if r.relation.type == "CONFIRMS"]
    assert [len(relation.statements) for relation in confirming] == [1]


def test_what_the_office_said_stays_and_what_was_chosen_before_it_is_taken_over(
    knowledge: Store,
) -> None:
    source = office_source(OFFICE)
    own = {"title": {"es": "Pozos", "fr": "Puits"}, "capacity": 1, "conditions": "Two experts."}
    knowledge.apply([
        NodeStatement(source, source, {"title": {"und": OFFICE}}),
        NodeStatement(OFFER, source, own, dated="2025-01-01", visibility="states"),
        NodeStatement(
            OFFER, LATER, {"title": {"es": "Pozos hondos", "en": "Wells"}, "capacity": 2, ON:
                           "2026-01-01"}, dated="2026-01-01",
        ),
    ])  # fmt: skip
    before = shown(knowledge)
    confirm_records(knowledge, OFFICE, [OFFER], DAY)
    assert shown(knowledge) == {**before, ON: "2026-11-29"}
    (said,) = (s for s in knowledge.get([OFFER])[OFFER].statements if s.source == source)
    assert said.props["title"] == {"es": "Pozos hondos", "fr": "Puits"}
    assert (said.props["capacity"], said.visibility) == (2, "states")


def test_a_made_up_record_stays_so_and_is_read_by_whom_it_was(knowledge: Store) -> None:
    told = {"title": {"es": "Pozos"}, "nature": "example"}
    knowledge.apply([NodeStatement(OFFER, FILE, told)])
    confirm_records(knowledge, OFFICE, [OFFER], DAY)
    assert View(snapshot_of(knowledge, "public"), DAY).snapshot.index(OFFER) is not None
    assert {s.props["nature"] for s in knowledge.get([OFFER])[OFFER].statements} == {"example"}


def test_another_title_sector_or_declarer_is_another_version(knowledge: Store) -> None:
    mark = version_mark(knowledge, OFFER)
    assert mark is not None
    knowledge.apply([Withdrawal(RelationKey("IN_SECTOR", OFFER, "sector/dac/14030"), FILE)])
    other = version_mark(knowledge, OFFER)
    assert other not in {mark, None}
    knowledge.apply([NodeStatement(OFFER, LATER, {"title": {"es": "X"}}, dated="2026-01-01")])
    assert version_mark(knowledge, OFFER) not in {mark, other, None}
    assert version_mark(knowledge, "offer/none") is None


def test_what_is_no_declared_record_is_confirmed_by_nobody(knowledge: Store) -> None:
    revision = knowledge.revision()
    assert confirm_records(knowledge, OFFICE, ["offer/none", STATE, "sector/dac/14030"], DAY) == []
    assert knowledge.revision() == revision
