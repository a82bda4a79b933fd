"""A lens: what is related to what, under which conditions, by which weighted paths."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Final

from kg.definitions import Mistake
from kg.documents import RuledBy
from kg.errors import BadDefinitionError, BadFileError, BadOptionError
from kg.i18n import msg
from kg.lens.pattern import Half, Pattern, Place
from kg.schema.fields import Nature
from kg.standing import Standing

SHIPPED: Final = FilePath(__file__).parent / "shipped"
OFFERS_FOR_DEMAND: Final = "offers-for-demand"
EXPERIENCE: Final = "experience"


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
class Lens:
    """A checked lens; the weights of its paths sum to a million.

    ``nature`` is what results are called that have no nature of their own.
    """

    name: str
    version: str
    standing: Standing
    start: Place
    end: Place
    require: tuple[Requirement, ...]
    paths: tuple[Path, ...]
    nature: Nature | None = None

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


def check_lens(text: str) -> list[Mistake]:
    """Return what is wrong in the text of a lens file, by line; nothing when it can be used."""
    from kg.lens.reading import read

    return sorted(read(text)[1], key=lambda mistake: mistake.line)


def parse_lens(text: str, name: str = "lens") -> Lens:
    """Return the lens that a text says; ``name`` is the file, for errors.

    Raises:
        BadDefinitionError: the first thing that is wrong, with its line.
    """
    from kg.lens.reading import read

    lens, mistakes = read(text)
    if lens is None or mistakes:
        first = min(mistakes, key=lambda mistake: mistake.line)
        raise BadDefinitionError(name, first.line, first.message, first.fix)
    return lens


def shipped_lenses() -> list[str]:
    """Return the names of the lenses that come with the program."""
    return sorted(path.stem for path in SHIPPED.glob("*.yaml"))


def load_lens(name_or_path: str) -> Lens:
    """Return a shipped lens by its name, or the lens in a file.

    Raises:
        BadOptionError: no such lens, no such file.
        BadFileError: the file cannot be read.
        BadDefinitionError: the file is no lens.
    """
    return parse_lens(lens_text(name_or_path), name_or_path)


def lens_text(name_or_path: str) -> str:
    """Return the text of a shipped lens or of a file.

    Raises:
        BadOptionError: no such lens, no such file.
        BadFileError: the file cannot be read.
    """
    shipped = name_or_path in shipped_lenses()
    path = SHIPPED / f"{name_or_path}.yaml" if shipped else FilePath(name_or_path)
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        allowed = msg("Name one of {names}, or a lens file.", names=shipped_lenses())
        raise BadOptionError("lens", name_or_path, allowed) from None
    except (OSError, UnicodeDecodeError):
        why, fix = msg("It cannot be read as text."), msg("Name a lens file in YAML, UTF-8.")
        raise BadFileError(name_or_path, why, fix) from None
