"""Addresses of pictures last: what became of a record that was merged into another or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg
from kg.graph.naming import in_message
from kg.graph.openness import withdrawn
from kg.graph.view import View
from viz.pictures.picture import AskedPicture, Picture


class WithdrawnError(WrongUseError):
    """A picture is asked for of what its declarer has withdrawn; what it was is not repeated."""

    slug = "withdrawn"
    status = 410
    title = msg("This picture is no longer shown")

    def __init__(self, id_: str) -> None:
        super().__init__(
            msg("What it showed was withdrawn by whoever had declared it."),
            msg("Its record is still there to read."),
        )
        self.id = id_


def refuse_withdrawn(view: View, asked: AskedPicture) -> None:
    """Let go on where nothing that is asked for was withdrawn.

    Raises:
        WithdrawnError: something was: other sites show it no longer.
    """
    gone = withdrawn(view)
    for id_ in _named(asked):
        index = view.snapshot.index(id_)
        if index is not None and index in gone:
            raise WithdrawnError(view.id(index))


def is_lasting(view: View, asked: AskedPicture) -> bool:
    """Say whether all that is asked for is there to see, and nothing of it was withdrawn."""
    found = [view.snapshot.index(id_) for id_ in _named(asked)]
    return None not in found and withdrawn(view).isdisjoint(found)


def with_moves(view: View, picture: Picture) -> Picture:
    """Return a picture that says which of the records it was asked for are now part of others."""
    moved = tuple(said.text(picture.lang) for said in _moves(view, picture.asked))
    return replace(picture, notes=(*moved, *picture.notes)) if moved else picture


def _moves(view: View, asked: AskedPicture) -> Iterator[Message]:
    for id_ in _named(asked):
        index = view.snapshot.index(id_)
        if index is not None and view.id(index) != id_:
            yield msg("“{id}” is now part of “{name}”.", id=id_[:100], name=in_message(view, index))


def _named(asked: AskedPicture) -> tuple[str, ...]:
    return (*asked.ids, *(end for end in (asked.start, asked.end) if end is not None))
