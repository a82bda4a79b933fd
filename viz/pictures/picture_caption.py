"""What stands below every picture that is not made of nodes: the day, the revision, its sources."""

from __future__ import annotations

from kg.base.i18n import msg, nmsg
from kg.graph.actors import real
from kg.graph.view import View


def caption_of(view: View, lang: str) -> str:
    """Return the day and the revision of a picture, and of how many sources the base is made."""
    sources = len(real(view, view.of_type("Source").tolist()))
    parts = [
        msg("As of {date}, revision {revision}.", date=view.as_of.isoformat(),
            revision=view.snapshot.revision),
        nmsg("Source: coopgraph, from {count} source.",
             "Source: coopgraph, from {count} sources.", sources),
    ]  # fmt: skip
    return " ".join(part.text(lang) for part in parts)
