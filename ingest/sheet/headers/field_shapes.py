"""What a field of the model holds, as a column of a sheet gives it."""

from __future__ import annotations

from enum import StrEnum, auto
from functools import cache
from types import NoneType
from typing import Any, Final, Literal, get_args, get_origin

from kg.model.fields import Id, IsoDate, Words
from kg.model.nodes import Node
from kg.model.vocabulary import BY_FIELD


class Shape(StrEnum):
    """How a column of a field is read."""

    TEXT = auto()
    """A text per language."""
    LINE = auto()
    LINES = auto()
    CHOICE = auto()
    """One of the words of the model."""
    CHOICES = auto()
    DAY = auto()
    RECORD = auto()
    """The id of another record."""
    RECORDS = auto()
    TRUTH = auto()
    """Yes or no."""
    COUNT = auto()
    NUMBER = auto()
    SUMS = auto()
    """Sums by currency."""


_SUMS: Final = dict[str, float]


YES: Final = "yes"
NO: Final = "no"


@cache
def shape_of(cls: type[Node], field: str) -> Shape:
    """Return what a field holds.

    >>> from kg.model.nodes import Milestone
    >>> shape_of(Milestone, "due").value, shape_of(Milestone, "name").value
    ('day', 'text')
    """
    annotation = cls.model_fields[field].annotation
    if annotation == Words:
        return Shape.TEXT
    if annotation == _SUMS:
        return Shape.SUMS
    several = get_origin(annotation) is list
    inner = _inner(annotation)
    if inner == IsoDate:
        return Shape.DAY
    if inner == Id:
        return Shape.RECORDS if several else Shape.RECORD
    if get_origin(inner) is Literal or field in BY_FIELD:
        return Shape.CHOICES if several else Shape.CHOICE
    return _plain(inner, several=several)


def literals(cls: type[Node], field: str) -> list[str]:
    """Return the values of a field that takes no others; none where its type is open."""
    inner = _inner(cls.model_fields[field].annotation)
    if inner is bool:
        return [YES, NO]
    return list(get_args(inner)) if get_origin(inner) is Literal else []


def _plain(inner: Any, *, several: bool) -> Shape:
    types = {bool: Shape.TRUTH, int: Shape.COUNT, float: Shape.NUMBER}
    base = inner if isinstance(inner, type) else get_args(inner)[0] if get_args(inner) else inner
    return types.get(base, Shape.LINES if several else Shape.LINE)


def _inner(annotation: Any) -> Any:
    """What stands in a list, or beside None."""
    if get_origin(annotation) is Literal:
        return annotation
    parts = [part for part in get_args(annotation) if part is not NoneType]
    listed = get_origin(annotation) is list or NoneType in get_args(annotation)
    return parts[0] if listed and len(parts) == 1 else annotation
