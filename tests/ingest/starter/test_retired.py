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
        report = load(made, starter_sources(folder, starter_sources(ROOT / "data")))
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


OLDER = (
    "member,organisation,status,since,until,basis,source\n"
    "state/bra,org/celac,member,,,common_knowledge,source/coopgraph-compilation\n"
    "state/cub,org/oas,not_participating,,,published,source/handwiki-oas\n"
    "state/can,org/oas,member,1948-01-01,,published,source/un-m49\n"
)
"""What the table of memberships once said, and what somebody else says in a file of that name."""


def spells(store: Store, start: str, end: str) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (link.status, link.since, link.until)
        for link in store.relations()
        if (link.type, link.start, link.end) == ("MEMBER_OF", start, end)
    ]


def test_what_the_starter_once_said_of_memberships_is_taken_back(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "memberships.csv").write_text(OLDER, "utf-8")
    pairs = [("state/bra", "org/celac"), ("state/cub", "org/oas")]
    with closing(create_store(sqlite_url(tmp_path / "new.db"))) as new:
        load(new, starter_knowledge(new, examples=False))
        expected = [spells(new, *pair) for pair in pairs]
    with closing(create_store(sqlite_url(tmp_path / "old.db"))) as old:
        load(old, starter_sources(ROOT / "data"))
        assert not load(
            old, starter_sources(tmp_path / "old", starter_sources(ROOT / "data"))
        ).findings
        assert [spells(old, *pair) for pair in pairs] != expected
        load(old, starter_knowledge(old, examples=False))
        assert [spells(old, *pair) for pair in pairs] == expected
        # What a source of somebody else says stays, whatever the file is called.
        (theirs,) = [r for r in old.relations_of("state/can") if r.relation.end == "org/oas"]
        assert "source/un-m49" in {said.source for said in theirs.statements}
        before = old.revision()
        load(old, starter_knowledge(old, examples=False))
        assert old.revision() == before
