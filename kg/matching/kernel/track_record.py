"""Who has done what, where and since when: the activities of a view as columns, for terms.

Only what began on or before the day of the view is in here, ended or not, and what has no start on
record, of which the year is not known. A sector stands for its category (``taxonomy.subjects``);
recipients are states and countries. What an actor does where it is at home counts for nothing, nor
do examples.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.graph.activities import begins, years
from kg.graph.actors import TERRITORIES
from kg.graph.memo import kept
from kg.graph.taxonomy import subjects
from kg.graph.view import Csr, View
from kg.matching.kernel.arithmetic import Int64
from kg.matching.kernel.conditions import sets_of
from kg.model.fields import EXAMPLE, NATURES

UNKNOWN: Final = 0
"""The year of what has no start on record."""
NEW: Final = 3
"""For so many years a link is new."""
_NEVER: Final = 1 << 30
# Rows joined at a time: the product of actors, recipients and sectors is never in memory whole.
_BLOCK: Final = 1 << 22

Mask = NDArray[np.bool_]


class Worked(NamedTuple):
    """Who has worked in a sector, ordered by (sector, actor): the year it last began to."""

    subject: Int64
    actor: Int64
    last: Int64


class Links(NamedTuple):
    """Who has worked with a recipient in a sector, ordered by (recipient, actor, sector).

    ``first`` and ``last`` are the years in which it first and last began to.
    """

    recipient: Int64
    actor: Int64
    subject: Int64
    first: Int64
    last: Int64


class Fresh(NamedTuple):
    """How many links of an actor are new, ordered by actor: those that have a link with a year."""

    actor: Int64
    links: Int64


class Done(NamedTuple):
    """Who has taken part in an activity, ordered by (actor, activity): node numbers."""

    actor: Int64
    activity: Int64


@dataclass(frozen=True, slots=True, eq=False)
class TrackRecord:
    """The record of all actors of some types in some roles, or of one of them."""

    year: int
    """The year asked."""
    done: Done
    worked: Worked
    links: Links
    fresh: Fresh

    def in_subject(self, subject: int) -> tuple[Int64, Int64]:
        """Return who has worked in a sector, ascending, and the last year of each."""
        part = _slice(self.worked.subject, subject)
        return self.worked.actor[part], self.worked.last[part]

    def with_recipient(self, recipient: int) -> Links:
        """Return the links of all actors with a recipient."""
        part = _slice(self.links.recipient, recipient)
        return Links(*(column[part] for column in self.links))

    def of(self, actor: int) -> TrackRecord:
        """Return the record of one actor alone."""
        worked, links = self.worked.actor == actor, self.links.actor == actor
        return TrackRecord(
            self.year,
            Done(*(column[_slice(self.done.actor, actor)] for column in self.done)),
            Worked(*(column[worked] for column in self.worked)),
            Links(*(column[links] for column in self.links)),
            Fresh(*(column[_slice(self.fresh.actor, actor)] for column in self.fresh)),
        )


class Parts(NamedTuple):
    """What belongs to each activity of a view: recipients and sectors by its row, ascending."""

    recipients: Csr
    subjects: Csr


def track_record(view: View, roles: tuple[str, ...], types: tuple[str, ...]) -> TrackRecord:
    """Return the record of all actors of ``types`` in ``roles``; kept with the view."""
    return kept(view, record_key(roles, types), lambda: _record(view, roles, types))


def record_key(roles: tuple[str, ...], types: tuple[str, ...]) -> Hashable:
    """Return under which name a view keeps a track record."""
    return ("track record", roles, types)


def parts(view: View) -> Parts:
    """Return recipients and sectors of activities; kept with the view."""
    return kept(view, "parts of activities", lambda: Parts(_recipients(view), _subjects(view)))


def having(csr: Csr, rows: Int64, wanted: Int64) -> Mask:
    """Say to which rows something of ``wanted`` belongs."""
    found = np.zeros(len(rows), np.bool_)
    for place, other in _joined(rows, csr):
        found[place[np.isin(other, wanted)]] = True
    return found


def _record(view: View, roles: tuple[str, ...], types: tuple[str, ...]) -> TrackRecord:
    low, _ = view.snapshot.ranges["Activity"]
    year_of = years(begins(view)).astype(np.int64)
    done, given = _abroad(view, _done(view, roles, types), types)
    subjects_of = parts(view).subjects
    worked = [
        _reduced((subject, done.actor[row]), year_of[done.activity[row] - low])
        for row, subject in _joined(done.activity - low, subjects_of)
    ]
    row_of, recipient = given
    links = [
        _reduced(
            (recipient[place], done.actor[row_of[place]], subject),
            year_of[done.activity[row_of[place]] - low],
        )
        for place, subject in _joined(done.activity[row_of] - low, subjects_of)
    ]
    by_sector, by_link = _merged(worked, 2), _merged(links, 3)
    (sector, worker), (recipient, actor, subject) = by_sector.keys, by_link.keys
    found = Links(recipient, actor, subject, by_link.first, by_link.last)
    year = view.as_of.year
    return TrackRecord(
        year, done, Worked(sector, worker, by_sector.last), found, _fresh(found, year)
    )


def is_new(links: Links, year: int) -> Mask:
    """Say which links are new in a year: the first year of each is later than it minus ``NEW``."""
    found: Mask = links.first > year - NEW
    return found


def _fresh(links: Links, year: int) -> Fresh:
    dated = links.last != UNKNOWN
    actor, place = np.unique(links.actor[dated], return_inverse=True)
    counts = np.bincount(place, is_new(links, year)[dated], len(actor))
    return Fresh(actor, counts.astype(np.int64))


def _done(view: View, roles: tuple[str, ...], types: tuple[str, ...]) -> Done:
    """Return who took part in what had begun by the day; examples apart."""
    may = _real(view, types)
    counts = _begun(view)
    found = []
    for role in roles:
        edges, mask = view.snapshot.edges[role], view.counted(role)
        start, end = edges.start[mask], edges.end[mask]
        stays = may[start] & counts[end]
        found.append(start[stays].astype(np.int64) * len(view.snapshot) + end[stays])
    return Done(*np.divmod(np.unique(_all(found)), len(view.snapshot)))


def _abroad(view: View, done: Done, types: tuple[str, ...]) -> tuple[Done, tuple[Int64, Int64]]:
    """Return what was not done at home alone; and rows of it with each recipient abroad."""
    low, _ = view.snapshot.ranges["Activity"]
    recipients = parts(view).recipients
    blocks = list(_joined(done.activity - low, recipients))
    row, recipient = (_all([block[side] for block in blocks]) for side in (0, 1))
    away = ~_at_home(view, done.actor[row], recipient, types)
    some = np.diff(recipients.ptr)[done.activity - low] > 0
    stays = ~some
    stays[row[away]] = True
    number = np.cumsum(stays) - 1
    kept_rows = Done(done.actor[stays], done.activity[stays])
    return kept_rows, (number[row[away]], recipient[away])


def _at_home(view: View, actor: Int64, recipient: Int64, types: tuple[str, ...]) -> Mask:
    """Say which recipients are the state or country of the actor beside them, or itself."""
    from kg.matching.kernel.halfwalk import nodes_of

    sides = sets_of(view, types, "different_actor")
    size = len(view.snapshot)
    homes = [group * size + place for group, places in enumerate(sides.sets) for place in places]
    group = sides.of[np.searchsorted(nodes_of(view, types), actor)].astype(np.int64)
    found: Mask = np.isin(group * size + recipient, np.array(homes, np.int64))
    return found


def _recipients(view: View) -> Csr:
    edges, mask = view.snapshot.edges["RECEIVES"], view.counted("RECEIVES")
    start, end = edges.start[mask], edges.end[mask]
    stays = _real(view, TERRITORIES)[start]
    return _by_activity(view, end[stays].astype(np.int64), start[stays].astype(np.int64))


def _subjects(view: View) -> Csr:
    low, high = view.snapshot.ranges["Activity"]
    edges, mask = view.snapshot.edges["IN_SECTOR"], view.counted("IN_SECTOR")
    start, end = edges.start[mask].astype(np.int64), edges.end[mask].astype(np.int64)
    stays = (start >= low) & (start < high)
    start, end = start[stays], end[stays]
    sectors, place = np.unique(end, return_inverse=True)
    meant = [sorted(subjects(view, sector)) for sector in sectors.tolist()]
    ptr = np.cumsum([0, *map(len, meant)])
    table = Csr(ptr, np.array([one for each in meant for one in each], np.int32))
    blocks = list(_joined(place.astype(np.int64), table))
    row, subject = (_all([block[side] for block in blocks]) for side in (0, 1))
    return _by_activity(view, start[row], subject)


def _by_activity(view: View, activity: Int64, other: Int64) -> Csr:
    """Return what belongs to each activity, each once."""
    low, high = view.snapshot.ranges["Activity"]
    row, other = np.divmod(
        np.unique((activity - low) * len(view.snapshot) + other), len(view.snapshot)
    )
    ptr = np.searchsorted(row, np.arange(high - low + 1)).astype(np.int64)
    return Csr(ptr, other.astype(np.int32))


def _begun(view: View) -> Mask:
    """Say of each node whether it is an activity that counts: begun by the day, no example."""
    low, high = view.snapshot.ranges["Activity"]
    found = np.zeros(len(view.snapshot), np.bool_)
    # ALWAYS, which stands for no start on record, is before any day.
    found[low:high] = begins(view) <= view.day
    return found & _no_example(view)


def _real(view: View, types: Sequence[str]) -> Mask:
    found = np.zeros(len(view.snapshot), np.bool_)
    for name in types:
        found[slice(*view.snapshot.ranges[name])] = True
    return found & _no_example(view)


def _no_example(view: View) -> Mask:
    found: Mask = view.snapshot.nature != NATURES.index(EXAMPLE)
    return found


def _joined(keys: Int64, csr: Csr) -> Iterator[tuple[Int64, Int64]]:
    """Yield rows of ``keys`` with each of what belongs to their key, some millions at a time."""
    first = csr.ptr[keys]
    sizes = csr.ptr[keys + 1] - first
    ends = np.cumsum(sizes)
    low = 0
    while low < len(keys):
        before = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, before + _BLOCK, "right")))
        part = sizes[low:high]
        place = np.arange(int(part.sum())) + np.repeat(
            first[low:high] - (ends[low:high] - part - before), part
        )
        yield np.repeat(np.arange(low, high), part), csr.to[place].astype(np.int64)
        low = high


class _Reduced(NamedTuple):
    """Different keys, ordered, a column each, and two values of each."""

    keys: list[Int64]
    first: Int64
    last: Int64


def _reduced(keys: Sequence[Int64], year: Int64) -> _Reduced:
    """Return the different keys, ordered, with the first and the last year of each."""
    return _grouped(keys, np.where(year == UNKNOWN, _NEVER, year), year)


def _merged(blocks: Sequence[_Reduced], width: int) -> _Reduced:
    """Return the same of several blocks; a first year that is not known is UNKNOWN."""
    keys = [_all([block.keys[column] for block in blocks]) for column in range(width)]
    first, last = _all([block.first for block in blocks]), _all([block.last for block in blocks])
    found = _grouped(keys, first, last)
    return found._replace(first=np.where(found.first == _NEVER, UNKNOWN, found.first))


def _grouped(keys: Sequence[Int64], first: Int64, last: Int64) -> _Reduced:
    if not len(first):
        return _Reduced(list(keys), first, last)
    order = np.lexsort(tuple(reversed(keys)))
    ordered = [column[order] for column in keys]
    new = np.zeros(len(order), np.bool_)
    new[0] = True
    for column in ordered:
        new[1:] |= column[1:] != column[:-1]
    at = np.flatnonzero(new)
    return _Reduced(
        [column[at] for column in ordered],
        np.minimum.reduceat(first[order], at),
        np.maximum.reduceat(last[order], at),
    )


def _all(parts_: Sequence[Int64]) -> Int64:
    return np.concatenate([np.zeros(0, np.int64), *parts_])


def _slice(column: Int64, value: int) -> slice:
    low, high = np.searchsorted(column, [value, value + 1])
    return slice(int(low), int(high))
