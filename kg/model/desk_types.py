"""The types of the desk: what is kept of work in progress, apart from what is known."""

from __future__ import annotations

from typing import Annotated

from kg.base.audience import Audience
from kg.base.i18n import msg
from kg.model.fields import Meta, Moment, Sha256, Short
from kg.model.nodes import Node, Source


class Key(Node):
    """A key by which a script reads at an audience; of its text only the SHA-256 is kept.

    ``expires`` is the last day, or the last instant, at which it counts.
    """

    prefix = "key"
    title_of_type = msg("Key")
    plural = msg("Keys")
    label_field = "note"
    room = "desk"

    note: Annotated[Short | None, Meta(msg("Note"), searchable=True)] = None
    audience: Annotated[Audience | None, Meta(msg("Reads as"))] = None
    sha256: Annotated[Sha256 | None, Meta(msg("SHA-256 of the key"))] = None
    created: Annotated[Moment | None, Meta(msg("Made on"))] = None
    expires: Annotated[Moment | None, Meta(msg("Expires on"))] = None
    revoked: Annotated[Moment | None, Meta(msg("Revoked on"))] = None


class Secret(Node):
    """A secret that the services of one desk share, and nobody else knows."""

    prefix = "secret"
    title_of_type = msg("Secret")
    plural = msg("Secrets")
    label_field = "note"
    room = "desk"

    note: Annotated[Short | None, Meta(msg("Note"))] = None
    value: Annotated[Sha256 | None, Meta(msg("Random value"))] = None


DESK_CLASSES: tuple[type[Node], ...] = (Key, Secret, Source)
"""All node types of the desk, by name; a source is in both rooms, since every statement has one."""
