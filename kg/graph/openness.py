"""Whether what somebody declared can still be taken up, and when it was last confirmed.

Decided here alone.
Stored is what the declarer says (open, paused, partly met, met, withdrawn); that it has expired, or
that nobody has confirmed it for long, follows from days.
"""

from __future__ import annotations

import re
from functools import cache

from kg.base.dates import iso_of
from kg.base.i18n import Message, msg
from kg.base.reader_manner import SaidDay
from kg.graph.memo import kept, recent
from kg.graph.view import View
from kg.model.fields import CLOSED
from kg.model.relations import DECLARED

OPEN = "open"
STATUS = "status"
EXPIRED = "expired"
"""Follows from the last day; never stored."""
WITHDRAWN = "withdrawn"
CLOSED_ONES = "closed"
"""Under this name a view keeps what is closed in it."""


def status_of(view: View, node: int) -> str:
    """Return the status that counts of an offer, demand or practice: ``open`` where none is stated.

    >>> from kg.model.fields import CLOSED
    >>> OPEN in CLOSED
    False
    """
    return str(view.props(node).get(STATUS) or OPEN)


def closed(view: View) -> frozenset[int]:
    """Return the offers, demands and practices that are paused, met or withdrawn."""
    return kept(view, CLOSED_ONES, lambda: _with_status(view, CLOSED))


def withdrawn(view: View) -> frozenset[int]:
    """Return those that are withdrawn: lists of what is on the table leave them out."""
    return kept(view, WITHDRAWN, lambda: _with_status(view, (WITHDRAWN,)))


def on_the_table(view: View, type_: str) -> list[int]:
    """Return the offers, demands or practices that are not withdrawn, in id order."""
    gone = withdrawn(view)
    return [node for node in view.of_type(type_).tolist() if node not in gone]


def has_expired(view: View, node: int) -> bool:
    """Say whether the last day of a record has passed on the date of the view."""
    return bool(view.snapshot.ends[node] <= view.day)


def is_open(view: View, node: int) -> bool:
    """Say whether an offer or a demand stands on the date: its last day has not passed.

    And it is not paused, met or withdrawn. A practice tells what was done: it is there to be read
    whenever it ended.
    """
    lasting = view.is_a(node, "Practice") or not has_expired(view, node)
    return lasting and node not in closed(view)


def standing(view: View, node: int) -> str | None:
    """Return what a record is for its readers: its status, or that it has expired.

    None for what is simply open, and for all that is no offer, demand or practice.
    """
    if not view.is_a(node, *DECLARED):
        return None
    status = status_of(view, node)
    if status in CLOSED:
        return status
    if not view.is_a(node, "Practice") and has_expired(view, node):
        return EXPIRED
    return None if status == OPEN else status


def last_day(view: View, node: int) -> str | None:
    """Return the last day on which an offer or a demand can be taken up, None where none is said.

    A practice tells what was done: it has none.
    """
    if not view.is_a(node, *DECLARED) or view.is_a(node, "Practice"):
        return None
    return view.props(node).get("ends")


def validity(view: View, node: int) -> Message | None:
    """Return until when an offer or a demand is valid, or since when no more; None where unsaid."""
    until = last_day(view, node)
    if until is None:
        return None
    if has_expired(view, node):
        over = iso_of(int(view.snapshot.ends[node])) or until
        return msg("expired since {day}", day=SaidDay(over))
    return msg("valid until {day}", day=SaidDay(until))


def last_confirmed(view: View, node: int) -> str | None:
    """Return the day on which a record was last confirmed, None where nobody ever did.

    The latest of the day it states itself (``confirmed_on``) and of those on which an office said
    that it is right (``CONFIRMS``); days to come do not count.
    """
    edges = view.snapshot.edges["CONFIRMS"]
    places = edges.in_order[edges.in_ptr[node] : edges.in_ptr[node + 1]].tolist()
    days = [iso_of(int(edges.since[place])) for place in places]
    stated = recent(view, "props", node, lambda: view.props(node)).get("confirmed_on")
    today = view.as_of.isoformat()
    return max((day for day in (*days, stated) if day and day <= today), default=None)


def stating(view: View, type_: str, field: str) -> list[int]:
    """Return the nodes of a type whose body states a field, without parsing all others.

    One too many may be among them, none is left out.
    """
    low, high = view.snapshot.ranges[type_]
    bodies = view.snapshot.bodies
    first, last = int(bodies.offsets[low]), int(bodies.offsets[high])
    text = bodies.data[first:last].tobytes()
    places = [first + found.start() for found in _field(field).finditer(text)]
    indexes: list[int] = (bodies.offsets.searchsorted(places, "right") - 1).tolist()
    return indexes


def _with_status(view: View, among: tuple[str, ...]) -> frozenset[int]:
    some = (node for type_ in DECLARED for node in stating(view, type_, STATUS))
    return frozenset(node for node in some if status_of(view, node) in among)


@cache
def _field(name: str) -> re.Pattern[bytes]:
    return re.compile(rb'"' + re.escape(name).encode() + rb'"\s*:')
