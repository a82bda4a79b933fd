"""The command ``coopgraph``, assembled from its families of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from coopgraph.cli.commands import (
    browse_commands as knowledge,
)
from coopgraph.cli.commands import (
    cypher_command as asking,
)
from coopgraph.cli.commands import (
    definition_commands as definitions,
)
from coopgraph.cli.commands import (
    file_commands as files,
)
from coopgraph.cli.commands import (
    key_commands as keys,
)
from coopgraph.cli.commands import (
    loading_commands as loading,
)
from coopgraph.cli.commands import (
    question_commands as answers,
)
from coopgraph.cli.commands import (
    release_command as releasing,
)
from coopgraph.cli.commands import (
    serve_command as serving,
)
from coopgraph.cli.commands import (
    transfer_commands as moving,
)
from coopgraph.cli.commands import (
    upgrade_command as upgrading,
)
from coopgraph.cli.commands import (
    verify_command as verifying,
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
    knowledge,
    loading,
    releasing,
    answers,
    asking,
    files,
    moving,
    upgrading,
    verifying,
    definitions,
    keys,
    serving,
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
