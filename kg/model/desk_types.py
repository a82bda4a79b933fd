"""The types of the desk: what is kept of work in progress, apart from what is known."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

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


class Mapping(Node):
    """How the columns of a sender's sheets are read; the next one is known by its ``headers``.

    ``columns`` and ``values`` are pairs as JSON: a header and what it is, a column and what holds
    for all rows.
    """

    prefix = "mapping"
    title_of_type = msg("Mapping of columns")
    plural = msg("Mappings of columns")
    room = "desk"

    name: Annotated[Short | None, Meta(msg("Name"), searchable=True)] = None
    kind: Annotated[Short | None, Meta(msg("Kind of sheet"))] = None
    headers: Annotated[list[Short], Meta(msg("Headers by which it is known"))] = Field(
        default_factory=list
    )
    columns: Annotated[list[Short], Meta(msg("Columns"))] = Field(default_factory=list)
    values: Annotated[list[Short], Meta(msg("Values of all rows"))] = Field(default_factory=list)
    rows_from: Annotated[Short | None, Meta(msg("Where its rows come from"))] = None
    made: Annotated[Moment | None, Meta(msg("Made on"))] = None


DESK_CLASSES: tuple[type[Node], ...] = (Key, Mapping, Secret, Source)
"""All node types of the desk, by name; a source is in both rooms, since every statement has one."""
