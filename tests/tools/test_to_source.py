"""What is to be sourced: a page that says of each record what is missing."""

from __future__ import annotations

import pytest

from tools import to_source
from tools.to_source import PUBLISHED, TABLES, political, rows, to_source_page

PAGE = to_source_page()


@pytest.mark.parametrize("table", [table for table in TABLES if table != "memberships"])
def test_what_is_to_be_confirmed_is_on_the_page(table: str) -> None:
    for row in political(table):
        line = next((one for one in PAGE.splitlines() if f"(`{row['id']}`)" in one), "")
        assert ("**to be confirmed**" in line) == (row["basis"] not in PUBLISHED), row["id"]


def test_an_agreement_that_may_have_lapsed_is_asked_for() -> None:
    for row in rows("agreements"):
        line = next((one for one in PAGE.splitlines() if f"(`{row['id']}`)" in one), "")
        assert ("whether it is still in force" in line) == (row["status"] == "unknown"), row["id"]


def test_a_date_is_known_as_far_as_it_is_precise() -> None:
    lines = PAGE.splitlines()
    (caricom,) = [line for line in lines if "(`agreement/oas-caricom-1992`)" in line]
    (acs,) = [line for line in lines if "(`agreement/oas-acs`)" in line]
    assert "(1992-05 is known)" in caricom
    assert "the day on which it was signed or adopted;" in acs
    assert not any("1995-01-01" in line for line in lines)


def test_statuses_that_others_state_are_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of memberships: the contested, and those that somebody else says of the body."""
    given = {"member": "state/cub", "organisation": "org/oas", "basis": "published", "since": ""}
    plain = {**given, "status": "member", "role": ""}
    known = {"source/wiki": "encyclopaedia", "source/own": "own_page"}
    table = [
        {**plain, "source": "source/own"},
        {**plain, "source": "source/wiki"},
        {**plain, "source": "source/wiki;source/own"},
        {**plain, "source": "source/own", "status": "suspended"},
        {**plain, "source": "source/own", "role": "position_of_the_government"},
        {**plain, "source": "source/wiki", "basis": "uncertain"},
    ]
    monkeypatch.setattr(to_source, "rows", lambda _: table)
    monkeypatch.setattr(to_source, "kinds", lambda: known)
    assert political("memberships") == [table[1], table[3], table[4]]


def test_what_is_left_out_is_listed_with_what_is_missing() -> None:
    for row in rows("to_source"):
        assert row["what"]
        assert f"- {row['what']}: {row['missing']}." in PAGE
