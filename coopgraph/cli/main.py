"""The command ``coopgraph``, assembled from its families of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from coopgraph.cli.commands import (
    bridges_command,
    brief_command,
    browse_commands,
    condense_command,
    cypher_command,
    definition_commands,
    desk_commands,
    embed_command,
    evaluate_commands,
    fetch_command,
    file_commands,
    how_to_command,
    identity_commands,
    key_commands,
    loading_commands,
    mapping_commands,
    notify_command,
    portfolio_command,
    question_commands,
    queue_commands,
    release_command,
    serve_command,
    tell_command,
    together_command,
    transfer_commands,
    triangles_command,
    upgrade_command,
    verify_command,
)
from coopgraph.terminal.language import help_text
from kg.base.i18n import msg

app = typer.Typer(
    name="coopgraph",
    help=help_text(msg("Who cooperates with whom in the Americas, with reasons and sources.")),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for family in (
    browse_commands,
    loading_commands,
    fetch_command,
    mapping_commands,
    queue_commands,
    desk_commands,
    notify_command,
    release_command,
    tell_command,
    identity_commands,
    question_commands,
    portfolio_command,
    triangles_command,
    together_command,
    bridges_command,
    condense_command,
    cypher_command,
    evaluate_commands,
    file_commands,
    embed_command,
    brief_command,
    how_to_command,
    transfer_commands,
    upgrade_command,
    verify_command,
    definition_commands,
    key_commands,
    serve_command,
):
    family.register(app)


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
