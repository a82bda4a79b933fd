"""Each ready query answers on the starter knowledge what stands beside it, and keeps the rules.

The rules are tested by changing the graph inside a transaction that is rolled back: what is for the
board reaches no one else, and what is declared is never shown with what is an example.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest
from neo4j import Driver, Session, Transaction

from kg.analysts.parameter_values import value_of
from kg.base.audience import AUDIENCES
from kg.browse.status import status
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from kg.model.registry import NODES
from kg.partners.coverage import coverage
from tests.conftest import ROOT
from tests.graph_loader import Run
from tools.ready_queries import Ready, read, ready_queries

FOLDER: Final = ROOT / "docs" / "queries"
EXPECTED: Final = FOLDER / "expected"
QUERIES: Final = ready_queries(FOLDER)
BY_NAME: Final = {query.name: query for query in QUERIES}
READERS: Final = {"board", "authorities", "analysts", "secretariat", "public"}
UNDATED: Final = {
    "board-right-door-of-a-body",
    "secretariat-records-by-source",
    "secretariat-texts-missing-a-language",
}
"""What is asked of everything that is known, whenever it held."""
each = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
by_nature = pytest.mark.parametrize(
    "query", [q for q in QUERIES if "nature" in q.parameters], ids=lambda query: query.name
)

_ALL_FOR_THE_BOARD: Final = "MATCH (n:{labels}) SET n.visibility = 'board'"
_EVERY_OTHER_DECLARED: Final = """
MATCH (n:Offer|Demand|Practice) WITH n ORDER BY n.id WITH collect(n) AS records
UNWIND range(0, size(records) - 1, 2) AS i
WITH records[i] AS n SET n.nature = 'declared' RETURN collect(n.id) AS ids"""


def test_there_are_queries_for_each_reader() -> None:
    assert len(QUERIES) >= 24
    assert {reader for query in QUERIES for reader in query.readers} == READERS


@each
def test_each_is_in_the_form(query: Ready) -> None:
    assert set(query.readers) <= READERS
    assert query.answers.endswith(".")
    assert not query.title.endswith(".")
    assert all(f"${name}" in query.text for name in query.parameters), "a value nobody uses"
    dated = isinstance(query.parameters.get("as_of"), date) or "until" in query.parameters
    assert dated or query.name in UNDATED, "asked as of no date"
    assert query.parameters["audience"] == list(AUDIENCES)
    assert all(len(line) <= 100 for line in query.text.splitlines()) or "strengths" in query.text


@each
def test_each_has_an_answer_beside_it(query: Ready) -> None:
    document = json.loads((EXPECTED / f"{query.name}.json").read_text("utf-8"))
    assert document["rows"], "an answer that shows nothing proves nothing"
    assert all(len(row) == len(document["columns"]) for row in document["rows"])


def test_no_answer_is_left_over() -> None:
    assert {path.stem for path in EXPECTED.glob("*.json")} == set(BY_NAME)


@pytest.mark.parametrize("text", ["MATCH (n) RETURN n\n", "// Title\n\nMATCH (n) RETURN n\n"])
def test_what_is_not_in_the_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="name"):
        read("name", text)


@pytest.mark.parametrize("value", ["1 + 1", "datetime()", "{1: 2}", "['a'"])
def test_only_plain_values_are_parameters(value: str) -> None:
    lines = ["// T", "// For: board", "// Answers: A.", "// Parameters:", "//   x: y"]
    with pytest.raises(ValueError, match=r".+"):
        read("name", "\n".join([*lines, f":param x => {value}", "", "RETURN $x;", ""]))


@pytest.mark.neo4j
@each
def test_each_answers_what_stands_beside_it(
    ask: Run, query: Ready, request: pytest.FixtureRequest
) -> None:
    table = ask(query.text, query.parameters)
    path = EXPECTED / f"{query.name}.json"
    if request.config.getoption("--golden-update"):
        path.write_text(_document(table.columns, table.rows), "utf-8")
    assert _document(table.columns, table.rows) == path.read_text("utf-8")


def _document(columns: list[str], rows: list[list[Any]]) -> str:
    """Return an answer as JSON, a row a line, so that a change can be read."""
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    heads = json.dumps(columns, ensure_ascii=False)
    return f'{{\n "columns": {heads},\n "rows": [\n{lines}\n ]\n}}\n'


@pytest.fixture
def change(ask: Run, driver: Driver) -> Iterator[Transaction]:
    """A transaction on the starter knowledge whose changes are thrown away."""
    session: Session = driver.session(notifications_min_severity="OFF")
    with session, session.begin_transaction() as transaction:
        yield transaction
        transaction.rollback()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


@pytest.mark.neo4j
@each
def test_what_is_for_the_board_reaches_no_one_else(change: Transaction, query: Ready) -> None:
    change.run(_ALL_FOR_THE_BOARD.format(labels="|".join(NODES))).consume()
    parameters = {**query.parameters, "audience": ["public"]}
    rows = [list(record) for record in change.run(query.text, parameters)]
    asked = set(_texts(list(query.parameters.values())))
    known = change.run("MATCH (n) UNWIND [n.id, n.name, n.title] AS text RETURN DISTINCT text")
    assert (set(_texts(rows)) & set(known.value())) - asked == set()


@pytest.mark.neo4j
@by_nature
@pytest.mark.parametrize("nature", ["declared", "example"])
def test_declared_and_example_are_never_shown_together(
    change: Transaction, query: Ready, nature: str
) -> None:
    (declared,) = change.run(_EVERY_OTHER_DECLARED).single(strict=True).values()
    rows = [list(r) for r in change.run(query.text, {**query.parameters, "nature": nature})]
    shown = _records(rows)
    assert shown <= set(declared) if nature == "declared" else shown.isdisjoint(declared)


@pytest.mark.neo4j
def test_a_declared_demand_is_served_by_declared_offers_alone(change: Transaction) -> None:
    query = BY_NAME["authority-languages-in-which-a-need-can-be-served"]
    ids = ["demand/xaf-dengue-vigilancia", "offer/xad-brigades-de-quartier"]
    change.run("MATCH (n) WHERE n.id IN $ids SET n.nature = 'declared'", ids=ids).consume()
    rows = [list(record) for record in change.run(query.text, query.parameters)]
    assert _records(rows) == {"offer/xad-brigades-de-quartier"}


def _records(rows: list[Any]) -> set[str]:
    return {t for t in _texts(rows) if t.startswith(("offer/", "demand/", "practice/"))}


@pytest.mark.neo4j
@each
def test_each_only_reads(ask: Run, driver: Driver, query: Ready) -> None:
    with driver.session(notifications_min_severity="OFF") as session:
        summary = session.run(f"EXPLAIN {query.text}", query.parameters).consume()
    assert summary.query_type == "r"


@pytest.mark.neo4j
def test_the_example_of_the_page_runs(ask: Run) -> None:
    page = (ROOT / "docs" / "graph.md").read_text("utf-8")
    (block,) = re.findall(r"```cypher\n(.*?)```", page, re.DOTALL)
    values, text = block.split("\n\n", 1)
    given = dict(re.findall(r":param (\w+) => (.*)", values))
    table = ask(text, {name: value_of(value) for name, value in given.items()})
    assert (len(table.rows), table.rows[0][0]) == (19, "state/arg")


def test_the_page_names_every_label_with_its_caption() -> None:
    page = (ROOT / "docs" / "graph.md").read_text("utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| `")]
    shown = {label: row[3] for row in rows for label in re.findall(r"`(\w+)`", row[1])}
    assert shown == {label: f" `{cls.label_field}` " for label, cls in NODES.items()}


@pytest.mark.neo4j
@pytest.mark.parametrize("name", ["board-coverage-of-partners", "board-coverage-within-the-oas"])
def test_coverage_is_that_of_the_program(ask: Run, starter_snapshot: Snapshot, name: str) -> None:
    query = BY_NAME[name]
    for day in (date(2026, 11, 25), date(2022, 6, 22)):
        for within in (None, "org/oas"):
            asked = {**query.parameters, "as_of": day, "within": within}
            rows = ask(query.text, asked).rows
            ours = coverage(View(starter_snapshot, day), asked["partners"], "en", within=within)
            assert [row[3:7] for row in rows] == [
                [step.adds, step.reached, ours.total, step.new] for step in ours.steps
            ]
            assert rows[-1][7] == ours.unreached


@pytest.mark.neo4j
def test_missing_authorities_are_those_of_status(ask: Run, starter_view: View) -> None:
    query = BY_NAME["authority-national-authorities-missing"]
    shown = [row[0] for row in ask(query.text, query.parameters).rows]
    states = status(starter_view, "en").states
    assert shown == sorted(state.id for state in states if state.authority is None)


@pytest.mark.neo4j
def test_demands_known_to_be_unmet_are_among_those_nobody_meets(ask: Run) -> None:
    query = BY_NAME["authority-demands-nobody-meets-yet"]
    shown = {row[1] for row in ask(query.text, query.parameters).rows}
    with (ROOT / "data" / "examples" / "unmet.csv").open(encoding="utf-8") as file:
        known = {row["demand"] for row in csv.DictReader(file)}
    assert known <= shown
