"""What an audience read at an earlier revision: to give an answer again as it was given then."""

from __future__ import annotations

from datetime import date

from kg.base.audience import Audience
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.store.protocol import Store


class UnknownRevisionError(WrongUseError):
    """No revision has this number: none was made yet, or the number is none."""

    slug = "unknown-revision"
    status = 404
    title = msg("Unknown revision")

    def __init__(self, revision: int, last: int) -> None:
        super().__init__(
            msg("There is no revision {n}.", n=str(revision)),
            msg("Name one from 1 to {last}.", last=str(last))
            if last
            else msg("Nothing is in the store yet."),
        )
        self.revision = revision
        self.last = last


def check_revision(store: Store, revision: int) -> None:
    """Raise where the store has no such revision.

    Raises:
        UnknownRevisionError: it has not come yet, or the number is none.
    """
    # The protocol takes one that is to come for the last: whoever asks for it would be told so.
    last = store.revision()
    if not 1 <= revision <= last:
        raise UnknownRevisionError(revision, last)


def past_view(
    store: Store, audience: Audience, revision: int, day: date, *, examples: bool = True
) -> View:
    """Return what an audience read at a revision, on a date.

    Raises:
        UnknownRevisionError: the store has no such revision.
    """
    check_revision(store, revision)
    return View(snapshot_of(store, audience, revision, examples=examples), day)
