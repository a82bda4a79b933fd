"""Commands that answer the three questions: match, partners, coverage, path."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import SCHEDULER, SPREADING_ENGINE, asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from coopgraph.terminal.progress import waiting, weighing
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import Message, msg
from kg.definitions.shipped_names import APPROACH, OFFERS_FOR_DEMAND
from kg.questions import (
    CYPHER,
    KERNEL,
    REACHED,
    AllMatchesQuestion,
    CoverageQuestion,
    MatchQuestion,
    PartnersQuestion,
    PathsQuestion,
    WhyNotQuestion,
)


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command(help=about("match"))(asking(match))
    app.command(help=about("partners"))(asking(partners))
    app.command(help=about("coverage"))(asking(coverage))
    app.command(help=about("path"))(asking(path))


def match(
    asked: Asked,
    id: Annotated[str, typer.Argument(help=help_text(msg("A demand, an offer or a state.")))] = "",  # noqa: A002
    *,
    top: Annotated[
        int, typer.Option(min=1, max=MatchQuestion.MOST, help=help_text(msg("How many.")))
    ] = MatchQuestion.TOP,
    lens: Annotated[str, typer.Option(help=help_text(msg("Name or file of a lens.")))] = (
        OFFERS_FOR_DEMAND
    ),
    sector: Annotated[
        str, typer.Option(help=help_text(msg("With a state: the sector of the need.")))
    ] = "",
    all_pairs: Annotated[
        bool, typer.Option("--all", help=help_text(msg("All demands; write to a file (-o).")))
    ] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=help_text(msg("A .jsonl or .csv file.")))
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            metavar="|".join(AllMatchesQuestion.ALLOWED),
            help=help_text(msg("What computes; dask with --all alone.")),
        ),
    ] = KERNEL,
    scheduler: SCHEDULER = "",
    numbers: Annotated[
        bool, typer.Option("--numbers", help=help_text(msg("Show scores and walks too.")))
    ] = False,
    why_not: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help=help_text(msg("Why this record is not among them, or where it is."))
        ),
    ] = None,
) -> None:
    """Answer one match, or why a record is none, or write all of them to a file."""
    from coopgraph.terminal.render.match_text import match as render
    from coopgraph.terminal.render.why_not_text import why_not as render_why
    from kg.matching.lens.lens_files import LENSES

    if all_pairs:
        _check_left_out(
            msg("With --all every query of the lens is answered: leave it out."),
            {"ID": id, "sector": sector, "why_not": why_not},
        )
    else:
        _check_left_out(
            msg("One match is printed: leave it out, or use --all."),
            {"-o": str(output) if output else None},
        )
    if why_not is not None:
        _check_left_out(
            msg("One pair is judged here: leave it out."),
            {"engine": None if engine == KERNEL else engine},
        )
    chosen = LENSES.load(lens)
    with opened(asked) as inquiry:
        if all_pairs:
            # It brings all forms of files along, which one match has no need of.
            from coopgraph.match_files import write_all

            every = AllMatchesQuestion(lens=chosen, top=top, engine=engine, scheduler=scheduler)
            write_all(inquiry, every, output)
            return
        if scheduler:
            fix = msg("One match is computed here; leave --scheduler out, or use --all -o FILE.")
            raise BadOptionError("scheduler", scheduler, fix)
        if not id:
            detail = msg("There is nothing to match.")
            raise WrongUseError(detail, msg("Name a demand or an offer, or use --all -o FILE."))
        if why_not is not None:
            about = WhyNotQuestion(id, why_not, sector or None, lens=chosen, top=top)
            answer(asked, inquiry.answer(about), render_why(asked.lang, numbers=numbers))
            return
        question = MatchQuestion(id, sector or None, lens=chosen, top=top, engine=engine)
        with waiting() if engine == CYPHER else nullcontext():
            document = inquiry.answer(question)
    answer(asked, document, render(asked.lang, numbers=numbers))


def _check_left_out(fix: Message, options: Mapping[str, str | None]) -> None:
    """Refuse what goes with another question: nothing that was said is left unheeded."""
    for option, value in options.items():
        if value:
            raise BadOptionError(option, value, fix)


def partners(
    asked: Asked,
    *,
    guideline: Annotated[str, typer.Option(help=help_text(msg("Name or file of a guideline.")))] = (
        APPROACH
    ),
    top: Annotated[
        int, typer.Option(min=1, max=PartnersQuestion.MOST, help=help_text(msg("How many.")))
    ] = PartnersQuestion.TOP,
    weight: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=NUMBER",
            help=help_text(msg("Another weight for a criterion, as a trial; several times.")),
        ),
    ] = None,
    robustness: Annotated[
        bool,
        typer.Option(
            "--robustness",
            help=help_text(msg("Say how far the order depends on the weights.")),
        ),
    ] = False,
    first: Annotated[
        int,
        typer.Option(
            min=1,
            max=PartnersQuestion.MOST,
            help=help_text(msg("With --robustness: how many first partners are asked about.")),
        ),
    ] = PartnersQuestion.FIRST,
    engine: SPREADING_ENGINE = KERNEL,
    scheduler: SCHEDULER = "",
    at_revision: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help=help_text(msg("As it was answered then: of what was on record at a revision.")),
        ),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FACT",
            help=help_text(
                msg("What a fact would change, as coopgraph tell takes it; several times.")
            ),
        ),
    ] = None,
    rests_on: Annotated[
        str,
        typer.Option(
            metavar="ID",
            help=help_text(msg("Which verdicts rest on a record, or on “START TYPE END”.")),
        ),
    ] = "",
    pass_: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--pass", metavar="A B", help=help_text(msg("What must change for B to pass A."))
        ),
    ] = None,
) -> int:
    """Answer with partners judged and ranked, or what would change of that; for the board."""
    from coopgraph import partner_answers
    from coopgraph.terminal.render.partners_text import partners as render
    from kg.partners.adopted_guidelines import guideline_of
    from kg.partners.reweighting import weights_of

    weights = weights_of(weight or (), "=")
    others = bool(weights) or robustness or at_revision is not None
    partner_answers.check_one(what_if or (), rests_on, pass_, others=others)
    if what_if:
        return partner_answers.answer_what_if(asked, guideline, what_if)
    if rests_on:
        return partner_answers.answer_rests_on(asked, guideline, rests_on)
    if pass_:
        return partner_answers.answer_pass(asked, guideline, pass_)
    with opened(asked) as inquiry:
        chosen = guideline_of(inquiry.at(at_revision), guideline)
        question = PartnersQuestion(
            chosen, top, weights, robustness, first, at_revision, engine=engine, scheduler=scheduler
        )
        with weighing() if robustness else nullcontext() as progress:
            document = inquiry.partners(question, progress)
    answer(asked, document, render(asked.lang))
    return 0


def coverage(
    asked: Asked,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            help=help_text(msg("Partners, in this order; with --best and none: the candidates."))
        ),
    ] = None,
    *,
    of: Annotated[
        str, typer.Option(metavar="|".join(REACHED), help=help_text(msg("What they reach.")))
    ] = REACHED[0],
    within: Annotated[
        str, typer.Option(help=help_text(msg("Count among the full members of this body.")))
    ] = "",
    best: Annotated[
        int, typer.Option(min=0, help=help_text(msg("Choose this many, the best first.")))
    ] = 0,
    guideline: Annotated[
        str, typer.Option(help=help_text(msg("The guideline whose candidates are meant.")))
    ] = APPROACH,
) -> None:
    """Answer with what each partner adds to those before it."""
    from coopgraph.terminal.render.partners_text import coverage as render
    from kg.partners.adopted_guidelines import guideline_of

    with opened(asked) as inquiry:
        chosen = guideline_of(inquiry.view, guideline)
        question = CoverageQuestion(ids or (), of, within or None, best or None, chosen)
        document = inquiry.answer(question)
        reached = {*document.unreached, *(id_ for step in document.steps for id_ in step.new)}
        names = {id_: inquiry.view.label(inquiry.view.index(id_), asked.lang) for id_ in reached}
    answer(asked, document, render(asked.lang, names))


def path(
    asked: Asked,
    start: Annotated[str, typer.Argument(metavar="A")],
    end: Annotated[str, typer.Argument(metavar="B")],
    *,
    top: Annotated[
        int, typer.Option(min=1, max=PathsQuestion.MOST, help=help_text(msg("How many.")))
    ] = PathsQuestion.TOP,
    strengths: Annotated[
        bool,
        typer.Option("--strengths", help=help_text(msg("Show strengths too, for analysts."))),
    ] = False,
) -> None:
    """Answer with the best routes between two actors."""
    from coopgraph.terminal.render.paths_text import paths as render

    with opened(asked) as inquiry:
        document = inquiry.answer(PathsQuestion(start, end, top))
    answer(asked, document, render(asked.lang, strengths=strengths))
