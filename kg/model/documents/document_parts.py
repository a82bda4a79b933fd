"""What documents have in common: what every answer carries, and how nodes are named."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from kg.model.standing import Standing


class Directed(BaseModel):
    """What leads from one thing to another: ``from`` is a word of Python."""

    model_config = ConfigDict(
        frozen=True, populate_by_name=True, serialize_by_alias=True, defer_build=True
    )


class Document(BaseModel):
    """What every answer carries."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    revision: int
    as_of: str
    lang: str


class Answer(Document):
    """What every answer about relations on a date carries beside.

    ``undated``: how many of the relations it rests on have no start date, and were read in a later
    year than the one asked about: whether they held then is not known. ``notes`` say that, and what
    is not counted because it is disputed.
    """

    undated: int = 0
    notes: list[str] = Field(default_factory=list)


def head(revision: int, day: date, lang: str) -> dict[str, Any]:
    """Return what every answer carries, as keyword arguments of its document."""
    return {"revision": revision, "as_of": day.isoformat(), "lang": lang}


class Part(BaseModel):
    """A part of a document."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class Ref(Part):
    """A node, named."""

    id: str
    type: str
    label: str


class Named(Part):
    """A node whose type is clear."""

    id: str
    label: str


class RuledBy(Part):
    """The lens or guideline that an answer rests on."""

    name: str
    version: str
    standing: Standing
