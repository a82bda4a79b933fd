"""A store that was loaded from older examples says no more than today's tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopgraph.loads import starter_knowledge
from coopgraph.settings import sqlite_url
from ingest.loading import load
from ingest.starter import starter_sources
from kg.model.changes import NodeStatement
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.conftest import ROOT

EXAMPLES = "source/coopgraph-examples"
OLD = {
    "sources.csv": f"id,title\n{EXAMPLES},Examples of states that exist\n",
    "units.csv": f"id,name:en,part_of,source\nunit/old-desk,Desk,state/hti,{EXAMPLES}\n",
    "offers.csv": (
        "id,actor,unit,title:en,sector,languages,visibility,nature,source\n"
        f"offer/hti-old,state/hti,unit/old-desk,Old words,14030,fr,public,example,{EXAMPLES}\n"
    ),
}
"""What the tables of examples once said, beside the tables of the states that there are."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that was loaded when examples spoke for states that exist."""
    folder = tmp_path / "old"
    folder.mkdir()
    for name, text in OLD.items():
        (folder / name).write_text(text, "utf-8")
    with closing(create_store(sqlite_url(tmp_path / "store.db"))) as made:
        load(made, starter_sources(ROOT / "data"))
        report = load(made, starter_sources(folder, ROOT / "data"))
        assert not report.findings, report.findings
        assert stated(made) > {"offer/hti-old", "unit/old-desk", EXAMPLES, "DECLARES state/hti"}
        yield made


def stated(store: Store) -> set[str]:
    """What examples are stated about: nodes by id, relations by type and start."""
    nodes = {row.id for row in store.nodes() if EXAMPLES in row.statements}
    return nodes | {f"{r.type} {r.start}" for r in store.relations() if EXAMPLES in r.statements}


def test_the_starter_takes_back_examples_that_are_no_more(store: Store) -> None:
    assert not load(store, starter_knowledge(store, examples=False)).findings
    assert stated(store) == set()
    assert not store.get([EXAMPLES, "offer/hti-old", "unit/old-desk"])
    assert store.get(["state/hti"])["state/hti"].statements


def test_the_examples_take_the_place_of_older_ones(store: Store) -> None:
    assert not load(store, starter_knowledge(store, examples=True)).findings
    left = stated(store)
    assert not left & {"offer/hti-old", "unit/old-desk", "DECLARES state/hti"}
    assert left > {EXAMPLES, "state/xaa", "offer/xae-bancos-de-leite", "DECLARES state/xae"}


def test_todays_examples_stay_when_the_starter_is_loaded_again(store: Store) -> None:
    load(store, starter_knowledge(store, examples=True))
    before = store.revision()
    load(store, starter_knowledge(store, examples=False))
    assert store.revision() == before


def test_what_others_say_of_an_old_example_stays(store: Store) -> None:
    theirs = NodeStatement("offer/hti-old", "source/un-m49", {"nature": "declared"})
    store.apply([theirs])
    load(store, starter_knowledge(store, examples=False))
    (said,) = store.get(["offer/hti-old"])["offer/hti-old"].statements
    assert said.source == "source/un-m49"
    assert stated(store) == set()
