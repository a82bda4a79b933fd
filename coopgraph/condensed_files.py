"""Condensed reports written to files."""

from __future__ import annotations

from pathlib import Path

from coopgraph.paper_files import form_of, write_whole
from kg.condense.condensed_paper import condensed_paper
from kg.knowledge import Inquiry
from kg.model.documents import Condensed
from viz.papers.paper_input import input_of


def write_condensed(document: Condensed, inquiry: Inquiry, path: Path, home: str) -> None:
    """Write a condensed report as a paper; the ending of the file says in which form.

    Raises:
        BadFileError: the file cannot be written, or its ending names no form.
        PapersMissingError: PDF and Word cannot be written here.
    """
    form = form_of(path)
    paper = condensed_paper(document, inquiry.view, inquiry.audience)
    write_whole(path, form.write(input_of(paper, home)), inquiry.audience)
