"""What a term counts: the x of each measure, of many actors for one need.

Each measure has its home here and, for the database, in ``kg.matching.cypher.cypher_measures``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.graph.actors import declarers, territories
from kg.graph.probe import Probe, Query
from kg.graph.taxonomy import sectors_of, subjects_asked
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int64
from kg.matching.kernel.logarithms import THOUSAND, faded, of_thousandths, of_whole
from kg.matching.kernel.track_record import UNKNOWN, Links, TrackRecord
from kg.matching.lens.lens import Measure

Mask = NDArray[np.bool_]


class Need(NamedTuple):
    """What a need asks for, as node numbers, ascending: for whom, and in which categories.

    ``told``: it stands in no store.
    """

    recipients: tuple[int, ...]
    subjects: tuple[int, ...]
    told: bool = False


class Counted(NamedTuple):
    """What a measure finds of each actor: x, and whether it found a year at all."""

    x: Int64
    found: Mask


class Kind(NamedTuple):
    """A measure: how it counts, what of the need it reads, T by its x, the x of a whole one."""

    counts: Callable[[TrackRecord, Need, Int64], Counted]
    reads: Callable[[Need], Need]
    logarithm: Callable[[Int64], Int64]
    unit: int


def need_of(view: View, query: Query) -> Need:
    """Return what a need asks for."""
    homes = {place for actor in declarers(view, query) for place in territories(view, actor)}
    about = subjects_asked(view, sectors_of(view, query))
    return Need(tuple(sorted(homes)), tuple(sorted(about)), isinstance(query, Probe))


def who(record: TrackRecord, need: Need) -> Int64:
    """Return who has worked in what a need asks for, ascending.

    Where somebody tells a recipient and no sector, who has worked with that one.
    """
    if need.told and not need.subjects:
        found = [record.with_recipient(one).actor for one in need.recipients]
    else:
        found = [record.in_subject(one)[0] for one in need.subjects]
    return np.unique(np.concatenate([np.zeros(0, np.int64), *found]))


def _years_since(record: TrackRecord, need: Need, actors: Int64) -> Counted:
    """Whole calendar years since the actor last began to work in one of the sectors."""
    last = np.full(len(actors), UNKNOWN, np.int64)
    for subject in need.subjects:
        own, year = record.in_subject(subject)
        _latest(last, actors, own, year)
    return Counted(record.year - last, last != UNKNOWN)


def _fading_sectors(record: TrackRecord, need: Need, actors: Int64) -> Counted:
    """Sectors in which the actor works with the recipients, each fading since its last year."""
    own = links_with(record, need)
    own = Links(*(column[own.last != UNKNOWN] for column in own))
    place, stays = _places(actors, own.actor)
    x = np.zeros(len(actors), np.int64)
    np.add.at(x, place, faded(record.year - own.last[stays]))
    return Counted(x, _any(len(actors), place))


def _new_links(record: TrackRecord, _need: Need, actors: Int64) -> Counted:
    """Pairs of recipient and sector in which the actor first worked in the last years."""
    place, stays = _places(record.fresh.actor, actors)
    x = np.zeros(len(actors), np.int64)
    x[stays] = record.fresh.links[place]
    return Counted(x, stays)


def links_with(record: TrackRecord, need: Need) -> Links:
    """Return the links with the recipients of a need; of several the last year counts."""
    found = [record.with_recipient(one) for one in need.recipients]
    if len(found) == 1:
        return found[0]
    nothing = Links(*(column[:0] for column in record.links))
    links = Links(*map(np.concatenate, zip(nothing, *found, strict=True)))
    # The last year first: of each actor and sector, the first row is kept.
    order = np.lexsort((links.recipient, -links.last, links.subject, links.actor))
    pairs = np.column_stack((links.actor[order], links.subject[order]))
    _, at = np.unique(pairs, axis=0, return_index=True)
    return Links(*(column[order][at] for column in links))


def _latest(last: Int64, actors: Int64, own: Int64, year: Int64) -> None:
    place, stays = _places(actors, own)
    np.maximum.at(last, place, year[stays])


def _places(actors: Int64, own: Int64) -> tuple[Int64, Mask]:
    """Return where in ``actors`` (ascending) those of ``own`` stand, and which of them do."""
    place = np.searchsorted(actors, own)
    stays = place < len(actors)
    stays[stays] = actors[place[stays]] == own[stays]
    return place[stays], stays


def _any(size: int, place: Int64) -> Mask:
    found = np.zeros(size, np.bool_)
    found[place] = True
    return found


def _only_subjects(need: Need) -> Need:
    return Need((), need.subjects)


def _only_recipients(need: Need) -> Need:
    return Need(need.recipients, ())


def _nothing(_need: Need) -> Need:
    return Need((), ())


MEASURES: Final[Mapping[Measure, Kind]] = {
    "years_since": Kind(_years_since, _only_subjects, of_whole, 1),
    "fading_sectors": Kind(_fading_sectors, _only_recipients, of_thousandths, THOUSAND),
    "new_links": Kind(_new_links, _nothing, of_whole, 1),
}
"""All measures, by the name that a lens file uses."""
