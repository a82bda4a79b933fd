"""Sums of money: each says what it is, none stands in for another."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.findings import Outcome

from .conftest import Read, activity, codes, links, node

ID = "activity/XX-1"


def flow(kind: str, value: str, currency: str = "USD", provider: str = "") -> str:
    return (
        f'<transaction><transaction-type code="{kind}"/><value currency="{currency}">{value}'
        f"</value>{provider}</transaction>"
    )


def budget(value: str, year: int = 2020, kind: str = "1", end: str = "-12-31") -> str:
    return (
        f'<budget type="{kind}"><period-start iso-date="{year}-01-01"/>'
        f'<period-end iso-date="{year}{end}"/><value currency="USD">{value}</value></budget>'
    )


def money(read: Read, parts: str) -> dict[str, Any]:
    (item,) = read(activity(parts))
    props = node(item, ID).props
    return {name: props[name] for name in ("budget", "committed", "disbursed") if name in props}


@pytest.mark.parametrize(
    ("parts", "sums"),
    [
        (budget("0") + flow("2", "5"), {"budget": {"USD": 0.0}, "committed": {"USD": 5.0}}),
        (flow("2", "5") + flow("C", "1", "EUR"), {"committed": {"EUR": 1.0, "USD": 5.0}}),
        (flow("3", "1") + flow("4", "2") + flow("D", "3") + flow(" e ", "4"),
         {"disbursed": {"USD": 10.0}}),
        (flow("1", "5") + flow("6", "5") + flow("11", "5"), {}),
        (budget("7"), {"budget": {"USD": 7.0}}),
        (flow("2", "5") + flow("2", "-2"), {"committed": {"USD": 3.0}}),
        ("<budget/><transaction/>", {}),
    ],
)  # fmt: skip
def test_sums_are_what_the_file_calls_them(read: Read, parts: str, sums: dict[str, Any]) -> None:
    assert money(read, parts) == sums


@pytest.mark.parametrize(
    ("parts", "total", "found"),
    [
        ([budget("10"), budget("15", kind="2")], 15.0, ["replaced-budget"]),
        ([budget("15", kind="2"), budget("10")], 15.0, ["replaced-budget"]),
        ([budget("10"), budget("15")], 15.0, ["replaced-budget"]),
        ([budget("10"), budget("15", kind="2"), budget("1", 2021), budget("2", 2021, "2")], 17.0,
         ["replaced-budget"]),
        ([budget("10"), budget("10", kind="2")], 10.0, []),
        ([budget("10"), budget("10", end="-12-31T00:00:00Z")], 10.0, []),
        ([budget("10"), budget("10", 2021)], 20.0, []),
    ],
)  # fmt: skip
def test_what_replaces_a_budget_is_found(
    read: Read, parts: list[str], total: float, found: list[str]
) -> None:
    (item,) = read(activity('<participating-org ref="XM-DAC-47079" role="1"/>' + "".join(parts)))
    assert node(item, ID).props["budget"] == {"USD": total}
    assert codes(item) == found
    assert item.outcome is (Outcome.CHANGED if found else Outcome.ACCEPTED)


def test_whose_money_it_is_stands_with_the_funder(read: Read) -> None:
    oas = '<provider-org ref="XM-DAC-47079"><narrative>OAS</narrative></provider-org>'
    caf = '<provider-org ref="XM-DAC-46008"><narrative>CAF</narrative></provider-org>'
    (item,) = read(
        activity(
            '<participating-org ref="XM-DAC-47079" role="1"/>'
            + flow("2", "5", provider=oas) + flow("2", "2", provider=oas)
            + flow("3", "4", provider=oas) + flow("2", "9", provider=caf)
        )
    )  # fmt: skip
    assert links(item) == {
        ("FUNDS", "org/oas", ID): {"committed": {"USD": 7.0}, "disbursed": {"USD": 4.0}},
    }
    assert node(item, ID).props["committed"] == {"USD": 16.0}
