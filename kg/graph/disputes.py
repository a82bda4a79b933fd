"""What sources say of a relation that is disputed: every position, with who states it.

No side is taken: nothing is chosen among the positions, and each is shown with its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kg.base.i18n import Message, msg
from kg.base.reader_manner import in_period
from kg.graph.view import Edge, View
from kg.model.documents import PositionPart
from kg.model.vocabulary import word

_APART: Final = ("status", "since", "until", "sources")


def positions(view: View, edge: Edge, lang: str) -> list[PositionPart]:
    """Return what is said of a disputed relation, by whom; nothing of any other."""
    return [
        PositionPart(
            status=said.get("status"),
            since=said.get("since"),
            until=said.get("until"),
            properties={name: value for name, value in said.items() if name not in _APART},
            sources=said["sources"],
            text=_position(view, said).text(lang),
        )
        for said in view.positions(edge)
    ]


def in_words(view: View, edge: Edge) -> list[Message]:
    """Return what is said of a disputed membership beside an answer: that it is, each position."""
    ends = {"start": view.snapshot.label(edge.start), "end": view.snapshot.label(edge.end)}
    said = msg(
        "The membership of {start} in {end} is disputed, and not counted as a full one.", **ends
    )
    sides = (_position(view, one) for one in view.positions(edge))
    return [said, *(msg("Position: {said}", said=side) for side in sides)]


def _position(view: View, said: dict[str, Any]) -> Message:
    found = (view.snapshot.index(id_) for id_ in said["sources"])
    sources = [_source(view, node) for node in found if node is not None]
    return msg("{position} ({sources})", position=list(_facts(said)), sources=sources)


def _source(view: View, node: int) -> Message | Mapping[str, str]:
    title, publisher = view.snapshot.label(node), view.props(node).get("publisher")
    return msg("{title}, {publisher}", title=title, publisher=publisher) if publisher else title


def _facts(said: dict[str, Any]) -> Iterator[Message | str]:
    for field in ("status", "role"):
        if field in said:
            yield word(field, said[field])
    when = in_period(said.get("since"), said.get("until"))
    if when is not None:
        yield when
