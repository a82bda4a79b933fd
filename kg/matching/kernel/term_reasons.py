"""Why a lens of terms lists a target: of each term the node that carries it, and activities."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

import numpy as np

from kg.base.dates import ALWAYS
from kg.graph.activities import begins
from kg.graph.actors import TERRITORIES
from kg.graph.probe import Probe, Query
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int64
from kg.matching.kernel.conditions import Mask
from kg.matching.kernel.explain import WALKS, Part, Walk, in_order, walks_between
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.term_measures import Need, links_with, need_of
from kg.matching.kernel.terms import points, record_of, values_of
from kg.matching.kernel.track_record import UNKNOWN, TrackRecord, having, is_new, parts
from kg.matching.lens.lens import AdditiveLens, Measure
from kg.matching.lens.pattern import Half, Hop

TO_SUBJECT: Final[Half] = (
    Hop(("IN_SECTOR",), "out"),
    Hop(("MATCHES",), "out", 0, 1),
    Hop(("BROADER",), "any", 0, 3),
)
"""From a need to the category that a sector of it stands for; a broad one leads down."""
FROM_SUBJECT: Final[Half] = (*TO_SUBJECT[:-1], Hop(("BROADER",), "out", 0, 3))
"""The same from an activity."""
TO_RECIPIENT: Final[Half] = (Hop(("DECLARES",), "in"), Hop(("PART_OF",), "out", 0, 2))
"""From a need to the state or country for which it was declared."""


class Carrier(NamedTuple):
    """What carries a term: a sector or a recipient, the number that is said, the activities."""

    meet: int
    number: int | None
    activities: list[int]


class Case(NamedTuple):
    """One actor and one need."""

    view: View
    record: TrackRecord
    actor: int
    need: Need


class TermExplainer:
    """Explains the targets of one query; ``lens`` starts at the query."""

    def __init__(self, view: View, lens: AdditiveLens, query: Query) -> None:
        self._view = view
        self._lens = lens
        self._query = query
        self._targets = nodes_of(view, lens.end.labels)
        self._before: dict[tuple[int, int], Walk] = {}

    def parts(self, row: int) -> list[Part]:
        """Return what each term gives to the target of a row, the most first."""
        target = int(self._targets[row])
        needy, actor = self._sides(target)
        record = record_of(self._view, self._lens).of(actor)
        case = Case(self._view, record, actor, need_of(self._view, needy))
        values = values_of(self._lens, record, case.need, np.array([actor], np.int64))
        found = []
        for place, term in enumerate(self._lens.terms):
            score = int(points(term, values.logarithms[:, place])[0])
            carrier = CARRIERS[term.measure](case)
            if carrier is None and score:
                carrier = Carrier(_stand_in(case), None, [])
            if carrier is not None:
                steps = [list(walk) for walk in self._walks(needy, case, carrier)]
                meets = [(carrier.meet, score)]
                found.append(Part(term.name, score, meets, steps, carrier.number))
        return in_order(found)

    def _sides(self, target: int) -> tuple[Query, int]:
        """Return the need and the actor, whichever of them is asked."""
        if self._lens.turned:
            assert isinstance(self._query, int)
            return target, self._query
        return self._query, target

    def _walks(self, needy: Query, case: Case, carrier: Carrier) -> Iterator[Walk]:
        """Yield a walk through the carrier for each of its activities, from query to target."""
        before = self._to(needy, carrier.meet)
        for activity in carrier.activities:
            after = _from(self._view, carrier.meet, activity)
            if after:
                done = _role(self._view, self._lens.roles, case.actor, activity)
                actor = self._view.id(case.actor)
                yield whole((before, after, done, actor), turned=self._lens.turned)

    def _to(self, needy: Query, meet: int) -> Walk:
        """Return the first walk from a need to what it asks for.

        Nothing where no relation leads there: then walks begin at the meeting node.
        """
        half = TO_RECIPIENT if self._view.is_a(meet, *TERRITORIES) else TO_SUBJECT
        # Who tells a need is the only one who asks.
        key = (-1 if isinstance(needy, Probe) else needy, meet)
        if key not in self._before:
            found = walks_between(self._view, half, needy, {meet}, onward=True)
            self._before[key] = found[meet][0] if meet in found else ()
        return self._before[key]


def _from(view: View, meet: int, activity: int) -> Walk:
    """Return the first walk from a recipient or category to an activity; none that is short."""
    if view.is_a(meet, *TERRITORIES):
        return (view.id(meet), "RECEIVES>", view.id(activity))
    found = walks_between(view, FROM_SUBJECT, activity, {meet}, onward=False)
    return found[meet][0] if meet in found else ()


def _role(view: View, roles: tuple[str, ...], actor: int, activity: int) -> str:
    """Return the arrow from an activity to who has done it: the first of its roles."""
    return min(f"<{role}" for role in roles if activity in view.adjacency((role,), "out").of(actor))


def whole(parts_: tuple[Walk, Walk, str, str], *, turned: bool) -> Walk:
    """Return a walk of its parts: to what carries the term, from there, the role, the actor.

    Where ``turned`` it is read from the actor.
    """
    before, after, role, actor = parts_
    walk = (*before[:-1], *after, role, actor)
    return _turned(walk) if turned else walk


def _turned(walk: Walk) -> Walk:
    """Return a walk as it is read from its other end."""
    return tuple(_other_way(part) for part in reversed(walk))


def _other_way(part: str) -> str:
    if part.startswith("<"):
        return f"{part[1:]}>"
    return f"<{part[:-1]}" if part.endswith(">") else part


def _of_sector(case: Case) -> Carrier | None:
    """The sector asked about in which the actor has worked last, and what it did there."""
    years = {one: case.record.in_subject(one)[1] for one in case.need.subjects}
    best = min(((-int(year[0]), one) for one, year in years.items() if len(year)), default=None)
    if best is None:
        return None
    last, subject = -best[0], best[1]
    known = last != UNKNOWN
    some = _activities(case, _in(case, subject), dated=known)
    return Carrier(subject, last if known else None, some)


def _of_recipient(case: Case) -> Carrier | None:
    """The recipient with whom the actor has worked last, in how many sectors, and at what."""
    links = links_with(case.record, case.need)
    dated = links.last != UNKNOWN
    if not dated.any():
        return None
    each = zip((-links.last[dated]).tolist(), links.recipient[dated].tolist(), strict=True)
    recipient = min(each)[1]
    whole_ = _for(case, recipient) & (np.diff(parts(case.view).subjects.ptr)[_rows(case)] > 0)
    return Carrier(recipient, int(dated.sum()), _activities(case, whole_, dated=True))


def _of_new(case: Case) -> Carrier | None:
    """The recipient with whom most new links are, how many there are in all, what made them."""
    links, new = case.record.links, is_new(case.record.links, case.record.year)
    recipients, counts = np.unique(links.recipient[new], return_counts=True)
    if not len(recipients):
        return None
    recipient = int(recipients[np.argmax(counts)])
    subjects = links.subject[new & (links.recipient == recipient)]
    some = _activities(case, _for(case, recipient) & _in(case, *subjects.tolist()), dated=True)
    return Carrier(recipient, int(new.sum()), some)


def _rows(case: Case) -> Int64:
    """Return the rows, among all activities, of those of the actor."""
    return case.record.done.activity - case.view.snapshot.ranges["Activity"][0]


def _in(case: Case, *subjects: int) -> Mask:
    """Say which activities of the actor are in one of these categories."""
    return having(parts(case.view).subjects, _rows(case), np.array(subjects, np.int64))


def _for(case: Case, recipient: int) -> Mask:
    """Say which activities of the actor are for a recipient."""
    return having(parts(case.view).recipients, _rows(case), np.array([recipient], np.int64))


def _activities(case: Case, fits: Mask, *, dated: bool) -> list[int]:
    """Return the activities of the actor that fit, those that began last first: at most three."""
    day = begins(case.view)[_rows(case)]
    some = fits & ((day != ALWAYS) == dated)
    own, day = case.record.done.activity[some], day[some]
    found: list[int] = own[np.lexsort((own, -day))][:WALKS].tolist()
    return found


def _stand_in(case: Case) -> int:
    """Return who carries what a term did not find: a recipient, else a sector it has worked in."""
    if case.need.recipients:
        return case.need.recipients[0]
    return next(one for one in case.need.subjects if len(case.record.in_subject(one)[0]))


CARRIERS: Final[Mapping[Measure, Callable[[Case], Carrier | None]]] = {
    "years_since": _of_sector,
    "fading_sectors": _of_recipient,
    "new_links": _of_new,
}
"""What carries a term, by its measure; None where it found nothing."""
