"""What one activity says: its own properties, its actors, and its links, each once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.iati.orgs import Resolved

Props = dict[str, Any]
LinkKey = tuple[str, str, str]
"""Type, start, end."""


@dataclass(slots=True)
class Statement:
    """All that is stated with one activity."""

    id: str
    props: Props
    actors: list[Resolved] = field(default_factory=list)
    links: dict[LinkKey, Props] = field(default_factory=dict)
    ours: set[LinkKey] = field(default_factory=set)
    """Links that the activity does not state: we derived them, or were told."""
    derived: list[tuple[str, str]] = field(default_factory=list)
    """Types of the roles that we derived, each with the name of who has it."""

    def join(self, type_: str, start: str, end: str, since: str | None = None) -> Props:
        """Return the properties of a link, made where it is new."""
        link = self.links.get((type_, start, end))
        if link is None:
            link = self.links[type_, start, end] = {"since": since} if since else {}
        return link
