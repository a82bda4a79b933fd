"""Two activities under one identifier: whatever differs between them is noticed."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Final

import pytest

from ingest.findings import Outcome
from ingest.iati.activity_record import Party, Place, Provided, Record, SectorUse

from .conftest import Read, activity, codes

READ_WITH: Final = {"line", "language", "currency", "problems"}
"""Where it stands and how it was read: two that say the same may differ in it."""
PARTY: Final = Party("1", "XM-1", "10", {"en": "A"})
OTHER: Final[dict[str, list[Any]]] = {
    "title": [{"en": "A"}, {"es": "A"}],
    "summary": [{"en": "A"}],
    "other_summary": [{"en": "A"}],
    "reporter": [PARTY, PARTY._replace(kind="40"), PARTY._replace(names={"fr": "A"})],
    "parties": [[PARTY], [PARTY._replace(role="2")], [PARTY._replace(names={})]],
    "sectors": [[SectorUse("1", "14030", None, "")], [SectorUse("2", "14030", None, "")]],
    "countries": [[Place("", "HT", None)], [Place("", "HT", 50.0)]],
    "regions": [[Place("1", "489", None)]],
    "goals": [["1"], ["1", "2"]],
    "dates": [{"1": "2020-01-01"}, {"2": "2020-01-01"}],
    "budget": [{"USD": 1.0}, {"EUR": 1.0}],
    "committed": [{"USD": 1.0}],
    "disbursed": [{"USD": 1.0}],
    "providers": [[Provided(PARTY, {"USD": 1.0}, {})], [Provided(PARTY, {}, {"USD": 1.0})]],
    "secondary": [True],
    "left_out": [{"location": 1}],
}
"""Values of fields that are no plain words."""


@pytest.mark.parametrize("name", [f.name for f in fields(Record) if f.name not in READ_WITH])
def test_whatever_an_activity_says_tells_it_apart(name: str) -> None:
    plain = Record(1, "en", "USD")
    others = [replace(plain, **{name: value}) for value in OTHER.get(name, ["a word"])]
    assert len({record.digest() for record in (plain, *others)}) == 1 + len(others)


def test_where_it_stands_and_how_it_was_read_do_not() -> None:
    assert Record(1, "en", "USD").digest() == Record(2, "es", "").digest()


def test_the_same_sum_in_another_currency_is_held(read: Read) -> None:
    budget = '<budget><value value-date="2020-01-01" currency="{}">5</value></budget>'
    first, second, third = read(
        "".join(activity(budget.format(code)) for code in ("USD", "USD", "EUR"))
    )
    assert (first.outcome, second.outcome) == (Outcome.ACCEPTED, Outcome.ACCEPTED)
    assert third.outcome is Outcome.HELD
    assert codes(third) == ["duplicate"]
