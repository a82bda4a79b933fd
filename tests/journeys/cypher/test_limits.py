"""What a query may cost: rows, bytes, time, memory of the server; and how mistakes are told."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import pytest
from neo4j import Driver, GraphDatabase, Transaction
from neo4j.exceptions import ServiceUnavailable

from kg.base.i18n import LANGUAGES
from kg.store.neo4j import analyst_query as asking
from kg.store.neo4j.address import address_of
from kg.store.neo4j.analyst_query import QueryLargeError, QueryLateError, QueryMistakeError
from kg.store.protocol import Table
from tests.journeys.cypher.asking import asked as ask

pytestmark = [pytest.mark.neo4j, pytest.mark.usefixtures("fresh_neo4j")]


def asked(driver: Driver, text: str, limit: int = 10, seconds: float = 30, **facts: Any) -> Table:
    return ask(driver, text, facts, limit, seconds)


def still_answers(driver: Driver) -> None:
    assert asked(driver, "RETURN 1 AS x").rows == [[1]]


@pytest.mark.parametrize(
    ("there", "limit", "truncated"),
    [(9, 10, False), (10, 10, False), (11, 10, True), (0, 1, False), (2, 1, True)],
)
def test_rows_stop_at_the_limit_and_say_so(
    driver: Driver, there: int, limit: int, truncated: bool
) -> None:
    table = asked(driver, "UNWIND range(1, $n) AS i RETURN i", limit, n=there)
    assert [row[0] for row in table.rows] == list(range(1, min(there, limit) + 1))
    assert table.truncated is truncated
    assert table.columns == ["i"]


def test_rows_without_end_are_not_waited_for(driver: Driver) -> None:
    table = asked(driver, "UNWIND range(1, 1000000000) AS i RETURN i", 3)
    assert table.rows == [[1], [2], [3]]
    assert table.truncated
    still_answers(driver)


LARGE: Final = {
    "one text": "RETURN reduce(s = 'x', i IN range(1, 25) | s + s) AS x",
    "many rows": "UNWIND range(1, 999) AS i RETURN reduce(s = 'x', j IN range(1, 16) | s + s) AS x",
    "a list": "RETURN [i IN range(1, 40) | reduce(s = 'x', j IN range(1, 20) | s + s)] AS x",
    "too much for the server": "RETURN reduce(s = 'xxxxxxxx', i IN range(1, 40) | s + s) AS x",
    "lists in lists": "RETURN reduce(a = [], i IN range(1, 3000) | [a]) AS x",
    "lists in lists, a few": "RETURN reduce(a = [], i IN range(1, 101) | [a]) AS x",
    "many empty lists": "RETURN [i IN range(1, 15000000) | []] AS x",
}


@pytest.mark.parametrize("case", LARGE)
def test_what_is_too_large_is_not_taken_in(driver: Driver, case: str) -> None:
    with pytest.raises(QueryLargeError) as caught:
        asked(driver, LARGE[case], 1_000)
    assert caught.value.exit_code == 2
    still_answers(driver)


def test_an_answer_that_is_asked_for_again_may_be_as_large_each_time(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def four_times(_: Transaction, run: Callable[[], Table]) -> Table:
        return [run() for _ in range(4)][-1]

    monkeypatch.setattr(asking, "of_one_revision", four_times)
    large = "RETURN reduce(s = 'abcdef', i IN range(1, 18) | s + s) AS x"
    ((text,),) = asked(driver, large).rows
    assert 4 * len(text) > asking.MAX_BYTES


LATE: Final = {
    "computing": "UNWIND range(1, 1000000000) AS x UNWIND range(1, 100000000) AS y RETURN count(*)",
    "collecting": "UNWIND range(1, 1000000000) AS x UNWIND range(1, 9) AS y RETURN max(x % 7 + y)",
    "planning": "MATCH (a0)" + "".join(f"--(a{i})" for i in range(1, 60)) + " RETURN *",
}


def test_a_text_nested_too_deep_comes_to_an_end(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server's parser may run out of stack and never answer: it depends on the machine."""
    monkeypatch.setattr(asking, "GRACE", 3.0)
    with suppress(QueryLateError, QueryMistakeError):
        assert asked(driver, "RETURN " + "NOT " * 1_000 + "true", 1, 1).rows == [[True]]
    still_answers(driver)


