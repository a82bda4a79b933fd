"""The bodies that appear everywhere: each is one record, found by what files call it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from ingest.index import Index
from ingest.known import Known, known_from_store
from kg.store.protocol import Store


@pytest.fixture(scope="module")
def known(starter_store: Store) -> Known:
    return known_from_store(starter_store)


def indexes(known: Known) -> Iterator[Index]:
    yield from (known.organisations, known.units, known.programmes, known.territories)


def test_no_two_records_share_a_name(known: Known) -> None:
    named: defaultdict[str, set[str]] = defaultdict(set)
    for index in indexes(known):
        for name, ids in index.names.items():
            named[name].update(ids)
    assert {name: ids for name, ids in named.items() if len(ids) > 1} == {}


def test_no_two_records_share_an_identifier(starter_store: Store, known: Known) -> None:
    ids = {id_ for index in indexes(known) for id_ in index.ids}
    said = [
        (identifier, id_)
        for id_, record in starter_store.get(sorted(ids)).items()
        for identifier in {i for s in record.statements for i in s.props.get("identifiers", ())}
    ]
    assert len(said) > 100
    assert [pair for pair in said if known.curated_by_code(pair[0]) != pair[1]] == []


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("PNUD", "org/undp"),
        ("UNDP - United Nations Development Programme", "org/undp"),
        ("PROGRAMA DE LAS NACIONES UNIDAS PARA EL DESARROLLO", "org/undp"),
        ("ACNUR", "org/unhcr"),
        ("Fonds des Nations Unies pour l’enfance", "org/unicef"),
        ("OMS", "org/who"),
        ("OPS", "org/paho"),
        ("World Bank (The)", "org/world-bank"),
        ("Banque mondiale", "org/world-bank"),
        ("World Bank Group (WB)", "org/world-bank-group"),
        ("IBRD", "org/ibrd"),
        ("BIRF", "org/ibrd"),
        ("BIRD", "org/ibrd"),
        ("Asociación Internacional de Fomento", "org/ida"),
        ("BID", "org/idb"),
        ("BID Invest", "org/idb-invest"),
        ("FOMIN", "org/idb-lab"),
        ("DFID", "org/dfid"),
        ("ACDI", "org/cida"),
        ("Affaires mondiales Canada", "org/gac"),
        ("COSUDE", "org/sdc"),
        ("ASDI", "org/sida"),
        ("Comissão Europeia", "unit/eu-commission"),
        ("DG ECHO", "unit/eu-echo"),
        ("Unión Europea", "org/eu"),
        ("UNCERF", "programme/cerf"),
        ("Fundación Bill y Melinda Gates", "org/gates-foundation"),
    ],
)
def test_a_body_is_found_by_its_name(known: Known, name: str, id_: str) -> None:
    assert known.curated_by_name(name) == id_


@pytest.mark.parametrize(
    ("identifier", "id_"),
    [
        ("XM-DAC-41114", "org/undp"),
        ("XM-DAC-44000", "org/world-bank"),
        ("XM-DAC-44002", "org/ida"),
        ("XM-DAC-903", "org/ifc"),
        ("XM-DAC-928", "org/who"),
        ("XM-DAC-41307", "org/who"),
        ("GB-1", "org/dfid"),
        ("GB-GOV-1", "org/fcdo"),
        ("CA-1", "org/cida"),
        ("CA-3", "org/gac"),
        ("US-1", "org/usaid"),
        ("DE-1", "org/bmz"),
        ("SE-0", "org/sida"),
        ("NO-BRC-971277882", "org/norad"),
        ("ES-DIR3-EA0035768", "org/aecid"),
        ("XI-IATI-MIF", "org/idb-lab"),
        ("XI-IATI-EC_INTPA", "unit/eu-intpa"),
        ("XI-IATI-EC_ECHO", "unit/eu-echo"),
        ("XM-DAC-41147", "programme/cerf"),
    ],
)
def test_a_body_is_found_by_its_identifier(known: Known, identifier: str, id_: str) -> None:
    assert known.curated_by_code(identifier) == id_


@pytest.mark.parametrize("name", ["Ministry of Foreign Affairs", "Embassy of Sweden", "UN agency"])
def test_what_many_bodies_are_called_is_none_of_them(known: Known, name: str) -> None:
    assert known.curated_by_name(name) is None


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("org/ibrd", "org/world-bank"),
        ("org/ida", "org/world-bank"),
        ("org/world-bank", "org/world-bank-group"),
        ("org/ifc", "org/world-bank-group"),
        ("org/idb", "org/idb-group"),
        ("org/idb-invest", "org/idb-group"),
        ("org/unv", "org/undp"),
        ("unit/eu-echo", "unit/eu-commission"),
        ("unit/eu-commission", "org/eu"),
    ],
)
def test_a_part_is_apart_and_leads_to_its_whole(
    starter_store: Store, part: str, whole: str
) -> None:
    keys = [r.relation for r in starter_store.relations_of(part) if r.relation.start == part]
    assert whole in {key.end for key in keys if key.type == "PART_OF"}


@pytest.mark.parametrize(
    ("successor", "predecessor", "since"),
    [
        ("org/fcdo", "org/dfid", "2020-09-02"),
        ("org/gac", "org/dfatd", "2015-11-04"),
        ("org/dfatd", "org/cida", "2013-06-26"),
        ("org/giz", "org/gtz", "2011-01-01"),
        ("org/us-state-department", "org/usaid", "2025-07-01"),
    ],
)
def test_a_successor_has_its_day(
    starter_store: Store, successor: str, predecessor: str, since: str
) -> None:
    (stated,) = [
        r.statements
        for r in starter_store.relations_of(successor)
        if (r.relation.type, r.relation.start, r.relation.end)
        == ("SUCCEEDS", successor, predecessor)
    ]
    assert [s.props["since"] for s in stated] == [since]
