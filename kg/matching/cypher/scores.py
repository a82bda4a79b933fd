"""A lens as one Cypher text: walks, unit vectors, contributions, conditions, the best first.

The arithmetic is that of ``kg.matching.kernel.arithmetic``. What cannot be counted never passes for
a number: a weight whose square passes 2**63 is held at ``_HEAVY``, a sum with such a weight is a
float.
"""

from __future__ import annotations

from typing import Any, Final

from kg.graph.cypher_terms import reader, resolved, seen
from kg.graph.view import View
from kg.matching.cypher import cypher_conditions as rules
from kg.matching.cypher.clauses import block, branches, labelled
from kg.matching.cypher.sides import Side, facts
from kg.matching.cypher.walks import Counted, Walker, backwards, statuses_of
from kg.matching.kernel.arithmetic import UNIT
from kg.matching.kernel.conditions import required
from kg.matching.kernel.halfwalk import DEFAULT_SPECIFICITY
from kg.matching.lens.lens import Lens, Path, PathLens

_HEAVY: Final = 3_037_000_500
"""The least integer whose square passes 2**63."""
_TOO_MUCH: Final = "1.0e19"
"""A float that makes a sum of integers a float."""
_HALF: Final = 1 << 39
_WHOLE: Final = 1 << 40
_COUNTABLE: Final = "IS :: INTEGER NOT NULL"
_COUNTED: Final = Counted()
ROWS: Final = "RETURN q.id AS query, excluded, uncounted, matches"
"""What the text returns."""


def parameters(view: View, lens: PathLens, top: int) -> dict[str, Any]:
    """Return the parameters of the text, but for who asks (``$queries`` or ``$links``)."""
    return {
        **reader(view.as_of, view.audience),
        **lens_parameters(lens, top),
        **rules.parameters(lens),
    }


def lens_parameters(lens: PathLens, top: int) -> dict[str, Any]:
    """Return what the lens says of the walks: weights, and statuses where patterns name some."""
    # A negative end of a slice would count from the back of the list.
    found: dict[str, Any] = {"weights": [path.weight for path in lens.paths], "top": max(top, 0)}
    statuses = [list(group) for group in statuses_of(lens)]
    return {**found, "statuses": statuses} if statuses else found


def scores_text(lens: PathLens, *, probe: str = "", meets: bool = True, tail: str = ROWS) -> str:
    """Return the text: one row per query, ``query, excluded, uncounted, matches``.

    ``excluded`` counts pairs by condition, in the order of ``required``; ``uncounted`` is null or
    the first of what cannot be counted, as side (0: a query), number of the path, and id;
    ``matches`` are the best, each with ``target``, ``score`` and ``parts``, those with ``meets``
    where wanted. ``probe`` is the type of a query that stands in no store; ``tail`` says what is
    returned.
    """
    parts = [
        head(lens, probe=bool(probe)),
        _vectors(lens, probe),
        _contributions(lens),
        _totals(meets=meets),
        facts_of_sides(lens, probe=bool(probe)),
        answered(lens, probe=bool(probe)),
    ]
    return "\n\n".join([*parts, tail])


def head(lens: Lens, *, probe: bool) -> str:
    """Return the clauses that give the rows of ``q``."""
    if probe:
        return "// Who asks stands in no store: its neighbours are given.\nWITH null AS q"
    return (
        "// Who asks.\nUNWIND $queries AS asked\n"
        f"MATCH (q{labelled(lens.start.labels)} {{id: {resolved('asked')}}})\nWHERE {seen('q')}"
    )


def comment(path: Path, what: str) -> str:
    """Return a line that names a path, if its name may stand in a comment."""
    name = path.name if path.name.isidentifier() and path.name.isascii() else "…"
    return f"// {name}: {what}"


def _vectors(lens: PathLens, probe: str) -> str:
    walker = Walker(statuses_of(lens))
    lines = []
    for place, path in enumerate(lens.paths):
        left = path.pattern.left
        walks = (
            walker.probe_walks(left, probe, _COUNTED)
            if probe
            else walker.walks(left, "q", _COUNTED)
        )
        name = comment(path, "from who asks to the meeting nodes")
        lines.append(f"{name}\n{walks}\nRETURN {place} AS path, n AS m, {_weight(path)} AS x")
    return (
        "// How many walks lead to each meeting node, by path.\n"
        f"{block('CALL (q)', branches(lines))}\n"
        "WITH q, path, collect({m: m, x: x}) AS meets,\n"
        f"     {_squares()} AS squares\n"
        "WITH collect({q: q, path: path, meets: meets, squares: squares}) AS vectors"
    )


def _contributions(lens: PathLens) -> str:
    # UNIT · x first: a whole number below 2**53, which becomes a double as it is
    # (``arithmetic.unit``).
    unit = "toInteger(floor({0} * {1} / sqrt(toFloat({2})) + 0.5))"
    known = (
        "UNWIND vectors AS v\n"
        f"WITH v WHERE v.squares {_COUNTABLE}\n"
        "UNWIND v.meets AS meet\n"
        "WITH v.path AS path, meet.m AS m,\n"
        # All who meet there together: targets are walked to once for each meeting node.
        f"     collect({{q: v.q, x: {unit.format(UNIT, 'meet.x', 'v.squares')}}}) AS askers\n"
        f"{_back(lens)}\n"
        "WITH path, o, collect({m: m, y: y, askers: askers}) AS meets\n"
        f"{_norms(lens)}\n"
        "UNWIND meets AS meet\n"
        "UNWIND meet.askers AS asker\n"
        "RETURN asker.q AS q, o, path, meet.m AS m,\n"
        f"       CASE WHEN squares {_COUNTABLE}\n"
        f"            THEN ($weights[path] * asker.x * {unit.format(UNIT, 'meet.y', 'squares')}"
        f" + {_HALF}) / {_WHOLE} END AS c,\n"
        f"       CASE WHEN NOT squares {_COUNTABLE} THEN [1, path, o.id] END AS uncounted"
    )
    unknown = (
        "// What cannot be counted.\nUNWIND vectors AS v\n"
        f"WITH v WHERE NOT v.squares {_COUNTABLE}\n"
        "RETURN v.q AS q, v.q AS o, v.path AS path, null AS m, null AS c,\n"
        "       [0, v.path, coalesce(v.q.id, '')] AS uncounted"
    )
    return (
        "// Unit vectors, and what each meeting node contributes to each target.\n"
        f"{block('CALL (vectors)', branches([known, unknown]))}"
    )


