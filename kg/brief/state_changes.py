"""What changed of a state since the last brief: its records, its memberships, its agreements."""

from __future__ import annotations

from typing import Final

from kg.base.dates import add_months
from kg.brief.changes_said import said
from kg.brief.changes_told import Told, between
from kg.brief.paper import Block
from kg.brief.paper_telling import Telling
from kg.brief.state_facts import Facts, open_records
from kg.graph.actors import family
from kg.model.changes import RelationKey

MONTHS: Final = 3
"""How far back changes are told where nobody says since when."""


def changes(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return what changed since the day asked for, else in the last months.

    Raises:
        StoreError: the history cannot be read.
    """
    last = telling.view.as_of
    first = telling.asked.since or add_months(last, -MONTHS)
    found = between(telling, min(first, last), last)
    own = _own(telling, known, found.told)
    return said(telling, found, [one for one in found.told if _is_of(one, own)])


def _own(telling: Telling, known: Facts, told: tuple[Told, ...]) -> frozenset[str]:
    """Return the ids of the state with its offices, and of what these declare or declared."""
    view = telling.view
    actors = {view.id(node) for node in family(view, known.state)}
    records = {view.id(node) for node in open_records(telling, known)}
    gone = {
        one.subject.end
        for one in told
        if isinstance(one.subject, RelationKey)
        and one.subject.start in actors
        and one.type == "DECLARES"
    }
    return frozenset(actors | records | gone)


def _is_of(one: Told, own: frozenset[str]) -> bool:
    """Say whether a change is one of the state; who declares what is told with the record."""
    if isinstance(one.subject, RelationKey):
        return one.type != "DECLARES" and one.subject.start in own
    return one.subject in own
