"""What a page is made of: words, ruling lines, fills; from its upper left corner, in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: left, upper, right and lower side."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Say whether a point lies in it."""
        return self.x0 - slack <= x <= self.x1 + slack and self.y0 - slack <= y <= self.y1 + slack


class Word(NamedTuple):
    """A word: where it begins and ends, its baseline, the size and look of its letters.

    ``hyphen`` says that the line broke it there, ``is_loose`` that no space is written before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool = False
    hyphen: bool = False
    is_loose: bool = False


class Rule(NamedTuple):
    """A ruling line, level or upright: ``at`` its place, from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """A page as it was read: its number from 1, size, words, lines and filled rectangles.

    ``hidden`` counts the words that nobody sees, ``instead`` those that the file says in place of
    what it shows, ``odd`` those without letters that a computer
    knows, ``turned`` those that run another way than most; ``pictured`` is the share of the page
    that pictures cover; ``is_seen_by_machine`` where its text was recognised in a picture.
    """

    number: int
    width: float
    height: float
    label: str = ""
    words: list[Word] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    hidden: int = 0
    instead: int = 0
    odd: int = 0
    turned: int = 0
    pictured: float = 0.0
    is_seen_by_machine: bool = False


class Line:
    """Words beside each other on one baseline."""

    __slots__ = ("bold", "italic", "size", "text", "words", "x0", "x1", "y")

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.x0, self.x1 = words[0].x0, max(word.x1 for word in words)
        self.y = words[0].y
        self.size = _size(words)
        self.bold = all(word.bold for word in words)
        self.italic = all(word.italic for word in words)
        self.text = " ".join(word.text for word in words)

    def __repr__(self) -> str:
        return f"Line({self.x0:.0f}-{self.x1:.0f} @{self.y:.0f} {self.size:.1f} {self.text!r})"

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.x0 + self.x1) / 2


def _size(words: list[Word]) -> float:
    """The size of most letters."""
    sizes: dict[float, int] = {}
    for word in words:
        size = round(word.size * 2) / 2
        sizes[size] = sizes.get(size, 0) + len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


@dataclass(slots=True)
class Grid:
    """A table of a page: rows of cells, and where its columns begin and end.

    ``edges`` are the left sides of the columns and the right side of the last. ``top`` is where it
    begins, ``bottom`` where it ends. ``rows`` are cells; a row that cannot be told apart has one;
    ``spread`` are the same with what stands over several columns in each of them; ``bold`` says of
    each row whether all of it is. ``is_ruled`` where lines are drawn between them.
    """

    rows: list[list[str]]
    spread: list[list[str]]
    bold: list[bool]
    edges: list[float]
    top: float
    bottom: float
    is_ruled: bool
