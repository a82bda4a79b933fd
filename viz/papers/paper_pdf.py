"""A paper as PDF, by Typst: tagged, PDF/UA-1 and PDF/A-3a, the same bytes each time."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from viz.papers.paper_fonts import font_folders, with_shapes
from viz.papers.paper_input import PaperInput
from viz.papers.papers_extra import require

if TYPE_CHECKING:
    from typst import Compiler

TEMPLATE: Final = Path(__file__).with_name("paper.typ")
_ONE_AT_A_TIME: Final = Lock()


def pdf_of(paper: PaperInput) -> bytes:
    """Return a paper as a PDF.

    Raises:
        PapersMissingError: what writes it is not installed.
    """
    return compiled(paper.json(), paper.paper.as_of)


def compiled(data: str, as_of: str) -> bytes:
    """Return the PDF that the template makes of an input, dated with the day of the paper.

    Raises:
        PapersMissingError: what writes it is not installed.
    """
    moment = dt.datetime.fromisoformat(as_of).replace(tzinfo=dt.UTC)
    with _ONE_AT_A_TIME:
        found = _compiler().compile(
            sys_inputs={"data": with_shapes(data)},
            format="pdf",
            pdf_standards=["ua-1", "a-3a"],
            timestamp=moment,
        )
    assert isinstance(found, bytes)
    return found


@cache
def _compiler() -> Compiler:
    require("typst")
    from typst import Compiler

    return Compiler(
        TEMPLATE, TEMPLATE.parent, font_paths=list(font_folders()), ignore_system_fonts=True
    )
