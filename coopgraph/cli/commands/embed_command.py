"""The command ``embed``: a picture as files for another site, and which forms there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopgraph.asked import Asked
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import msg

if TYPE_CHECKING:
    from coopgraph.embed_files import EmbedWanted
    from viz.pictures.picture_form import PictureForm


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help=about("embed"))(asking(embed))


def embed(
    asked: Asked,
    form: Annotated[
        str, typer.Argument(metavar="[FORM]", help=help_text(msg("Form of picture; see --list.")))
    ] = "",
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help=help_text(msg("What it is about, by its ids."))),
    ] = None,
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=help_text(msg("A folder.")))
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help=help_text(msg("List the forms of pictures.")))
    ] = False,
    start: Annotated[str, typer.Option("--from", help=help_text(msg("Where a path begins.")))] = "",
    end: Annotated[str, typer.Option("--to", help=help_text(msg("Where a path ends.")))] = "",
    theme: Annotated[
        str,
        typer.Option(metavar="auto|light|dark", help=help_text(msg("Colours of the picture."))),
    ] = "auto",
    choose: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help=help_text(msg("A further word of the form."))),
    ] = None,
) -> None:
    """Write a picture as everybody may see it, or list the forms."""
    from coopgraph.embed_files import listed_forms, write_embed
    from coopgraph.terminal.render import embed_text

    if list_:
        answer(asked, listed_forms(asked), embed_text.forms)
        return
    wanted = _wanted(asked, form, tuple(ids or ()), output, theme)
    wanted = _with_words(wanted, start, end, choose or [])
    answer(asked, write_embed(asked, wanted), embed_text.files)


def _wanted(
    asked: Asked, form: str, ids: tuple[str, ...], output: Path | None, theme: str
) -> EmbedWanted:
    from coopgraph.embed_files import EmbedWanted, asked_of
    from viz.pictures.picture_forms import form_named
    from viz.pictures.picture_themes import theme_named

    if not form:
        detail = msg("There is no form of picture.")
        raise WrongUseError(detail, msg("Name one; coopgraph embed --list says which there are."))
    if output is None:
        detail = msg("There is no folder to write to.")
        raise WrongUseError(detail, msg("Name one with -o."))
    day = asked.as_of.isoformat() if asked.as_of else None
    return EmbedWanted(asked_of(form_named(form), ids, as_of=day), theme_named(theme), output)


def _with_words(wanted: EmbedWanted, start: str, end: str, choose: list[str]) -> EmbedWanted:
    from dataclasses import replace

    from viz.pictures.picture_forms import form_named

    picture = wanted.asked
    if start or end:
        picture = replace(picture, start=start or None, end=end or None)
    choice = tuple(_word(form_named(picture.form), text) for text in choose)
    return replace(wanted, asked=replace(picture, choice=choice))


def _word(form: PictureForm, text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or name not in form.choices:
        fix = msg("Write NAME=VALUE with one of: {names}.", names=list(form.choices) or ["–"])
        raise BadOptionError("--choose", text, fix)
    return name, value
