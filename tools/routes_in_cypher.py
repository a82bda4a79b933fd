"""Routes inside Neo4j: the k best of ``kg.paths`` as one text, with the same exact strengths.

First, from the end backwards, each node's strongest walk to the end within the relations left: an
upper bound (``route_search``). The neighbours of the end are its gates: a beginning that has
used them all up leads nowhere. Then from the start forwards, twice, one relation at a time. The
first pass goes on only with the most promising beginnings and so finds good routes, not yet the
best; the second goes on with every beginning that may still be as good as the k-th route known by
then, and so misses none. Routes that differ in states are one: of those that come to a node through
any state each pass keeps as many as a route has places for states, the best, which is enough (a
route with a worse one could take one of these that is free). All strengths are integers: Π
hundredths × 100 ** (6 - relations), at most 10 ** 12.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from kg.base.audience import Audience
from kg.base.millionths import MILLION
from kg.graph.actors import TERRITORIES
from kg.graph.cypher_terms import Query, found, in_force, reader, seen
from kg.paths.network import LASTING, NOT_IN_FORCE, ONLY_BETWEEN_ENDS
from kg.paths.route_search import BASE, MAX_RELATIONS, WHOLE
from kg.paths.strengths import (
    HUNDREDTH,
    STRENGTHS,
)

_BEAM: Final = 200
"""Beginnings that the first pass goes on with, at least; any number gives the same routes."""
_PLACES: Final = MAX_RELATIONS // 2
"""How many places for states a route has at most."""
_TYPES: Final = "|".join(sorted(STRENGTHS))
_UNIT: Final = WHOLE // MILLION


def paths_query(
    start: str, end: str, as_of: date, audience: Audience = "board", top: int = 3
) -> Query:
    """Return the text that finds the ``top`` strongest routes of at most six relations.

    One row per route: ``rank``, ``strength`` (millionths, rounded half up), ``exact`` (units of
    10 ** -12), ``nodes`` (ids from end to end), ``relations`` (``{type, from, to, status, since,
    until, sources, strength}``), ``via`` (``{place, id, strength, relations}``: who may stand where
    a state does). Ids must be known: else there is no row.
    """
    parameters = {
        "ends": {"start": start, "end": end},
        "top": top,
        "beam": max(_BEAM, 2 * top),
        "strengths": strengths(),
        **reader(as_of, audience),
    }
    return Query(TEXT, parameters)


def strengths() -> dict[str, int]:
    """Return the table of strengths in hundredths, by type and status.

    >>> strengths()["MEMBER_OF observer"], strengths()["RUNS "]
    (30, 90)
    """
    return {
        f"{type_} {status}": strength.millionths // HUNDREDTH
        for type_, tabled in STRENGTHS.items()
        for status, strength in tabled.items()
    }


def _strength(name: str) -> str:
    # Null where the table has none: the relation carries no route.
    return f"$strengths[type({name}) + ' ' + coalesce({name}.status, '')]"


def _open(name: str) -> str:
    """Return the condition that a node carries a route, or is one of its ends."""
    over = "\n            ".join(
        f"WHEN {name}.status IN {list(statuses)} AND {name}:{type_} THEN false"
        for type_, statuses in NOT_IN_FORCE.items()
    )
    # The ends first: they carry a route whatever they are, as in ``network``. A comparison with
    # null is null, so that an open period is no reason to say false.
    return f"""CASE
            WHEN {name} = start OR {name} = end THEN true
            WHEN NOT {seen(name)} THEN false
            WHEN {name}.nature = 'example' THEN false
            WHEN $as_of < {name}.starts THEN false
            WHEN {name}.ends < $as_of AND {name}:{"|".join(LASTING)} THEN false
            {over}
            ELSE true END"""


def _folds(name: str) -> str:
    """Return the condition that a node is a state that others may stand in for."""
    return f"({name}:{'|'.join(TERRITORIES)} AND {name} <> start AND {name} <> end)"


def _form(nodes: str) -> str:
    """Return the expression for the form of a route: all that do not differ in it are one."""
    return f"[each IN {nodes} | CASE WHEN {_folds('each')} THEN '' ELSE each.id END]"


def _link(node: str, name: str, next_: str) -> str:
    """Return the clauses for a relation that carries a route on from a node."""
    return f"""MATCH ({node})-[{name}:{_TYPES}]-({next_})
      WHERE {_strength(name)} IS NOT NULL
        AND {in_force(name)}
        AND (type({name}) <> '{ONLY_BETWEEN_ENDS}'
             OR (startNode({name}) IN both AND endNode({name}) IN [start, end]))
        AND {_open(next_)}"""


_BOTH: Final = f"""WITH start, end, COLLECT {{
  MATCH (start)<-[one:{ONLY_BETWEEN_ENDS}]-(initiative)-[other:{ONLY_BETWEEN_ENDS}]->(end)
  WHERE {_strength("one")} IS NOT NULL
    AND {_strength("other")} IS NOT NULL
    AND {in_force("one")}
    AND {in_force("other")}
  RETURN DISTINCT initiative
}} AS both"""
"""The initiatives that concern both ends."""
_LINK: Final = _link("node", "r", "next")


def _bound(left: int) -> str:
    """Return the clause for ``bound{left}``: each node's best walk of at most ``left`` relations.

    Pairs of a node and a strength in units of 1 / 100 ** ``left``. No walk comes back to the start.
    """
    return f"""CALL (start, end, both, bound{left - 1}) {{
  CALL (start, end, both, bound{left - 1}) {{
      UNWIND bound{left - 1} AS known
      RETURN known[0] AS next, known[1] * {BASE} AS best
    UNION ALL
      UNWIND bound{left - 1} AS known
      WITH start, end, both, known[0] AS node, known[1] AS best
      {_LINK}
        AND next <> start
      RETURN next, {_strength("r")} * best AS best
  }}
  WITH next, max(best) AS best
  RETURN collect([next, best]) AS bound{left}
}}"""


def _pass(name: str, least: str, limit: str) -> str:
    """Return the clauses of one pass.

    They leave the complete routes in ``{name}{MAX_RELATIONS}``, each as ``[nodes, strength so far,
    strength at best]``, and in ``{name}Least{MAX_RELATIONS}`` what a route must reach to be among
    the best. ``least`` is what is known of that before.
    """
    first = (
        # WHOLE bounds every route: the beginning itself is never left out.
        f"WITH *, [] AS {name}0, [[[start], 1, {WHOLE}]] AS {name}Going0, {least} AS {name}Least0"
    )
    steps = (_step(name, number, limit) for number in range(1, MAX_RELATIONS + 1))
    return "\n".join((first, *steps))


def _step(name: str, number: int, limit: str) -> str:
    """Return the clauses that make all beginnings one relation longer."""
    going, bound = f"{name}Going{number - 1}", f"bound{MAX_RELATIONS - number}"
    reached, least = f"{name}At{number}", f"{name}Least{number - 1}"
    # Beginnings and bounds meet by being grouped by node: looked up in a list, each beginning would
    # search through all of it.
    return f"""CALL (start, end, both, gates, {going}, {bound}, {least}) {{
  CALL (start, end, both, {going}, {bound}) {{
      UNWIND {going} AS going
      WITH start, end, both, going, last(going[0]) AS node
      {_LINK}
        AND NOT next IN going[0]
      WITH going, next, max({_strength("r")}) AS strength
      RETURN next, [going[0] + next, going[1] * strength] AS longer, 0 AS best
    UNION ALL
      UNWIND {bound} AS known
      RETURN known[0] AS next, NULL AS longer, known[1] AS best
  }}
  WITH start, end, next, collect(longer) AS longer, max(best) AS best
  UNWIND longer AS one
  WITH start, end, one[0] AS nodes, one[1] AS strength, one[1] * best AS most
  WHERE most >= {least}
    AND (last(nodes) = end OR any(gate IN gates WHERE gate = last(nodes) OR NOT gate IN nodes))
  WITH start, end, nodes, strength, most, nodes[-2] AS through
  ORDER BY strength DESC, through.id
  WITH last(nodes) AS next,
       CASE WHEN {_folds("through")} THEN nodes[..-2] ELSE nodes END AS before,
       collect([nodes, strength, most]) AS found, {_folds("through")} AS folds
  UNWIND CASE WHEN folds THEN found[..{_PLACES}] ELSE found END AS one
  WITH one[0] AS nodes, one[1] AS strength, one[2] AS most ORDER BY most DESC{limit}
  RETURN collect([nodes, strength, most]) AS {reached}
}}
WITH *, {name}{number - 1} + [one IN {reached} WHERE last(one[0]) = end] AS {name}{number}
WITH *, COLLECT {{
  UNWIND {name}{number} AS one
  WITH {_form("one[0]")} AS form, max(one[2]) AS most
  RETURN most ORDER BY most DESC LIMIT $top
}} AS {name}Top{number}
WITH *, CASE WHEN size({name}Top{number}) < $top OR last({name}Top{number}) < {least}
             THEN {least} ELSE last({name}Top{number}) END AS {name}Least{number}
