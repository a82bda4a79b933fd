"""A paper as PDF, by Typst: tagged, PDF/UA-1 and PDF/A-3a, the same bytes each time."""

from __future__ import annotations

import datetime as dt
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from viz.papers.paper_fonts import font_folders, with_shapes
from viz.papers.paper_input import PaperInput
from viz.papers.paper_maker import TEMPLATE, maker
from viz.papers.papers_extra import require

if TYPE_CHECKING:
    from typst import Compiler

_ONE_AT_A_TIME: Final = Lock()


def pdf_of(paper: PaperInput) -> bytes:
    """Return a paper as a PDF.

    Raises:
        PapersMissingError: what writes it is not installed.
    """
    return compiled(with_shapes(paper.json(by=maker())), paper.paper.as_of)


def compiled(data: str, as_of: str) -> bytes:
    """Return the PDF that the template makes of an input, dated with the day of the paper.

    Raises:
        PapersMissingError: what writes it is not installed.
    """
    moment = dt.datetime.fromisoformat(as_of).replace(tzinfo=dt.UTC)
    with _ONE_AT_A_TIME:
        found = _compiler().compile(
            sys_inputs={"data": data},
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

    # Its stub has a variable of types that nothing settles.
    return Compiler(  # type: ignore[misc]
        TEMPLATE, TEMPLATE.parent, font_paths=list(font_folders()), ignore_system_fonts=True
    )
