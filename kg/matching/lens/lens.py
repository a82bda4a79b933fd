"""A lens: what is related to what, under which conditions, by which weighted paths."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.matching.lens.pattern import Half, Pattern, Place
from kg.model.documents import RuledBy
from kg.model.fields import Nature
from kg.model.standing import Standing


@dataclass(frozen=True, slots=True)
class Requirement:
    """A hard condition; months belong to ``period_overlap``, path and share to ``at_least``."""

    name: str
    months: int = 0
    path: str = ""
    share: int = 0


@dataclass(frozen=True, slots=True)
class Fits:
    """Where a lens draws the line between the same subject and the same broad field.

    ``by``: what says that two are about the same, ``sector`` or ``words``; either is enough.
    ``collections`` are ids of categories that hold too many subjects to be one.
    """

    by: tuple[str, ...]
    collections: tuple[str, ...] = ()


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
class Lens:
    """A checked lens; the weights of its paths sum to a million.

    ``nature`` is what results are called that have no nature of their own; what ``fits`` comes
    first, where the lens says what that is.
    """

    name: str
    version: str
    standing: Standing
    start: Place
    end: Place
    require: tuple[Requirement, ...]
    paths: tuple[Path, ...]
    nature: Nature | None = None
    fits: Fits | None = None

    def reversed(self) -> Lens:
        """Return the same lens asked from its other end."""
        turned = tuple(replace(path, pattern=path.pattern.reversed()) for path in self.paths)
        return replace(self, start=self.end, end=self.start, paths=turned)

    def weight(self, path: str) -> int:
        """Return the weight of a path by its name."""
        return next(found.weight for found in self.paths if found.name == path)

    def ruled_by(self) -> RuledBy:
        """Return how documents name the lens."""
        return RuledBy(name=self.name, version=self.version, standing=self.standing)