WITH *, [one IN {reached} WHERE last(one[0]) <> end AND one[2] >= {name}Least{number}]
     AS {name}Going{number}"""


def _text() -> str:
    bounds = "\n".join(_bound(left) for left in range(1, MAX_RELATIONS))
    return f"""{found("start", "$ends.start")}
{found("end", "$ends.end")}
WITH start, end WHERE start <> end
{_BOTH}
WITH start, end, both, [[end, 1]] AS bound0
{bounds}
WITH *, [known IN bound1 WHERE known[0] <> end | known[0]] AS gates
{_pass("good", "1", " LIMIT $beam")}
{_pass("best", f"goodLeast{MAX_RELATIONS}", "")}
UNWIND best{MAX_RELATIONS} AS route
WITH start, end, both, route[2] AS exact, route[0] AS nodes, [each IN route[0] | each.id] AS ids
ORDER BY exact DESC, ids
WITH start, end, both, {_form("nodes")} AS form, collect([exact, nodes, ids])[0] AS route
WITH start, end, both, route[0] AS exact, route[1] AS nodes, route[2] AS ids
ORDER BY exact DESC, ids LIMIT $top
WITH exact, ids, {_relations("nodes")} AS relations, {_via()} AS via
WITH collect({{exact: exact, ids: ids, relations: relations, via: via}}) AS routes
UNWIND range(0, size(routes) - 1) AS place
WITH place + 1 AS rank, routes[place] AS route
RETURN rank, {_rounded("route.exact")} AS strength, route.exact AS exact,
       route.ids AS nodes, route.relations AS relations, route.via AS via
