"""Queries that do more than read are refused, whatever their spelling, and change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from neo4j import Driver

from kg.errors import WrongUseError
from kg.i18n import LANGUAGES
from kg.store.neo4j.allowed import OPERATORS
from kg.store.neo4j.ask import QueryMistakeError, ask
from kg.store.neo4j.guard import MAX_TEXT, QueryRefusedError, check_text, judge

pytestmark = pytest.mark.neo4j

CSV: Final = "LOAD CSV FROM 'file:///etc/passwd' AS line"
CONFIG: Final = "CALL dbms.listConfig() YIELD name"
SHOWN_CALL: Final = "CALL ResolvedCall dbms.listConfig"
"""A call inside an expression, which the server shows in one way or the other."""
COSINE: Final = "vector.similarity.cosine"
FUNCTION: Final = f"{COSINE}([1.0], [$f])"

REFUSED: Final = {
    # Writing clauses.
    "CREATE (n:Hack)": "Create",
    "CREATE (n:Hack) RETURN n": "Create",
    "create (n:Hack {id: $p}) return n": "Create",
    "CrEaTe (a:Hack)-[r:HACKS]->(b:Hack) RETURN r": "Create",
    "INSERT (n:Hack)": "Create",
    "/* read */ CREATE /* only */ (n:Hack) // please": "Create",
    "// MATCH\nCREATE (n:Hack)": "Create",
    "MATCH (s:State) CREATE (s)-[:HACKS]->(s)": "Create",
    "MATCH (s:State {id: 'state/hti'}) SET s.name = 'x'": "SetProperty",
    "MATCH (s:State) SET s += {name: 'x'}": "SetNodePropertiesFromMap",
    "MATCH (s:State) SET s = {}": "SetNodePropertiesFromMap",
    "MATCH (s:State) SET s[$p] = 1": "SetDynamicProperty",
    "MATCH (s:State) SET s:Hack": "SetLabels",
    "MATCH (s:State) SET s:$($p)": "SetLabels",
    "MATCH (s:State) SET s.a = 1, s.b = 2 RETURN s": "SetProperties",
    "MATCH ()-[r:MEMBER_OF]->() SET r.status = 'former'": "SetProperty",
    "MATCH (s:State) REMOVE s.name": "SetProperty",
    "MATCH (s:State) REMOVE s:State": "RemoveLabels",
    "MATCH ()-[r]->() DELETE r": "Delete",
    "MATCH (s:State) DETACH DELETE s": "DetachDelete",
    "MATCH (s:State) NODETACH DELETE s": "Delete",
    "MATCH (s:State) OPTIONAL MATCH (s)-[r]-() DELETE s, r RETURN count(*)": "Delete",
    "MERGE (n:Hack {id: 1}) RETURN n": "Merge",
    "MERGE (n:State {id: 'state/xxx'}) ON CREATE SET n.name = 'x' RETURN n": "Merge",
    "MATCH (a:State) MERGE (a)-[:HACKS]->(a)": "LockingMerge",
    "FOREACH (i IN [1] | CREATE (:Hack))": "Foreach",
    "MATCH (s:State) FOREACH (x IN [s] | SET x.name = 'x')": "Foreach",
    "MATCH p = (:State)-->() FOREACH (x IN nodes(p) | DETACH DELETE x)": "Foreach",
    # The same inside something else.
    "CALL () { CREATE (n:Hack) RETURN n } RETURN n": "Create",
    "CALL { CREATE (n:Hack) } RETURN 1": "SubqueryForeach",
    "MATCH (s:State) CALL (s) { SET s.name = 'x' } RETURN s": "SubqueryForeach",
    "OPTIONAL CALL () { CREATE (n:Hack) RETURN n } RETURN n": "Create",
    "RETURN 1 AS x UNION CREATE (n:Hack) RETURN 1 AS x": "Create",
    "MATCH (n) WITH n LIMIT 1 CREATE (m:Hack) WITH m MATCH (k) RETURN k": "Create",
    "MATCH (n) WHERE n.id = 'none' CREATE (m:Hack) RETURN m": "Create",
    "RETURN EXISTS { CREATE (n:Hack) RETURN n }": None,
    "RETURN COUNT { MATCH (s:State) SET s.name = 'x' }": None,
    "RETURN COLLECT { CREATE (n:Hack) RETURN n }": None,
    "RETURN [x IN [1] | COLLECT { MERGE (n:Hack) RETURN n }]": None,
    # Transactions of their own.
    "MATCH (s:State) CALL (s) { DETACH DELETE s } IN TRANSACTIONS": "TransactionForeach",
    "UNWIND [1] AS x CALL (x) { CREATE (:Hack) } IN TRANSACTIONS OF 1 ROW": "TransactionForeach",
    "UNWIND [1] AS x CALL (x) { RETURN x AS y } IN TRANSACTIONS RETURN y": "TransactionApply",
    "CALL { RETURN 1 AS x } IN 2 CONCURRENT TRANSACTIONS RETURN x": "TransactionApply",
    # Files and addresses.
    f"{CSV} RETURN line": "LoadCSV",
    "load csv with headers from 'file:///x.csv' as line return line": "LoadCSV",
    "LOAD/**/CSV/**/FROM 'http://127.0.0.1/x' AS line RETURN line LIMIT 1": "LoadCSV",
    "LOAD CSV FROM $p AS line RETURN line": "LoadCSV",
    "MATCH (s:State) LOAD CSV FROM 'ftp://' + s.id AS line RETURN line": "LoadCSV",
    f"CALL () {{ {CSV} RETURN line }} RETURN line": "LoadCSV",
    f"RETURN EXISTS {{ {CSV} RETURN line }}": "LoadCSV",
    f"RETURN COLLECT {{ {CSV} RETURN line }}": "LoadCSV",
    f"MATCH (s:State) WHERE COUNT {{ {CSV} RETURN line }} > 0 RETURN s": "LoadCSV",
    f"RETURN 1 AS line UNION {CSV} RETURN line": "LoadCSV",
    # Where the plan does not show a subquery.
    f"RETURN CASE WHEN true THEN COLLECT {{ {CSV} RETURN line }} END": "LOAD",
    f"RETURN coalesce(null, COLLECT {{ {CSV} RETURN line }})": "LOAD",
    f"RETURN [x IN [1] | COLLECT {{ {CSV} RETURN line }}]": "LOAD",
    f"RETURN [x IN [1] WHERE EXISTS {{ {CSV} RETURN line }} | x]": "LOAD",
    f"RETURN reduce(a = 0, x IN [1] | a + COUNT {{ {CSV} RETURN line }})": "LOAD",
    f"RETURN any(x IN [1] WHERE EXISTS {{ {CSV} RETURN line }})": "LOAD",
    f"RETURN [1, 2][0..COUNT {{ {CSV} RETURN line }}]": "LOAD",
    f"MATCH (s:State)-[r* {{x: COUNT {{ {CSV} RETURN line }}}}]-(b) RETURN s": "LOAD",
    f"MATCH p = shortestPath((a:State {{id: 'state/hti'}})-[*..3]-(b:State {{id: 'state/bra'}})) "
    f"WHERE all(n IN nodes(p) WHERE EXISTS {{ {CSV} RETURN line }}) RETURN p": "LOAD",
    f"MATCH p = SHORTEST 1 (a:State {{id: 'state/hti'}})-[e WHERE EXISTS {{ {CSV} RETURN line }}]"
    "-+(b:State) RETURN p": "LOAD",
    f"RETURN CASE WHEN true THEN COLLECT {{ {CONFIG} RETURN name }} END": SHOWN_CALL,
    "RETURN [x IN [1] | COLLECT { CALL db.labels() YIELD label RETURN label }]": SHOWN_CALL,
    "RETURN [x IN [1] | EXISTS { MATCH (s:State) WHERE "
    f"EXISTS {{ {CONFIG} RETURN name }} RETURN s }}]": SHOWN_CALL,
    "RETURN [x IN [1] | COLLECT { UNWIND [1] AS y CALL (y) { RETURN y AS z } RETURN z }]": "CALL",
    # Procedures.
    "CALL dbms.listConfig()": "dbms.listConfig",
    "CALL `dbms`.`listConfig`()": "dbms.listConfig",
    "CALL dbms . /* x */ listConfig ( ) YIELD name RETURN name": "dbms.listConfig",
    "CALL dbms.components()": "dbms.components",
    "CALL dbms.info()": "dbms.info",
    "CALL dbms.showCurrentUser()": "dbms.showCurrentUser",
    "CALL dbms.killConnection('bolt-1')": "dbms.killConnection",
    "CALL dbms.listConnections()": "dbms.listConnections",
    "CALL dbms.queryJmx('*:*')": "dbms.queryJmx",
    "CALL dbms.setConfigValue('a', 'b')": None,
    "CALL db.createLabel('Hack')": "db.createLabel",
    "CALL db.createRelationshipType('HACKS')": "db.createRelationshipType",
    "CALL db.createProperty('hack')": "db.createProperty",
    "CALL db.clearQueryCaches()": "db.clearQueryCaches",
    "CALL db.awaitIndexes()": "db.awaitIndexes",
    "CALL db.resampleOutdatedIndexes()": "db.resampleOutdatedIndexes",
    "CALL db.stats.collect('QUERIES')": "db.stats.collect",
    "CALL db.ping()": "db.ping",
    "CALL db.info()": "db.info",
    "CALL tx.setMetaData({a: 1})": "tx.setMetaData",
    "MATCH (s:State) CALL dbms.listConfig(s.id) YIELD name RETURN name": "dbms.listConfig",
    "CALL db.labels() YIELD label CALL dbms.listConfig() YIELD name RETURN *": "dbms.listConfig",
    f"CALL () {{ {CONFIG} RETURN name }} RETURN name": "dbms.listConfig",
    f"RETURN COLLECT {{ {CONFIG} RETURN name }}": SHOWN_CALL,
    f"MATCH (s:State) WHERE EXISTS {{ {CONFIG} RETURN name }} RETURN s": "dbms.listConfig",
    # Functions with a dot in their name.
    "RETURN graph.names()": None,
    "RETURN `graph`.`names`()": None,
    "MATCH (s:State) WHERE s.id IN graph.names() RETURN s": None,
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n:Hack) RETURN n', {})": None,
    # Constraints and indexes.
    "CREATE INDEX hack FOR (n:State) ON (n.hack)": "CreateIndex",
    "CREATE FULLTEXT INDEX hack FOR (n:State) ON EACH [n.hack]": "CreateIndex",
    "CREATE INDEX hack IF NOT EXISTS FOR (n:State) ON (n.hack)": "CreateIndex",
    "DROP INDEX names": "DropIndex",
    "CREATE CONSTRAINT hack FOR (n:State) REQUIRE n.hack IS UNIQUE": "CreateConstraint",
    "DROP CONSTRAINT _store IF EXISTS": "DropConstraint",
    # Administration.
    "SHOW USERS": "AdministrationCommand",
    "show /* x */ users": "AdministrationCommand",
    "SHOW CURRENT USER": "AdministrationCommand",
    "SHOW DATABASES": "AdministrationCommand",
    "SHOW HOME DATABASE": "AdministrationCommand",
    "SHOW DATABASES YIELD name RETURN name": "AdministrationCommand",
    "SHOW SETTINGS": "ShowSettings",
    "SHOW SETTINGS YIELD name, value RETURN name": "ShowSettings",
    "SHOW PROCEDURES": "ShowProcedures",
    "SHOW FUNCTIONS": "ShowFunctions",
    "SHOW INDEXES": "ShowIndexes",
    "SHOW CONSTRAINTS": "ShowConstraints",
    "SHOW TRANSACTIONS": "ShowTransactions",
    "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t YIELD message "
    "RETURN message": "TerminateTransactions",
    "TERMINATE TRANSACTION 'neo4j-transaction-1'": "TerminateTransactions",
    "SHOW ROLES": None,
    "SHOW PRIVILEGES": None,
    "CREATE USER hack SET PASSWORD 'abcdefgh' CHANGE NOT REQUIRED": "AdministrationCommand",
    "CREATE USER hack IF NOT EXISTS SET PASSWORD 'abcdefgh'": "AdministrationCommand",
    "ALTER USER neo4j SET PASSWORD 'abcdefgh'": "AdministrationCommand",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'abcdefgh'": "AdministrationCommand",
    "RENAME USER neo4j TO hack": "AdministrationCommand",
    "DROP USER neo4j": "AdministrationCommand",
    "CREATE DATABASE hack": None,
    "DROP DATABASE neo4j": None,
    "STOP DATABASE neo4j": None,
    "CREATE ROLE hack": None,
    "GRANT ROLE admin TO neo4j": None,
    "DENY READ {*} ON GRAPH * TO PUBLIC": None,
    "REVOKE ROLE admin FROM neo4j": None,
    # Another database, another way to run.
    "USE system RETURN 1": "USE",
    "use neo4j MATCH (n) RETURN n": "USE",
    "/* x */ USE neo4j RETURN 1": "USE",
    "CALL () { USE system RETURN 1 AS x } RETURN x": None,
    "EXPLAIN RETURN 1": "EXPLAIN",
    "EXPLAIN CREATE (n:Hack)": "EXPLAIN",
    "PROFILE RETURN 1": "PROFILE",
    "profile CREATE (n:Hack)": "PROFILE",
    "/* a *//* b */ // c\n PROFILE CREATE (n:Hack)": "PROFILE",
    "CYPHER runtime=slotted RETURN 1": "CYPHER",
    "cypher 5 CREATE (n:Hack)": "CYPHER",
    "CYPHER 25 RETURN 1": "CYPHER",
    # Several at once.
    "RETURN 1; CREATE (n:Hack)": None,
    "RETURN 1; RETURN 2": None,
    "; CREATE (n:Hack)": None,
    "CREATE (n:Hack); // RETURN 1": "Create",
    # Escapes, which the server reads before anything else.
    r"\u0043REATE (n:Hack)": "",
    r"CRE\u0041TE (n:Hack)": "",
    r"MATCH (n) /* \u002a/ DETACH DELETE n /\u002a */": "",
    r"RETURN '\u0027 AS x CREATE (n:Hack) //'": "",
    r"CALL `d\u0062ms`.listConfig()": "",
    r"\u000aPROFILE CREATE (n:Hack)": "",
    r"RETURN '\U0001F600'": "",
    # Letters that only look like a keyword, or hide in one.
    "CRE\u200bATE (n:Hack)": None,
    "CRE/**/ATE (n:Hack)": None,
    "\ufeffCREATE (n:Hack)": None,
    "CREATE\u00a0(n:Hack)": "Create",
    "\u2028CREATE\u3000(n:Hack)": "Create",
    "СREATE (n:Hack)": None,  # Cyrillic С
    # Nothing at all.
    "": None,
    " // CREATE": None,
    "MATCH (n)": None,
}


def state_of(driver: Driver) -> dict[str, Any]:
    """What a query could have changed: data, names, constraints, indexes, users, databases."""
    found: dict[str, Any] = {}
    questions = {
        "data": "MATCH (n) RETURN count(n), sum(size(keys(n))), sum(size(labels(n)))",
        "links": "MATCH ()-[r]->() RETURN count(r), sum(size(keys(r))), collect(DISTINCT type(r))",
        "names": "MATCH (n:State) RETURN n.name ORDER BY n.name",
        "tokens": "CALL db.labels() YIELD label WITH label ORDER BY label RETURN collect(label)",
        "keys": "CALL db.propertyKeys() YIELD propertyKey AS k WHERE k STARTS WITH 'hack' RETURN k",
        "constraints": "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name",
        "indexes": "SHOW INDEXES YIELD name RETURN name ORDER BY name",
        "users": "SHOW USERS YIELD user RETURN user",
        "databases": "SHOW DATABASES YIELD name, currentStatus RETURN name, currentStatus",
    }
    with driver.session() as session:
        for name, text in questions.items():
            found[name] = session.run(text).values()
    return found


@pytest.fixture(scope="module")
def untouched(_session_driver: Driver, neo4j_url: str) -> Iterator[Driver]:
    """A server with the starter knowledge that must be the same in the end."""
    from tests.graph_loader import starter_in

    starter_in(_session_driver, neo4j_url)
    before = state_of(_session_driver)
    yield _session_driver
    assert state_of(_session_driver) == before


@pytest.mark.parametrize("text", REFUSED)
def test_is_refused_and_changes_nothing(untouched: Driver, text: str) -> None:
    before = state_of(untouched)
    expected = REFUSED[text]
    with pytest.raises(WrongUseError) as caught:
        ask(untouched, None, text, {"p": "Hack"}, 10, 20)
    if expected is None:
        # The server itself refuses to plan it.
        assert isinstance(caught.value, QueryMistakeError)
    else:
        assert isinstance(caught.value, QueryRefusedError)
        assert caught.value.name in (expected, *expected.split())
        assert caught.value.name in caught.value.sentence()
    assert caught.value.exit_code == 2
    assert state_of(untouched) == before


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) >= 150


HIDING: Final = {
    "list": "RETURN [x IN [1] | {hidden}] AS x",
    "where in a list": "RETURN [x IN [1] WHERE {hidden} = [] | x] AS x",
    "case": "MATCH (s:State) RETURN CASE s.id WHEN 'x' THEN {hidden} END AS x",
    "reduce": "RETURN reduce(a = [], x IN [1] | a + {hidden}) AS x",
    "function": "RETURN coalesce(null, {hidden}) AS x",
    "subscript": "MATCH (s:State) RETURN s[head({hidden})] AS x",
    "key": "MATCH (s:State {{id: head(coalesce(null, {hidden}))}}) RETURN s",
    "range of keys": "MATCH (s:State) WHERE s.id > head(coalesce(null, {hidden})) RETURN s",
    "prefix": "MATCH (s:State) WHERE s.id STARTS WITH head(coalesce(null, {hidden})) RETURN s",
    "own id": "MATCH (s) WHERE elementId(s) IN coalesce(null, {hidden}) RETURN s",
    "own id of a relation": "MATCH ()-[r]->() WHERE elementId(r) IN coalesce(null, {hidden}) "
    "RETURN r",
    "relation": "MATCH (s:State)-[r:MEMBER_OF {{x: coalesce(null, {hidden})}}]->(b) RETURN s",
    "label": "MATCH (s:$(coalesce(null, {hidden}))) RETURN s",
    "type": "MATCH (s)-[:$(coalesce(null, {hidden}))]->() RETURN s",
    "walk": "MATCH (s:State)-[r:MEMBER_OF*1..2 {{x: coalesce(null, {hidden})}}]->(b) RETURN s",
    "ends of walks": "MATCH (s:State {{id: 'x'}})-[*1..2 {{x: coalesce(null, {hidden})}}]->(b) "
    "RETURN DISTINCT b",
    "repeated": "MATCH (s:State) ((x)-[r]->(y) WHERE x.a = coalesce(null, {hidden})){{1,2}} (b) "
    "RETURN s",
    "shortest": "MATCH p = SHORTEST 2 (s:State {{id: 'x'}})-[r WHERE r.a = coalesce(null, {hidden})"
    "]->+(b:State) RETURN p",
    "optional": "MATCH (s:State) OPTIONAL MATCH (s)-->(b) WHERE b.x = coalesce(null, {hidden}) "
    "RETURN b",
    "join": "MATCH (s:State), (o:Organisation) WHERE s[head(coalesce(null, {hidden}))] = o.id "
    "RETURN s",
    "unwind": "UNWIND coalesce(null, {hidden}) AS x RETURN x",
    "order": "MATCH (s:State) RETURN s ORDER BY coalesce(null, {hidden}) LIMIT 2",
    "aggregate": "MATCH (s:State) RETURN collect(coalesce(null, {hidden})) AS x",
    "group": "MATCH (s:State) RETURN coalesce(null, {hidden}) AS g, count(*) AS n",
    "argument": "CALL db.index.fulltext.queryNodes('names', head(coalesce(null, {hidden}))) "
    "YIELD node RETURN node",
    "option": "CALL db.index.fulltext.queryNodes('names', 'x', {{limit: "
    "size(coalesce(null, {hidden}))}}) YIELD node RETURN node",
    "pattern": "MATCH (s:State) RETURN [(s)--(b) WHERE b.x = coalesce(null, {hidden}) | b.id] AS x",
    "pattern in a list": "MATCH (s:State) RETURN [i IN [1] | [(s)--(b) | coalesce(b.id, {hidden})]]"
    " AS x",
    "exists": "MATCH (s:State) RETURN [i IN [1] WHERE EXISTS {{ (s)--(b) WHERE "
    "b.x = coalesce(null, {hidden}) }} | 1] AS x",
    "map": "MATCH (s:State) RETURN s {{.id, x: coalesce(null, {hidden})}} AS x",
    "union": "RETURN [] AS x UNION ALL RETURN coalesce(null, {hidden}) AS x",
}
INSIDE: Final = {
    f"COLLECT {{ {CSV} RETURN line }}": {"LOAD", "LoadCSV"},
    f"COLLECT {{ {CONFIG} RETURN name }}": {"CALL", "ResolvedCall", "dbms.listConfig"},
    f"COLLECT {{ UNWIND [{FUNCTION}] AS hidden RETURN toString(hidden) }}": {
        "vector.similarity.cosine"
    },
    f"[toString({FUNCTION})]": {"vector.similarity.cosine"},
}


@pytest.mark.parametrize("hidden", INSIDE)
@pytest.mark.parametrize("place", HIDING)
def test_no_place_in_a_query_hides_what_it_does(
    untouched: Driver, monkeypatch: pytest.MonkeyPatch, place: str, hidden: str
) -> None:
    # A function of the server stands for those of plug-ins, which this server has not.
    monkeypatch.setattr("kg.store.neo4j.guard.FUNCTIONS", frozenset())
    with pytest.raises(QueryRefusedError) as caught:
        ask(untouched, None, HIDING[place].format(hidden=hidden), {"f": 1.0}, 10, 20)
    assert caught.value.name in INSIDE[hidden]


def test_steps_and_read_access_alone_would_let_it_through(untouched: Driver) -> None:
    text = f"RETURN CASE WHEN true THEN COLLECT {{ {CONFIG} RETURN name }} END AS names"
    with untouched.session(default_access_mode="READ") as session:
        plan = session.run(f"EXPLAIN {text}").consume().plan
        assert plan is not None
        names = {step.partition("@")[0] for step in _step_names(plan)}
        assert names <= OPERATORS
        assert len(session.run(text).single(strict=True)["names"]) > 100


def _step_names(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from _step_names(child)


def test_explain_of_what_is_refused_runs_nothing(untouched: Driver) -> None:
    before = state_of(untouched)
    with untouched.session(default_access_mode="READ") as session:
        for text in (
            "CREATE USER hack SET PASSWORD 'abcdefgh'",
            "CREATE (n:Hack)",
            "DROP USER neo4j",
        ):
            assert session.run(f"EXPLAIN {text}").consume().plan
    assert state_of(untouched) == before


def test_another_database_and_unknown_steps_are_refused() -> None:
    def step(name: str, details: str = "", *children: Any) -> dict[str, Any]:
        return {"operatorType": name, "args": {"Details": details}, "children": list(children)}

    good = step("ProduceResults@neo4j", "n", step("AllNodesScan@neo4j", "n"))
    assert judge(good, "r") == "neo4j"
    for root in (
        step("ProduceResults@neo4j", "n", step("AllNodesScan@other", "n")),
        step("ProduceResults@neo4j", "n", step("SomethingNew@neo4j", "n")),
        step("ProduceResults@neo4j", "n", step("ProcedureCall@neo4j", "db.labels")),
        step("ProduceResults@neo4j", "n", step("ProcedureCall@neo4j", "x, db.labels() :: ()")),
        step("ProduceResults@neo4j", "n", step("ProcedureCall@neo4j", "db.labels(a.b()) :: ()")),
    ):
        with pytest.raises(QueryRefusedError):
            judge(root, "r")
    for kind in ("w", "rw", "s", None):
        with pytest.raises(QueryRefusedError):
            judge(good, kind)


def test_a_long_text_is_refused_before_it_is_sent() -> None:
    with pytest.raises(QueryRefusedError, match=str(MAX_TEXT)):
        check_text("RETURN 1" + " " * MAX_TEXT)


@pytest.mark.parametrize("text", ["/**/" * 10_000, "/*" * 20_000, "//\n" * 15_000, " " * 40_000])
def test_comments_without_end_do_not_hold_us_up(text: str) -> None:
    check_text(text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_refusal_names_the_step_in_every_language(untouched: Driver, lang: str) -> None:
    with pytest.raises(QueryRefusedError) as caught:
        ask(untouched, None, "CREATE (n:Hack)", {}, 10, 20)
    problem = caught.value.problem(lang)
    assert problem["status"] == 403
    assert problem["code"] == "cypher-refused"
    assert "Create" in problem["detail"]
