"""Currencies beside a number: one, one of several, or none."""

from __future__ import annotations

import pytest

from ingest.currencies import currency


@pytest.mark.parametrize(
    ("text", "code"),
    [("usd", "USD"), (" USD ", "USD"), ("US$", "USD"), ("U$S", "USD"), ("us $", "USD"),
     ("€", "EUR"), ("euros", "EUR"), ("R$", "BRL"), ("S/.", "PEN"), ("RD$", "DOP"),
     ("dólares estadounidenses", "USD"), ("Xcd", "XCD"), ("DEM", "DEM")],
)  # fmt: skip
def test_one_currency(text: str, code: str) -> None:
    assert currency(text) == code


@pytest.mark.parametrize("text", ["$", "C$", "Bs.", "pesos", "Dólares", "¥", "FCFA"])
def test_one_of_several(text: str) -> None:
    assert currency(text) == ""


@pytest.mark.parametrize("text", ["", "km", "personas", "USD EUR", "%", "ABC", "x" * 1000])
def test_none(text: str) -> None:
    assert currency(text) is None
