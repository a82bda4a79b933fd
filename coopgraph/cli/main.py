"""The command ``coopgraph``, assembled from its families of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from coopgraph.cli.families import Families
from coopgraph.terminal.language import help_text
from kg.base.i18n import msg

app = typer.Typer(
    name="coopgraph",
    cls=Families,
    help=help_text(msg("Who cooperates with whom in the Americas, with reasons and sources.")),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _say_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"coopgraph {version('coopgraph')}")
        raise typer.Exit


@app.callback()
def before_any_command(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help=help_text(msg("Print the version and end.")),
            callback=_say_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Take the options that go before a command."""
