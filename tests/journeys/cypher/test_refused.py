"""Queries that do more than read are refused, whatever their spelling, and change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from neo4j import Driver

from kg.base.errors import WrongUseError
from kg.base.i18n import LANGUAGES
from kg.store.neo4j.allowed import OPERATORS
from kg.store.neo4j.analyst_query import QueryMistakeError
from kg.store.neo4j.read_only_guard import MAX_TEXT, QueryRefusedError, check_text, judge
from tests.journeys.cypher.asking import asked
from tests.journeys.cypher.refusals import CONFIG, CSV, FUNCTION, REFUSED

pytestmark = pytest.mark.neo4j


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
        asked(untouched, text, {"p": "Hack"})
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
    monkeypatch.setattr("kg.store.neo4j.read_only_guard.FUNCTIONS", frozenset())
    with pytest.raises(QueryRefusedError) as caught:
        asked(untouched, HIDING[place].format(hidden=hidden), {"f": 1.0})
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
        asked(untouched, "CREATE (n:Hack)", {})
    problem = caught.value.problem(lang)
    assert problem["status"] == 403
    assert problem["code"] == "cypher-refused"
    assert "Create" in problem["detail"]
