"""From whom on a record is seen, where others were merged into it."""

from __future__ import annotations

import pytest

from kg.base.audience import AUDIENCES, Audience
from kg.exchange.board_marks import BOARD
from kg.graph.edition import node_of
from kg.model.audiences import node_level, seen
from kg.model.changes import NodeStatement, Override
from kg.model.records import NodeRow, Statement
from kg.store.codec import node_columns, stored_statement

OLD, NOW = "old", "now"


def statements(
    prefix: str, *claims: tuple[str, Audience | None]
) -> tuple[str, tuple[Statement, ...]]:
    id_ = f"{prefix}/{NOW}"
    told = [
        Statement(f"source/{n}", f"{prefix}/{name}", {}, visibility=claim)
        for n, (name, claim) in enumerate(claims)
    ]
    return id_, tuple(told)


@pytest.mark.parametrize(
    ("prefix", "claims", "seen_from"),
    [
        ("org", [(NOW, None)], "public"),
        ("org", [(NOW, "board"), (OLD, "states")], "board"),
        ("org", [(NOW, "states"), (OLD, None)], "states"),
        ("org", [(NOW, "board"), (NOW, "states"), (OLD, None)], "states"),
        ("org", [(OLD, None)], "board"),
        ("offer", [(NOW, "public"), (OLD, "states")], "states"),
        ("offer", [(NOW, None), (OLD, "public")], "public"),
        ("offer", [(OLD, "public")], "board"),
        ("source", [(OLD, "states")], "states"),
    ],
)
def test_a_node_is_seen_by_who_reads_something_said_of_the_id_it_goes_by(
    prefix: str, claims: list[tuple[str, Audience | None]], seen_from: Audience
) -> None:
    id_, told = statements(prefix, *claims)
    assert node_level(id_, told) == seen_from


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_was_merged_neither_shows_a_record_nor_opens_it(audience: Audience) -> None:
    told: list[tuple[str, str, Audience]] = [
        ("source/a", NOW, "board"),
        ("source/b", OLD, "states"),
    ]
    stored_statements = {
        (source, f"org/{name}"): stored_statement(
            NodeStatement(f"org/{name}", source, {}, visibility=claim)
        )
        for source, name, claim in told
    }
    body, kept = node_columns("org/now", stored_statements)
    node = node_of(NodeRow("org/now", str(body), str(kept)), audience)
    assert (node.body if node else None) == (
        '{"visibility":"board"}' if audience == "board" else None
    )


def alone(said: Statement) -> NodeRow:
    """Return the row of a node of which nothing else is said."""
    change = NodeStatement(said.subject, said.source, said.props, said.where)
    body, kept = node_columns(said.subject, {(said.source, said.subject): stored_statement(change)})
    return NodeRow(said.subject, str(body), str(kept))


@pytest.mark.parametrize(
    ("status", "seen_from"),
    [("planned", "board"), ("implementation", "board"), ("done", "public"), (None, "public")],
)
def test_how_far_a_milestone_is_was_said_without_a_claim_and_is_the_boards(
    status: str | None, seen_from: Audience
) -> None:
    props = {} if status is None else {"status": status}
    said = [
        Statement("source/plan", "milestone/x", {"name": {"en": "X"}}),
        Statement(BOARD, "milestone/x", props, "CD 7"),
    ]
    for audience in AUDIENCES:
        is_read = AUDIENCES.index(audience) >= AUDIENCES.index(seen_from)
        assert seen("Milestone", said, audience) == tuple(said if is_read else said[:1])
        assert (node_of(alone(said[1]), audience) is not None) == is_read
    released = said[1]._replace(override=Override("public", "2026-11-29", "Agreed."))
    assert seen("Milestone", [released], "public") == (released,)
    other = said[1]._replace(source="source/plan")
    assert seen("Milestone", [other], "public") == (other,)
