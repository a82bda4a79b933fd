"""Commands that keep running: serve, demo."""

from __future__ import annotations

from typing import Annotated

import typer

from coopgraph.asked import Asked
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from kg.base.i18n import msg

HOST = "127.0.0.1"
PORT = 8000


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command(help=about("serve"))(asking(serve))
    app.command(help=about("demo"))(asking(demo))


def serve(
    asked: Asked,
    *,
    host: Annotated[str, typer.Option(help=help_text(msg("Address to listen on.")))] = HOST,
    port: Annotated[int, typer.Option(min=1, max=65535, help=help_text(msg("Port.")))] = PORT,
    workers: Annotated[
        int,
        typer.Option(
            min=0,
            max=64,
            metavar="N",
            help=help_text(msg("Processes that answer; one, or as COOPGRAPH_WORKERS says.")),
        ),
    ] = 0,
    links_here: Annotated[
        bool,
        typer.Option(
            "--links-here", help=help_text(msg("Print links to sign in at this terminal too."))
        ),
    ] = False,
) -> None:
    """Serve the public until interrupted, and others at most as --audience says."""
    from coopgraph.serve import serve as run

    processes = workers or asked.settings.workers
    run(asked, host, port, workers=processes, links_here=links_here)


def demo(
    asked: Asked,
    *,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help=help_text(msg("Stop after the answers.")))
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help=help_text(msg("Port.")))] = PORT,
    tour: Annotated[
        bool,
        typer.Option(
            "--tour", help=help_text(msg("Play the tour of the exchange here, and stop after it."))
        ),
    ] = False,
) -> int:
    """Answer one match, one partner ranking and one path out of the starter knowledge."""
    from coopgraph.demo import demo as run

    return run(asked, None if no_serve else port, tour=tour)
