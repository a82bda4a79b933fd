"""The engine that answers inside a database that speaks Cypher: what comes back is the answer.

It knows no driver: it is given a callable that runs a text and tells of which revision the answer
is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from kg.base.audience import Audience
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.base.store_errors import StoreError
from kg.graph.actors import nature_of
from kg.graph.probe import Probe, Query
from kg.graph.view import View
from kg.matching.cypher.scores import parameters, scores_text
from kg.matching.cypher.term_scores import term_parameters, term_scores_text
from kg.matching.cypher.term_steps import term_steps_text
from kg.matching.cypher.walk_steps import steps_text
from kg.matching.cypher.walks import link_key
from kg.matching.engine import Answer, Hit, Progress
from kg.matching.kernel.conditions import required
from kg.matching.kernel.explain import Part, Walk, in_order
from kg.matching.kernel.halfwalk import HalfWalkOverflowError, nodes_of
from kg.matching.kernel.scoring import turned_for
from kg.matching.kernel.term_reasons import whole
from kg.matching.lens.lens import AdditiveLens, Lens, PathLens
from kg.store.protocol import Table

Run = Callable[[str, dict[str, Any]], Table]
"""Runs a read-only text with its parameters and returns all rows."""
BLOCK: Final = 64
"""Queries answered by one text when all pairs are asked for."""

_Steps = dict[tuple[int, str], dict[str, list[list[str]]]]


class StoreMovedError(StoreError):
    """The database answers from another revision than the one that was asked about."""

    slug = "store-moved"
    title = msg("The store has changed meanwhile")

    def __init__(self, asked: int, now: int) -> None:
        super().__init__(
            msg(
                "The question is about revision {asked}, the store is at revision {now}.",
                asked=asked,
                now=now,
            ),
            msg("Ask again."),
        )


class NotOfAudienceError(WrongUseError):
    """The database holds values that the audience reads otherwise."""

    slug = "not-of-audience"
    title = msg("The database holds more than the audience reads")

    def __init__(self, audience: Audience) -> None:
        super().__init__(
            msg("In this database some values are not those that this audience reads."),
            msg(
                "Leave --engine out, or make a database that holds no more: "
                "coopgraph copy --audience {audience}.",
                audience=audience,
            ),
        )


class CypherEngine:
    """Computes inside the database; see ``kg.matching.engine.Engine``."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def answer(self, view: View, lens: Lens, query: Query, top: int) -> Answer:
        """Return the best targets of a query.

        Raises:
            NotOfLensError: the lens relates other types.
            HalfWalkOverflowError: a path has more walks than can be counted.
            StoreMovedError: the database holds another revision than the view.
        """
        probe = query.type if isinstance(query, Probe) else ""
        turned: Lens
        if isinstance(lens, AdditiveLens):
            turned = turned_for(view, lens, query)
        else:
            turned = turned_for(view, lens, query)
        text, asked = _scores(view, turned, top, probe=probe)
        asked |= _who(view, query)
        rows = self._rows(view, text, asked)
        _check(view, query, rows)
        # No row where the query has no pair with a score at all: rows are grouped from pairs.
        matches = rows[0]["matches"] if rows else []
        counts = rows[0]["excluded"] if rows else []
        if isinstance(turned, AdditiveLens):
            hits = self._hits_of_terms(view, turned, matches, asked, probe)
        else:
            steps = self._steps(view, turned, matches, asked, probe)
            hits = [_hit(view, turned, match, steps) for match in matches]
        return Answer(hits, _excluded(turned, counts))

    def all_pairs(
        self, view: View, lens: Lens, top: int, progress: Progress | None = None
    ) -> Iterator[tuple[int, list[int], list[int]]]:
        """Yield each query node with its best targets and their scores, in id order.

        Raises:
            HalfWalkOverflowError: a path has more walks than can be counted.
            StoreMovedError: the database holds another revision than the view.
        """
        if top <= 0:
            return
        queries = nodes_of(view, lens.start.labels).tolist()
        text, asked = _scores(view, lens, top, meets=False)
        for first in range(0, len(queries), BLOCK):
            block = queries[first : first + BLOCK]
            these = [view.id(query) for query in block]
            rows = self._rows(view, text, {**asked, "queries": _filled(these)})
            _check(view, None, rows)
            found = {row["query"]: row["matches"] for row in rows}
            for query in block:
                matches = found.get(view.id(query), [])
                targets = [view.index(match["target"]) for match in matches]
                yield query, targets, [match["score"] for match in matches]
            if progress is not None:
                progress(first + len(block), len(queries))

    def _hits_of_terms(
        self,
        view: View,
        lens: AdditiveLens,
        matches: list[dict[str, Any]],
        asked: dict[str, Any],
        probe: str,
    ) -> list[Hit]:
        pairs = [
            {
                "path": part["path"],
                "target": match["target"],
                "meet": part["meets"][0]["meet"],
                "acts": part["acts"],
            }
            for match in matches
            for part in match["parts"]
            if part["acts"]
        ]
        text = term_steps_text(lens, probe=probe)
        rows = self._rows(view, text, {**asked, "shown": {"pairs": pairs}}) if pairs else []
        walks = {(row["path"], row["target"], row["act"]): row for row in rows}
        actor = asked["queries"][0] if lens.turned else None
        return [_hit_of_terms(view, lens, match, walks, actor) for match in matches]

    def _steps(
        self,
        view: View,
        lens: PathLens,
        matches: list[dict[str, Any]],
        asked: dict[str, Any],
        probe: str,
    ) -> _Steps:
        pairs = [
            {
                "path": part["path"],
                "target": match["target"],
                "meets": [meet["meet"] for meet in part["meets"]],
            }
            for match in matches
            for part in match["parts"]
        ]
        if not pairs:
            return {}
        text = steps_text(lens, probe=probe)
        rows = self._rows(view, text, {**asked, "shown": {"pairs": pairs}})
        return {
            (row["path"], row["target"]): {step["meet"]: step["walks"] for step in row["steps"]}
            for row in rows
        }

    def _rows(self, view: View, text: str, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        if view.snapshot.differs:
            raise NotOfAudienceError(view.audience)
        used = {name: value for name, value in asked.items() if f"${name}" in text}
        table = self._run(text, used)
        # Of each text, so that scores and the walks that explain them are never of two revisions.
        if table.revision != view.snapshot.revision:
            raise StoreMovedError(view.snapshot.revision, table.revision)
        return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def _filled(ids: list[str]) -> list[str]:
    """Return the ids with what is no id, as many in each block: the text is planned once."""
    return ids + [""] * (BLOCK - len(ids))


def _who(view: View, query: Query) -> dict[str, Any]:
    if not isinstance(query, Probe):
        return {"queries": [view.id(query)]}
    links = {link_key(*key): [view.id(n) for n in near] for key, near in query.links.items()}
    return {"links": links, "nature": nature_of(view, query)}


def _check(view: View, query: Query | None, rows: list[dict[str, Any]]) -> None:
    """Raise for the first node whose walks cannot be counted."""
    bad = [row["uncounted"] for row in rows if row["uncounted"] is not None]
    if bad:
        # As the kernels find it: what is asked before the targets, then path by path, then by id.
        named = str(min(bad)[2])
        if not named and isinstance(query, Probe):
            named = view.id(query.names[0])
        raise HalfWalkOverflowError(named)


def _excluded(lens: Lens, counts: list[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    rules = required(lens)
    for rule, count in zip(rules, counts or [0] * len(rules), strict=True):
        found[rule.name] = found.get(rule.name, 0) + count
    return found


def _scores(
    view: View, lens: Lens, top: int, *, probe: str = "", meets: bool = True
) -> tuple[str, dict[str, Any]]:
    """Return the text of a lens and its parameters, but for who asks."""
    if isinstance(lens, AdditiveLens):
        return term_scores_text(lens, probe=probe, meets=meets), term_parameters(view, lens, top)
    return scores_text(lens, probe=probe, meets=meets), parameters(view, lens, top)


def _hit(view: View, lens: PathLens, match: Mapping[str, Any], steps: _Steps) -> Hit:
    parts = []
    for part in match["parts"]:
        walks = steps[part["path"], match["target"]]
        meets = [(meet["meet"], meet["score"]) for meet in part["meets"]]
        parts.append(
            Part(
                lens.paths[part["path"]].name,
                part["score"],
                [(view.index(meet), score) for meet, score in meets],
                [walk for meet, _ in meets for walk in walks[meet]],
            )
        )
    return Hit(view.index(match["target"]), match["score"], in_order(parts))


def _hit_of_terms(
    view: View,
    lens: AdditiveLens,
    match: Mapping[str, Any],
    walks: Mapping[tuple[int, str, str], Mapping[str, Any]],
    actor: str | None,
) -> Hit:
    parts = []
    for part in match["parts"]:
        found = (walks[part["path"], match["target"], act] for act in part["acts"])
        steps = [
            list(_walk(row, actor or match["target"], turned=lens.turned))
            for row in found
            if row["after"]
        ]
        meets = [(view.index(meet["meet"]), meet["score"]) for meet in part["meets"]]
        name = lens.terms[part["path"]].name
        parts.append(Part(name, part["score"], meets, steps, part["number"]))
    return Hit(view.index(match["target"]), match["score"], in_order(parts))


def _walk(row: Mapping[str, Any], actor: str, *, turned: bool) -> Walk:
    before, after = tuple(row["before"] or ()), tuple(row["after"])
    return whole((before, after, row["role"], actor), turned=turned)
