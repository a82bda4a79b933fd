"""What is asked of a method: who will work anew with a recipient in a sector, known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kg.base.dates import add_months, day_number
from kg.evaluation.links import Links
from kg.evaluation.metrics import Float64, Mask, Measures, measures
from kg.graph.actors import territories
from kg.graph.view import View

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """Known is what began before ``day``; asked what begins from ``after`` until before ``end``."""

    day: date
    after: date
    end: date

    @classmethod
    def of(cls, day: date, years: int, after: date | None = None) -> Window:
        """Return the window of so many years that begins on a day, or on a later one."""
        first = after or day
        return cls(day, first, add_months(first, 12 * years))


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """n queries, each a recipient and a sector, and c candidates: node numbers, ascending.

    Queries ascend by recipient, then by sector. The order of numbers is that of ids.
    """

    recipients: Int32
    sectors: Int32
    candidates: Int32

    def table(self, links: Links) -> Mask:
        """Return which queries × candidates are among links."""
        made = np.zeros((len(self.recipients), len(self.candidates)), bool)
        if made.size:
            rows, asked = _places(_pairs(self.recipients, self.sectors), _cells(links))
            columns, ranked = _places(self.candidates, links.provider)
            made[rows[asked & ranked], columns[asked & ranked]] = True
        return made


@dataclass(frozen=True, slots=True, eq=False)
class Stratum:
    """A kind of link: which candidates are ranked for each query, and which of them are right."""

    allowed: Mask
    relevant: Mask

    @property
    def rows(self) -> Mask:
        """Which queries have anything to be found."""
        return np.asarray((self.allowed & self.relevant).any(axis=1))

    def measures(self, scores: Float64) -> Measures:
        """Return the measures of the queries that have anything to be found, in their order."""
        rows = self.rows
        return measures(scores[rows], self.allowed[rows], self.relevant[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Queries, candidates, and what is right.

    ``view`` and ``known`` are what was known before the day. ``new`` asks for links that never were
    before it, among candidates that have none yet with this recipient in this sector;
    ``unfiltered`` for the same links among all candidates, as they stand in a list that somebody
    reads; ``repeats`` for links that were there before. ``newcomers`` counts new links of providers
    of whom nothing was known: nobody can rank them, so that they are in no stratum.
    """

    window: Window
    view: View
    known: Links
    axes: Axes
    new: Stratum
    unfiltered: Stratum
    repeats: Stratum
    newcomers: int

    def found_by(self, links: Links) -> Stratum:
        """Return the new links that are among ``links``, ranked as ``new`` is."""
        return Stratum(self.new.allowed, self.new.relevant & self.axes.table(links))


def task_of(window: Window, view: View, links: Links) -> Task:
    """Return the task; ``view`` is what was known before the day, ``links`` are those of all time.

    Candidates are the providers of anything that began before the day, except, for each query, the
    recipient and who is at home there. A query is a recipient and a sector in which a link of one
    of them begins in the window.
    """
    known = links.before(day_number(window.day))
    later = links.within(day_number(window.after), day_number(window.end))
    later = later.where(later.cells())
    candidates = np.unique(known.provider)
    askable = np.isin(later.provider, candidates)
    pairs = np.unique(_cells(later.where(askable)))
    recipients, sectors = (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)
    axes = Axes(recipients, sectors, candidates)
    before, after = axes.table(known), axes.table(later)
    abroad = ~_at_home(view, axes)
    return Task(
        window=window,
        view=view,
        known=known,
        axes=axes,
        new=Stratum(abroad & ~before, after & ~before),
        unfiltered=Stratum(abroad, after & ~before),
        repeats=Stratum(abroad, after & before),
        newcomers=_triples(later.where(~askable)),
    )


def _at_home(view: View, axes: Axes) -> Mask:
    """Return which candidates are the recipient of a query or at home there (queries × them)."""
    homes = [territories(view, candidate) for candidate in axes.candidates.tolist()]
    rows = {r: [r in home for home in homes] for r in set(axes.recipients.tolist())}
    made = [rows[recipient] for recipient in axes.recipients.tolist()]
    return np.array(made, bool).reshape(len(axes.recipients), len(axes.candidates))


def _pairs(recipients: Int32, sectors: Int32) -> Int64:
    return (recipients.astype(np.int64) << 32) | sectors.astype(np.int64)


def _cells(links: Links) -> Int64:
    """Return recipient and sector of each link as one number; none of a query where one lacks."""
    return np.where(links.cells(), _pairs(links.recipient, links.sector), -1)


def _places(axis: NDArray[np.integer], values: NDArray[np.integer]) -> tuple[Int64, Mask]:
    """Return where values stand on an ascending axis, and which of them stand there at all."""
    at = np.minimum(np.searchsorted(axis, values), len(axis) - 1)
    return at, axis[at] == values


def _triples(links: Links) -> int:
    """Count links, of several activities once."""
    triples = np.stack([links.provider, links.recipient, links.sector])
    return len(np.unique(triples, axis=1).T)
