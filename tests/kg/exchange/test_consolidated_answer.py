"""One answer to a demand: as the examples were made to be met, in part, or by nobody."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.base.errors import UnknownIdError
from kg.exchange.consolidated_answer import answer_document
from kg.exchange.contact_requests import ask
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.moving import move, new_id, seen_record
from kg.exchange.parties import Who
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match
from kg.model.desk_types import ContactRequest
from kg.model.documents import DeskAnswer
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from tests.conftest import ROOT
from tests.kg.exchange.people import BOARD, NOW, SECRETARIAT

DAY = date(2026, 11, 29)
DEMAND = "demand/xaa-housing-after-storm"
SECOND = "demand/xaa-bridge-reconstruction"
OFFER = "offer/xad-agence-de-reconstruction"
ISLAND = Who("authority", "unit/example-ondavel-desk", "focalpoint/a")
OTHER = Who("authority", "org/example-lirvanne-cooperation", "focalpoint/b")


@pytest.fixture(scope="module")
def view(starter_url: str) -> View:
    with closing(open_store(starter_url)) as store:
        return View(snapshot_of(store, "states"), DAY)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    with closing(create_store(sqlite_url(tmp_path / "desk.db"), room="desk")) as store:
        yield store


def answered(view: View, id_: str, who: Who = SECRETARIAT, desk: Store | None = None) -> DeskAnswer:
    return answer_document(DeskInquiry(desk, who, DAY, "en"), view, id_)


def all_demands(view: View) -> list[str]:
    ids = [view.id(node) for node in view.of_type("Demand").tolist()]
    assert len(ids) > 40
    return ids


def test_what_nobody_was_made_to_offer_is_offered_by_nobody(view: View) -> None:
    with (ROOT / "data/examples/unmet.csv").open(encoding="utf-8") as file:
        unmet = {row["demand"] for row in csv.DictReader(file)}
    seen = unmet & set(all_demands(view))
    assert len(seen) > 10
    for id_ in seen:
        found = answered(view, id_)
        assert (found.outcome, found.covered, found.partly) == ("not_covered", [], [])
        assert found.nobody_offers, id_


def test_it_says_what_the_lens_says_and_no_more(view: View) -> None:
    lens = LENSES.named("offers-for-demand")
    for id_ in all_demands(view):
        found, matches = answered(view, id_), match(view, lens, id_, "en", 50).results
        listed = {one.id: one.score for one in (*found.covered, *found.partly)}
        fitting = {one.id: one.score for one in matches if one.fits}
        assert fitting.items() <= listed.items(), id_
        assert not {one.id for one in found.covered} - fitting.keys(), id_
        assert all(one.gaps for one in found.partly)
        assert not any(one.gaps for one in found.covered)
        for one in found.partly:
            if one.id not in fitting:
                # Kept out, by a condition that a need may come to terms with.
                assert {gap.kind for gap in one.gaps} & {"language", "dates", "eligibility"}
                assert one.reasons, one.id
        own = {view.id(n) for n in view.adjacency(("DECLARES",), "in").of(view.index(id_)).tolist()}
        for one in (*found.covered, *found.partly, *found.practices):
            node = view.index(one.id)
            theirs = view.adjacency(("DECLARES",), "in").of(node).tolist()
            assert not own & {view.id(n) for n in theirs}, (id_, one.id)
            assert (one.nature == "example") == (view.nature(view.index(id_)) == "example")


def test_what_is_lacking_is_named(view: View) -> None:
    found = answered(view, "demand/xaa-nursing-dutch")
    assert found.outcome == "partly"
    gaps = {one.id: [gap.text for gap in one.gaps] for one in found.partly}
    assert gaps == {"offer/xac-maestria-salud-publica": ["they have no language in common"]}


def asked(desk: Store, demand: str, *acts: str) -> str:
    new = ContactRequest(id=new_id(ContactRequest), asks=ISLAND.office, asked=OTHER.office,
                         about=[demand, OFFER], text="?")  # fmt: skip
    id_ = ask(desk, new, ISLAND, NOW)[0].id
    for act in acts:
        move(desk, seen_record(desk, ContactRequest, id_, OTHER), act, OTHER, NOW)
    return id_


def test_a_full_offer_covers_in_part_but_whoever_holds_its_place(view: View, desk: Store) -> None:
    assert [one.id for one in answered(view, DEMAND, desk=desk).covered] == [OFFER]
    first = asked(desk, SECOND, "accept")
    full = answered(view, DEMAND, desk=desk)
    assert full.outcome == "partly"
    assert [gap.kind for gap in full.partly[0].gaps] == ["capacity"]
    assert full.partly[0].gaps[0].text == "It holds 1 of 1 at a time."
    holder = answered(view, SECOND, ISLAND, desk)
    assert [(one.id, one.request, one.state) for one in holder.covered] == [
        (OFFER, first, "accepted")
    ]
    seen = seen_record(desk, ContactRequest, first, ISLAND)
    move(desk, seen, "fall through", ISLAND, NOW)
    assert answered(view, DEMAND, desk=desk).outcome == "covered"


def test_it_is_for_its_own_office_and_the_secretariat(view: View, desk: Store) -> None:
    asked(desk, DEMAND)
    assert answered(view, DEMAND, ISLAND, desk).covered[0].state == "sent"
    partner = Who("partner_body", "org/example-isles", "focalpoint/c")
    for who in (OTHER, BOARD, partner, Who(None)):
        with pytest.raises(UnknownIdError):
            answered(view, DEMAND, who, desk)
    for id_ in (OFFER, "state/xaa", "demand/nobody"):
        with pytest.raises(UnknownIdError):
            answered(view, id_, SECRETARIAT, desk)
