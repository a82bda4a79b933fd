"""A lens as text that an analyst pastes into Neo4j Browser: parameters, then the query."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from kg.base.audience import Audience
from kg.graph.cypher_terms import open_to
from kg.matching.cypher.cypher_conditions import parameters as rule_parameters
from kg.matching.cypher.scores import lens_parameters, scores_text
from kg.matching.cypher.term_scores import term_scores_text, what_counts
from kg.matching.kernel.conditions import required
from kg.matching.lens.lens import AdditiveLens, Lens
from kg.model.registry import NODES

TOP: Final = 20
# An empty list is unwound as one null: without it a query without matches would have no row, and
# what was excluded could not be seen.
_TAIL: Final = """\
// A row for each match: its score in millionths, and what each path and meeting node gives.
UNWIND CASE WHEN size(matches) = 0 THEN [null] ELSE matches END AS match
RETURN q.id AS query, match.target AS target, match.score AS score,
       [part IN match.parts | $paths[part.path] + ' ' + part.score] AS paths,
       [part IN match.parts | [meet IN part.meets | meet.meet + ' ' + meet.score]] AS meets,
       excluded, uncounted"""


def lens_cypher(lens: Lens, as_of: date, audience: Audience) -> str:
    """Return the text of a lens, asked from its first end, with ``:param`` lines above.

    The query itself is what ``--engine cypher`` runs; ``:param queries`` names an example.

    >>> from kg.matching.lens.lens_files import LENSES
    >>> lens_cypher(LENSES.load("experience"), date(2026, 11, 25), "board").splitlines()[0]
    '// Lens experience, version 3'
    """
    return "\n".join([*_header(lens, as_of, audience), "", f"{_query(lens)};", ""])


def show_parameters(lens: Lens, as_of: date, audience: Audience) -> dict[str, Any]:
    """Return the parameters of the text as they are printed above it."""
    example = f"{NODES[lens.start.labels[0]].prefix}/…"
    return {
        "queries": [example],
        "as_of": as_of,
        "audience": open_to(audience),
        **_own_parameters(lens, as_of.year),
        **rule_parameters(lens),
        "paths": _names(lens),
    }


def _query(lens: Lens) -> str:
    if isinstance(lens, AdditiveLens):
        return term_scores_text(lens, tail=_TAIL)
    return scores_text(lens, tail=_TAIL)


def _own_parameters(lens: Lens, year: int) -> dict[str, Any]:
    if isinstance(lens, AdditiveLens):
        return what_counts(lens, year, TOP)
    return lens_parameters(lens, TOP)


def _names(lens: Lens) -> list[str]:
    return [part.name for part in (lens.terms if isinstance(lens, AdditiveLens) else lens.paths)]


def _header(lens: Lens, as_of: date, audience: Audience) -> Iterator[str]:
    names = ", ".join(rule.name for rule in required(lens)) or "-"
    yield f"// Lens {lens.name}, version {_line(lens.version)}"
    yield "// Put the ids you ask about into queries; as_of is the date, audience who may see what."
    yield f"// weights are those of the paths, in millionths; excluded counts, in order: {names}"
    if lens.fits is not None:
        yield "// collections are no subject by themselves; tied gives, by the id of a query, the"
        yield "// ids of those whose words name the same sector: the program fills it in"
    for name, value in show_parameters(lens, as_of, audience).items():
        yield f":param {name} => {_literal(value)};"


def _line(text: str) -> str:
    """Return a text as it may stand in a comment: on one line."""
    return " ".join(text.split())


def _literal(value: Any) -> str:
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_literal(item) for item in value)}]"
    # What JSON writes is Cypher as well: numbers, true and null, texts with the same escapes.
    return json.dumps(value, ensure_ascii=False)
