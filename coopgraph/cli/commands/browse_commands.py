"""Commands about what is known: init, status, search, show."""

from __future__ import annotations

from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.i18n import msg
from kg.questions import SearchQuestion, ShowQuestion, StatusQuestion


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command(help=about("init"))(asking(init))
    app.command(help=about("status"))(asking(status))
    app.command(help=about("search"))(asking(search))
    app.command(help=about("show"))(asking(show))


def init(
    asked: Asked,
    *,
    starter: Annotated[
        bool, typer.Option("--starter", help=help_text(msg("Load the starter knowledge.")))
    ] = False,
    examples: Annotated[
        bool,
        typer.Option(
            "--examples",
            help=help_text(msg("Load the starter knowledge and examples of invented states.")),
        ),
    ] = False,
) -> int:
    """Make the store, load the starter tables where asked, and answer with its status.

    Examples name sectors, goals and languages of the starter knowledge: it is loaded with them.
    """
    from coopgraph.loads import load_starter
    from coopgraph.terminal.render import browse_text as render
    from kg.store.opening import create_store

    create_store(asked.settings.store, password=asked.settings.password).close()
    outcome = load_starter(asked, examples=examples) if starter or examples else 0
    with opened(asked) as inquiry:
        answer(asked, inquiry.answer(StatusQuestion()), render.status(asked.lang))
    return outcome


def status(asked: Asked) -> None:
    """Answer with counts per type, coverage per state, freshness."""
    from coopgraph.terminal.render import browse_text as render

    with opened(asked) as inquiry:
        answer(asked, inquiry.answer(StatusQuestion()), render.status(asked.lang))


def search(
    asked: Asked,
    text: Annotated[str, typer.Argument(help=help_text(msg("Words of a name or title.")))],
    *,
    limit: Annotated[
        int, typer.Option(min=1, max=SearchQuestion.MOST, help=help_text(msg("How many.")))
    ] = SearchQuestion.LIMIT,
    type: Annotated[  # noqa: A002
        str, typer.Option(help=help_text(msg("Records of this type only, such as Offer.")))
    ] = "",
) -> None:
    """Answer with the nodes whose names hold the words."""
    from coopgraph.terminal.render import browse_text as render

    with opened(asked) as inquiry:
        document = inquiry.answer(SearchQuestion(text, limit, type or None))
        answer(asked, document, render.search(asked.lang))


def show(
    asked: Asked,
    id: Annotated[str, typer.Argument(help=help_text(msg("An id, such as org/segib.")))],  # noqa: A002
) -> None:
    """Answer with one record."""
    from coopgraph.terminal.render import record_text as render

    with opened(asked) as inquiry:
        document = inquiry.answer(ShowQuestion(id))
        answer(asked, document, render.show(asked.lang))
