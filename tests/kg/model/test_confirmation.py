"""What is to be confirmed: by type, by status, by what each source has read."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model.confirmation import POLITICAL, is_political, node_to_confirm, relation_to_confirm
from kg.model.fields import Basis
from kg.model.records import Statement

KNOWN: Basis = "common_knowledge"


def said(source: str, basis: Basis = "published", **props: Any) -> Statement:
    return Statement(f"source/{source}", "agreement/a", props, basis=basis)


def test_what_binds_states_or_speaks_in_their_name_is_political() -> None:
    assert {
        "Agreement", "Priority", "Initiative", "Milestone", "Objective", "Action", "Indicator",
        "PARTY_TO", "CONCERNS", "FAVOURS", "MEMBER_OF",
    } == POLITICAL  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "status", "expected"),
    [
        ("MEMBER_OF", None, False),
        ("MEMBER_OF", "member", False),
        ("MEMBER_OF", "associate", False),
        ("MEMBER_OF", "observer", False),
        ("MEMBER_OF", "suspended", True),
        ("MEMBER_OF", "not_participating", True),
        ("MEMBER_OF", "former", True),
        ("MEMBER_OF", "disputed", True),
        ("MEMBER_OF", "a word of somebody's own", True),
        ("PARTY_TO", None, True),
        ("PARTY_TO", "party", True),
        ("SUCCEEDS", None, False),
        ("Organisation", None, False),
        ("Milestone", None, True),
    ],
)
def test_a_status_may_be_political_where_membership_is_not(
    type_: str, status: str | None, expected: bool
) -> None:
    assert is_political(type_, status) is expected


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([], False),
        ([said("a")], False),
        ([said("a", KNOWN)], True),
        ([said("a", "uncertain")], True),
        ([said("a", KNOWN, title={"en": "A"}), said("b")], False),
        ([said("a", KNOWN, status="expired"), said("b", title={"en": "A"})], True),
        ([said("a", KNOWN, status="expired"), said("b", status="in_force")], False),
        ([said("a", KNOWN, standing="adopted"), said("b")], True),
        ([said("a", "uncertain", signed="1995-01-01"), said("b")], False),
    ],
)
def test_a_record_waits_for_a_publication_and_so_does_its_status(
    statements: list[Statement], expected: bool
) -> None:
    assert node_to_confirm("Agreement", statements) is expected
    assert not node_to_confirm("Organisation", statements)


@pytest.mark.parametrize(
    ("status", "statements", "expected"),
    [
        ("suspended", [said("a", KNOWN, status="suspended")], True),
        ("suspended", [said("a", status="suspended")], False),
        ("suspended", [said("a", KNOWN, status="suspended"), said("b")], True),
        ("member", [said("a", KNOWN, status="member")], False),
        ("disputed", [said("a", KNOWN, status="disputed")], True),
        ("disputed", [said("a", KNOWN, status="disputed"), said("b", status="former")], True),
        (
            "disputed",
            [
                said("a", KNOWN, status="disputed"),
                said("b", status="former"),
                said("c", status="member"),
            ],
            False,
        ),
    ],
)
def test_a_status_waits_for_a_publication_that_states_it(
    status: str, statements: list[Statement], expected: bool
) -> None:
    assert relation_to_confirm("MEMBER_OF", status, statements) is expected
