"""A lens: what is related to what, under which conditions, by weighted paths or by terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kg.matching.lens.pattern import Half, Pattern, Place
from kg.model.documents import RuledBy
from kg.model.fields import Nature
from kg.model.standing import Standing

Measure = Literal["years_since", "fading_sectors", "new_links"]
"""What a term may count; docs/lenses.md says what each of them is."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A hard condition; months belong to ``period_overlap``, path and share to ``at_least``."""

    name: str
    months: int = 0
    path: str = ""
    share: int = 0


@dataclass(frozen=True, slots=True)
class Path:
    """A weighted path; weight in millionths, ``sentence`` an English template."""

    name: str
    pattern: Pattern
    weight: int
    specific: bool
    sentence: str | None = None

    @property
    def halves(self) -> tuple[Half, Half]:
        """The half-walks from the query's and from the target's side."""
        return self.pattern.left, self.pattern.right


@dataclass(frozen=True, slots=True)
class Term:
    """A term ±((weight · T[x]) div 10⁶): ``weight`` in millionths, its sign that of the term.

    ``nothing`` is the x of who has none, whole; sentences are English templates, ``silent`` the one
    for such a case.
    """

    name: str
    measure: Measure
    weight: int
    nothing: int
    sentence: str | None = None
    silent: str | None = None


@dataclass(frozen=True, slots=True)
class _Common:
    """What lenses of both forms say; ``nature`` is that of results that have none of their own."""

    name: str
    version: str
    standing: Standing
    start: Place
    end: Place
    require: tuple[Requirement, ...]
    nature: Nature | None

    def ruled_by(self) -> RuledBy:
        """Return how documents name the lens."""
        return RuledBy(name=self.name, version=self.version, standing=self.standing)


@dataclass(frozen=True, slots=True)
class PathLens(_Common):
    """A checked lens of weighted paths; their weights sum to a million."""

    paths: tuple[Path, ...]

    def reversed(self) -> PathLens:
        """Return the same lens asked from its other end."""
        turned = tuple(replace(path, pattern=path.pattern.reversed()) for path in self.paths)
        return replace(self, start=self.end, end=self.start, paths=turned)

    def weight(self, path: str) -> int:
        """Return the weight of a path by its name."""
        return next(found.weight for found in self.paths if found.name == path)


@dataclass(frozen=True, slots=True)
class AdditiveLens(_Common):
    """A checked lens of terms: from what is declared to who has done it, in one of ``roles``.

    ``turned``: it is asked from the side of who has done it.
    """

    roles: tuple[str, ...]
    terms: tuple[Term, ...]
    turned: bool = False

    def reversed(self) -> AdditiveLens:
        """Return the same lens asked from its other end."""
        return replace(self, start=self.end, end=self.start, turned=not self.turned)

    @property
    def actors(self) -> Place:
        """The end at which those stand who have done it."""
        return self.start if self.turned else self.end

    @property
    def needs(self) -> Place:
        """The end at which that stands which somebody declared."""
        return self.end if self.turned else self.start


Lens = PathLens | AdditiveLens
"""A lens of either form."""
