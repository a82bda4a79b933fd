"""Commands that write files: diagram, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.terminal.language import help_text
from coopgraph.terminal.render.files_text import written
from kg.base.i18n import msg


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command(help=help_text(msg("Draw a record and its neighbours.")))(asking(diagram))
    app.command(help=help_text(msg("Take the graph away: GraphML, GEXF, JSON lines, CSV.")))(
        asking(export)
    )


def diagram(
    asked: Asked,
    id: Annotated[str, typer.Argument(help=help_text(msg("An id, such as org/segib.")))],  # noqa: A002
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help=help_text(msg(".html or .svg")))],
    steps: Annotated[int, typer.Option(min=1, max=3, help=help_text(msg("How far.")))] = 1,
) -> None:
    """Write the diagram of one record."""
    from viz.composition import compose
    from viz.diagram_files import write_diagram
    from viz.ego import ego_scene

    with opened(asked) as inquiry:
        scene = ego_scene(inquiry.view, id, asked.lang, steps)
        document = write_diagram(inquiry.view, compose(scene), output)
    written(asked, document)


def export(
    asked: Asked,
    file: Annotated[
        Path, typer.Argument(help=help_text(msg("FILE.graphml, .gexf, .jsonl, .zip or a folder.")))
    ],
) -> None:
    """Write the graph as this audience may see it."""
    from kg.export import export as write

    with opened(asked) as inquiry:
        document = write(inquiry.view, file, asked.lang, store=inquiry.store)
    written(asked, document)
