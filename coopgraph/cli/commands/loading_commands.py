"""Commands that bring knowledge in: ingest iati, ingest sheet, template."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.desk.desk import desk_url
from coopgraph.loads import load_and_join, load_sources, report
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.audience import AUDIENCES, Audience, audience_named
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import msg

if TYPE_CHECKING:
    from ingest.known import Known

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

_MAP = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="COLUMN=FIELD",
        help=help_text(msg("Read a column (header, letter or number) as this; - leaves it out.")),
    ),
]
_SET = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="FIELD=VALUE", help=help_text(msg("What rows say that do not say it."))
    ),
]
_SOURCE = Annotated[
    str,
    typer.Option(metavar="TEXT|ID", help=help_text(msg("The document or sender it comes from."))),
]
_MAPPING = Annotated[
    str,
    typer.Option(
        metavar="NAME", help=help_text(msg("Read it by this mapping, or keep --map under it."))
    ),
]
_NO_MAPPING = Annotated[
    bool,
    typer.Option(
        "--no-mapping", help=help_text(msg("Use no mapping that is kept, and keep none."))
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command(help=help_text(msg("IATI files, folders, archives: activities, organisations.")))(
        asking(iati, desk=True)
    )
    group.command(help=help_text(msg("A sheet: .csv, .xlsx, .xls or .ods.")))(
        asking(sheet, desk=True)
    )
    group.command(help=help_text(msg("Tables of an aid information system, as AidData has them.")))(
        asking(aims, desk=True)
    )
    group.command(help=help_text(msg("Our own export (.jsonl), as it was.")))(
        asking(export, desk=True)
    )
    app.add_typer(group, name="ingest", help=about("ingest"))
    app.command(help=about("template"))(asking(template))


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
        str,
        typer.Option(
            "--as", metavar="KIND", help=help_text(msg("What it lists: see template --list."))
        ),
    ],
    map_: _MAP = None,
    set_: _SET = None,
    source: _SOURCE = "",
    mapping: _MAPPING = "",
    no_mapping: _NO_MAPPING = False,
    visibility: _VISIBILITY = "",
    dry_run: _DRY_RUN = False,
    keep_apart: _KEEP_APART = False,
) -> int:
    """Load a sheet and report what became of each row; how it was read is kept for the next."""
    from coopgraph.desk.mappings import chosen, keep_on, kept_if_readable, kept_on, name_for
    from ingest.known import known_from_store
    from ingest.sheet import rows_of
    from ingest.sheet.headers.sheet_kinds import check_kind
    from ingest.sheet.mapping import mapping_of
    from ingest.sheet.opened_sheet import open_sheet

    check_kind(kind, "--as")
    said, claim = mapping_of(kind, map_ or (), set_ or (), source or None), claim_of(visibility)
    changes = bool(map_ or set_)
    with opened(asked, write=True) as inquiry:
        store, url = inquiry.store, desk_url(inquiry.store, asked.settings)
        known = kept_on(url, asked)[1] if mapping else kept_if_readable(url, asked)
        kept = [] if no_mapping else known
        used = chosen(said, mapping, kept, changes=changes)
        found = open_sheet(file, kind, used, kept, source=said.source)
        rows = rows_of(
            found, file, known_from_store(store), store=store, today=asked.day, visibility=claim
        )
        loaded = load_and_join(asked, store, [rows], dry_run=dry_run, keep_apart=keep_apart)
        status = report(asked, loaded)
        if changes and not dry_run and not no_mapping:
            keep_on(url, asked, replace(found.mapping, name=name_for(mapping, file, kind)))
    return status


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
    kind: Annotated[str, typer.Argument(metavar="KIND")] = "",
    file: Annotated[Path | None, typer.Argument(metavar="FILE.xlsx")] = None,
    *,
    list_: Annotated[
        bool, typer.Option("--list", help=help_text(msg("Every kind of sheet, and its columns.")))
    ] = False,
    for_: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="OFFICE",
            help=help_text(msg("With the records of this office in it, to send to it.")),
        ),
    ] = "",
) -> None:
    """Write a sheet with headers, help and lists to choose from, in the reader's language."""
    if list_:
        _list_kinds(asked)
    elif not kind or file is None:
        detail = msg("It is not said which sheet to write, or where.")
        raise WrongUseError(detail, msg("Write: coopgraph template KIND FILE.xlsx; or --list."))
    else:
        _write_template(asked, kind, file, for_)


def _list_kinds(asked: Asked) -> None:
    from coopgraph.terminal.render.sheets_text import kinds
    from ingest.sheet.kind_list import sheet_kinds
    from kg.model.documents import head

    answer(asked, sheet_kinds(head(0, asked.day, asked.lang)), kinds)


def _write_template(asked: Asked, kind: str, file: Path, office: str) -> None:
    from coopgraph.terminal.render.files_text import written
    from ingest.known import known_from_view
    from ingest.office_sheets import check_enters, office_rows
    from ingest.sheet.headers.sheet_kinds import check_kind
    from ingest.sheet.template import write_template
    from kg.graph.naming import heading
    from kg.model.documents import Written

    check_kind(kind)
    if office:
        check_enters(kind)
    with opened(asked) as inquiry:
        rows = office_rows(inquiry.view, inquiry.store, office, kind) if office else []
        known = known_from_view(inquiry.view)
        write_template(file, kind, asked.lang, known, rows)
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
    return audience_named(name, "--visibility") if name else None
