"""Who may see which statements: the only place where that is decided.

Visibility belongs to statements. A statement is seen from its own claim up; a record or relation by
those who see at least one statement of it, and each field is chosen among those (an internal sheet
does not black out a state, and a title that only the board knows neither shows nor wins). Offers,
demands and practices are closed by the strictest claim about them. Who claims nothing leaves the
fallback: ``states`` for what an authority declares, ``public`` for all else; it is never stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kg.base.audience import AUDIENCES, Audience
from kg.model.changes import RelationKey
from kg.model.claims import Claim
from kg.model.fields import VISIBLE
from kg.model.nodes import Declared, Milestone, Source
from kg.model.records import Statement
from kg.model.registry import NODES, type_of

EVERYBODY: Final[Audience] = AUDIENCES[0]
FEWEST: Final[Audience] = AUDIENCES[-1]
OPENED: Final[tuple[Audience, ...]] = AUDIENCES[:-1]
"""To whom a record can be released: everybody else reads it anyway."""
FALLBACK: Final[Audience] = "states"
"""Who sees what an authority declares, where nobody says who may see it."""
CLOSED_WHOLE: Final = frozenset(name for name, cls in NODES.items() if issubclass(cls, Declared))
"""Types whose records the strictest claim closes as a whole."""
SOURCE: Final = Source.__name__
"""The type that is seen by those who see something it states."""
BOARD_SOURCE: Final = "source/desk/board"
"""The source under which the board itself speaks."""
MILESTONE: Final = Milestone.__name__
RECORDED: Final = "done"
"""The status of a milestone that the board has recorded as done."""
_ORDER: Final = {audience: rank for rank, audience in enumerate(AUDIENCES)}


def may_read(audience: Audience, level: Audience) -> bool:
    """Say whether what is open to ``level`` and up is open to an audience.

    >>> may_read("states", "public"), may_read("states", "board")
    (True, False)
    """
    return _ORDER[level] <= _ORDER[audience]


def narrowest(levels: Iterable[Audience]) -> Audience | None:
    """Return the level of those that fewest may read, None of none.

    >>> narrowest(["public", "board", "states"])
    'board'
    """
    return max(levels, key=_ORDER.__getitem__, default=None)


def claim(statement: Statement) -> Audience | None:
    """Return what counts as the claim of a statement about who may see it, None where none.

    How far a milestone is, the board said without a claim in earlier versions: everybody reads what
    it recorded as done, all else is its own.
    """
    if statement.override is not None:
        return statement.override.to
    if statement.visibility is None and _is_under_way(statement):
        return FEWEST
    return statement.visibility


def _is_under_way(statement: Statement) -> bool:
    status = statement.props.get("status")
    is_milestone = type_of(statement.subject) == MILESTONE
    return statement.source == BOARD_SOURCE and is_milestone and status not in {None, RECORDED}


def claim_about(relation: RelationKey, claim: Audience | None) -> Audience | None:
    """Return what a source that claims ``claim`` of a record claims of one of its relations.

    The relations of a record that is closed as a whole follow it and need no claim of their own.
    """
    ends = {type_of(relation.start), type_of(relation.end)}
    return None if ends & CLOSED_WHOLE else claim


def seen(type_: str, statements: Sequence[Statement], audience: Audience) -> tuple[Statement, ...]:
    """Return the statements of a record of ``type_`` (a node or relation) that an audience reads.

    All of them or none, where the type is closed as a whole.
    """
    if audience == FEWEST:
        return tuple(statements)
    if type_ in CLOSED_WHOLE:
        return tuple(statements) if may_read(audience, level(type_, statements)) else ()
    return tuple(s for s in statements if may_read(audience, claim(s) or EVERYBODY))


def level(type_: str, statements: Sequence[Statement]) -> Audience:
    """Return from which audience on a record of ``type_`` with these statements is seen."""
    claims = [claim(statement) for statement in statements]
    if type_ in CLOSED_WHOLE:
        return narrowest(filter(None, claims)) or fallback(type_, statements)
    return min((one or EVERYBODY for one in claims), key=_ORDER.__getitem__, default=FEWEST)


def node_level(id_: str, statements: Sequence[Statement]) -> Audience:
    """Return from which audience on a node with these statements is seen.

    What was merged into it goes by its id: who reads nothing that was said under that sees none of
    it. A source is seen by what it states, which its own statements do not tell.
    """
    type_ = type_of(id_) or ""
    own = [statement for statement in statements if statement.subject == id_]
    if type_ == SOURCE or (own and type_ in CLOSED_WHOLE):
        return level(type_, statements)
    return level(type_, own) if own else FEWEST


def claims(type_: str, statements: Sequence[Statement]) -> list[Claim]:
    """Return every claim about who may see a record, the one that counts first."""
    made = [s for s in statements if s.visibility is not None or s.override is not None]
    now = level(type_, statements)
    rule = "strictest" if type_ in CLOSED_WHOLE else "widest"
    settled = "only" if len(made) == 1 else rule
    found = [_claim(s, now, settled) for s in sorted(made, key=lambda s: (s.source, s.subject))]
    return sorted(found, key=lambda one: not one.chosen)


def _claim(statement: Statement, now: Audience, rule: str) -> Claim:
    counts, over = claim(statement), statement.override
    if over is None:
        return Claim(VISIBLE, counts, statement.source, counts == now, rule)
    note = f"{over.on}: {over.reason}"
    return Claim(VISIBLE, counts, statement.source, counts == now, "released", note)


def fallback(type_: str, statements: Sequence[Statement]) -> Audience:
    """Return who sees a record about which nobody says who may see it.

    Declared is what any of its sources declares: who calls it an example opens nothing by that.
    """
    if type_ not in CLOSED_WHOLE:
        return EVERYBODY
    declared = NODES[type_].model_fields["nature"].default
    natures = {statement.props.get("nature", declared) for statement in statements}
    return FALLBACK if declared in natures else EVERYBODY
