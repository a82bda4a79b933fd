"""A paper as PDF, by Typst: tagged, PDF/UA-1 and PDF/A-3a, the same bytes each time."""

from __future__ import annotations

import datetime as dt

from viz.papers.paper_fonts import with_shapes
from viz.papers.paper_input import PaperInput
from viz.papers.paper_maker import TEMPLATE, maker
from viz.papers.typst_engine import typeset


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
    standards = ["ua-1", "a-3a"]
    return typeset(TEMPLATE, data, format="pdf", pdf_standards=standards, timestamp=moment)
