"""The command ``bridges``: what two or three bodies share, and what would join them."""

from __future__ import annotations

from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.i18n import msg
from kg.questions import BridgesQuestion


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help=about("bridges"))(asking(bridges))


def bridges(
    asked: Asked,
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID ID [ID]", help=help_text(msg("Bodies: org/…, two or three."))),
    ],
    *,
    top: Annotated[
        int,
        typer.Option(
            min=1,
            max=BridgesQuestion.MOST,
            help=help_text(msg("How many routes between each two.")),
        ),
    ] = BridgesQuestion.TOP,
) -> None:
    """Answer with what bodies share, through which doors, and what would join them."""
    from coopgraph.terminal.render.bridges_text import bridges as render

    with opened(asked) as inquiry:
        document = inquiry.answer(BridgesQuestion(ids, top))
    answer(asked, document, render)
