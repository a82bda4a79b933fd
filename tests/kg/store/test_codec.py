"""Columns come back as they were stated, also where what was made of them is remembered."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model.changes import RelationKey, RelationStatement
from kg.model.claims import canonical
from kg.store import codec

KEY = RelationKey("FUNDS", "org/a", "activity/b")
LONG = "x" * 300


def both_ways(props: dict[str, Any]) -> tuple[codec.Columns, codec.StoredStatements]:
    said = codec.stored_statement(RelationStatement(KEY, "source/test", props))
    columns = codec.relation_columns(KEY, {("source/test", codec.subject_of(KEY)): said})
    return columns, codec.relation_statements(KEY, columns)


@pytest.mark.parametrize(
    "props",
    [
        {},
        {"since": "2020-01-01"},
        {"since": LONG},
        {"note": "since"},
        {"note": '"since"'},
        {"percentage": 1},
        {"percentage": 1.0},
        {"percentage": 0.0},
        {"percentage": -0.0},
        {"percentage": 1.0, "since": "2020"},
        {"percentage": 1, "since": "2020"},
        {"since": "2020", "percentage": 1.0},
        {"percentage": True},
        {"since": 1},
        {"since": True},
        {"since": None},
        {"status": "active", "since": "2020", "until": "2021", "note": {"en": LONG}},
        {"note": LONG, "since": 2020},
    ],
    ids=repr,
)
def test_what_is_said_of_a_relation_comes_back_to_the_letter(props: dict[str, Any]) -> None:
    # Twice: the second time it may be remembered, of what is equal but not the same too.
    for _ in range(2):
        _, again = both_ways(props)
        assert [said.props for said in again.values()] == [canonical(props)]


def test_a_day_has_a_column_of_its_own_and_what_is_no_text_has_not() -> None:
    assert both_ways({"since": "2020-01-01"})[0][:4] == (None, "2020-01-01", None, "{}")
    columns, _ = both_ways({"since": 2020})
    assert columns[1] == "2020"
    assert not (columns[-1] or "").startswith(codec.LONE)
