"""What counts in figures for somebody: records of the desk with their courses, and what is posted.

Examples are counted apart: invented offices and what they declare never stand among real ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kg.exchange.courses import Course
from kg.graph.actors import declarers, parties
from kg.graph.memo import kept
from kg.graph.openness import on_the_table
from kg.graph.view import View
from kg.model.desk_types import ContactRequest, Moving, Submission
from kg.model.fields import EXAMPLE
from kg.model.relations import DECLARED

M = TypeVar("M", bound=Moving)


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts: requests, submissions, and offers, demands and practices (node numbers)."""

    requests: tuple[Course[ContactRequest], ...]
    submissions: tuple[Course[Submission], ...]
    posted: frozenset[int]

    def of_type(self, view: View, type_: str) -> frozenset[int]:
        """Return what of a type is posted."""
        return frozenset(node for node in self.posted if view.type_of(node) == type_)


def all_counted(
    view: View,
    requests: Iterable[Course[ContactRequest]],
    submissions: Iterable[Course[Submission]],
) -> Counted:
    """Return all that there is; drafts and what was never sent count nowhere."""
    sent = (c for c in submissions if c.first("proposed") is not None)
    posted = (node for type_ in DECLARED for node in on_the_table(view, type_))
    return Counted(tuple(requests), tuple(sent), frozenset(posted))


def of_party(view: View, counted: Counted, party: str) -> Counted:
    """Return what is of one state or body: asked by or of it, entered and declared by it."""
    return Counted(
        tuple(c for c in counted.requests if party in _sides(view, c.record)),
        tuple(c for c in counted.submissions if party == party_of(view, c.record.office)),
        frozenset(node for node in counted.posted if party in _declared_for(view, node)),
    )


def asked_of(view: View, counted: Counted, party: str) -> tuple[Course[ContactRequest], ...]:
    """Return the requests that a state or body is to answer."""
    return tuple(c for c in counted.requests if party_of(view, c.record.asked) == party)


def apart(view: View, counted: Counted) -> tuple[Counted, Counted]:
    """Return what is real, and what is made up."""
    real, example = (_either(view, counted, wanted) for wanted in (False, True))
    return real, example


def party_of(view: View, office: str | None) -> str | None:
    """Return the state, else the body, in whose name an office acts; itself where it is unknown."""
    return kept(view, ("party", office), lambda: _party(view, office))


def _party(view: View, office: str | None) -> str | None:
    node = view.snapshot.index(office) if office else None
    if node is None:
        return office
    return min(view.id(one) for one in parties(view, (node,)))


def is_made_up(view: View, record: Moving) -> bool:
    """Say whether a record of the desk is an example: of an invented office, or about what is."""
    return is_of_example(view, filter(None, _named(record)))


def is_of_example(view: View, ids: Iterable[str]) -> bool:
    """Say whether one of some records is an example, or an office of what is one."""
    return any(_is_of_example(view, id_) for id_ in ids)


def _is_of_example(view: View, id_: str) -> bool:
    return kept(view, ("of-example", id_), lambda: _of_example(view, id_))


def _of_example(view: View, id_: str) -> bool:
    node = view.snapshot.index(id_)
    above = () if node is None else view.adjacency(("PART_OF",), "out").reach([node])
    return any(view.nature(each) == EXAMPLE for each in above)


def _named(record: Moving) -> Iterator[str | None]:
    if isinstance(record, ContactRequest):
        yield from (record.asks, record.asked, *record.about)
    elif isinstance(record, Submission):
        yield record.office


def _either(view: View, counted: Counted, wanted: bool) -> Counted:
    return Counted(
        tuple(c for c in counted.requests if is_made_up(view, c.record) is wanted),
        tuple(c for c in counted.submissions if is_made_up(view, c.record) is wanted),
        frozenset(n for n in counted.posted if (view.nature(n) == EXAMPLE) is wanted),
    )


def _sides(view: View, record: ContactRequest) -> set[str | None]:
    return {party_of(view, record.asks), party_of(view, record.asked)} - {None}


def _declared_for(view: View, node: int) -> set[str]:
    return {view.id(party) for party in parties(view, declarers(view, node))}
