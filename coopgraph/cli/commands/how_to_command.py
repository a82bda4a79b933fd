"""The command how-to: two pages for a role, to be printed or sent along."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coopgraph.asked import Asked
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.render.files_text import written
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.whole_files import replacing_text
from kg.model.desk_types import FOCAL_ROLES
from kg.model.documents import Written, head

_ROLES = "|".join(FOCAL_ROLES)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("how-to", help=about("how-to"))(asking(how_to))


def how_to(
    asked: Asked,
    role: Annotated[str, typer.Argument(metavar=_ROLES, help=help_text(msg("For whom.")))],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help=help_text(msg("FILE.html")))],
) -> None:
    """Write the pages as one file that needs no other."""
    from api.pages.how_to_page import how_to_file
    from kg.publisher.publisher import publisher_of

    if role not in FOCAL_ROLES:
        raise BadOptionError("ROLE", role, msg("Use one of: {names}.", names=list(FOCAL_ROLES)))
    name = publisher_of(asked.settings.publisher).name.said(asked.lang)
    # Where no address is known yet, the reader sees that it is to be filled in.
    address = asked.settings.public_url.rstrip("/") or "https://…"
    text = how_to_file(role, asked.lang, f"{address}/-/sign-in", name)
    with replacing_text(output, "public") as file:
        file.write(text)
    # Made from the program alone: no store was asked.
    facts = head(0, asked.day, asked.lang)
    written(asked, Written(**facts, files=[str(output)], nodes=0, relations=0), counted=False)
