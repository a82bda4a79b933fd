"""What is asked about: a node of a view, or a need that is told and stands in no store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph.view import Direction


@dataclass(frozen=True)
class Probe:
    """A node that stands in no store: a demand of a state in a sector, asked but not declared.

    ``links`` are its neighbours by relation type and direction; ``names`` the nodes it is made of.
    """

    type: str
    links: Mapping[tuple[str, Direction], tuple[int, ...]]
    names: tuple[int, ...]


Query = int | Probe
