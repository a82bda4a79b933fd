"""Which record an entry is about: none yet, one of the office's own, or somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from api.pages.desk.at_desk import AtDesk
from api.pages.desk.office_records import own_ids
from ingest.entries import pairs_of
from ingest.findings import Item
from ingest.own_cells import alters
from kg.base.errors import UnknownIdError
from kg.exchange.moving import Seen
from kg.exchange.own_statements import OwnRecord, own_record
from kg.exchange.sent_before import sent_before
from kg.model.desk_types import Submission


class Target(NamedTuple):
    """What an entry is about; neither: something new. ``other`` is the id of another's record."""

    own: OwnRecord | None = None
    other: str = ""


NOTHING_YET = Target()


def target_of(here: AtDesk, id_: str) -> Target:
    """Return what an entry with this id is about.

    Raises:
        UnknownIdError: no such record for this office. What is hidden and what is not there are
            told alike, so that nobody learns of a record by trying ids.
    """
    if not id_:
        return NOTHING_YET
    store = here.reader.inquiry.store
    own = own_record(store, id_, here.office.id) if id_ in own_ids(here) else None
    if own is not None:
        return Target(own)
    view = here.reader.view
    found = view.snapshot.index(id_)
    if found is None:
        raise UnknownIdError(id_)
    return Target(other=view.id(found))


def says_nothing_new(target: Target, item: Item) -> bool:
    """Say whether an entry states no more than what stands already."""
    return target.own is not None and bool(item.changes) and not alters(target.own, item.changes)


def is_resent(
    here: AtDesk, kind: str, cells: Mapping[str, str], seen: Seen[Submission] | None
) -> bool:
    """Say whether an entry that came back is sent again just as it was sent before."""
    if seen is None:
        return False
    with here.desk() as desk:
        before = sent_before(desk, seen.record.id)
    return before is not None and sorted(before) == sorted(pairs_of(kind, cells))


def is_older(target: Target, based_on: str | None) -> bool:
    """Say whether somebody has changed the record since an entry about it was begun."""
    return target.own is not None and bool(based_on) and based_on != target.own.record.token
