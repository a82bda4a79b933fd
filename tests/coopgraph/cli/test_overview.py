"""What the help of the whole says without loading a command is what the commands say themselves."""

from __future__ import annotations

from importlib import import_module
from typing import Any, cast

import pytest
import typer
from typer.main import get_command

from coopgraph.cli.main import app
from coopgraph.cli.overview import OVERVIEW, about

FAMILIES = sorted({family for family, _ in OVERVIEW.values()})


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_the_commands_that_the_overview_names(family: str) -> None:
    own = typer.Typer()
    own.callback()(lambda: None)
    import_module(f"coopgraph.cli.commands.{family}").register(own)
    commands = cast("Any", get_command(own)).commands
    told = {name: about(name) for name, (where, _) in OVERVIEW.items() if where == family}
    assert {name: command.help for name, command in commands.items()} == told


def test_the_group_knows_the_names_and_builds_what_is_looked_up() -> None:
    group = cast("Any", get_command(app))
    assert list(group.commands) == list(OVERVIEW)
    assert len(group.commands) == len(OVERVIEW)
    assert group.commands["match"].name == "match"
    assert group.commands.get("nothing") is None
