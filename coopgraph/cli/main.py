"""The command ``coopgraph``, assembled from its families of commands."""

from __future__ import annotations

import typer

from coopgraph.cli import (
    answers,
    asking,
    definitions,
    files,
    keys,
    knowledge,
    loading,
    moving,
    releasing,
    serving,
    upgrading,
)
from coopgraph.cli.language import help_text
from kg.i18n import msg

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
    definitions,
    keys,
    serving,
):
    family.register(app)
