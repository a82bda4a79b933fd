"""What is new for an office: what fits its watch lists, or matches its records, and did not before.

New is what came, or says something else than, at a revision of the knowledge base. That is the one
which the last digest told of; where the knowledge base was put back from a copy since, the last one
of that time: what was lost with it, and comes again, is new again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from kg.base.errors import UnknownIdError
from kg.browse.declared_list import Facet, Wanted, listed
from kg.exchange.new_matches import LENSES_OF, LOOKED_AT
from kg.exchange.visits import changed_since, is_new, revision_of
from kg.graph.openness import is_open
from kg.graph.view import View
from kg.matching.lens.lens_files import LENSES
from kg.matching.living.kept_lists import best_of
from kg.model.desk_types import Watch
from kg.store.protocol import Store
from kg.store.seen_records import SeenRecords

TYPES: Final = {"demands": "Demand", "offers": "Offer", "practices": "Practice"}
"""The types of records that lists are of, by kind of sheet."""
FIELDS: Final[dict[Facet, str]] = {
    "sector": "sector", "state": "state_of", "language": "language", "region": "region",
    "modality": "modality",
}  # fmt: skip
"""The fields of a watch list, by what narrows a list down."""


def known_by(view: View) -> str:
    """Return by what the revision of a view is known: its number and token."""
    return f"{view.snapshot.revision}:{view.snapshot.token}"


def number_known(knowledge: Store, known: str | None, moment: datetime) -> int:
    """Return the revision that was known; where it is not there any more, the last by a moment."""
    found = None if known is None else revision_of(knowledge, known)
    return _last_by(knowledge, moment) if found is None else found


def matching(view: View, knowledge: Store, id_: str) -> list[str]:
    """Return what matches a record that can be taken up, in the order of its matches.

    Nothing where it is not there any more, or not for this audience.
    """
    try:
        return list(_matches(view, knowledge, id_))
    except UnknownIdError:
        return []


def fitting(view: View, knowledge: Store, watch: Watch, lang: str) -> list[str]:
    """Return what fits a watch list now, in the order of its matches or of the list.

    Nothing where what it names is not there any more, or not for this audience.
    """
    if watch.record:
        return matching(view, knowledge, watch.record)
    try:
        ids = {facet: getattr(watch, name) for facet, name in FIELDS.items()}
        chosen = {facet: id_ for facet, id_ in ids.items() if id_}
        records = SeenRecords(knowledge, view.audience, view.snapshot.token)
        found = listed(view, records, Wanted(TYPES[watch.kind or ""], chosen), lang)
    except (UnknownIdError, KeyError):
        return []
    return [view.id(node) for node in found.nodes]


class Novelty:
    """What came, or says something else, since a revision of the knowledge base."""

    def __init__(self, knowledge: Store, number: int) -> None:
        self._knowledge = knowledge
        self._number = number
        self._changed = changed_since(knowledge, number)

    def __bool__(self) -> bool:
        """Say whether there is anything."""
        return bool(self._changed.nodes or self._changed.related)

    def among(self, ids: Iterable[str]) -> list[str]:
        """Return those that are new, in their order."""
        touched = self._changed.nodes | self._changed.related
        near = (id_ for id_ in dict.fromkeys(ids) if id_ in touched)
        return [id_ for id_ in near if is_new(self._knowledge, id_, self._number, self._changed)]


def _matches(view: View, knowledge: Store, id_: str) -> Iterator[str]:
    node = view.index(id_)
    if not is_open(view, node):
        return
    for name in LENSES_OF.get(view.type_of(node), ()):
        for one in best_of(view, knowledge, LENSES.named(name), id_, LOOKED_AT):
            if one.fits is not False:
                yield one.id


def _last_by(knowledge: Store, moment: datetime) -> int:
    """Return the number of the last revision that was made by a moment, 0 where none was."""
    low, high = 0, knowledge.revision()
    while low < high:
        middle = (low + high + 1) // 2
        at = knowledge.point(middle).at
        if at is not None and datetime.fromisoformat(at).astimezone(UTC) <= moment:
            low = middle
        else:
            high = middle - 1
    return low
