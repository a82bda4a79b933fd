"""Commands that measure lenses on cooperation kept apart: evaluate, evaluate fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import SCHEDULER, SPREADING_ENGINE, asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from coopgraph.terminal.progress import evaluating
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.definitions.shipped_names import EXPERIENCE
from kg.questions import KERNEL, YEARS, EvaluationQuestion, FitQuestion

_BEFORE = typer.Option(
    metavar="YYYY-MM-DD",
    help=help_text(msg("Known is what began before this day. Several: the cuts of a mean.")),
)

_HORIZON = Annotated[
    int,
    typer.Option(
        min=1,
        max=EvaluationQuestion.MOST_YEARS,
        metavar="YEARS",
        help=help_text(msg("What is asked begins within so many years.")),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    family = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
    family.callback(help=about("evaluate"))(asking(evaluate))
    family.command(help=help_text(msg("Fit the weights of a lens to cooperation of the past.")))(
        asking(fit)
    )
    app.add_typer(family, name="evaluate")


def evaluate(
    asked: Asked,
    context: typer.Context,
    *,
    before: Annotated[list[str] | None, _BEFORE] = None,
    after: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD",
            help=help_text(msg("What is asked begins on this day or later; the same day if none.")),
        ),
    ] = "",
    horizon: _HORIZON = YEARS,
    lens: Annotated[str, typer.Option(help=help_text(msg("Name or file of a lens.")))] = EXPERIENCE,
    engine: SPREADING_ENGINE = KERNEL,
    scheduler: SCHEDULER = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=help_text(msg("Write the tables to a .md file."))),
    ] = None,
) -> None:
    """Measure a lens and the baselines, unless a command of the family is asked for."""
    if context.invoked_subcommand is not None:
        return
    from coopgraph.evaluation_files import markdown_file, write_tables
    from coopgraph.terminal.render.evaluation_text import evaluation as render
    from kg.matching.lens.lens_files import LENSES

    file = markdown_file(output)
    days = tuple(_day("before", text) for text in before or ())
    first = _day("after", after) if after else None
    question = EvaluationQuestion(
        days, first, horizon, LENSES.load(lens), engine=engine, scheduler=scheduler
    )
    with opened(asked) as inquiry, evaluating() as progress:
        document = inquiry.evaluation(question, progress)
    if file is not None:
        write_tables(document, file, asked.audience)
    answer(asked, document, render(asked.lang))


def fit(
    asked: Asked,
    lens: Annotated[str, typer.Argument(help=help_text(msg("Name or file of a lens of terms.")))],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", help=help_text(msg("The .yaml file to write.")))
    ],
    before: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD",
            help=help_text(msg("Nothing that began later teaches; the last that can be if none.")),
        ),
    ] = "",
    horizon: _HORIZON = YEARS,
) -> None:
    """Fit the weights of a lens and write it with them, as a proposal."""
    from coopgraph.evaluation_files import lens_file, write_lens
    from coopgraph.terminal.render.fit_text import fit as render
    from kg.matching.lens.lens_files import LENSES

    file, text = lens_file(output), LENSES.text(lens)
    day = _day("before", before) if before else None
    question = FitQuestion(LENSES.parse(text, lens), day, horizon)
    with opened(asked) as inquiry, evaluating() as progress:
        made, document = inquiry.fitted(question, progress)
    write_lens(text, made, document, file, asked.audience)
    answer(asked, document, render(asked.lang))


def _day(option: str, text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        fix = msg("Write a day of the calendar as YYYY-MM-DD, for example 2022-06-22.")
        raise BadOptionError(option, text, fix) from None
