"""From asking to what both confirm, on both engines: found as experience, each with its share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopgraph.settings import sqlite_url
from kg.base.errors import ConflictError
from kg.exchange.acceptance import Ledgers
from kg.exchange.conclusion import activity_of, conclude, concluded, confirm
from kg.exchange.contact_requests import ask
from kg.exchange.moving import Seen, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.exchange.shares import Share
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.desk_types import ContactRequest
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.exchange.people import NOW

SOURCE = "source/test"
DEMAND, OFFER, SECTOR = "demand/test", "offer/test", "sector/dac/14030"
NEEDS = Who("authority", "unit/needs", "focalpoint/needs")
GIVES = Who("authority", "unit/gives", "focalpoint/gives")


def world() -> Iterator[Change]:
    """Two states with their offices, a need and an offer in one sector."""
    yield NodeStatement(SOURCE, SOURCE, {"title": {"en": "A test"}})
    yield NodeStatement("sector/dac/140", SOURCE, {"name": {"en": "Water"}, "scheme": "dac",
                                                   "code": "140", "level": "category"})  # fmt: skip
    yield NodeStatement(SECTOR, SOURCE, {"name": {"en": "Wells"}, "scheme": "dac", "code": "14030",
                                         "level": "leaf"})  # fmt: skip
    yield RelationStatement(RelationKey("BROADER", SECTOR, "sector/dac/140"), SOURCE)
    for state, office, id_ in (("hnd", NEEDS.office, DEMAND), ("col", GIVES.office, OFFER)):
        yield NodeStatement(f"state/{state}", SOURCE, {"name": {"en": state}})
        yield NodeStatement(office or "", SOURCE, {"name": {"en": "Office"}})
        yield RelationStatement(RelationKey("PART_OF", office or "", f"state/{state}"), SOURCE)
        declared = {"title": {"es": "Pozos"}, "nature": "declared"}
        yield NodeStatement(id_, SOURCE, declared, visibility="public")
        yield RelationStatement(RelationKey("DECLARES", f"state/{state}", id_), SOURCE)
        yield RelationStatement(RelationKey("IN_SECTOR", id_, SECTOR), SOURCE)


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def ledgers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledgers]:
    """Knowledge on each engine, with its desk beside it in a file."""
    url = sqlite_url(tmp_path / "store.db")
    if request.param == "neo4j":
        url = request.getfixturevalue("fresh_neo4j")
    with (
        closing(create_store(url)) as knowledge,
        closing(create_store(sqlite_url(tmp_path / "desk.db"), room="desk")) as desk,
    ):
        knowledge.apply(list(world()))
        yield Ledgers(knowledge, desk)


def experienced(store: Store) -> list[str]:
    view = View(snapshot_of(store, "public"), date(2026, 11, 29))
    return [result.id for result in match(view, LENSES.named("experience"), DEMAND, "en").results]


def started(desk: Store) -> str:
    new = ContactRequest(id=new_id(ContactRequest), asks=NEEDS.office, asked=GIVES.office,
                         about=[DEMAND, OFFER], text="?")  # fmt: skip
    id_ = ask(desk, new, NEEDS, NOW)[0].id
    move(desk, seen_by(desk, id_, GIVES), "accept", GIVES, NOW)
    move(desk, seen_by(desk, id_, NEEDS), "start", NEEDS, NOW, started="2026-02-01")
    return id_


def seen_by(desk: Store, id_: str, who: Who) -> Seen[ContactRequest]:
    return seen_record(desk, ContactRequest, id_, who)


def said_by_office(store: Store, id_: str) -> dict[str, Any]:
    found = store.relations_of(id_)
    confirms = [r for r in found if r.relation.type == "CONFIRMS"]
    assert all(len(r.statements) == 1 for r in confirms)
    return {r.relation.start: dict(r.statements[0].props) for r in confirms}


def test_what_both_confirm_is_found_as_experience(ledgers: Ledgers) -> None:
    knowledge, desk = ledgers
    id_ = started(desk)
    assert experienced(knowledge) == []
    mine, theirs = Share({"USD": 100.0}, {"experts": 2.0}), Share({}, {"experts": 3.0})
    conclude(desk, seen_by(desk, id_, GIVES), GIVES, NOW, "2026-10-01", mine)
    assert experienced(knowledge) == []
    done = confirm(ledgers, seen_by(desk, id_, NEEDS), NEEDS, NOW, theirs)
    assert done.state == "confirmed"
    assert experienced(knowledge) == ["state/col"]
    assert said_by_office(knowledge, activity_of(done)) == {
        "unit/gives": {
            "since": "2026-10-01", "contributed": {"USD": 100.0}, "effort": {"experts": 2.0},
        },
        "unit/needs": {"since": "2026-10-01", "effort": {"experts": 3.0}},
    }  # fmt: skip


def test_killed_between_the_ledgers_it_is_confirmed_again(ledgers: Ledgers) -> None:
    knowledge, desk = ledgers
    id_ = started(desk)
    conclude(desk, seen_by(desk, id_, GIVES), GIVES, NOW, "2026-10-01", Share({}, {"hours": 4.0}))
    seen = seen_by(desk, id_, NEEDS)
    knowledge.apply(list(concluded(knowledge, seen.record)), note=id_)
    before = knowledge.revision()
    assert confirm(ledgers, seen, NEEDS, NOW).state == "confirmed"
    assert knowledge.revision() == before
    with pytest.raises(ConflictError):
        # Who sends the same form once more comes too late, and alters nothing.
        confirm(ledgers, seen, NEEDS, NOW, Share({}, {"hours": 9.0}))
    assert knowledge.revision() == before


def test_of_two_who_confirm_at_once_the_faster_counts(
    ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge, desk = ledgers
    id_ = started(desk)
    conclude(desk, seen_by(desk, id_, GIVES), GIVES, NOW, "2026-10-01", Share())
    seen, apply = seen_by(desk, id_, NEEDS), knowledge.apply
    slow: list[int] = []

    def after_a_colleague(changes: Any, **more: Any) -> Any:
        if not slow:
            slow.append(1)
            confirm(ledgers, seen, NEEDS, NOW, Share({}, {"hours": 4.0}))
        return apply(changes, **more)

    monkeypatch.setattr(knowledge, "apply", after_a_colleague)
    with pytest.raises(ConflictError):
        confirm(ledgers, seen, NEEDS, NOW, Share({}, {"hours": 9.0}))
    assert said_by_office(knowledge, activity_of(seen.record))["unit/needs"]["effort"] == {
        "hours": 4.0
    }
