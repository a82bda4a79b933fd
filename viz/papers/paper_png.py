"""Pictures of papers as PNG, for Word, which takes no SVG: drawn by Typst with the same fonts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from viz.papers.paper_fonts import with_shapes
from viz.papers.typst_engine import typeset

_PPI: Final = 220
_TEMPLATE: Final = Path(__file__).with_name("picture.typ")


def png_of(svg: str) -> bytes:
    """Return an SVG as a PNG of 16 cm.

    Raises:
        PapersMissingError: what draws it is not installed.
    """
    data = json.dumps(with_shapes(svg), ensure_ascii=False)
    return typeset(_TEMPLATE, data, format="png", ppi=_PPI)
