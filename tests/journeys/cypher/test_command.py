"""Queries on the command line and over HTTP: for the board, on a store in Neo4j."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver
from starlette.testclient import TestClient

from coopgraph.cli.edge import run as edge
from coopgraph.settings import sqlite_url
from kg.analysts.parameters import parameters_of, prepared, settled
from kg.base.audience import Audience
from kg.base.errors import BadOptionError
from kg.base.i18n import LANGUAGES
from kg.base.store_errors import StoreError
from kg.questions import CypherQuestion
from kg.store.opening import open_store
from tests.api.asking import client_for
from tests.conftest import ROOT
from tests.graph_loader import starter_in

NAMES = "MATCH (s:State) WHERE s.id IN $ids RETURN s.id AS id, s.name_es AS name ORDER BY id"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run ``coopgraph cypher`` and return the status, stdout and stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        capsysbinary.readouterr()
        status = edge(["cypher", *arguments])
        captured = capsysbinary.readouterr()
        return status, captured.out.decode(), captured.err.decode()

    return call


@pytest.fixture(scope="module")
def url(_session_driver: Driver, neo4j_url: str) -> str:
    """A store in Neo4j with the starter knowledge."""
    starter_in(_session_driver, neo4j_url)
    return neo4j_url


@pytest.fixture(scope="module")
def served(
    url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Audience], TestClient]]:
    """The service over that store, for an audience."""
    made: dict[Audience, TestClient] = {}
    desk = sqlite_url(tmp_path_factory.mktemp("desk") / "desk.db")

    def client(audience: Audience) -> TestClient:
        if audience not in made:
            made[audience] = client_for(url, audience, desk).__enter__()
        return made[audience]

    yield client
    for one in made.values():
        one.__exit__(None, None, None)


@pytest.mark.neo4j
def test_the_command_gives_one_document(run: Run, url: str) -> None:
    status, out, err = run(
        NAMES, "--store", url, "--json", "--lang", "es", "--as-of", "2022-06-22",
        "--param", 'ids=["state/hti", "state/bra"]',
    )  # fmt: skip
    assert (status, err) == (0, "")
    document = json.loads(out)
    assert document.pop("revision") > 0
    assert document == {
        "as_of": "2022-06-22",
        "lang": "es",
        "columns": ["id", "name"],
        "rows": [["state/bra", "Brasil"], ["state/hti", "Haití"]],
        "hints": ["La consulta no pregunta por ningún día: no tiene $as_of."],
        "truncated": False,
    }


@pytest.mark.neo4j
def test_the_terminal_shows_a_table(run: Run, url: str) -> None:
    text = "UNWIND range(1, 3) AS i RETURN i AS n, [i, i] AS list, null AS none, '[b]x' AS text"
    status, out, err = run(text, "--store", url, "--limit", "2")
    assert (status, err) == (0, "")
    assert "none" in out
    assert "[b]x" in out
    assert "2; 2" in out
    assert "3; 3" not in out
    assert "--limit" in out
    assert run("MATCH (n:Nobody) RETURN n", "--store", url)[1].startswith("The query found nothing")


@pytest.mark.neo4j
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_terminal_speaks_the_readers_language(run: Run, url: str, lang: str) -> None:
    status, out, _ = run(
        "UNWIND [1, 2] AS i RETURN i", "--store", url, "--limit", "1", "--lang", lang
    )
    assert status == 0
    assert "{" not in out


@pytest.mark.neo4j
def test_files_and_standard_input_are_read(
    run: Run, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = ROOT / "docs/queries/analyst-bodies-that-two-states-share.cypher"
    expected = json.loads((ready.parent / "expected" / f"{ready.stem}.json").read_text("utf-8"))
    status, out, err = run("--file", str(ready), "--store", url, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["rows"] == expected["rows"]
    status, out, _ = run("-f", str(ready), "--store", url, "--json", "--param", "one=state/zzz")
    assert json.loads(out)["rows"] == []
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"RETURN $x AS x")))
    status, out, _ = run("-", "--store", url, "--json", "--param", "x=text")
    assert json.loads(out)["rows"] == [["text"]]


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["CREATE (n:Hack)"], "cypher-refused"),
        (["LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l"], "cypher-refused"),
        (["SHOW USERS"], "cypher-refused"),
        (["RETRUN 1"], "cypher-mistake"),
        (["RETURN $x"], "cypher-mistake"),
        (["UNWIND range(1, 1000000000) AS i RETURN max(i % 7)", "--timeout", "1"], "cypher-late"),
        (["RETURN reduce(s = 'x', i IN range(1, 25) | s + s)"], "cypher-large"),
        (["RETURN 1", "--audience", "public"], "audience"),
        (["RETURN 1", "--audience", "states"], "audience"),
    ],
)
def test_the_command_refuses_with_a_problem(
    run: Run, url: str, arguments: list[str], code: str
) -> None:
    status, out, err = run(*arguments, "--store", url, "--json")
    assert (status, out) == (2, "")
    problem = json.loads(err)
    assert problem["code"] == code
    assert problem["fix"]


WRONG = {
    "no query": [],
    "two queries": ["RETURN 1", "--file", "x.cypher"],
    "no such file": ["--file", "/nowhere/x.cypher"],
    "no value": ["RETURN 1", "--param", "x"],
    "no name": ["RETURN 1", "--param", "=1"],
    "bad name": ["RETURN 1", "--param", "a-b=1"],
    "no rows": ["RETURN 1", "--limit", "0"],
    "too many rows": ["RETURN 1", "--limit", str(CypherQuestion.MOST_ROWS + 1)],
    "no time": ["RETURN 1", "--timeout", "0"],
    "too much time": ["RETURN 1", "--timeout", "1e9"],
    "bad :param": [":param x => CREATE\nRETURN $x"],
    "SQLite": ["RETURN 1"],
    "not for the public": ["RETURN 1", "--audience", "public"],
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_is_one_sentence(run: Run, starter_url: str, case: str) -> None:
    status, out, err = run(*WRONG[case], "--store", starter_url)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_a_file_that_is_no_text_is_named(run: Run, starter_url: str, tmp_path: Path) -> None:
    path = tmp_path / "x.cypher"
    path.write_bytes(b"\xff\xfe")
    status, _, err = run("--file", str(path), "--store", starter_url)
    assert status == 2
    assert str(path) in err


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("-0.5", -0.5),
        ("true", True),
        ("null", None),
        ('"3"', "3"),
        ('["a", {"b": 1}]', ["a", {"b": 1}]),
        ("state/hti", "state/hti"),
        ("a=b", "a=b"),
        ("date('2022-06-22')", date(2022, 6, 22)),
        ("2022-06-22", "2022-06-22"),
        ("", ""),
        ("[" * 5_000, "[" * 5_000),
    ],
)
def test_parameters_are_json_or_text(text: str, value: Any) -> None:
    assert parameters_of([f"x={text}"], "--param") == {"x": value}


@pytest.mark.parametrize("text", ["date('2022-13-45')", "date(2022-06-22)", "date('x'"])
def test_a_day_that_is_none_is_not_taken_for_a_text(text: str) -> None:
    with pytest.raises(BadOptionError, match="--param"):
        parameters_of([f"x={text}"], "--param")


DAY, OTHER = date(2010, 1, 1), date(2026, 11, 26)
EXAMPLES = {"body": "org/oas", "as_of": date(2022, 6, 22), "partners": ["a"], "top": 3}
QUERY = "RETURN $body, $as_of, $partners, $`top`"


@pytest.mark.parametrize(
    ("given", "named", "wanted"),
    [
        ({}, False, {}),
        ({}, True, {"as_of": OTHER}),
        ({"as_of": "2010-01-01"}, True, {"as_of": DAY}),
        ({"as_of": DAY, "body": None}, False, {"as_of": DAY, "body": None}),
        ({"top": 0.5, "partners": []}, False, {"top": 0.5, "partners": []}),
    ],
)
def test_what_was_given_goes_before_the_day_and_that_before_the_example(
    given: dict[str, Any], named: bool, wanted: dict[str, Any]
) -> None:
    assert settled(QUERY, EXAMPLES, given, OTHER, day_named=named) == {**EXAMPLES, **wanted}


@pytest.mark.parametrize(
    ("query", "given", "named", "word"),
    [
        (QUERY, {"bdoy": "org/sica"}, False, "body"),
        ("RETURN 1", {"x": 1}, False, "x"),
        (QUERY, {"as_of": "2010-13-01"}, False, "2010-13-01"),
        (QUERY, {"as_of": 3}, False, "as_of"),
        (QUERY, {"partners": "org/oas"}, False, '["a"]'),
        (QUERY, {"body": ["org/oas"]}, False, "org/oas"),
    ],
)
def test_a_value_that_the_query_does_not_ask_for_is_refused(
    query: str, given: dict[str, Any], named: bool, word: str
) -> None:
    with pytest.raises(BadOptionError) as refused:
        settled(query, EXAMPLES, given, OTHER, day_named=named)
    assert word in refused.value.sentence()


def test_a_day_of_which_nothing_is_said_is_today() -> None:
    assert settled("RETURN $as_of", {}, {}, OTHER, day_named=False) == {"as_of": OTHER}


def test_the_last_of_two_parameters_counts() -> None:
    assert parameters_of(["x=1", "x=2"], "--param") == {"x": 2}


def test_lines_of_parameters_are_taken_out_and_the_rest_keeps_its_lines() -> None:
    text = "// a\n:param a => 'x'\n:param b => [1, null];\n\nRETURN $a, $b"
    query, parameters = prepared(text)
    assert parameters == {"a": "x", "b": [1, None]}
    assert query == "// a\n\n\n\nRETURN $a, $b"
    with pytest.raises(BadOptionError):
        prepared(":param a => __import__('os')\nRETURN $a")


@pytest.mark.neo4j
def test_the_service_answers_the_board(served: Callable[[Audience], TestClient]) -> None:
    response = served("board").get(
        "/v1/cypher", params={"q": NAMES, "param": 'ids=["state/hti"]', "lang": "fr"}
    )
    assert response.status_code == 200, response.text
    document = response.json()
    assert document["rows"] == [["state/hti", "Haití"]]
    assert document["lang"] == response.headers["content-language"] == "fr"
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


@pytest.mark.neo4j
@pytest.mark.parametrize("audience", ["public", "states"])
def test_the_service_answers_nobody_else(
    served: Callable[[Audience], TestClient], audience: Audience
) -> None:
    for client, query in (
        (served(audience), {"q": "RETURN 1"}),
        (served(audience), {"q": "RETURN 1", "audience": "board"}),
        (served("board"), {"q": "RETURN 1", "audience": audience}),
    ):
        response = client.get("/v1/cypher", params=query)
        assert response.status_code == 403
        assert response.json()["code"] == "audience"


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"q": "CREATE (n:Hack)"}, 403, "cypher-refused"),
        ({"q": "CALL dbms.listConfig()"}, 403, "cypher-refused"),
        ({"q": "RETRUN 1"}, 422, "cypher-mistake"),
        ({"q": "RETURN reduce(s = 'x', i IN range(1, 25) | s + s)"}, 422, "cypher-large"),
        ({"q": "UNWIND range(1, 1000000000) AS i RETURN max(i)", "timeout": "0.5"}, 422,
         "cypher-late"),
        ({"q": "RETURN 1", "limit": str(CypherQuestion.MOST_ROWS + 1)}, 422, "bad-option"),
        ({"q": "RETURN 1", "timeout": "61"}, 422, "bad-option"),
        ({"q": "RETURN 1", "timeout": "nan"}, 422, "bad-option"),
        ({"q": "RETURN 1", "param": "x"}, 422, "bad-option"),
        ({"q": "RETURN 1", "query": "x"}, 422, "unknown-parameter"),
        ({"q": ""}, 422, "bad-option"),
        ({}, 422, "missing"),
        ({"q": "RETURN 1" + " " * 8_192}, 414, "address-too-long"),
    ],
)  # fmt: skip
def test_the_service_refuses_with_a_problem(
    served: Callable[[Audience], TestClient], query: dict[str, str], status: int, code: str
) -> None:
    response = served("board").get("/v1/cypher", params=query)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.neo4j
def test_the_service_takes_no_other_method(served: Callable[[Audience], TestClient]) -> None:
    assert served("board").post("/v1/cypher", json={"q": "RETURN 1"}).status_code == 405


def test_the_service_over_a_store_without_cypher_says_so(starter_url: str, tmp_path: Path) -> None:
    with client_for(starter_url, "board", sqlite_url(tmp_path / "desk.db")) as client:
        response = client.get("/v1/cypher", params={"q": "RETURN 1"})
    assert response.status_code == 400
    assert "Neo4j" in response.json()["fix"]


@pytest.mark.neo4j
def test_a_rehearsal_takes_no_queries(url: str) -> None:
    store = open_store(url, write=True)
    try:
        with store.rehearsal() as trial, pytest.raises(StoreError, match="rehearsal"):
            trial.cypher("RETURN 1", {}, 1)
        assert store.cypher("RETURN 1 AS x", {}, 1).rows == [[1]]
    finally:
        store.close()
