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


@pytest.fixture
def memberships(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Five memberships instead of those on record; a wiki and the body’s own page are sources."""
    given = {"member": "state/cub", "organisation": "org/oas", "basis": "published", "since": ""}
    plain = {**given, "status": "member", "role": ""}
    table = [
        {**plain, "source": "source/own", "since": "1948-04-30"},
        {**plain, "source": "source/wiki"},
        {**plain, "source": "source/own", "status": "suspended"},
        {**plain, "source": "source/own", "role": "position_of_the_government"},
        {**plain, "source": "source/wiki", "basis": "uncertain"},
    ]
    known = {"source/wiki": "encyclopaedia", "source/own": "own_page"}
    monkeypatch.setattr(to_source, "rows", lambda _: table)
    monkeypatch.setattr(to_source, "kinds", lambda: known)
    return table


def test_statuses_that_are_contested_are_political(memberships: list[dict[str, str]]) -> None:
    assert political("memberships") == memberships[2:4]


def test_other_memberships_are_counted_by_what_they_rest_on(
    memberships: list[dict[str, str]],
) -> None:
    assert len(memberships) == 5
    assert list(to_source._memberships())[-2] == "| `org/oas` | 5 | 1 | 1 | 4 |"


def test_what_is_left_out_is_listed_with_what_is_missing() -> None:
    for row in rows("to_source"):
        assert row["what"]
        assert f"- {row['what']}: {row['missing']}." in PAGE
