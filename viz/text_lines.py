"""Labels in lines of a width, of letters of a size."""

from __future__ import annotations

from viz.label_text import clean
from viz.text_width import cut_to, width_of


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
    return [cut_to(line, size, width) for line in kept]
