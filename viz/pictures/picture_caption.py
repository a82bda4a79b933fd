"""What stands below every picture that is not made of nodes: the day, the revision, its sources."""

from __future__ import annotations

from kg.graph.view import View
from viz.source_caption import source_caption


def caption_of(view: View, lang: str) -> str:
    """Return the day and the revision of a picture, and of how many sources the base is made."""
    return " ".join(part.text(lang) for part in source_caption(view))
