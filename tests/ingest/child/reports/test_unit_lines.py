"""Lines that say in what the figures of a table are, in four languages; and what are none."""

from __future__ import annotations

import pytest

from ingest.child.reports.unit_lines import says_unit


@pytest.mark.parametrize(
    "text",
    [
        "(En millones de dólares)",
        "In thousands of US$",
        "(Em milhares de reais)",
        "En milliers d'euros",
        "[Percentages]",
    ],
)
def test_units(text: str) -> None:
    assert says_unit(text)


@pytest.mark.parametrize(
    "text", ["(continued)", "In thousands of villages there was rain.", "The fund has US$ 5.", ""]
)
def test_others(text: str) -> None:
    assert not says_unit(text)
