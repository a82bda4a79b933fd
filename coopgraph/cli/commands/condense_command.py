"""The command ``condense``: a long report made short, in its own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.commands.loading_commands import claim_of
from coopgraph.cli.options import asking
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from coopgraph.terminal.progress import writing_papers
from kg.base.audience import AUDIENCES
from kg.base.errors import WrongUseError
from kg.base.i18n import msg

if TYPE_CHECKING:
    from kg.knowledge import Inquiry
    from kg.model.documents import Condensed, Named

_FORMS: Final = ("pdf", "docx", "html", "md")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help=help_text(msg("Condense a long report: what concerns whom, in its words.")))(
        asking(condense)
    )


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
        str, typer.Option(metavar="|".join(_FORMS), help=help_text(msg("With --all: the form.")))
    ] = _FORMS[0],
) -> None:
    """Read a report, and answer with what is in it; with ``-o`` as papers too."""
    from coopgraph.desk.report_desk import proposed
    from coopgraph.terminal.render.condensed_text import condensed as render
    from ingest.report.report_file import read_report
    from kg.condense.condensing import CondenseAsked, condensed, state_named

    if all_of and (output is None or of):
        detail = msg("Papers for all states need a folder, and no state of their own.")
        raise WrongUseError(detail, msg("Write --all -o FOLDER, without --for."))
    with opened(asked, write=propose) as inquiry:
        state = state_named(inquiry.view, of, asked.lang) if of else None
        read, before = read_report(report), None if previous is None else read_report(previous)
        found = condensed(CondenseAsked(read, inquiry.view, asked.lang, state, before))
        if propose:
            found = proposed(asked, inquiry, found, read, claim_of(visibility) or "states")
        if output is not None:
            found = _written(asked, inquiry, found, state, (output, form if all_of else ""))
    answer(asked, found, render)


def _written(
    asked: Asked,
    inquiry: Inquiry,
    document: Condensed,
    state: Named | None,
    to: tuple[Path, str],
) -> Condensed:
    """Write papers to a file, or in a form to a folder; return the document that names them."""
    from coopgraph.condensed_files import write_condensed, write_for_states
    from viz.papers.paper_forms import form_named

    output, form = to
    if not form:
        write_condensed(document, inquiry, output, asked.settings.public_url, state)
        return document.model_copy(update={"files": [str(output)]})
    with writing_papers() as progress:
        files = write_for_states(document, inquiry, output, form_named(form, "--form"), progress)
    return document.model_copy(update={"files": files})