ORDER BY rank"""


def _rounded(exact: str) -> str:
    return f"({exact} + {_UNIT // 2}) / {_UNIT}"


def _via() -> str:
    """Return the expression for who may stand in each place of a route that has a state.

    Nobody where there is no other; the strongest first, ties by id.
    """
    return f"""COLLECT {{
  UNWIND range(1, size(nodes) - 2) AS place
  WITH start, end, both, exact, nodes, place,
       nodes[place - 1] AS before, nodes[place] AS own, nodes[place + 1] AS after
  WHERE {_folds("own")}
  {_link("before", "r", "next")}
    AND {_folds("next")}
    AND (next = own OR NOT next IN nodes)
  WITH start, end, both, exact, place, before, own, after, next, max({_strength("r")}) AS first
  {_link("next", "q", "after")}
  WITH exact, place, before, own, after, next, first, max({_strength("q")}) AS second
  WITH exact, place, before, own, after, next, first * second AS worth
  ORDER BY place, worth DESC, next.id
  WITH exact, place, before, own, after, collect([next, worth]) AS states
  WHERE size(states) > 1
  WITH exact, place, before, after, states, [one IN states WHERE one[0] = own | one[1]][0] AS own
  UNWIND states AS one
  WITH place, one[0].id AS state, exact / own * one[1] AS worth, [before, one[0], after] AS three
  RETURN {{place: place, id: state, strength: {_rounded("worth")},
           relations: {_relations("three")}}}
}}"""


def _relations(nodes: str) -> str:
    """Return the expression for the relations of a route: between two nodes the strongest.

    Ties by type, then in the order of a snapshot: by start, end and key.
    """
    return f"""COLLECT {{
  UNWIND range(0, size({nodes}) - 2) AS step
  WITH {nodes}, step, {nodes}[step] AS node, {nodes}[step + 1] AS next
  CALL (node, next) {{
    MATCH (node)-[r:{_TYPES}]-(next)
    WHERE {_strength("r")} IS NOT NULL
      AND {in_force("r")}
    WITH r, {_strength("r")} AS strength, startNode(r) AS a, endNode(r) AS b
    ORDER BY strength DESC, type(r), labels(a)[0], a.id, labels(b)[0], b.id, coalesce(r.key, '')
    LIMIT 1
    RETURN {{type: type(r), from: a.id, to: b.id, status: r.status, since: toString(r.since),
             until: toString(r.until), strength: strength * {HUNDREDTH},
             sources: COLLECT {{
               UNWIND r.sources AS id
               MATCH (source:Source {{id: id}}) WHERE {seen("source")}
               RETURN id ORDER BY id
             }}}} AS relation
  }}
  RETURN relation ORDER BY step
}}"""


TEXT: Final = _text()
"""The text: the same for every question; what differs is in the parameters."""
