"""The hard conditions as Cypher: which of them a pair fails first."""

from __future__ import annotations

from typing import Any, Final

from kg.base.millionths import MILLION
from kg.matching.cypher.clauses import labelled
from kg.matching.cypher.sides import FITS
from kg.matching.kernel.condition_keys import APART
from kg.matching.kernel.conditions import required
from kg.matching.kernel.fits import SECTOR, WORDS
from kg.matching.lens.lens import Lens, PathLens, Requirement
from kg.model.fields import CLOSED
from kg.model.relations import DECLARED

# Where a month has no such day Cypher takes its last one, as ``kg.base.dates.add_months`` does.
_REACHES: Final = "{0}.starts + duration({{months: $months}})"
# The graph holds the last day, a snapshot the first one after it.
_ENDS: Final = "{0}.ends + duration({{days: 1}})"
_SIDES: Final = ("q", "o")


def parameters(lens: Lens) -> dict[str, Any]:
    """Return the parameters of the conditions and of the line that a lens draws.

    Months, the least of single paths, what is no subject; ``tied`` is empty: by the id of a query,
    the ids of those whose words name the same sector (``kg.matching.kernel.fits.tied``).
    """
    rules = required(lens)
    # Only a lens of paths has conditions about one of them.
    floors = [
        r.share * lens.weight(r.path)
        for r in rules
        if r.name == "at_least" and isinstance(lens, PathLens)
    ]
    months = [r.months for r in rules if r.name == "period_overlap"]
    found: dict[str, Any] = {"months": months[0]} if months else {}
    line = {"collections": list(lens.fits.collections), "tied": {}} if lens.fits else {}
    return {**found, **({"floors": floors} if floors else {}), **line}


def first_failed(lens: Lens, *, probe: bool) -> str:
    """Return the expression for the number of the first condition that a pair fails, else null.

    It reads the nodes ``q`` and ``o``, their lists ``ours`` and ``theirs``, and ``parts``; of a
    ``probe``, which is no node, ``$nature``.
    """
    floors = 0
    whens = []
    for number, rule in enumerate(required(lens)):
        whens.append(f"WHEN NOT ({_holds(lens, rule, floors, probe=probe)}) THEN {number}")
        floors += rule.name == "at_least"
    # -1 is no condition's number: such a pair is counted nowhere, and is no match either.
    return "\n     ".join(["CASE WHEN uncounted IS NOT NULL THEN -1", *whens, "END"])


def fitting(lens: Lens, *, probe: bool) -> str:
    """Return the expression that says whether a pair fits, null where the lens draws no line.

    It reads what ``first_failed`` does; a ``probe`` has no words.
    """
    if lens.fits is None:
        return "null"
    share = f"any(x IN ours.{FITS} WHERE x IN theirs.{FITS})" if SECTOR in lens.fits.by else ""
    words = "o.id IN coalesce($tied[q.id], [])" if WORDS in lens.fits.by and not probe else ""
    return " OR ".join(filter(None, (share, words))) or "false"


def _holds(lens: Lens, rule: Requirement, floors: int, *, probe: bool) -> str:
    # Here and below: a comparison with null is null, and what is not known passes.
    if rule.name == "same_nature":
        return f"coalesce({'$nature' if probe else 'q.nature'} = o.nature, true)"
    if rule.name == "open":
        return " AND ".join(_stands(node) for node in (_SIDES[1:] if probe else _SIDES))
    if rule.name == "valid_on_date":
        return "coalesce(o.ends >= $as_of, true)"
    if rule.name == "period_overlap":
        return _overlap()
    if rule.name == "at_least" and isinstance(lens, PathLens):
        place = [path.name for path in lens.paths].index(rule.path)
        part = f"coalesce(head([part IN parts WHERE part.path = {place} | part.score]), 0)"
        return f"{part} * {MILLION} >= $floors[{floors}]"
    return _sets(rule.name)


def _stands(node: str) -> str:
    # Other types have a status of other words: what is no offer, demand or practice stands.
    declared = f"{node}{labelled(DECLARED)}"
    return f"NOT ({declared} AND coalesce({node}.status, '') IN {list(CLOSED)})"


def _overlap() -> str:
    """Each side's start plus the months is not after the day on which either side has ended."""
    return "\n       AND ".join(
        f"coalesce({_REACHES.format(one)} <= {_ENDS.format(other)}, true)"
        for one in _SIDES
        for other in _SIDES
    )


def _sets(name: str) -> str:
    share = f"any(x IN ours.{name} WHERE x IN theirs.{name})"
    if name in APART:
        return f"NOT {share}"
    return f"size(ours.{name}) = 0 OR size(theirs.{name}) = 0 OR {share}"
