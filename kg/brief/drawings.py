"""What pictures of papers show, as values; ``viz`` draws them, at most 20 labels each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class StateTiles:
    """The states of the hemisphere as tiles, each of one class; a class has a name in the legend.

    ``of`` says the class of a state by its id; who is not in it is of none. ``names`` are those of
    all states by id, in the paper's language.
    """

    classes: tuple[str, ...]
    of: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BarRow:
    """A count: what is counted, how many, and as its reader writes it."""

    label: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class BarRows:
    """Counts one below the other, to one scale."""

    rows: tuple[BarRow, ...]


@dataclass(frozen=True, slots=True)
class TwoSides:
    """Two counts of each row, to the left and to the right of its name: supply and demand."""

    left: str
    right: str
    rows: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Stages:
    """How many of those that began came how far, one stage narrower than the one before."""

    rows: tuple[BarRow, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasts: ISO days; without a first day it began before, without a last it runs.

    ``state`` is a word that its reader sees.
    """

    label: str
    since: str | None
    until: str | None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What lasts or is due, below an axis of time; ``today`` is an ISO day."""

    spans: tuple[Span, ...]
    today: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A thing in a network: its name, its type, its column from the left (0, 1, 2 …)."""

    id: str
    label: str
    type: str
    column: int


@dataclass(frozen=True, slots=True)
class Network:
    """Things in columns, and the lines between them with what they say; few enough to be read."""

    spots: tuple[Spot, ...]
    lines: tuple[tuple[str, str, str], ...]


Drawing: TypeAlias = StateTiles | BarRows | TwoSides | Stages | Timeline | Network
