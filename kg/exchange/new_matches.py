"""New matches since an office was here last: the other record came, or says something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kg.definitions.shipped_names import OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND
from kg.exchange.visits import Changed, changed_since, is_new, revision_of
from kg.graph.memo import kept
from kg.graph.openness import is_open
from kg.graph.view import View
from kg.matching.lens.lens_files import LENSES
from kg.matching.living.kept_lists import best_of
from kg.matching.match import match
from kg.model.documents import MatchResult
from kg.store.protocol import Store

LENSES_OF: Final = {
    "Demand": (OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND),
    "Offer": (OFFERS_FOR_DEMAND,),
    "Practice": (PRACTICES_FOR_DEMAND,),
}
"""The lenses by which records of a type are matched."""
LOOKED_AT: Final = 20
"""How far down its matches of a record are looked at."""


class NewMatch(NamedTuple):
    """A record of one's own, and what it newly matches."""

    own: str
    found: MatchResult


def new_matches(
    view: View, knowledge: Store, own: Sequence[int], visit: str | None, lang: str
) -> list[NewMatch] | None:
    """Return what matches the open records of an office anew since a visit, in their order.

    ``own`` are its records by number. None where nothing can be said: it was not here before, or
    the knowledge base is not the one any more that it saw then.
    """
    number = None if visit is None else revision_of(knowledge, visit)
    if number is None:
        return None
    open_ = tuple(node for node in own if is_open(view, node))
    key = "new matches", number, open_, lang
    return kept(view, key, lambda: list(_found(view, knowledge, open_, number, lang)))


def _found(
    view: View, knowledge: Store, own: Sequence[int], number: int, lang: str
) -> Iterator[NewMatch]:
    changed = changed_since(knowledge, number)
    mine = {view.id(node) for node in own}
    if not _others(view, changed, mine):
        return
    for node in own:
        id_ = view.id(node)
        for name in LENSES_OF[view.type_of(node)]:
            lens = LENSES.named(name)
            listed = best_of(view, knowledge, lens, id_, LOOKED_AT)
            new = {one.id for one in listed if is_new(knowledge, one.id, number, changed)}
            # Reasons and contacts cost far more than a list: they are put together for what is new.
            found = match(view, lens, id_, lang, LOOKED_AT).results if new else []
            yield from (NewMatch(id_, result) for result in found if result.id in new)


def _others(view: View, changed: Changed, mine: set[str]) -> set[str]:
    ids = (changed.nodes | changed.related) - mine
    return {id_ for id_ in ids if view.snapshot.index(id_) is not None}
