"""The starter knowledge and real activities: every question, both shipped lenses, both engines."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kg.base.audience import Audience
from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND
from kg.graph.build import snapshot_of
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from kg.matching.lens.lens_files import LENSES
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.conftest import TODAY
from tests.kg.matching.cypher.compare import probes, same, same_pairs
from tests.kg.matching.cypher.database import Database

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]  # slow: some hundred questions, asked twice
FEEDS = ("usaid-bo.xml.zst", "worldbank-sv.xml.zst", "who-arg.xml.zst")
STATES = ["state/hti", "state/bol", "state/xab", None]
WHOLE = bool(os.environ.get("COOPGRAPH_TEST_WHOLE"))
"""Ask every question: minutes in place of seconds. Otherwise a part of them, evenly spread."""
SECTORS = ["sector/dac/140", "sector/dac/14030", "sector/segib/agua-y-saneamiento", None]


def asked(view: View, name: str, step: int = 1) -> list[int]:
    """Return the nodes to ask a lens about: each ``step``-th of either end."""
    types = {
        OFFERS_FOR_DEMAND: ("Demand", "Offer"),
        PRACTICES_FOR_DEMAND: ("Demand", "Practice"),
    }.get(name, ("Demand",))
    return [number for type_ in types for number in view.of_type(type_)[::step].tolist()]


@pytest.fixture(scope="module")
def starter(database: Database, starter_store: Store, starter_snapshot: Snapshot) -> Snapshot:
    database.load_store(starter_store)
    return starter_snapshot


def test_the_shipped_lenses_are_those_tried_here() -> None:
    assert set(LENSES.names()) == {OFFERS_FOR_DEMAND, EXPERIENCE, PRACTICES_FOR_DEMAND}


@pytest.mark.parametrize("name", [OFFERS_FOR_DEMAND, EXPERIENCE, PRACTICES_FOR_DEMAND])
def test_every_demand_and_offer(database: Database, starter: Snapshot, name: str) -> None:
    view, lens = View(starter, TODAY), LENSES.load(name)
    numbers = asked(view, name, 1 if WHOLE else 6)
    assert same(view, lens, numbers, database.engine(starter)) == len(numbers)


@pytest.mark.parametrize("name", [OFFERS_FOR_DEMAND, EXPERIENCE, PRACTICES_FOR_DEMAND])
@pytest.mark.parametrize(
    ("day", "audience"),
    [("2022-06-22", "public"), ("2024-03-01", "states"), ("2031-01-01", "board")],
)
def test_other_dates_and_audiences(  # noqa: PLR0917 (fixtures and what is tried)
    database: Database,
    starter: Snapshot,
    starter_url: str,
    name: str,
    day: str,
    audience: Audience,
) -> None:
    view = View(read_by(starter_url, audience), date.fromisoformat(day))
    numbers = asked(view, name, 5 if WHOLE else 20)
    same(view, LENSES.load(name), numbers, database.engine(starter), top=3)


@pytest.mark.parametrize("name", [OFFERS_FOR_DEMAND, EXPERIENCE, PRACTICES_FOR_DEMAND])
def test_all_pairs(database: Database, starter: Snapshot, name: str) -> None:
    view = View(starter, TODAY)
    pairs = same_pairs(view, LENSES.load(name), 5, database.engine(starter))
    # Nobody in the starter knowledge funds or provides: ``real`` has such activities.
    assert pairs or name == EXPERIENCE


@pytest.mark.parametrize("name", [OFFERS_FOR_DEMAND, EXPERIENCE, PRACTICES_FOR_DEMAND])
def test_probes(database: Database, starter: Snapshot, name: str) -> None:
    view = View(starter, TODAY)
    sectors = [one for one in SECTORS if one is None or view.snapshot.index(one) is not None]
    same(view, LENSES.load(name), probes(view, STATES, sectors), database.engine(starter))


def read_by(url: str, audience: Audience) -> Snapshot:
    with closing(open_store(url)) as store:
        return snapshot_of(store, audience)


@pytest.fixture(scope="module")
def real(
    database: Database, shared: Path, starter_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Snapshot:
    """The starter knowledge with a sample of real activities; the database holds it."""
    from coopgraph.settings import sqlite_url
    from ingest.iati import iati_sources
    from ingest.known import known_from_store
    from ingest.loading import load

    path = Path(shutil.copy(starter_path, tmp_path_factory.mktemp("real")))
    store = open_store(sqlite_url(path), write=True)
    try:
        feeds = [shared / "data" / "iati" / name for name in FEEDS]
        load(store, iati_sources(feeds, known_from_store(store)))
        database.load_store(store)
        return snapshot_of(store, "board")
    finally:
        store.close()


@pytest.mark.shared
@pytest.mark.parametrize("name", [EXPERIENCE, OFFERS_FOR_DEMAND])
def test_real_activities(database: Database, real: Snapshot, name: str) -> None:
    view, lens = View(real, TODAY), LENSES.load(name)
    engine = database.engine(real)
    same(view, lens, asked(view, name, 2 if WHOLE else 20), engine)
    bodies = [view.index(id_) for id_ in ("org/usaid", "org/who") if name == EXPERIENCE]
    same(view, lens, bodies, engine, top=3)
    assert same_pairs(view, lens, 5, engine)
    if WHOLE:
        same(view, lens, probes(view, STATES, ["sector/dac/122", None]), engine)
