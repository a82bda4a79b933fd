"""What cannot be counted is refused, with the same sentence; and the store must not move on."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from kg.definitions.shipped_names import EXPERIENCE
from kg.graph.build import build
from kg.graph.probe import Query
from kg.graph.view import View
from kg.matching.cypher.cypher_engine import StoreMovedError
from kg.matching.kernel.halfwalk import HalfWalkOverflowError
from kg.matching.kernel.scoring import NotOfLensError
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import a_probe, match, match_all, probe
from kg.model.claims import canonical
from kg.model.records import NodeRow, Point, RelationRow
from tests.kg.matching.cypher.compare import said, same
from tests.kg.matching.cypher.database import Database
from tests.kg.matching.ladder import LADDER, fits, ladder

pytestmark = pytest.mark.neo4j
BENT = """
lens: bent
version: "1"
from: (d:Demand|Offer)
to: (o:Offer|Programme)
require: [eligible, different_actor]
paths:
  p:
    pattern: (d)-[:IN_SECTOR*0..1]->()-[:BROADER*0..2]->(m)<-[:BROADER*0..1]-()<-[:IN_SECTOR]-(o)
    weight: 1
"""


def held(database: Database, width: int, specificity: int) -> View:
    """Return the ladder that was put into the database too."""
    nodes, relations = ladder(width, specificity)
    database.load(nodes, relations)
    return View(build(nodes, relations, point=Point(1)), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("width", "specificity", "counts"),
    [(15, 1, True), (15, 2, False), (16, 1, False), (200, 1, False)],
)
def test_walks_that_cannot_be_counted(
    database: Database, width: int, specificity: int, *, counts: bool
) -> None:
    assert fits(width, specificity) is counts
    view, lens = held(database, width, specificity), LENSES.parse(LADDER)
    engine = database.engine(view.snapshot)
    asked: list[Query] = [
        view.index("demand/d"),
        view.index("offer/o"),
        a_probe(view, None, "sector/0"),
    ]
    same(view, lens, asked, engine)
    if counts:
        assert [row.score for row in match_all(view, lens, engine=engine)] == [1_000_000]
        return
    assert "demand/d" in said(view, lens, asked[1], engine)
    with pytest.raises(HalfWalkOverflowError, match="sector/0"):
        probe(view, lens, None, "sector/0", "en", engine=engine)
    with pytest.raises(HalfWalkOverflowError, match="demand/d"):
        list(match_all(view, lens, engine=engine))


def test_ends_of_several_types(database: Database) -> None:
    """Offers say whom they admit, others do not; a probe may stay where it is for a hop."""
    held(database, 1, 3)
    facts = {
        "demand/d": {}, "offer/o": {"eligible": ["state/hti"]}, "offer/p": {"eligible": ["org/z"]},
        "programme/g": {}, "state/hti": {}, "org/z": {}, "sector/0": {}, "sector/1": {},
    }  # fmt: skip
    lines = [
        ("IN_SECTOR", "demand/d", "sector/0"), ("IN_SECTOR", "offer/o", "sector/1"),
        ("IN_SECTOR", "offer/p", "sector/0"), ("IN_SECTOR", "programme/g", "sector/1"),
        ("BROADER", "sector/0", "sector/1"), ("DECLARES", "state/hti", "demand/d"),
        ("DECLARES", "org/z", "offer/p"),
    ]  # fmt: skip
    relations = [RelationRow(t, a, b, "", None, None, None, "{}") for t, a, b in lines]
    nodes = [NodeRow(id_, canonical(props)) for id_, props in facts.items()]
    database.load(nodes, relations)
    view = View(build(nodes, relations, point=Point(1)), date(2026, 11, 23))
    lens, engine = LENSES.parse(BENT), database.engine(view.snapshot)
    asked = [view.index(id_) for id_ in ("demand/d", "offer/o", "offer/p", "programme/g")]
    assert same(view, lens, [*asked, a_probe(view, "state/hti", "sector/0")], engine) == 5
    found = match(view, lens, "demand/d", "en", engine=engine)
    assert {result.id for result in found.results} == {"offer/o", "programme/g"}
    assert found.excluded == {"eligible": 1, "different_actor": 0}


def test_an_answer_of_another_revision_is_refused(database: Database) -> None:
    view = held(database, 1, 1)
    for revisions in ([2], [1, 2]):
        engine = database.engine_at(partial(next, iter(revisions)))
        with pytest.raises(StoreMovedError, match="revision 1, the store is at revision 2"):
            match(view, LENSES.parse(LADDER), "demand/d", "en", engine=engine)


def test_a_node_that_the_lens_does_not_relate(database: Database) -> None:
    view = held(database, 1, 1)
    with pytest.raises(NotOfLensError):
        match(
            view, LENSES.load(EXPERIENCE), "sector/0", "en", engine=database.engine(view.snapshot)
        )
