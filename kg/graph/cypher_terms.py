"""What our Cypher texts share: who may see a node, when a relation holds, where an id leads."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, NamedTuple

from kg.base.audience import AUDIENCES, Audience
from kg.model.registry import NODES, RELATIONS


class Query(NamedTuple):
    """Cypher text, and the parameters without which it means nothing."""

    text: str
    parameters: dict[str, Any]


ANY_NODE: Final = "|".join(NODES)
"""All labels of the model: a node found by its id alone, through the index of each label."""


def reader(as_of: date, audience: Audience) -> dict[str, Any]:
    """Return the parameters that every text takes: the date, and what the reader may see.

    The list has as many places for every reader: for one of another size the server would plan the
    text anew, which takes seconds.

    >>> reader(date(2026, 11, 25), "states")["audience"]
    ['public', 'states', 'states']
    """
    known = open_to(audience)
    return {"as_of": as_of, "audience": known + known[-1:] * (len(AUDIENCES) - len(known))}


def open_to(audience: Audience) -> list[Audience]:
    """Return the audiences whose records a reader may see.

    >>> open_to("states")
    ['public', 'states']
    """
    return list(AUDIENCES[: AUDIENCES.index(audience) + 1])


def seen(*names: str) -> str:
    """Return the condition that the reader may see these nodes or relations.

    >>> seen("n")
    "coalesce(n.visibility, 'public') IN $audience"
    """
    return " AND ".join(f"coalesce({n}.visibility, '{AUDIENCES[0]}') IN $audience" for n in names)


def in_force(name: str) -> str:
    """Return the condition that a relation holds on the date, and that the reader may see it.

    >>> print(in_force("r"))
    (r.since IS NULL OR r.since <= $as_of) AND (r.until IS NULL OR $as_of < r.until)
      AND coalesce(r.visibility, 'public') IN $audience
    """
    return (
        f"({name}.since IS NULL OR {name}.since <= $as_of) "
        f"AND ({name}.until IS NULL OR $as_of < {name}.until)\n  AND {seen(name)}"
    )


def counted(name: str, *types: str) -> str:
    """Return the condition that a relation of one of these types counts: in force, and full.

    >>> counted("r", "PARTY_TO").splitlines()[-1].strip()
    "AND coalesce(r.status, 'party') = 'party'"
    >>> counted("r", "RUNS", "PART_OF").splitlines()[-1].strip()
    'AND r.status IS NULL'
    """
    full = {status for type_ in types for status in RELATIONS[type_].full}
    if len(full) > 1:
        raise ValueError(types)
    status = f"coalesce({name}.status, '{min(full)}') = '{min(full)}'" if full else ""
    return f"{in_force(name)}\n      AND {status or f'{name}.status IS NULL'}"


def found(name: str, id_: str) -> str:
    """Return the clause that finds the node an id leads to, redirects followed, if the reader may.

    ``id_`` is an expression of the text, such as ``$start``.
    """
    return f"MATCH ({name}:{ANY_NODE} {{id: {resolved(id_)}}})\nWHERE {seen(name)}"


def resolved(id_: str) -> str:
    """Return the expression for the id that an id leads to, redirects followed."""
    lead = f"COLLECT {{ MATCH (lead:_Redirect {{old: {id_}}}) RETURN lead.new }}"
    return f"coalesce(head({lead}), {id_})"
