"""Identifiers in one spelling, whatever sources write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.identifiers import Identifier, country_of, normalised

SAME = [
    ("XM-DAC-41114", "41114"), ("XM-DAC-41114", "DAC-41114"), ("XM-DAC-41114", "xm:dac:41114"),
    ("XI-DUNS-001793082", "XI-DUNS-1793082"), ("US-DUNS-001793082", "D-U-N-S 00-179-3082"),
    ("GB-COH-00123456", "GB-COH-123456"), ("US-EIN-53-0196572", "us-ein-530196572"),
    ("BR-CNPJ-00.000.000/0001-91", "BR-CNPJ-00000000000191"),
    ("https://ror.org/02h758n42", "XI-ROR-02h758n42"),
    ("https://www.wikidata.org/wiki/Q123885", "Q123885"),
    ("CO-CCB-S0012345", "co-ccb-s0012345"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_are_one_identifier(one: str, other: str) -> None:
    assert normalised(one) == normalised(other) is not None


@pytest.mark.parametrize(("one", "other"), [
    ("XM-DAC-41114", "XM-DAC-41115"), ("GB-COH-123", "GB-CHC-123"), ("US-EIN-1", "US-DUNS-1"),
])  # fmt: skip
def test_two_identifiers_stay_two(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize("text", ["", "  ", "Ministry of Health", "12", "-", "XM", "x" * 500])
def test_what_names_no_scheme_is_none(text: str) -> None:
    assert normalised(text) is None


@given(st.text(max_size=300))
def test_any_text_is_an_identifier_or_none(text: str) -> None:
    found = normalised(text)
    assert found is None or (found.scheme and found.value)


def test_the_register_tells_the_country() -> None:
    assert country_of(Identifier("GB-COH", "1")) == "GB"
    assert country_of(Identifier("XI-IATI", "1")) is None
