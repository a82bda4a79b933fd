"""Writes the committed tables of ln(1 + x) that lenses of terms add up, or checks them.

    python -m tools.logarithms [--check]

A line each: line n + 1 of `whole.txt` is ln(1 + n), of `thousandths.txt` ln(1 + n / 1000), both in
millionths, rounded to the nearest. They are computed in decimals of forty digits: no entry lies so
near to the middle of two whole numbers that any double could round it otherwise
(`tests/kg/matching/kernel/test_logarithms.py` says how near).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from pathlib import Path
from typing import Final

TABLES: Final = Path(__file__).parent.parent / "kg" / "matching" / "kernel" / "tables"
SIZES: Final[Mapping[str, tuple[int, int]]] = {"whole": (10_000, 1), "thousandths": (32_000, 1_000)}
"""The largest entry of each table, and of what its entries are the parts."""
_DIGITS: Final = 40


def entries(largest: int, parts: int) -> Iterator[int]:
    """Yield ln(1 + n / parts) in millionths for n from 0 to ``largest``."""
    with localcontext(prec=_DIGITS):
        for n in range(largest + 1):
            exact = (1 + Decimal(n) / parts).ln() * 1_000_000
            yield int(exact.to_integral_value(ROUND_HALF_EVEN))


def main() -> int:
    """Write the tables, or say which of them is another than it would be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    wrong = 0
    check = parser.parse_args().check
    for name, size in SIZES.items():
        path = TABLES / f"{name}.txt"
        text = "".join(f"{entry}\n" for entry in entries(*size))
        if not check:
            path.write_text(text, "utf-8")
        elif path.read_text("utf-8") != text:
            print(f"{path}: is not what it should be.")
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
