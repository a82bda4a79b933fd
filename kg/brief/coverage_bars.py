"""Coverage by partner as bars: how many are reached when one partner more is counted in."""

from __future__ import annotations

from kg.base.reader_manner import number
from kg.brief.drawings import BarRow, BarRows
from kg.model.documents import Coverage


def coverage_bars(coverage: Coverage) -> BarRows:
    """Return a bar for each partner, in the order of the answer: what is reached with it.

    Beside it stands how many that is of all, and what the partner adds.
    """
    lang, whole = coverage.lang, number(coverage.total, coverage.lang)
    return BarRows(tuple(
        BarRow(
            step.label, step.reached,
            f"{number(step.reached, lang)} / {whole} (+{number(step.adds, lang)})",
        )
        for step in coverage.steps
    ))  # fmt: skip
