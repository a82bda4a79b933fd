"""Commands that write files: diagram, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.render.files_text import written
from kg.base.i18n import msg
from viz.diagram_choices import DIAGRAM_FORMATS, DIAGRAMS


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command(help=about("diagram"))(asking(diagram))
    app.command(help=about("export"))(asking(export))


def diagram(
    asked: Asked,
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID…", help=help_text(msg("One id or more, such as org/segib."))),
    ] = None,
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", help=help_text(msg("A file: .html, .svg or .png.")))
    ],
    of: Annotated[
        str,
        typer.Option(
            metavar="|".join(DIAGRAMS),
            help=help_text(msg("Of what: a record, a match, a way, bridges, partners.")),
        ),
    ] = DIAGRAMS[0],
    fmt: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(DIAGRAM_FORMATS),
            help=help_text(msg("As what; else as the name of the file ends.")),
        ),
    ] = "",
    steps: Annotated[int, typer.Option(min=1, max=3, help=help_text(msg("How far.")))] = 1,
    start: Annotated[
        str, typer.Option("--from", metavar="ID", help=help_text(msg("Where a way begins.")))
    ] = "",
    end: Annotated[
        str, typer.Option("--to", metavar="ID", help=help_text(msg("Where a way ends.")))
    ] = "",
) -> None:
    """Write the diagram of a record, or of an answer."""
    from viz.composition import compose
    from viz.diagram_files import diagram_format, write_diagram
    from viz.diagram_scenes import AskedDiagram, diagram_scene

    chosen = diagram_format(output, fmt)
    wanted = AskedDiagram(of, tuple(ids or ()), steps, start, end)
    with opened(asked) as inquiry:
        scene = diagram_scene(wanted, inquiry)
        document = write_diagram(inquiry.view, compose(scene), output, chosen)
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
