"""Labels in lines of a width, of letters of a size."""

from __future__ import annotations

from viz.label_text import clean
from viz.text_width import width_of


def fitted_lines(said: str, width: float, size: float, most: int = 2) -> list[str]:
    """Return a label in at most ``most`` lines; what does not fit ends in an ellipsis.

    >>> fitted_lines("Executive Secretariat for Integral Development", 90, 8.5)
    ['Executive Secretariat', 'for Integral…']
    """
    words, lines = clean(said).split(), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += "…"
    return [_cut(line, width, size) for line in kept]


def _cut(line: str, width: float, size: float) -> str:
    if width_of(line, size) <= width:
        return line
    kept = line.rstrip("…")
    while kept and width_of(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