def _back(lens: PathLens) -> str:
    walker = Walker(statuses_of(lens))
    lines = []
    for place, path in enumerate(lens.paths):
        half = backwards(path.pattern.right, lens.end.labels)
        # As many walks lead back as came; specificity stays that of the meeting node, which is m
        # here.
        walks = walker.walks(half, "m", _COUNTED, f"path = {place}")
        name = comment(path, "from the meeting nodes to the targets")
        lines.append(f"{name}\n{walks}\nRETURN n AS o, {_weight(path, 'm')} AS y")
    return block("CALL (path, m)", branches(lines))


def _norms(lens: PathLens) -> str:
    walker = Walker(statuses_of(lens))
    lines = []
    for place, path in enumerate(lens.paths):
        walks = walker.walks(path.pattern.right, "o", _COUNTED, f"path = {place}")
        name = comment(path, "all meeting nodes of the target")
        # Without a row a sum is still one row: all branches but that of the path would add theirs.
        weights = f"WITH {_weight(path)} AS x\nWITH {_squares()} AS squares, count(x) AS some"
        lines.append(f"{name}\n{walks}\n{weights} WHERE some > 0\nRETURN squares")
    return block("CALL (path, o)", branches(lines))


def _totals(*, meets: bool) -> str:
    # collect keeps this order, which is that of ``explain``.
    order = "\nORDER BY c DESC, m.id" if meets else ""
    shown = ", collect({meet: m.id, score: c}) AS meets" if meets else ""
    part = "{path: path, score: part, meets: meets}" if meets else "{path: path, score: part}"
    return (
        "// Contributions add up to scores.\n"
        f"WITH q, o, path, m, c, uncounted WHERE c > 0 OR uncounted IS NOT NULL{order}\n"
        f"WITH q, o, path, sum(c) AS part, min(uncounted) AS uncounted{shown}\n"
        "WITH q, o, sum(part) AS score, min(uncounted) AS uncounted,\n"
        f"     collect({part}) AS parts"
    )


def facts_of_sides(lens: Lens, *, probe: bool) -> str:
    """Return the clauses that give pairs what the conditions ask of either side."""
    names = [rule.name for rule in required(lens)]
    ours, theirs = Side("q", lens.start.labels, probe=probe), Side("o", lens.end.labels)
    pair = "score: {0}score, uncounted: {0}uncounted, parts: {0}parts"
    return (
        "// What the conditions ask of either side.\n"
        f"WITH q, collect({{o: o, {pair.format('')}}}) AS pairs\n"
        f"{facts(ours, names)}\n"
        "UNWIND pairs AS pair\n"
        f"WITH pair.o AS o, collect({{q: q, ours: facts, {pair.format('pair.')}}}) AS pairs\n"
        f"{facts(theirs, names)}\n"
        "UNWIND pairs AS pair\n"
        "WITH pair.q AS q, o, pair.ours AS ours, facts AS theirs, pair.score AS score,\n"
        "     pair.uncounted AS uncounted, pair.parts AS parts"
    )


def answered(lens: Lens, *, probe: bool) -> str:
    """Return the clauses from scored pairs to one row per query: who passes, the best first."""
    counts = [f"count(CASE WHEN failed = {n} THEN 1 END)" for n in range(len(required(lens)))]
    return (
        "// The first condition that a pair fails; those that fail none, the best first.\n"
        "WITH q, o, score, uncounted, parts,\n"
        f"     {rules.first_failed(lens, probe=probe)} AS failed\n"
        # collect keeps the order and leaves out nulls: what is cut off is the best that pass.
        "ORDER BY score DESC, o.id\n"
        "WITH q, min(uncounted) AS uncounted,\n"
        f"     [{', '.join(counts)}] AS excluded,\n"
        "     collect(CASE WHEN failed IS NULL\n"
        "                  THEN {target: o.id, score: score, parts: parts} END)[..$top] AS matches"
    )


def _weight(path: Path, node: str = "n") -> str:
    """Return walks × specificity of the meeting node, held at ``_HEAVY``."""
    if not path.specific:
        # Held before it is multiplied: beyond 2**63 Cypher ends the whole query with an error.
        return f"CASE WHEN w < {_HEAVY} THEN w ELSE {_HEAVY} END"
    own = f"CASE WHEN {node}.specificity > 0 THEN {node}.specificity ELSE {DEFAULT_SPECIFICITY} END"
    return f"CASE WHEN w < {_HEAVY} THEN w * {own} ELSE {_HEAVY} END"


def _squares() -> str:
    return f"sum(CASE WHEN x < {_HEAVY} THEN x * x ELSE {_TOO_MUCH} END)"
