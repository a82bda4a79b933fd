"""Pictures of papers as PNG, for Word, which takes no SVG: drawn by Typst with the same fonts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from viz.papers.paper_fonts import font_folders, with_shapes
from viz.papers.papers_extra import require

if TYPE_CHECKING:
    from typst import Compiler

_PPI: Final = 220
_TEMPLATE: Final = Path(__file__).with_name("picture.typ")
_ONE_AT_A_TIME: Final = Lock()


def png_of(svg: str) -> bytes:
    """Return an SVG as a PNG of 16 cm.

    Raises:
        PapersMissingError: what draws it is not installed.
    """
    data = json.dumps(with_shapes(svg), ensure_ascii=False)
    with _ONE_AT_A_TIME:
        found = _compiler().compile(sys_inputs={"data": data}, format="png", ppi=_PPI)
    assert isinstance(found, bytes)
    return found


@cache
def _compiler() -> Compiler:
    require("typst")
    from typst import Compiler

    # Its stub has a variable of types that nothing settles.
    return Compiler(  # type: ignore[misc]
        _TEMPLATE, _TEMPLATE.parent, font_paths=list(font_folders()), ignore_system_fonts=True
    )
