"""The committed tables are what they say, and no double is near to rounding an entry otherwise."""

from __future__ import annotations

import math
import runpy
import sys

import numpy as np
import pytest

from kg.matching.kernel.logarithms import FADING, TABLES, faded, of_thousandths, of_whole, table

PARTS = {"whole": 1, "thousandths": 1000}
LARGEST = {"whole": 10_000, "thousandths": 32_000}


@pytest.mark.parametrize("name", TABLES)
def test_each_entry_is_the_nearest_to_the_logarithm(name: str) -> None:
    entries = table(name).tolist()
    assert len(entries) == LARGEST[name] + 1
    for x, entry in enumerate(entries):
        assert entry == round(math.log(1 + x / PARTS[name]) * 1_000_000)


@pytest.mark.parametrize("name", TABLES)
def test_an_engine_whose_logarithm_is_off_by_little_rounds_alike(name: str) -> None:
    """The nearest middle is a thousand times as far as a double is off (2⁻⁵² of 10⁷)."""
    exact = np.log1p(np.arange(LARGEST[name] + 1) / PARTS[name]) * 1_000_000
    assert np.abs(exact - np.floor(exact) - 0.5).min() > 3e-6


def test_years_fade_by_half_in_three() -> None:
    assert list(FADING) == [round(1000 * 2 ** (-age / 3)) for age in range(len(FADING))]
    assert FADING[-1] == 0
    assert FADING[-2] == 1


def test_beyond_a_table_its_last_entry_holds() -> None:
    assert of_whole(np.array([10_000, 10_001, 2**40])).tolist() == [9_210_440] * 3
    assert of_thousandths(np.array([32_000, 32_001])).tolist() == [3_496_508] * 2
    assert faded(np.array([32, 33, 2026])).tolist() == [1, 0, 0]


def test_the_tool_would_write_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["logarithms", "--check"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("tools.logarithms", run_name="__main__")
    assert ended.value.code == 0
