"""From the coordinates of a PDF, which may stand on its side, to those of a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from ingest.child.reports.pdf.page_parts import Box


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page is turned so that its text runs to the right: ``angle`` 0, 90, 180 or 270.

    ``frame`` is the visible part of the page as the PDF counts, from below.
    """

    frame: Box
    angle: float

    @classmethod
    def of(cls, frame: Box, angle: float) -> Self:
        """Return how a page is turned whose text runs at an angle (degrees, against the clock)."""
        return cls(frame, angle)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        wide, high = self.frame.x1 - self.frame.x0, self.frame.y1 - self.frame.y0
        return (high, wide) if self.angle in (90, 270) else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point from the upper left corner."""
        frame = self.frame
        if self.angle == 90:  # noqa: PLR2004 (degrees)
            return y - frame.y0, x - frame.x0
        if self.angle == 180:  # noqa: PLR2004
            return frame.x1 - x, y - frame.y0
        if self.angle == 270:  # noqa: PLR2004
            return frame.y1 - y, frame.x1 - x
        return x - frame.x0, frame.y1 - y

    def box(self, box: Box) -> Box:
        """Return a rectangle from the upper left corner."""
        (a, b), (c, d) = self.point(box.x0, box.y0), self.point(box.x1, box.y1)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))
