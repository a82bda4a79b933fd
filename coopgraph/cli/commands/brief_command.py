"""The command ``brief``: short papers as PDF, Word, HTML or Markdown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from coopgraph.asked import Asked
from coopgraph.cli.options import asking, audience_named
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError
from kg.base.i18n import msg


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help=help_text(msg("Write a short paper: PDF, Word, HTML or Markdown.")))(
        asking(brief, desk=True, own_audience=True)
    )


def brief(
    asked: Asked,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=help_text(msg("Kind of paper.")))],
    id: Annotated[  # noqa: A002
        str, typer.Argument(metavar="ID", help=help_text(msg("What it is about, by its id.")))
    ] = "",
    *,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help=help_text(msg("A .pdf, .docx, .html or .md file."))),
    ],
    since: Annotated[
        str, typer.Option(metavar="DATE", help=help_text(msg("Tell what changed since this day.")))
    ] = "",
    guideline: Annotated[
        str, typer.Option(help=help_text(msg("Name or file of a guideline.")))
    ] = "",
    audience: Annotated[
        str,
        typer.Option(
            metavar="public|states|board",
            help=help_text(msg("Who will read it; without it whom its kind is for.")),
        ),
    ] = "",
    for_board: Annotated[
        bool,
        typer.Option(
            "--for-board",
            help=help_text(msg("Say all that the Board may read, and so on each page.")),
        ),
    ] = False,
) -> None:
    """Write a paper, and answer with its figures."""
    from coopgraph.paper_files import PaperWanted, form_of, made_paper, paper_source, write_whole
    from coopgraph.terminal.render.brief_text import brief as render
    from kg.brief.brief_document import brief_document
    from kg.brief.paper_kinds import kind_named
    from viz.papers.paper_input import input_of

    chosen, form = kind_named(kind), form_of(output)
    default = "board" if for_board else chosen.audience
    wanted = PaperWanted(
        chosen,
        id or None,
        audience_named(audience) if audience else default,
        _day(since),
        guideline or None,
        for_board,
    )
    with paper_source(asked, wanted.audience) as source:
        paper = made_paper(wanted, source)
    body = form.write(input_of(paper, asked.settings.public_url))
    write_whole(output, body, paper.audience)
    answer(asked, brief_document(paper, [str(output)], form.pages(body)), render(asked.lang))


def _day(text: str) -> date | None:
    try:
        return parse_day(text) if text else None
    except ValueError:
        fix = msg("Write a day of the calendar as YYYY-MM-DD, for example 2022-06-22.")
        raise BadOptionError("--since", text, fix) from None
