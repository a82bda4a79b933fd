"""What the conditions ask of one side of a match, as Cypher: its actors, languages, fields.

Each function returns a clause that gives one list to the row of a node, as ``kg.graph.actors``,
``kg.graph.taxonomy`` and ``kg.matching.kernel.conditions`` say it of a view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from kg.graph.actors import TERRITORIES
from kg.graph.cypher_terms import ANY_NODE, resolved, seen
from kg.graph.taxonomy import CATEGORY, GROUPS
from kg.graph.view import Direction
from kg.matching.cypher.clauses import block, branches, labelled, reach, step
from kg.matching.cypher.walks import far, links
from kg.matching.kernel.condition_keys import GIVING
from kg.model.relations import DECLARED

FITS: Final = "fits"
"""What the line of a lens asks of a side, beside its conditions."""
_NARROW: Final = f"NOT coalesce({{0}}.level, '') IN {list(GROUPS)} AND NOT {{0}}.id IN $collections"


@dataclass(frozen=True)
class Side:
    """One side: the variable of its node, the labels it may have; ``probe``: it stands nowhere."""

    node: str
    labels: tuple[str, ...]
    probe: bool = False

    def near(self, type_: str, direction: Direction, name: str) -> str:
        """Return the clause for the neighbours along one type of relation."""
        if self.probe:
            ends = labelled(far(type_, direction))
            # The labels only let the index of ids be used: a node is not found by its id without
            # one.
            return f"UNWIND {links([type_], direction)} AS id\nMATCH ({name}{ends} {{id: id}})"
        return step(self.node, [type_], direction, name)

    def among(self, types: Iterable[str]) -> str:
        """Return the condition that the node is of one of these types, as far as that is open."""
        some = [label for label in self.labels if label in set(types)]
        if not some or len(some) == len(self.labels):
            return "true" if some else "false"
        return f"{self.node}{labelled(some)}"


def languages(side: Side) -> str:
    """Return the clause that gives ``languages``."""
    return _listed(side, f"{side.near('IN_LANGUAGE', 'out', 'l')}\nRETURN collect(l) AS languages")


def actors(side: Side) -> str:
    """Return the clause that gives ``actors``: who declares the node, else the node itself."""
    named = side.near("DECLARES", "in", "a")
    declared = "true" if side.probe else side.among(DECLARED)
    if declared == "false":
        return _listed(side, f"RETURN [{side.node}] AS actors")
    if declared == "true":
        return _listed(side, f"{named}\nRETURN collect(DISTINCT a) AS actors")
    begin = f"WITH {side.node} WHERE"
    either = branches(
        [
            f"{begin} {declared}\n{named}\nRETURN a",
            f"{begin} NOT {declared}\nRETURN {side.node} AS a",
        ]
    )
    inner = block(f"CALL ({side.node})", either)
    return _listed(side, f"{inner}\nRETURN collect(DISTINCT a) AS actors")


def states(_side: Side) -> str:
    """Return the clause that gives ``states``: those of the actors, as they are or name them."""
    up = reach("a", "PART_OF", "out", f"t{labelled(TERRITORIES)}")
    part = block("CALL (a)", f"{up}\nRETURN collect(DISTINCT t) AS above")
    place = f"(named{labelled(TERRITORIES)} {{id: {resolved('a.country')}}})"
    named = f"OPTIONAL MATCH {place} WHERE {seen('named')}"
    stated = block("CALL (a)", f"{named}\nRETURN collect(named) AS stated")
    # As ``kg.graph.actors.territories``: the country that a record names counts where it is part of
    # none.
    both = "UNWIND CASE WHEN size(above) > 0 THEN above ELSE stated END AS state"
    body = f"UNWIND actors AS a\n{part}\n{stated}\n{both}\nRETURN collect(DISTINCT state) AS states"
    return block("CALL (actors)", body)


def homes(_side: Side) -> str:
    """Return the clause that gives ``homes``: ids of the states, their regions and bodies."""
    region = f"{step('s', ['IN_REGION'], 'out', 'g')}\n  AND {seen('s')}"
    body = f"{step('s', ['MEMBER_OF'], 'out', 'home')}\n  AND {seen('s')}"
    each = "\nUNION\n".join(
        [
            "RETURN s AS home",
            f"{region}\n{reach('g', 'BROADER', 'out', 'home')}\nRETURN DISTINCT home",
            f"{body}\nRETURN home",
        ]
    )
    inner = block("CALL (s)", each)
    return block(
        "CALL (states)", f"UNWIND states AS s\n{inner}\nRETURN collect(DISTINCT home.id) AS homes"
    )


def admits(side: Side) -> str:
    """Return the clause that gives ``admits``: ids of those listed; none where words are listed."""
    return _listed(
        side,
        f"UNWIND coalesce({side.node}.eligible, []) AS item\n"
        f"WITH {resolved('item')} AS id\n"
        f"OPTIONAL MATCH (known:{ANY_NODE} {{id: id}}) WHERE {seen('known')}\n"
        # Words among the ids lead to no node: then nobody knows who is admitted.
        "RETURN CASE WHEN count(known) = count(id) THEN collect(id) ELSE [] END AS admits",
    )


def fields(side: Side) -> str:
    """Return the clause that gives ``fields``: the sectors that stand for the same field."""
    return _same(side, "fields")


def subjects(side: Side) -> str:
    """Return the clause that gives ``subjects``: the same, without what is too broad."""
    return _same(side, "subjects", _NARROW)


def _same(side: Side, name: str, only: str = "") -> str:
    """Return the clause that gives what ``kg.graph.taxonomy`` says under this name.

    ``only`` is the condition under which a sector counts, with its variable in braces.
    """
    stated, nearer, over = (f"\n  AND {only.format(n)}" if only else "" for n in ("s", "near", "f"))
    within = reach("s", "BROADER", "in", "part")
    near = f"{step('part', ['MATCHES'], 'out', 'near')}{nearer}"
    below = reach("near", "BROADER", "in", "f")
    above = f"{reach('s', 'BROADER', 'out', 'f')}\n  AND f.level = '{CATEGORY}'{over}"
    each = "\nUNION\n".join(
        [
            f"{within}\nRETURN DISTINCT part AS f",
            f"{within}\nWITH DISTINCT part\n{near}\nWITH DISTINCT near\n{below}\nRETURN DISTINCT f",
            f"{above}\nRETURN DISTINCT f",
        ]
    )
    where = f" WHERE {only.format('s')}" if only else ""
    stated = f"{side.near('IN_SECTOR', 'out', 's')}\nWITH DISTINCT s{where}"
    inner = block("CALL (s)", each)
    return _listed(side, f"{stated}\n{inner}\nRETURN collect(DISTINCT f) AS {name}")


def _listed(side: Side, body: str) -> str:
    return block(f"CALL ({side.node})", body)


_CLAUSES: Final[dict[str, tuple[Callable[[Side], str], ...]]] = {
    "different_actor": (actors, states),
    "common_language": (languages,),
    "same_field": (fields,),
    FITS: (subjects,),
}


def facts(side: Side, rules: Iterable[str]) -> str:
    """Return the clause that gives ``facts``: a list for each condition about sets."""
    # Each clause once and in this order: states are read from actors, homes from states.
    wanted: dict[Callable[[Side], str], None] = {}
    entries = []
    for rule in rules:
        for clause in _eligible(side) if rule == "eligible" else _CLAUSES.get(rule, ()):
            wanted[clause] = None
        entries += [f"{rule}: {_value(side, rule)}"] if rule in {*_CLAUSES, "eligible"} else []
    clauses = [clause(side) for clause in wanted]
    body = "\n".join([*clauses, f"RETURN {{{', '.join(entries)}}} AS facts"])
    return block(f"CALL ({side.node})", body)


def _eligible(side: Side) -> tuple[Callable[[Side], str], ...]:
    gives = "false" if side.probe else side.among(GIVING)
    belongs = () if gives == "true" else (actors, states, homes)
    return belongs if gives == "false" else (*belongs, admits)


def _value(side: Side, rule: str) -> str:
    if rule == "different_actor":
        # As ``kg.graph.actors.parties``.
        return "CASE WHEN size(states) > 0 THEN states ELSE actors END"
    if rule != "eligible":
        return {"common_language": "languages", "same_field": "fields", FITS: "subjects"}[rule]
    gives = "false" if side.probe else side.among(GIVING)
    if gives in {"true", "false"}:
        return "admits" if gives == "true" else "homes"
    return f"CASE WHEN {gives} THEN admits ELSE homes END"
