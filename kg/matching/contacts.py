"""How to get in touch about a match, and what is missing to start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from kg.base.i18n import Message, msg
from kg.graph.actors import contact_units, offices, type_of
from kg.graph.memo import recent
from kg.graph.openness import last_confirmed
from kg.graph.probe import Probe, Query
from kg.graph.view import View
from kg.model.documents import Contact
from kg.model.registry import NODES
from kg.model.relations import DECLARED

_ROLES: Final = {"Offer": "offer", "Demand": "demand"}

_GAPS: Final = {
    "confirmed": msg("{side}: not known when it was last confirmed."),
    "dates": msg("{side}: the period is not stated."),
    "cost": msg("{side}: who pays what is not stated."),
    "language": msg("{side}: the languages are not stated."),
    "modality": msg("{side}: the modality is not stated."),
}
"""What a declared side may not state, and the sentence that says so."""


class _Side(NamedTuple):
    """One side of a match: its type, whom to write to, and whether a contact unit is named."""

    query: Query
    type: str
    offices: list[int]
    is_named: bool

    @classmethod
    def of(cls, view: View, query: Query) -> _Side:
        named = contact_units(view, query)
        return cls(query, type_of(view, query), named or offices(view, query), bool(named))


def to_start(view: View, query: Query, lang: str) -> tuple[list[Contact], list[str]]:
    """Return of one side what ``contacts`` and ``missing`` do."""
    side = _Side.of(view, query)
    return _contacts(view, side, lang), _missing(view, side, lang)


def contacts(view: View, query: Query, lang: str) -> list[Contact]:
    """Return whom to write to on one side; the role is ``offer``, ``demand`` or ``target``."""
    return _contacts(view, _Side.of(view, query), lang)


def missing(view: View, query: Query, lang: str) -> list[str]:
    """Return what one side has to say before work can start."""
    return _missing(view, _Side.of(view, query), lang)


def _contacts(view: View, side: _Side, lang: str) -> list[Contact]:
    role = _ROLES.get(side.type, "target")
    key = (role, *side.offices, lang)
    return list(recent(view, "contacts", key, lambda: _all_contacts(view, side, role, lang)))


def _all_contacts(view: View, side: _Side, role: str, lang: str) -> list[Contact]:
    return [_contact(view, office, role, lang) for office in side.offices]


def _contact(view: View, office: int, role: str, lang: str) -> Contact:
    label = view.label(office, lang)
    return Contact(role=role, id=view.id(office), label=label, mailbox=_mailbox(view, office))


def _missing(view: View, side: _Side, lang: str) -> list[str]:
    unsaid = tuple(_unsaid(view, side.query))
    # Many sides lack the same: it is said once.
    told = isinstance(side.query, Probe)
    key = side.type, told, side.is_named, *side.offices, unsaid, lang
    return list(recent(view, "missing", key, lambda: _all_missing(view, side, lang)))


def _all_missing(view: View, side: _Side, lang: str) -> list[str]:
    lacking = (*_no_contact(view, side), *(gap for _, gap in gaps(view, side.query)))
    return [gap.text(lang) for gap in lacking]


def _no_contact(view: View, side: _Side) -> Iterator[Message]:
    name = NODES[side.type].title_of_type
    declared = side.type in DECLARED and not isinstance(side.query, Probe)
    if not side.offices:
        yield msg("{side}: no contact is known.", side=name)
    elif declared and not side.is_named:
        yield msg("{side}: no contact unit is named; see the national authority.", side=name)
    for office in side.offices:
        if _mailbox(view, office) is None:
            who = view.snapshot.label(office)
            yield msg("{side}: no mailbox is known of {office}.", side=name, office=who)


def gaps(view: View, side: Query) -> Iterator[tuple[str, Message]]:
    """Return what a declared side does not state, and the sentence that says so.

    One of ``confirmed``, ``dates``, ``cost``, ``language``, ``modality``.
    """
    name = NODES[type_of(view, side)].title_of_type
    return ((kind, replace(_GAPS[kind], facts={"side": name})) for kind in _unsaid(view, side))


def _unsaid(view: View, side: Query) -> Iterator[str]:
    if isinstance(side, Probe) or not view.is_a(side, *DECLARED):
        return
    props = recent(view, "props", side, lambda: view.props(side))
    if last_confirmed(view, side) is None:
        yield "confirmed"
    if "starts" not in props and "ends" not in props:
        yield "dates"
    if "cost_sharing" not in props:
        yield "cost"
    if not len(view.adjacency(("IN_LANGUAGE",), "out").of(side)):
        yield "language"
    if not len(view.adjacency(("BY_MODALITY",), "out").of(side)):
        yield "modality"


def _mailbox(view: View, office: int) -> str | None:
    found = view.props(office).get("mailbox")
    return found if isinstance(found, str) else None