@pytest.mark.parametrize("case", LATE)
def test_what_takes_too_long_is_ended(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.setattr(asking, "GRACE", 3.0)
    with pytest.raises(QueryLateError, match="1 seconds"):
        asked(driver, LATE[case], 1, 1)
    still_answers(driver)


def test_nothing_goes_on_in_the_server_afterwards(driver: Driver) -> None:
    with pytest.raises(QueryLateError):
        asked(driver, LATE["computing"], 1, 1)
    listing = (
        "SHOW TRANSACTIONS YIELD currentQuery AS q WHERE q STARTS WITH 'UNWIND' RETURN count(*)"
    )
    with driver.session() as session:
        for _ in range(100):
            if session.run(listing).single(strict=True).value() == 0:
                return
            time.sleep(0.1)
    pytest.fail("the query is still running")


MISTAKES: Final = {
    "RETURN 1 +": (1, 11),
    "RETRUN 1": (1, 1),
    "MATCH (n)\nRETURN\n  m": (3, 3),
    "RETURN foo(1)": (1, 8),
    "CALL db.nothing()": None,
    "RETURN $x": None,
    "RETURN 1 / 0": None,
    "RETURN date('never')": None,
    "UNWIND [1, 'a'] AS x RETURN x.id": None,
    "RETURN toInteger({})": (1, 18),
    "RETURN substring('abc', -1)": None,
    "RETURN date({year: 'x'})": None,
    "RETURN date('-0500-01-01')": None,
    "RETURN [date('+10000-01-01')]": None,
    "RETURN {at: datetime({year: 2020, timezone: 'SystemV/AST4'})}": None,
    "RETURN '\ud800'": None,
    "CALL db.index.fulltext.queryNodes('none', 'x')": None,
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_with_its_place(driver: Driver, text: str) -> None:
    with pytest.raises(QueryMistakeError) as caught:
        asked(driver, text)
    assert caught.value.place == MISTAKES[text]
    sentence = caught.value.sentence()
    assert "EXPLAIN" not in sentence
    assert "\n" not in sentence
    assert len(sentence) < 500


def test_a_value_that_was_not_given_is_asked_for(driver: Driver) -> None:
    with pytest.raises(QueryMistakeError) as caught:
        asked(driver, "RETURN $body, $day")
    assert caught.value.sentence().endswith("for body, day. Give it: --param body=….")


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("MATCH (s:Stat) RETURN s", ["No record has the label “Stat”."]),
        ("MATCH ()-[r:FUNDZ]->() RETURN r.id", ["No relation is of the type “FUNDZ”."]),
        ("MATCH (s) WHERE s.nmae = s.nmae RETURN 1", ["No record has the property “nmae”."]),
        ("MATCH (s) RETURN s.id", []),
        ("MATCH (a), (b) RETURN a.id LIMIT 1", []),
    ],
)
def test_names_that_no_record_has_are_told(driver: Driver, text: str, hints: list[str]) -> None:
    assert [hint.text("en") for hint in asked(driver, text).hints] == hints


@pytest.mark.parametrize("name", ["a." * 24_000, "`" * 20_000, "a" * 49_000, "``." * 8_000])
def test_a_long_name_holds_nobody_up(driver: Driver, name: str) -> None:
    assert asked(driver, f"RETURN 1 AS `x{name}`").rows == [[1]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_place_is_told_in_every_language(driver: Driver, lang: str) -> None:
    with pytest.raises(QueryMistakeError) as caught:
        asked(driver, "MATCH (n)\nRETURN\n  m")
    assert "3" in caught.value.fix.text(lang)


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, "\ud800", {"a": "\udfff"}])
def test_a_value_that_cannot_be_sent_is_a_mistake(driver: Driver, value: Any) -> None:
    with pytest.raises(QueryMistakeError):
        asked(driver, "RETURN $x", x=value)
    still_answers(driver)


@pytest.mark.parametrize("count", [1, 100, 2_000])
def test_long_texts_are_answered_or_ended(driver: Driver, count: int) -> None:
    text = "RETURN " + " + ".join(["1"] * count) + " AS x"
    assert asked(driver, text).rows == [[count]]


def test_many_parameters_and_columns(driver: Driver) -> None:
    facts = {f"p{i}": i for i in range(200)}
    table = asked(driver, "RETURN " + ", ".join(f"${name}" for name in facts), **facts)
    assert table.rows == [list(range(200))]


def test_a_server_that_is_away_is_no_mistake_of_the_query(neo4j_url: str) -> None:
    address = address_of(neo4j_url)
    with (
        GraphDatabase.driver("bolt://127.0.0.1:9", auth=(address.user, address.password)) as away,
        pytest.raises(ServiceUnavailable),
    ):
        asked(away, "RETURN 1")
