"""The command ``condense``: a long report made short, in its own words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.commands.loading_commands import claim_of
from coopgraph.cli.options import asking
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.audience import AUDIENCES
from kg.base.i18n import msg


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
            "-o", "--output", help=help_text(msg("A .pdf, .docx, .html or .md file to write."))
        ),
    ] = None,
) -> None:
    """Read a report, and answer with what is in it; with ``-o`` as a paper too."""
    from coopgraph.condensed_files import write_condensed
    from coopgraph.desk.report_desk import proposed
    from coopgraph.terminal.render.condensed_text import condensed as render
    from ingest.report.report_file import read_report
    from kg.condense.condensing import CondenseAsked, condensed

    read, before = read_report(report), None if previous is None else read_report(previous)
    with opened(asked, write=propose) as inquiry:
        document = condensed(CondenseAsked(read, inquiry.view, asked.lang, of or None, before))
        if propose:
            claim = claim_of(visibility) or "states"
            document = proposed(asked, inquiry, document, read, claim)
        if output is not None:
            write_condensed(document, inquiry, output, asked.settings.public_url)
    answer(asked, document, render)
