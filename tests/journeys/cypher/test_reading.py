"""Queries that only read are run, and their values come out as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

import pytest
from neo4j import Driver

from kg.analysts.parameters import prepared
from kg.matching.cypher.as_text import lens_cypher
from kg.matching.lens.lens_files import LENSES
from kg.store.protocol import Table
from tests.conftest import ROOT
from tests.journeys.cypher.asking import asked as ask
from tools.ready_queries import ready_queries

pytestmark = pytest.mark.neo4j
FOLDER: Final = ROOT / "docs" / "queries"
EXPECTED: Final = FOLDER / "expected"
READY: Final = ready_queries(FOLDER)

READING: Final = [
    "RETURN 1 AS one",
    "RETURN [b IN [1] | COLLECT { MATCH (s)-[:MEMBER_OF]->(o) RETURN o.id ORDER BY o.id }]",
    "RETURN [b IN [1] | COLLECT { MATCH (s:State) RETURN s.id ORDER BY s.iso3 DESC LIMIT 3 }]",
    "RETURN [x IN [1] | COUNT { MATCH p = ANY 2 (:State {id: 'state/hti'})-->+(:Organisation) }]",
    "RETURN [x IN [1] | EXISTS { RETURN normalize('x', NFC) IS NFKD NORMALIZED AS y }]",
    "RETURN 1;",
    "/* a comment */ MATCH (s:State) // another\nRETURN s.id",
    "match (s:State) where s.iso3 = 'HTI' return s",
    "MATCH (s:State {id: $id}) RETURN s.name, s.name_es",
    "MATCH (n) WHERE elementId(n) = '4:x:1' RETURN n",
    "MATCH (n) WHERE id(n) = 1 RETURN n",
    "MATCH ()-[r]->() WHERE elementId(r) IN ['5:x:1'] RETURN r",
    "MATCH (s:State) WHERE s.id STARTS WITH 'state/h' RETURN s.id",
    "MATCH (s:State) WHERE s.id CONTAINS 'ti' OR s.id ENDS WITH 'a' RETURN s.id",
    "MATCH (s:State) WHERE s.id > 'state/m' AND s.id <= 'state/z' RETURN s.id",
    "MATCH (s:State) WHERE s.id IN ['state/hti', 'state/bra'] RETURN s.id",
    "MATCH (s:State) WHERE s.name =~ '(?i)h.*' RETURN s.id",
    "MATCH (s:State|Organisation) WHERE s.name IS NOT NULL RETURN labels(s), count(*)",
    "MATCH (s:!State&!Source) RETURN count(s)",
    "MATCH (s:$($label)) RETURN count(s)",
    "MATCH (s:State)-[r:MEMBER_OF]->(o) RETURN s.id, type(r), o.id, r.since LIMIT 5",
    "MATCH (s:State)-[:MEMBER_OF|PARTY_TO]-(o) RETURN DISTINCT o.id",
    "MATCH (s:State {id: $id})-[*1..2]-(o:Organisation) RETURN DISTINCT o.id",
    "MATCH p = (s:State {id: $id})-[:MEMBER_OF*1..2]->(o) RETURN p",
    (
        "MATCH (a:State {id: $id}), (b:State {id: 'state/bra'}) "
        "RETURN shortestPath((a)-[*..4]-(b)) AS p"
    ),
    "MATCH p = allShortestPaths((a:State {id: $id})-[*..3]-(b:State {id: 'state/bra'})) RETURN p",
    "MATCH p = SHORTEST 2 (a:State {id: $id})-[:MEMBER_OF]-+(b:State {id: 'state/bra'}) RETURN p",
    "MATCH p = ANY SHORTEST (a:State {id: $id})--{1,4}(b:Organisation {id: 'org/segib'}) RETURN p",
    "MATCH p = ALL SHORTEST (a:State {id: $id})--+(b:Unit) RETURN p LIMIT 2",
    "MATCH (a:Sector) ((x)-[:BROADER]->(y)){1,3} (b:Sector) RETURN a.id, b.id, size(x) LIMIT 5",
    "MATCH (a:Sector {id: 'sector/dac/14030'}) (()-[:BROADER]->())* (b) RETURN b.id",
    "MATCH (s:State) OPTIONAL MATCH (s)-[:DECLARES]->(o:Offer) RETURN s.id, count(o) ORDER BY s.id",
    (
        "MATCH (s:State) OPTIONAL MATCH (s)-[r:PARTY_TO]->(:Agreement) WHERE r.since IS NULL "
        "RETURN s.id, r LIMIT 5"
    ),
    (
        "MATCH (s:State)-[:MEMBER_OF]->(o)<-[:MEMBER_OF]-(t:State) WHERE s.id < t.id "
        "RETURN s.id, t.id, count(o) AS shared ORDER BY shared DESC, s.id, t.id SKIP 2 LIMIT 3"
    ),
    "MATCH (s:State)-[:MEMBER_OF]->(b)-[:MEMBER_OF]->(c) WHERE NOT (s)-[:MEMBER_OF]->(c) RETURN c",
    "MATCH (s:State) WITH s.id AS id, size(s.name) AS n WHERE n > 5 RETURN max(n), min(n), avg(n)",
    "MATCH (s:State) RETURN collect(s.id)[0..3], count(DISTINCT s.iso3), stDev(size(s.id))",
    "MATCH (s:State) RETURN percentileCont(size(s.name), 0.5), sum(size(s.name))",
    "UNWIND $ids AS id MATCH (s:State {id: id}) RETURN s.name",
    "UNWIND range(1, 5) AS i RETURN i, i * i",
    "RETURN 1 AS x UNION RETURN 2 AS x",
    "RETURN 1 AS x UNION ALL RETURN 1 AS x",
    "MATCH (s:State) CALL (s) { MATCH (s)--(o) RETURN count(o) AS n } RETURN s.id, n",
    (
        "CALL () { MATCH (s:State) RETURN s.id AS id UNION MATCH (c:Country) RETURN c.id AS id } "
        "RETURN count(id)"
    ),
    (
        "MATCH (s:State) OPTIONAL CALL (s) { MATCH (s)-[:DECLARES]->(o) RETURN o.id AS id } "
        "RETURN s.id, id"
    ),
    "MATCH (s:State) WHERE EXISTS { (s)-[:DECLARES]->(:Offer) } RETURN s.id",
    "MATCH (s:State) WHERE NOT EXISTS { (s)-[:DECLARES]->(:Offer) } RETURN s.id",
    "MATCH (s:State) WHERE s.id = 'x' OR EXISTS { (s)-[:DECLARES]->() } RETURN s.id",
    "MATCH (s:State) WHERE (s)-[:DECLARES]->() XOR s.iso3 = 'HTI' RETURN s.id",
    "MATCH (s:State) RETURN s.id, COUNT { (s)-[:DECLARES]->(:Offer) } AS offers",
    "MATCH (s:State) RETURN s.id, COLLECT { MATCH (s)-[:DECLARES]->(o) RETURN o.id } AS all",
    "MATCH (s:State) RETURN CASE WHEN EXISTS { (s)-[:DECLARES]->() } THEN 'some' ELSE 'none' END",
    "MATCH (s:State) RETURN [i IN range(0, 2) | COUNT { MATCH (s)-[:MEMBER_OF]->() }] AS n",
    "MATCH (s:State) RETURN s.id, [(s)-[:MEMBER_OF]->(o) WHERE o.id < 'org/m' | o.id] AS bodies",
    "RETURN [x IN range(1, 9) WHERE x % 2 = 0 | x ^ 2] AS even",
    "RETURN reduce(a = 0, x IN [1, 2, 3] | a + x) AS sum, all(x IN [1] WHERE x > 0) AS all",
    "MATCH (s:State {id: $id}) RETURN s {.id, .name, bodies: [(s)-[:MEMBER_OF]->(o) | o.id]} AS m",
    "MATCH (s:State {id: $id}) RETURN properties(s), keys(s), labels(s), s[$key]",
    "MATCH ()-[r:MEMBER_OF]->() WHERE r.since < date('2000-01-01') RETURN count(r)",
    "MATCH ()-[r:MEMBER_OF]->() RETURN r.status, count(*) ORDER BY count(*) DESC",
    "RETURN date('2022-06-22') + duration('P1M') AS d, duration.between(date(), date()) AS e",
    (
        "RETURN datetime('2022-06-22T12:00:00Z') AS t, localtime('10:00') AS l, "
        "date.truncate('month', date('2022-06-22')) AS m"
    ),
    "RETURN point.distance(point({latitude: 1, longitude: 1}), point({latitude: 1, longitude: 2}))",
    (
        "CALL db.index.fulltext.queryNodes('names', 'cooperación') YIELD node, score "
        "RETURN node.id, score ORDER BY score DESC, node.id LIMIT 5"
    ),
    "CALL db.index.fulltext.queryNodes('names', $words, {limit: 3}) YIELD node RETURN node.id",
    "CALL db.labels()",
    "CALL `db`.`labels`() YIELD label WHERE NOT label STARTS WITH '_' RETURN label",
    "CALL db.relationshipTypes() YIELD relationshipType RETURN count(*)",
    "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey",
    "CALL db.schema.nodeTypeProperties()",
    "CALL db.schema.relTypeProperties()",
    "CALL db.schema.visualization()",
    "MATCH (s:State), (o:Organisation) WHERE s.iso3 = o.acronym RETURN s.id, o.id",
    "MATCH (s:State) USING SCAN s:State WHERE s.id = $id RETURN s.id",
    "MATCH (s:State) USING INDEX s:State(id) WHERE s.id = $id RETURN s.id",
    (
        "MATCH (a:State)-[:MEMBER_OF]->(b:Organisation)<-[:MEMBER_OF]-(c:State) USING JOIN ON b "
        "RETURN count(*)"
    ),
    "MATCH (n) RETURN count(n)",
    "MATCH ()-[r:MEMBER_OF]->() RETURN count(r)",
    "MATCH (s:State) WITH s ORDER BY s.name LIMIT 3 RETURN s.id ORDER BY s.id DESC",
    "MATCH (s:State) FINISH",
    "MATCH (n:Nowhere)-[:NOTHING]->() RETURN n.none",
    "MATCH (`CREATE (x)`:State) RETURN `CREATE (x)`.id AS `DELETE` LIMIT 1",
    "RETURN 'CREATE (n) LOAD CSV FROM COLLECT { x }' AS text, {create: 1, call: 2} AS map",
    "MATCH (s:State) WHERE s.set IS NULL AND s.delete IS NULL RETURN s.id AS create LIMIT 1",
    "RETURN rand() < 2 AS r, size(randomUUID()) AS u, timestamp() > 0 AS t",
    "RETURN vector.similarity.cosine([1.0, 2.0], [1.0, 2.0]) AS v",
    "WITH 1 AS x, 2 AS y RETURN *",
]
PARAMETERS: Final = {
    "id": "state/hti",
    "ids": ["state/hti", "state/bra"],
    "label": "State",
    "key": "name",
    "words": "water",
}


@pytest.fixture(scope="module")
def starter(_session_driver: Driver, neo4j_url: str) -> Driver:
    """A server with the starter knowledge."""
    from tests.graph_loader import starter_in

    starter_in(_session_driver, neo4j_url)
    return _session_driver


def asked(driver: Driver, text: str, **parameters: Any) -> Table:
    return ask(driver, text, parameters, 1_000, 60)


@pytest.mark.parametrize("text", READING)
def test_is_answered_as_json(starter: Driver, text: str) -> None:
    table = asked(starter, text, **PARAMETERS)
    json.dumps(table.rows, allow_nan=False)
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_there_are_enough_of_them() -> None:
    assert len(READING) >= 70


@pytest.mark.parametrize("query", READY, ids=lambda query: query.name)
def test_ready_queries_are_answered(starter: Driver, query: Any) -> None:
    expected = json.loads((EXPECTED / f"{query.name}.json").read_text("utf-8"))
    table = asked(starter, query.text, **query.parameters)
    assert {"columns": table.columns, "rows": table.rows} == expected
    assert not table.truncated


@pytest.mark.parametrize("name", ["offers-for-demand", "experience"])
def test_the_text_of_a_lens_is_answered(starter: Driver, name: str) -> None:
    text, parameters = prepared(lens_cypher(LENSES.load(name), date(2026, 11, 23), "board"))
    table = asked(starter, text, **parameters | {"queries": ["demand/xab-bancos-de-leche"]})
    # Nobody in the starter knowledge funds or provides: of experience there is no row.
    assert bool(table.rows) is (name != "experience")
    assert table.columns[:3] == ["query", "target", "score"]


VALUES: Final = {
    "true": True,
    "9223372036854775807": 9223372036854775807,
    "1.5": 1.5,
    "0.0 / 0.0": "NaN",
    "1.0 / 0.0": "Infinity",
    "-1.0 / 0.0": "-Infinity",
    "null": None,
    "'ñandú 🌎'": "ñandú 🌎",
    "[1, [2.5, null], {a: [0.0 / 0.0]}]": [1, [2.5, None], {"a": ["NaN"]}],
    "{}": {},
    "date('2022-06-22')": "2022-06-22",
    "time('10:11:12.5+02:00')": "10:11:12.500000000+02:00",
    "localtime('10:11')": "10:11:00.000000000",
    "datetime('2022-06-22T10:11:12Z')": "2022-06-22T10:11:12.000000000+00:00",
    "localdatetime('2022-06-22T10:11:12')": "2022-06-22T10:11:12.000000000",
    "duration('P1Y2M3DT4H')": "P1Y2M3DT4H",
    "point({x: 1, y: 2})": {"srid": 7203, "coordinates": [1.0, 2.0]},
    "point({longitude: 1, latitude: 2, height: 3})": {"srid": 4979, "coordinates": [1.0, 2.0, 3.0]},
}


@pytest.mark.parametrize("text", VALUES)
def test_values_come_out_as_json(starter: Driver, text: str) -> None:
    value = asked(starter, f"RETURN {text} AS x").rows[0][0]
    assert value == VALUES[text]
    assert type(value) is type(VALUES[text])


def test_bytes_come_out_in_base64(starter: Driver) -> None:
    assert asked(starter, "RETURN $b AS x", b=b"\x00\xff").rows == [["AP8="]]


def test_nodes_relations_and_paths_come_out_by_id(starter: Driver) -> None:
    text = (
        "MATCH p = (s:State {id: 'state/hti'})-[r:MEMBER_OF]->(:Organisation {id: 'org/oas'})"
        "<-[:MEMBER_OF]-(:State {id: 'state/bra'}) RETURN s, r, p"
    )
    node, relation, path = asked(starter, text).rows[0]
    assert (node["id"], node["labels"]) == ("state/hti", ["State"])
    assert node["properties"]["name_es"] == "Haití"
    assert relation["type"] == "MEMBER_OF"
    assert relation["properties"]["sources"]
    assert path == ["state/hti", "MEMBER_OF>", "org/oas", "<MEMBER_OF", "state/bra"]


def test_a_node_without_id_has_the_one_of_the_server(starter: Driver) -> None:
    node = asked(starter, "MATCH (s:_Store) RETURN s LIMIT 1").rows[0][0]
    assert node["id"].count(":") == 2


HOSTILE: Final = [
    "'; CREATE (n:Hack) //",
    "' RETURN 1 UNION MATCH (n) DETACH DELETE n //",
    "}) DETACH DELETE n //",
    "\\u0027 CREATE (n:Hack) //",
    "*/ CREATE (n:Hack) /*",
    "$(CREATE)",
    "`",
    "\x00\x1f",
    "x" * 100_000,
]


@pytest.mark.parametrize("value", HOSTILE)
def test_parameters_are_values_never_text(starter: Driver, value: str) -> None:
    text = "OPTIONAL MATCH (s:State {id: $x}) RETURN s, $x AS said, $m AS map"
    assert asked(starter, text, x=value, m={"a": [value]}).rows == [[None, value, {"a": [value]}]]
    assert asked(
        starter, "MATCH (s:$($x)) RETURN count(s) AS n", x=value.replace("\x00", "0") or "x"
    ).rows == [[0]]


def test_the_parameters_of_a_file_are_read(starter: Driver) -> None:
    content = ":param id => 'state/hti'\r\n\nMATCH (s:State {id: $id}) RETURN s.id;"
    text, parameters = prepared(content)
    assert asked(starter, text, **parameters).rows == [["state/hti"]]
