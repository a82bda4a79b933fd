"""The types of the desk: what is kept of work in progress, apart from what is known."""

from __future__ import annotations

from typing import Annotated

from kg.i18n import msg
from kg.schema.fields import Audience, Meta, Moment, Sha256, Short
from kg.schema.nodes import Node, Source


class Key(Node):
    """A key by which a script reads at an audience; of its text only the SHA-256 is kept.

    ``expires`` is the last day, or the last instant, at which it counts.
    """

    prefix = "key"
    title_of_type = msg("Key")
    label_field = "note"
    room = "desk"

    note: Annotated[Short | None, Meta(msg("Note"), searchable=True)] = None
    audience: Annotated[Audience | None, Meta(msg("Reads as"))] = None
    sha256: Annotated[Sha256 | None, Meta(msg("SHA-256 of the key"))] = None
    created: Annotated[Moment | None, Meta(msg("Made on"))] = None
    expires: Annotated[Moment | None, Meta(msg("Expires on"))] = None
    revoked: Annotated[Moment | None, Meta(msg("Revoked on"))] = None


DESK_CLASSES: tuple[type[Node], ...] = (Key, Source)
"""All node types of the desk, by name; a source is in both rooms, since every statement has one."""
