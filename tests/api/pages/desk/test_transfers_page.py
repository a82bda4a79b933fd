"""Transfers of good practices on their pages: proposed, adapted, in use, with what changed."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.store.opening import open_store
from tests.api.pages.desk.office import Exchange, Person

PRACTICE = "practice/xxa-register"
PATH = "/en/desk/transfers"
PROPOSED = {
    "act": "propose", "practice": PRACTICE, "takes": "org/oas", "day": "2026-03-01",
    "next_step": "Send the manual", "next_day": "2026-04-01", "in_charge": "org/oas",
}  # fmt: skip


@pytest.fixture
def board(exchange: Exchange) -> Person:
    with closing(open_store(exchange.url, write=True)) as store:
        source = "source/xxa"
        store.apply([
            NodeStatement(source, source, {"title": {"en": "A source"}}),
            NodeStatement(PRACTICE, source, {"title": {"en": "A shared register"},
                                             "nature": "declared"}),
            RelationStatement(RelationKey("DECLARES", "org/segib", PRACTICE), source),
        ])  # fmt: skip
    exchange.invite("board@example.org", "board")
    return exchange.signed_in("board@example.org")


def step(person: Person, path: str, act: str, **fields: str) -> Any:
    page = person.get(f"{path}?step={act}")
    return person.send(page, path, act=act, **fields)


def test_a_practice_is_taken_over_and_what_it_changed_is_kept(board: Person) -> None:
    page = board.get(PATH)
    assert "A shared register" in page
    answer = board.send(page, PATH, **PROPOSED)
    assert answer.status_code == 200
    path = answer.url.path
    step(board, path, "agree", day="2026-04-02", document="Minutes 4")
    step(board, path, "adapt", day="2026-05-01", changed="Sectors go by both lists")
    step(board, path, "adapt", day="2026-06-01", changed="Offers go by goals too")
    found = step(board, path, "use", day="2026-07-01", document="AICD/doc. 3/26")
    assert found.status_code == 200
    shown = board.get(path)
    assert "Sectors go by both lists" in shown
    assert "What changed: Offers go by goals too" in shown
    document = board.client.get("/v1/desk/approaches").json()
    (one,) = document["transfers"]
    assert (one["from"], one["to"], one["state"]) == ("org/segib", "org/oas", "in use")
    assert [s["act"] for s in one["steps"]] == ["propose", "agree", "adapt", "adapt", "use"]


def test_it_needs_a_practice_of_another_body(board: Person) -> None:
    for more in ({"practice": "practice/none"}, {"takes": "org/segib"}, {"takes": "state/arg"}):
        answer = board.send(board.get(PATH), PATH, **{**PROPOSED, **more})
        assert answer.status_code == 422, more
        assert "Choose a good practice of another body" in answer.text
    answer = board.send(board.get(PATH), PATH, **{**PROPOSED, "next_day": ""})
    assert answer.status_code == 422
    assert "Send the manual" in answer.text


def test_what_changed_is_needed_to_say_that_it_was_adapted(board: Person) -> None:
    path = board.send(board.get(PATH), PATH, **PROPOSED).url.path
    step(board, path, "agree", day="2026-04-02")
    answer = step(board, path, "adapt", day="2026-05-01")
    assert answer.status_code == 422


def test_the_same_is_not_proposed_twice(board: Person) -> None:
    board.send(board.get(PATH), PATH, **PROPOSED)
    assert board.send(board.get(PATH), PATH, **PROPOSED).status_code == 409
