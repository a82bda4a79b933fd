"""Pictures as PNG, for Word and for sites that take no SVG: drawn by Typst in one typeface."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from viz.papers.paper_fonts import with_shapes
from viz.papers.typst_engine import typeset
from viz.text_width import FONT

_PPI: Final = 220
_FAMILY: Final = f'font-family="{FONT}"'
# Typst would take another typeface where it has none of those named, and the lightest of one that
# holds all weights.
_OURS: Final = """font-family="'Source Sans 3'" font-variation-settings="'wght' 400\""""
_BOLD: Final = 'font-weight="bold"'
_HEAVY: Final = """font-variation-settings="'wght' 700\""""
_TEMPLATE: Final = Path(__file__).with_name("picture.typ")


def png_of(svg: str) -> bytes:
    """Return an SVG as a PNG of 16 cm.

    Raises:
        PapersMissingError: what draws it is not installed.
    """
    text = svg.replace(_FAMILY, _OURS, 1).replace(_BOLD, f"{_BOLD} {_HEAVY}")
    data = json.dumps(with_shapes(text), ensure_ascii=False)
    return typeset(_TEMPLATE, data, format="png", ppi=_PPI)
