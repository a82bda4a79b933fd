"""The twin of a picture of time: what began or was due in each year, what has no day at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from viz.pictures.picture import Cell, Twin, TwinGroup, TwinRow
from viz.pictures.time_drawing import when
from viz.pictures.time_rows import TimeRow


def year_twin(rows: Sequence[TimeRow], heads: tuple[str, ...], apart: str, *, states: bool) -> Twin:
    """Return rows and their parts in words, by year; those without a day under ``apart``.

    ``states``: how each stands has a column.
    """
    by_year: dict[str, list[TimeRow]] = {}
    for row in _all(rows):
        by_year.setdefault(_year(row), []).append(row)
    known = [TwinGroup(year, _rows(by_year[year], states)) for year in sorted(by_year) if year]
    rest = [TwinGroup(apart, _rows(by_year[""], states))] if "" in by_year else []
    return Twin(heads, (*known, *rest))


def _all(rows: Sequence[TimeRow]) -> Iterator[TimeRow]:
    for row in rows:
        # A line that only gathers others is nothing of its own.
        if row.type != "Activity" or not row.parts:
            yield row
        yield from row.parts


def _year(row: TimeRow) -> str:
    return _last(row)[:4]


def _last(row: TimeRow) -> str:
    """Return the last day that it may have begun on: what is due in a half-year, by its end."""
    one = row.since or row.until
    return one.last if one else ""


def _rows(rows: Sequence[TimeRow], states: bool) -> tuple[TwinRow, ...]:
    ordered = sorted(rows, key=_last)
    return tuple(
        TwinRow(row.name, ((Cell(when(row)),), *([(Cell(_state(row)),)] if states else []),
                           *row.beside), row.type)
        for row in ordered
    )  # fmt: skip


def _state(row: TimeRow) -> str:
    return " · ".join(part for part in (row.group, row.state) if part)
