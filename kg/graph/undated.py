"""What of an answer rests on relations of which nobody says since when they hold.

Such a relation is counted on every date before its end: unknown is not no. It is known to hold when
a source was read that states it; of an earlier year nothing is known, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypedDict

from kg.base.dates import ALWAYS, parse_day
from kg.base.i18n import Message, nmsg
from kg.base.reader_manner import SaidDay
from kg.graph.disputes import in_words
from kg.graph.memo import kept
from kg.graph.view import Edge, View
from kg.model.claims import DISPUTED
from kg.model.registry import RELATIONS

_MEMBERSHIP: Final = "MEMBER_OF"


class Beside(TypedDict):
    """What an answer carries beside, as arguments of its document."""

    undated: int
    notes: list[str]


def is_undated(view: View, edge: Edge) -> bool:
    """Say whether a relation that begins some day is known without that day."""
    since = view.snapshot.edges[edge.type].since[edge.index]
    return RELATIONS[edge.type].is_timed and bool(since == ALWAYS)


def is_unknown(view: View, edge: Edge) -> bool:
    """Say whether nobody knows if a relation in force held already in the year that is asked about.

    It has no first day, and every source that states it was read in a later year (where none says
    when it was read: the base was brought up to date in a later year).
    """
    if not is_undated(view, edge):
        return False
    number = int(view.snapshot.edges[edge.type].stated_by[edge.index])
    year = kept(view, ("read in", number), lambda: _read_in(view, number))
    return year is not None and view.as_of.year < year


def rests_on(view: View, edges: Iterable[Edge], lang: str, *, disputes: bool = True) -> Beside:
    """Return what an answer says of the relations it rests on.

    ``undated``: of how many nobody knows whether they held then; ``notes``: that, and which of them
    are disputed memberships that are not counted as full ones, with every position, as sentences.
    Without ``disputes`` the answer itself shows the positions.
    """
    found = list({(edge.type, edge.index): edge for edge in edges}.values())
    counted = [edge for edge in found if view.status(edge) != DISPUTED]
    unknown = sum(is_unknown(view, edge) for edge in counted)
    of_members = all(edge.type == _MEMBERSHIP for edge in counted)
    notes = [unknown_note(view, unknown, len(counted), of_members=of_members)] if unknown else []
    for edge in found if disputes else ():
        if view.status(edge) == DISPUTED:
            notes += in_words(view, edge)
    return Beside(undated=unknown, notes=[note.text(lang) for note in notes])


def rests_on_memberships_of(view: View, states: Iterable[int], lang: str) -> Beside:
    """Return what an answer says that rests on the full memberships of states (``rests_on``)."""
    # Asked for by every match: how many there are, and of how many it is unknown, is kept by state.
    both = [_both(view, state) for state in set(states)]
    unknown, count = sum(pair[0] for pair in both), sum(pair[1] for pair in both)
    notes = [unknown_note(view, unknown, count, of_members=True)] if unknown else []
    return Beside(undated=unknown, notes=[note.text(lang) for note in notes])


def _both(view: View, state: int) -> tuple[int, int]:
    """Return of how many memberships of a state it is unknown if they held, and of how many."""
    return kept(view, ("unknown of", state), lambda: _unknown(view, _memberships_of(view, state)))


def _unknown(view: View, edges: list[Edge]) -> tuple[int, int]:
    return sum(is_unknown(view, edge) for edge in edges), len(edges)


def memberships(view: View, bodies: Iterable[int]) -> list[Edge]:
    """Return the full memberships of states in bodies on the date, and those in dispute."""
    return [
        edge
        for body in sorted(set(bodies))
        for edge in view.edges(body, only=_MEMBERSHIP)
        if edge.end == body and view.is_a(edge.start, "State") and _counts(view, edge)
    ]


def memberships_of(view: View, states: Iterable[int]) -> list[Edge]:
    """Return the full memberships of states on the date."""
    return [edge for state in sorted(set(states)) for edge in _memberships_of(view, state)]


def _memberships_of(view: View, state: int) -> list[Edge]:
    # Asked for by every match.
    return kept(view, ("memberships", state), lambda: _full_memberships(view, state))


def _full_memberships(view: View, state: int) -> list[Edge]:
    return [
        edge
        for edge in view.edges(state, only=_MEMBERSHIP)
        if edge.start == state and _counts(view, edge) and view.status(edge) != DISPUTED
    ]


def _counts(view: View, edge: Edge) -> bool:
    full = (None, DISPUTED, *RELATIONS[_MEMBERSHIP].full)
    return edge.type == _MEMBERSHIP and view.status(edge) in full


def unknown_note(view: View, unknown: int, of: int, *, of_members: bool = False) -> Message:
    """Return the sentence that says of how many relations it is not known if they held then."""
    said = {"of": of, "date": SaidDay(view.as_of.isoformat())}
    if of_members:
        return nmsg(
            "{n} of the {of} memberships counted has no start date: whether it was in force on "
            "{date} is not known.",
            "{n} of the {of} memberships counted have no start date: whether they were in force on "
            "{date} is not known.",
            unknown,
            n=unknown,
            **said,
        )
    return nmsg(
        "{n} of the {of} relations that this answer rests on has no start date: whether it was in "
        "force on {date} is not known.",
        "{n} of the {of} relations that this answer rests on have no start date: whether they were "
        "in force on {date} is not known.",
        unknown,
        n=unknown,
        **said,
    )


def _read_in(view: View, number: int) -> int | None:
    """Return the first year in which one of these sources was read."""
    nodes = (view.snapshot.index(id_) for id_ in view.snapshot.sources[number])
    days = [view.props(node).get("retrieved") for node in nodes if node is not None]
    known = [parse_day(day[:10]).year for day in days if day]
    if known or view.snapshot.updated is None:
        return min(known, default=None)
    return parse_day(view.snapshot.updated[:10]).year
