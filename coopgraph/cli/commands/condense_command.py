"""The command ``condense``: a long report made short, in its own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.commands.loading_commands import claim_of
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from coopgraph.terminal.progress import reading_report, writing_papers
from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.model.audiences import FEWEST

if TYPE_CHECKING:
    from kg.knowledge import Inquiry
    from kg.model.documents import Condensed, Named
    from viz.papers.paper_forms import Form

_FORMS: Final = ("pdf", "docx", "html", "md")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help=about("condense"))(asking(condense))


def condense(
    asked: Asked,
    report: Annotated[
        Path,
        typer.Argument(
            metavar="REPORT", help=help_text(msg("A .pdf, .docx, .odt, .html or .txt file."))
        ),
    ],
    *,
    of: Annotated[
        str, typer.Option("--for", metavar="ID", help=help_text(msg("A state: state/…")))
    ] = "",
    previous: Annotated[
        Path | None, typer.Option(help=help_text(msg("The report before it, to tell what is new.")))
    ] = None,
    propose: Annotated[
        bool,
        typer.Option(
            "--propose",
            help=help_text(
                msg("Put on the desk what it says of activities and agreements, to be decided.")
            ),
        ),
    ] = False,
    visibility: Annotated[
        str,
        typer.Option(
            metavar="|".join(AUDIENCES),
            help=help_text(msg("Who may see what is taken of it; states where nothing is said.")),
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help=help_text(msg("A .pdf, .docx, .html or .md file; with --all a folder.")),
        ),
    ] = None,
    all_of: Annotated[
        bool, typer.Option("--all", help=help_text(msg("A paper for each state.")))
    ] = False,
    form: Annotated[
        str,
        typer.Option(
            metavar="|".join(_FORMS),
            help=help_text(msg("With --all: the form.")),
            show_default=_FORMS[0],
        ),
    ] = "",
) -> None:
    """Read a report, and answer with what is in it; with ``-o`` as papers too."""
    from coopgraph.desk.report_desk import proposed
    from coopgraph.terminal.render.condensed_text import condensed as render
    from ingest.report.report_file import read_report
    from kg.condense.condensing import CondenseAsked, condensed, state_named

    # All that is wrong with how it is asked is said before a long report is read.
    _require_fitting(output, of, form, all_of=all_of)
    form_of_all = _form(output, form, all_of=all_of)
    claim = _claim(asked, visibility, propose=propose)
    with opened(asked, write=propose) as inquiry:
        state = state_named(inquiry.view, of, asked.lang) if of else None
        with reading_report():
            read, before = read_report(report), None if previous is None else read_report(previous)
            found = condensed(CondenseAsked(read, inquiry.view, asked.lang, state, before))
        if propose:
            found = proposed(asked, inquiry, found, read, claim)
        if output is not None:
            found = _written(asked, inquiry, found, state, (output, form_of_all))
    answer(asked, found, render)


def _require_fitting(output: Path | None, of: str, form: str, *, all_of: bool) -> None:
    if all_of and (output is None or of):
        detail = msg("Papers for all states need a folder, and no state of their own.")
        raise WrongUseError(detail, msg("Write --all -o FOLDER, without --for."))
    if form and not all_of:
        detail = msg("The form of one paper follows from the name of its file.")
        raise WrongUseError(detail, msg("Leave --form out, or write --all -o FOLDER."))


def _form(output: Path | None, form: str, *, all_of: bool) -> Form | None:
    """Return the form of the papers for all states; None where one file says its own by its name.

    Raises:
        BadOptionError, BadFileError: there is no such form.
    """
    from coopgraph.paper_files import form_of
    from viz.papers.paper_forms import form_named

    if all_of:
        return form_named(form or _FORMS[0], "--form")
    if output is not None:
        form_of(output)
    return None


def _claim(asked: Asked, visibility: str, *, propose: bool) -> Audience:
    """Return for whom what is taken of a report will be.

    Raises:
        WrongUseError: nothing is put on the desk.
        BadOptionError: there is no such audience.
        ForbiddenError: who asks may put nothing there.
    """
    from ingest.report_proposals import NotProposingError

    claim = claim_of(visibility)
    if propose and asked.audience != FEWEST:
        raise NotProposingError
    if claim is not None and not propose:
        detail = msg("Who may see what is taken is said where rows are put on the desk.")
        raise WrongUseError(detail, msg("Write --propose too, or leave --visibility out."))
    return claim or "states"


def _written(
    asked: Asked,
    inquiry: Inquiry,
    document: Condensed,
    state: Named | None,
    to: tuple[Path, Form | None],
) -> Condensed:
    """Write papers to a file, or in a form to a folder; return the document that names them."""
    from coopgraph.condensed_files import write_condensed, write_for_states

    output, form = to
    if form is None:
        write_condensed(document, inquiry, output, asked.settings.public_url, state)
        return document.model_copy(update={"files": [str(output)]})
    with writing_papers() as progress:
        files = write_for_states(document, inquiry, output, form, progress)
    return document.model_copy(update={"files": files})
