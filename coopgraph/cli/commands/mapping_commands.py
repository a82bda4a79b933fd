"""Commands about the mappings by which sheets of a sender are read: mapping list, show, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coopgraph.asked import Asked
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.desk.desk import desk_asked_for, made_desk
from coopgraph.desk.mappings import kept_on
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.model.audiences import FEWEST

if TYPE_CHECKING:
    from ingest.sheet.mapping import SheetMapping
    from kg.model.documents import MappingPart

_NAME = Annotated[
    str, typer.Argument(metavar="NAME", help=help_text(msg("As mapping list shows it.")))
]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command("list", help=help_text(msg("All mappings.")))(asking(list_, desk=True))
    group.command(help=help_text(msg("What a mapping reads each column as.")))(
        asking(show, desk=True)
    )
    group.command(help=help_text(msg("Delete a mapping.")))(asking(delete, desk=True))
    app.add_typer(group, name="mapping", help=about("mapping"))


def list_(asked: Asked) -> None:
    """List the mappings of the desk."""
    from coopgraph.terminal.render.mappings_text import mappings
    from kg.model.documents import Mappings, head

    _require_board(asked)
    revision, kept = kept_on(desk_asked_for(asked), asked)
    parts = [_part(one) for one in kept]
    answer(asked, Mappings(**head(revision, asked.day, asked.lang), mappings=parts), mappings)


def show(asked: Asked, name: _NAME) -> None:
    """Show one mapping."""
    _require_board(asked)
    revision, kept = kept_on(desk_asked_for(asked), asked)
    _answer(asked, revision, kept, name)


def delete(asked: Asked, name: _NAME) -> None:
    """Delete one mapping, and show what it was."""
    from ingest.sheet.kept_mappings import forget, require

    _require_board(asked)
    url = desk_asked_for(asked)
    # Before the desk is written to, or made.
    _, kept = kept_on(url, asked)
    require(kept, name)
    with made_desk(url, asked.settings) as desk:
        forget(desk, name)
        revision = desk.revision()
    _answer(asked, revision, kept, name)


def _require_board(asked: Asked) -> None:
    if asked.audience != FEWEST:
        detail = msg("How sheets are read is for the board and the secretariat.")
        raise ForbiddenError(detail, msg("Ask with the audience “board” (--audience board)."))


def _answer(asked: Asked, revision: int, kept: list[SheetMapping], name: str) -> None:
    from coopgraph.terminal.render.mappings_text import one_mapping
    from ingest.sheet.kept_mappings import require
    from kg.model.documents import OneMapping, head

    part = _part(require(kept, name))
    heading = head(revision, asked.day, asked.lang)
    answer(asked, OneMapping(**heading, **part.model_dump()), one_mapping)


def _part(mapping: SheetMapping) -> MappingPart:
    from kg.model.documents import MappedColumn, MappingPart

    return MappingPart(
        name=mapping.name,
        kind=mapping.kind,
        made=mapping.made,
        columns=[MappedColumn(column=one, value=to) for one, to in mapping.columns.items()],
        values=[MappedColumn(column=one, value=to) for one, to in mapping.values.items()],
        source=mapping.source,
        headers=sorted(mapping.headers),
    )
