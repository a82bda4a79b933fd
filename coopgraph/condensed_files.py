"""Condensed reports written to files: one paper, or one for each state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coopgraph.paper_files import form_of, write_whole
from kg.base.whole_files import writing
from kg.condense.condensed_paper import condensed_paper
from kg.graph.actors import real
from kg.graph.naming import named
from kg.knowledge import Inquiry
from kg.model.documents import Condensed, Named
from viz.papers.paper_forms import Form, file_name
from viz.papers.paper_input import input_of

Progress = Callable[[int, int], None]


def write_condensed(
    document: Condensed, inquiry: Inquiry, path: Path, home: str, state: Named | None
) -> None:
    """Write a condensed report as a paper, for a state or for all; its ending says in which form.

    Raises:
        BadFileError: the file cannot be written, or its ending names no form.
        PapersMissingError: PDF and Word cannot be written here.
    """
    form = form_of(path)
    paper = condensed_paper(document, inquiry.view, inquiry.audience, state)
    write_whole(path, form.write(input_of(paper, home)), paper.audience)


def write_for_states(
    document: Condensed, inquiry: Inquiry, folder: Path, form: Form, progress: Progress
) -> list[str]:
    """Write a paper for each state that is no example into a folder; return the files, by state.

    A state that the report does not name gets one that says so.

    Raises:
        BadFileError: a file cannot be written.
        PapersMissingError: PDF and Word cannot be written here.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    states, files = _states(inquiry), list[str]()
    progress(0, len(states))
    for state in states:
        paper = condensed_paper(document, inquiry.view, inquiry.audience, state)
        path = folder / file_name(paper, form.name)
        write_whole(path, form.write(input_of(paper)), paper.audience)
        files.append(str(path))
        progress(len(files), len(states))
    return files


def _states(inquiry: Inquiry) -> list[Named]:
    view = inquiry.view
    nodes = sorted(real(view, map(int, view.of_type("State"))), key=view.id)
    return [named(view, node, inquiry.lang) for node in nodes]
