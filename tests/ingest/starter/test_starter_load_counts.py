"""The counts that the plan rests on, straight from the table: plain code, none of ours."""

from __future__ import annotations

import csv

import pytest

from tests.conftest import ROOT


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


STATES = {row["id"] for row in rows("states")}


def with_status(organisation: str, status: str, day: str) -> set[str]:
    return {
        row["member"]
        for row in rows("memberships")
        if row["organisation"] == organisation
        and row["status"] == status
        and (row["since"] or "0000") <= day < (row["until"] or "9999")
    }


def full_members(organisation: str, day: str) -> set[str]:
    disputed = with_status(organisation, "disputed", day)
    return (with_status(organisation, "member", day) - disputed) & STATES


def reached(base: set[str], day: str) -> list[int]:
    """What each of the three adds to the ones before it, within ``base``."""
    seen: set[str] = set()
    added = []
    for organisation in ("org/segib", "org/mercosur", "org/caricom"):
        new = (full_members(organisation, day) & base) - seen
        seen |= new
        added.append(len(new))
    return added


def test_there_are_35_states() -> None:
    assert len(STATES) == 35


@pytest.mark.parametrize("day", ["2022-06-22", "2026-11-23"])
def test_of_35_states_segib_reaches_19_mercosur_adds_none_caricom_14(day: str) -> None:
    assert reached(STATES, day) == [19, 0, 14]


@pytest.mark.parametrize(
    ("day", "members", "added"),
    [("2026-11-23", 32, [16, 0, 14]), ("2022-06-22", 33, [17, 0, 14])],
)
def test_counted_among_full_members_of_the_oas(day: str, members: int, added: list[int]) -> None:
    base = full_members("org/oas", day)
    assert (len(base), reached(base, day)) == (members, added)


def test_nicaragua_leaves_on_the_day() -> None:
    assert "state/nic" in full_members("org/oas", "2023-11-18")
    assert "state/nic" not in full_members("org/oas", "2023-11-19")
