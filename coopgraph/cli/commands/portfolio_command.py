"""The command that proposes which offers should meet which demands: portfolio."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.i18n import msg
from kg.definitions.shipped_names import OFFERS_FOR_DEMAND
from kg.questions import PortfolioQuestion
from kg.store.protocol import Store


def register(app: typer.Typer) -> None:
    """Add the command of this family."""
    app.command(help=about("portfolio"))(asking(portfolio, desk=True))


def portfolio(
    asked: Asked,
    *,
    lens: Annotated[str, typer.Option(help=help_text(msg("Name or file of a lens.")))] = (
        OFFERS_FOR_DEMAND
    ),
    candidates: Annotated[
        int,
        typer.Option(
            min=1,
            max=PortfolioQuestion.MOST_CANDIDATES,
            help=help_text(msg("Of each demand weigh this many offers, the best.")),
        ),
    ] = PortfolioQuestion.CANDIDATES,
    per_offer: Annotated[
        int,
        typer.Option(
            min=0,
            max=PortfolioQuestion.MOST,
            help=help_text(msg("Demands at a time of an offer that does not say how many.")),
        ),
    ] = 1,
    per_provider: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=PortfolioQuestion.MOST,
            help=help_text(msg("Demands at a time of all offers of one provider; any if none.")),
        ),
    ] = None,
    floor: Annotated[
        int,
        typer.Option(
            min=0,
            max=PortfolioQuestion.MOST,
            help=help_text(msg("Demands of each state that come before all else.")),
        ),
    ] = 1,
    without_floors: Annotated[
        bool, typer.Option("--without-floors", help=help_text(msg("As if no state had a floor.")))
    ] = False,
    examples: Annotated[
        bool, typer.Option("--examples", help=help_text(msg("Of what is made up, nothing else.")))
    ] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=help_text(msg("A .jsonl or .csv file.")))
    ] = None,
) -> None:
    """Answer with a portfolio as a proposal, with its reasons; for the board."""
    from coopgraph.desk.desk import desk_if_any, desk_url
    from coopgraph.terminal.render import portfolio_text
    from kg.matching.lens.lens_files import LENSES

    if output is not None:
        from coopgraph.row_files import required

        required(output)  # before all is computed for it
    chosen = LENSES.load(lens)
    with opened(asked) as inquiry:
        with desk_if_any(desk_url(inquiry.store, asked.settings), asked.settings) as desk:
            under_way = _under_way(desk)
        question = PortfolioQuestion(
            lens=chosen, candidates=candidates, offer_places=per_offer,
            provider_places=per_provider, floor=0 if without_floors else floor,
            under_way=under_way, examples=examples,
        )  # fmt: skip
        document = inquiry.answer(question)
    if output is not None:
        from coopgraph.portfolio_files import write_pairs

        write_pairs(document, output, asked.audience)
        return
    answer(asked, document, portfolio_text.portfolio)


def _under_way(desk: Store | None) -> tuple[tuple[str, str], ...]:
    """Return what offices work on already: who runs the command may read the desk."""
    from kg.exchange.contact_requests import all_requests
    from kg.exchange.pairs_under_way import pairs_under_way

    return () if desk is None else pairs_under_way(all_requests(desk))
