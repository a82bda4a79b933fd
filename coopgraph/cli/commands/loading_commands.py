"""Commands that bring knowledge in: ingest iati, ingest sheet, template."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.loads import load_and_join, load_sources, report
from coopgraph.terminal.language import help_text
from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import BadOptionError
from kg.base.i18n import msg

if TYPE_CHECKING:
    from ingest.known import Known

SHEETS = ("offers", "demands", "practices", "actors", "memberships")
TEMPLATES = SHEETS[:3]

_VISIBILITY = Annotated[
    str,
    typer.Option(
        metavar="|".join(AUDIENCES),
        help=help_text(msg("Who may see what rows say that do not say it themselves.")),
    ),
]
_KEEP_APART = Annotated[
    bool,
    typer.Option(
        "--keep-apart",
        help=help_text(msg("Join no records at the end, not even what is surely one body.")),
    ),
]
_DRY_RUN = Annotated[
    bool, typer.Option("--dry-run", help=help_text(msg("Report, but keep nothing.")))
]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command(help=help_text(msg("IATI files, folders, archives: activities, organisations.")))(
        asking(iati, desk=True)
    )
    group.command(help=help_text(msg("A sheet: .csv, .xlsx or .ods.")))(asking(sheet, desk=True))
    group.command(help=help_text(msg("Tables of an aid information system, as AidData has them.")))(
        asking(aims, desk=True)
    )
    group.command(help=help_text(msg("Our own export (.jsonl), as it was.")))(
        asking(export, desk=True)
    )
    app.add_typer(group, name="ingest", help=help_text(msg("Bring knowledge in from files.")))
    app.command(help=help_text(msg("Write an empty sheet to fill in.")))(asking(template))


def iati(
    asked: Asked,
    paths: Annotated[
        list[Path], typer.Argument(help=help_text(msg("Files (.xml .gz .zip .zst) or folders.")))
    ],
    *,
    recipient: Annotated[
        str,
        typer.Option(
            metavar="ISO|ID",
            help=help_text(msg("Who receives the activities that name no recipient.")),
        ),
    ] = "",
    visibility: _VISIBILITY = "",
    dry_run: _DRY_RUN = False,
    keep_apart: _KEEP_APART = False,
) -> int:
    """Load IATI activities and organisations; report what became of each record."""
    from ingest.iati import iati_sources
    from ingest.iati_tables import apart, iati_table_sources
    from ingest.known import known_from_store

    claim = claim_of(visibility)
    with opened(asked, write=True) as inquiry:
        known = known_from_store(inquiry.store)
        place = recipient_of(recipient, known)
        folders, others = apart(paths)
        tables = iati_table_sources(folders, known, visibility=claim, recipient=place)
        documents = iati_sources(others, known, visibility=claim, recipient=place)
        sources = chain(tables, documents)
        store = inquiry.store
        loaded = load_and_join(asked, store, sources, dry_run=dry_run, keep_apart=keep_apart)
        return report(asked, loaded)


def sheet(
    asked: Asked,
    file: Annotated[Path, typer.Argument(help=help_text(msg("The sheet.")))],
    *,
    kind: Annotated[
        str, typer.Option("--as", metavar="|".join(SHEETS), help=help_text(msg("What it lists.")))
    ],
    visibility: _VISIBILITY = "",
    dry_run: _DRY_RUN = False,
    keep_apart: _KEEP_APART = False,
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
        loaded = load_and_join(asked, store, [source], dry_run=dry_run, keep_apart=keep_apart)
        return report(asked, loaded)


def aims(
    asked: Asked,
    path: Annotated[
        Path, typer.Argument(help=help_text(msg("The folder, or its table of projects.")))
    ],
    *,
    system: Annotated[
        str, typer.Option("--system", help=help_text(msg("What the system is called.")))
    ] = "",
    visibility: _VISIBILITY = "",
    dry_run: _DRY_RUN = False,
    keep_apart: _KEEP_APART = False,
) -> int:
    """Load the projects of a release and report what became of each."""
    from ingest.aims import aims_source
    from ingest.known import known_from_store

    claim = claim_of(visibility)
    with opened(asked, write=True) as inquiry:
        known = known_from_store(inquiry.store)
        source = aims_source(path, known, visibility=claim, system=system)
        store = inquiry.store
        loaded = load_and_join(asked, store, [source], dry_run=dry_run, keep_apart=keep_apart)
        return report(asked, loaded)


def export(
    asked: Asked,
    file: Annotated[Path, typer.Argument(help=help_text(msg("The .jsonl file.")))],
    *,
    visibility: _VISIBILITY = "",
    dry_run: _DRY_RUN = False,
) -> int:
    """Load an export and report what became of each line."""
    from ingest.exported import export_source

    claim = claim_of(visibility)
    with opened(asked, write=True) as inquiry:
        source = export_source(file, inquiry.store, claim)
        return report(asked, load_sources(asked, inquiry.store, [source], dry_run=dry_run))


def template(
    asked: Asked,
    kind: Annotated[str, typer.Argument(metavar="|".join(TEMPLATES))],
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")],
) -> None:
    """Write a sheet with headers, help and lists to choose from, in the reader's language."""
    from coopgraph.terminal.render.files_text import written
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


def recipient_of(text: str, known: Known) -> str | None:
    """Return the id of the state or country that a code or id means, None where none is given.

    Raises:
        BadOptionError: there is no such state or country.
    """
    if not text:
        return None
    found = text if text in known.territories.ids else known.territories.by_code(text)
    if found is None or found not in known.iso3:
        raise BadOptionError("--recipient", text, msg("Use a code of ISO 3166-1, such as HND."))
    return found


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
