"""What a term counts, as Cypher: the x of each measure, of one actor for one need.

As ``kg.matching.kernel.term_measures`` and ``term_reasons`` have it. Each text reads ``need`` (maps
of ``recipients`` and ``subjects``) and ``links`` (maps of ``p``, the recipient or null, ``c``, the
category, ``first`` and ``last``, years or null, ``acts``). It returns what is counted, null where
nothing is found, the id that carries it, the number that is said, and the activities.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from kg.matching.cypher.clauses import block
from kg.matching.kernel.explain import WALKS
from kg.matching.kernel.logarithms import THOUSAND
from kg.matching.kernel.track_record import NEW
from kg.matching.lens.lens import Measure


class Text(NamedTuple):
    """A measure: the body of its subquery, the table of its logarithms, the x of a whole one."""

    body: str
    table: str
    unit: int


def _acts(only: str, also: str = "") -> str:
    """Return the subquery that gives those activities of the links ``own`` that began last."""
    body = (
        f"UNWIND own AS link\nUNWIND link.acts AS act\nWITH DISTINCT act WHERE {only}\n"
        # Descending, null comes first: it does where it is all there is.
        f"WITH act ORDER BY act.begins DESC, act.id\nRETURN collect(act.id)[..{WALKS}] AS acts"
    )
    return block(f"CALL (own{also})", body)


_DATED: Final = "act.begins IS NOT NULL"
_YEARS: Final = f"""\
UNWIND links AS link
WITH link WHERE link.c IN need.subjects
WITH link ORDER BY coalesce(link.last, 0) DESC, link.c.id
WITH collect(link) AS own
WITH own, own[0] AS best
WITH best, [link IN own WHERE link.c = best.c] AS own
{_acts(f"best.last IS NULL OR {_DATED}", ", best")}
RETURN $year - best.last AS x, best.c.id AS meet, best.last AS number, acts"""
_FADING: Final = f"""\
UNWIND links AS link
WITH link WHERE link.p IN need.recipients AND link.last IS NOT NULL
WITH link ORDER BY link.last DESC, link.p.id
WITH link.c AS c, max(link.last) AS last, collect(link) AS own
WITH sum(coalesce($fading[$year - last], 0)) AS x, count(c) AS number, collect(own) AS groups
WITH x, number, reduce(all = [], group IN groups | all + group) AS every
CALL (every) {{
  UNWIND every AS link
  WITH link ORDER BY link.last DESC, link.p.id
  RETURN collect(link)[0].p AS best
}}
WITH x, number, best, [link IN every WHERE link.p = best] AS own
{_acts(_DATED)}
RETURN CASE WHEN number > 0 THEN x END AS x, best.id AS meet,
       CASE WHEN number > 0 THEN number END AS number, acts"""
_NEW: Final = f"""\
UNWIND links AS link
WITH link WHERE link.p IS NOT NULL AND link.last IS NOT NULL
WITH link.p AS p, collect(CASE WHEN link.first > $year - {NEW} THEN link END) AS fresh
ORDER BY size(fresh) DESC, p.id
WITH sum(size(fresh)) AS x, count(p) AS some, collect({{p: p, fresh: fresh}})[0] AS best
WITH x, some, best, best.fresh AS own
{_acts(_DATED)}
RETURN CASE WHEN some > 0 THEN x END AS x, CASE WHEN x > 0 THEN best.p.id END AS meet,
       CASE WHEN x > 0 THEN x END AS number, acts"""
MEASURES: Final[Mapping[Measure, Text]] = {
    "years_since": Text(_YEARS, "whole", 1),
    "fading_sectors": Text(_FADING, "thousandths", THOUSAND),
    "new_links": Text(_NEW, "whole", 1),
}
"""All measures, by the name that a lens file uses."""
