"""The command ``brief``: short papers as PDF, Word, HTML or Markdown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coopgraph.asked import Asked
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from coopgraph.terminal.progress import writing_papers
from kg.base.audience import audience_named
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import msg

if TYPE_CHECKING:
    from coopgraph.paper_files import PaperWanted

_STATES: Final = "states"
_VERIFY: Final = "verify"
_FORMS: Final = ("pdf", "docx", "html", "md")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help=about("brief"))(asking(brief, desk=True, own_audience=True))


def brief(
    asked: Asked,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="[KIND]", help=help_text(msg("Kind of paper; or verify, to check one."))
        ),
    ] = "",
    id: Annotated[  # noqa: A002
        str,
        typer.Argument(
            metavar="[ID]",
            help=help_text(msg("What it is about, by its id; with verify FILE.pdf.")),
        ),
    ] = "",
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help=help_text(msg("A .pdf, .docx, .html or .md file; with --all a folder.")),
        ),
    ] = None,
    all_of: Annotated[
        str,
        typer.Option(
            "--all",
            metavar="states",
            help=help_text(msg("A brief for each state, in four languages.")),
        ),
    ] = "",
    form: Annotated[
        str, typer.Option(metavar="|".join(_FORMS), help=help_text(msg("With --all: the form.")))
    ] = _FORMS[0],
    since: Annotated[
        str, typer.Option(metavar="DATE", help=help_text(msg("Tell what changed since this day.")))
    ] = "",
    guideline: Annotated[
        str, typer.Option(help=help_text(msg("Name or file of a guideline.")))
    ] = "",
    audience: Annotated[
        str,
        typer.Option(
            metavar="public|states|board",
            help=help_text(msg("Who will read it; without it whom its kind is for.")),
        ),
    ] = "",
    for_board: Annotated[
        bool,
        typer.Option(
            "--for-board",
            help=help_text(msg("Say all that the Board may read, and so on each page.")),
        ),
    ] = False,
) -> int | None:
    """Write a paper or those of all states, and answer with files and figures; or check one."""
    if kind == _VERIFY:
        return _verify(asked, id)
    from coopgraph.paper_files import PaperWanted
    from kg.brief.paper_kinds import kind_named

    chosen = kind_named(_kind(kind, all_of))
    default = "board" if for_board else chosen.audience
    wanted = PaperWanted(
        chosen,
        id or None,
        audience_named(audience, "--audience") if audience else default,
        _day(since),
        guideline or None,
        for_board,
    )
    if output is None:
        detail = msg("There is no file to write to.")
        raise WrongUseError(detail, msg("Name one with -o: FILE.pdf, .docx, .html or .md."))
    if all_of:
        _write_all(asked, wanted, form, output)
    else:
        _write_one(asked, wanted, output)
    return None


def _verify(asked: Asked, file: str) -> int:
    """Check a PDF; 1 where its text is not what its data say, or a figure is another."""
    from coopgraph.paper_verify import is_sound, verified
    from coopgraph.terminal.render.brief_text import checked as render

    document = verified(asked, Path(file))
    answer(asked, document, render(asked.lang))
    return 0 if is_sound(document) else 1


def _write_one(asked: Asked, wanted: PaperWanted, output: Path) -> None:
    from coopgraph.paper_files import form_of, made_paper, paper_source, write_whole
    from coopgraph.terminal.render.brief_text import brief as render
    from kg.brief.brief_document import brief_document
    from viz.papers.paper_input import input_of

    form = form_of(output)
    with paper_source(asked, wanted.audience) as source:
        paper = made_paper(wanted, source)
    body = form.write(input_of(paper, asked.settings.public_url))
    write_whole(output, body, paper.audience)
    answer(asked, brief_document(paper, [str(output)], form.pages(body)), render(asked.lang))


def _write_all(asked: Asked, wanted: PaperWanted, form: str, folder: Path) -> None:
    from coopgraph.paper_files import paper_source
    from coopgraph.paper_sets import PaperSet, write_set
    from coopgraph.terminal.render.brief_text import brief as render
    from kg.graph.naming import heading
    from kg.model.brief_models import Brief
    from viz.papers.paper_forms import form_named

    papers = PaperSet(asked, wanted, form_named(form, "--form"), folder)
    with writing_papers() as progress:
        written = write_set(papers, progress)
    with paper_source(asked, wanted.audience) as source:
        head = heading(source.inquiry.view, asked.lang)
    document = Brief(
        **head,
        files=[one.file for one in written],
        pages=sum(one.pages for one in written),
        figures=[],
        audience=wanted.audience,
    )
    answer(asked, document, render(asked.lang))


def _kind(kind: str, all_of: str) -> str:
    """Return the kind that is asked for: of all states it is their brief.

    Raises:
        BadOptionError: papers are not made of all of these.
        WrongUseError: there is no kind.
    """
    if all_of not in ("", _STATES):
        raise BadOptionError("--all", all_of, msg("Use one of: {names}.", names=[_STATES]))
    if all_of and kind not in ("", "state"):
        raise BadOptionError("kind", kind, msg("Leave it out with --all states."))
    if not kind and not all_of:
        detail = msg("There is no kind of paper.")
        raise WrongUseError(detail, msg("Name one, or use --all states -o FOLDER."))
    return kind or "state"


def _day(text: str) -> date | None:
    try:
        return parse_day(text) if text else None
    except ValueError:
        fix = msg("Write a day of the calendar as YYYY-MM-DD, for example 2022-06-22.")
        raise BadOptionError("--since", text, fix) from None
