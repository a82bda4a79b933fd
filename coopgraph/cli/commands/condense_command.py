"""The command ``condense``: a long report made short, in its own words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
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
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help=help_text(msg("A .pdf, .docx, .html or .md file to write."))
        ),
    ] = None,
) -> None:
    """Read a report, and answer with what is in it; with ``-o`` as a paper too."""
    from coopgraph.condensed_files import write_condensed
    from coopgraph.terminal.render.condensed_text import condensed as render
    from ingest.report.report_file import read_report
    from kg.condense.condensing import CondenseAsked, condensed

    read, before = read_report(report), None if previous is None else read_report(previous)
    with opened(asked) as inquiry:
        document = condensed(CondenseAsked(read, inquiry.view, asked.lang, of or None, before))
        if output is not None:
            write_condensed(document, inquiry, output, asked.settings.public_url)
    answer(asked, document, render)
