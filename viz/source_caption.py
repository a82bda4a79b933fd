"""What stands below every picture: its day and revision, and of how many sources we know."""

from __future__ import annotations

from kg.base.i18n import Message, msg, nmsg
from kg.base.reader_manner import SaidDay
from kg.graph.actors import real
from kg.graph.view import View


def source_caption(view: View) -> tuple[Message, Message]:
    """Return day and revision, then whose pages it comes from and of how many sources."""
    sources = len(real(view, view.of_type("Source").tolist()))
    return (
        msg("As of {date}, revision {revision}.", date=SaidDay(view.as_of.isoformat()),
            revision=view.snapshot.revision),
        nmsg("Source: {name}, from {count} source.", "Source: {name}, from {count} sources.",
             sources, name=view.publisher.name.texts()),
    )  # fmt: skip
