"""The starter knowledge as it stands in the store."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopgraph.loads import starter_knowledge
from ingest.loading import load
from kg.model.records import NodeRow
from kg.model.registry import NODES, type_of
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.conftest import ROOT

COMPILATION = "source/coopgraph-compilation"
LANGUAGES = ("en", "es", "pt", "fr")


def tables() -> list[Path]:
    return sorted((ROOT / "data").rglob("*.csv"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def nodes(store: Store, prefix: str) -> Iterator[NodeRow]:
    return (row for row in store.nodes() if row.id.startswith(prefix))


def test_loading_twice_alters_nothing(starter_copy: str) -> None:
    store = open_store(starter_copy, write=True)
    try:
        before = store.revision()
        report = load(store, starter_knowledge(store, examples=True))
        assert report.findings == []
        assert report.total.unchanged == report.total.read > 0
        assert store.revision() == before
    finally:
        store.close()


def test_every_row_of_every_table_is_there(starter_store: Store) -> None:
    there = {row.id for row in starter_store.nodes()}
    missing = [
        f"{path.name}: {row['id']}"
        for path in tables()
        for row in rows(path)
        if type_of(row.get("id", "")) and row["id"] not in there
    ]
    assert missing == []
    natures = [json.loads(row.body).get("nature") for row in nodes(starter_store, "state/")]
    assert (natures.count(None), natures.count("example")) == (35, 6)


def test_every_node_and_relation_has_a_source_that_exists(starter_store: Store) -> None:
    ids = [row.id for row in starter_store.nodes()]
    sources = {id_ for id_ in ids if id_.startswith("source/")}
    for id_, record in starter_store.get(ids).items():
        assert record.statements, id_
        assert {s.source for s in record.statements} <= sources
    for id_ in ids:
        for relation in starter_store.relations_of(id_):
            assert {s.source for s in relation.statements} <= sources
            assert relation.statements


def test_ids_in_properties_lead_somewhere(starter_store: Store) -> None:
    there = {row.id for row in starter_store.nodes()}
    for row in starter_store.nodes():
        props = json.loads(row.body)
        for name in ("door_for", "replaced_by", "reporter"):
            assert props.get(name) is None or props[name] in there, (row.id, name)
        assert set(props.get("responsible", [])) <= there


def test_what_was_not_read_in_a_publication_names_none(starter_store: Store) -> None:
    ids = [row.id for row in starter_store.nodes()]
    statements = [s for record in starter_store.get(ids).values() for s in record.statements]
    statements += [s for id_ in ids for r in starter_store.relations_of(id_) for s in r.statements]
    loose = [s for s in statements if s.basis != "published"]
    assert loose
    assert {s.source for s in loose if not s.source.startswith(COMPILATION)} == set()


def test_no_source_names_a_document_we_do_not_describe() -> None:
    known = {row["id"] for path in tables() if path.stem == "sources" for row in rows(path)}
    named = {
        (path.name, source)
        for path in tables()
        for row in rows(path)
        for source in (row.get("source") or "").split(";")
        if source
    }
    assert {pair for pair in named if pair[1] not in known} == set()


@pytest.mark.parametrize("path", tables(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_language_merely_repeats_another(path: Path) -> None:
    """Names of places and acronyms agree; whole tables do not, were they copied."""
    table = rows(path)
    for field in ("name", "title", "summary", "text", "note"):
        for one, other in [(a, b) for a in LANGUAGES for b in LANGUAGES if a < b]:
            both = [
                (row[f"{field}:{one}"], row[f"{field}:{other}"])
                for row in table
                if row.get(f"{field}:{one}") and row.get(f"{field}:{other}")
            ]
            same = sum(a == b for a, b in both)
            allowed = 0.6 if path.stem in ("countries", "states") else 0.45
            assert same <= max(1, allowed * len(both)), (field, one, other, same, len(both))


def test_every_active_leaf_sector_has_four_names(starter_store: Store) -> None:
    leaves = [
        (row.id, json.loads(row.body)["name"])
        for row in nodes(starter_store, "sector/")
        if json.loads(row.body).get("level") == "leaf"
        and json.loads(row.body).get("status") == "active"
    ]
    assert len(leaves) > 290
    assert [id_ for id_, name in leaves if set(name) != set(LANGUAGES)] == []


def test_every_active_sector_and_goal_has_its_weight(starter_store: Store) -> None:
    for row in (*nodes(starter_store, "sector/"), *nodes(starter_store, "goal/")):
        props = json.loads(row.body)
        if props.get("status") != "withdrawn":
            assert 0 <= props["specificity"] <= 2**16, row.id


def test_an_authority_is_part_of_its_state(starter_store: Store) -> None:
    (relation,) = [
        r
        for r in starter_store.relations_of("org/abc")
        if r.relation.type == "PART_OF" and r.relation.start == "org/abc"
    ]
    assert relation.relation.end == "state/bra"
    assert relation.statements[0].props == {"role": "national_authority"}


def test_venezuela_has_a_spell_in_dispute_with_all_sides(starter_store: Store) -> None:
    spells = {
        r.relation.key: {s.props["status"] for s in r.statements}
        for r in starter_store.relations_of("state/ven")
        if r.relation.type == "MEMBER_OF" and r.relation.end == "org/oas"
    }
    assert spells == {"": {"member"}, "2": {"disputed", "former", "member"}}


def test_an_agreement_holds_from_its_signature(starter_store: Store) -> None:
    (relation,) = [
        r
        for r in starter_store.relations_of("org/segib")
        if r.relation.type == "PARTY_TO" and "oas" in r.relation.end
    ]
    assert relation.statements[0].props["since"] == "2009-09-24"
    assert relation.statements[0].props["status"] == "party"


def test_types_of_rows_fit_their_tables() -> None:
    for path in tables():
        found = {type_of(row["id"]) for row in rows(path) if row.get("id")}
        assert found <= set(NODES)
        if path.stem not in ("specificity", "reporter_sectors"):
            assert len(found) <= 1
