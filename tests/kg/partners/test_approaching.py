"""How far an approach is, beside the verdict: for the board, and named by rules that ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.model.documents import Partner
from kg.partners.guideline.guideline import Condition, Guideline, Rule
from kg.partners.guideline_files import GUIDELINES
from kg.partners.rank import partners
from kg.store.opening import open_store
from tests.conftest import TODAY

APPROACH = GUIDELINES.load("approach-2022")
PARTNER = "org/segib"
REASON = "It has other priorities this year"


@pytest.fixture
def view(starter_copy: str) -> Iterator[View]:
    with closing(open_store(starter_copy, write=True)) as store:
        board = "source/desk/board"
        said: dict[str, Any] = {"status": "closed", "since": "2026-01-15", "note": {"en": REASON}}
        store.apply([
            NodeStatement(board, board, {"title": {"en": "The board"}}),
            RelationStatement(
                RelationKey("APPROACHES", "org/oas", PARTNER), board, said, visibility="board"
            ),
        ])  # fmt: skip
        yield View(snapshot_of(store, "board"), TODAY)


def judged(view: View, guideline: Guideline = APPROACH) -> Partner:
    return next(one for one in partners(view, guideline, "en", 500).results if one.id == PARTNER)


def test_it_is_told_and_alters_no_verdict(view: View, starter_view: View) -> None:
    one = judged(view)
    assert one.approach is not None
    assert (one.approach.status, one.approach.since) == ("closed", "2026-01-15")
    assert (one.approach.label, one.approach.note) == ("closed", REASON)
    before = judged(starter_view)
    assert before.approach is None
    assert one.model_copy(update={"approach": None}) == before


def test_a_guideline_may_let_it_count(view: View, starter_view: View) -> None:
    rule = Rule(
        id="closed", when=Condition(approach=["closed"]), verdict="not_now",
        basis=APPROACH.otherwise.basis, text="The approach was closed.",
    )  # fmt: skip
    stricter = APPROACH.model_copy(update={"rules": [*APPROACH.rules, rule]})
    assert judged(view, stricter).verdict == "not_now"
    assert judged(starter_view, stricter).verdict == judged(starter_view).verdict


def test_before_its_day_nothing_is_known_of_it(view: View) -> None:
    earlier = View(view.snapshot, TODAY.replace(year=2025))
    assert judged(earlier).approach is None
