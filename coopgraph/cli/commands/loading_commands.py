"""Commands that bring knowledge in: ingest iati, ingest sheet, template."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.language import help_text
from coopgraph.cli.options import asking
from coopgraph.cli.output import notices, print_json
from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import BadOptionError
from kg.base.i18n import msg

if TYPE_CHECKING:
    from ingest.findings import Report
    from ingest.loading import Source
    from kg.store.protocol import Store

SHEETS = ("offers", "demands", "practices", "actors", "memberships")
TEMPLATES = SHEETS[:3]
REJECTED = 1

_VISIBILITY = Annotated[
    str,
    typer.Option(
        metavar="|".join(AUDIENCES),
        help=help_text(msg("Who may see what rows say that do not say it themselves.")),
    ),
]
_DRY_RUN = Annotated[
    bool, typer.Option("--dry-run", help=help_text(msg("Report, but keep nothing.")))
]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command(help=help_text(msg("IATI activity files, folders, archives.")))(asking(iati))
    group.command(help=help_text(msg("A sheet: .csv, .xlsx or .ods.")))(asking(sheet))
    app.add_typer(group, name="ingest", help=help_text(msg("Bring knowledge in from files.")))
    app.command(help=help_text(msg("Write an empty sheet to fill in.")))(asking(template))


def iati(
    asked: Asked,
    paths: Annotated[
        list[Path], typer.Argument(help=help_text(msg("Files (.xml .gz .zip .zst) or folders.")))
    ],
    *,
    visibility: _VISIBILITY = "",
    dry_run: _DRY_RUN = False,
) -> int:
    """Load IATI activities and report what became of each record."""
    from ingest.iati import iati_sources
    from ingest.known import known_from_store

    claim = claim_of(visibility)
    with opened(asked, write=True) as inquiry:
        known = known_from_store(inquiry.store)
        sources = iati_sources(paths, known, visibility=claim)
        return _report(asked, _load(inquiry.store, sources, dry_run=dry_run))


def sheet(
    asked: Asked,
    file: Annotated[Path, typer.Argument(help=help_text(msg("The sheet.")))],
    *,
    kind: Annotated[
        str, typer.Option("--as", metavar="|".join(SHEETS), help=help_text(msg("What it lists.")))
    ],
    visibility: _VISIBILITY = "",
    dry_run: _DRY_RUN = False,
) -> int:
    """Load a sheet and report what became of each row."""
    from ingest.known import known_from_store
    from ingest.sheet import sheet_source

    if kind not in SHEETS:
        raise BadOptionError("--as", kind, msg("Use one of: {names}.", names=list(SHEETS)))
    claim = claim_of(visibility)
    with opened(asked, write=True) as inquiry:
        store = inquiry.store
        known = known_from_store(store)
        source = sheet_source(file, kind, known, store=store, today=asked.day, visibility=claim)
        return _report(asked, _load(store, [source], dry_run=dry_run))


def template(
    asked: Asked,
    kind: Annotated[str, typer.Argument(metavar="|".join(TEMPLATES))],
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")],
) -> None:
    """Write a sheet with headers, help and lists to choose from, in the reader's language."""
    from coopgraph.cli.render.files_text import written
    from ingest.known import known_from_view
    from ingest.sheet.template import write_template
    from kg.graph.naming import heading
    from kg.model.documents import Written

    if kind not in TEMPLATES:
        raise BadOptionError("KIND", kind, msg("Use one of: {names}.", names=list(TEMPLATES)))
    with opened(asked) as inquiry:
        write_template(file, kind, asked.lang, known_from_view(inquiry.view))
        head = heading(inquiry.view, asked.lang)
    written(asked, Written(**head, files=[str(file)], nodes=0, relations=0), counted=False)


def load_starter(asked: Asked) -> int:
    """Load the starter tables into the store; return the exit status."""
    from coopgraph.starter_folder import starter_folder
    from ingest.starter import starter_sources

    with opened(asked, write=True) as inquiry:
        report = _load(inquiry.store, starter_sources(starter_folder()), dry_run=False)
    _print_findings(report, asked.lang)
    return 0 if report.clean else REJECTED


def claim_of(name: str) -> Audience | None:
    """Return the audience that rows are said to be for, None where nothing is said.

    Raises:
        BadOptionError: there is no such audience.
    """
    if not name:
        return None
    for audience in AUDIENCES:
        if name == audience:
            return audience
    raise BadOptionError("--visibility", name, msg("Use public, states or board."))


def _load(store: Store, sources: Iterable[Source], *, dry_run: bool) -> Report:
    from coopgraph.cli.progress import counting
    from ingest.loading import load

    with counting() as progress:
        return load(store, sources, dry_run=dry_run, progress=progress)


def _report(asked: Asked, report: Report) -> int:
    from coopgraph.cli.output import console
    from coopgraph.cli.render import loading_text as render

    _print_findings(report, asked.lang)
    if asked.json:
        from kg.model.documents import head

        print_json({**head(report.revision, asked.day, asked.lang), **report.document(asked.lang)})
    else:
        render.counts(console(), report, asked.lang)
    return 0 if report.clean else REJECTED


def _print_findings(report: Report, lang: str) -> None:
    from coopgraph.cli.render import loading_text as render

    if report.findings:
        render.findings(notices(), report, lang)
