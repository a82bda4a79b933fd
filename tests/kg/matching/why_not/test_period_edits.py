"""The days by which periods would have to be longer: enough, none too many, none overlooked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.dates import iso_of
from kg.graph.changed_view import DAYS, ENDS, Edit
from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.lens.lens import Lens
from kg.matching.lens.lens_files import LENSES
from kg.matching.why_not.judged_pair import Pair, judged, pair_of
from kg.matching.why_not.period_edits import days_moved, period_edits
from tests.graphs import view_of

LINES: Final = "demand/d IN_SECTOR sector/s\noffer/o IN_SECTOR sector/s"
SPAN: Final = {"starts": "1900-01-01", "ends": "2100-12-31"}
Periods = Mapping[str, Mapping[str, str]]


def lens_of(months: int) -> Lens:
    return LENSES.parse(f"""
lens: test
version: "1"
from: (d:Demand)
to: (o:Offer)
require: [valid_on_date, {{period_overlap: {months} months}}]
paths: {{p: {{pattern: "(d)-[:IN_SECTOR]->(m)<-[:IN_SECTOR]-(o)", weight: 1}}}}
""")


def view(periods: Periods) -> View:
    return view_of(LINES, periods)


def passes(periods: Periods, lens: Lens) -> bool:
    seen = view(periods)
    return len(ranking(seen, lens, seen.index("demand/d")).nodes) == 1


def said(periods: Periods, pair: Pair, edits: tuple[Edit, ...]) -> dict[str, dict[str, Any]]:
    """Return the periods as they would stand on record."""
    found = {id_: dict(facts) for id_, facts in periods.items()}
    for node, field, value in edits:
        assert isinstance(value, int)
        found[pair.view.id(node)][field] = iso_of(value - (field == ENDS)) or ""
    return found


@st.composite
def some_periods(draw: st.DrawFn) -> Periods:
    """Periods of two records around the day of the tests, some of them without one end."""
    days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
    found = {}
    for id_ in ("demand/d", "offer/o"):
        first = draw(days)
        facts = {"starts": first.isoformat()} if draw(st.integers(0, 3)) else {}
        last = first + timedelta(draw(st.integers(0, 400)))
        found[id_] = facts | ({"ends": last.isoformat()} if draw(st.integers(0, 3)) else {})
    return found


@settings(max_examples=40, deadline=None)
@given(some_periods(), st.integers(1, 6))
def test_each_way_suffices_to_the_day_and_none_is_overlooked(periods: Periods, months: int) -> None:
    seen, lens = view(periods), lens_of(months)
    pair = pair_of(seen, lens, seen.index("demand/d"), seen.index("offer/o"))
    if passes(periods, lens):
        return
    ways = list(period_edits(pair, pair.sides()))
    for way in ways:
        assert passes(said(periods, pair, way), lens)
        assert judged(pair.changed(way)).listed
        assert days_moved(pair, way) > 0
        for edit in way:
            assert isinstance(edit.value, int)
            nearer = edit._replace(value=edit.value + (-1 if edit.field == ENDS else 1))
            less = tuple(nearer if one == edit else one for one in way)
            assert not passes(said(periods, pair, less), lens)
    fields = [(id_, field) for id_ in periods for field in DAYS if field in periods[id_]]
    least = next(
        size
        for size in range(1, len(fields) + 1)
        for chosen in combinations(fields, size)
        if passes(_widest(periods, chosen), lens)
    )
    assert min(map(len, ways)) == least


def _widest(periods: Periods, chosen: tuple[tuple[str, str], ...]) -> Periods:
    return {
        id_: {**facts, **{field: SPAN[field] for one, field in chosen if one == id_}}
        for id_, facts in periods.items()
    }
