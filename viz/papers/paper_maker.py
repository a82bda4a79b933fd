"""Which program, template and typefaces make a PDF: with others its bytes are others."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from viz.papers.paper_fonts import font_folders
from viz.papers.papers_extra import require

TEMPLATE: Final = Path(__file__).with_name("paper.typ")


@cache
def maker() -> str:
    """Return by what a PDF is made: Typst's version, digests of the template and of the fonts.

    Raises:
        PapersMissingError: it is not installed.
    """
    require("typst")
    from importlib.metadata import version

    fonts = [path for folder in font_folders() for path in sorted(Path(folder).glob("*.ttf"))]
    parts = (_digest([TEMPLATE]), _digest(fonts))
    return f"typst {version('typst')}, template {parts[0]}, typefaces {parts[1]}"


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
