"""Several codes in one attribute: read one by one, found once."""

from __future__ import annotations

import pytest

from ingest.findings import Item, Outcome
from ingest.iati.code_lists import split_codes

from .conftest import Read, activity, codes, links

ID = "activity/XX-1"


def one(read: Read, parts: str) -> Item:
    (item,) = read(activity(parts))
    return item


@pytest.mark.parametrize("between", ["; ", ",", " ", " | ", "/", "\n"])
def test_sectors_in_one_attribute(read: Read, between: str) -> None:
    item = one(read, f'<sector code="14030{between}31220{between}14030"/>')
    ends = [end for type_, _, end in links(item) if type_ == "IN_SECTOR"]
    assert ends == ["sector/dac/14030", "sector/dac/31220"]
    assert codes(item) == ["list-of-codes"]
    assert item.outcome is Outcome.ACCEPTED


def test_a_percentage_beside_a_list_cannot_be_divided(read: Read) -> None:
    item = one(read, '<sector code="14030;31220" percentage="100"/>')
    assert set(map(str, links(item).values())) == {"{}"}
    assert (codes(item), item.outcome) == (["list-of-codes"], Outcome.CHANGED)


def test_countries_regions_and_goals(read: Read) -> None:
    item = one(
        read,
        '<recipient-country code="HN GT"/><recipient-region code="389, 013"/>'
        '<tag vocabulary="2" code="11;13"/><sector vocabulary="7" code="11,13"/>',
    )
    assert {(t, s if t == "RECEIVES" else e) for t, s, e in links(item)} == {
        ("RECEIVES", "state/hnd"), ("RECEIVES", "state/gtm"), ("IN_REGION", "region/dac/389"),
        ("TOWARDS", "goal/sdg/11"), ("TOWARDS", "goal/sdg/13"),
    }  # fmt: skip
    assert sorted(codes(item)) == ["list-of-codes"] * 3 + ["unknown-goal", "unknown-region"]


def test_what_is_no_list_of_codes_is_one_finding_of_bounded_length(read: Read) -> None:
    for code in (";".join(["14030"] * 10_000), "14030; water", "x" * 100_000, ";" * 5_000):
        item = one(read, f'<sector code="{code}"/>')
        assert codes(item) == ["unknown-sector"]
        assert len(item.findings[0].message.text()) < 300


def test_names_are_no_lists() -> None:
    for name in ("Costa Rica", "Trinidad and Tobago", "HN", "St. Kitts"):
        assert split_codes("recipient-country", name) == []
