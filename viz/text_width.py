"""How wide text is drawn: the advance widths of the letters that pictures are set in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

FONT: Final = "Arial, Helvetica, Liberation Sans, sans-serif"
SIZE: Final = 11
"""Height of label letters, in the units of the drawing."""

# Advance widths in thousandths of the letter size: Arial, Helvetica, Liberation Sans.
_WIDTHS: Final = {
    c: width
    for width, chars in (
        (222, "ijl'’‘"), (278, " .,:;/!ftI[]\\|·"), (333, "r()-`“”"), (355, '"'), (389, "*"),
        (500, "cksvxyzJ"), (584, "+<=>~–"), (556, "abdeghnopqu0123456789L?$#_"),
        (611, "FTZ"), (667, "ABEKPSVXY&"), (722, "CDHNRUw"), (778, "GOQ"), (833, "mM"),
        (889, "%"), (944, "W"), (1000, "…—"), (1015, "@"),
    )
    for c in chars
}  # fmt: skip
_OTHER: Final = 620
_WIDE: Final = 1000
_MARGIN: Final = 1.05
_CUT: Final = "…"
_HYPHENS: Final = re.compile(r"[^-]+-*|-+")


def width_of(text: str, size: float = SIZE) -> float:
    """Return how wide a text is drawn at most, in the units of ``size``.

    >>> round(width_of("SEGIB", 10))
    32
    """
    return sum(map(_width, text)) * size * _MARGIN / 1000


def fitting(text: str, size: float, room: float, after: str = "") -> int:
    """Return how many characters of a text fit into ``room``, with what stands ``after`` them.

    What lies beyond is not looked at: texts may be of any length.

    >>> fitting("SEGIB", 10, 20), fitting("SEGIB", 10, 100)
    (2, 5)
    """
    wide = sum(map(_width, after))
    for count, letter in enumerate(text):
        wide += _width(letter)
        if wide * size * _MARGIN / 1000 > room:
            return count
    return len(text)


def cut_to(text: str, size: float, room: float) -> str:
    """Return a text that fits into ``room``, cut with an ellipsis where it is longer.

    >>> cut_to("Executive Secretariat", 10, 60), cut_to("Executive", 10, 60)
    ('Executive…', 'Executive')
    """
    if fitting(text, size, room) == len(text):
        return text
    bare = text.rstrip(_CUT)
    return f"{bare[: fitting(bare, size, room, _CUT)].rstrip()}{_CUT}"


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Return text in lines that are no wider than ``width``, if its words let it.

    Only a word that is wider breaks, after its hyphens.

    >>> wrapped("San Pedro", 10, 30), wrapped("Trinité-et-Tobago", 10, 60)
    (['San', 'Pedro'], ['Trinité-et-', 'Tobago'])
    """
    lines: list[str] = []
    for piece, glue in _pieces(text, size, width):
        longer = f"{lines[-1]}{glue}{piece}" if lines else piece
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _pieces(text: str, size: float, width: float) -> Iterator[tuple[str, str]]:
    """Yield what stays together, with what stands between it and what comes before."""
    for word in text.split():
        if width_of(word, size) <= width:
            yield word, " "
            continue
        for place, piece in enumerate(_HYPHENS.findall(word)):
            yield piece, "" if place else " "


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Return lines with the spaces between them that they lost: whoever copies them needs these.

    >>> "".join(unwrapped(["Trinité-et-", "Tobago,", "2019"]))
    'Trinité-et-Tobago, 2019'
    """
    *rest, last = lines
    return [*(line if line.endswith("-") else f"{line} " for line in rest), last]


def _width(char: str) -> int:
    known = _WIDTHS.get(char)
    if known is not None:
        return known
    base = unicodedata.normalize("NFD", char)[0]
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    return _WIDTHS.get(base, _OTHER)
