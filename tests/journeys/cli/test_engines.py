"""The engine that a match is asked of, and a lens as the query that an analyst pastes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.graph_loader import starter_in
from tests.journeys.cli.conftest import Run
from tests.neo4j_server import driver_of

DEMAND = "demand/xab-bancos-de-leche"
DAY = ["--as-of", "2026-11-23"]
ASKED = [
    [DEMAND, "--top", "3", "--json"],
    [DEMAND, "--lang", "es"],
    ["offer/xae-bancos-de-leite", "--json", "--audience", "public"],
    ["state/hti", "--sector", "14030", "--json"],
    ["state/hti", "--json"],
    ["demand/none"],
]


@pytest.fixture
def server(neo4j_url: str) -> str:
    """The address of a server that holds the starter knowledge."""
    with driver_of(neo4j_url) as driver:
        starter_in(driver, neo4j_url)
    return neo4j_url


@pytest.mark.neo4j
def test_both_engines_give_the_same_document(run: Run, server: str) -> None:
    for asked in ASKED:
        here = run("match", *asked, *DAY, store=server)
        there = run("match", *asked, *DAY, "--engine", "cypher", store=server)
        assert here == there


@pytest.mark.neo4j
def test_both_engines_write_the_same_pairs(run: Run, server: str, tmp_path: Path) -> None:
    for engine in ("kernel", "cypher"):
        file = str(tmp_path / f"{engine}.csv")
        done = run("match", "--all", "-o", file, *DAY, "--engine", engine, store=server)
        assert done.status == 0, done.err
    written = [(tmp_path / f"{engine}.csv").read_bytes() for engine in ("kernel", "cypher")]
    assert written[0] == written[1]
    assert written[0].count(b"\n") > 70


@pytest.mark.neo4j
def test_what_is_pasted_runs_and_ranks_as_the_document_does(run: Run, server: str) -> None:
    from kg.matching.cypher.as_text import lens_cypher, show_parameters
    from kg.matching.lens.lens_files import LENSES
    from kg.store.opening import open_store
    from tests.conftest import TODAY

    lens = LENSES.load("offers-for-demand")
    text = lens_cypher(lens, TODAY, "board").split("\n\n", 1)[1].rstrip().rstrip(";")
    store = open_store(server)
    table = store.run(text, {**show_parameters(lens, TODAY, "board"), "queries": [DEMAND]})
    store.close()
    assert table.columns[:3] == ["query", "target", "score"]
    expected = run("match", DEMAND, "--top", "20", *DAY, "--json", store=server).json
    found = [(row[1], row[2]) for row in table.rows]
    assert found == [(result["id"], result["score"]) for result in expected["results"]]
    assert table.rows[0][5] == list(expected["excluded"].values())


def test_a_store_without_cypher_says_so(run: Run) -> None:
    for rest in ([DEMAND], ["--all", "-o", "pairs.csv"]):
        done = run("match", *rest, "--engine", "cypher")
        assert (done.status, done.out) == (2, "")
        assert "has no Cypher to compute with. Leave --engine out" in done.err


def test_an_engine_that_is_none(run: Run) -> None:
    done = run("match", DEMAND, "--engine", "abacus", "--json")
    assert done.status == 2
    assert done.problem["detail"] == "“abacus” is not a value for --engine."
    assert done.problem["fix"] == "Use one of: kernel, cypher."


@pytest.mark.parametrize(
    ("asked", "detail", "fix"),
    [
        (["match", DEMAND, "--engine", "dask"], "“dask” is not a value for --engine.", "cypher."),
        (["match", DEMAND, "--scheduler", "tcp://a:1"], "tcp://a:1", "use --all -o FILE."),
        (["match", "--all", "-o", "a.csv", "--scheduler", "x"], "“x”", "--engine dask."),
        (["evaluate", "--before", "2009-01-01", "--engine", "cypher"], "“cypher”", "kernel, dask."),
        (["partners", "--engine", "dask"], "“dask”", "--robustness"),
        (["match", DEMAND, "--all", "-o", "a.csv"], f"“{DEMAND}” is not a value for ID.", "--all"),
        (["match", "--all", "-o", "a.csv", "--why-not", "x"], "“x”", "--all"),
        (["match", "--all", "-o", "a.csv", "--sector", "x"], "“x”", "--all"),
        (["match", DEMAND, "-o", "a.csv"], "“a.csv” is not a value for -o.", "--all"),
        (["match", DEMAND, "--why-not", "x", "--engine", "cypher"], "“cypher”", "One pair"),
        (["match", DEMAND, "--why-not", "x", "--engine", "dask"], "“dask”", "One pair"),
        (["match", DEMAND, "--why-not", ""], "There is no record with the id “”.", "search"),
    ],
)
def test_what_is_said_for_another_question_is_refused(
    run: Run, asked: list[str], detail: str, fix: str
) -> None:
    done = run(*asked, "--json")
    assert (done.status, done.out) == (2, "")
    assert detail in done.problem["detail"]
    assert fix in done.problem["fix"]


@pytest.mark.parametrize(
    ("name", "version"), [("offers-for-demand", 3), ("practices-for-demand", 2), ("experience", 3)]
)
def test_a_lens_as_cypher(run: Run, name: str, version: int) -> None:
    asked = ["--cypher", "--as-of", "2026-11-23", "--audience", "public"]
    done = run("lens", "show", name, *asked, store=None)
    assert done.status == 0
    first, *_ = done.out.splitlines()
    assert first == f"// Lens {name}, version {version}"
    assert ":param as_of => date('2026-11-23');\n:param audience => [\"public\"];\n" in done.out
    assert run("lens", "show", name, *asked, "--json", store=None).json == {
        "name": name,
        "text": done.out,
    }
