"""Commands about what the board owns, each with check and show: lens, guideline, and others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.commands import guideline_commands
from coopgraph.cli.commands.consultation_commands import adopt_guideline
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import console, notices, print_json
from kg.base.errors import BadFileError
from kg.base.i18n import Message, msg
from kg.base.store_errors import StoreError
from kg.definitions.shipped_names import (
    APPROACH,
    CAMPAIGN_LIST,
    DEADLINES_2026,
    OFFERS_FOR_DEMAND,
    PUBLISHER,
)

if TYPE_CHECKING:
    from kg.definitions.definition_files import Mistake
    from kg.graph.view import View

FAILED = 1


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    lens = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    lens.command("check", help=help_text(msg("Look for mistakes in a lens.")))(asking(check_lens))
    lens.command("show", help=help_text(msg("Print a lens.")))(asking(show_lens))
    app.add_typer(lens, name="lens", help=about("lens"))
    guideline = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    guideline.command("check", help=help_text(msg("Look for mistakes in a guideline.")))(
        asking(check_guideline)
    )
    guideline.command("show", help=help_text(msg("Print a guideline.")))(asking(show_guideline))
    guideline.command("adopt", help=help_text(msg("Keep a guideline that the board adopted.")))(
        asking(adopt_guideline)
    )
    guideline_commands.add(guideline)
    app.add_typer(guideline, name="guideline", help=about("guideline"))
    campaign = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    campaign.command("check", help=help_text(msg("Look for mistakes in a list of the campaign.")))(
        asking(check_campaign_list)
    )
    campaign.command("show", help=help_text(msg("Print a list of the campaign.")))(
        asking(show_campaign_list)
    )
    app.add_typer(campaign, name="campaign-list", help=about("campaign-list"))
    deadlines = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    deadlines.command("check", help=help_text(msg("Look for mistakes in a file of deadlines.")))(
        asking(check_deadlines)
    )
    deadlines.command("show", help=help_text(msg("Print deadlines.")))(asking(show_deadlines))
    app.add_typer(
        deadlines,
        name="deadlines",
        help=about("deadlines"),
    )
    publisher = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    publisher.command("check", help=help_text(msg("Look for mistakes in a publisher's file.")))(
        asking(check_publisher)
    )
    publisher.command("show", help=help_text(msg("Print a publisher's file.")))(
        asking(show_publisher)
    )
    app.add_typer(publisher, name="publisher", help=about("publisher"))


def check_lens(asked: Asked, file: Path) -> int:
    """Report every mistake in a lens file."""
    from kg.matching.lens.lens_files import LENSES

    return _check(asked, file, LENSES.check)


def check_guideline(asked: Asked, file: Path) -> int:
    """Report every mistake in a guideline file; where a store is, what its rules rest on too."""
    from kg.partners.guideline_files import check

    def checked(text: str) -> Sequence[Mistake]:
        mistakes = check(text)
        # What cannot be read rests on nothing that could be looked up.
        return mistakes or check(text, _view(asked, _NOT_LOOKED_UP))

    return _check(asked, file, checked)


def check_campaign_list(asked: Asked, file: Path) -> int:
    """Report every mistake in a list of the campaign."""
    from kg.exchange.campaign_list import CAMPAIGN_LISTS

    return _check(asked, file, CAMPAIGN_LISTS.check)


def show_campaign_list(
    asked: Asked, name: Annotated[str, typer.Argument()] = CAMPAIGN_LIST
) -> None:
    """Print a list of the campaign as it is written."""
    from kg.exchange.campaign_list import CAMPAIGN_LISTS

    _show(asked, name, CAMPAIGN_LISTS.text(name))


def check_deadlines(asked: Asked, file: Path) -> int:
    """Report every mistake in a file of deadlines."""
    from kg.exchange.deadlines import DEADLINES

    return _check(asked, file, DEADLINES.check)


def show_deadlines(asked: Asked, name: Annotated[str, typer.Argument()] = DEADLINES_2026) -> None:
    """Print deadlines as they are written."""
    from kg.exchange.deadlines import DEADLINES

    _show(asked, name, DEADLINES.text(name))


def check_publisher(asked: Asked, file: Path) -> int:
    """Report every mistake in a file that says whose pages these are; its emblem is read too."""
    from kg.publisher.emblem import pages_of
    from kg.publisher.publisher import PUBLISHERS

    if not PUBLISHERS.check(_text(file)):
        pages_of(str(file))
    return _check(asked, file, PUBLISHERS.check)


def show_publisher(asked: Asked, name: Annotated[str, typer.Argument()] = PUBLISHER) -> None:
    """Print a file that says whose pages these are, as it is written."""
    from kg.publisher.publisher import PUBLISHERS

    _show(asked, name, PUBLISHERS.text(name))


def show_lens(
    asked: Asked,
    name: Annotated[str, typer.Argument()] = OFFERS_FOR_DEMAND,
    *,
    cypher: Annotated[
        bool, typer.Option("--cypher", help=help_text(msg("As a query to paste into Neo4j.")))
    ] = False,
) -> None:
    """Print a lens as it is written, or as the query that computes it inside Neo4j."""
    from kg.matching.lens.lens_files import LENSES

    if not cypher:
        _show(asked, name, LENSES.text(name))
        return
    from kg.matching.cypher.as_text import lens_cypher

    _show(asked, name, lens_cypher(LENSES.load(name), asked.day, asked.audience))


def show_guideline(asked: Asked, name: Annotated[str, typer.Argument()] = APPROACH) -> None:
    """Print a guideline as it is written: as the board adopted it, where it did."""
    from kg.partners.adopted_guidelines import guideline_file
    from kg.partners.guideline_files import GUIDELINES

    view = _view(asked, _NOT_ADOPTED)
    _show(asked, name, GUIDELINES.text(name) if view is None else guideline_file(view, name))


_NOT_LOOKED_UP: Final = msg("No store could be opened: what the rules rest on was not looked up.")
_NOT_ADOPTED: Final = msg("No store could be opened: this is as it comes with the program.")


def _view(asked: Asked, notice: Message) -> View | None:
    """Return what the store holds; None, and a notice, where it cannot be used."""
    try:
        with opened(asked) as inquiry:
            return inquiry.view
    except StoreError:
        notices().print(notice.text(asked.lang))
        return None


def _check(asked: Asked, file: Path, check: Callable[[str], Sequence[Mistake]]) -> int:
    mistakes = check(_text(file))
    if asked.json:
        found = [mistake.document(asked.lang) for mistake in mistakes]
        print_json({"ok": not mistakes, "findings": found})
        return FAILED if mistakes else 0
    for mistake in mistakes:
        console().print(f"{file}:{mistake.line}: {mistake.sentence(asked.lang)}")
    if not mistakes:
        console().print(msg("{file}: no mistakes.", file=str(file)).text(asked.lang))
    return FAILED if mistakes else 0


def _text(file: Path) -> str:
    from kg.definitions.definition_files import file_text

    try:
        return file_text(file)
    except FileNotFoundError:
        raise BadFileError(
            str(file), msg("there is no such file."), msg("Check the path.")
        ) from None


def _show(asked: Asked, name: str, text: str) -> None:
    if asked.json:
        print_json({"name": name, "text": text})
    else:
        console().print(text, end="", soft_wrap=True)
