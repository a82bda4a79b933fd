"""All commands as one group that loads a family of them when one of its commands is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from coopgraph.cli.overview import OVERVIEW, about


class _Commands(Mapping[str, Any]):
    """The commands by their names, each built when it is looked up."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        family, _ = OVERVIEW[name]
        if name not in self._built:
            self._built |= _built(family)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(OVERVIEW)

    def __len__(self) -> int:
        return len(OVERVIEW)


class Families(TyperGroup):
    """The group of all commands; its help is that of a group in which they are built."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = cast("Any", _Commands())

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (the signature of typer)
        """Return the names of all commands, in order."""
        return list(OVERVIEW)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write what every command does, of none of which more need be known."""
        told = TyperGroup(commands=[TyperCommand(name, help=about(name)) for name in OVERVIEW])
        told.format_commands(ctx, formatter)


def _built(family: str) -> Mapping[str, Any]:
    """Return the commands of one family by their names."""
    app = typer.Typer(rich_markup_mode=None)
    # With a callback it is a group, also where the family has one command only.
    app.callback()(lambda: None)
    import_module(f"coopgraph.cli.commands.{family}").register(app)
    commands: Mapping[str, Any] = cast("TyperGroup", get_command(app)).commands
    return commands
