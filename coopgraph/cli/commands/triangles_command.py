"""The command that suggests a first and a second provider for a demand: triangles."""

from __future__ import annotations

from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.i18n import msg
from kg.questions import TrianglesQuestion


def register(app: typer.Typer) -> None:
    """Add the command of this family."""
    app.command(help=about("triangles"))(asking(triangles))


def triangles(
    asked: Asked,
    id_: Annotated[str, typer.Argument(metavar="ID", help=help_text(msg("The id of a demand.")))],
    *,
    top: Annotated[
        int, typer.Option(min=1, max=TrianglesQuestion.MOST, help=help_text(msg("How many.")))
    ] = TrianglesQuestion.TOP,
) -> None:
    """Answer with the best pairs of a first and a second provider, with the reasons of each."""
    from coopgraph.terminal.render import triangles_text

    with opened(asked) as inquiry:
        document = inquiry.answer(TrianglesQuestion(id_, top))
    answer(asked, document, triangles_text.triangles)
