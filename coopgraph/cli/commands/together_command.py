"""The command that asks whom partners reach together: together."""

from __future__ import annotations

from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.i18n import msg
from kg.definitions.shipped_names import APPROACH
from kg.questions import TogetherQuestion


def register(app: typer.Typer) -> None:
    """Add the command of this family."""
    app.command(help=about("together"))(asking(together))


def together(
    asked: Asked,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            help=help_text(msg("Partners, in this order; with --best and none: the candidates."))
        ),
    ] = None,
    *,
    best: Annotated[
        int,
        typer.Option(
            min=0,
            max=TogetherQuestion.MOST,
            help=help_text(msg("Choose this many, the best first.")),
        ),
    ] = 0,
    within: Annotated[
        str, typer.Option(help=help_text(msg("Count states among the full members of this body.")))
    ] = "",
    weight: Annotated[
        list[str] | None,
        typer.Option(
            metavar="states|demands|sectors=NUMBER",
            help=help_text(msg("How much one of the three counts; equal where none is given.")),
        ),
    ] = None,
    guideline: Annotated[
        str, typer.Option(help=help_text(msg("The guideline whose candidates are meant.")))
    ] = APPROACH,
) -> None:
    """Answer with what each partner adds to those before it, of all three at once."""
    from coopgraph.terminal.render import together_text
    from kg.partners.adopted_guidelines import guideline_of
    from kg.partners.reweighting import weights_of

    weights = weights_of(weight or (), "=")
    with opened(asked) as inquiry:
        chosen = guideline_of(inquiry.view, guideline)
        question = TogetherQuestion(ids or (), best or None, within or None, weights, chosen)
        document = inquiry.answer(question)
    answer(asked, document, together_text.together)
