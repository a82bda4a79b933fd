"""Whose a declared record is: another's is not restated by a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.findings import Outcome
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from kg.base.i18n import msg
from kg.model.nodes import Country, State
from kg.store.protocol import Store

_HIGHEST = 6
"""Steps from an office up to its state: more are a circle."""
_HOMES = (State.prefix, Country.prefix)


def check_declarer(draft: Draft, context: Context, id_: str, actors: Iterable[str]) -> None:
    """Hold a row about a record that somebody else has declared."""
    store = context.store
    owners = _declarers(store, id_) if store else set()
    mine = set(actors)
    if store is None or not owners or owners & mine:
        return
    if _homes(store, owners) & _homes(store, mine):
        return
    message = msg("{id} was declared by {owners}.", id=id_, owners=sorted(owners))
    fix = msg("Only they or the secretariat may change it; give this row an id of its own.")
    draft.find("id", "not-the-declarer", Outcome.HELD, message, fix)


def _declarers(store: Store, id_: str) -> set[str]:
    records = store.relations_of(id_)
    return {r.relation.start for r in records if r.relation.type == "DECLARES"}


def _homes(store: Store, actors: Iterable[str]) -> set[str]:
    """Return the states and countries that actors are, are part of or name."""
    reached = set(with_those_above(store, actors))
    named = {
        statement.props.get("country")
        for record in store.get(sorted(reached)).values()
        for statement in record.statements
    }
    return {id_ for id_ in reached | named if id_ and id_.partition("/")[0] in _HOMES}


def with_those_above(store: Store, actors: Iterable[str]) -> list[str]:
    """Return actors and all that they are part of, the nearest first."""
    return [id_ for level in levels_above(store, actors) for id_ in level]


def levels_above(store: Store, actors: Iterable[str]) -> Iterator[list[str]]:
    """Yield actors, then what they are part of, and so on; asked for no more than is taken.

    What many are related to takes long to look above: a state has thousands of activities.
    """
    reached = level = dict.fromkeys(actors)
    yield list(level)
    for _ in range(_HIGHEST):
        records = store.relations_from(sorted(level))
        above = (r.relation.end for r in records if r.relation.type == "PART_OF")
        level = {id_: None for id_ in above if id_ not in reached}
        if not level:
            return
        yield list(level)
        reached = {**reached, **level}
